"""Maps without keys: queue, stack, bloom_filter."""

import errno
from collections import deque
from collections.abc import Iterator
from typing import Final

from vm.program import MapSpec
from vm.runtime.maps.flags import EXIST
from vm.runtime.maps.hash import hash_of
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.memory import Memory

DEFAULT_HASHES: Final = 5
"""Hash functions of a bloom filter that asks for none."""


class QueueMap(MapInstance):
    """First in, first out. The values live outside the arena: programs copy them in and out."""

    readable = False

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.values: deque[bytes] = deque()

    def push(self, value: bytes, flags: int) -> int:
        if flags not in {0, EXIST}:
            return -errno.EINVAL
        if len(self.values) == self.spec.max_entries:
            if flags != EXIST:
                return -errno.E2BIG
            self.values.popleft()
        self.values.append(value)
        return 0

    def take(self, *, remove: bool) -> bytes | int:
        if not self.values:
            return -errno.ENOENT
        return self.values.popleft() if remove else self.values[0]

    def pop(self) -> bytes | int:
        return self.take(remove=True)

    def peek(self, value: bytes) -> bytes | int:  # noqa: ARG002 - a bloom filter's question
        return self.take(remove=False)

    def update(self, key: bytes, value: bytes, flags: int) -> int:  # noqa: ARG002
        return -errno.EINVAL

    def delete(self, key: bytes) -> int:  # noqa: ARG002
        return -errno.EINVAL

    def read(self, key: bytes) -> bytes | None:  # noqa: ARG002 - there are no keys
        value = self.peek(b"")
        return value if isinstance(value, bytes) else None

    def write(self, key: bytes, value: bytes, flags: int = 0) -> int:  # noqa: ARG002
        return self.push(value, flags)


class StackMap(QueueMap):
    """Last in, first out."""

    def take(self, *, remove: bool) -> bytes | int:
        if not self.values:
            return -errno.ENOENT
        return self.values.pop() if remove else self.values[-1]


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

    def keys(self) -> Iterator[bytes]:
        return iter(())
