"""A number whose bits and bounds are known in part. Immutable, so states share it.

`Scalar` is what the verifier believes about a register or stack slot that holds no pointer: a tnum
and four ranges, each sound by itself, together kept as tight as the kernel keeps them
(`settle`). Whether a scalar must be precise is no property of it: states hold that as masks.
"""

# ruff: noqa: PLR1730 - `if a > b: b = a` costs a third of a call of `max`, and `settle` is where time goes
from typing import Final, TypeAlias

from vm.verifier import tnum

M64: Final = (1 << 64) - 1
M32: Final = (1 << 32) - 1
S64_MIN: Final = -(1 << 63)
S64_MAX: Final = (1 << 63) - 1
S32_MIN: Final = -(1 << 31)
S32_MAX: Final = (1 << 31) - 1


class Scalar:
    """Bits and bounds. Never changed after it was made; compare with `is` first, then `same_numbers`.

    value, mask      the tnum, unsigned 64 bits
    umin, umax       unsigned bounds; smin, smax signed ones
    u32min, u32max   unsigned bounds of the low 32 bits; s32min, s32max signed ones
    id               scalars with the same id are the same number; 0 for none
    adds             0, or the width (32 or 64) in which `off` was added to the scalar of that id
    off              what was added; 0 unless `adds`
    settled          settling it again would change nothing, and no number is ruled out by all it knows together
    """

    __slots__ = (
        "adds", "id", "mask", "off", "s32max", "s32min", "settled", "smax", "smin", "u32max", "u32min", "umax", "umin",
        "value",
    )  # fmt: skip

    def __init__(
        self, value: int, mask: int, umin: int, umax: int, smin: int, smax: int,
        u32min: int, u32max: int, s32min: int, s32max: int, id: int = 0, adds: int = 0, off: int = 0,  # noqa: A002
        settled: bool = True,
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
        self.settled = settled

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
            self.u32min, self.u32max, self.s32min, self.s32max, id, adds, off, self.settled,
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
    if 0 <= number <= S32_MAX:
        return Scalar(number, 0, number, number, number, number, number, number, number, number)
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


_Ranges: TypeAlias = tuple[int, int, int, int, int, int, int, int]


def settle(
    value: int, mask: int, umin: int, umax: int, smin: int, smax: int,
    u32min: int, u32max: int, s32min: int, s32max: int, id: int = 0, adds: int = 0, off: int = 0,  # noqa: A002
) -> Scalar:  # fmt: skip
    """The scalar with these bits and bounds, each tightened by what the others know.

    The bits narrow the ranges, then the ranges one another (three rounds at most: that many the
    kernel makes, and its log shows where they end), then the ranges the bits, then those the ranges.
    """
    if not mask:
        constant = const(value)
        if (
            umin <= value <= umax
            and smin <= constant.smin <= smax
            and u32min <= constant.u32min <= u32max
            and s32min <= constant.s32min <= s32max
        ):
            return constant.with_id(id, adds, off) if id else constant
    elif mask == M64:
        if (
            umin <= 0 and umax >= M64 and smin <= S64_MIN and smax >= S64_MAX
            and u32min <= 0 and u32max >= M32 and s32min <= S32_MIN and s32max >= S32_MAX and not id
        ):  # fmt: skip
            return UNKNOWN
    elif value | mask <= S32_MAX:
        small = _settle_small(
            value, mask, umin, umax, max(umin, smin, u32min, s32min, value),
            min(umax, smax, u32max, s32max, value | mask), id, adds, off,
        )  # fmt: skip
        if small is not None:
            return small

    umin, umax, smin, smax, u32min, u32max, s32min, s32max = _within_bits(
        value, mask, umin, umax, smin, smax, u32min, u32max, s32min, s32max
    )
    if (mask & mask + 1 and (umin != value or umax != value | mask)) or umin >= umax:
        only = _only(value, mask, umin, umax)
        if only is not None:
            return const(only).with_id(id, adds, off)

    # Ranges narrow ranges.
    for _ in range(3):
        before = (umin, umax, smin, smax, u32min, u32max, s32min, s32max)

        # The low half, where the upper half is the same at both ends.
        if umin >> 32 == umax >> 32:
            a, b = umin & M32, umax & M32
            if a > u32min:
                u32min = a
            if b < u32max:
                u32max = b
            a, b = (a ^ 1 << 31) - (1 << 31), (b ^ 1 << 31) - (1 << 31)
            if a <= b:
                if a > s32min:
                    s32min = a
                if b < s32max:
                    s32max = b
        elif (umin >> 32) + 1 & M32 == umax >> 32 and umin >> 31 & 1 and not umax >> 31 & 1:
            # Or neighbours: from a negative low half over the edge to one that is not.
            s32min = max(s32min, (umin & M32) - (1 << 32))
            s32max = min(s32max, umax & M32)
        if smin >> 32 == smax >> 32:
            a, b = smin & M32, smax & M32
            if a <= b:
                if a > u32min:
                    u32min = a
                if b < u32max:
                    u32max = b
            a, b = (a ^ 1 << 31) - (1 << 31), (b ^ 1 << 31) - (1 << 31)
            if a <= b:
                if a > s32min:
                    s32min = a
                if b < s32max:
                    s32max = b
        elif (smin >> 32) + 1 & M32 == smax >> 32 & M32 and smin >> 31 & 1 and not smax >> 31 & 1:
            s32min = max(s32min, (smin & M32) - (1 << 32))
            s32max = min(s32max, smax & M32)

        # Within the low half: unsigned into signed, signed into unsigned.
        a = u32min - (1 << 32) if u32min >> 31 else u32min
        b = u32max - (1 << 32) if u32max >> 31 else u32max
        if a <= b:
            if a > s32min:
                s32min = a
            if b < s32max:
                s32max = b
        a, b = s32min & M32, s32max & M32
        if a <= b:
            if a > u32min:
                u32min = a
            if b < u32max:
                u32max = b
        elif u32max < a:  # around zero, and only the numbers from 0 up are left
            s32min = u32min - (1 << 32) if u32min >> 31 else u32min
            if b < u32max:
                u32max = b
        elif b < u32min:  # only those below 0 are left
            s32max = u32max - (1 << 32) if u32max >> 31 else u32max
            if a > u32min:
                u32min = a

        # Within the whole: the same.
        a = umin - (1 << 64) if umin >> 63 else umin
        b = umax - (1 << 64) if umax >> 63 else umax
        if a <= b:
            if a > smin:
                smin = a
            if b < smax:
                smax = b
        a, b = smin & M64, smax & M64
        if a <= b:
            if a > umin:
                umin = a
            if b < umax:
                umax = b
        elif umax < a:  # only the numbers from 0 up are left
            smin = umin - (1 << 64) if umin >> 63 else umin
            if b < umax:
                umax = b
        elif b < umin:  # only those below 0 are left
            smax = umax - (1 << 64) if umax >> 63 else umax
            if a > umin:
                umin = a

        # The low half narrows the ends of the whole.
        a = umin & ~M32 | u32min
        if a > umin:
            umin = a
        a = umax & ~M32 | u32max
        if a < umax:
            umax = a
        a = smin & ~M32 | u32min
        if a > smin:
            smin = a
        a = smax & ~M32 | u32max
        if a < smax:
            smax = a
        if s32min >= 0 and smin >= S32_MIN and smax <= S32_MAX:  # the upper half can but be zeros
            smin = umin = s32min
            smax, umax = s32max, s32max & M64
            unsure = (1 << (umin ^ umax).bit_length()) - 1
            mask &= unsure
            value = (value | umin & ~unsure) & ~mask
        if before == (umin, umax, smin, smax, u32min, u32max, s32min, s32max):
            break

    # Ranges narrow bits: those above the highest that differs between the ends.
    unsure = (1 << (umin ^ umax).bit_length()) - 1
    both = mask & unsure
    value = (value | umin & ~unsure) & ~both & M64
    mask = both
    unsure = (1 << (u32min ^ u32max).bit_length()) - 1
    both = mask & unsure & M32
    value = value & ~M32 | (value & M32 | u32min & ~unsure) & ~both
    mask = mask & ~M32 | both

    # And bits narrow ranges once more; when they do, another settling might go on from there.
    after = (umin, umax, smin, smax, u32min, u32max, s32min, s32max)
    ranges = _within_bits(value, mask, umin, umax, smin, smax, u32min, u32max, s32min, s32max)
    settled = before == after == ranges
    umin, umax, smin, smax, u32min, u32max, s32min, s32max = ranges
    if (mask & mask + 1 and (umin != value or umax != value | mask)) or umin >= umax:
        only = _only(value, mask, umin, umax)
        if only is not None:
            return const(only).with_id(id, adds, off)
    if not mask and umin == umax == value and u32min == u32max and s32min == s32max and smin == smax:
        settled = True
    elif not mask or umin > umax or smin > smax or u32min > u32max or s32min > s32max:
        settled = False
    return Scalar(value, mask, umin, umax, smin, smax, u32min, u32max, s32min, s32max, id, adds, off, settled)


def _within_bits(
    value: int, mask: int, umin: int, umax: int, smin: int, smax: int,
    u32min: int, u32max: int, s32min: int, s32max: int,
) -> _Ranges:  # fmt: skip
    """The ranges without what the bits rule out at their ends."""
    least, most = value, value | mask
    if least > umin:
        umin = least
    if most < umax:
        umax = most
    if mask >> 63:
        least, most = (value | 1 << 63) - (1 << 64), (value | mask) & S64_MAX
    elif value >> 63:
        least, most = least - (1 << 64), most - (1 << 64)
    if least > smin:
        smin = least
    if most < smax:
        smax = most
    low, low_mask = value & M32, mask & M32
    least, most = low, low | low_mask
    if least > u32min:
        u32min = least
    if most < u32max:
        u32max = most
    if low_mask >> 31:
        least, most = (low | 1 << 31) - (1 << 32), (low | low_mask) & S32_MAX
    elif low >> 31:
        least, most = least - (1 << 32), most - (1 << 32)
    if least > s32min:
        s32min = least
    if most < s32max:
        s32max = most
    return umin, umax, smin, smax, u32min, u32max, s32min, s32max


def _only(value: int, mask: int, umin: int, umax: int) -> int | None:
    """The one number that has these bits and lies in this range, when there is but one.

    When there is none the kernel still settles for the largest, or `umin`, and so does this. Needs asking only
    of bits with gaps or of a range that has ended: else the ends of the range are numbers the bits allow.
    """
    if umin < umax and umin & ~mask == value == umax & ~mask:
        return None
    largest = value | mask
    after = tnum.following(value, mask, umin)
    if umin & ~mask == value:
        return umin if (largest if after is None else after) > umax else None
    if after is None or after == largest:
        return largest
    if after > umax:
        return None
    second = tnum.following(value, mask, after)
    return after if second is not None and second > umax else None


def _settle_small(
    value: int, mask: int, umin: int, umax: int, low: int, high: int, id: int, adds: int, off: int  # noqa: A002
) -> Scalar | None:  # fmt: skip
    """What `settle` comes to for bits of which none above bit 30 may be set: there all ranges are one.

    low, high   the narrowest of all ranges, and of what the bits allow
    returns     None when no number is in it: what then comes out depends on the order of the steps
    """
    if low > high:
        return None
    most = value | mask
    umin, umax = max(umin, value), min(umax, most)
    if (mask & mask + 1 and (umin != value or umax != most)) or umin >= umax:
        only = _only(value, mask, umin, umax)
        if only is not None:
            return const(only).with_id(id, adds, off)
    unsure = (1 << (low ^ high).bit_length()) - 1
    mask &= unsure
    value = (value | low & ~unsure) & ~mask
    most = value | mask
    settled = True
    if value > low:
        low, settled = value, False
    if most < high:
        high, settled = most, False
    if (mask & mask + 1 and (low != value or high != most)) or low >= high:
        only = _only(value, mask, low, high)
        if only is not None:
            return const(only).with_id(id, adds, off)
    if not mask and low == high == value:
        settled = True
    elif not mask or low > high:
        settled = False
    return Scalar(value, mask, low, high, low, high, low, high, low, high, id, adds, off, settled)


def from_low(
    value: int, mask: int, u32min: int, u32max: int, s32min: int, s32max: int,
    id: int = 0, adds: int = 0, off: int = 0,  # noqa: A002
) -> Scalar:  # fmt: skip
    """The scalar whose low 32 bits have these bits and bounds, and whose upper half is zeros."""
    if s32min >= 0:
        return settle(
            value & M32, mask & M32, u32min, u32max, s32min, s32max, u32min, u32max, s32min, s32max, id, adds, off
        )
    return settle(value & M32, mask & M32, u32min, u32max, 0, M32, u32min, u32max, s32min, s32max, id, adds, off)


def violation(s: Scalar) -> str:
    """What is contradictory in what is believed of a number: the kernel's words, or "" when nothing is.

    Happens on branches no run can take, when the rules that decide branches do not see that.
    """
    if s.settled:
        return ""
    if s.umin > s.umax or s.smin > s.smax or s.u32min > s.u32max or s.s32min > s.s32max:
        what = "range bounds violation"
    elif not s.mask and not (s.umin == s.umax == s.value and s.smin == s.smax == const(s.value).smin):
        what = "const tnum out of sync with range bounds"
    elif not s.mask & M32 and not (
        s.u32min == s.u32max == s.value & M32 and s.s32min == s.s32max == const(s.value & M32).s32min
    ):
        what = "const subreg tnum out of sync with range bounds"
    else:
        return ""
    return (
        f"{what} u64=[{s.umin:#x}, {s.umax:#x}] s64=[{s.smin & M64:#x}, {s.smax & M64:#x}] "
        f"u32=[{s.u32min:#x}, {s.u32max:#x}] s32=[{s.s32min & M32:#x}, {s.s32max & M32:#x}] "
        f"var_off=({s.value:#x}, {s.mask:#x})"
    )


def unbounded(s: Scalar) -> Scalar:
    """The same bits without ranges: what a contradictory number is replaced by."""
    return Scalar(
        s.value, s.mask, 0, M64, S64_MIN, S64_MAX, 0, M32, S32_MIN, S32_MAX, s.id, s.adds, s.off, settled=False
    )  # fmt: skip
