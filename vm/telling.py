"""What happened in one invocation, as events: its hook, what came out of it, what it left in maps, its end."""

from dataclasses import dataclass
from typing import Final

from vm.facts.program_types import TC_VERDICTS, XDP_VERDICTS
from vm.kernel.firing import Firing, device_of
from vm.kernel.world import World
from vm.output import PER_INVOCATION, Outflow
from vm.program import Object, Program
from vm.protocol import events as e
from vm.protocol.events import Event, Hex64
from vm.runtime.faults import LIMIT_KINDS
from vm.runtime.machine import Machine, Outcome, Output, Printed
from vm.steps import Steps

SHOWN: Final = 128
"""Bytes of a frame that events carry."""

U64: Final = (1 << 64) - 1

_XDP: Final = {verdict.value: verdict.name for verdict in XDP_VERDICTS}
_TC: Final = {verdict.value & 0xFFFF_FFFF: verdict.name for verdict in TC_VERDICTS}


def verdict_of(prog_type: str, retval: int) -> str | None:
    """The name of what a packet's program returned; unknown XDP values abort, as in the kernel."""
    value = retval & 0xFFFF_FFFF
    if prog_type == "xdp":
        return _XDP.get(value, "XDP_ABORTED")
    return _TC.get(value) if prog_type == "sched_cls" else None


@dataclass(slots=True)
class Totals:
    """Counts over the whole run, untold events included."""

    hooks: int = 0
    insns: int = 0
    records: int = 0
    printed: int = 0
    faults: int = 0

    def value(self) -> e.Totals:
        return e.Totals(
            hooks=self.hooks, insns=self.insns, records=self.records, printed=self.printed, faults=self.faults
        )


@dataclass(frozen=True, slots=True, eq=False)
class Teller:
    """Tells of invocations on one machine. The world stands still while a program runs, so it can be asked afterwards."""

    unit: Object
    machine: Machine
    world: World
    outflow: Outflow
    totals: Totals
    steps: Steps | None

    def told(
        self, firing: Firing, n: int, program: Program, packet: bytes | None, waiting: list[e.MapChanged],
        outcome: Outcome,
    ) -> list[Event]:  # fmt: skip
        """Invocation `n`, of `program`.

        packet   the frame, as the programs before it left it
        waiting  map entries that invocations before it left behind
        """
        world, task, now = self.world, self.world.task, Hex64(self.world.now_ns)
        hook = e.Hook(
            n=n, time_ns=now, section=program.section, cpu=world.cpu, pid=task.pid, tgid=task.tgid,
            comm=task.name, summary=firing.summary,
            data=None if packet is None else packet[:SHOWN], length=None if packet is None else len(packet),
        )  # fmt: skip
        outputs = [*self._steps(), *self._outputs(now)]
        end = self._end(n, program, packet, outcome)
        return self.outflow.tell(hook, waiting, outputs, self.changes(), end)

    def untold(self, outcome: Outcome) -> None:
        """An invocation of which only counts are kept."""
        if self.steps is not None:
            self.outflow.drop("stepped", outcome.insns)
        records, printed = self.totals.records, self.totals.printed
        self._drained()
        self.outflow.skip("returned", self.totals.records - records, self.totals.printed - printed)

    def changes(self) -> list[e.MapChanged]:
        """Map entries that are not what they were."""
        names = self.unit.maps
        return [
            e.MapChanged(
                map=names[index].name, key=change.key, value=change.value, deleted=change.value is None, cpu=change.cpu
            )
            for index, change in self.machine.changes()
        ]

    @property
    def out(self) -> int | None:
        """The interface that the last invocation asked to redirect to."""
        return self.machine.redirect[0] if self.machine.redirect else None

    def _steps(self) -> list[Event]:
        if self.steps is None:
            return []
        taken, untold = self.steps.drain()
        self.outflow.drop("stepped", untold)
        return taken

    def _drained(self) -> list[Output]:
        """What the invocation put out, counted."""
        drained = self.machine.drain()
        printed = sum(isinstance(output, Printed) for output in drained)
        self.totals.printed += printed
        self.totals.records += len(drained) - printed
        return drained

    def _outputs(self, now: Hex64) -> list[Event]:
        """Records and printed lines as events, the first so many of each."""
        world, maps = self.world, self.unit.maps
        outputs: list[Event] = []
        left = {True: PER_INVOCATION, False: PER_INVOCATION}
        for output in self._drained():
            printed = isinstance(output, Printed)
            left[printed] -= 1
            if left[printed] < 0:
                self.outflow.drop("printed" if printed else "record", 1)
            elif isinstance(output, Printed):
                outputs.append(e.Printed(text=output.text, time_ns=now, cpu=world.cpu, comm=world.task.name))
            else:
                outputs.append(e.Record(map=maps[output.map].name, data=output.data, time_ns=now))
        return outputs

    def _end(self, n: int, program: Program, packet: bytes | None, outcome: Outcome) -> Event:
        fault = outcome.fault
        if fault is None:
            verdict = verdict_of(program.prog_type, outcome.retval)
            after = None if packet is None else self.machine.frame()
            changed = after is not None and after != packet
            return e.Returned(
                n=n, retval=Hex64(outcome.retval & U64), insns=outcome.insns, verdict=verdict,
                data=after[:SHOWN] if after is not None and changed else None,
                length=len(after) if after is not None and changed else None,
                out=device_of(verdict, self.out),
            )  # fmt: skip
        self.totals.faults += fault.kind not in LIMIT_KINDS
        address = None if fault.address is None else Hex64(fault.address & U64)
        return e.Faulted(n=n, kind=fault.kind, insn=fault.pc, address=address, message=fault.message)
