"""Every operator on every pair of small tnums: nothing possible is left out, and nothing else let in where that is known."""

from itertools import product

import pytest

from tests.vm.verifier.concrete import signed
from vm.verifier import tnum


def every(width):
    """All tnums of `width` bits with the numbers they stand for."""
    for mask in range(1 << width):
        free = [m for m in range(1 << width) if not m & ~mask]
        for value in range(1 << width):
            if not value & mask:
                yield (value, mask), [value | m for m in free]


def narrowest(numbers):
    """The narrowest tnum that holds `numbers`."""
    differing = 0
    for n in numbers:
        differing |= n ^ numbers[0]
    return numbers[0] & ~differing, differing


BINARY = {
    "add": (tnum.add, lambda a, b: a + b, True),
    "sub": (tnum.sub, lambda a, b: a - b, True),
    "mul": (tnum.mul, lambda a, b: a * b, False),
    "and": (lambda *t: tnum.bit_and(*t[:4]), lambda a, b: a & b, True),
    "or": (lambda *t: tnum.bit_or(*t[:4]), lambda a, b: a | b, True),
    "xor": (lambda *t: tnum.bit_xor(*t[:4]), lambda a, b: a ^ b, True),
}


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("name", BINARY)
def test_binary_operators(name, width):
    operator, concrete, exact = BINARY[name]
    ones = (1 << width) - 1
    for (a, numbers_a), (b, numbers_b) in product(every(width), repeat=2):
        results = [concrete(x, y) & ones for x in numbers_a for y in numbers_b]
        value, mask = operator(*a, *b, ones)
        assert not value & mask
        assert all(tnum.contains(value, mask, n) for n in results), (name, a, b)
        if exact:
            assert (value, mask) == narrowest(results), (name, a, b)


@pytest.mark.parametrize("name", ["add", "sub", "mul"])
def test_arithmetic_at_five_bits(name):
    operator, concrete, _ = BINARY[name]
    for (a, numbers_a), (b, numbers_b) in product(every(5), repeat=2):
        value, mask = operator(*a, *b, 31)
        assert all((concrete(x, y) & 31) & ~mask == value for x in numbers_a for y in numbers_b), (name, a, b)


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5])
def test_shifts(width):
    ones = (1 << width) - 1
    for (a, numbers), shift in product(every(width), range(width)):
        assert tnum.lsh(*a, shift, ones) == narrowest([n << shift & ones for n in numbers])
        assert tnum.rsh(*a, shift) == narrowest([n >> shift for n in numbers])
        assert tnum.arsh(*a, shift, width) == narrowest([signed(n, width) >> shift & ones for n in numbers])


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5])
def test_negation(width):
    ones = (1 << width) - 1
    for a, numbers in every(width):
        assert tnum.neg(*a, ones) == narrowest([-n & ones for n in numbers])


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_sets(width):
    for (a, numbers_a), (b, numbers_b) in product(every(width), repeat=2):
        assert tnum.union(*a, *b) == narrowest(numbers_a + numbers_b)
        assert tnum.within(*a, *b) == (set(numbers_b) <= set(numbers_a))
        both = sorted(set(numbers_a) & set(numbers_b))
        if both:
            assert tnum.intersect(*a, *b) == narrowest(both)


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5])
def test_ranges(width):
    ones = (1 << width) - 1
    for low, high in product(range(1 << width), repeat=2):
        if low <= high:
            value, mask = tnum.in_range(low, high, ones)
            assert all(tnum.contains(value, mask, n) for n in range(low, high + 1))
            assert mask == (1 << (low ^ high).bit_length()) - 1


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5])
def test_following(width):
    ones = (1 << width) - 1
    for (a, numbers), n in product(every(width), range(1 << width)):
        assert tnum.following(*a, n, ones) == min((m for m in numbers if m > n), default=None)


def test_cast_and_text():
    assert tnum.cast(0x1_0000_00F0, 0xF_0000_000F, 32) == (0xF0, 0xF)
    assert tnum.text(0, 0xFF) == "(0x0; 0xff)"
