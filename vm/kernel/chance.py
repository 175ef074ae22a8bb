"""Seeded randomness: splitmix64, one independent stream for each thing that draws.

Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014); the
constants are those of the public-domain reference by Vigna. State and output are 64 bits:

    state += 0x9e3779b97f4a7c15
    z = (state ^ state >> 30) * 0xbf58476d1ce4e5b9
    z = (z ^ z >> 27) * 0x94d049bb133111eb
    output = z ^ z >> 31

Every actor of a world has a stream of its own, named after it. What one draws never depends on how
often another one did, nor on which hooks a program watches.

A state is the one before plus a constant, so many numbers of a stream can be had at once: `_batches`
makes them side by side in one long integer, which costs a quarter of making them one by one.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, TypeVar

T = TypeVar("T")

U64: Final = (1 << 64) - 1
GAMMA: Final = 0x9E37_79B9_7F4A_7C15


def mix(state: int) -> int:
    """The output for one state: a bijection of 64-bit numbers."""
    z = (state ^ state >> 30) * 0xBF58_476D_1CE4_E5B9 & U64
    z = (z ^ z >> 27) * 0x94D0_49BB_1331_11EB & U64
    return z ^ z >> 31


@lru_cache(maxsize=4096)
def hash64(seed: int, name: str) -> int:
    """A 64-bit number that depends on every bit of `seed` and every byte of `name`."""
    state = mix(seed & U64 ^ GAMMA)
    for byte in name.encode():
        state = mix((state ^ byte) + GAMMA & U64)
    return state


LANES: Final = 32
_LANE: Final = 128  # bits: room for the product of two 64-bit numbers
_ONES: Final = sum(1 << _LANE * n for n in range(LANES))
_STEPS: Final = sum((GAMMA * (n + 1) & U64) << _LANE * n for n in range(LANES))
_LOW: Final = _ONES * U64


def _batches(state: int) -> Iterator[Sequence[int]]:
    """The numbers that follow `state`, LANES at a time: `mix` of as many states, lane by lane."""
    while True:
        z = _ONES * state + _STEPS & _LOW
        z = (z ^ z >> 30 & _LOW) * 0xBF58_476D_1CE4_E5B9 & _LOW
        z = (z ^ z >> 27 & _LOW) * 0x94D0_49BB_1331_11EB & _LOW
        z ^= z >> 31 & _LOW
        yield array("Q", z.to_bytes(LANES * _LANE // 8, "little"))[::2]
        state = state + LANES * GAMMA & U64


class Dice:
    """The same sequence, one number at a time: `state` is all there is to it, so that native code can go on with it."""

    __slots__ = ("state",)

    def __init__(self, state: int) -> None:
        self.state = state

    def u32(self) -> int:
        """The upper 32 bits of the next number."""
        self.state = self.state + GAMMA & U64
        return mix(self.state) >> 32


class Stream:
    """An endless sequence of numbers.

    u64   gives the next one, all 64 bits
    """

    __slots__ = ("u64",)

    def __init__(self, state: int) -> None:
        self.u64: Callable[[], int] = chain.from_iterable(_batches(state & U64)).__next__

    @classmethod
    def named(cls, seed: int, name: str) -> "Stream":
        """The stream of a run's seed that belongs to `name`."""
        return cls(hash64(seed, name))

    def u32(self) -> int:
        """The upper 32 bits of the next number."""
        return self.u64() >> 32

    def below(self, bound: int) -> int:
        """A number in [0, bound); the bias of at most bound / 2**64 is not worth a loop here."""
        return self.u64() * bound >> 64

    def between(self, low: int, high: int) -> int:
        """A number in [low, high], both included."""
        return low + (self.u64() * (high - low + 1) >> 64)

    def chance(self, percent: int) -> bool:
        """True in `percent` of 100 cases."""
        return self.u64() * 100 >> 64 < percent

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`, all equally likely."""
        return choices[self.u64() * len(choices) >> 64]

    def around(self, mean: int) -> int:
        """A duration near `mean`, in [mean / 2, 3 * mean / 2]: sum of two dice, so the middle is likelier."""
        half, u64 = mean >> 1, self.u64
        return half + (u64() * (half + 1) >> 64) + (u64() * (half + 1) >> 64)

    def bytes(self, size: int) -> bytes:
        """`size` random bytes."""
        words = (self.u64().to_bytes(8, "little") for _ in range(-(-size // 8)))
        return b"".join(words)[:size]
