"""Map operations in LLVM IR: arrays and hash tables, per-CPU and LRU forms included, and lookups of prefixes.

They walk and change the flat buffers whose layouts `vm.runtime.maps.slots`, `index` and `hash` document.
For each map functions are made: `@mapN_slot`, `@mapN_insert`, `@mapN_remove`, `@mapN_use`; the helpers choose by the handle in r1, which LLVM folds where the program names
the map. Other kinds of maps, and whatever a program got wrong, are the host's.
"""

import errno
from collections.abc import Callable
from typing import Final

from vm.jit.emit import Function, confined, define
from vm.jit.linkage import Linkage, MapLink
from vm.runtime.maps.hash import AFTER, BEFORE
from vm.runtime.maps.index import FREE, HELD, MULTIPLIER
from vm.runtime.memory import ARENA, ARENA_SIZE, READ

ARRAYS: Final = frozenset({"array", "percpu_array"})
LRU: Final = frozenset({"lru_hash", "lru_percpu_hash"})
HASHES: Final = frozenset({"hash", "percpu_hash"}) | LRU
PER_CPU: Final = frozenset({"percpu_array", "percpu_hash", "lru_percpu_hash"})
HELPERS: Final = frozenset({"map_lookup_elem", "map_update_elem", "map_delete_elem", "map_lookup_percpu_elem"})

DESCRIPTOR: Final = (
    "keys", "live", "top", "heads", "chain", "counts", "order", "lengths", "store", "state", "positions", "pending",
)  # fmt: skip
"""Words of a map's descriptor: host addresses of its flat buffers, 0 where it has none."""

LONGEST_KEY: Final = 64
"""Bytes; longer keys are hashed by the host."""


def has_native(link: MapLink) -> bool:
    """Whether lookups, updates and deletions in this map run in native code."""
    return link.values is not None and (link.type in ARRAYS or (link.type in HASHES and link.key_size <= LONGEST_KEY))


def is_trie(link: MapLink) -> bool:
    """Whether this is a prefix trie whose lookups run in native code."""
    return link.values is not None and link.type == "lpm_trie" and link.key_size <= LONGEST_KEY


def can_look_up(link: MapLink) -> bool:
    """Whether lookups in this map run in native code."""
    return has_native(link) or is_trie(link)


def is_per_cpu(link: MapLink) -> bool:
    """Whether lookups of another CPU's value in this map run in native code."""
    return has_native(link) and link.type in PER_CPU


def functions(index: int, link: MapLink) -> list[str]:
    """The LLVM functions of map `index`; none for a map that is the host's."""
    if is_trie(link):
        return [
            _function(f"map{index}_exact", _hash_slot, index, link, ""),
            _function(f"map{index}_slot", slot_of_prefix, index, link, "noinline"),
        ]
    if not has_native(link):
        return []
    if link.type in ARRAYS:
        return [_function(f"map{index}_slot", _array_slot, index, link, "alwaysinline")]
    return [
        *([_use(index)] if link.type in LRU else []),
        _function(f"map{index}_slot", _hash_slot, index, link, ""),
        _function(f"map{index}_insert", _hash_insert, index, link, "noinline"),
        _function(f"map{index}_remove", _hash_remove, index, link, "noinline"),
    ]


def _function(name: str, body: Callable[[Function, int, MapLink], None], index: int, link: MapLink, how: str) -> str:
    f = Function()
    f.lines.append("entry:")
    body(f, index, link)
    return define(name, "ptr %mem, ptr %ctl, ptr %key", f, how)


def _use(index: int) -> str:
    """`@mapN_use`: a slot in the order of use becomes the newest."""
    f = Function()
    f.lines.append("entry:")
    node = f.let("add i64 %slot, 1")
    order = descriptor(f, index, "order")
    _unlink(f, order, node)
    _link(f, order, node)
    f.put("ret void")
    body = "\n".join(f.lines)
    return f"define internal void @map{index}_use(ptr %mem, ptr %ctl, i64 %slot) #0 {{\n{body}\n}}\n"


def _side(f: Function, order: str, node: str, side: int) -> str:
    """Pointer to the node before or after `node` (an i64) in the order of use."""
    at = f.let(f"getelementptr [2 x i32], ptr {order}, i64 {node}")
    return f.let(f"getelementptr i32, ptr {at}, i64 {side}")


def _unlink(f: Function, order: str, node: str) -> None:
    before = f.let(f"load i32, ptr {_side(f, order, node, BEFORE)}")
    after = f.let(f"load i32, ptr {_side(f, order, node, AFTER)}")
    wide_before, wide_after = (f.let(f"zext i32 {side} to i64") for side in (before, after))
    f.put(f"store i32 {after}, ptr {_side(f, order, wide_before, AFTER)}")
    f.put(f"store i32 {before}, ptr {_side(f, order, wide_after, BEFORE)}")


def _link(f: Function, order: str, node: str) -> None:
    first = _side(f, order, "0", BEFORE)
    newest = f.let(f"load i32, ptr {first}")
    narrow = f.let(f"trunc i64 {node} to i32")
    f.put(f"store i32 {newest}, ptr {_side(f, order, node, BEFORE)}")
    f.put(f"store i32 0, ptr {_side(f, order, node, AFTER)}")
    wide = f.let(f"zext i32 {newest} to i64")
    f.put(f"store i32 {narrow}, ptr {_side(f, order, wide, AFTER)}")
    f.put(f"store i32 {narrow}, ptr {first}")


# --- arrays ---------------------------------------------------------------------------------


def _array_slot(f: Function, index: int, link: MapLink) -> None:  # noqa: ARG001 - one shape for all
    """The slot, or -1."""
    number = f.let("load i32, ptr %key, align 1")
    inside = f.let(f"icmp ult i32 {number}, {link.max_entries}")
    wide = f.let(f"zext i32 {number} to i64")
    f.put(f"ret i64 {f.let(f'select i1 {inside}, i64 {wide}, i64 -1')}")


# --- hash tables ----------------------------------------------------------------------------


def _hash_slot(f: Function, index: int, link: MapLink) -> None:
    """The slot whose key is the one given, or -1: follow the bucket's chain."""
    words = _key_words(f, link.key_size)
    head = _head(f, index, link, words)
    chain, keys = (descriptor(f, index, name) for name in ("chain", "keys"))
    first = f.let(f"load i32, ptr {head}")
    f.put("br label %next")
    f.lines.append("next:")
    f.put(f"%link = phi i32 [ {first}, %entry ], [ %follow, %differs ]")
    f.put("%last = icmp eq i32 %link, 0")
    f.put("br i1 %last, label %absent, label %look")
    _compare(f, words, keys)
    f.lines.append("differs:")
    f.put(f"%chained = getelementptr i32, ptr {chain}, i64 %slot")
    f.put("%follow = load i32, ptr %chained")
    f.put("br label %next")
    f.lines += ["absent:", "  ret i64 -1", "found:", "  ret i64 %slot"]


def _compare(f: Function, words: list[str], keys: str) -> None:
    """Block `look`: on to `found` if the key of `%link`'s slot is `words`, else to `differs`."""
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


def _hash_insert(f: Function, index: int, link: MapLink) -> None:
    """Take a slot for a key that is not there yet; the slot, or -E2BIG. Its values become zero."""
    if link.type in LRU:
        _evict(f, index, link)
    words = _key_words(f, link.key_size)
    head = _head(f, index, link, words)
    chain, keys, live, top, counts = (descriptor(f, index, name) for name in ("chain", "keys", "live", "top", "counts"))
    free_at = f.let(f"getelementptr i32, ptr {counts}, i64 {FREE}")
    free = f.let(f"load i32, ptr {free_at}")
    used = f.let(f"load i32, ptr {top}")
    f.put(f"br i1 {f.let(f'icmp ne i32 {free}, 0')}, label %reuse, label %grow")
    f.lines.append("reuse:")
    freed = f.let(f"sub i32 {free}, 1")
    f.put(f"store i32 {f.let(f'load i32, ptr {_nth(f, chain, freed)}')}, ptr {free_at}")
    f.put("br label %take")
    f.lines.append("grow:")
    f.put(f"br i1 {f.let(f'icmp uge i32 {used}, {link.max_entries}')}, label %full, label %fresh")
    f.lines.append("fresh:")
    f.put(f"store i32 {f.let(f'add i32 {used}, 1')}, ptr {top}")
    f.put("br label %take")
    f.lines += ["full:", f"  ret i64 {-errno.E2BIG}", "take:"]
    f.put(f"%taken = phi i32 [ {freed}, %reuse ], [ {used}, %fresh ]")
    f.put("%slot = zext i32 %taken to i64")
    f.put(f"store i32 {f.let(f'load i32, ptr {head}')}, ptr {_nth(f, chain, '%taken')}")
    f.put(f"store i32 {f.let('add i32 %taken, 1')}, ptr {head}")
    _add(f, counts, 1)
    stored = f.let(f"getelementptr i8, ptr {keys}, i64 {f.let(f'mul i64 %slot, {8 * max(1, len(words))}')}")
    for position, value in enumerate(words):
        f.put(f"store i64 {value}, ptr {f.let(f'getelementptr i64, ptr {stored}, i64 {position}')}")
    f.put(f"store i8 1, ptr {f.let(f'getelementptr i8, ptr {live}, i64 %slot')}")
    for cpu in range(link.cpus):
        value_at = value_pointer(f, link, "%slot", str(cpu))
        f.put(f"call void @llvm.memset.p0.i64(ptr {value_at}, i8 0, i64 {stride(link)}, i1 false)")
    if link.type in LRU:
        _link(f, descriptor(f, index, "order"), f.let("add i64 %slot, 1"))
    f.put("ret i64 %slot")


def _evict(f: Function, index: int, link: MapLink) -> None:
    """A full LRU table forgets the element used longest ago."""
    counts = descriptor(f, index, "counts")
    held = f.let(f"load i32, ptr {f.let(f'getelementptr i32, ptr {counts}, i64 {HELD}')}")
    f.put(f"br i1 {f.let(f'icmp eq i32 {held}, {link.max_entries}')}, label %evict, label %room")
    f.lines.append("evict:")
    oldest = f.let(f"load i32, ptr {_side(f, descriptor(f, index, 'order'), '0', AFTER)}")
    slot = f.let(f"zext i32 {f.let(f'sub i32 {oldest}, 1')} to i64")
    offset = f.let(f"mul i64 {slot}, {max(8, round8(link.key_size))}")
    key = f.let(f"getelementptr i8, ptr {descriptor(f, index, 'keys')}, i64 {offset}")
    f.let(f"call i64 @map{index}_remove(ptr %mem, ptr %ctl, ptr {key})")
    f.put("br label %room")
    f.lines.append("room:")


def _hash_remove(f: Function, index: int, link: MapLink) -> None:
    """Unlink the key's slot and make it free; 0 or -ENOENT."""
    words = _key_words(f, link.key_size)
    head = _head(f, index, link, words)
    chain, keys, live, counts = (descriptor(f, index, name) for name in ("chain", "keys", "live", "counts"))
    f.put("br label %next")
    f.lines.append("next:")
    f.put(f"%from = phi ptr [ {head}, %entry ], [ %chained, %differs ]")
    f.put("%link = load i32, ptr %from")
    f.put("%last = icmp eq i32 %link, 0")
    f.put("br i1 %last, label %absent, label %look")
    _compare(f, words, keys)
    f.lines.append("differs:")
    f.put(f"%chained = getelementptr i32, ptr {chain}, i64 %slot")
    f.put("br label %next")
    f.lines += ["absent:", f"  ret i64 {-errno.ENOENT}", "found:"]
    if link.type in LRU:
        _unlink(f, descriptor(f, index, "order"), f.let("add i64 %slot, 1"))
    own = f.let(f"getelementptr i32, ptr {chain}, i64 %slot")
    f.put(f"store i32 {f.let(f'load i32, ptr {own}')}, ptr %from")
    free_at = f.let(f"getelementptr i32, ptr {counts}, i64 {FREE}")
    f.put(f"store i32 {f.let(f'load i32, ptr {free_at}')}, ptr {own}")
    f.put(f"store i32 %link, ptr {free_at}")
    _add(f, counts, -1)
    f.put(f"store i8 0, ptr {f.let(f'getelementptr i8, ptr {live}, i64 %slot')}")
    f.put("ret i64 0")


def _add(f: Function, at: str, amount: int) -> None:
    old = f.let(f"load i32, ptr {at}")
    f.put(f"store i32 {f.let(f'add i32 {old}, {amount}')}, ptr {at}")


def _nth(f: Function, array: str, number: str) -> str:
    """Pointer to element `number` (an i32) of an array of u32."""
    return f.let(f"getelementptr i32, ptr {array}, i64 {f.let(f'zext i32 {number} to i64')}")


def _head(f: Function, index: int, link: MapLink, words: list[str]) -> str:
    """Pointer to the head of the bucket in which a key belongs."""
    h = "0"
    for value in words:
        h = f.let(f"mul i64 {f.let(f'xor i64 {h}, {value}')}, {MULTIPLIER - (1 << 64)}")
        h = f.let(f"xor i64 {h}, {f.let(f'lshr i64 {h}, 32')}")
    buckets = 1 << (link.max_entries - 1).bit_length()
    bucket = f.let(f"and i64 {f.let(f'lshr i64 {h}, 32')}, {buckets - 1}")
    return f.let(f"getelementptr i32, ptr {descriptor(f, index, 'heads')}, i64 {bucket}")


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


# --- prefix tries ---------------------------------------------------------------------------


def slot_of_prefix(f: Function, index: int, link: MapLink) -> None:
    """The slot of the longest prefix, or -1: every length in use is tried, longest first.

    The canonical key of a length is built on the stack and looked up by `@mapN_exact`.
    """
    width = 8 * (link.key_size - 4)
    size = round8(link.key_size)
    canonical = f.let(f"alloca [{size} x i8], align 8")
    data_at = f.let("getelementptr i8, ptr %key, i64 4")
    into = f.let(f"getelementptr i8, ptr {canonical}, i64 4")
    lengths = descriptor(f, index, "lengths")
    length = f.let(f"zext i32 {f.let('load i32, ptr %key, align 1')} to i64")
    f.put(f"br i1 {f.let(f'icmp ugt i64 {length}, {width}')}, label %absent, label %next")
    f.block("next")
    f.put(f"%length = phi i64 [ {length}, %entry ], [ %shorter, %again ]")
    used = f.let(f"load i32, ptr {f.let(f'getelementptr i32, ptr {lengths}, i64 %length')}")
    f.put(f"br i1 {f.let(f'icmp eq i32 {used}, 0')}, label %miss, label %try")
    f.block("try")
    f.put(f"call void @llvm.memset.p0.i64(ptr {canonical}, i8 0, i64 {size}, i1 false)")
    f.put(f"store i32 {f.let('trunc i64 %length to i32')}, ptr {canonical}")
    whole, rest = f.let("lshr i64 %length, 3"), f.let("and i64 %length, 7")
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {into}, ptr {data_at}, i64 {whole}, i1 false)")
    f.put(f"br i1 {f.let(f'icmp eq i64 {rest}, 0')}, label %look, label %partial")
    f.block("partial")
    mask = f.let(f"trunc i64 {f.let(f'lshr i64 65280, {rest}')} to i8")
    byte = f.let(f"load i8, ptr {f.let(f'getelementptr i8, ptr {data_at}, i64 {whole}')}")
    kept = f.let(f"and i8 {byte}, {mask}")
    f.put(f"store i8 {kept}, ptr {f.let(f'getelementptr i8, ptr {into}, i64 {whole}')}")
    f.put("br label %look")
    f.block("look")
    slot = f.let(f"call i64 @map{index}_exact(ptr %mem, ptr %ctl, ptr {canonical})")
    f.put(f"br i1 {f.let(f'icmp slt i64 {slot}, 0')}, label %miss, label %found")
    f.block("miss")
    f.put(f"br i1 {f.let('icmp eq i64 %length, 0')}, label %absent, label %again")
    f.block("again")
    f.put("%shorter = sub i64 %length, 1")
    f.put("br label %next")
    f.block("absent")
    f.put("ret i64 -1")
    f.block("found")
    f.put(f"ret i64 {slot}")


# --- where things lie -----------------------------------------------------------------------


def descriptor(f: Function, index: int, name: str) -> str:
    """One word of map `index`'s descriptor, as a pointer."""
    descriptors = f.word("maps", "ptr")
    at = f.let(f"getelementptr ptr, ptr {descriptors}, i64 {index * len(DESCRIPTOR) + DESCRIPTOR.index(name)}")
    return f.let(f"load ptr, ptr {at}")


def round8(size: int) -> int:
    """The next multiple of 8."""
    return -(-size // 8) * 8


def stride(link: MapLink) -> int:
    """Bytes from one value to the next."""
    return max(8, round8(link.value_size))


def value_offset(f: Function, link: MapLink, slot: str, cpu: str | None = None) -> str:
    """Offset of a slot's value from the first one; on this CPU, or on the one given."""
    offset = f.let(f"mul i64 {slot}, {stride(link)}")
    if link.type not in PER_CPU:
        return offset
    number = f.word("cpu") if cpu is None else cpu
    return f.let(f"add i64 {offset}, {f.let(f'mul i64 {number}, {link.max_entries * stride(link)}')}")


def value_pointer(f: Function, link: MapLink, slot: str, cpu: str | None = None) -> str:
    """Host pointer to a slot's value."""
    assert link.values is not None
    start = f.let(f"getelementptr i8, ptr %mem, i64 {link.values - ARENA}")
    return f.let(f"getelementptr i8, ptr {start}, i64 {value_offset(f, link, slot, cpu)}")


# --- the helpers ----------------------------------------------------------------------------

Operation = Callable[[Function, int, MapLink, bool], None]
Suits = Callable[[MapLink], bool]


def by_map(f: Function, linkage: Linkage, checked: bool, host: str, operation: Operation, suits: Suits) -> None:
    """Branch on the map in r1; a map without native code, or no map at all, is the host's.

    host    what to do then: instructions that end the block called `host`
    suits   whether the operation has native code for a map
    """
    native = [(index, link) for index, link in enumerate(linkage.maps) if suits(link)]
    cases = " ".join(f"i64 {linkage.handle(index) - (1 << 64)}, label %map{index}" for index, _ in native)
    f.put(f"switch i64 %r1, label %host [ {cases} ]")
    for index, link in native:
        f.block(f"map{index}")
        operation(f, index, link, checked)
    f.block("host")
    f.lines.append(host)


def argument(f: Function, register: str, size: int, how: int, *, checked: bool) -> str:
    """A host pointer to what `register` points at; a range that fails its check goes to the host."""
    if checked:
        kind = f.let(f"call i64 @check(ptr %ctl, i64 {register}, i64 {size}, i64 {how})")
        on = f.label("sound")
        f.put(f"br i1 {f.let(f'icmp eq i64 {kind}, 0')}, label %{on}, label %host")
        f.block(on)
    return confined(f, register, size)


def sized(f: Function, register: str, size: str, how: int, *, checked: bool) -> str:
    """Like `argument` for `size` bytes, an i64 below 2**32 known at run time; no bytes need no check."""
    if checked:
        kind = f.let(f"call i64 @check(ptr %ctl, i64 {register}, i64 {size}, i64 {how})")
        some, bad = f.let(f"icmp ne i64 {size}, 0"), f.let(f"icmp ne i64 {kind}, 0")
        on = f.label("sound")
        f.put(f"br i1 {f.let(f'and i1 {some}, {bad}')}, label %host, label %{on}")
        f.block(on)
    offset = f.let(f"and i64 {register}, {ARENA_SIZE - 1}")
    last = f.let(f"sub i64 {ARENA_SIZE}, {size}")
    return f.let(f"getelementptr i8, ptr %mem, i64 {f.let(f'call i64 @llvm.umin.i64(i64 {offset}, i64 {last})')}")


def lookup(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_lookup_elem: the address of the value on this CPU, or 0."""
    key = argument(f, "%r2", link.key_size, READ, checked=checked)
    slot = f.let(f"call i64 @map{index}_slot(ptr %mem, ptr %ctl, ptr {key})")
    absent = f.let(f"icmp slt i64 {slot}, 0")
    assert link.values is not None
    if link.type in LRU:
        missing, there = f.label("missing"), f.label("there")
        f.put(f"br i1 {absent}, label %{missing}, label %{there}")
        f.block(missing)
        f.put("ret i64 0")
        f.block(there)
        f.put(f"call void @map{index}_use(ptr %mem, ptr %ctl, i64 {slot})")
    address = f.let(f"add i64 {value_offset(f, link, slot)}, {link.values - (1 << 64)}")
    f.put(f"ret i64 {f.let(f'select i1 {absent}, i64 0, i64 {address}')}")


def lookup_percpu(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_lookup_percpu_elem: the address of the value on the CPU in r3, or 0."""
    key = argument(f, "%r2", link.key_size, READ, checked=checked)
    cpu = f.let("and i64 %r3, 4294967295")
    slot = f.let(f"call i64 @map{index}_slot(ptr %mem, ptr %ctl, ptr {key})")
    absent = f.let(f"icmp slt i64 {slot}, 0")
    beyond = f.let(f"icmp uge i64 {cpu}, {link.cpus}")
    assert link.values is not None
    address = f.let(f"add i64 {value_offset(f, link, slot, cpu)}, {link.values - (1 << 64)}")
    none = f.let(f"or i1 {absent}, {beyond}")
    f.put(f"ret i64 {f.let(f'select i1 {none}, i64 0, i64 {address}')}")


def update(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_update_elem with flags any (0), only new (1), only existing (2); other flags are the host's."""
    key = argument(f, "%r2", link.key_size, READ, checked=checked)
    value = argument(f, "%r3", link.value_size, READ, checked=checked)
    known, put, absent, made = (f.label(name) for name in ("known", "put", "absent", "made"))
    f.put(f"br i1 {f.let('icmp ugt i64 %r4, 2')}, label %host, label %{known}")
    f.block(known)
    slot = f.let(f"call i64 @map{index}_slot(ptr %mem, ptr %ctl, ptr {key})")
    there, refused = f.label("there"), f.label("refused")
    f.put(f"br i1 {f.let(f'icmp sge i64 {slot}, 0')}, label %{there}, label %{absent}")
    f.block(there)
    f.put(f"br i1 {f.let('icmp eq i64 %r4, 1')}, label %{refused}, label %{put}")
    f.block(refused)
    f.put(f"ret i64 {-errno.EEXIST}")
    f.block(absent)
    if link.type in ARRAYS:
        f.put(f"ret i64 {-errno.E2BIG}")
        new, source = slot, there
    else:
        source = f.label("insert")
        f.put(f"br i1 {f.let('icmp eq i64 %r4, 2')}, label %{made}.no, label %{source}")
        f.block(f"{made}.no")
        f.put(f"ret i64 {-errno.ENOENT}")
        f.block(source)
        new = f.let(f"call i64 @map{index}_insert(ptr %mem, ptr %ctl, ptr {key})")
        f.put(f"br i1 {f.let(f'icmp slt i64 {new}, 0')}, label %{made}.full, label %{put}")
        f.block(f"{made}.full")
        f.put(f"ret i64 {new}")
    f.block(put)
    target = slot if link.type in ARRAYS else f.let(f"phi i64 [ {slot}, %{there} ], [ {new}, %{source} ]")
    if link.type in LRU:
        f.put(f"call void @map{index}_use(ptr %mem, ptr %ctl, i64 {target})")
    into = value_pointer(f, link, target)
    f.put(f"call void @llvm.memmove.p0.p0.i64(ptr {into}, ptr {value}, i64 {link.value_size}, i1 false)")
    f.put("ret i64 0")


def delete(f: Function, index: int, link: MapLink, checked: bool) -> None:
    """bpf_map_delete_elem."""
    key = argument(f, "%r2", link.key_size, READ, checked=checked)
    if link.type in ARRAYS:
        f.put(f"ret i64 {-errno.EINVAL}")
    else:
        f.put(f"ret i64 {f.let(f'call i64 @map{index}_remove(ptr %mem, ptr %ctl, ptr {key})')}")
