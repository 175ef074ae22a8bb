"""The flat index of a hash table: from a key to the slot that holds it. Native code walks it too.

    heads   u32 a bucket: slot + 1 of the newest element in it, or 0
    chain   u32 a slot: slot + 1 of the next element of its bucket, or of the next free slot, or 0
    counts  u32[2]: elements held; slot + 1 of the first free slot
    keys    `stride` bytes a slot: its key, padded with zeros

The hash takes the key in 8-byte little-endian words, the last one padded with zeros:
`h = (h ^ word) * MULTIPLIER mod 2**64; h ^= h >> 32`; the bucket is `(h >> 32) & (buckets - 1)`.
Multiplying and taking high bits spreads keys in network order, whose low bits are all alike.
"""

from struct import unpack
from typing import Final

MULTIPLIER: Final = 0x9E37_79B9_7F4A_7C15
U64: Final = (1 << 64) - 1

HELD, FREE = 0, 1
"""Indexes into `counts`."""


def hash_of(key: bytes) -> int:
    """The 32-bit hash of a key, as the module's docstring defines it."""
    padded = key.ljust(-(-len(key) // 8) * 8, b"\0")
    h = 0
    for word in unpack(f"<{len(padded) // 8}Q", padded):
        h = (h ^ word) * MULTIPLIER & U64
        h ^= h >> 32
    return h >> 32


class Index:
    """Slots by key, for `capacity` slots whose keys lie in `keys`."""

    def __init__(self, capacity: int, keys: bytearray, stride: int) -> None:
        buckets = 1 << (capacity - 1).bit_length()
        self.capacity, self.keys, self.stride = capacity, keys, stride
        self.mask = buckets - 1
        self.heads = memoryview(bytearray(4 * buckets)).cast("I")
        self.chain = memoryview(bytearray(4 * capacity)).cast("I")
        self.counts = memoryview(bytearray(8)).cast("I")

    def find(self, key: bytes) -> int | None:
        """The slot that holds `key`."""
        link = self.heads[hash_of(key) & self.mask]
        padded = key.ljust(self.stride, b"\0")
        while link:
            start = (link - 1) * self.stride
            if self.keys[start : start + self.stride] == padded:
                return link - 1
            link = self.chain[link - 1]
        return None

    def add(self, key: bytes, top: int) -> int | None:
        """Take a slot for the new `key`: the slot freed last, else `top`; None when all are taken."""
        free = self.counts[FREE]
        if free:
            slot = free - 1
            self.counts[FREE] = self.chain[slot]
        elif top < self.capacity:
            slot = top
        else:
            return None
        bucket = hash_of(key) & self.mask
        self.chain[slot] = self.heads[bucket]
        self.heads[bucket] = slot + 1
        self.counts[HELD] += 1
        self.keys[slot * self.stride : (slot + 1) * self.stride] = key.ljust(self.stride, b"\0")
        return slot

    def drop(self, slot: int, key: bytes) -> None:
        """Unlink `slot`, which holds `key`, and make it free."""
        bucket = hash_of(key) & self.mask
        link = self.heads[bucket]
        if link == slot + 1:
            self.heads[bucket] = self.chain[slot]
        else:
            while self.chain[link - 1] != slot + 1:
                link = self.chain[link - 1]
            self.chain[link - 1] = self.chain[slot]
        self.chain[slot] = self.counts[FREE]
        self.counts[FREE] = slot + 1
        self.counts[HELD] -= 1

    def in_order(self) -> list[int]:
        """Every slot that holds a key, bucket by bucket, the newest of each first."""
        found = []
        for head in self.heads:
            link = head
            while link:
                found.append(link - 1)
                link = self.chain[link - 1]
        return found
