"""Paths that only a processor takes which guesses wrong, walked for loaders without CAP_PERFMON.

A branch whose outcome is certain is guessed the other way; a number added to a pointer is masked at run
time, so that a wrong guess adds nothing. Whatever is unsafe on such a path gets a barrier in front, which
ends the path and makes it harmless. What cannot be masked the same way on all paths is refused.
"""

from collections.abc import Callable
from typing import Final

from vm.facts import isa
from vm.insn import Instruction
from vm.verifier.barriers import Mask
from vm.verifier.contradiction import checked
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import M32, S32_MAX, S32_MIN, UNKNOWN, Scalar
from vm.verifier.state import State
from vm.verifier.values import MAP_VALUE, STACK, Pointer
from vm.verifier.walk import Walk

Rule = Callable[[Walk, Instruction, int], int]

PATH_ENDS: Final = -1
STACK_SIZE: Final = 512

_ADD: Final = isa.ALU_BY_NAME["add"].code
_SUB: Final = isa.ALU_BY_NAME["sub"].code
_NO_POINTER: Final = Mask(None, 0)
_RECOVERABLE: Final = frozenset(("EPERM", "EACCES", "EINVAL"))
"""Complaints that a barrier answers, where only a wrong guess leads to them."""

_JUMPS: Final = frozenset(
    cls | op.code | by for cls in (isa.JMP, isa.JMP32) for op in isa.JUMPS for by in (isa.IMM, isa.REG)
)
_MOVE: Final = isa.ALU64 | isa.ALU_BY_NAME["mov"].code | isa.REG
_SUMS: Final = frozenset(cls | op | isa.REG for cls in (isa.ALU32, isa.ALU64) for op in (_ADD, _SUB))


def guarded(rule: Rule, insn: Instruction) -> Rule:
    """`rule` as it is walked for a loader who is not trusted with speculation."""
    if insn.opcode in _JUMPS:
        rule = _guessing(rule)
    elif insn.opcode in _SUMS:
        rule = _unmasked(rule)
    elif insn.opcode == _MOVE:
        rule = _inspected(rule)
    jump = insn.opcode & 7 in {isa.JMP, isa.JMP32}

    def walked(walk: Walk, insn: Instruction, pc: int) -> int:
        if not walk.state.speculative:
            return rule(walk, insn, pc)
        barriers = walk.speculation
        assert barriers is not None
        if pc in barriers.before:
            walk.jumps -= jump  # a jump that is not walked is not counted
            return PATH_ENDS
        try:
            following = rule(walk, insn, pc)
        except Refuse as refusal:
            if refusal.errno_name not in _RECOVERABLE or refusal.code == "verifier.not-modelled":
                raise
            if walk.log:
                walk.log.refused(refusal.lines)
            barriers.before.add(pc)
            barriers.masks.pop(pc, None)
            return PATH_ENDS
        return PATH_ENDS if pc in barriers.after else following

    return walked


# Branches


def _guessing(rule: Rule) -> Rule:
    """A conditional jump: where only one way is possible, the other one is guessed."""

    def guessing(walk: Walk, insn: Instruction, pc: int) -> int:
        waiting, mark = len(walk.waiting), walk.log.mark() if walk.log else 0
        following = rule(walk, insn, pc)
        if len(walk.waiting) == waiting:
            there = pc + 1 + insn.off
            other = _push(walk, pc + 1 if following == there else there)
            walk.waiting[-1].log_mark = mark
            registers = other.frame.registers
            registers[insn.dst] = UNKNOWN
            if insn.opcode & isa.REG:
                registers[insn.src] = UNKNOWN
        return following

    return guessing


def _push(walk: Walk, pc: int) -> State:
    other = walk.push(pc)
    other.speculative = True
    return other


# Sums


def _unmasked(rule: Rule) -> Rule:
    """An addition or subtraction: of two numbers, it must not be masked as one with a pointer is."""

    def unmasked(walk: Walk, insn: Instruction, pc: int) -> int:
        registers = walk.registers
        if isinstance(registers[insn.dst], Scalar) and isinstance(registers[insn.src], Scalar):
            _note(walk, insn, _NO_POINTER)
        return rule(walk, insn, pc)

    return unmasked


def _note(walk: Walk, insn: Instruction, mask: Mask) -> None:
    """Keep how this instruction is masked; refuse one that needs different masks on different paths."""
    barriers = walk.speculation
    assert barriers is not None
    if walk.pc in barriers.before:
        return
    if barriers.masks.setdefault(walk.pc, mask) != mask:
        raise _refuse(insn, f"R{insn.dst} tried to {_verb(insn)} from different maps, paths or scalars")


def _verb(insn: Instruction) -> str:
    return "add" if insn.opcode & 0xF0 == _ADD else "sub"


def _refuse(insn: Instruction, line: str) -> Refuse:
    line += ", pointer arithmetic with it prohibited for !root"
    return Refuse("pointer.speculation", "EACCES", line, register=insn.dst)


def mask(walk: Walk, insn: Instruction, pointer: Pointer, offset: Scalar, *, pointer_moves: bool) -> Mask | None:
    """How the number added to `pointer` is to be masked; None where it need not be. Queues the path that adds nothing.

    pointer_moves   the pointer stands in the instruction's target, the number in its source
    """
    barriers = walk.speculation
    assert barriers is not None
    if not insn.opcode & isa.REG or walk.pc in barriers.before:
        return None
    found = None
    if not walk.state.speculative:
        found = _mask(insn, pointer, offset, pointer_moves=pointer_moves)
        if offset.mask:
            barriers.masked = True
    if offset.mask:
        other = _push(walk, walk.pc + 1)
        other.frame.registers[insn.dst] = _unmoved(pointer) if pointer_moves else pointer
    return found


def _inspected(rule: Rule) -> Rule:
    """A copy: the kernel looks at the ranges of what was copied, and those of an unmoved pointer contradict themselves."""

    def inspected(walk: Walk, insn: Instruction, pc: int) -> int:
        following = rule(walk, insn, pc)
        copy = walk.registers[insn.dst]
        if isinstance(copy, Pointer) and not copy.var.settled:
            copy = copy.copy()
            copy.var = checked(walk, copy.var, "alu")
            walk.registers[insn.dst] = copy
        return following

    return inspected


def _unmoved(pointer: Pointer) -> Pointer:
    """The pointer after a sum that added nothing; by then the kernel has forgotten its 32-bit ranges."""
    var = pointer.var
    result = pointer.copy()
    result.var = Scalar(
        var.value, var.mask, var.umin, var.umax, var.smin, var.smax, 0, M32, S32_MIN, S32_MAX, settled=False
    )
    return result


def _mask(insn: Instruction, pointer: Pointer, offset: Scalar, *, pointer_moves: bool) -> Mask:
    of_offset, of_pointer = (insn.src, insn.dst) if pointer_moves else (insn.dst, insn.src)
    if offset.mask and (offset.smin < 0) != (offset.smax < 0):
        raise _refuse(insn, f"R{of_offset} has unknown scalar with mixed signed bounds")
    if pointer.kind is not STACK and pointer.kind is not MAP_VALUE:
        raise _refuse(insn, f"R{of_pointer} has pointer with unsupported alu operation")
    negative = offset.smin < 0
    leftwards = negative == (insn.opcode & 0xF0 == _ADD)
    way = (negative, not offset.mask, pointer_moves)
    return Mask(way, _room(insn, pointer, leftwards=leftwards))


def _room(insn: Instruction, pointer: Pointer, *, leftwards: bool) -> int:
    """Bytes between `pointer` and the end of its memory that it moves away from."""
    if pointer.kind is STACK:
        most = STACK_SIZE + leftwards
        room = -(pointer.off + pointer.var.value) & M32
    else:
        assert pointer.map is not None
        most = pointer.map.value_size
        room = (pointer.var.smin if leftwards else pointer.var.umax) + pointer.off & M32
    if room >= most:
        raise _refuse(insn, f"R{insn.dst} tried to {_verb(insn)} beyond pointer bounds")
    return room


def keep_mask(walk: Walk, insn: Instruction, result: Pointer, before: Mask) -> None:
    """The sum was found to be in bounds: the mask lets through as much as the pointer moved at most."""
    assert before.way is not None
    leftwards = before.way[0] == (insn.opcode & 0xF0 == _ADD)
    after = _room(insn, result, leftwards=leftwards)
    _note(walk, insn, Mask(before.way, abs(before.limit - after)))
