"""Calls between functions of the program, callbacks from helpers, and returns."""

from typing import Final

from vm.facts import isa, limits
from vm.facts.helpers import HELPER_BY_NAME
from vm.insn import Instruction
from vm.verifier import precision, prune
from vm.verifier.compute import reserved, source
from vm.verifier.memory import is_secret
from vm.verifier.refusal import Refuse
from vm.verifier.scalar import S64_MAX, S64_MIN, Scalar
from vm.verifier.state import Callback, Frame, State
from vm.verifier.values import NOT_INIT, STACK, Pointer, Value, kind_text
from vm.verifier.walk import Walk

MAX_FRAMES: Final = limits.value("call-frames")
PATH_ENDS: Final = -1
"""Instead of the next slot: this path is finished."""

BECOMES_INSTRUCTIONS: Final = {HELPER_BY_NAME[name].id: 2 for name in ("get_smp_processor_id", "jiffies64")}
"""Helpers whose calls the kernel replaces by instructions -> slots that each gains."""

PLAIN_LOOP_GROWTH: Final = 18
"""Slots that a call of bpf_loop gains when the kernel turns it into a loop."""

KPROBE_SESSION: Final = 56
UPROBE_SESSION: Final = 57


def call(walk: Walk, insn: Instruction, pc: int) -> int:
    """Enter a function of the program: r1 to r5 go along."""
    state = walk.state
    target = pc + insn.imm + 1
    caller = state.frame
    callee = _enter(walk, state, target, pc)
    callee.registers[1:6] = caller.registers[1:6]
    caller.registers[0:6] = [NOT_INIT] * 6
    walk.live_stack.entered()
    if walk.log:
        walk.log.called(state)
    return target


def _enter(walk: Walk, state: State, target: int, callsite: int) -> Frame:
    depth = len(state.frames)
    if depth >= MAX_FRAMES:
        raise Refuse("call.too-deep", "E2BIG", f"the call stack of {depth + 1} frames is too deep")
    frame = Frame(callsite, depth, walk.flow.subprogram_at(target))
    state.frames.append(frame)
    return frame


def push_callback(walk: Walk, subprogram: int, callback: Callback, arguments: list[Value]) -> None:
    """Queue the visit of a callback from the helper call at hand; `arguments` are its r1 to r5."""
    target = walk.flow.subprograms[subprogram]
    walk.state.frame.callback_depth, depth = 0, walk.state.frame.callback_depth
    other = walk.push(target, "ENOMEM")
    other.frame.callback_depth = depth + 1
    frame = _enter(walk, other, target, walk.pc)
    frame.registers[1:6] = arguments
    frame.callback = callback
    other.callback_unroll_depth += 1
    if walk.log:
        walk.log.entering()


def exit_(walk: Walk, insn: Instruction, pc: int) -> int:
    """Return to the caller, or end the program."""
    if insn.opcode != 0x95 or insn.imm or insn.src or insn.dst:
        raise reserved("BPF_EXIT")
    state = walk.state
    check_leak(walk, "BPF_EXIT instruction in main prog")
    if len(state.frames) > 1:
        return leave(walk, pc)
    _check_result(walk)
    return PATH_ENDS


def check_leak(walk: Walk, ending: str) -> None:
    """Refuse `ending` (which ends the program) while something acquired is not given back."""
    references = walk.state.references if len(walk.state.frames) == 1 else ()
    if references:
        lines = [f"Unreleased reference id={reference.id} alloc_insn={reference.insn}" for reference in references]
        lines.append(f"{ending} would lead to reference leak")
        raise Refuse("reference.unreleased", "EINVAL", *lines, alloc=references[0].insn)


def check_calls(walk: Walk) -> None:
    """Refuse calls that mean nothing, noticed when the kernel rewrites the program that it has walked."""
    if walk.calls_nothing:
        raise Refuse("call.kfunc", "EINVAL", "invalid kernel function call not eliminated in verifier pass")
    _check_callbacks(walk)


def _check_callbacks(walk: Walk) -> None:
    """Refuse a function whose address is taken but that no path enters: the kernel drops it and trips over the address.

    It notices only where other functions remain, none of them behind the lost one; else the address comes to mean the
    next function, which does no harm, as nothing calls it.
    """
    entered = walk.live_stack.walked_functions()
    if len(entered) < 2:
        return
    last = max(entered)
    for _, number in sorted(walk.functions_taken.items()):
        if number > last:
            line = f"verifier bug: No program to jit at insn {_rewritten_start(walk, entered, number)} (subprog < 0)"
            raise Refuse("call.function-never-entered", "EFAULT", line)


def _rewritten_start(walk: Walk, entered: set[int], lost: int) -> int:
    """Where the address of function `lost` points once the kernel has rewritten the program.

    Functions that no path enters are gone and plain loops unrolled; the distance into what was cut off at the end
    stays. What else it rewrites (dead code inside of a function, lookups and context fields that become instructions)
    is not counted.
    """
    bounds = [*walk.flow.subprograms, len(walk.insns)]
    slots = sum(bounds[number + 1] - bounds[number] for number in entered)
    for number in entered:
        for insn in walk.insns[bounds[number] : bounds[number + 1]]:
            if insn.opcode == isa.CALL and insn.src == isa.CALL_HELPER:
                slots += BECOMES_INSTRUCTIONS.get(insn.imm, 0)
    slots += PLAIN_LOOP_GROWTH * sum(function >= 0 for function in walk.plain_loops.values())
    return slots + bounds[lost] - bounds[max(entered) + 1]


def leave(walk: Walk, pc: int, *, replaced: bool = False) -> int:
    """Back to the frame below. A callback goes back to the call itself, which will queue the next round.

    replaced   it is not the function that returns, but the program it handed over to
    """
    state = walk.state
    callee, caller = state.frames[-1], state.frames[-2]
    walk.live_stack.settle(walk.state)
    result = callee.registers[0]
    if isinstance(result, Pointer) and result.kind is STACK:
        raise Refuse("stack.returned", "EINVAL", "cannot return stack pointer to the caller")
    if callee.callback is not None:
        if not isinstance(result, Scalar):
            raise Refuse("return.range", "EACCES", "R0 not a scalar value")
        precision.mark(walk, 0)
        low, high = callee.callback.return_range
        if not (result.smin >= low and result.smax <= high):
            raise _outside(result, low, high, "At callback return")
        target = callee.callsite
    else:
        caller.registers[0] = result
        target = callee.callsite + 1
    if walk.log:
        walk.log.returning(state, target, replaced=replaced)
    state.frames.pop()
    walk.live_stack.entered()
    if callee.callback is not None:
        earlier = prune.earlier_visit(walk, state, target)
        if earlier is not None:
            prune.widen(walk, earlier, state)
    return target


def _outside(result: Scalar, low: int, high: int, when: str) -> Refuse:
    known = ""
    if result.smin > S64_MIN:
        known += f" smin={result.smin}"
    if result.smax < S64_MAX:
        known += f" smax={result.smax}"
    line = f"{when} the register R0 has{known or ' unknown scalar value'} should have been in [{low}, {high}]"
    return Refuse("return.range", "EINVAL", line, value=result, low=low, high=high)


def _check_result(walk: Walk) -> None:
    result = source(walk, 0)
    if is_secret(walk, result):
        raise Refuse("pointer.leak", "EACCES", "R0 leaks addr as return value", register=0)
    program = walk.program
    if program.prog_type != "kprobe" or program.expected_attach_type not in (KPROBE_SESSION, UPROBE_SESSION):
        return
    if not isinstance(result, Scalar):
        line = f"At program exit the register R0 is not a known value ({kind_text(result)})"
        raise Refuse("return.range", "EINVAL", line)
    precision.mark(walk, 0)
    if not (result.smin >= 0 and result.smax <= 1):
        raise _outside(result, 0, 1, "At program exit")
