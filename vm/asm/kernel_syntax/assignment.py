"""What begins with a register: `r1 += 4`, `w2 = -w2`, `r3 = (s8)r4`, `r5 = ...`."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.asm.cursor import Cursor
from vm.asm.kernel_syntax import addresses, atomics
from vm.asm.kernel_syntax.addresses import MOV
from vm.asm.kernel_syntax.memory import TYPES, load
from vm.asm.slots import Scope, Slot, immediate, register, same_width
from vm.facts import isa
from vm.insn import Instruction

Form: TypeAlias = Callable[[Cursor, Scope, int, bool], list[Slot]]
"""(cursor at the first word behind the sign, scope, destination, whether it is a w register) -> slots"""

_ASSIGN: Final = {op.sign: op for op in isa.ALU if op.operands == "binary" and op.sign != "="}
_EXTEND: Final = {op.bits: op for op in isa.ALU if op.operands == "extend"}
_SWAPS: Final = {op.name: op for op in isa.BYTE_ORDER}
_NEG: Final = isa.ALU_BY_NAME["neg"].code


def assignment(c: Cursor, scope: Scope) -> list[Slot]:
    """A statement that begins with a register."""
    dst, low = register(c)
    cls = isa.ALU32 if low else isa.ALU64
    sign = c.text
    if sign == "=":
        c.take()
        return _value(c, scope, dst, low)
    op = _ASSIGN.get(sign)
    if op is None:
        c.fail("asm.syntax", f"expected an assignment, found {c.found()}", "operators: = " + " ".join(_ASSIGN))
    c.take()
    return [_binary(c, op, cls, dst)]


def _binary(c: Cursor, op: isa.AluOp, cls: int, dst: int) -> Slot:
    if c.kind == "reg":
        src = same_width(c, cls)
        return Slot(Instruction(cls | op.code | isa.REG, dst, src, op.off))
    return Slot(Instruction(cls | op.code, dst, 0, op.off, immediate(c)))


def _value(c: Cursor, scope: Scope, dst: int, low: bool) -> list[Slot]:
    """What stands behind `r1 =`."""
    cls = isa.ALU32 if low else isa.ALU64
    kind, text = c.kind, c.text
    if kind == "reg":
        return [Slot(Instruction(cls | MOV | isa.REG, dst, same_width(c, cls)))]
    if text == "*":
        return [load(c, dst, low)]
    if text == "-" and c.peek()[:1] in {"r", "w", "%"} and c.tokens[c.at + 1][0] == "reg":
        return [_negate(c, cls, dst)]
    if text == "(" and c.peek() in TYPES and c.peek(2) == ")":
        return [_extend(c, cls, dst)]
    if kind == "word":
        return _FORMS.get(text, addresses.symbol)(c, scope, dst, low)
    return addresses.number(c, dst, low)


def _negate(c: Cursor, cls: int, dst: int) -> Slot:
    c.take()
    start = c.at
    if same_width(c, cls) != dst:
        c.fail(
            "asm.two-registers",
            "only a register itself can be negated",
            f"move first, then write r{dst} = -r{dst}",
            c.span(start),
        )
    return Slot(Instruction(cls | _NEG, dst))


def _extend(c: Cursor, cls: int, dst: int) -> Slot:
    start = c.at
    c.take()
    size, signed = TYPES[c.take()[1]]
    c.take()
    op = _EXTEND.get(size.bytes * 8)
    if op is None or not signed or (cls == isa.ALU32 and op.bits == 32):
        c.fail("asm.bad-cast", "no instruction converts so", "(s8), (s16), and for r registers (s32)", c.span(start))
    return Slot(Instruction(cls | op.code | isa.REG, dst, same_width(c, cls), op.off))


def _swap(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    op = _SWAPS[c.take()[1]]
    start = c.at
    src, _ = register(c)
    if src != dst or low:
        c.fail("asm.two-registers", "byte order is changed in place", f"write r{src} = {op.name} r{src}", c.span(start))
    return [Slot(Instruction(op.opcode, dst, 0, 0, op.bits))]


_FORMS: Final[Mapping[str, Form]] = {
    **dict.fromkeys(_SWAPS, _swap),
    **dict.fromkeys(atomics.FETCHES, atomics.fetch),
    **dict.fromkeys(addresses.WIDE, addresses.wide_kind),
    "map": addresses.map_brackets,
    "subprog": addresses.subprogram,
    "addr_space_cast": addresses.addr_space_cast,
    "load_acquire": atomics.load_acquire,
}
"""By the first word behind `r1 =`; any other word is a symbol."""
