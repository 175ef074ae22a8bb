"""What a decision rested on: scalars are marked precise backwards along the path that computed them.

A scalar counts as imprecise until its value decided something. Then the history is walked backwards,
register by register and slot by slot, and every checkpoint on the way is told which of its scalars
mattered. Two masks a frame say what is still looked for.
"""

from collections.abc import Sequence
from typing import Final

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_NAME
from vm.insn import Instruction
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import Scalar
from vm.verifier.state import SPILL, Frame, State, Step
from vm.verifier.walk import Walk

ARGUMENTS: Final = 0x3E
MAX_ROUNDS: Final = 64
"""Of what is relied on, along the back edges of one loop."""
_FP: Final = 10
_MOV: Final = 0xB0
_NEG: Final = 0x80
_LOAD_ACQUIRE: Final = 0x100
_TAIL_CALL: Final = HELPER_BY_NAME["tail_call"].id


class _Lost(Exception):  # noqa: N818 - not an error: everything is marked instead
    """An instruction through which precision cannot be followed."""


class Wanted:
    """Registers and stack slots looked for, a mask a frame, while walking backwards. `frame` is the running one."""

    __slots__ = ("frame", "registers", "slots")

    def __init__(self, frame: int) -> None:
        self.frame = frame
        self.registers = [0] * 9
        self.slots = [0] * 9

    def empty(self) -> bool:
        """Whether nothing is looked for any more, in the running frame or outside of it."""
        frame = self.frame
        if self.registers[frame] or self.slots[frame]:
            return False
        return not frame or not (any(self.registers[:frame]) or any(self.slots[:frame]))

    def has(self, register: int) -> int:
        """Whether that register of the running frame is looked for."""
        return self.registers[self.frame] >> register & 1

    def add(self, register: int) -> None:
        """Look for a register of the running frame; r10 is always known."""
        if register != _FP:
            self.registers[self.frame] |= 1 << register

    def drop(self, register: int) -> None:
        """Stop looking for a register of the running frame."""
        self.registers[self.frame] &= ~(1 << register)


def mark(walk: Walk, register: int) -> None:
    """The value of a register of the running frame decided something."""
    if register < 0:
        return
    wanted = Wanted(len(walk.state.frames) - 1)
    wanted.registers[wanted.frame] = 1 << register
    walk.state.insn = walk.pc
    _backtrack(walk, walk.state, wanted)


def mark_slot(walk: Walk, frame: int, index: int) -> None:
    """The value of a spilled scalar decided something."""
    wanted = Wanted(len(walk.state.frames) - 1)
    wanted.slots[frame] = 1 << index
    walk.state.insn = walk.pc
    _backtrack(walk, walk.state, wanted)


def propagate(walk: Walk, old: State, cur: State) -> bool:
    """`cur` is covered by `old`: what mattered there matters here. True if that marked anything new."""
    wanted = Wanted(len(cur.frames) - 1)
    for number in range(wanted.frame, -1, -1):
        frame = old.frames[number]
        registers = _scalar_registers(frame, old.precise_registers[number])
        slots = _scalar_slots(frame, old.precise_slots[number])
        wanted.registers[number] = registers
        wanted.slots[number] = slots
        if walk.log and (registers or slots):
            walk.log.propagating(number, registers, slots)
    cur.insn = old.insn
    return _backtrack(walk, cur, wanted)


def _backtrack(walk: Walk, start: State, wanted: Wanted) -> bool:
    """Walk backwards until nothing is looked for. True if a checkpoint got a new mark."""
    if wanted.empty():
        return False
    log = walk.log
    state = start
    last, following = state.insn, -1
    changed = False
    while True:
        if log:
            log.precise_from(wanted.frame, last, state.first_insn, following)
        try:
            if _through_history(walk, state, last, following, wanted):
                return changed
        except _Lost:
            break
        following = state.first_insn
        if state.parent is None:
            break
        state = state.parent
        changed = _mark_checkpoint(walk, state, wanted) or changed
        if wanted.empty():
            return changed
        last = state.last_insn
    return _mark_everything(walk, start) or changed


def _through_history(walk: Walk, state: State, last: int, following: int, wanted: Wanted) -> bool:
    """Backwards from slot `last` to where the state's history begins. True once nothing is looked for any more.

    following   the slot walked after `last`; -1 where `last` itself decided: it is not gone through
    """
    if not walk.flow_idle:
        walk.flow_idle = idle_masks(walk.insns)
    idle, every = walk.flow_idle, walk.log is not None
    first, step = state.first_insn, state.history
    pc = last if following >= 0 else last - 1
    while True:  # from one jump back to the one before
        end = first if step is None else step.insn
        absent = ~wanted.registers[wanted.frame]
        while pc > end:
            if every or not idle[pc] & absent:
                _before(walk, pc, following if pc == last else pc + 1, None, wanted)
                if wanted.empty():
                    return True
                absent = ~wanted.registers[wanted.frame]
            pc -= 1
        if pc == end and (every or not idle[pc] & absent or (step is not None and step.linked)):
            _before(walk, pc, following if pc == last else pc + 1, step, wanted)
            if wanted.empty():
                return True
        if step is None or (step.before is None and end == first):
            return False
        following = end
        last = pc = step.previous
        step = step.before


def _mark_checkpoint(walk: Walk, state: State, wanted: Wanted) -> bool:
    """Mark in the checkpoint what is looked for; what it had marked before need not be looked for again."""
    changed = False
    for number in range(wanted.frame, -1, -1):
        frame = state.frames[number]
        new = _scalar_registers(frame, wanted.registers[number] & ~state.precise_registers[number])
        state.precise_registers[number] |= new
        wanted.registers[number] = new
        new_slots = _scalar_slots(frame, wanted.slots[number] & ~state.precise_slots[number])
        state.precise_slots[number] |= new_slots
        wanted.slots[number] = new_slots
        changed = changed or bool(new or new_slots)
        if walk.log:
            walk.log.precise_parent(state, number, new, new_slots)
    return changed


def _scalar_registers(frame: Frame, asked: int) -> int:
    """Those registers of a mask that hold scalars."""
    found = 0
    while asked:  # the lowest first
        bit = asked & -asked
        asked ^= bit
        if isinstance(frame.registers[bit.bit_length() - 1], Scalar):
            found |= bit
    return found


def _scalar_slots(frame: Frame, asked: int) -> int:
    """Those stack slots of a mask that hold scalars."""
    found = 0
    if asked:
        for index, slot in enumerate(frame.slots):
            if asked >> index & 1 and slot.kinds[7] == SPILL and isinstance(slot.value, Scalar):
                found |= 1 << index
    return found


def flow_back(walk: Walk, backedges: Sequence[tuple[State, State]]) -> None:
    """A loop is finished: what mattered in the covering states matters in those they cover, round and round."""
    for _ in range(MAX_ROUNDS):
        changed = False
        for covering, state in backedges:
            changed = propagate(walk, covering, state) or changed
        if not changed:
            return
    if walk.log:
        walk.log.line("propagate_backedges: too many iterations")
    for _, state in backedges:
        _mark_everything(walk, state)


def _mark_everything(walk: Walk, start: State) -> bool:
    log = walk.log
    if log:
        log.precise_everything(len(start.frames) - 1)
    changed = False
    state = start.parent
    while state is not None:
        for number, frame in enumerate(state.frames):
            for register in range(10):
                if isinstance(frame.registers[register], Scalar):
                    bit = 1 << register
                    if not state.precise_registers[number] & bit:
                        state.precise_registers[number] |= bit
                        changed = True
                        if log:
                            log.forced(number, f"r{register}")
            for index, slot in enumerate(frame.slots):
                if slot.kinds[7] == SPILL and isinstance(slot.value, Scalar):
                    bit = 1 << index
                    if not state.precise_slots[number] & bit:
                        state.precise_slots[number] |= bit
                        changed = True
                        if log:
                            log.forced(number, f"fp{-8 * (index + 1)}")
        state = state.parent
    return changed


# One instruction backwards


_NEVER: Final = 1 << 16
"""A bit no register has."""


def _idle_mask(opcode: int) -> int | None:
    cls = opcode & 7
    if cls in (isa.JMP, isa.JMP32):
        looked_at = opcode in (isa.CALL, isa.EXIT) or (opcode & isa.REG and opcode not in (isa.JA, isa.GOTOL))
        return 0 if looked_at else _NEVER
    if cls in (isa.STX, isa.ST):
        return 0
    if cls in (isa.ALU32, isa.ALU64):
        code = opcode & 0xF0
        if code in (_NEG, isa.END) or (code != _MOV and not opcode & isa.REG):
            return _NEVER  # what it makes of its target rests on nothing else
    return None if opcode else _NEVER


_IDLE_MASKS: Final = tuple([_idle_mask(opcode) for opcode in range(256)])


def idle_masks(insns: Sequence[Instruction]) -> list[int]:
    """Per slot, a register without which the instruction changes nothing that is looked for, as a mask.

    A bit no register has stands for instructions that never do; 0 for those that must be looked at.
    """
    masks = []
    for opcode, dst, _, _, _ in insns:
        mask = _IDLE_MASKS[opcode]
        masks.append(1 << dst if mask is None else mask)
    return masks


def _before(walk: Walk, pc: int, following: int, step: Step | None, wanted: Wanted) -> None:
    """What must be known before the instruction at `pc`, given what must be known after it."""
    insn = walk.insns[pc]
    if not insn.opcode:
        return
    if walk.log:
        walk.log.precise_before(pc, wanted.frame, wanted.registers[wanted.frame], wanted.slots[wanted.frame])
    if step is not None and step.linked:
        _spread(step, wanted)
    cls = insn.opcode & 7
    if cls in (isa.ALU32, isa.ALU64):
        _before_arithmetic(insn, wanted)
    elif cls == isa.LDX or _is_atomic_load(insn):
        if wanted.has(insn.dst):
            wanted.drop(insn.dst)
            if step is not None and step.spill is not None:
                wanted.slots[step.spill[0]] |= 1 << step.spill[1]
    elif cls in (isa.STX, isa.ST):
        _before_store(insn, step, wanted)
    elif cls in (isa.JMP, isa.JMP32):
        if not _before_jump(walk, insn, pc, following, step, wanted):
            return
    elif wanted.has(insn.dst):
        wanted.drop(insn.dst)
        if insn.opcode & 0xE0 in (isa.MODE_IND, isa.MODE_ABS):
            raise _Lost
    if step is not None and step.linked:
        _spread(step, wanted)


def _spread(step: Step, wanted: Wanted) -> None:
    """One of the linked scalars is looked for: so are all."""
    registers, slots = wanted.registers, wanted.slots
    if any((slots if in_slot else registers)[frame] >> index & 1 for frame, in_slot, index in step.linked):
        for frame, in_slot, index in step.linked:
            (slots if in_slot else registers)[frame] |= 1 << index


def _before_arithmetic(insn: Instruction, wanted: Wanted) -> None:
    code = insn.opcode & 0xF0
    if not wanted.has(insn.dst) or code in (0x80, 0xD0):
        return
    if code == _MOV:
        wanted.drop(insn.dst)
    if insn.opcode & isa.REG:
        wanted.add(insn.src)


def _is_atomic_load(insn: Instruction) -> bool:
    return insn.opcode & 7 == isa.STX and insn.opcode & 0xE0 == isa.MODE_ATOMIC and insn.imm == _LOAD_ACQUIRE


def _before_store(insn: Instruction, step: Step | None, wanted: Wanted) -> None:
    if wanted.has(insn.dst):
        raise _Lost
    if step is None or step.spill is None:
        return
    frame, index = step.spill
    if wanted.slots[frame] >> index & 1:
        wanted.slots[frame] &= ~(1 << index)
        if insn.opcode & 7 == isa.STX:
            wanted.add(insn.src)


def _before_jump(walk: Walk, insn: Instruction, pc: int, following: int, step: Step | None, wanted: Wanted) -> bool:
    """False when linked scalars must not be looked at again: the frame changed."""
    code = insn.opcode
    if code == isa.CALL and insn.src == isa.CALL_LOCAL:
        _check_entered(wanted, "static subprog")
        asked = wanted.registers[wanted.frame] & ARGUMENTS
        wanted.registers[wanted.frame] = 0
        wanted.slots[wanted.frame] = 0
        wanted.frame -= 1
        wanted.registers[wanted.frame] |= asked
        return False
    if code == isa.CALL and walk.flow.callback[pc] and pc != following - 1:
        _check_entered(wanted, "callback")
        wanted.registers[wanted.frame] = 0
        wanted.slots[wanted.frame] = 0
        wanted.frame -= 1
        return False
    if code == isa.CALL and insn.src == isa.CALL_KFUNC:
        raise _Lost
    if code == isa.CALL:
        if insn.imm == _TAIL_CALL and following - pc != 1:  # it did not go on behind the call: the function was left
            wanted.drop(0)
            _enter_function(walk, following, wanted)
            return False
        wanted.drop(0)
        return True
    if code == isa.EXIT:
        _enter_function(walk, following, wanted)
        return False
    if code & isa.REG and (wanted.has(insn.dst) or wanted.has(insn.src)) and code not in (isa.JA, isa.GOTOL):
        if step is None or not step.src_stack:
            wanted.add(insn.src)
        if step is None or not step.dst_stack:
            wanted.add(insn.dst)
    return True


def _check_entered(wanted: Wanted, what: str) -> None:
    """Backwards through a function's first instruction only its arguments can be looked for.

    The kernel gives up where it is otherwise: behind a tail call or an old packet load that ended the function, which
    it does not always notice on its way back.
    """
    registers, slots = wanted.registers[wanted.frame], wanted.slots[wanted.frame]
    if registers & ~ARGUMENTS:
        raise Refuse("verifier.lost-track", "EFAULT", f"verifier bug: {what} unexpected regs {registers:x}")
    if slots:
        raise Refuse("verifier.lost-track", "EFAULT", f"verifier bug: {what} leftover stack slots {slots:x}")


def _enter_function(walk: Walk, following: int, wanted: Wanted) -> None:
    """Backwards through an exit: into the function that returned there."""
    if following >= 0 and walk.flow.callback[following]:
        wanted.registers[wanted.frame] &= ~ARGUMENTS
    result = False
    if following >= 1:
        before = walk.insns[following - 1]
        result = before.opcode == isa.CALL and before.src == isa.CALL_LOCAL and bool(wanted.has(0))
    wanted.drop(0)
    wanted.frame += 1
    wanted.registers[wanted.frame] = int(result)
    wanted.slots[wanted.frame] = 0
