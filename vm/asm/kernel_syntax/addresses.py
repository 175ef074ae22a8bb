"""What fills 64 bits: constants, addresses of maps, of places in their values, of functions."""

import re
from typing import Final

from vm.asm.cursor import Cursor, nearest
from vm.asm.slots import (
    I32,
    I64,
    Link,
    Scope,
    Slot,
    fitted,
    register,
    signed32,
    unknown_register,
    wide,
    wide_number,
)
from vm.facts import isa
from vm.insn import Instruction

WIDE: Final = {kind.name: kind.src for kind in isa.WIDE if kind.src}
MOV: Final = isa.ALU_BY_NAME["mov"].code
ADDR_SPACE_CAST: Final = 1
"""`off` of the move that converts an address of an arena. Linux 6.9."""

_BAD_REGISTER: Final = re.compile(r"[rw][0-9]+")


def number(c: Cursor, dst: int, low: bool) -> list[Slot]:
    start = c.at
    value = c.expression()
    if c.accept("ll"):
        if low:
            c.fail("asm.syntax", "only r registers take 64-bit constants", span=c.span(start))
        return wide_number(dst, fitted(c, start, value, I64, "the constant"))
    cls = isa.ALU32 if low else isa.ALU64
    hint = "add 'll' to load all 64 bits" if not low else ""
    return [Slot(Instruction(cls | MOV, dst, 0, 0, fitted(c, start, value, I32, "the immediate", hint)))]


def symbol(c: Cursor, scope: Scope, dst: int, low: bool) -> list[Slot]:
    """`counts ll`, `counts[0] + 8 ll`, `callback ll`, `text + 4 ll`, or a constant."""
    name = c.text
    if name in scope.maps and (c.peek() in {"ll", "[", "+"} or scope.constant(name) is None):
        start = c.at
        c.take()
        slots = _map_address(c, dst, scope.maps[name])
        _expect_ll(c, start, name)
        return _only_wide(c, low, slots)
    if name in scope.data:
        start = c.at
        c.take()
        index, offset = scope.data[name]
        offset += c.expression() if c.text in {"+", "-"} else 0
        _expect_ll(c, start, name)
        return _only_wide(c, low, wide(dst, isa.WIDE_MAP_VALUE, index, signed32(offset)))
    if name in scope.labels and scope.constant(name) is None:
        start = c.at
        c.take()
        span = c.span(start)
        _expect_ll(c, start, name)
        first, second = _only_wide(c, low, wide(dst, isa.WIDE_FUNC, 0, 0))
        return [first._replace(link=Link.FUNC, target=name, span=span), second]
    if _BAD_REGISTER.fullmatch(name):
        unknown_register(c, "a value")
    if scope.constant(name) is None and c.peek() in {"ll", "[", ""}:
        hint = scope.hint(name) or f"declare it: .map {name[:40]}, hash, key=4, value=8, max_entries=16"
        c.fail("asm.unknown-name", f"no map, constant or label is called {name[:60]}", hint)
    return number(c, dst, low)


def _only_wide(c: Cursor, low: bool, slots: list[Slot]) -> list[Slot]:
    if low:
        c.fail("asm.syntax", "only r registers hold addresses", span=c.whole())
    return slots


def _expect_ll(c: Cursor, start: int, name: str) -> None:
    if not c.accept("ll"):
        c.fail("asm.missing-ll", f"the address of {name} takes 64 bits", "add 'll' at the end", c.span(start))


def _map_address(c: Cursor, dst: int, index: int) -> list[Slot]:
    """What follows a map's name: nothing for the map itself, `[0] + 8` for a place in its value."""
    if c.accept("["):
        c.expression()
        c.expect("]")
    elif c.text not in {"+", "-"}:
        return wide(dst, isa.WIDE_MAP, index, 0)
    start = c.at
    offset = c.expression() if c.text in {"+", "-"} else 0
    return wide(dst, isa.WIDE_MAP_VALUE, index, fitted(c, start, offset, I32, "the offset"))


def map_brackets(c: Cursor, scope: Scope, dst: int, low: bool) -> list[Slot]:
    """`map[counts]`, `map[0]`, `map[id:0]`, each perhaps with `[0]+8`, as bpftool prints them."""
    c.take()
    c.expect("[")
    if c.text == "id" and c.peek() == ":":
        c.take()
        c.take()
    start = c.at
    if c.kind == "word" and c.text in scope.maps:
        index = scope.maps[c.take()[1]]
    elif c.kind == "word" and scope.constant(c.text) is None:
        c.fail("asm.unknown-name", f"no map is called {c.text[:60]}", nearest(c.text, tuple(scope.maps)))
    else:
        index = fitted(c, start, c.expression(), I32, "the map index")
    c.expect("]")
    slots = _map_address(c, dst, index)
    c.accept("ll")
    return _only_wide(c, low, slots)


def wide_kind(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    """`map_fd 3 ll`, `map_value 3 + 8 ll`, `func 5 ll`: every kind of ld_imm64 with bare numbers."""
    kind = WIDE[c.take()[1]]
    start = c.at
    first = fitted(c, start, c.expression(5), I32, "the number")
    second = fitted(c, start, c.expression(), I32, "the number") if c.text in {"+", "-"} else 0
    c.expect("ll")
    return _only_wide(c, low, wide(dst, kind, first, second))


def subprogram(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    """`subprog[+5]`, as bpftool prints the address of a function."""
    c.take()
    c.expect("[")
    start = c.at
    distance = fitted(c, start, c.expression(), I32, "the distance")
    c.expect("]")
    return _only_wide(c, low, wide(dst, isa.WIDE_FUNC, distance, 0))


def addr_space_cast(c: Cursor, __: Scope, dst: int, low: bool) -> list[Slot]:
    c.take()
    c.expect("(")
    src, _ = register(c)
    c.expect(",")
    start = c.at
    to = fitted(c, start, c.expression(), (0, 0xFFFF), "the address space")
    c.expect(",")
    source = fitted(c, start, c.expression(), (0, 0xFFFF), "the address space")
    c.expect(")")
    opcode = (isa.ALU32 if low else isa.ALU64) | MOV | isa.REG
    return [Slot(Instruction(opcode, dst, src, ADDR_SPACE_CAST, signed32((to & 0xFFFF) << 16 | source & 0xFFFF)))]
