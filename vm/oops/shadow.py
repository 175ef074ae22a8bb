"""Registers and ring records of a program that nobody verified, followed while it runs.

A tracer: the interpreter tells every instruction after it ran, so when one faults the shadow still has the
registers it found. It also notes the two mistakes no memory check can see: records that are never given back,
and records used after that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID
from vm.insn import Instruction
from vm.interp.trace import Stores, Tracer, Writes, stored_size
from vm.program import Program
from vm.runtime.memory import ARENA, stack_top

U64: Final = (1 << 64) - 1
RESERVING: Final = frozenset({"ringbuf_reserve"})
RELEASING: Final = frozenset({"ringbuf_submit", "ringbuf_discard"})


class Depth(Protocol):
    """Who knows how deep calls nest: the interpreter."""

    @property
    def frame(self) -> int: ...


@dataclass(slots=True)
class Mistake:
    """Something no memory check can see, and what came of it.

    kind        "use-after-release" or "leak"
    pc          slot that did it
    later       records reserved since, whose reader waits
    refused     records for which there was no room since
    """

    kind: str
    pc: int
    address: int
    later: int = 0
    refused: int = 0


@dataclass(slots=True)
class Shadow:
    """Follows one invocation after another.

    inner      another tracer that wants to know the same
    calls      slots of the calls between the program's functions that led to where it is, outermost first
    records    ring records in the program's hands: address -> (size, slot that reserved it)
    released   records given back in this invocation: address -> size
    mistake    the first mistake seen
    """

    inner: Tracer | None = None
    registers: list[int] = field(default_factory=lambda: [0] * 11)
    calls: list[int] = field(default_factory=list)
    records: dict[int, tuple[int, int]] = field(default_factory=dict)
    released: dict[int, int] = field(default_factory=dict)
    mistake: Mistake | None = None
    _insns: tuple[Instruction, ...] = ()
    _depth: Depth | None = None
    _callers: list[list[int]] = field(default_factory=list)
    _last: int = 0

    def begin(self, program: Program, depth: Depth, context: int) -> None:
        """An invocation of `program` begins, with `context` in r1."""
        self._insns, self._depth = program.insns, depth
        self.registers = [0, context, *(0,) * 8, ARENA + stack_top(0)]
        for kept in (self._callers, self.calls, self.records, self.released):
            kept.clear()

    def stepped(self, pc: int, registers: Writes, memory: Stores) -> None:
        """One instruction ran."""
        self._follow_frames()
        self._last = pc
        insn = self._insns[pc]
        self._look(pc, insn)
        if insn.opcode == isa.CALL and insn.src == isa.CALL_HELPER:
            self._helper(pc, insn.imm, dict(registers))
        for register, value in registers:
            self.registers[register] = value & U64
        if self.inner is not None:
            self.inner.stepped(pc, registers, memory)

    def entered(self, program: Program, context: int) -> None:
        """A tail call: another program runs in the same frame; the registers begin anew."""
        self._insns = program.insns
        self.registers = [0, context, *(0,) * 8, self.registers[10]]
        if self.inner is not None:
            self.inner.entered(program, context)

    def end(self) -> None:
        """The invocation returned: what it still holds is lost."""
        if self.records and self.mistake is None:
            address, (_, pc) = next(iter(self.records.items()))
            self.mistake = Mistake("leak", pc, address)

    def settle(self) -> None:
        """The invocation faulted, maybe at the first instruction of a function."""
        assert self._depth is not None
        if self._depth.frame > len(self._callers):
            self._follow_frames()

    def _follow_frames(self) -> None:
        assert self._depth is not None
        depth = self._depth.frame
        while len(self._callers) < depth:
            self._callers.append(self.registers)
            is_call = self._insns[self._last].opcode == isa.CALL  # else the next one is: a helper runs a callback
            self.calls.append(self._last if is_call else self._last + 1)
            arguments = self.registers[1:6]
            self.registers = [0, *arguments, 0, 0, 0, 0, ARENA + stack_top(len(self._callers))]
        while len(self._callers) > depth:
            result, self.registers = self.registers[0], self._callers.pop()
            self.calls.pop()
            self.registers[:6] = [result, 0, 0, 0, 0, 0]

    def _helper(self, pc: int, number: int, written: Mapping[int, int]) -> None:
        helper = HELPER_BY_ID.get(number)
        name, r, result = helper.name if helper else "", self.registers, written.get(0, 0)
        if name in RESERVING:
            self._reserved(pc, r[2], result)
        elif name in RELEASING and r[1] in self.records:
            self.released[r[1]] = self.records.pop(r[1])[0]
        r[1:6] = (0, 0, 0, 0, 0)

    def _reserved(self, pc: int, size: int, address: int) -> None:
        if self.mistake is not None:
            self.mistake.later += bool(address)
            self.mistake.refused += not address
        if address:
            self.records[address] = (size, pc)
            self.released.pop(address, None)

    def _look(self, pc: int, insn: Instruction) -> None:
        """Whether a load or store touches a record that was given back."""
        if not self.released or self.mistake is not None:
            return
        base = insn.src if insn.opcode & 7 == isa.LDX else insn.dst if stored_size(insn) else None
        if base is None:
            return
        address = self.registers[base] + insn.off & U64
        if any(start <= address < start + size for start, size in self.released.items()):
            self.mistake = Mistake("use-after-release", pc, address)
