"""Refused registers and pointer arithmetic."""

from typing import Final

from vm.facts import isa
from vm.verifier.explain.case import Case, Teller, Told
from vm.verifier.explain.origin import emptied_by
from vm.verifier.explain.words import describe, place
from vm.verifier.scalar import Scalar
from vm.verifier.values import STACK, NotInit, Pointer, Value

_ADD, _SUB = isa.ALU_BY_NAME["add"].code, isa.ALU_BY_NAME["sub"].code


def _uninitialised(case: Case) -> Told:
    register, r = case.register, case.r
    if case.insn.opcode == isa.EXIT:
        inside = case.walk is not None and len(case.walk.state.frames) > 1
        return Told(
            f"{'A function' if inside else 'The program'} ends without a return value: r0 is never set on this path.",
            "No instruction on the way to this exit wrote r0.",
            "r0 must hold a number at exit.",
            "Put `r0 = 0` (or the verdict you want) in front of this exit.",
        )
    call = emptied_by(case.walk, register) if case.walk is not None else -1
    if call >= 0:
        return Told(
            f"r{register} is used after a call, and calls destroy r1 to r5.",
            f"`{case.spelt(call)}` at {case.where(call)} emptied {r}.",
            f"`{case.text}` reads {r}.",
            f"Keep the value in r6, r7, r8 or r9, or on the stack, and copy it back into {r} after the call.",
        )
    helper = case.helper
    if helper is not None and 1 <= register <= len(helper.params):
        return Told(
            f"Argument {register} of {helper.bpf_name} ({helper.params[register - 1].name}) is missing.",
            f"{r} was never set on this path.",
            f"{helper.bpf_name} takes {len(helper.params)} arguments, in r1 to r{len(helper.params)}.",
            f"Set {r} before the call.",
        )
    return Told(
        f"`{case.text}` reads {r}, which has no value on this path.",
        f"{r} was never set.",
        f"{r} must be set on every path that leads here.",
        _start(case),
    )


def _start(case: Case) -> str:
    """What a function begins with, where that is what was forgotten."""
    walk = case.walk
    if walk is None or not walk.state.frames:
        return ""
    if len(walk.state.frames) > 1:
        return "A function gets r1 to r5 from its caller; r0 and r6 to r9 are empty when it begins."
    return f"A program begins with r1 = context and r10 = stack; all else is empty. Set {case.r} first, or use another register."


def _invalid(case: Case) -> Told:
    return Told(
        f"Instruction {case.pc} names register {case.register}, which does not exist.",
        f"It is `{case.text}`.",
        "Registers are r0 to r10.",
        "Let the assembler write the instruction.",
    )


def _frame_pointer(case: Case) -> Told:
    return Told(
        f"`{case.text}` would change r10, the frame pointer, which is read only.",
        "r10 is the top of this function's stack.",
        "r10 must stay where it is.",
        "Copy it first: `r2 = r10`, then change r2.",
    )


def _operands(case: Case) -> tuple[Value | None, Value | None]:
    """Left and right operand of arithmetic; right None for a constant."""
    insn = case.insn
    return case.value_of(insn.dst), case.value_of(insn.src) if insn.opcode & isa.REG else None


def _both(case: Case) -> str:
    left, right = _operands(case)
    if isinstance(left, NotInit):
        return f"r{case.insn.src} is {describe(right)}."
    told = f"r{case.insn.dst} is {describe(left)}"
    return f"{told}; r{case.insn.src} is {describe(right)}." if right is not None else f"{told}."


def _unbounded_math(case: Case) -> Told:
    left, right = _operands(case)
    number = case.insn.dst if isinstance(left, Scalar) else case.insn.src
    pointer = right if isinstance(left, Scalar) else left
    kind = place(pointer) if isinstance(pointer, Pointer) else "a pointer"
    return Told(
        f"`{case.text}` adds r{number} to {kind} before anything limits it.",
        _both(case),
        f"The smallest and the largest value of r{number} must be known before it is added.",
        f"Mask it first (`r{number} &= ...`) or compare it (`if r{number} > ... goto ...`), then add. "
        "A division or a remainder limits nothing.",
    )


def _null_math(case: Case) -> Told:
    return Told(
        f"`{case.text}` moves r{case.insn.dst}, which may be NULL.",
        f"r{case.insn.dst} is {describe(case.value)}.",
        "A pointer must be known not to be NULL before it is moved.",
        f"Insert `if r{case.insn.dst} == 0 goto ...` in front of it.",
    )


def _bad_operator(case: Case) -> Told:
    insn = case.insn
    left, right = _operands(case)
    needed = "On pointers only += and -= of 64 bits with a limited number are allowed."
    if insn.opcode & 7 in (isa.JMP, isa.JMP32):
        return Told(f"`{case.text}` compares a pointer in a way that is not allowed.", _both(case))
    operator = insn.opcode & 0xF0
    moves = operator in (_ADD, _SUB)
    if isinstance(left, Pointer) and isinstance(right, Pointer):
        hint = "A pointer and a number can be added. The distance of two pointers takes CAP_PERFMON."
        return Told(f"`{case.text}` computes with two pointers.", _both(case), needed, hint)
    if isinstance(right, Pointer) and isinstance(left, Scalar) and operator == _SUB:
        return Told(f"`{case.text}` subtracts a pointer from a number.", _both(case), needed, "Turn it round.")
    if insn.opcode & 7 == isa.ALU32:
        hint = f"Use the 64-bit form, r{insn.dst}."
        return Told(f"`{case.text}` would keep only half of a pointer.", _both(case), needed, hint)
    if isinstance(left, Pointer) and left.kind is STACK and operator == _SUB:
        hint = f"Add a negative number: `r{insn.dst} += -8`."
        return Told(f"`{case.text}` subtracts a register from a stack address.", _both(case), needed, hint)
    if moves and isinstance(left, Pointer):
        return Told(
            f"`{case.text}` moves a pointer that must stay where it is.",
            _both(case),
            "Addresses of the stack, of map values, packets and records may be moved; maps, the end of a packet, sockets may not.",
            "Keep it as it is; for memory further on, move the pointer that leads there.",
        )
    return Told(
        f"`{case.text}` computes with a pointer as if it were a number.",
        _both(case),
        needed,
        "To use part of an address as a number, load with CAP_PERFMON and copy it through memory; rarely what one wants.",
    )


def _large_offset(case: Case) -> Told:
    return Told(
        f"`{case.text}` moves a pointer by more than half a gigabyte.",
        _both(case),
        "Offsets, and their sums, must stay between -2^29 and 2^29 bytes.",
    )


def _comparison(case: Case) -> Told:
    return Told(
        f"`{case.text}` compares a pointer, which this loader may not do.",
        _both(case),
        "Without CAP_PERFMON a pointer is compared with NULL where it may be NULL, and packet pointers with the packet's end.",
    )


def _leak(case: Case) -> Told:
    ends = case.insn.opcode == isa.EXIT
    helper = case.helper
    summary = f"`{case.text}` would put a kernel address where the loader can read it."
    if ends:
        summary = "The program would return a kernel address."
    elif helper:
        summary = f"{helper.bpf_name} would be given a kernel address as a plain number."
    return Told(
        summary,
        case.held,
        "Without CAP_PERFMON addresses stay inside the program.",
        "Set r0 to a number before exit." if ends else "",
    )


def _speculation(case: Case) -> Told:
    return Told(
        f"`{case.text}` is safe by the book, but not if the processor guesses wrong, and this loader is not trusted with that.",
        _both(case) if case.insn.opcode & 7 in (isa.ALU32, isa.ALU64) else case.held,
        "Without CAP_PERFMON every pointer on the way must stay inside its memory, "
        "and a number added to it must have one sign and one direction.",
    )


TELLERS: Final[dict[str, Teller]] = {
    "register.uninitialised": _uninitialised,
    "register.invalid": _invalid,
    "register.frame-pointer": _frame_pointer,
    "pointer.unbounded-math": _unbounded_math,
    "pointer.null-math": _null_math,
    "pointer.bad-operator": _bad_operator,
    "pointer.large-offset": _large_offset,
    "pointer.comparison": _comparison,
    "pointer.leak": _leak,
    "pointer.speculation": _speculation,
}
