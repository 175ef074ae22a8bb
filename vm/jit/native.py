"""Helpers that have native code, in LLVM IR, beside the programs that call them.

Each does to the very same bytes what its body in `vm.runtime.helpers` and the map's class in
`vm.runtime.maps` do; the layouts are documented there. A case that does not fit the fast way (a map
of another kind, odd flags, a range that fails its check) goes to the host, which decides alone.
Every address that comes from a program is confined to the arena before it is used.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vm.facts.helpers import HELPER_BY_NAME as BY_NAME
from vm.jit.control import field as word
from vm.jit.emit import Function
from vm.jit.linkage import Linkage, MapLink
from vm.kernel.chance import GAMMA
from vm.runtime.maps.hash import MULTIPLIER
from vm.runtime.memory import ARENA, ARENA_SIZE, READ

PURE: Final = frozenset(
    {
        "map_lookup_elem",
        "map_update_elem",
        "map_delete_elem",
        "ktime_get_ns",
        "ktime_get_boot_ns",
        "get_smp_processor_id",
        "get_current_pid_tgid",
        "get_current_uid_gid",
        "get_prandom_u32",
    }
)
"""Helpers that end no run when a verified program calls them: no check follows the call."""

DESCRIPTOR: Final = ("keys", "live", "heads", "chain", "counts")
"""Words of a map's descriptor: host addresses of its flat buffers, 0 where it has none."""

LONGEST_KEY: Final = 64
"""Bytes; longer keys are hashed by the host."""

DECLARATIONS: Final = f"""\
declare i16 @llvm.bswap.i16(i16)
declare i32 @llvm.bswap.i32(i32)
declare i64 @llvm.bswap.i64(i64)
declare i64 @llvm.umin.i64(i64, i64)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
attributes #0 = {{ nounwind }}
!0 = !{{!"branch_weights", i32 1, i32 1000000}}
define internal i64 @callback(ptr %ctl, i64 %id, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5) #0 noinline {{
  %f.at = {word("callback")}
  %f = load ptr, ptr %f.at
  %v = call i64 %f(i64 %id, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5)
  ret i64 %v
}}
"""

CHECK: Final = f"""\
define internal i64 @check(ptr %ctl, i64 %address, i64 %size, i64 %how) #0 {{
  %offset = sub i64 %address, {ARENA - (1 << 64)}
  %beyond = icmp ugt i64 %offset, {ARENA_SIZE - 1}
  br i1 %beyond, label %outside, label %inside
inside:
  %page = lshr i64 %offset, 12
  %pages.at = {word("pages")}
  %pages = load ptr, ptr %pages.at
  %at = getelementptr i32, ptr %pages, i64 %page
  %number = load i32, ptr %at
  %none = icmp eq i32 %number, 0
  br i1 %none, label %outside, label %known
known:
  %regions.at = {word("regions")}
  %regions = load ptr, ptr %regions.at
  %wide = zext i32 %number to i64
  %region = getelementptr [3 x i64], ptr %regions, i64 %wide
  %start = load i64, ptr %region
  %end.at = getelementptr i64, ptr %region, i64 1
  %end = load i64, ptr %end.at
  %how.at = getelementptr i64, ptr %region, i64 2
  %allowed = load i64, ptr %how.at
  %before = icmp ult i64 %address, %start
  %last = add i64 %address, %size
  %past = icmp ugt i64 %last, %end
  %out = or i1 %before, %past
  br i1 %out, label %outside, label %held
held:
  %missing = xor i64 %allowed, 3
  %denied = and i64 %missing, %how
  %writes = and i64 %denied, 2
  %readonly = icmp ne i64 %writes, 0
  %some = icmp ne i64 %denied, 0
  %writeonly = select i1 %some, i64 3, i64 0
  %kind = select i1 %readonly, i64 2, i64 %writeonly
  ret i64 %kind
outside:
  ret i64 1
}}
"""
"""Kinds are numbers of vm.runtime.faults.KINDS: 1 out-of-bounds, 2 read-only, 3 write-only."""


def definitions(called: Sequence[str], linkage: Linkage, *, checked: bool) -> list[str]:
    """The LLVM functions of every helper in `called`, and what those need."""
    parts = []
    if any(name in MAP_HELPERS for name in called):
        for index, link in enumerate(linkage.maps):
            parts += _map_functions(index, link)
    for name in called:
        body = BODIES.get(name)
        f = Function()
        f.lines.append("entry:")
        if body is None:
            result = host(f, name)
            f.put(f"ret i64 {result}")
        else:
            body(f, linkage, checked)
        parts.append(_define(f"helper_{name}", "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5", f))
    return parts


def host(f: Function, name: str) -> str:
    """Call the host's body of helper `name` with the function's own arguments."""
    given = "i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5"
    return f.let(f"call i64 @callback(ptr %ctl, i64 {BY_NAME[name].id}, {given})")


def confined(f: Function, address: str, size: int) -> str:
    """A host pointer to `size` bytes that lie in the arena, whatever the address."""
    offset = f.let(f"and i64 {address}, {ARENA_SIZE - 1}")
    if size > 4096:  # an access this long could leave the page behind the arena
        offset = f.let(f"call i64 @llvm.umin.i64(i64 {offset}, i64 {ARENA_SIZE - size})")
    return f.let(f"getelementptr i8, ptr %mem, i64 {offset}")


def _define(name: str, parameters: str, f: Function, attributes: str = "alwaysinline") -> str:
    body = "\n".join(f.lines)
    return f"define internal i64 @{name}({parameters}) #0 {attributes} {{\n{body}\n}}\n"


# --- words of the control block -------------------------------------------------------------


def _answer(name: str) -> Callable[[Function, Linkage, bool], None]:
    def body(f: Function, linkage: Linkage, checked: bool) -> None:  # noqa: ARG001
        f.put(f"ret i64 {f.word(name)}")

    return body


def _random(f: Function, linkage: Linkage, checked: bool) -> None:  # noqa: ARG001
    """splitmix64, as `vm.kernel.chance` defines it."""
    state = f.let(f"add i64 {f.word('random')}, {GAMMA - (1 << 64)}")
    f.write_word("random", f"{state}")
    z = state
    for shift, factor in ((30, 0xBF58_476D_1CE4_E5B9), (27, 0x94D0_49BB_1331_11EB)):
        mixed = f.let(f"xor i64 {z}, {f.let(f'lshr i64 {z}, {shift}')}")
        z = f.let(f"mul i64 {mixed}, {factor - (1 << 64)}")
    z = f.let(f"xor i64 {z}, {f.let(f'lshr i64 {z}, 31')}")
    f.put(f"ret i64 {f.let(f'lshr i64 {z}, 32')}")


# --- maps -----------------------------------------------------------------------------------

ARRAYS: Final = frozenset({"array", "percpu_array"})
HASHES: Final = frozenset({"hash", "percpu_hash"})
PER_CPU: Final = frozenset({"percpu_array", "percpu_hash"})
MAP_HELPERS: Final = frozenset({"map_lookup_elem", "map_update_elem", "map_delete_elem"})


def _native(link: MapLink) -> bool:
    return link.values is not None and (
        link.type in ARRAYS or (link.type in HASHES and link.key_size <= LONGEST_KEY)
    )


def _map_functions(index: int, link: MapLink) -> list[str]:
    """`@map{index}_slot(mem, ctl, key)`: the slot that holds the key, or -1."""
    if not _native(link):
        return []
    f = Function()
    f.lines.append("entry:")
    if link.type in ARRAYS:
        number = f.let("load i32, ptr %key, align 1")
        inside = f.let(f"icmp ult i32 {number}, {link.max_entries}")
        wide = f.let(f"zext i32 {number} to i64")
        f.put(f"ret i64 {f.let(f'select i1 {inside}, i64 {wide}, i64 -1')}")
        return [_define(f"map{index}_slot", "ptr %mem, ptr %ctl, ptr %key", f)]
    words = _key_words(f, link.key_size)
    bucket = _bucket(f, words, link)
    _walk(f, index, link, words, bucket)
    return [_define(f"map{index}_slot", "ptr %mem, ptr %ctl, ptr %key", f, "")]


def _key_words(f: Function, size: int) -> list[str]:
    """The key in 8-byte words, the last one padded with zeros."""
    words = []
    for start in range(0, size, 8):
        at = f.let(f"getelementptr i8, ptr %key, i64 {start}")
        words.append(_partial(f, at, min(8, size - start)))
    return words


def _partial(f: Function, at: str, size: int) -> str:
    """`size` (1 to 8) bytes as a number; never reads a byte beyond them."""
    if size == 8:
        return f.let(f"load i64, ptr {at}, align 1")
    value, done = "0", 0
    for part in (4, 2, 1):
        if size & part:
            here = f.let(f"getelementptr i8, ptr {at}, i64 {done}")
            piece = f.let(f"zext i{8 * part} {f.let(f'load i{8 * part}, ptr {here}, align 1')} to i64")
            value = f.let(f"or i64 {value}, {f.let(f'shl i64 {piece}, {8 * done}')}")
            done += part
    return value


def _bucket(f: Function, words: list[str], link: MapLink) -> str:
    h = "0"
    for value in words:
        h = f.let(f"mul i64 {f.let(f'xor i64 {h}, {value}')}, {MULTIPLIER - (1 << 64)}")
        h = f.let(f"xor i64 {h}, {f.let(f'lshr i64 {h}, 32')}")
    buckets = 1 << (link.max_entries - 1).bit_length()
    return f.let(f"and i64 {f.let(f'lshr i64 {h}, 32')}, {buckets - 1}")


def descriptor(f: Function, index: int, name: str) -> str:
    """One word of map `index`'s descriptor, as a pointer."""
    maps = f.word("maps", "ptr")
    at = f.let(f"getelementptr ptr, ptr {maps}, i64 {index * len(DESCRIPTOR) + DESCRIPTOR.index(name)}")
    return f.let(f"load ptr, ptr {at}")


def _walk(f: Function, index: int, link: MapLink, words: list[str], bucket: str) -> None:
    """Follow the bucket's chain to the slot whose key is `words`."""
    heads, chain, keys = (descriptor(f, index, name) for name in ("heads", "chain", "keys"))
    first = f.let(f"load i32, ptr {f.let(f'getelementptr i32, ptr {heads}, i64 {bucket}')}")
    f.put("br label %next")
    f.lines.append("next:")
    f.put(f"%link = phi i32 [ {first}, %entry ], [ %follow, %differs ]")
    f.put("%last = icmp eq i32 %link, 0")
    f.put("br i1 %last, label %absent, label %look")
    f.lines.append("look:")
    f.put("%less = sub i32 %link, 1")
    f.put("%slot = zext i32 %less to i64")
    f.put(f"%offset = mul i64 %slot, {8 * max(1, len(words))}")
    stored = f.let(f"getelementptr i8, ptr {keys}, i64 %offset")
    same = "true"
    for position, value in enumerate(words):
        here = f.let(f"load i64, ptr {f.let(f'getelementptr i64, ptr {stored}, i64 {position}')}")
        same = f.let(f"and i1 {same}, {f.let(f'icmp eq i64 {here}, {value}')}")
    f.put(f"br i1 {same}, label %found, label %differs")
    f.lines.append("differs:")
    f.put(f"%chained = getelementptr i32, ptr {chain}, i64 %slot")
    f.put("%follow = load i32, ptr %chained")
    f.put("br label %next")
    f.lines += ["absent:", "  ret i64 -1", "found:", "  ret i64 %slot"]


def _by_map(f: Function, linkage: Linkage, name: str, body: Callable[[Function, int, MapLink], None]) -> None:
    """Branch on the map in r1; a map without native code, or no map at all, is the host's."""
    native = [(index, link) for index, link in enumerate(linkage.maps) if _native(link)]
    cases = " ".join(f"i64 {linkage.handle(index) - (1 << 64)}, label %map{index}" for index, _ in native)
    f.put(f"switch i64 %r1, label %host [ {cases} ]")
    for index, link in native:
        f.block(f"map{index}")
        body(f, index, link)
    f.block("host")
    f.put(f"ret i64 {host(f, name)}")


def _argument(f: Function, argument: str, size: int, how: int, *, checked: bool) -> str:
    """A host pointer to what `argument` points at; a range that fails its check goes to the host."""
    if checked:
        kind = f.let(f"call i64 @check(ptr %ctl, i64 {argument}, i64 {size}, i64 {how})")
        on = f.label("sound")
        f.put(f"br i1 {f.let(f'icmp eq i64 {kind}, 0')}, label %{on}, label %host")
        f.block(on)
    return confined(f, argument, size)


def _stride(link: MapLink) -> int:
    return max(8, -(-link.value_size // 8) * 8)


def _value_offset(f: Function, link: MapLink, slot: str) -> str:
    """Offset of a slot's value on this CPU from the first value."""
    offset = f.let(f"mul i64 {slot}, {_stride(link)}")
    if link.type not in PER_CPU:
        return offset
    cpu = f.word("cpu")
    return f.let(f"add i64 {offset}, {f.let(f'mul i64 {cpu}, {link.max_entries * _stride(link)}')}")


def _lookup(f: Function, linkage: Linkage, checked: bool) -> None:
    def body(f: Function, index: int, link: MapLink) -> None:
        key = _argument(f, "%r2", link.key_size, READ, checked=checked)
        slot = f.let(f"call i64 @map{index}_slot(ptr %mem, ptr %ctl, ptr {key})")
        absent = f.let(f"icmp slt i64 {slot}, 0")
        assert link.values is not None
        address = f.let(f"add i64 {_value_offset(f, link, slot)}, {link.values - (1 << 64)}")
        f.put(f"ret i64 {f.let(f'select i1 {absent}, i64 0, i64 {address}')}")

    _by_map(f, linkage, "map_lookup_elem", body)


def _update(f: Function, linkage: Linkage, checked: bool) -> None:
    """Overwriting an element that exists, with flags 0 or BPF_EXIST; all else is the host's."""

    def body(f: Function, index: int, link: MapLink) -> None:
        key = _argument(f, "%r2", link.key_size, READ, checked=checked)
        value = _argument(f, "%r3", link.value_size, READ, checked=checked)
        slot = f.let(f"call i64 @map{index}_slot(ptr %mem, ptr %ctl, ptr {key})")
        known = f.let(f"icmp sge i64 {slot}, 0")
        plain = f.let(f"icmp eq i64 {f.let('and i64 %r4, -3')}, 0")
        there = f.label("there")
        f.put(f"br i1 {f.let(f'and i1 {known}, {plain}')}, label %{there}, label %host")
        f.block(there)
        assert link.values is not None
        start = f.let(f"getelementptr i8, ptr %mem, i64 {link.values - ARENA}")
        target = f.let(f"getelementptr i8, ptr {start}, i64 {_value_offset(f, link, slot)}")
        f.put(f"call void @llvm.memcpy.p0.p0.i64(ptr {target}, ptr {value}, i64 {link.value_size}, i1 false)")
        f.put("ret i64 0")

    _by_map(f, linkage, "map_update_elem", body)


BODIES: Final[Mapping[str, Callable[[Function, Linkage, bool], None]]] = {
    "map_lookup_elem": _lookup,
    "map_update_elem": _update,
    "ktime_get_ns": _answer("now_ns"),
    "ktime_get_boot_ns": _answer("now_ns"),
    "get_smp_processor_id": _answer("cpu"),
    "get_current_pid_tgid": _answer("pid_tgid"),
    "get_current_uid_gid": _answer("uid_gid"),
    "get_prandom_u32": _random,
}
