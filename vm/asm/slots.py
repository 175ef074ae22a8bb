"""What a statement becomes: instruction slots whose targets may still be names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, NoReturn

from vm.asm.cursor import Cursor
from vm.errors import Span
from vm.facts import isa
from vm.insn import Instruction

S16: Final = (-(1 << 15), (1 << 15) - 1)
I32: Final = (-(1 << 31), (1 << 32) - 1)
I64: Final = (-(1 << 63), (1 << 64) - 1)
"""What a field takes: a signed number, or the unsigned one with the same bits."""


class Link(StrEnum):
    """Which field of a slot waits for a label."""

    JUMP = "jump"  # off: slots from here to a label of this function
    LONG = "long"  # imm, likewise
    CALL = "call"  # imm: slots to a function, perhaps of .text
    FUNC = "func"  # imm of ld_imm64, likewise


class Slot(NamedTuple):
    """One slot on its way: `link` says what `target` is wanted for; `span` is where the target is written."""

    insn: Instruction
    link: Link | None = None
    target: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The names a statement may use.

    constant   value of a constant or of a context field, None if there is none
    maps       map name -> index in the object
    data       name in .rodata, .data or .bss -> (map index, byte offset)
    labels     every label of the source
    hint       did-you-mean for an unknown name
    """

    constant: Callable[[str], int | None]
    maps: Mapping[str, int]
    data: Mapping[str, tuple[int, int]]
    labels: frozenset[str]
    hint: Callable[[str], str]


def register(c: Cursor, what: str = "a register") -> tuple[int, bool]:
    """Take a register. Returns its number, and whether it is the 32-bit `w` name."""
    if c.kind != "reg":
        unknown_register(c, what)
    text = c.take()[1].lstrip("%")
    return int(text[1:]), text[0] in "wW"


def unknown_register(c: Cursor, what: str) -> NoReturn:
    """Complain that the token ahead is not the register expected."""
    text = c.text.lstrip("%")
    if text[:1] in {"r", "w"} and text[1:].isdigit():
        c.fail(
            "asm.unknown-register",
            f"no register is called {text[:20]}",
            "registers are r0 to r10, and w0 to w10 for their low halves",
        )
    c.fail("asm.syntax", f"expected {what}, found {c.found()}")


def fitted(c: Cursor, start: int, value: int, bounds: tuple[int, int], what: str, hint: str = "") -> int:
    """`value` as the signed number the field stores.

    raises   AsmError when it lies outside `bounds`
    """
    low, high = bounds
    if not low <= value <= high:
        c.fail("asm.out-of-range", f"{what} {value} does not fit: {low} to {high}", hint, c.span(start))
    width = 16 if bounds is S16 else 32 if bounds is I32 else 64
    return value - (1 << width) if value >= 1 << (width - 1) else value


def immediate(c: Cursor) -> int:
    """A 32-bit immediate, signed."""
    start = c.at
    return fitted(c, start, c.expression(), I32, "the immediate", "a 64-bit constant is loaded by 'r1 = ... ll'")


def displacement(c: Cursor) -> int:
    """An optional signed offset behind a register: `+ 4`, `-8`, `+ xdp_md.data`; 0 when there is none."""
    if c.text not in {"+", "-"}:
        return 0
    start = c.at
    return fitted(c, start, c.expression(), S16, "the offset")


def wide(dst: int, kind: int, low: int, high: int) -> list[Slot]:
    """The two slots of ld_imm64."""
    return [Slot(Instruction(isa.LD_IMM64, dst, kind, 0, low)), Slot(Instruction(0, 0, 0, 0, high))]


def wide_number(dst: int, value: int) -> list[Slot]:
    """ld_imm64 of a number, given in 64 bits signed or unsigned."""
    value &= (1 << 64) - 1
    return wide(dst, isa.WIDE_IMM, signed32(value), signed32(value >> 32))


def signed32(value: int) -> int:
    """The low 32 bits of `value`, signed."""
    value &= 0xFFFF_FFFF
    return value - (1 << 32) if value >> 31 else value


def skip_landmark(c: Cursor) -> None:
    """Step over `<name>` or `<name+0x8>`, with which listings explain a target."""
    if c.text == "<":
        while c.at < len(c.tokens) and c.take()[1] != ">":
            pass


def target(c: Cursor, opcode: int, dst: int = 0, src: int = 0, imm: int = 0) -> Slot:
    """A jump's target: a label, `+3`, `-2`, `pc+3`. The distance goes into `off`."""
    label = _label(c)
    if label:
        return Slot(Instruction(opcode, dst, src, 0, imm), Link.JUMP, *label)
    return Slot(Instruction(opcode, dst, src, _distance(c, S16, "gotol reaches 2^31 slots"), imm))


def long_target(c: Cursor) -> Slot:
    """The target of gotol: its distance goes into `imm`."""
    label = _label(c)
    if label:
        return Slot(Instruction(isa.GOTOL), Link.LONG, *label)
    return Slot(Instruction(isa.GOTOL, 0, 0, 0, _distance(c, I32)))


def _label(c: Cursor) -> tuple[str, Span] | None:
    if c.text == "pc" and c.peek() in {"+", "-"}:
        c.take()
    elif c.kind == "word":
        start = c.at
        name = c.take()[1]
        span = c.span(start)
        skip_landmark(c)
        return name, span
    return None


def _distance(c: Cursor, bounds: tuple[int, int], hint: str = "") -> int:
    if c.kind == "end":
        c.fail("asm.syntax", "where to? A label, or a distance like +3, is missing")
    start = c.at
    value = fitted(c, start, c.expression(), bounds, "the distance", hint)
    skip_landmark(c)
    return value


def same_width(c: Cursor, cls: int) -> int:
    """A register as wide as instructions of class `cls` are."""
    start = c.at
    src, low = register(c)
    if low != (cls in {isa.ALU32, isa.JMP32}):
        name = "w" if cls in {isa.ALU32, isa.JMP32} else "r"
        c.fail("asm.mixed-width", f"both sides must be {name} registers", f"write {name}{src}", c.span(start))
    return src
