"""Following a run instruction by instruction: each decoded closure is wrapped once, when it is made.

An untraced run pays nothing. What an instruction may write is known from its fields; what helpers
store into the program's memory is read from the memory's journal.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

from vm.facts import isa
from vm.facts.registers import FP
from vm.insn import Instruction
from vm.program import Program
from vm.runtime.alu import U64
from vm.runtime.machine import Machine, TailCall

Writes = Sequence[tuple[int, int]]
Stores = Sequence[tuple[int, bytes]]

R = TypeVar("R")


def counted(hits: list[int], pc: int, op: Callable[[list[int]], R]) -> Callable[[list[int]], R]:
    """`op`, counting in `hits` how often it was begun."""

    def run(r: list[int]) -> R:
        hits[pc] += 1
        return op(r)

    return run


class Tracer(Protocol):
    """Who wants to know."""

    def stepped(self, pc: int, registers: Writes, memory: Stores) -> None:
        """The instruction at slot `pc` ran and wrote these (register, value) and (address, bytes)."""

    def entered(self, program: Program, context: int) -> None:
        """A tail call put `program` in place of the running one, with `context` in r1 and nothing in r2 to r9."""


_NONE: Final = ()


def follow(
    machine: Machine, tracer: Tracer, pc: int, insn: Instruction, op: Callable[[list[int]], R]
) -> Callable[[list[int]], R]:
    """`op`, telling `tracer` afterwards what it wrote."""
    if max(insn.dst, insn.src) > FP:
        return op  # it can only fault
    written, size = written_register(insn), stored_size(insn)
    stepped = tracer.stepped
    if size:
        return _storing(machine, tracer, pc, insn, op, size)
    if written is None:

        def jump(r: list[int]) -> R:
            result = op(r)
            stepped(pc, _NONE, _NONE)
            return result

        return jump
    if insn.opcode == isa.CALL:
        return _calling(machine, tracer, pc, op)

    def compute(r: list[int]) -> R:
        result = op(r)
        stepped(pc, ((written, r[written]),), _NONE)
        return result

    return compute


def _storing(
    machine: Machine, tracer: Tracer, pc: int, insn: Instruction, op: Callable[[list[int]], R], size: int
) -> Callable[[list[int]], R]:
    dst, off, written = insn.dst, insn.off, written_register(insn)
    memory, stepped = machine.memory, tracer.stepped

    def store(r: list[int]) -> R:
        address = r[dst] + off & U64
        result = op(r)
        data = memory.peek(address, size)
        assert data is not None
        stepped(pc, _NONE if written is None else ((written, r[written]),), ((address, data),))
        return result

    return store


def _calling(machine: Machine, tracer: Tracer, pc: int, op: Callable[[list[int]], R]) -> Callable[[list[int]], R]:
    memory = machine.memory

    def call(r: list[int]) -> R:
        stores = memory.journal = []
        try:
            result = op(r)
        except TailCall:
            tracer.stepped(pc, _NONE, tuple(stores))
            raise
        finally:
            memory.journal = None
        tracer.stepped(pc, ((0, r[0]),), tuple(stores))
        return result

    return call


def written_register(insn: Instruction) -> int | None:
    """The register that `insn` gives a value, if it gives one; of a helper call, the result."""
    cls = insn.opcode & 7
    if cls in {isa.ALU32, isa.ALU64, isa.LDX} or insn.opcode == isa.LD_IMM64:
        return insn.dst
    if cls == isa.LD:
        return 0
    if cls == isa.STX and insn.opcode & 0xE0 == isa.MODE_ATOMIC:
        row = isa.ATOMIC_BY_IMM.get(insn.imm)
        if row is None or not (row.fetch or row.name == "load_acquire"):
            return None
        return 0 if row.name == "cmpxchg" else insn.dst if row.name == "load_acquire" else insn.src
    if insn.opcode == isa.CALL and insn.src == isa.CALL_HELPER:
        return 0
    return None


def stored_size(insn: Instruction) -> int:
    """Bytes that `insn` itself stores; 0 if it stores none."""
    cls = insn.opcode & 7
    if cls not in {isa.ST, isa.STX}:
        return 0
    row = isa.ATOMIC_BY_IMM.get(insn.imm) if insn.opcode & 0xE0 == isa.MODE_ATOMIC else None
    if row is not None and row.name == "load_acquire":
        return 0
    return isa.SIZE_BY_CODE[insn.opcode & 0x18].bytes
