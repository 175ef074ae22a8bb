"""The mnemonic syntax, as uBPF, rbpf, bpf_conformance and GNU as write it: `ldxw %r0, [%r1+4]`.

Every spelling is derived from the tables of `vm.facts.isa`; a form is a function that takes the
operands, with the cursor behind the mnemonic.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from vm.asm.cursor import Cursor
from vm.asm.slots import (
    I32,
    I64,
    Link,
    Scope,
    Slot,
    displacement,
    fitted,
    immediate,
    long_target,
    register,
    target,
    wide,
    wide_number,
)
from vm.facts import isa
from vm.insn import Instruction

Form: TypeAlias = Callable[[Cursor, Scope], list[Slot]]

_ATOMIC: Final = isa.STX | isa.MODE_ATOMIC


def _comma(c: Cursor) -> None:
    c.expect(",", "between operands")


def _register(c: Cursor) -> int:
    return register(c)[0]


def _address(c: Cursor) -> tuple[int, int]:
    """`[r1+4]` or `[r1]`. Returns register and offset."""
    c.expect("[", "before an address")
    base = _register(c)
    off = displacement(c)
    c.expect("]", "behind an address")
    return base, off


def _alu(op: isa.AluOp, cls: int, c: Cursor, _: Scope) -> list[Slot]:
    dst = _register(c)
    _comma(c)
    if c.kind == "reg":
        return [Slot(Instruction(cls | op.code | isa.REG, dst, _register(c), op.off))]
    return [Slot(Instruction(cls | op.code, dst, 0, op.off, immediate(c)))]


def _unary(op: isa.AluOp, cls: int, c: Cursor, _: Scope) -> list[Slot]:
    return [Slot(Instruction(cls | op.code, _register(c), 0, op.off))]


def _extend(op: isa.AluOp, cls: int, c: Cursor, _: Scope) -> list[Slot]:
    dst = _register(c)
    _comma(c)
    return [Slot(Instruction(cls | op.code | isa.REG, dst, _register(c), op.off))]


def _byte_order(op: isa.ByteOrderOp, c: Cursor, _: Scope) -> list[Slot]:
    return [Slot(Instruction(op.opcode, _register(c), 0, 0, op.bits))]


def _end(order: str, c: Cursor, _: Scope) -> list[Slot]:
    """GNU as: `endbe %r1, 16`."""
    dst = _register(c)
    _comma(c)
    start = c.at
    bits = c.expression()
    op = next((row for row in isa.BYTE_ORDER if row.name == f"{order}{bits}"), None)
    if op is None:
        c.fail("asm.out-of-range", f"no conversion has {bits} bits", "16, 32 or 64", c.span(start))
    return [Slot(Instruction(op.opcode, dst, 0, 0, op.bits))]


def _jump(op: isa.JumpOp, cls: int, c: Cursor, _: Scope) -> list[Slot]:
    dst = _register(c)
    _comma(c)
    opcode, src, imm = cls | op.code, 0, 0
    if c.kind == "reg":
        opcode, src = opcode | isa.REG, _register(c)
    else:
        imm = immediate(c)
    _comma(c)
    return [target(c, opcode, dst, src, imm)]


def _goto(opcode: int, c: Cursor, _: Scope) -> list[Slot]:
    return [target(c, opcode)]


def _gotol(c: Cursor, _: Scope) -> list[Slot]:
    return [long_target(c)]


def _load(op: isa.MemoryOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    dst = _register(c)
    _comma(c)
    base, off = _address(c)
    return [Slot(Instruction(op.cls | op.mode | size.code, dst, base, off))]


def _store_imm(op: isa.MemoryOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    base, off = _address(c)
    _comma(c)
    return [Slot(Instruction(op.cls | op.mode | size.code, base, 0, off, immediate(c)))]


def _store(op: isa.MemoryOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    base, off = _address(c)
    _comma(c)
    return [Slot(Instruction(op.cls | op.mode | size.code, base, _register(c), off))]


def _packet_abs(op: isa.MemoryOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    """`ldabsb 14`, or `ldabsb r0, 14`."""
    if c.kind == "reg" and c.peek() == ",":
        _only_r0(c)
    return [Slot(Instruction(op.cls | op.mode | size.code, 0, 0, 0, immediate(c)))]


def _packet_ind(op: isa.MemoryOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    """`ldindb r1, 14`, or `ldindb r0, r1, 14`."""
    if c.kind == "reg" and c.peek() == "," and c.peek(2)[-1:].isdigit() and c.tokens[c.at + 2][0] == "reg":
        _only_r0(c)
    src = _register(c)
    imm = 0
    if c.accept(","):
        imm = immediate(c)
    return [Slot(Instruction(op.cls | op.mode | size.code, 0, src, 0, imm))]


def _only_r0(c: Cursor) -> None:
    start = c.at
    if _register(c):
        c.fail("asm.two-registers", "packet loads leave their result in r0", "write r0", c.span(start))
    _comma(c)


def _load_wide(c: Cursor, scope: Scope) -> list[Slot]:
    """`lddw r0, 0x123456789abcdef0`, `lddw r1, counts`, `lddw r1, map_fd 3`."""
    dst = _register(c)
    _comma(c)
    start = c.at
    if c.kind == "word" and c.text in _WIDE:
        kind = _WIDE[c.take()[1]]
        first = fitted(c, start, c.expression(5), I32, "the number")
        second = fitted(c, start, c.expression(), I32, "the number") if c.text in {"+", "-"} else 0
        return wide(dst, kind, first, second)
    if c.kind == "word" and c.text in scope.maps:
        index = scope.maps[c.take()[1]]
        if c.accept("["):
            c.expression()
            c.expect("]")
            offset = fitted(c, start, c.expression(), I32, "the offset") if c.text in {"+", "-"} else 0
            return wide(dst, isa.WIDE_MAP_VALUE, index, offset)
        return wide(dst, isa.WIDE_MAP, index, 0)
    if c.kind == "word" and c.text in scope.data:
        index, offset = scope.data[c.take()[1]]
        return wide(dst, isa.WIDE_MAP_VALUE, index, offset)
    if c.kind == "word" and c.text in scope.labels and scope.constant(c.text) is None:
        name = c.take()[1]
        first_slot, second_slot = wide(dst, isa.WIDE_FUNC, 0, 0)
        return [first_slot._replace(link=Link.FUNC, target=name, span=c.span(start)), second_slot]
    return wide_number(dst, fitted(c, start, c.expression(), I64, "the constant"))


def _atomic(op: isa.AtomicOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    base, off = _address(c)
    _comma(c)
    return [Slot(Instruction(_ATOMIC | size.code, base, _register(c), off, op.imm))]


def _atomic_load(op: isa.AtomicOp, size: isa.Size, c: Cursor, _: Scope) -> list[Slot]:
    dst = _register(c)
    _comma(c)
    base, off = _address(c)
    return [Slot(Instruction(_ATOMIC | size.code, dst, base, off, op.imm))]


def _lock(c: Cursor, scope: Scope) -> list[Slot]:
    """`lock add [r10-8], r1`, `lock fetch or32 [r10-4], r3`, `lock cmpxchg [r10-8], r1`."""
    fetch = c.accept("fetch")
    word = c.text
    key = f"fetch_{word}" if fetch else word
    form = _LOCK.get(key)
    if form is None:
        c.fail(
            "asm.unknown-instruction",
            f"no atomic operation is called {word[:40]}",
            "add, or, and, xor, xchg, cmpxchg; 'fetch' first returns the old value",
        )
    c.take()
    return form(c, scope)


_WIDE: Final = {kind.name: kind.src for kind in isa.WIDE if kind.src}


def _lock_forms() -> dict[str, Form]:
    sizes = {"": isa.SIZE_BY_BYTES[8], "32": isa.SIZE_BY_BYTES[4], "64": isa.SIZE_BY_BYTES[8]}
    return {
        f"{op.name}{suffix}": partial(_atomic, op, size)
        for op in isa.ATOMICS
        if 4 in op.sizes and 1 not in op.sizes
        for suffix, size in sizes.items()
    }


_LOCK: Final = _lock_forms()


def _alu_forms() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for op in isa.ALU:
        if op.operands == "extend":
            for suffix, cls in (("64", isa.ALU64), ("32", isa.ALU32), ("", isa.ALU64)):
                if not (op.bits == 32 and cls == isa.ALU32):
                    forms[op.name + suffix] = partial(_extend, op, cls)
            continue
        form = _unary if op.operands == "unary" else _alu
        for suffix, cls in (("", isa.ALU64), ("64", isa.ALU64), ("32", isa.ALU32)):
            forms[op.name + suffix] = partial(form, op, cls)
    for order in isa.BYTE_ORDER:
        forms[order.name] = partial(_byte_order, order)
        forms[order.name.replace("bswap", "swap")] = partial(_byte_order, order)
    return forms | {f"end{order}": partial(_end, order) for order in ("le", "be")} | {"bswap": partial(_end, "bswap")}


def _jump_forms() -> dict[str, Form]:
    forms: dict[str, Form] = {
        "ja": partial(_goto, isa.JA),
        "ja32": _gotol,
        "jal": _gotol,
        "jmp": partial(_goto, isa.JA),
    }
    for op in isa.JUMPS:
        for suffix, cls in (("", isa.JMP), ("64", isa.JMP), ("32", isa.JMP32)):
            forms[op.name + suffix] = partial(_jump, op, cls)
    return forms


def _memory_forms() -> dict[str, Form]:
    shapes = {"ldx": _load, "ldxs": _load, "st": _store_imm, "stx": _store, "ldabs": _packet_abs, "ldind": _packet_ind}
    forms: dict[str, Form] = {"lddw": _load_wide}
    for op in isa.MEMORY:
        for bytes_ in op.sizes:
            size = isa.SIZE_BY_BYTES[bytes_]
            forms[op.name + size.name] = partial(shapes[op.name], op, size)
    for atomic in isa.ATOMICS:
        for bytes_ in atomic.sizes if 1 in atomic.sizes else ():
            size = isa.SIZE_BY_BYTES[bytes_]
            shape = _atomic_load if atomic.name.startswith("load") else _atomic
            forms[atomic.name + size.name] = partial(shape, atomic, size)
    add = isa.ATOMIC_BY_IMM[0]
    for name in ("xadd", "stxxadd"):
        forms |= {
            f"{name}w": partial(_atomic, add, isa.SIZE_BY_BYTES[4]),
            f"{name}dw": partial(_atomic, add, isa.SIZE_BY_BYTES[8]),
        }
    return forms


FORMS: Final[dict[str, Form]] = {**_alu_forms(), **_jump_forms(), **_memory_forms(), "lock": _lock}
"""Mnemonic -> its form. `call`, `callx`, `exit` are the same in both syntaxes."""
