"""The claims about scalars hold for the numbers they stand for; so do those about their spelling."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vm.verifier.concrete import M32, M64, alu, holds, inside, signed
from vm.facts import isa
from vm.verifier import branch
from vm.verifier.alu import ALU32, ALU64, forks
from vm.verifier.scalar import S32_MAX, S32_MIN, S64_MAX, S64_MIN, UNKNOWN, Scalar, const, settle, unbounded, violation
from vm.verifier.values import text

OPERATIONS = [(op.name, width) for op in isa.ALU for width in (32, 64) if (op.name, width) != ("movsx32", 32)]
OUTCOMES = [(name, width) for name in branch.REVERSE for width in (32, 64)]


def operation(name, width):
    return (ALU64 if width == 64 else ALU32)[name]


def only_bits(value, mask):
    """What is known when nothing but the bits are."""
    return settle(value, mask, 0, M64, S64_MIN, S64_MAX, 0, M32, S32_MIN, S32_MAX)


def placed(width, shift, above):
    """Every scalar with `width` bits known or not at `shift`, all bits above as given, and its numbers."""
    for mask in range(1 << width):
        free = [m for m in range(1 << width) if not m & ~mask]
        for value in range(1 << width):
            if not value & mask:
                yield (
                    only_bits(value << shift | above, mask << shift),
                    [(value | m) << shift | above for m in free],
                )


PLACES = [(3, 0, 0), (3, 30, 0), (3, 61, 0), (2, 0, M64 & ~3), (2, 0, 0xFFFF_FFFC)]


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize(("name", "width"), OPERATIONS)
def test_operations_on_every_scalar_of_few_bits(name, width, place):
    scalars = list(placed(*place))
    for (a, numbers_a), (b, numbers_b) in product(scalars, repeat=2):
        result = operation(name, width)(a, b)
        assert not violation(result)
        for x, y in product(numbers_a, numbers_b):
            assert inside(result, alu(name, width, x, y)), (text(a), text(b), x, y, text(result))


@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize(("name", "width"), OUTCOMES)
def test_outcomes_on_every_scalar_of_few_bits(name, width, place):
    scalars = list(placed(*place))
    for (a, numbers_a), (b, numbers_b) in product(scalars, repeat=2):
        truths = [(x, y) for x, y in product(numbers_a, numbers_b) if holds(name, width, x, y)]
        if name != branch.NOT_SET:
            known = branch.taken(name, width == 32, a, b)
            assert known is not True or len(truths) == len(numbers_a) * len(numbers_b)
            assert known is not False or not truths
        if truths:
            new_a, new_b = branch.refine(name, width == 32, a, b)
            assert all(inside(new_a, x) and inside(new_b, y) for x, y in truths), (text(a), text(b))


@st.composite
def scalars(draw):
    """A scalar and a number it stands for, with bits and ranges drawn around the number."""
    edges = st.sampled_from([0, 1, 7, 8, 255, 0x7FFF_FFFF, 0x8000_0000, M32, 1 << 32, S64_MAX, 1 << 63, M64])
    number = draw(edges | st.integers(0, M64))
    mask = draw(st.sampled_from([0, 7, 0xFF, M32, M64 ^ M32, M64, 0x5555]) | st.integers(0, M64))
    around = st.sampled_from([0, 1, 2, 100, 1 << 31, 1 << 32, M64]) | st.integers(0, M64)
    low = number & M32
    s, slow = signed(number, 64), signed(low, 32)
    return number, settle(
        number & ~mask, mask,
        max(0, number - draw(around)), min(M64, number + draw(around)),
        max(S64_MIN, s - draw(around)), min(S64_MAX, s + draw(around)),
        max(0, low - draw(around)), min(M32, low + draw(around)),
        max(S32_MIN, slow - draw(around)), min(S32_MAX, slow + draw(around)),
    )  # fmt: skip


@given(scalars())
def test_settling_loses_no_number(drawn):
    number, scalar = drawn
    assert inside(scalar, number)
    assert not violation(scalar)
    assert inside(unbounded(scalar), number)


@given(scalars())
def test_what_is_settled_stays_as_it_is(drawn):
    _, s = drawn
    again = settle(
        s.value, s.mask, s.umin, s.umax, s.smin, s.smax, s.u32min, s.u32max, s.s32min, s.s32max
    )  # fmt: skip
    assert not s.settled or again.same_numbers(s)


@settings(max_examples=400)
@given(st.sampled_from(OPERATIONS), scalars(), scalars())
def test_operations_lose_no_number(which, a, b):
    name, width = which
    result = operation(name, width)(a[1], b[1])
    assert inside(result, alu(name, width, a[0], b[0]))


@settings(max_examples=400)
@given(st.sampled_from(OUTCOMES), scalars(), scalars())
def test_outcomes_lose_no_number(which, a, b):
    name, width = which
    if not holds(name, width, a[0], b[0]):
        name = branch.REVERSE[name]
    if name != branch.NOT_SET:
        assert branch.taken(name, width == 32, a[1], b[1]) is not False
    new_a, new_b = branch.refine(name, width == 32, a[1], b[1])
    assert inside(new_a, a[0])
    assert inside(new_b, b[0])


@given(st.sampled_from(["and", "or"]), st.sampled_from([0, M32, M64]), st.integers(0, M64))
def test_a_mask_made_of_a_sign_forks_into_both(name, number, constant):
    mask = (
        settle(0, M64, 0, M64, -1, 0, 0, M32, -1, 0) if number != M32 else settle(0, M32, 0, M32, 0, M32, 0, M32, -1, 0)
    )
    pair = forks(name, mask, const(constant))
    assert pair is not None
    assert any(inside(only_bits(p.value, p.mask), number) for p in pair)
    assert forks(name, UNKNOWN, const(constant)) is None
    assert forks("xor", mask, const(constant)) is None


def test_contradictions_are_told_in_the_kernels_words():
    wrong = Scalar(0, 0x7FF8, 0, 0x4FC9, 0, 0x4FC9, 0x1609070, 0x4FC9, 0, 0x4FC9, settled=False)
    assert violation(wrong) == (
        "range bounds violation u64=[0x0, 0x4fc9] s64=[0x0, 0x4fc9] u32=[0x1609070, 0x4fc9] s32=[0x0, 0x4fc9] "
        "var_off=(0x0, 0x7ff8)"
    )
