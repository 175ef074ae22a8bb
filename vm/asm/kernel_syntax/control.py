"""Where control goes: jumps, calls, the end."""

from typing import Final

from vm.asm.cursor import Cursor, nearest
from vm.asm.slots import (
    I32,
    Link,
    Scope,
    Slot,
    fitted,
    immediate,
    long_target,
    register,
    same_width,
    signed32,
    skip_landmark,
    target,
)
from vm.facts import helpers, isa
from vm.insn import Instruction

_COMPARE: Final = {op.sign: op for op in isa.JUMPS}


def branch(c: Cursor, __: Scope) -> list[Slot]:
    """`if r1 s> r2 goto label`."""
    c.take()
    dst, low = register(c)
    cls = isa.JMP32 if low else isa.JMP
    op = _COMPARE.get(c.text)
    if op is None:
        c.fail("asm.syntax", f"expected a comparison, found {c.found()}", "comparisons: " + " ".join(_COMPARE))
    c.take()
    if c.kind == "reg":
        opcode, src, imm = cls | op.code | isa.REG, same_width(c, cls), 0
    else:
        opcode, src, imm = cls | op.code, 0, immediate(c)
    if c.text not in {"goto", "gotol"}:
        c.fail("asm.syntax", f"expected 'goto', found {c.found()}")
    if c.take()[1] == "gotol":
        c.at -= 1
        c.fail("asm.syntax", "only unconditional jumps are long", "jump around a gotol instead")
    return [target(c, opcode, dst, src, imm)]


def goto(c: Cursor, __: Scope) -> list[Slot]:
    """`goto label`, `goto +3`, `may_goto label`."""
    return [target(c, isa.MAY_GOTO if c.take()[1] == "may_goto" else isa.JA)]


def gotol(c: Cursor, __: Scope) -> list[Slot]:
    """`gotol label`."""
    c.take()
    return [long_target(c)]


def exit_(c: Cursor, __: Scope) -> list[Slot]:
    """`exit`."""
    c.take()
    return [Slot(Instruction(isa.EXIT))]


def call(c: Cursor, scope: Scope) -> list[Slot]:
    """`call bpf_ktime_get_ns`, `call 5`, `call subprogram`, `call local f`, `call pc+3`, `call r2`."""
    c.take()
    if c.kind == "reg":
        return [Slot(Instruction(isa.CALL | isa.REG, register(c)[0]))]
    if c.text == "local" and c.peek():
        c.take()
        if c.kind != "word" or c.text == "pc":
            return [_relative_call(c)]
    if c.text == "pc" and c.peek() in {"+", "-"}:
        return [_relative_call(c)]
    if c.kind == "end":
        c.fail("asm.syntax", "whom? A helper, a label or a number is missing")
    if c.kind != "word":
        start = c.at
        number = fitted(c, start, c.expression(), I32, "the helper's number")
        _skip_origin(c)
        return [Slot(Instruction(isa.CALL, 0, isa.CALL_HELPER, 0, number))]
    return [_named_call(c, scope)]


def _relative_call(c: Cursor) -> Slot:
    if c.text == "pc":
        c.take()
    start = c.at
    distance = fitted(c, start, c.expression(), I32, "the distance")
    _skip_origin(c)
    return Slot(Instruction(isa.CALL, 0, isa.CALL_LOCAL, 0, distance))


def _skip_origin(c: Cursor) -> None:
    if c.kind == "hash":
        c.take()
    skip_landmark(c)


def _named_call(c: Cursor, scope: Scope) -> Slot:
    start = c.at
    name = c.take()[1]
    span = c.span(start)
    number = int(c.take()[1][1:20]) if c.kind == "hash" else None
    skip_landmark(c)
    if name in scope.labels:
        return Slot(Instruction(isa.CALL, 0, isa.CALL_LOCAL), Link.CALL, name, span)
    helper = helpers.HELPER_BY_NAME.get(name.removeprefix("bpf_"))
    if helper:
        if number is not None and number != helper.id:
            c.fail("asm.helper-number", f"{name} is helper {helper.id}, not {number}", span=span)
        return Slot(Instruction(isa.CALL, 0, isa.CALL_HELPER, 0, helper.id))
    if number is not None and name in {"unknown", "kfunc"} and number <= I32[1]:
        return Slot(
            Instruction(isa.CALL, 0, isa.CALL_KFUNC if name == "kfunc" else isa.CALL_HELPER, 0, signed32(number))
        )
    known = [f"bpf_{helper.name}" for helper in helpers.HELPERS] + sorted(scope.labels)
    return c.fail("asm.unknown-function", f"no helper or label is called {name[:60]}", nearest(name, known), span)
