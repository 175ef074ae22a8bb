"""Loads and stores: `r1 = *(u32 *)(r2 + 4)`, `*(u8 *)(r10 - 1) = 5`, `r0 = *(u16 *)skb[12]`."""

from typing import Final

from vm.asm.cursor import Cursor, nearest
from vm.asm.slots import Scope, Slot, displacement, immediate, register
from vm.facts import isa
from vm.insn import Instruction

TYPES: Final = {f"{sign}{size.bytes * 8}": (size, sign == "s") for size in isa.SIZES for sign in ("u", "s")}


def pointer(c: Cursor, *, signed_ok: bool = False) -> tuple[isa.Size, bool, int, int]:
    """`(u32 *)(r1 + 4)`. Returns size, whether signed, register, offset."""
    c.expect("(")
    if c.text not in TYPES:
        c.fail(
            "asm.unknown-type",
            f"expected the type of the access, found {c.found()}",
            nearest(c.text, tuple(TYPES)) or "u8, u16, u32, u64; s8, s16, s32",
        )
    start = c.at
    size, signed = TYPES[c.take()[1]]
    if signed and not signed_ok:
        c.fail("asm.bad-type", "only loads have signed types", f"write u{size.bytes * 8}", c.span(start))
    c.expect("*")
    c.expect(")")
    return size, signed, *place(c)


def place(c: Cursor) -> tuple[int, int]:
    """`(r1 + 4)`. Returns register and offset."""
    c.expect("(")
    base, low = register(c, "an address like r1 + 4")
    if low:
        c.at -= 1
        c.fail("asm.mixed-width", "an address takes all 64 bits", f"write r{base}")
    off = displacement(c)
    c.expect(")", "behind the address")
    return base, off


def load(c: Cursor, dst: int, low: bool) -> Slot:
    """`*(u32 *)(r1 + 4)`, `*(u8 *)skb[14]`."""
    c.take()
    if c.peek(4) == "skb":
        return _packet_load(c, dst)
    start = c.at
    size, signed, base, off = pointer(c, signed_ok=True)
    if size.bytes == 8 and (signed or low):
        c.fail("asm.bad-type", "no instruction loads so", "a load of 8 bytes is u64 into an r register", c.span(start))
    mode = isa.MODE_MEMSX if signed else isa.MODE_MEM
    return Slot(Instruction(isa.LDX | mode | size.code, dst, base, off))


def _packet_load(c: Cursor, dst: int) -> Slot:
    """`*(u8 *)skb[14]`, `*(u16 *)skb[r3 + 2]`; the result is always r0."""
    c.expect("(")
    start = c.at
    size, signed = TYPES.get(c.take()[1], (isa.SIZE_BY_BYTES[8], True))
    if signed or size.bytes == 8 or dst:
        c.fail("asm.bad-type", "packet loads are r0 = *(u8 *)skb[...], u16 or u32", span=c.span(start))
    for text in ("*", ")", "skb", "["):
        c.expect(text)
    src, mode = 0, isa.MODE_ABS
    if c.kind == "reg":
        src, mode = register(c)[0], isa.MODE_IND
        imm = immediate(c) if c.text in {"+", "-"} else 0
    else:
        imm = immediate(c)
    c.expect("]")
    return Slot(Instruction(isa.LD | mode | size.code, 0, src, 0, imm))


def store(c: Cursor, __: Scope) -> list[Slot]:
    """`*(u32 *)(r10 - 4) = r1` or `= 5`."""
    c.take()
    size, _, base, off = pointer(c)
    c.expect("=", "behind the address")
    if c.kind == "reg":
        src = stored(c, size)
        return [Slot(Instruction(isa.STX | isa.MODE_MEM | size.code, base, src, off))]
    return [Slot(Instruction(isa.ST | isa.MODE_MEM | size.code, base, 0, off, immediate(c)))]


def stored(c: Cursor, size: isa.Size) -> int:
    """The register whose `size` bytes go to memory."""
    start = c.at
    src, low = register(c)
    if low and size.bytes == 8:
        c.fail("asm.mixed-width", "8 bytes come from an r register", f"write r{src}", c.span(start))
    return src
