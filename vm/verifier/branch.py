"""What a comparison of two numbers known in part decides, and what each outcome teaches about both.

`taken` says whether the jump is certain; `refine` gives both numbers as they are where the
comparison holds. Where it does not hold, its `REVERSE` does. Scalars that learn nothing are
returned as they came.
"""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from vm.facts import isa
from vm.facts.table import complete
from vm.verifier.scalar import M32, M64, S32_MAX, S32_MIN, S64_MAX, S64_MIN, Scalar, settle

NOT_SET: Final = "jset-not"
"""The outcome of `jset` in which no bit is set: not an instruction, but something to refine by."""

REVERSE: Final[Mapping[str, str]] = {
    "jeq": "jne", "jne": "jeq", "jgt": "jle", "jle": "jgt", "jge": "jlt", "jlt": "jge",
    "jsgt": "jsle", "jsle": "jsgt", "jsge": "jslt", "jslt": "jsge", "jset": NOT_SET, NOT_SET: "jset",
}  # fmt: skip

Bounds: TypeAlias = tuple[int, int, int, int, int, int]
"""value, mask, umin, umax, smin, smax: of all 64 bits, or of the low 32."""


def taken(name: str, narrow: bool, a: Scalar, b: Scalar) -> bool | None:
    """Whether the jump `name` is taken, when that is certain.

    narrow   compare the low 32 bits only
    """
    if narrow:
        return _DECIDE[name](_low(a), _low(b))
    known = _DECIDE[name](_all(a), _all(b))
    if known is None and name in _EQUALITIES and _halves_differ(a, b):
        return name == "jne"
    return known


def refine(name: str, narrow: bool, a: Scalar, b: Scalar) -> tuple[Scalar, Scalar]:
    """Both operands where `name` (a jump's name or `NOT_SET`) holds."""
    if name == NOT_SET:
        return _bits_clear(a, b, narrow), _bits_clear(b, a, narrow)
    if narrow:
        of_a, of_b = _low(a), _low(b)
        new_a, new_b = _REFINE[name](of_a, of_b, M32)
        return _with_low(a, of_a, new_a), _with_low(b, of_b, new_b)
    of_a, of_b = _all(a), _all(b)
    new_a, new_b = _REFINE[name](of_a, of_b, M64)
    return _with_all(a, of_a, new_a), _with_all(b, of_b, new_b)


def refine_itself(name: str, narrow: bool, a: Scalar) -> Scalar:
    """A number compared with itself: the kernel does not see that the outcome is certain."""
    if name == NOT_SET:
        return a
    old = _low(a) if narrow else _all(a)
    x, y = _REFINE[name](old, old, M32 if narrow else M64)
    new = (x[0], x[1], max(x[2], y[2]), min(x[3], y[3]), max(x[4], y[4]), min(x[5], y[5]))
    return (_with_low if narrow else _with_all)(a, old, new)


def _all(s: Scalar) -> Bounds:
    return s.value, s.mask, s.umin, s.umax, s.smin, s.smax


def _low(s: Scalar) -> Bounds:
    return s.value & M32, s.mask & M32, s.u32min, s.u32max, s.s32min, s.s32max


def _with_all(s: Scalar, old: Bounds, new: Bounds) -> Scalar:
    if s.settled and old == new:
        return s
    value, mask, umin, umax, smin, smax = new
    return settle(
        value, mask, umin, umax, smin, smax, s.u32min, s.u32max, s.s32min, s.s32max, s.id, s.adds, s.off
    )  # fmt: skip


def _with_low(s: Scalar, old: Bounds, new: Bounds) -> Scalar:
    if s.settled and old == new:
        return s
    value, mask, umin, umax, smin, smax = new
    return settle(
        s.value & ~M32 | value, s.mask & ~M32 | mask, s.umin, s.umax, s.smin, s.smax,
        umin, umax, smin, smax, s.id, s.adds, s.off,
    )  # fmt: skip


# Deciding.

_EQUALITIES: Final = ("jeq", "jne")


def _equal(a: Bounds, b: Bounds) -> bool | None:
    av, am, aumin, aumax, asmin, asmax = a
    bv, bm, bumin, bumax, bsmin, bsmax = b
    if not am and not bm:
        return av == bv
    if (av ^ bv) & ~am & ~bm or aumin > bumax or aumax < bumin or asmin > bsmax or asmax < bsmin:
        return False
    return None


def _halves_differ(a: Scalar, b: Scalar) -> bool:
    return a.u32min > b.u32max or a.u32max < b.u32min or a.s32min > b.s32max or a.s32max < b.s32min


def _unequal(a: Bounds, b: Bounds) -> bool | None:
    known = _equal(a, b)
    return None if known is None else not known


def _any_set(a: Bounds, b: Bounds) -> bool | None:
    if b[1]:
        a, b = b, a
    if b[1]:
        return None
    if a[0] & b[0]:
        return True
    return None if (a[0] | a[1]) & b[0] else False


def _above(a: Bounds, b: Bounds) -> bool | None:
    return True if a[2] > b[3] else False if a[3] <= b[2] else None


def _at_least(a: Bounds, b: Bounds) -> bool | None:
    return True if a[2] >= b[3] else False if a[3] < b[2] else None


def _above_signed(a: Bounds, b: Bounds) -> bool | None:
    return True if a[4] > b[5] else False if a[5] <= b[4] else None


def _at_least_signed(a: Bounds, b: Bounds) -> bool | None:
    return True if a[4] >= b[5] else False if a[5] < b[4] else None


_DECIDE: Final[Mapping[str, Callable[[Bounds, Bounds], bool | None]]] = complete(isa.JUMPS, {
    "jeq": _equal,
    "jne": _unequal,
    "jset": _any_set,
    "jgt": _above,
    "jge": _at_least,
    "jlt": lambda a, b: _above(b, a),
    "jle": lambda a, b: _at_least(b, a),
    "jsgt": _above_signed,
    "jsge": _at_least_signed,
    "jslt": lambda a, b: _above_signed(b, a),
    "jsle": lambda a, b: _at_least_signed(b, a),
})  # fmt: skip


# Refining. Each takes the bounds of both and a word of ones of their width.

_Refinement: TypeAlias = Callable[[Bounds, Bounds, int], tuple[Bounds, Bounds]]


def _where_equal(a: Bounds, b: Bounds, _: int) -> tuple[Bounds, Bounds]:
    mask = a[1] & b[1]
    value = (a[0] | b[0]) & ~mask
    both = (value, mask, max(a[2], b[2]), min(a[3], b[3]), max(a[4], b[4]), min(a[5], b[5]))
    return both, both


def _where_unequal(a: Bounds, b: Bounds, ones: int) -> tuple[Bounds, Bounds]:
    """An end of one range that equals the other, known operand moves in by one."""
    if not b[1]:
        return _without(a, b[0], ones), b
    if not a[1]:
        return a, _without(b, a[0], ones)
    return a, b


def _without(a: Bounds, number: int, ones: int) -> Bounds:
    value, mask, umin, umax, smin, smax = a
    if umin == number:
        umin += 1
    if umax == number:
        umax -= 1
    sign = ones + 1 >> 1
    signed = (number ^ sign) - sign
    if smin == signed:
        smin += 1
    if smax == signed:
        smax -= 1
    return value, mask, umin, umax, smin, smax


def _where_any_set(a: Bounds, b: Bounds, _: int) -> tuple[Bounds, Bounds]:
    """Only a single bit tested tells which bit it was."""
    if not b[1]:
        return (a if b[0] & b[0] - 1 or not b[0] else _bits_set(a, b[0])), b
    if not a[1]:
        return a, (b if a[0] & a[0] - 1 or not a[0] else _bits_set(b, a[0]))
    return a, b


def _bits_set(a: Bounds, bits: int) -> Bounds:
    return (a[0] | bits, a[1] & ~bits, *a[2:])


def _bits_clear(a: Scalar, b: Scalar, narrow: bool) -> Scalar:
    """`a` without the bits of `b`, if those are known.

    Here the kernel forgets all ranges of `a` and takes them from its bits anew.
    """
    ones = M32 if narrow else M64
    if b.mask & ones:
        return a
    keep = ~(b.value & ones)
    return settle(
        a.value & keep, a.mask & keep, 0, M64, S64_MIN, S64_MAX, 0, M32, S32_MIN, S32_MAX, a.id, a.adds, a.off
    )  # fmt: skip


def _where_at_most(a: Bounds, b: Bounds, _: int) -> tuple[Bounds, Bounds]:
    return (
        (a[0], a[1], a[2], min(a[3], b[3]), a[4], a[5]),
        (b[0], b[1], max(a[2], b[2]), b[3], b[4], b[5]),
    )


def _where_below(a: Bounds, b: Bounds, _: int) -> tuple[Bounds, Bounds]:
    return (
        (a[0], a[1], a[2], min(a[3], b[3] - 1), a[4], a[5]),
        (b[0], b[1], max(a[2] + 1, b[2]), b[3], b[4], b[5]),
    )


def _where_at_most_signed(a: Bounds, b: Bounds, _: int) -> tuple[Bounds, Bounds]:
    return (
        (a[0], a[1], a[2], a[3], a[4], min(a[5], b[5])),
        (b[0], b[1], b[2], b[3], max(a[4], b[4]), b[5]),
    )


def _where_below_signed(a: Bounds, b: Bounds, _: int) -> tuple[Bounds, Bounds]:
    return (
        (a[0], a[1], a[2], a[3], a[4], min(a[5], b[5] - 1)),
        (b[0], b[1], b[2], b[3], max(a[4] + 1, b[4]), b[5]),
    )


def _mirrored(refinement: _Refinement) -> _Refinement:
    def mirrored(a: Bounds, b: Bounds, ones: int) -> tuple[Bounds, Bounds]:
        new_b, new_a = refinement(b, a, ones)
        return new_a, new_b

    return mirrored


_REFINE: Final[Mapping[str, _Refinement]] = complete(isa.JUMPS, {
        "jeq": _where_equal,
        "jne": _where_unequal,
        "jset": _where_any_set,
        "jle": _where_at_most,
        "jlt": _where_below,
        "jge": _mirrored(_where_at_most),
        "jgt": _mirrored(_where_below),
        "jsle": _where_at_most_signed,
        "jslt": _where_below_signed,
        "jsge": _mirrored(_where_at_most_signed),
        "jsgt": _mirrored(_where_below_signed),
})  # fmt: skip
