"""A number whose bits and bounds are known in part. Immutable, so states share it.

`Scalar` is what the verifier believes about a register or stack slot that holds no pointer: a tnum
and four ranges, each sound by itself, together kept as tight as the kernel keeps them
(`settle`). Whether a scalar must be precise is no property of it: states hold that as masks.
"""

from typing import Final

M64: Final = (1 << 64) - 1
M32: Final = (1 << 32) - 1
S64_MIN, S64_MAX = -(1 << 63), (1 << 63) - 1
S32_MIN, S32_MAX = -(1 << 31), (1 << 31) - 1


class Scalar:
    """Bits and bounds. Never changed after it was made; compare with `is` first, then `same_numbers`.

    value, mask      the tnum, unsigned 64 bits
    umin, umax       unsigned bounds; smin, smax signed ones
    u32min, u32max   unsigned bounds of the low 32 bits; s32min, s32max signed ones
    id               scalars with the same id are the same number; 0 for none
    adds             0, or the width (32 or 64) in which `off` was added to the scalar of that id
    off              what was added; 0 unless `adds`
    """

    __slots__ = (
        "adds", "id", "mask", "off", "s32max", "s32min", "smax", "smin", "u32max", "u32min", "umax", "umin", "value",
    )  # fmt: skip

    def __init__(
        self, value: int, mask: int, umin: int, umax: int, smin: int, smax: int,
        u32min: int, u32max: int, s32min: int, s32max: int, id: int = 0, adds: int = 0, off: int = 0,  # noqa: A002
    ) -> None:  # fmt: skip
        self.value = value
        self.mask = mask
        self.umin = umin
        self.umax = umax
        self.smin = smin
        self.smax = smax
        self.u32min = u32min
        self.u32max = u32max
        self.s32min = s32min
        self.s32max = s32max
        self.id = id
        self.adds = adds
        self.off = off

    @property
    def known(self) -> bool:
        """Whether there is only one number it can be."""
        return not self.mask

    def same_numbers(self, other: "Scalar") -> bool:
        """Whether bits and bounds are equal, whatever the ids."""
        return (
            self.value == other.value
            and self.mask == other.mask
            and self.umin == other.umin
            and self.umax == other.umax
            and self.smin == other.smin
            and self.smax == other.smax
            and self.u32min == other.u32min
            and self.u32max == other.u32max
            and self.s32min == other.s32min
            and self.s32max == other.s32max
        )

    def holds(self, other: "Scalar") -> bool:
        """Whether every range and the tnum of `other` lie inside these."""
        return (
            self.umin <= other.umin
            and self.umax >= other.umax
            and self.smin <= other.smin
            and self.smax >= other.smax
            and self.u32min <= other.u32min
            and self.u32max >= other.u32max
            and self.s32min <= other.s32min
            and self.s32max >= other.s32max
            and not other.mask & ~self.mask
            and other.value & ~self.mask == self.value
        )

    def with_id(self, id: int, adds: int = 0, off: int = 0) -> "Scalar":  # noqa: A002
        """The same number under another id."""
        return Scalar(
            self.value, self.mask, self.umin, self.umax, self.smin, self.smax,
            self.u32min, self.u32max, self.s32min, self.s32max, id, adds, off,
        )  # fmt: skip

    def anonymous(self) -> "Scalar":
        """The same number, linked to no other."""
        return self.with_id(0) if self.id else self


UNKNOWN: Final = Scalar(0, M64, 0, M64, S64_MIN, S64_MAX, 0, M32, S32_MIN, S32_MAX)
"""Any 64-bit number."""

UNKNOWN32: Final = Scalar(0, M32, 0, M32, 0, M32, 0, M32, S32_MIN, S32_MAX)
"""Any number of 32 bits, zeros above."""


def const(number: int) -> Scalar:
    """Exactly `number`, signed or unsigned, modulo 2**64."""
    number &= M64
    low = number & M32
    signed = (number ^ 1 << 63) - (1 << 63)
    low_signed = (low ^ 1 << 31) - (1 << 31)
    return Scalar(number, 0, number, number, signed, signed, low, low, low_signed, low_signed)


ZERO: Final = const(0)
ONE: Final = const(1)


def unknown_bytes(size: int) -> Scalar:
    """Any number of `size` bytes, zeros above: what a load of that size brings."""
    return _BY_SIZE[size]


_BY_SIZE: Final = {
    1: Scalar(0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF),
    2: Scalar(0, 0xFFFF, 0, 0xFFFF, 0, 0xFFFF, 0, 0xFFFF, 0, 0xFFFF),
    4: UNKNOWN32,
    8: UNKNOWN,
}
