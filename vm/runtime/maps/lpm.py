"""Longest-prefix-match tries: lpm_trie. A key is a u32 prefix length and the bits, most significant first."""

import errno
from collections.abc import Iterator

from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST, NOEXIST
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Slots
from vm.runtime.memory import Memory


class LpmTrie(MapInstance):
    """Prefixes to values. Kept as one table from (length, bits) to slot: a lookup tries every length in use."""

    slots: Slots

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.make_slots(spec.max_entries)
        self.width = 8 * (spec.key_size - 4)
        self.table: dict[tuple[int, int], int] = {}
        self.free: list[int] = []

    def split(self, key: bytes) -> tuple[int, int]:
        """Prefix length as written, and the bits behind it that count."""
        length = int.from_bytes(key[:4], "little")
        bits = int.from_bytes(key[4:], "big")
        return length, bits >> max(0, self.width - length)

    def find(self, key: bytes) -> int | None:
        """The slot of the longest prefix of what `key` holds, no longer than its own length says."""
        length, _ = self.split(key)
        bits = int.from_bytes(key[4:], "big")
        for shorter in range(min(length, self.width), -1, -1):
            slot = self.table.get((shorter, bits >> (self.width - shorter)))
            if slot is not None:
                return slot
        return None

    def lookup(self, key: bytes) -> int:
        length, _ = self.split(key)
        slot = self.find(key) if length <= self.width else None
        return 0 if slot is None else self.slots.address(slot)

    def update(self, key: bytes, value: bytes, flags: int) -> int:
        prefix = self.split(key)
        if flags > EXIST or prefix[0] > self.width:
            return -errno.EINVAL
        slot = self.table.get(prefix)
        if slot is not None and flags & NOEXIST:
            return -errno.EEXIST
        if slot is None:
            if flags & EXIST:
                return -errno.ENOENT
            if len(self.table) == self.spec.max_entries:
                return -errno.ENOSPC
            slot = self.free.pop() if self.free else self.slots.top
            self.table[prefix] = slot
        self.slots.occupy(slot, key)  # with the bits behind the prefix as they were given last
        self.slots.put(slot, value)
        return 0

    def delete(self, key: bytes) -> int:
        prefix = self.split(key)
        if prefix[0] > self.width:
            return -errno.EINVAL
        slot = self.table.pop(prefix, None)
        if slot is None:
            return -errno.ENOENT
        self.slots.vacate(slot)
        self.free.append(slot)
        return 0

    def keys(self) -> Iterator[bytes]:
        """Longer prefixes first among those that begin alike, as the kernel walks its trie."""
        for prefix in sorted(self.table, key=lambda p: (p[1] << (self.width - p[0]), -p[0])):
            yield self.slots.key(self.table[prefix])
