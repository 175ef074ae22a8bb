"""Hash tables: hash, percpu_hash, lru_hash, lru_percpu_hash.

The index is flat, so that native code can walk it:

    heads   u32 a bucket: slot + 1 of the newest element in it, or 0
    chain   u32 a slot: slot + 1 of the next element of its bucket, or of the next free slot, or 0
    counts  u32[2]: elements held; slot + 1 of the first free slot

The hash takes the key in 8-byte little-endian words, the last one padded with zeros:
`h = (h ^ word) * MULTIPLIER mod 2**64; h ^= h >> 32`; the bucket is `(h >> 32) & (buckets - 1)`.
Multiplying and taking high bits spreads keys in network order, whose low bits are all alike.
"""

import errno
from collections import OrderedDict
from collections.abc import Iterator
from struct import unpack
from typing import Final

from vm.program import MapSpec
from vm.runtime.maps.array import spread
from vm.runtime.maps.flags import ALL_CPUS, CPU, EXIST, LOCK, NOEXIST
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Slots
from vm.runtime.memory import Memory

MULTIPLIER: Final = 0x9E37_79B9_7F4A_7C15
U64: Final = (1 << 64) - 1


def hash_of(key: bytes) -> int:
    """The 32-bit hash of a key, as the module's docstring defines it."""
    padded = key.ljust(-(-len(key) // 8) * 8, b"\0")
    h = 0
    for word in unpack(f"<{len(padded) // 8}Q", padded):
        h = (h ^ word) * MULTIPLIER & U64
        h ^= h >> 32
    return h >> 32


class HashMap(MapInstance):
    """Keys to values, at most max_entries of them."""

    slots: Slots

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.make_slots(spec.max_entries)
        buckets = 1 << (spec.max_entries - 1).bit_length()
        self.mask = buckets - 1
        self.heads = memoryview(bytearray(4 * buckets)).cast("I")
        self.chain = memoryview(bytearray(4 * spec.max_entries)).cast("I")
        self.counts = memoryview(bytearray(8)).cast("I")

    def find(self, key: bytes) -> int | None:
        link = self.heads[hash_of(key) & self.mask]
        slots = self.slots
        while link:
            if slots.key(link - 1) == key:
                return link - 1
            link = self.chain[link - 1]
        return None

    def lookup(self, key: bytes) -> int:
        slot = self.find(key)
        return 0 if slot is None else self.slots.address(slot)

    def update(self, key: bytes, value: bytes, flags: int) -> int:
        slot = self.slot_for(key, flags)
        if slot >= 0:
            self.slots.put(slot, value)
        return min(slot, 0)

    def slot_for(self, key: bytes, flags: int) -> int:
        """The slot in which an update of `key` belongs, made if need be; or -errno."""
        if flags & ~LOCK > EXIST or flags & LOCK:
            return -errno.EINVAL
        slot = self.find(key)
        if slot is not None:
            return -errno.EEXIST if flags & NOEXIST else slot
        if flags & EXIST:
            return -errno.ENOENT
        return self.insert(key)

    def insert(self, key: bytes) -> int:
        """Take a free slot for the new `key`: its number, or -E2BIG when the map is full."""
        free = self.counts[1]
        if free:
            slot = free - 1
            self.counts[1] = self.chain[slot]
        elif self.slots.top < self.spec.max_entries:
            slot = self.slots.top
        else:
            return -errno.E2BIG
        bucket = hash_of(key) & self.mask
        self.chain[slot] = self.heads[bucket]
        self.heads[bucket] = slot + 1
        self.counts[0] += 1
        self.slots.occupy(slot, key)
        for cpu in range(self.slots.cpus):
            self.slots.put(slot, bytes(self.slots.stride), cpu)
        return slot

    def delete(self, key: bytes) -> int:
        slot = self.find(key)
        if slot is None:
            return -errno.ENOENT
        self.discard(slot, key)
        return 0

    def discard(self, slot: int, key: bytes) -> None:
        """Unlink `slot`, which holds `key`, and make it free."""
        bucket = hash_of(key) & self.mask
        link = self.heads[bucket]
        if link == slot + 1:
            self.heads[bucket] = self.chain[slot]
        else:
            while self.chain[link - 1] != slot + 1:
                link = self.chain[link - 1]
            self.chain[link - 1] = self.chain[slot]
        self.chain[slot] = self.counts[1]
        self.counts[1] = slot + 1
        self.counts[0] -= 1
        self.slots.vacate(slot)

    def keys(self) -> Iterator[bytes]:
        for head in self.heads:
            link = head
            while link:
                yield self.slots.key(link - 1)
                link = self.chain[link - 1]


class PerCpuHashMap(HashMap):
    """A hash table with a value of its own on each CPU. A new element is zero on the other CPUs."""

    per_cpu = True

    def lookup(self, key: bytes) -> int:
        return self.lookup_on(key, self.cpu.number)

    def lookup_on(self, key: bytes, cpu: int) -> int:
        slot = self.find(key)
        return 0 if slot is None or cpu >= self.slots.cpus else self.slots.address(slot, cpu)

    def update(self, key: bytes, value: bytes, flags: int) -> int:
        slot = self.slot_for(key, flags)
        if slot >= 0:
            self.slots.put(slot, value, self.cpu.number)
        return min(slot, 0)

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:
        slot = self.slot_for(key, flags & ~(CPU | ALL_CPUS))
        if slot >= 0:
            spread(self.slots, slot, value)
        return min(slot, 0)


class _Recency:
    """Which slots were used, oldest first."""

    def __init__(self) -> None:
        self.order: OrderedDict[int, None] = OrderedDict()

    def use(self, slot: int) -> None:
        self.order[slot] = None
        self.order.move_to_end(slot)

    def forget(self, slot: int) -> None:
        self.order.pop(slot, None)

    def oldest(self) -> int:
        return next(iter(self.order))


class LruHashMap(HashMap):
    """A hash table that makes room by dropping the element used longest ago. The order here is exact."""

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.recency = _Recency()

    def lookup(self, key: bytes) -> int:
        slot = self.find(key)
        if slot is None:
            return 0
        self.recency.use(slot)
        return self.slots.address(slot, self.cpu.number if self.per_cpu else 0)

    def insert(self, key: bytes) -> int:
        if self.counts[0] == self.spec.max_entries:
            oldest = self.recency.oldest()
            self.discard(oldest, self.slots.key(oldest))
        slot = super().insert(key)
        self.recency.use(slot)
        return slot

    def slot_for(self, key: bytes, flags: int) -> int:
        slot = super().slot_for(key, flags)
        if slot >= 0:
            self.recency.use(slot)
        return slot

    def discard(self, slot: int, key: bytes) -> None:
        self.recency.forget(slot)
        super().discard(slot, key)


class LruPerCpuHashMap(LruHashMap, PerCpuHashMap):
    """Both at once."""

    def lookup(self, key: bytes) -> int:
        return LruHashMap.lookup(self, key)
