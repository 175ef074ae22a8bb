"""Maps without keys: queue, stack, bloom_filter.

A queue or stack is flat, so that native code works on the very same bytes:

    store   one value a place, each padded to a multiple of 8 bytes; the places form a ring
    state   u32[2]: the place of the oldest value; how many values there are
"""

import errno
from typing import Final

from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST
from vm.runtime.maps.index import hash_of
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import round8
from vm.runtime.memory import Memory

FIRST, COUNT = 0, 1
"""Indexes into a queue's state."""

DEFAULT_HASHES: Final = 5
"""Hash functions of a bloom filter that asks for none."""


class QueueMap(MapInstance):
    """First in, first out. The values live outside the arena: programs copy them in and out."""

    readable = False

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.store = bytearray(spec.max_entries * round8(spec.value_size))
        self.state = memoryview(bytearray(8)).cast("I")

    def _place(self, number: int) -> slice:
        """Where the element lies that is `number` places behind the oldest one."""
        start = (self.state[FIRST] + number) % self.spec.max_entries * round8(self.spec.value_size)
        return slice(start, start + self.spec.value_size)

    def _drop_oldest(self) -> None:
        self.state[FIRST] = (self.state[FIRST] + 1) % self.spec.max_entries
        self.state[COUNT] -= 1

    def push(self, value: bytes, flags: int) -> int:
        if flags not in {0, EXIST}:
            return -errno.EINVAL
        if self.state[COUNT] == self.spec.max_entries:
            if flags != EXIST:
                return -errno.E2BIG
            self._drop_oldest()
        self.store[self._place(self.state[COUNT])] = value
        self.state[COUNT] += 1
        return 0

    def pop(self) -> bytes | int:
        taken = self.peek(b"")
        if isinstance(taken, bytes):
            self._drop_oldest()
        return taken

    def peek(self, value: bytes) -> bytes | int:  # noqa: ARG002 - a bloom filter's question
        return bytes(self.store[self._place(0)]) if self.state[COUNT] else -errno.ENOENT

    def update(self, key: bytes, value: bytes, flags: int) -> int:  # noqa: ARG002
        return -errno.EINVAL

    def delete(self, key: bytes) -> int:  # noqa: ARG002
        return -errno.EINVAL

    def read(self, key: bytes) -> bytes | None:  # noqa: ARG002 - there are no keys
        value = self.peek(b"")
        return value if isinstance(value, bytes) else None

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return self.push(value, flags)

    def take(self, key: bytes) -> bytes | int:  # noqa: ARG002
        return self.pop()

    def next_key(self, key: bytes | None) -> bytes | int:  # noqa: ARG002
        return -errno.EINVAL


class StackMap(QueueMap):
    """Last in, first out."""

    def pop(self) -> bytes | int:
        taken = self.peek(b"")
        if isinstance(taken, bytes):
            self.state[COUNT] -= 1
        return taken

    def peek(self, value: bytes) -> bytes | int:  # noqa: ARG002 - a bloom filter's question
        count = self.state[COUNT]
        return bytes(self.store[self._place(count - 1)]) if count else -errno.ENOENT


class BloomFilter(MapInstance):
    """Remembers values without keeping them: "not there" is certain, "there" is likely."""

    readable = False

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.hashes = spec.map_extra & 0xF or DEFAULT_HASHES
        wanted = spec.max_entries * self.hashes * 7 // 5  # bits for few false positives: n * k / ln 2
        self.mask = (1 << max(6, (wanted - 1).bit_length())) - 1
        self.bits = 0

    def _marks(self, value: bytes) -> int:
        marks = 0
        for seed in range(self.hashes):
            marks |= 1 << (hash_of(bytes([seed]) * 8 + value) & self.mask)
        return marks

    def push(self, value: bytes, flags: int) -> int:
        if flags != 0:
            return -errno.EINVAL
        self.bits |= self._marks(value)
        return 0

    def peek(self, value: bytes) -> bytes | int:
        marks = self._marks(value)
        return value if self.bits & marks == marks else -errno.ENOENT

    def update(self, key: bytes, value: bytes, flags: int) -> int:  # noqa: ARG002
        return -errno.EINVAL

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return self.push(value, flags)

    def fetch(self, key: bytes, asked: bytes) -> bytes | int:  # noqa: ARG002 - there are no keys
        return self.peek(asked)

    def next_key(self, key: bytes | None) -> bytes | int:  # noqa: ARG002
        return -errno.EOPNOTSUPP
