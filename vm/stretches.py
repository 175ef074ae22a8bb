"""Invocations that nobody will see, put off and then run together in native code.

A run that floods tells one invocation in ten, or none. Those between need no events, and where their
programs suit, no visit from Python either: their contexts are collected, and the whole stretch is
run as soon as somebody has to know what it did. The world has moved on by then, which makes no
difference: all that such programs can ask of it is written down beside each context.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import Final, NamedTuple

from vm.engines import Engines
from vm.jit.stretches import MAX_SLOTS, bounded, most_records, suits
from vm.kernel.firing import Firing
from vm.kernel.world import World
from vm.program import Program
from vm.runtime.machine import Machine
from vm.runtime.packet import MAX_XDP

MOST: Final = 512
"""Invocations of one stretch."""


class Ends(NamedTuple):
    """What a stretch came to.

    verdicts   (program, return value, interface it redirected to or None) of packets -> how often
    fault      what ended it, for people; None when all returned
    """

    invocations: int
    insns: int
    records: int
    verdicts: dict[tuple[int, int, int | None], int]
    fault: str | None = None


class Stretches:
    """Collects for one machine. Only programs that ran singly before are put off: their memory is laid out then."""

    def __init__(self, engines: Engines, machine: Machine, world: World) -> None:
        self._engines, self._machine, self._world = engines, machine, world
        self._suited: dict[int, bool] = {}
        self._most_records = max(map(most_records, (p.insns for p in engines.programs if bounded(p.insns))), default=0)
        self._rows: list[int] = []
        self._contents: list[bytes] = []
        self._packets: list[bool] = []
        self._size = 0

    def __len__(self) -> int:
        return len(self._contents)

    def put_off(self, program: int, firing: Firing, insns_left: int, records_left: int) -> bool:
        """Keep the invocation back, if it may be: False means that it has to run now.

        insns_left, records_left   budgets of the run; what is put off never reaches them
        """
        number = len(self._contents) + 1
        if not self._suits(program) or number * MAX_SLOTS >= insns_left or number * self._most_records >= records_left:
            return False
        world, task, packet = self._world, self._world.task, firing.packet
        if packet is None:
            content, ifindex, last = firing.context, 0, max(len(firing.context), firing.room)
        elif firing.kind == "xdp" and len(packet) <= MAX_XDP:
            content, ifindex, last = packet, firing.ifindex, firing.queue
        else:
            return False
        self._rows += (
            program, self._size, len(content), world.now_ns, world.cpu, task.tgid << 32 | task.pid,
            task.gid << 32 | task.uid, ifindex, last,
        )  # fmt: skip
        self._contents.append(content)
        self._packets.append(packet is not None)
        self._size += len(content)
        return True

    def _suits(self, program: int) -> bool:
        """Whether there is native code, and this program may be part of a stretch."""
        native = self._engines.native
        if native is None:
            return False
        known = self._suited.get(program)
        if known is None:
            known = program in self._engines.laid_out and suits(native.programs[program].insns, native.linkage)
            self._suited[program] = known
        return known

    def run(self) -> Ends:
        """Run what was put off."""
        native = self._engines.native
        assert native is not None
        consumed = sum(1 << index for index in self._machine.read_at_once)
        programs = self._rows[:: len(self._rows) // len(self._contents)]
        done = native.stretch(self._rows, b"".join(self._contents), consumed)
        ends = zip(programs, done.ends[::2], done.ends[1::2], strict=True)
        packets = Counter(compress(list(ends)[: done.invocations], self._packets))
        verdicts = {(program, value, out - 1 if out else None): n for (program, value, out), n in packets.items()}
        self._rows, self._contents, self._packets, self._size = [], [], [], 0
        fault = done.outcome.fault
        said = f"{fault.kind} at instruction {fault.pc}: {fault.message}" if fault else None
        return Ends(done.invocations, done.outcome.insns, done.consumed, verdicts, said)


def is_short(programs: Sequence[Program]) -> list[bool]:
    """By program: whether an invocation ends after few instructions, on either engine."""
    return [bounded(program.insns) for program in programs]
