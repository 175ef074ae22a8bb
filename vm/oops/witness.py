"""Watches a run that the verifier would not have allowed, and tells what it did to the kernel."""

from collections.abc import Mapping
from typing import Final, Protocol

from vm.facts import isa
from vm.interp.trace import Tracer, stored_size
from vm.oops.causes import consequence, why
from vm.oops.console import Scene
from vm.oops.shadow import Depth, Shadow
from vm.program import Object
from vm.protocol.events import Oops
from vm.runtime.faults import Fault
from vm.runtime.machine import Machine, Outcome, TaskView
from vm.runtime.memory import Memory

MOST_INSNS: Final = 50_000
"""Instructions of one invocation, after which it counts as a loop without end."""

NEARBY: Final = 4096
"""Bytes beside a piece of memory in which an address still belongs to it."""


class NamedTask(TaskView, Protocol):
    """A task with a name for people."""

    @property
    def name(self) -> str: ...


class Stage(Protocol):
    """What the drawing asks of the world."""

    @property
    def now_ns(self) -> int: ...
    @property
    def cpu(self) -> int: ...
    @property
    def task(self) -> NamedTask: ...


class Witness:
    """Follows every invocation of one run.

    refusals   code of the verifier's complaint, by index of the refused program
    """

    def __init__(self, unit: Object, machine: Machine, world: Stage, refusals: Mapping[int, str]) -> None:
        self._unit, self._machine, self._world, self._refusals = unit, machine, world, refusals
        self._shadow = Shadow()
        self._index = self._n = 0
        self._fault: Fault | None = None

    def begin(self, n: int, index: int, depth: Depth, context: int, inner: Tracer | None) -> Tracer:
        """Invocation `n`, of program number `index`, begins: the tracer that follows it."""
        self._n, self._index = n, index
        self._shadow.inner = inner
        self._shadow.begin(self._unit.programs[index], depth, context)
        return self._shadow

    def ended(self, outcome: Outcome) -> bool:
        """The invocation is over. Whether the kernel came to harm."""
        self._fault = outcome.fault
        if outcome.fault is None:
            self._shadow.end()
        return self.harm

    @property
    def harm(self) -> bool:
        """Whether something went wrong so far."""
        return self._fault is not None or self._shadow.mistake is not None

    def tell(self) -> Oops:
        """What became of the kernel, at the end of the run."""
        if not self.harm:
            return self._nothing()
        program, fault, mistake = self._unit.programs[self._index], self._fault, self._shadow.mistake
        pc = fault.pc if fault else mistake.pc if mistake else 0
        address = fault.address if fault else mistake.address if mistake else None
        near = _near(self._machine.memory, address) if address is not None else ""
        found = consequence(fault, mistake.kind if mistake else "", near=near)
        insn = program.insns[pc] if 0 <= pc < len(program.insns) else None
        world, task = self._world, self._world.task
        scene = Scene(
            program=program.name, prog_type=program.prog_type, insns=program.insns, registers=self._shadow.registers,
            pc=pc, time_ns=world.now_ns, cpu=world.cpu, pid=task.pid, uid=task.uid, comm=task.name, address=address,
            size=fault.size if fault else 0, write=insn is not None and insn.opcode != isa.CALL and bool(stored_size(insn)),
            near=near, message=fault.message if fault else "", stack=self._machine.call_stack,
        )  # fmt: skip
        line = program.source_map.line(pc) if insn is not None else None
        return Oops(
            program=program.name, n=self._n, kind=found.name, insn=pc, line=line, title=found.title,
            summary=found.summary, message=fault.message if fault else "", console=scene.draw(found),
        )  # fmt: skip

    def _nothing(self) -> Oops:
        found = consequence(None)
        index = next(iter(self._refusals), 0)
        reason = why(self._refusals.get(index, ""))
        program = self._unit.programs[index]
        return Oops(
            program=program.name, n=None, kind=found.name, insn=None, line=None, title=found.title,
            summary=found.summary, message=reason, console=(),
        )  # fmt: skip


def _near(memory: Memory, address: int) -> str:
    """The memory in which `address` lies, or beside which; "" where there is none."""
    beside = [region for region in memory.regions() if region.start - NEARBY <= address < region.end + NEARBY]
    if not beside:
        return ""
    return min(beside, key=lambda region: max(region.start - address, address - region.end + 1, 0)).name
