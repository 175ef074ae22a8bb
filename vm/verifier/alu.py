"""What an operation makes of numbers known in part: one function for each row of the arithmetic tables.

Every function takes the scalars of both operands and gives the result, settled and without id. The
64-bit and the 32-bit functions are apart, because the 32-bit ones need only the low half. Known
operands are computed directly. Source: RFC 9669, section 4, for what the operations mean.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.facts import isa
from vm.facts.table import complete
from vm.verifier import tnum
from vm.verifier.scalar import (
    M32,
    M64,
    S32_MAX,
    S32_MIN,
    S64_MAX,
    S64_MIN,
    UNKNOWN,
    ZERO,
    Scalar,
    const,
    from_low,
    settle,
)

Operation: TypeAlias = Callable[[Scalar, Scalar], Scalar]


def add(a: Scalar, b: Scalar) -> Scalar:
    """Sums. A range survives unless only one of its ends wraps around."""
    if not a.mask and not b.mask:
        return const(a.value + b.value)
    if (a is UNKNOWN and b.settled) or (b is UNKNOWN and a.settled):
        return UNKNOWN
    value, mask = tnum.add(a.value, a.mask, b.value, b.mask)
    umin, umax = a.umin + b.umin, a.umax + b.umax
    umin, umax = (0, M64) if umin >> 64 != umax >> 64 else (umin & M64, umax & M64)
    smin, smax = a.smin + b.smin, a.smax + b.smax
    if smin < S64_MIN or smax > S64_MAX:
        smin, smax = S64_MIN, S64_MAX
    u32min, u32max, s32min, s32max = _add_low(a, b)
    return settle(value, mask, umin, umax, smin, smax, u32min, u32max, s32min, s32max)


def add32(a: Scalar, b: Scalar) -> Scalar:
    """Sums of the low halves."""
    if not a.mask and not b.mask:
        return const(a.value + b.value & M32)
    value, mask = tnum.add(a.value, a.mask, b.value, b.mask)
    return from_low(value, mask, *_add_low(a, b))


def _add_low(a: Scalar, b: Scalar) -> tuple[int, int, int, int]:
    umin, umax = a.u32min + b.u32min, a.u32max + b.u32max
    umin, umax = (0, M32) if umin >> 32 != umax >> 32 else (umin & M32, umax & M32)
    smin, smax = a.s32min + b.s32min, a.s32max + b.s32max
    if smin < S32_MIN or smax > S32_MAX:
        smin, smax = S32_MIN, S32_MAX
    return umin, umax, smin, smax


def sub(a: Scalar, b: Scalar) -> Scalar:
    """Differences. A range survives unless only one of its ends wraps around."""
    if not a.mask and not b.mask:
        return const(a.value - b.value)
    if (a is UNKNOWN and b.settled) or (b is UNKNOWN and a.settled):
        return UNKNOWN
    value, mask = tnum.sub(a.value, a.mask, b.value, b.mask)
    umin, umax = a.umin - b.umax, a.umax - b.umin
    umin, umax = (0, M64) if umin >> 64 != umax >> 64 else (umin & M64, umax & M64)
    smin, smax = a.smin - b.smax, a.smax - b.smin
    if smin < S64_MIN or smax > S64_MAX:
        smin, smax = S64_MIN, S64_MAX
    u32min, u32max, s32min, s32max = _sub_low(a, b)
    return settle(value, mask, umin, umax, smin, smax, u32min, u32max, s32min, s32max)


def sub32(a: Scalar, b: Scalar) -> Scalar:
    """Differences of the low halves."""
    if not a.mask and not b.mask:
        return const(a.value - b.value & M32)
    value, mask = tnum.sub(a.value, a.mask, b.value, b.mask)
    return from_low(value, mask, *_sub_low(a, b))


def _sub_low(a: Scalar, b: Scalar) -> tuple[int, int, int, int]:
    umin, umax = a.u32min - b.u32max, a.u32max - b.u32min
    umin, umax = (0, M32) if umin >> 32 != umax >> 32 else (umin & M32, umax & M32)
    smin, smax = a.s32min - b.s32max, a.s32max - b.s32min
    if smin < S32_MIN or smax > S32_MAX:
        smin, smax = S32_MIN, S32_MAX
    return umin, umax, smin, smax


def neg(a: Scalar, _: Scalar) -> Scalar:
    """Negations: 0 minus it."""
    return sub(ZERO, a)


def neg32(a: Scalar, _: Scalar) -> Scalar:
    """Negations of the low half."""
    return sub32(ZERO, a)


def mul(a: Scalar, b: Scalar) -> Scalar:
    """Products. A range survives when no product of its ends leaves the width."""
    if not a.mask and not b.mask:
        return const(a.value * b.value)
    value, mask = tnum.mul(a.value, a.mask, b.value, b.mask)
    umin, umax = a.umin * b.umin, a.umax * b.umax
    if umax > M64:
        umin, umax = 0, M64
    products = (a.smin * b.smin, a.smin * b.smax, a.smax * b.smin, a.smax * b.smax)
    smin, smax = min(products), max(products)
    if smin < S64_MIN or smax > S64_MAX:
        smin, smax = S64_MIN, S64_MAX
    return settle(value, mask, umin, umax, smin, smax, *_mul_low(a, b))


def mul32(a: Scalar, b: Scalar) -> Scalar:
    """Products of the low halves."""
    if not a.mask and not b.mask:
        return const(a.value * b.value & M32)
    value, mask = tnum.mul(a.value, a.mask, b.value, b.mask)
    return from_low(value, mask, *_mul_low(a, b))


def _mul_low(a: Scalar, b: Scalar) -> tuple[int, int, int, int]:
    umin, umax = a.u32min * b.u32min, a.u32max * b.u32max
    if umax > M32:
        umin, umax = 0, M32
    products = (a.s32min * b.s32min, a.s32min * b.s32max, a.s32max * b.s32min, a.s32max * b.s32max)
    smin, smax = min(products), max(products)
    if smin < S32_MIN or smax > S32_MAX:
        smin, smax = S32_MIN, S32_MAX
    return umin, umax, smin, smax


def bit_and(a: Scalar, b: Scalar) -> Scalar:
    """Bits set in both: never above the smaller of the two."""
    if not a.mask and not b.mask:
        return const(a.value & b.value)
    value, mask = tnum.bit_and(a.value, a.mask, b.value, b.mask)
    umax, u32max = min(a.umax, b.umax), min(a.u32max, b.u32max)
    return _from_unsigned(value, mask, value, umax, value & M32, u32max)


def bit_or(a: Scalar, b: Scalar) -> Scalar:
    """Bits set in either: never below the larger of the two."""
    if not a.mask and not b.mask:
        return const(a.value | b.value)
    value, mask = tnum.bit_or(a.value, a.mask, b.value, b.mask)
    umin, u32min = max(a.umin, b.umin), max(a.u32min, b.u32min)
    return _from_unsigned(value, mask, umin, value | mask, u32min, (value | mask) & M32)


def bit_xor(a: Scalar, b: Scalar) -> Scalar:
    """Bits set in one of them."""
    if not a.mask and not b.mask:
        return const(a.value ^ b.value)
    value, mask = tnum.bit_xor(a.value, a.mask, b.value, b.mask)
    return _from_unsigned(value, mask, value, value | mask, value & M32, (value | mask) & M32)


def _from_unsigned(value: int, mask: int, umin: int, umax: int, u32min: int, u32max: int) -> Scalar:
    """A scalar of unsigned ranges; the signed ones follow where those do not cross the sign."""
    smin = umin - (1 << 64) if umin >> 63 else umin
    smax = umax - (1 << 64) if umax >> 63 else umax
    if smin > smax:
        smin, smax = S64_MIN, S64_MAX
    return settle(value, mask, umin, umax, smin, smax, u32min, u32max, *_signed_low(u32min, u32max))


def _signed_low(u32min: int, u32max: int) -> tuple[int, int]:
    s32min = u32min - (1 << 32) if u32min >> 31 else u32min
    s32max = u32max - (1 << 32) if u32max >> 31 else u32max
    return (s32min, s32max) if s32min <= s32max else (S32_MIN, S32_MAX)


def bit_and32(a: Scalar, b: Scalar) -> Scalar:
    """Bits set in both low halves."""
    value, mask = tnum.bit_and(a.value & M32, a.mask & M32, b.value & M32, b.mask & M32)
    u32max = min(a.u32max, b.u32max)
    return from_low(value, mask, value, u32max, *_signed_low(value, u32max))


def bit_or32(a: Scalar, b: Scalar) -> Scalar:
    """Bits set in either low half."""
    value, mask = tnum.bit_or(a.value & M32, a.mask & M32, b.value & M32, b.mask & M32)
    u32min = max(a.u32min, b.u32min)
    return from_low(value, mask, u32min, value | mask, *_signed_low(u32min, value | mask))


def bit_xor32(a: Scalar, b: Scalar) -> Scalar:
    """Bits set in one of the low halves."""
    value, mask = tnum.bit_xor(a.value & M32, a.mask & M32, b.value & M32, b.mask & M32)
    return from_low(value, mask, value, value | mask, *_signed_low(value, value | mask))


def lsh(a: Scalar, b: Scalar) -> Scalar:
    """Left shifts by a known count; anything by an unknown one."""
    shift = b.umin
    if b.mask or shift > 63:
        return UNKNOWN
    value, mask = tnum.lsh(a.value, a.mask, shift)
    smin, smax = S64_MIN, S64_MAX
    if shift == 32:  # how compilers sign-extend: what was known of the low half is kept
        smin, smax = a.s32min << 32, a.s32max << 32
    umin, umax = a.umin << shift, a.umax << shift
    if umax > 1 << 63:
        umin, umax = 0, M64
    return settle(value, mask, umin, umax, smin, smax, *_lsh_low(a, shift))


def lsh32(a: Scalar, b: Scalar) -> Scalar:
    """Left shifts of the low half."""
    shift = b.u32min
    if b.mask & M32 or b.umax > 31:
        return UNKNOWN
    value, mask = tnum.lsh(a.value & M32, a.mask & M32, shift)
    return from_low(value, mask, *_lsh_low(a, shift))


def _lsh_low(a: Scalar, shift: int) -> tuple[int, int, int, int]:
    umin, umax = a.u32min << shift, a.u32max << shift
    return (0, M32, S32_MIN, S32_MAX) if umax > 1 << 31 or shift > 31 else (umin, umax, S32_MIN, S32_MAX)


def rsh(a: Scalar, b: Scalar) -> Scalar:
    """Right shifts by a known count, zeros coming in."""
    shift = b.umin
    if b.mask or shift > 63:
        return UNKNOWN
    return settle(
        a.value >> shift, a.mask >> shift, a.umin >> shift, a.umax >> shift, S64_MIN, S64_MAX, 0, M32, S32_MIN, S32_MAX
    )


def rsh32(a: Scalar, b: Scalar) -> Scalar:
    """Right shifts of the low half, zeros coming in."""
    shift = b.u32min
    if b.mask & M32 or b.umax > 31:
        return UNKNOWN
    value, mask = (a.value & M32) >> shift, (a.mask & M32) >> shift
    return from_low(value, mask, a.u32min >> shift, a.u32max >> shift, S32_MIN, S32_MAX)


def arsh(a: Scalar, b: Scalar) -> Scalar:
    """Right shifts by a known count, the sign coming in."""
    shift = b.umin
    if b.mask or shift > 63:
        return UNKNOWN
    value, mask = tnum.arsh(a.value, a.mask, shift)
    return settle(value, mask, 0, M64, a.smin >> shift, a.smax >> shift, 0, M32, S32_MIN, S32_MAX)


def arsh32(a: Scalar, b: Scalar) -> Scalar:
    """Right shifts of the low half, its sign coming in."""
    shift = b.u32min
    if b.mask & M32 or b.umax > 31:
        return UNKNOWN
    value, mask = tnum.arsh(a.value, a.mask, shift, 32)
    return from_low(value, mask, 0, M32, a.s32min >> shift, a.s32max >> shift)


def anything(_a: Scalar, _b: Scalar) -> Scalar:
    """Results nothing is known of, not even that a narrow one has zeros above."""
    return UNKNOWN


def forks(name: str, dst: Scalar, src: Scalar) -> tuple[Scalar, Scalar] | None:
    """`dst` as -1 and as 0, when a mask made of a sign meets `and` or `or` of a constant; else None.

    The kernel then walks both, which keeps the constant of code without branches such as `x s>> 31 & c`.
    """
    if src.mask or name not in {"and", "or"}:
        return None
    if dst.smin == -1 and dst.smax == 0:
        return const(-1), ZERO
    if dst.s32min == -1 and dst.s32max == 0:
        return _with_low(dst, M32, -1), _with_low(dst, 0, 0)
    return None


def _with_low(s: Scalar, low: int, signed: int) -> Scalar:
    return Scalar(
        s.value & ~M32 | low, s.mask & ~M32, s.umin, s.umax, s.smin, s.smax, low, low, signed, signed,
        s.id, s.adds, s.off, settled=False,
    )  # fmt: skip


def mov(_: Scalar, b: Scalar) -> Scalar:
    """The other operand itself, its id with it."""
    return b


def mov32(_: Scalar, b: Scalar) -> Scalar:
    """The low half of the other operand; its id stays when that is all there is of it."""
    if b.umax <= M32:
        return b
    return from_low(b.value, b.mask, b.u32min, b.u32max, b.s32min, b.s32max)


def _extend(bits: int) -> Operation:
    """Sign extension from `bits` to 64."""
    top = 1 << bits - 1
    low = (1 << bits) - 1
    unknown = settle(0, M64, 0, M64, -top, top - 1, 0, M32, -top, top - 1)

    def extend(_: Scalar, b: Scalar) -> Scalar:
        if not b.mask:
            return const(((b.value & low) ^ top) - top)
        if b.smin >> bits != b.smax >> bits:
            return unknown
        first = ((b.smin & low) ^ top) - top
        last = ((b.smax & low) ^ top) - top
        if first > last:
            return unknown
        value, mask = tnum.in_range(first & M64, last & M64)
        same = b.umax < top
        return settle(
            value, mask, first & M64, last & M64, first, last, first & M32, last & M32, first, last,
            b.id if same else 0, b.adds if same else 0, b.off if same else 0,
        )  # fmt: skip

    return extend


def _extend32(bits: int) -> Operation:
    """Sign extension from `bits` to 32, zeros above."""
    top = 1 << bits - 1
    low = (1 << bits) - 1
    unknown = from_low(0, M32, 0, M32, -top, top - 1)

    def extend(_: Scalar, b: Scalar) -> Scalar:
        if not b.mask & M32:
            return const(((b.value & low) ^ top) - top & M32)
        if b.s32min >> bits != b.s32max >> bits:
            return unknown
        first = ((b.s32min & low) ^ top) - top
        last = ((b.s32max & low) ^ top) - top
        if first > last:
            return unknown
        value, mask = tnum.in_range(first & M32, last & M32)
        same = b.umax < top
        return from_low(
            value, mask, first & M32, last & M32, first, last,
            b.id if same else 0, b.adds if same else 0, b.off if same else 0,
        )  # fmt: skip

    return extend


ALU64: Final[Mapping[str, Operation]] = complete(isa.ALU, {
    "add": add, "sub": sub, "mul": mul, "div": anything, "sdiv": anything, "mod": anything, "smod": anything,
    "or": bit_or, "and": bit_and, "xor": bit_xor, "lsh": lsh, "rsh": rsh, "arsh": arsh, "neg": neg, "mov": mov,
    "movsx8": _extend(8), "movsx16": _extend(16), "movsx32": _extend(32),
})  # fmt: skip

ALU32: Final[Mapping[str, Operation]] = complete(isa.ALU, {
    "add": add32, "sub": sub32, "mul": mul32, "div": anything, "sdiv": anything, "mod": anything,
    "smod": anything, "or": bit_or32, "and": bit_and32, "xor": bit_xor32, "lsh": lsh32, "rsh": rsh32,
    "arsh": arsh32, "neg": neg32, "mov": mov32,
    "movsx8": _extend32(8), "movsx16": _extend32(16), "movsx32": _extend32(32),
})  # fmt: skip
