"""Hash tables: hash, percpu_hash, lru_hash, lru_percpu_hash. Keys are found by `vm.runtime.maps.index`.

An LRU form keeps the order of use beside it, as a ring of slots, flat like the rest:

    order   u32[2] a node: the node used before it, the node used after it

Node n + 1 is slot n; node 0 stands between the newest (its `before`) and the oldest (its `after`).
"""

import errno
from collections.abc import Iterator

from vm.program import MapSpec
from vm.runtime.maps.array import spread
from vm.runtime.maps.flags import EXIST, LOCK, NOEXIST
from vm.runtime.maps.index import HELD, Index
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Slots
from vm.runtime.memory import Memory


class HashMap(MapInstance):
    """Keys to values, at most max_entries of them."""

    slots: Slots

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        slots = self.make_slots(spec.max_entries)
        self.table = Index(spec.max_entries, slots.keys, slots.key_stride)

    def find(self, key: bytes) -> int | None:
        return self.table.find(key)

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
        slot = self.table.add(key, self.slots.top)
        if slot is None:
            return -errno.E2BIG
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
        self.table.drop(slot, key)
        self.slots.vacate(slot)

    def take(self, key: bytes) -> bytes | int:
        value = self.fetch(key, b"")
        if isinstance(value, bytes):
            self.delete(key)
        return value

    def keys(self) -> Iterator[bytes]:
        return iter([self.slots.key(slot) for slot in self.table.in_order()])


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
        slot = self.slot_for(key, flags)
        if slot >= 0:
            spread(self.slots, slot, value)
        return min(slot, 0)


BEFORE, AFTER = 0, 1
"""Indexes into a node of the order."""


class Recency:
    """Which slots were used, in a ring of flat nodes."""

    def __init__(self, capacity: int) -> None:
        self.order = memoryview(bytearray(8 * (capacity + 1))).cast("I")

    def link(self, slot: int) -> None:
        """A slot that was in no order is the newest."""
        node, order = slot + 1, self.order
        newest = order[BEFORE]
        order[2 * node + BEFORE], order[2 * node + AFTER] = newest, 0
        order[2 * newest + AFTER] = node
        order[BEFORE] = node

    def unlink(self, slot: int) -> None:
        """Forget a slot."""
        node, order = slot + 1, self.order
        before, after = order[2 * node + BEFORE], order[2 * node + AFTER]
        order[2 * before + AFTER], order[2 * after + BEFORE] = after, before

    def use(self, slot: int) -> None:
        """A slot that is in the order becomes the newest."""
        self.unlink(slot)
        self.link(slot)

    def oldest(self) -> int:
        return self.order[AFTER] - 1


class LruHashMap(HashMap):
    """A hash table that makes room by dropping the element used longest ago. The order here is exact."""

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.recency = Recency(spec.max_entries)

    def lookup(self, key: bytes) -> int:
        slot = self.find(key)
        if slot is None:
            return 0
        self.recency.use(slot)
        return self.slots.address(slot, self.cpu.number if self.per_cpu else 0)

    def insert(self, key: bytes) -> int:
        if self.table.counts[HELD] == self.spec.max_entries:
            oldest = self.recency.oldest()
            self.discard(oldest, self.slots.key(oldest))
        slot = super().insert(key)
        self.recency.link(slot)
        return slot

    def slot_for(self, key: bytes, flags: int) -> int:
        slot = super().slot_for(key, flags)
        if slot >= 0:
            self.recency.use(slot)
        return slot

    def discard(self, slot: int, key: bytes) -> None:
        self.recency.unlink(slot)
        super().discard(slot, key)


class LruPerCpuHashMap(LruHashMap, PerCpuHashMap):
    """Both at once."""

    def lookup(self, key: bytes) -> int:
        return LruHashMap.lookup(self, key)
