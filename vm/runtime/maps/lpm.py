"""Longest-prefix-match tries: lpm_trie. A key is a u32 prefix length and the bits, most significant first.

Kept as one flat hash table (`vm.runtime.maps.index`) of canonical keys, whose bits behind the prefix are zero:

    canonical   a key a slot, padded, in which only the prefix is left
    lengths     u32 a prefix length: how many elements have it

A lookup tries every length in use, from the longest that it may match.
"""

import errno
from collections.abc import Iterator

from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST, NOEXIST
from vm.runtime.maps.index import Index
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import Slots
from vm.runtime.memory import Memory


class LpmTrie(MapInstance):
    """Prefixes to values."""

    slots: Slots

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        slots = self.make_slots(spec.max_entries)
        self.width = 8 * (spec.key_size - 4)
        self.canonical = bytearray(len(slots.keys))
        self.table = Index(spec.max_entries, self.canonical, slots.key_stride)
        self.lengths = memoryview(bytearray(4 * (self.width + 1))).cast("I")

    @staticmethod
    def prefix(key: bytes, length: int) -> bytes:
        """The canonical key of the first `length` bits behind the length in `key`."""
        whole, rest = divmod(length, 8)
        data = bytearray(key[4 : 4 + whole])
        if rest:
            data.append(key[4 + whole] & 0xFF00 >> rest & 0xFF)
        return length.to_bytes(4, "little") + bytes(data).ljust(len(key) - 4, b"\0")

    @staticmethod
    def length(key: bytes) -> int:
        """The prefix length as written."""
        return int.from_bytes(key[:4], "little")

    def find(self, key: bytes) -> int | None:
        """The slot of the longest prefix of what `key` holds, no longer than its own length says."""
        if self.length(key) > self.width:
            return None
        for shorter in range(self.length(key), -1, -1):
            if self.lengths[shorter]:
                slot = self.table.find(self.prefix(key, shorter))
                if slot is not None:
                    return slot
        return None

    def lookup(self, key: bytes) -> int:
        slot = self.find(key)
        return 0 if slot is None else self.slots.address(slot)

    def update(self, key: bytes, value: bytes, flags: int) -> int:
        length = self.length(key)
        if flags > EXIST or length > self.width:
            return -errno.EINVAL
        prefix = self.prefix(key, length)
        slot = self.table.find(prefix)
        if slot is not None and flags & NOEXIST:
            return -errno.EEXIST
        if slot is None:
            if flags & EXIST:
                return -errno.ENOENT
            slot = self.table.add(prefix, self.slots.top)
            if slot is None:
                return -errno.ENOSPC
            self.lengths[length] += 1
        self.slots.occupy(slot, key)  # with the bits behind the prefix as they were given last
        self.slots.put(slot, value)
        return 0

    def delete(self, key: bytes) -> int:
        length = self.length(key)
        if length > self.width:
            return -errno.EINVAL
        prefix = self.prefix(key, length)
        slot = self.table.find(prefix)
        if slot is None:
            return -errno.ENOENT
        self.table.drop(slot, prefix)
        self.lengths[length] -= 1
        self.slots.vacate(slot)
        return 0

    def keys(self) -> Iterator[bytes]:
        """As the kernel walks its trie: what lies below a prefix before it, a 0 before a 1."""
        held = [self.slots.key(slot) for slot in range(self.slots.top) if self.slots.live[slot]]
        return iter(sorted(held, key=self._path))

    def _path(self, key: bytes) -> str:
        """The bits of a prefix; its end counts as more than a 1."""
        bits = format(int.from_bytes(key[4:], "big"), f"0{self.width}b")
        return bits[: self.length(key)] + "2"

    def next_key(self, key: bytes | None) -> bytes | int:
        known = list(self.keys())
        paths = [self._path(each) for each in known]
        own = self._path(key) if key is not None and self.length(key) <= self.width else ""
        place = paths.index(own) + 1 if own in paths else 0
        return known[place] if place < len(known) else -errno.ENOENT
