"""Helpers that have native code, in LLVM IR, beside the programs that call them.

Each does to the very same bytes what its body in `vm.runtime.helpers` and the map's class in
`vm.runtime.maps` do; the layouts are documented there. A case that does not fit the fast way (a map
of another kind, odd flags, a range that fails its check) goes to the host, which decides alone.
Every address that comes from a program is confined to the arena before it is used.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from vm.facts.helpers import HELPER_BY_NAME as BY_NAME
from vm.jit import loops, maps, packets, queues, rings
from vm.jit.control import field as word
from vm.jit.emit import Function, define
from vm.jit.linkage import Linkage
from vm.kernel.chance import GAMMA
from vm.runtime.memory import ARENA, ARENA_SIZE

Body: TypeAlias = Callable[[Function, Linkage, bool, str], None]
"""(function, linkage, range-checked build?, name) -> writes the body of the helper called `name`."""

PURE: Final = frozenset(
    {
        "map_lookup_elem",
        "map_update_elem",
        "map_delete_elem",
        "map_lookup_percpu_elem",
        "map_push_elem",
        "map_pop_elem",
        "map_peek_elem",
        "ringbuf_reserve",
        "ringbuf_submit",
        "ringbuf_discard",
        "ringbuf_output",
        "ringbuf_query",
        "csum_diff",
        "ktime_get_ns",
        "ktime_get_boot_ns",
        "get_smp_processor_id",
        "get_current_pid_tgid",
        "get_current_uid_gid",
        "get_prandom_u32",
    }
)
"""Helpers that end no run when a verified program calls them: no check follows the call."""

# The host's function gets both pointers although it knows them: they are `noalias`, so LLVM would else
# believe that a call cannot change what lies behind them.
DECLARATIONS: Final = f"""\
declare i16 @llvm.bswap.i16(i16)
declare i32 @llvm.bswap.i32(i32)
declare i64 @llvm.bswap.i64(i64)
declare i64 @llvm.umin.i64(i64, i64)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
attributes #0 = {{ nounwind }}
!0 = !{{!"branch_weights", i32 1, i32 1000000}}
define internal i64 @callback(ptr %mem, ptr %ctl, i64 %id, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5) #0 noinline {{
  %f.at = {word("callback")}
  %f = load ptr, ptr %f.at
  %v = call i64 %f(ptr %mem, ptr %ctl, i64 %id, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5)
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
    if any(name in maps.HELPERS for name in called):
        for index, link in enumerate(linkage.maps):
            parts += maps.functions(index, link)
    if "csum_diff" in called:
        parts.append(packets.PARTIAL)
    for name in called:
        f = Function()
        f.lines.append("entry:")
        BODIES.get(name, _host)(f, linkage, checked, name)
        parts.append(define(f"helper_{name}", "ptr %mem, ptr %ctl, i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5", f))
    return parts


def _host(f: Function, linkage: Linkage, checked: bool, name: str) -> None:  # noqa: ARG001 - one shape for all
    """The host's body of the helper, with the function's own arguments."""
    given = "i64 %r1, i64 %r2, i64 %r3, i64 %r4, i64 %r5"
    f.put(f"ret i64 {f.let(f'call i64 @callback(ptr %mem, ptr %ctl, i64 {BY_NAME[name].id}, {given})')}")


def _host_text(linkage: Linkage, checked: bool, name: str) -> str:
    """The host's body as the end of a function that has values of its own."""
    host = Function()
    _host(host, linkage, checked, name)
    return "\n".join(host.lines).replace("%v", "%host.v")


def _map_operation(operation: maps.Operation, suits: maps.Suits = maps.has_native) -> Body:
    def body(f: Function, linkage: Linkage, checked: bool, name: str) -> None:
        maps.by_map(f, linkage, checked, _host_text(linkage, checked, name), operation, suits)

    return body


def _commit(*, discarded: bool) -> Body:
    def body(f: Function, linkage: Linkage, checked: bool, name: str) -> None:
        rings.commit(f, linkage, _host_text(linkage, checked, name), discarded=discarded)

    return body


def _borders(operation: Callable[[Function], None]) -> Body:
    """Helpers that move the packet's borders; in a checked build the host, which keeps the table of regions."""

    def body(f: Function, linkage: Linkage, checked: bool, name: str) -> None:
        if checked:
            _host(f, linkage, checked, name)
        else:
            operation(f)

    return body


def _csum_diff(f: Function, linkage: Linkage, checked: bool, name: str) -> None:
    packets.csum_diff(f, _host_text(linkage, checked, name), checked=checked)


def _redirect(f: Function, linkage: Linkage, checked: bool, name: str) -> None:  # noqa: ARG001 - one shape for all
    packets.redirect(f)


def _loop(f: Function, linkage: Linkage, checked: bool, name: str) -> None:
    loops.loop(f, _host_text(linkage, checked, name))


# --- words of the control block -------------------------------------------------------------


def _answer(word: str) -> Body:
    def body(f: Function, linkage: Linkage, checked: bool, name: str) -> None:  # noqa: ARG001 - one shape for all
        f.put(f"ret i64 {f.word(word)}")

    return body


def _random(f: Function, linkage: Linkage, checked: bool, name: str) -> None:  # noqa: ARG001 - one shape for all
    """splitmix64, as `vm.kernel.chance` defines it."""
    state = f.let(f"add i64 {f.word('random')}, {GAMMA - (1 << 64)}")
    f.write_word("random", f"{state}")
    z = state
    for shift, factor in ((30, 0xBF58_476D_1CE4_E5B9), (27, 0x94D0_49BB_1331_11EB)):
        mixed = f.let(f"xor i64 {z}, {f.let(f'lshr i64 {z}, {shift}')}")
        z = f.let(f"mul i64 {mixed}, {factor - (1 << 64)}")
    z = f.let(f"xor i64 {z}, {f.let(f'lshr i64 {z}, 31')}")
    f.put(f"ret i64 {f.let(f'lshr i64 {z}, 32')}")


BODIES: Final[Mapping[str, Body]] = {
    "map_lookup_elem": _map_operation(maps.lookup, maps.can_look_up),
    "map_lookup_percpu_elem": _map_operation(maps.lookup_percpu, maps.is_per_cpu),
    "map_push_elem": _map_operation(queues.push, queues.is_queue),
    "map_pop_elem": _map_operation(queues.pop, queues.is_queue),
    "map_peek_elem": _map_operation(queues.peek, queues.is_queue),
    "ringbuf_reserve": _map_operation(rings.reserve, rings.is_ring),
    "ringbuf_output": _map_operation(rings.output, rings.is_ring),
    "ringbuf_query": _map_operation(rings.query, rings.is_ring),
    "ringbuf_submit": _commit(discarded=False),
    "ringbuf_discard": _commit(discarded=True),
    "csum_diff": _csum_diff,
    "xdp_adjust_head": _borders(packets.adjust_head),
    "xdp_adjust_tail": _borders(packets.adjust_tail),
    "xdp_adjust_meta": _borders(packets.adjust_meta),
    "redirect": _redirect,
    "loop": _loop,
    "map_update_elem": _map_operation(maps.update),
    "map_delete_elem": _map_operation(maps.delete),
    "ktime_get_ns": _answer("now_ns"),
    "ktime_get_boot_ns": _answer("now_ns"),
    "get_smp_processor_id": _answer("cpu"),
    "get_current_pid_tgid": _answer("pid_tgid"),
    "get_current_uid_gid": _answer("uid_gid"),
    "get_prandom_u32": _random,
}
