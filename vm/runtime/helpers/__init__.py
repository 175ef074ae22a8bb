"""The helpers that do something here, one file a family, and `bind`, which makes one callable.

A body takes the machine and its decoded arguments and returns a number; what it does is what
Linux's description of the helper says, negative errno included. A helper of the table without a
body is known by name: calling it is the fault "helper-unavailable".
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from vm.facts.helpers import HELPERS, Helper
from vm.facts.isa import CALL, LDX, MODE_PROBE, MODE_PROBE_SX, SIZES
from vm.facts.table import complete
from vm.program import Program
from vm.runtime.faults import FaultRaised
from vm.runtime.helpers import (
    checksums,
    dynptr,
    maps,
    probe,
    redirects,
    ring,
    room,
    skb,
    sockets,
    stacks,
    tasks,
    text,
    tunnels,
    vlan,
    xdp,
)
from vm.runtime.helpers.arguments import decoder
from vm.runtime.helpers.states import ALWAYS, WITHOUT, state
from vm.runtime.machine import Machine

__all__ = ["BODIES", "WITHOUT", "bind", "may_read_world", "state"]

U64: Final = (1 << 64) - 1

REACHABLE: Final = tuple(helper for helper in HELPERS if helper.where)
"""Helpers that some program type in scope may call."""

BODIES: Final[Mapping[str, Any]] = {
    **maps.BODIES,
    **tasks.BODIES,
    **probe.BODIES,
    **ring.BODIES,
    **text.BODIES,
    **xdp.BODIES,
    **skb.BODIES,
    **room.BODIES,
    **vlan.BODIES,
    **tunnels.BODIES,
    **checksums.BODIES,
    **redirects.BODIES,
    **sockets.BODIES,
    **stacks.BODIES,
    **dynptr.BODIES,
}

LOOKS_AROUND: Final = frozenset(probe.BODIES) | frozenset(text.BODIES)
"""Helpers that may read or write memory of the world: copies from anywhere, and text with %s."""

assert BODIES.keys() >= ALWAYS.keys()
assert not BODIES.keys() & WITHOUT.keys()
complete(REACHABLE, {**BODIES, **WITHOUT})

Bound = Callable[[list[int]], None]


def bind(machine: Machine, helper: Helper) -> Bound:
    """The call of `helper` on `machine`: arguments from r1-r5, result into r0, r1-r5 cleared."""
    body = BODIES.get(helper.name)
    if body is None:
        reason = WITHOUT.get(helper.name, "no program type in scope may call it")

        def unavailable(_: list[int]) -> None:
            raise FaultRaised("helper-unavailable", f"{helper.bpf_name} is not executable here: {reason}")

        return unavailable
    decode = decoder(helper.params)

    def call(r: list[int]) -> None:
        r[0] = body(machine, *decode(machine, r)) & U64
        r[1:6] = (0, 0, 0, 0, 0)

    return call


def may_read_world(programs: Iterable[Program]) -> bool:
    """Whether any of these programs can look at memory of the world."""
    numbers = {helper.id for helper in HELPERS if helper.name in LOOKS_AROUND}
    probes = {LDX | mode | size.code for mode in (MODE_PROBE, MODE_PROBE_SX) for size in SIZES}
    return any(
        insn.opcode in probes or (insn.opcode == CALL and insn.imm in numbers)
        for program in programs
        for insn in program.insns
    )
