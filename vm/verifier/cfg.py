"""The shape of a program, found before any path is walked: functions, successors, loops, where to compare states.

`survey` makes the passes in the kernel's order and gives a `Flow`, which never changes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vm.facts import isa
from vm.facts.helpers import HELPER_BY_ID, HELPER_BY_NAME, Arg
from vm.program import Program
from vm.verifier import scc, structure
from vm.verifier.liveness import live_registers
from vm.verifier.refusal import Refuse

_SET_TIMER: Final = HELPER_BY_NAME["timer_set_callback"].id
"""Hands a function out that is called later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What is known of a program without walking it. Sequences have one entry a slot.

    opcodes       the instructions' opcodes
    subprograms   first slots of the functions, rising; 0 is the program itself
    successors    slots that may follow within the function, the one behind it first
    loops         number of the loop a slot is in; 0 for none
    live          mask of registers live before the slot
    prune         states are compared with earlier ones here
    history       coming here by a jump must be remembered
    checkpoint    a state is always kept here
    callback      a call of a helper that calls back
    """

    opcodes: bytes
    subprograms: tuple[int, ...]
    successors: tuple[tuple[int, ...], ...]
    loops: tuple[int, ...]
    live: tuple[int, ...]
    prune: bytes
    history: bytes
    checkpoint: bytes
    callback: bytes

    def subprogram_of(self, pc: int) -> int:
        """Number of the function that slot `pc` is in."""
        return bisect_right(self.subprograms, pc) - 1

    def subprogram_at(self, pc: int) -> int:
        """Number of the function that begins at slot `pc`; ValueError if none does."""
        return self.subprograms.index(pc)

    def subprogram_lines(self) -> list[str]:
        """The functions, as the log lists them."""
        return subprogram_lines(self.subprograms)


def subprogram_lines(starts: Sequence[int]) -> list[str]:
    """The functions that begin at these slots, as the log lists them."""
    return [f"func#{number} @{start}" for number, start in enumerate(starts)]


def survey(program: Program, starts: tuple[int, ...], *, perfmon: bool = True) -> Flow:
    """Every check before the walk but that of the functions themselves, and what it finds.

    starts    what `structure.find_subprograms` found; the log lists it before anything here is refused
    perfmon   whether the loader may call every helper of the program's type
    """
    opcodes = structure.opcodes_of(program)
    structure.check_jumps(program, opcodes, starts)
    structure.check_subprogram_bodies(program, starts)
    structure.resolve(program, opcodes)
    stops = structure.slots(opcodes, structure.CALLING_OR_JUMPING)
    successors = _successors(program, stops)
    _check_reached(program, opcodes, stops, successors)
    prune, history, checkpoint, callback = _points(program, stops, successors)
    back = any(following <= pc for pc in stops for following in successors[pc])
    return Flow(
        opcodes=opcodes,
        subprograms=starts,
        successors=successors,
        loops=scc.components(successors) if back else (0,) * len(opcodes),
        live=live_registers(program, opcodes, successors, back=back, perfmon=perfmon),
        prune=prune,
        history=history,
        checkpoint=checkpoint,
        callback=callback,
    )


def _successors(program: Program, stops: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Slots that may follow each slot in its function; none for the second half of a wide instruction.

    stops   the slots that something else may follow than the slot behind them, and some more
    """
    insns = program.insns
    found: list[tuple[int, ...]] = [(pc,) for pc in range(1, len(insns) + 1)]
    for pc in stops:
        insn = insns[pc]
        opcode = insn.opcode
        if opcode == isa.LD_IMM64:
            found[pc], found[pc + 1] = (pc + 2,), ()
        elif opcode == isa.EXIT:
            found[pc] = ()
        elif opcode in {isa.JA, isa.GOTOL}:
            found[pc] = (structure.jump_target(insn, pc),)
        elif opcode != isa.CALL:
            found[pc] = (pc + 1, structure.jump_target(insn, pc))
    return tuple(found)


def _check_reached(
    program: Program, opcodes: bytes, stops: Sequence[int], successors: tuple[tuple[int, ...], ...]
) -> None:
    """Some path leads to every instruction, and none into the middle of one."""
    reached = _reached(program, stops, successors)
    for pc in structure.slots(opcodes, structure.WIDE):
        if reached.find(0, 0, pc + 1) >= 0:
            break
        if reached[pc + 1]:
            text = f"jump into the middle of ldimm64 insn {pc}"
            raise Refuse("structure.jump-into-ldimm64", "EINVAL", text, insn=pc)
        reached[pc + 1] = 1
    lost = reached.find(0)
    if lost >= 0:
        raise Refuse("structure.unreachable", "EINVAL", f"unreachable insn {lost}", insn=lost)


def _reached(program: Program, stops: Sequence[int], successors: tuple[tuple[int, ...], ...]) -> bytearray:
    """A byte a slot: whether some path leads there. Between two stops all is reached that lies behind what is."""
    insns = program.insns
    reached = bytearray(len(insns))
    waiting = [0]
    while waiting:
        pc = waiting.pop()
        if reached[pc]:
            continue
        stop = stops[bisect_left(stops, pc)]
        if not reached[stop]:
            waiting += successors[stop]
            insn = insns[stop]
            if structure.is_local_call(insn) or structure.is_function_address(insn):
                waiting.append(stop + insn.imm + 1)
        reached[pc : stop + 1] = b"\1" * (stop + 1 - pc)
    return reached


def _points(
    program: Program, stops: Sequence[int], successors: tuple[tuple[int, ...], ...]
) -> tuple[bytes, bytes, bytes, bytes]:
    """Slots where states are compared, jumps remembered, states always kept, helpers call back."""
    count = len(program.insns) + 1
    prune, history, checkpoint, callback = [bytearray(count) for _ in range(4)]
    for pc in stops:
        insn = program.insns[pc]
        opcode = insn.opcode
        if opcode == isa.CALL:
            if insn.src == isa.CALL_HELPER and _calls_back(insn.imm):
                callback[pc] = checkpoint[pc] = prune[pc] = history[pc] = 1
            elif insn.src == isa.CALL_HELPER and insn.imm == _SET_TIMER:
                prune[pc] = 1
            elif insn.src == isa.CALL_LOCAL:
                prune[pc] = 1
                prune[pc + insn.imm + 1] = history[pc + insn.imm + 1] = 1
            prune[pc + 1] = history[pc + 1] = 1
        elif structure.is_function_address(insn):
            prune[pc] = 1
            prune[pc + 2] = history[pc + 2] = 1
            prune[pc + insn.imm + 1] = history[pc + insn.imm + 1] = 1
        elif opcode not in {isa.EXIT, isa.LD_IMM64}:
            target = successors[pc][-1]
            prune[target] = history[target] = 1
            if opcode not in {isa.JA, isa.GOTOL}:
                prune[pc] = 1
            if opcode == isa.MAY_GOTO and not insn.src:
                checkpoint[pc] = 1
    return bytes(prune), bytes(history), bytes(checkpoint), bytes(callback)


def _calls_back(helper_id: int) -> bool:
    """Whether the helper calls a function of the program before it returns."""
    helper = HELPER_BY_ID.get(helper_id)
    if helper is None:
        return False
    kinds = [param.kind for param in helper.params]
    return Arg.FUNC in kinds and Arg.TIMER not in kinds
