"""Where functions and basic blocks begin: what the lowering needs to know before it writes a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from vm.facts.isa import CALL, CALL_LOCAL, EXIT, GOTOL, JA, JMP, JMP32, LD_IMM64, MAY_GOTO, WIDE_FUNC
from vm.insn import Instruction


class NotLowered(Exception):  # noqa: N818 - an answer, not a failure
    """This bytecode has no native form; the interpreter takes it. The message says why."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a program.

    functions   (first slot, slot past the last) of each function, in order; the first is the program
    leaders     slots at which a basic block begins
    """

    functions: tuple[tuple[int, int], ...]
    leaders: frozenset[int]


def jump_target(insn: Instruction, pc: int) -> int | None:
    """Where `insn` at slot `pc` may jump to, or None if it is no jump."""
    opcode = insn.opcode
    if opcode & 7 not in (JMP, JMP32) or opcode in (CALL, EXIT) or opcode & 0xF7 in (CALL, EXIT):
        return None
    if opcode == GOTOL:
        return pc + 1 + insn.imm
    return pc + 1 + insn.off


def falls_through(insn: Instruction) -> bool:
    """Whether control may reach the next slot."""
    return insn.opcode not in (JA, GOTOL, EXIT)


def shape(insns: Sequence[Instruction]) -> Shape:
    """The outline of `insns`.

    raises   NotLowered when control could leave a function other than by call and exit
    """
    starts, seconds = {0}, set()
    pc = 0
    while pc < len(insns):
        insn = insns[pc]
        if insn.opcode == CALL and insn.src == CALL_LOCAL:
            starts.add(pc + 1 + insn.imm)
        if insn.opcode == LD_IMM64:
            seconds.add(pc + 1)
            if insn.src == WIDE_FUNC:
                starts.add(pc + 1 + insn.imm)
            pc += 1
        pc += 1
    if not starts <= set(range(len(insns))) - seconds:
        raise NotLowered("a call leads out of the program")
    ordered = sorted(starts)
    functions = tuple(zip(ordered, [*ordered[1:], len(insns)], strict=True))
    return Shape(functions, frozenset(starts | _leaders(insns, functions, seconds)))


def _leaders(insns: Sequence[Instruction], functions: tuple[tuple[int, int], ...], seconds: set[int]) -> set[int]:
    leaders = set()
    for start, end in functions:
        for pc in range(start, end):
            if pc in seconds:
                continue
            insn = insns[pc]
            target = jump_target(insn, pc)
            if target is not None:
                if not start <= target < end or target in seconds:
                    raise NotLowered("a jump leads out of its function")
                leaders.add(target)
            if target is not None or insn.opcode in (EXIT, MAY_GOTO):
                leaders.add(pc + 1)
        last = end - 2 if end - 1 in seconds else end - 1
        if falls_through(insns[last]):
            raise NotLowered("control runs past the end of a function")
    return leaders
