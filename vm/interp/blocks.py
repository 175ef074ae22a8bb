"""A program cut into blocks: straight runs of operations, and what happens at the end of each.

Blocks are made when control first reaches their first slot, so a jump may lead anywhere. The end
of a block is an instruction that may go elsewhere; it returns the next slot, or one of the
negative codes below.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from vm.facts import isa
from vm.facts.helpers import HELPERS
from vm.insn import Instruction
from vm.interp.operations import Operation, Registers, bad_opcode, failing, load_packet, operation, wide_load
from vm.interp.trace import R, Tracer, counted, follow
from vm.program import Program
from vm.runtime.alu import U32, U64
from vm.runtime.conditions import JUMP32, JUMP64
from vm.runtime.faults import FaultRaised
from vm.runtime.helpers import bind
from vm.runtime.machine import Machine

EXIT, CALL, MAY_GOTO = -1, -2, -3
"""What an end returns when more than a jump is to be done."""

LONGEST: Final = 64
"""Operations in a block at most: bounds the work of overlapping blocks in hostile programs."""

End: TypeAlias = Callable[[Registers], int]

_HELPER_BY_ID: Final = {helper.id: helper for helper in HELPERS}
_LEAVING: Final = {"callback", "tail"}
"""Helpers that run other code of the program: they end a block, so that the count is exact when they do."""

_LD_PACKET: Final = {isa.LD | mode | size.code for mode in (isa.MODE_ABS, isa.MODE_IND) for size in isa.SIZES[:3]}


class Block(NamedTuple):
    """Operations with their slots, then the end.

    last     slot of the end
    length   instructions, the end included
    target   of a call or may_goto: where it leads
    """

    body: tuple[tuple[int, Operation], ...]
    end: End
    last: int
    length: int
    target: int


class Code:
    """One program, decoded for one machine.

    hits   by slot: how often its instruction began; None where nobody counts
    """

    def __init__(self, machine: Machine, program: Program, tracer: Tracer | None, hits: list[int] | None) -> None:
        self.machine, self.program, self.tracer, self.hits = machine, program, tracer, hits
        self.insns = program.insns
        self.blocks: dict[int, Block] = {}
        self.second_slots = _second_slots(program.insns)

    def block(self, pc: int) -> Block:
        """The block that begins at `pc`; raises FaultRaised "bad-jump" where none can."""
        known = self.blocks.get(pc)
        if known is not None:
            return known
        if not 0 <= pc < len(self.insns):
            raise FaultRaised("bad-jump", f"control leaves the program for slot {pc}")
        if pc in self.second_slots:
            raise FaultRaised("bad-jump", f"slot {pc} is the second half of a wide load")
        block = self.blocks[pc] = self._make(pc)
        return block

    def _make(self, start: int) -> Block:
        body: list[tuple[int, Operation]] = []
        pc = start
        while True:
            insn = self.insns[pc]
            width = 2 if insn.opcode == isa.LD_IMM64 else 1
            ending = self._end(pc, insn)
            if ending is None:
                op = self._plain(pc, insn)
                if len(body) < LONGEST and pc + width < len(self.insns):
                    body.append((pc, self._watched(pc, op)))
                    pc += width
                    continue
                ending = _then(op, pc + width), 0
            end, target = ending
            return Block(tuple(body), self._watched(pc, end), pc, len(body) + 1, target)

    def _watched(self, pc: int, op: Callable[[Registers], R]) -> Callable[[Registers], R]:
        """`op`, told to the tracer and counted where that is wanted."""
        if self.tracer is not None:
            op = follow(self.machine, self.tracer, pc, self.insns[pc], op)
        return op if self.hits is None else counted(self.hits, pc, op)

    def _plain(self, pc: int, insn: Instruction) -> Operation:
        """What an instruction that always goes on to the next one does."""
        if insn.opcode == isa.LD_IMM64:
            if pc + 1 >= len(self.insns):
                return failing("bad-opcode", "the program ends in the middle of a wide load")
            if insn.dst >= 10:
                return failing("bad-register", f"r{insn.dst} cannot be written")
            return wide_load(self.machine, insn, self.insns[pc + 1].imm, pc, len(self.insns))
        if insn.opcode == isa.CALL:
            return self._helper(insn)
        return operation(self.machine, insn)

    def _helper(self, insn: Instruction) -> Operation:
        helper = _HELPER_BY_ID.get(insn.imm) if insn.src == isa.CALL_HELPER else None
        if helper is None:
            what = f"helper {insn.imm}" if insn.src == isa.CALL_HELPER else f"call of kind {insn.src}"
            return failing("bad-helper", f"there is no {what}")
        return bind(self.machine, helper)

    def _end(self, pc: int, insn: Instruction) -> tuple[End, int] | None:
        """How the block ends here, and where a call leads; None if it does not end."""
        opcode, cls = insn.opcode, insn.opcode & 7
        if opcode in _LD_PACKET:
            return self._packet_end(pc, insn), 0
        if opcode == isa.CALL:
            if insn.src == isa.CALL_LOCAL:
                return _constant(CALL), pc + 1 + insn.imm
            helper = _HELPER_BY_ID.get(insn.imm)
            if insn.src == isa.CALL_HELPER and helper is not None and helper.note in _LEAVING:
                return _then(self._helper(insn), pc + 1), 0
            return None
        if cls not in {isa.JMP, isa.JMP32}:
            return None
        if opcode == isa.EXIT:
            return _constant(EXIT), 0
        if opcode == isa.JA:
            return _constant(_place(pc + 1 + insn.off)), 0
        if opcode == isa.GOTOL:
            return _constant(_place(pc + 1 + insn.imm)), 0
        if opcode == isa.MAY_GOTO and insn.src == 0:
            return _constant(MAY_GOTO), pc + 1 + insn.off
        return _conditional(pc, insn), 0

    def _packet_end(self, pc: int, insn: Instruction) -> End:
        if insn.src > 10:
            return _then(failing("bad-register", f"r{insn.src} does not exist"), 0)
        load = load_packet(self.machine, insn)

        def end(r: Registers) -> int:
            if load(r):
                return pc + 1
            r[0] = 0
            return EXIT

        return end


def _second_slots(insns: tuple[Instruction, ...]) -> frozenset[int]:
    """Slots that are the second half of a wide load, read from the start as the kernel reads them."""
    seconds: set[int] = set()
    pc = 0
    while pc < len(insns):
        if insns[pc].opcode == isa.LD_IMM64:
            seconds.add(pc + 1)
            pc += 1
        pc += 1
    return frozenset(seconds)


_NOWHERE: Final = 1 << 40


def _place(pc: int) -> int:
    """A jump target that no code mistakes for a negative code: before the program is nowhere."""
    return pc if pc >= 0 else _NOWHERE


def _constant(value: int) -> End:
    def end(_: Registers) -> int:
        return value

    return end


def _then(op: Operation, following: int) -> End:
    def end(r: Registers) -> int:
        op(r)
        return following

    return end


def _conditional(pc: int, insn: Instruction) -> End:
    row = isa.JUMP_BY_CODE.get(insn.opcode & 0xF0)
    if row is None:
        return _then(bad_opcode(insn), 0)
    if insn.dst > 10 or insn.src > 10:
        return _then(failing("bad-register", f"r{max(insn.dst, insn.src)} does not exist"), 0)
    wide = insn.opcode & 7 == isa.JMP
    test, mask = (JUMP64 if wide else JUMP32)[row.name], U64 if wide else U32
    dst, src, imm = insn.dst, insn.src, insn.imm & mask
    taken, following = _place(pc + 1 + insn.off), pc + 1
    if insn.opcode & isa.REG:
        if wide:
            return lambda r: taken if test(r[dst], r[src]) else following
        return lambda r: taken if test(r[dst] & mask, r[src] & mask) else following
    if wide:
        return lambda r: taken if test(r[dst], imm) else following
    return lambda r: taken if test(r[dst] & mask, imm) else following
