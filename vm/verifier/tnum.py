"""Known and unknown bits of a number: the tristate numbers of the verifier.

A tnum is a pair (value, mask). A bit set in `mask` is unknown; every other bit is as in `value`.
`value & mask` is always 0. Pairs of plain ints, because these run once or more for every
instruction walked; `width` is 64 in the verifier and small in the tests that try everything.

Source: Vishwanathan, Shachnai, Narayana, Nagarakatte: "Sound, Precise, and Fast Abstract
Interpretation with Tristate Numbers" (CGO 2022); the product follows the kernel's later, sharper one.
"""

from typing import Final, TypeAlias

Tnum: TypeAlias = tuple[int, int]

M64: Final = (1 << 64) - 1
UNKNOWN: Final[Tnum] = (0, M64)


def contains(value: int, mask: int, number: int) -> bool:
    """Whether `number` (unsigned) is one of the numbers the tnum stands for."""
    return number & ~mask == value


def within(outer_value: int, outer_mask: int, value: int, mask: int) -> bool:
    """Whether every number of the second tnum is one of the first."""
    return not mask & ~outer_mask and value & ~outer_mask == outer_value


def in_range(low: int, high: int, ones: int = M64) -> Tnum:
    """The narrowest tnum that holds every unsigned number from `low` to `high`."""
    changing = low ^ high
    mask = (1 << changing.bit_length()) - 1
    return low & ~mask & ones, mask


def following(value: int, mask: int, number: int, ones: int = M64) -> int | None:
    """The smallest number the tnum stands for that is above `number`; None when there is none."""
    least = number + 1
    if least <= value:
        return value
    wrong = least & ~mask ^ value
    if not wrong:
        return least if least <= ones else None
    top = wrong.bit_length()
    if value >> top - 1 & 1:
        return least >> top << top | value & (1 << top) - 1
    higher = (((least | ~mask & ones) >> top) + 1) << top
    return None if higher > ones else value | higher & mask


def intersect(av: int, am: int, bv: int, bm: int) -> Tnum:
    """The numbers in both; a bit known in either is known. Conflicting known bits become ones."""
    mask = am & bm
    return (av | bv) & ~mask, mask


def union(av: int, am: int, bv: int, bm: int) -> Tnum:
    """The narrowest tnum that holds both."""
    mask = am | bm | (av ^ bv)
    return av & ~mask & bv, mask


def add(av: int, am: int, bv: int, bm: int, ones: int = M64) -> Tnum:
    """The sums of a number of each, modulo the width."""
    masks = am + bm
    values = av + bv
    mask = (((masks + values) ^ values) | am | bm) & ones
    return values & ~mask & ones, mask


def sub(av: int, am: int, bv: int, bm: int, ones: int = M64) -> Tnum:
    """The differences, modulo the width."""
    values = av - bv
    mask = (((values + am) ^ (values - bm)) | am | bm) & ones
    return values & ~mask & ones, mask


def neg(av: int, am: int, ones: int = M64) -> Tnum:
    """The negations, modulo the width."""
    return sub(0, 0, av, am, ones)


def mul(av: int, am: int, bv: int, bm: int, ones: int = M64) -> Tnum:
    """The products, modulo the width: schoolbook, where an unknown digit may add its row or not."""
    value = mask = 0
    while av | am:
        if av & 1:
            value, mask = add(value, mask, bv, bm, ones)
        elif am & 1:
            value, mask = union(value, mask, *add(value, mask, bv, bm, ones))
        av >>= 1
        am >>= 1
        bv = bv << 1 & ones
        bm = bm << 1 & ones
    return value, mask


def bit_and(av: int, am: int, bv: int, bm: int) -> Tnum:
    """Bitwise and."""
    value = av & bv
    return value, (av | am) & (bv | bm) & ~value


def bit_or(av: int, am: int, bv: int, bm: int) -> Tnum:
    """Bitwise or."""
    value = av | bv
    return value, (am | bm) & ~value


def bit_xor(av: int, am: int, bv: int, bm: int) -> Tnum:
    """Bitwise exclusive or."""
    mask = am | bm
    return (av ^ bv) & ~mask, mask


def lsh(av: int, am: int, shift: int, ones: int = M64) -> Tnum:
    """Left by a known number of bits."""
    return av << shift & ones, am << shift & ones


def rsh(av: int, am: int, shift: int) -> Tnum:
    """Right by a known number of bits, zeros coming in."""
    return av >> shift, am >> shift


def arsh(av: int, am: int, shift: int, width: int = 64) -> Tnum:
    """Right by a known number of bits within `width`, the sign (known or not) coming in."""
    ones = (1 << width) - 1
    sign = 1 << width - 1
    av &= ones
    am &= ones
    return ((av ^ sign) - sign >> shift) & ones, ((am ^ sign) - sign >> shift) & ones


def cast(av: int, am: int, bits: int) -> Tnum:
    """The low `bits` bits, zeros above."""
    low = (1 << bits) - 1
    return av & low, am & low


def text(value: int, mask: int) -> str:
    """As the verifier's log writes it."""
    return f"(0x{value:x}; 0x{mask:x})"
