"""Where a value came from: the path walked, backwards, following one register to what made it.

The walk keeps of its path what precision needs: jumps taken and stack slots touched. That is enough to
find every instruction of the path again, newest first. The chain is cut when it grows long.
"""

from collections.abc import Callable, Iterator
from typing import Final

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID
from vm.insn import Instruction
from vm.protocol.events import Origin
from vm.verifier.state import Step
from vm.verifier.walk import Walk

MAX_STEPS: Final = 5_000
"""Instructions of the path looked at."""

MAX_ORIGINS: Final = 8

_JUMPS: Final = (isa.JMP, isa.JMP32)
_ALUS: Final = (isa.ALU32, isa.ALU64)
_MOV: Final = isa.ALU_BY_NAME["mov"].code


def path(walk: Walk) -> Iterator[tuple[int, Step | None]]:
    """Slots of the path before the instruction at hand, newest first, each with what was remembered of it."""
    state = walk.state
    first, pc = state.first_insn, walk.pc
    skip = True
    for _ in range(MAX_STEPS):
        step = state.history
        while True:
            here = step if step is not None and step.insn == pc else None
            if not skip:
                yield pc, here
            skip = False
            if pc == first and (step is None or (step.before is None and here is not None)):
                break
            if here is not None:
                pc, step = here.previous, here.before
            else:
                pc -= 1
            if pc < 0:
                return
        if state.parent is None:
            return
        state = state.parent
        pc, first = state.last_insn, state.first_insn
        if pc < 0:
            return


class _Chain:
    """The registers and stack slots of one frame that are followed back."""

    def __init__(self, walk: Walk, registers: set[int], spelt: Callable[[int], str]) -> None:
        self.walk = walk
        self.spelt = spelt
        self.registers = registers
        self.slots: set[int] = set()
        self.frame = len(walk.state.frames) - 1
        self.depth = 0
        self.found: list[Origin] = []

    def note(self, pc: int, what: str) -> None:
        line = self.walk.program.source_map.line(pc)
        self.found.append(Origin(insn=pc, line=line, what=f"{self.spelt(pc)}: {what}"))

    @property
    def done(self) -> bool:
        return len(self.found) >= MAX_ORIGINS or not (self.registers or self.slots)


def origin(walk: Walk, register: int, spelt: Callable[[int], str]) -> tuple[Origin, ...]:
    """The instructions that made a register of the running frame what it is, oldest first.

    spelt   an instruction of the program as its author would write it
    """
    chain = _Chain(walk, {register}, spelt)
    following = walk.pc
    for taken, (pc, step) in enumerate(path(walk)):
        if chain.done or taken > MAX_STEPS:
            break
        _back(chain, pc, following, step)
        following = pc
    return tuple(reversed(chain.found))


def emptied_by(walk: Walk, register: int) -> int:
    """Slot of the call that left nothing in a register of the running frame; -1 if there was none."""
    if not 1 <= register <= 5:
        return -1
    depth = 0
    for pc, _ in path(walk):
        insn = walk.insns[pc]
        if insn.opcode == isa.EXIT:
            depth += 1
        elif insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
            if not depth:
                return -1  # into this function: the register was not passed
            depth -= 1
            if not depth:
                return pc
        elif not depth and (insn.opcode == isa.CALL or _old_packet_load(insn)):
            return -1 if _entered_by(walk, len(walk.state.frames) - 1, pc) else pc
    return -1


def _old_packet_load(insn: Instruction) -> bool:
    return insn.opcode & 7 == isa.LD and insn.opcode & 0xE0 in (isa.MODE_ABS, isa.MODE_IND)


def came_from_call(walk: Walk, register: int) -> bool:
    """Whether a register of the running frame holds, copied or not, what a helper returned."""
    return bool(_made_by(walk, register, lambda insn: insn.opcode == isa.CALL))


def loaded_from_context(walk: Walk, register: int) -> bool:
    """Whether it holds, copied or moved, what was loaded from memory."""
    return bool(_made_by(walk, register, lambda insn: insn.opcode & 7 == isa.LDX))


def _made_by(walk: Walk, register: int, wanted: Callable[[Instruction], bool]) -> bool:
    """Follow copies and additions of constants back to the instruction that brought the value: is it a wanted one?"""
    for pc, _ in path(walk):
        insn = walk.insns[pc]
        cls = insn.opcode & 7
        if insn.opcode == isa.EXIT or (insn.opcode == isa.CALL and insn.src == isa.CALL_LOCAL):
            return False
        if insn.opcode == isa.CALL:
            if register <= 5:
                return register == 0 and wanted(insn)
        elif cls in (isa.LDX, isa.LD) and insn.opcode and insn.dst == register:
            return wanted(insn)
        elif cls in _ALUS and insn.dst == register and insn.opcode & 0xF0 == _MOV:
            if not insn.opcode & isa.REG:
                return False
            register = insn.src
    return False


def _back(chain: _Chain, pc: int, following: int, step: Step | None) -> None:
    """Follow the chain over one instruction."""
    insn = chain.walk.insns[pc]
    opcode = insn.opcode
    cls = opcode & 7
    if opcode == isa.EXIT:
        chain.depth += 1  # into a function that has returned
    elif opcode == isa.CALL and insn.src == isa.CALL_LOCAL:
        _over_local_call(chain, pc)
    elif chain.depth:
        return
    elif opcode == isa.CALL:
        _over_helper(chain, pc, insn)
    elif cls in _JUMPS:
        _over_jump(chain, pc, insn, following)
    elif cls in _ALUS:
        _over_arithmetic(chain, pc, insn)
    elif cls in (isa.LDX, isa.LD) and opcode:
        _over_load(chain, pc, insn, step)
    elif cls in (isa.ST, isa.STX):
        _over_store(chain, pc, insn, step)


def _over_local_call(chain: _Chain, pc: int) -> None:
    """From the first instruction of a function to the call that entered it."""
    if chain.depth:
        chain.depth -= 1
        if not chain.depth and 0 in chain.registers:
            chain.note(pc, "what the function returned")
            chain.registers.discard(0)
        return
    chain.frame -= 1
    chain.slots.clear()
    chain.registers &= {1, 2, 3, 4, 5}
    if chain.registers:
        chain.note(pc, "passed as an argument")


def _over_helper(chain: _Chain, pc: int, insn: Instruction) -> None:
    helper = HELPER_BY_ID.get(insn.imm)
    name = helper.bpf_name if helper else "the helper"
    if _entered_by(chain.walk, chain.frame, pc):
        if chain.registers & {1, 2, 3, 4, 5}:
            chain.note(pc, f"what {name} passes to its callback")
        chain.registers.clear()
        chain.slots.clear()
        return
    if 0 in chain.registers:
        chain.note(pc, f"what {name} returned")
    elif chain.registers & {1, 2, 3, 4, 5}:
        chain.note(pc, "the call leaves nothing in r1 to r5")
    chain.registers -= {0, 1, 2, 3, 4, 5}


def _entered_by(walk: Walk, number: int, pc: int) -> bool:
    """Whether a frame is that of a callback, called from there."""
    frames = walk.state.frames
    return 0 < number < len(frames) and frames[number].callback is not None and frames[number].callsite == pc


def _over_jump(chain: _Chain, pc: int, insn: Instruction, following: int) -> None:
    if insn.opcode in (isa.JA, isa.GOTOL, isa.MAY_GOTO):
        return
    by_register = bool(insn.opcode & isa.REG)
    if insn.dst in chain.registers or (by_register and insn.src in chain.registers):
        chain.note(pc, "compared, and the jump was " + ("not taken" if following == pc + 1 else "taken"))


def _over_arithmetic(chain: _Chain, pc: int, insn: Instruction) -> None:
    if insn.dst not in chain.registers:
        return
    by_register = bool(insn.opcode & isa.REG) and insn.opcode & 0xF0 != isa.END
    if insn.opcode & 0xF0 == _MOV:
        chain.registers.discard(insn.dst)
        if by_register:
            chain.registers.add(insn.src)
            chain.note(pc, "copied")
        else:
            chain.note(pc, "set to a constant")
        return
    if by_register:
        chain.registers.add(insn.src)
    chain.note(pc, "changed")
    chain.registers.discard(10)


def _over_load(chain: _Chain, pc: int, insn: Instruction, step: Step | None) -> None:
    if insn.dst not in chain.registers:
        return
    chain.registers.discard(insn.dst)
    if insn.opcode & 7 == isa.LD:
        chain.note(pc, "loaded as a constant" if insn.opcode == isa.LD_IMM64 else "loaded from the packet")
    elif step is not None and step.spill is not None and step.spill[0] == chain.frame:
        chain.slots.add(step.spill[1])
        chain.note(pc, "loaded back from the stack")
    else:
        chain.note(pc, "loaded from memory")


def _over_store(chain: _Chain, pc: int, insn: Instruction, step: Step | None) -> None:
    if step is None or step.spill is None or step.spill[0] != chain.frame or step.spill[1] not in chain.slots:
        return
    chain.slots.discard(step.spill[1])
    if insn.opcode & 7 == isa.STX:
        chain.registers.add(insn.src)
        chain.note(pc, "saved on the stack")
    else:
        chain.note(pc, "written to the stack as a constant")
