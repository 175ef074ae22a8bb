"""Watches a run that the verifier would not have allowed, and tells what it did to the kernel."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID, Helper
from vm.insn import Instruction
from vm.interp.trace import Tracer, stored_size
from vm.oops.causes import CONSEQUENCE_BY_NAME, Consequence, consequence, why, without_fault
from vm.oops.console import draw
from vm.oops.scene import Piece, Scene
from vm.oops.shadow import Depth, Mistake, Shadow
from vm.program import Object, Program
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
    def read_kernel(self, address: int, size: int) -> bytes | None: ...
    def read_user(self, address: int, size: int) -> bytes | None: ...


@dataclass(frozen=True, slots=True)
class _Place:
    """Which invocation, of which program."""

    n: int
    index: int


class Witness:
    """Follows every invocation of one run, to the fault that ends it or to its end.

    refusals   code of the verifier's complaint, by index of the refused program
    """

    def __init__(self, unit: Object, machine: Machine, world: Stage, refusals: Mapping[int, str]) -> None:
        self._unit, self._machine, self._world, self._refusals = unit, machine, world, refusals
        self._shadow = Shadow()
        self._now = _Place(0, 0)
        self._mistaken: _Place | None = None
        self._fault: Fault | None = None

    def begin(self, n: int, index: int, depth: Depth, context: int, inner: Tracer | None) -> Tracer:
        """Invocation `n`, of program number `index`, begins: the tracer that follows it."""
        self._now = _Place(n, index)
        self._shadow.inner = inner
        self._shadow.begin(self._unit.programs[index], depth, context)
        return self._shadow

    def ended(self, outcome: Outcome) -> None:
        """The invocation is over. A mistake that does not fault lets the run go on, as a kernel would."""
        self._fault = outcome.fault
        if outcome.fault is None:
            self._shadow.end()
        else:
            self._shadow.settle()
        if self._shadow.mistake is not None and self._mistaken is None:
            self._mistaken = self._now

    def tell(self) -> Oops:
        """What became of the kernel, at the end of the run."""
        if self._fault is not None:
            return self._faulted(self._fault)
        mistake = self._shadow.mistake
        if mistake is not None and self._mistaken is not None:
            return self._unnoticed(mistake, self._mistaken)
        index = next(iter(self._refusals), 0)
        code = self._refusals.get(index, "")
        program = self._unit.programs[index]
        found, pc = without_fault(code), _called(program, code)
        console = draw(self._scene(program, Fault(kind="", pc=pc or 0, message="")), found)
        return _told(program, found, why(code), pc=pc, console=console)

    def _faulted(self, fault: Fault) -> Oops:
        program = self._unit.programs[self._now.index]
        scene = self._scene(program, fault)
        found = consequence(scene)
        message = fault.message.removesuffix(", which belongs to nothing" if scene.mapped else "")
        return _told(program, found, message, n=self._now.n, pc=fault.pc, console=draw(scene, found))

    def _unnoticed(self, mistake: Mistake, place: _Place) -> Oops:
        message = ""
        if mistake.kind == "leak":
            waiting = f"{mistake.later} record{'s' * (mistake.later != 1)} reserved later wait behind it"
            refused = f", and for {mistake.refused} more there was no room" if mistake.refused else ""
            message = f"the record reserved here stays busy: {waiting}{refused}"
        program = self._unit.programs[place.index]
        return _told(program, CONSEQUENCE_BY_NAME[mistake.kind], message, n=place.n, pc=mistake.pc)

    def _scene(self, program: Program, fault: Fault) -> Scene:
        insn = program.insns[fault.pc] if 0 <= fault.pc < len(program.insns) else None
        world, task, address, memory = self._world, self._world.task, fault.address, self._machine.memory
        helper = _helper(insn)
        pointer = memory.peek(address, 8) if address is not None and fault.kind == "bad-pointer" else None
        return Scene(
            program=program, pc=fault.pc, time_ns=world.now_ns, cpu=world.cpu, pid=task.pid, uid=task.uid, comm=task.name,
            kind=fault.kind, registers=self._shadow.registers, callers=tuple(self._shadow.calls),
            address=address, size=fault.size, write=_writes(insn, fault), value=_stored(insn, self._shadow.registers), helper=helper,
            near=_near(memory, address), mapped=self._is_mapped(address),
            pointer=None if pointer is None else int.from_bytes(pointer, "little"), message=fault.message, stack=self._machine.call_stack,
        )  # fmt: skip

    def _is_mapped(self, address: int | None) -> bool:
        if address is None:
            return False
        read = self._world.read_user if address < 1 << 63 else self._world.read_kernel
        return read(address, 1) is not None


def _told(
    program: Program, found: Consequence, message: str, *,
    n: int | None = None, pc: int | None = None, console: tuple[str, ...] = (),
) -> Oops:  # fmt: skip
    line = None if pc is None else program.source_map.line(pc)
    return Oops(
        program=program.name, n=n, kind=found.name, insn=pc, line=line, title=found.title,
        summary=found.summary, message=message, console=console,
    )  # fmt: skip


def _helper(insn: Instruction | None) -> str:
    """The kernel's name of the helper that `insn` calls; "" if it calls none."""
    if insn is None or insn.opcode != isa.CALL or insn.src != isa.CALL_HELPER:
        return ""
    helper = HELPER_BY_ID.get(insn.imm)
    return helper.bpf_name if helper else f"bpf_helper_{insn.imm}"


def _called(program: Program, code: str) -> int | None:
    """The slot of the call that a refusal is about, if it is about one that can be told by the helper alone."""
    wanted: dict[str, Callable[[Helper], bool]] = {
        "call.gpl-only": lambda it: it.gpl,
        "call.sleeps": lambda it: it.note == "sleeps",
    }
    fits = wanted.get(code)
    if fits is None:
        return None
    called = [
        (pc, HELPER_BY_ID[insn.imm])
        for pc, insn in enumerate(program.insns)
        if _helper(insn) and insn.imm in HELPER_BY_ID
    ]
    return next((pc for pc, helper in called if fits(helper)), None)


def _writes(insn: Instruction | None, fault: Fault) -> bool:
    """Whether it was a store: the instruction's own, or one that a helper made for it."""
    if insn is None:
        return False
    if insn.opcode == isa.CALL:
        return "-byte store" in fault.message
    return bool(stored_size(insn))


def _stored(insn: Instruction | None, registers: list[int]) -> int | None:
    """The value that a plain store would have stored."""
    if insn is None or not stored_size(insn):
        return None
    if insn.opcode & 7 == isa.ST:
        return insn.imm & (1 << 64) - 1
    return registers[insn.src] if insn.src < len(registers) else None


def _near(memory: Memory, address: int | None) -> Piece | None:
    """The memory in which `address` lies, or beside which; None where there is none."""
    if address is None:
        return None
    beside = [region for region in memory.regions() if region.start - NEARBY <= address < region.end + NEARBY]
    if not beside:
        return None
    region = min(beside, key=lambda region: max(region.start - address, address - region.end + 1, 0))
    return Piece(region.name, region.start, region.end)
