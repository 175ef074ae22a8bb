"""How much stack a program's functions need together, judged once every path was walked.

All frames of a call chain share 512 bytes. Tracing programs may keep large frames apart from the
kernel's stack; those count only by themselves. A program that calls another one by tail call keeps
everything on the kernel's stack.
"""

from collections.abc import Sequence
from typing import Final

from vm.facts import isa, limits
from vm.facts.helpers import HELPER_BY_NAME
from vm.program import Program
from vm.verifier import structure
from vm.verifier.cfg import Flow
from vm.verifier.refusal import Refuse

STACK_SIZE: Final = limits.value("stack-size")
CALL_FRAMES: Final = limits.value("call-frames")
ALIGNMENT: Final = 16
"""Bytes to which the JIT of this architecture rounds each frame."""

OWN_STACK_FROM: Final = 64
"""Bytes from which on a frame may be kept apart."""

BEFORE_TAIL_CALL: Final = 256
"""Bytes that the callers of a function with a tail call may need at most."""

_APART: Final = frozenset(("kprobe", "tracepoint", "raw_tracepoint", "perf_event"))
_TAIL_CALL: Final = HELPER_BY_NAME["tail_call"].id


def check(program: Program, flow: Flow, depths: Sequence[int]) -> None:
    """Refuse call chains that are too deep or need too much stack.

    depths   bytes of stack each function uses itself
    """
    tail_calls = _functions_with_tail_calls(program, flow)
    sizes = [-(-depth // ALIGNMENT) * ALIGNMENT for depth in depths]
    may_be_apart = program.prog_type in _APART and not tail_calls
    apart = [may_be_apart and size >= OWN_STACK_FROM for size in sizes]
    calls = _calls(program, flow)
    _enter(0, sizes, apart, tail_calls, 0, 1)
    chain: list[tuple[int, int]] = [(0, 0)]  # function, number of its calls already followed
    depth = 0 if apart[0] else sizes[0]
    while chain:
        function, followed = chain.pop()
        if followed == len(calls[function]):
            depth -= 0 if apart[function] else sizes[function]
            continue
        chain.append((function, followed + 1))
        callee = calls[function][followed]
        if len(chain) >= CALL_FRAMES:
            line = f"the call stack of {len(chain)} frames is too deep !"
            raise Refuse("call.too-deep", "E2BIG", line, frames=len(chain))
        _enter(callee, sizes, apart, tail_calls, depth, len(chain) + 1)
        chain.append((callee, 0))
        depth += 0 if apart[callee] else sizes[callee]


def _enter(
    function: int, sizes: Sequence[int], apart: Sequence[bool], tail_calls: frozenset[int], depth: int, frames: int
) -> None:
    """One more frame on a chain that needs `depth` bytes so far."""
    if function and function in tail_calls and depth >= BEFORE_TAIL_CALL:
        line = f"tail_calls are not allowed when call stack of previous frames is {depth} bytes. Too large"
        raise Refuse("stack.combined-size", "EACCES", line, size=depth)
    if apart[function]:
        if sizes[function] > STACK_SIZE:
            line = f"stack size of subprog {function} is {sizes[function]}. Too large"
            raise Refuse("stack.combined-size", "EACCES", line, size=sizes[function])
    elif depth + sizes[function] > STACK_SIZE:
        line = f"combined stack size of {frames} calls is {depth + sizes[function]}. Too large"
        raise Refuse("stack.combined-size", "EACCES", line, size=depth + sizes[function], frames=frames)


def _functions_with_tail_calls(program: Program, flow: Flow) -> frozenset[int]:
    return frozenset(
        flow.subprogram_of(pc)
        for pc in structure.slots(flow.opcodes, structure.ENTERING)
        if program.insns[pc].opcode == isa.CALL
        and program.insns[pc].src == isa.CALL_HELPER
        and program.insns[pc].imm == _TAIL_CALL
    )


def _calls(program: Program, flow: Flow) -> list[list[int]]:
    """The functions each function calls or hands out, in the order written."""
    calls: list[list[int]] = [[] for _ in flow.subprograms]
    for pc in structure.slots(flow.opcodes, structure.ENTERING):
        insn = program.insns[pc]
        if structure.is_local_call(insn) or structure.is_function_address(insn):
            calls[flow.subprogram_of(pc)].append(flow.subprogram_at(pc + insn.imm + 1))
    return calls
