"""Ring buffers: ringbuf (programs to user space) and user_ringbuf (user space to programs).

The data area lies in the arena, twice its size, so that a record that reaches past the end goes on
in a straight line, as the kernel's double mapping lets it: what it held at the start of the area is copied there
when its room is reserved, and back when it is finished. A record is an 8-byte header and its
bytes, padded to 8: u32 length, with BUSY while it is being written and DISCARD when it is to be
skipped; u32 page offset. Positions only grow; an offset in the area is `position & (size - 1)`.

Beside the area, where no program reaches it, flat for native code:

    positions   u64[2]: up to where the consumer has read, up to where room was reserved
    pending     u32 for each 8 bytes of the area: 1 + length of the record that begins there and is being
                written; 0 where none is
"""

import errno
from typing import Final

from vm.facts.baseline import PAGE_SIZE
from vm.program import MapSpec
from vm.runtime.faults import FaultRaised
from vm.runtime.maps.instance import CurrentCpu, MapInstance
from vm.runtime.maps.slots import round8
from vm.runtime.memory import Memory, cut, fill

BUSY: Final = 1 << 31
DISCARD: Final = 1 << 30
HEADER: Final = 8
LENGTH: Final = DISCARD - 1
MAX_RECORD: Final = (1 << 32) // 4
FIRST_DATA_PAGE: Final = 3
"""Pages of the kernel's object before the data: the page offset in a header counts from its start."""

CONSUMER, PRODUCER = 0, 1
"""Indexes into `positions`."""

AVAIL_DATA, RING_SIZE, CONS_POS, PROD_POS = range(4)
"""What bpf_ringbuf_query can be asked."""


class RingBuffer(MapInstance):
    """Records from programs, in the order in which their room was reserved."""

    readable = False

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.size = spec.max_entries
        self.region = memory.allocate(f"ring buffer {spec.name}", 2 * self.size)
        self.positions = memoryview(bytearray(16)).cast("Q")
        self.pending = memoryview(bytearray(self.size // 2)).cast("I")

    @property
    def consumer(self) -> int:
        """Up to where the consumer has read."""
        return self.positions[CONSUMER]

    @property
    def producer(self) -> int:
        """Up to where room was reserved."""
        return self.positions[PRODUCER]

    def reserve(self, length: int) -> int:
        """Room for `length` bytes: the address, or 0 when they do not fit now or never will."""
        total = round8(length + HEADER)
        if length > MAX_RECORD or total > self.size or self.producer + total - self.consumer > self.size - 1:
            return 0
        offset = self.producer & (self.size - 1)
        self.positions[PRODUCER] += total
        beyond = offset + total - self.size
        if beyond > 0:
            fill(self.region, self.size, cut(self.region, 0, beyond))
        fill(self.region, offset, (length | BUSY).to_bytes(4, "little"))
        fill(self.region, offset + 4, (FIRST_DATA_PAGE + offset // PAGE_SIZE).to_bytes(4, "little"))
        self.pending[offset // 8] = 1 + length
        return self.region.start + offset + HEADER

    def commit(self, address: int, *, discard: bool) -> int:
        """End the record at `address`, for the consumer to take or to skip; its position.

        raises   FaultRaised "bad-pointer" if no record is being written there
        """
        offset = address - HEADER - self.region.start
        if not 0 <= offset < self.size or offset % 8 or not self.pending[offset // 8]:
            raise FaultRaised("bad-pointer", "that is no record reserved in a ring buffer", address)
        length = self.pending[offset // 8] - 1
        self.pending[offset // 8] = 0
        fill(self.region, offset, (length | (DISCARD if discard else 0)).to_bytes(4, "little"))
        beyond = offset + round8(length + HEADER) - self.size
        if beyond > 0:
            fill(self.region, 0, cut(self.region, self.size, beyond))
        return self.producer - ((self.producer - offset - 1 & self.size - 1) + 1)

    def output(self, data: bytes) -> int:
        """Append a record: its position, or -EAGAIN when the ring is full."""
        address = self.reserve(len(data))
        if not address:
            return -errno.EAGAIN
        fill(self.region, address - self.region.start, data)
        return self.commit(address, discard=False)

    def query(self, what: int) -> int:
        """bpf_ringbuf_query: a number, 0 for an unknown question."""
        answers = {
            AVAIL_DATA: self.producer - self.consumer,
            RING_SIZE: self.size,
            CONS_POS: self.consumer,
            PROD_POS: self.producer,
        }
        return answers.get(what, 0)

    def consume(self, most: int | None = None) -> list[tuple[int, bytes]]:
        """Take finished records up to the first unfinished one, `most` of them at most: (position, bytes) each."""
        taken: list[tuple[int, bytes]] = []
        while self.consumer < self.producer and (most is None or len(taken) < most):
            offset = self.consumer & (self.size - 1)
            if self.pending[offset // 8]:
                break
            word = int.from_bytes(cut(self.region, offset, 4), "little")
            length = word & LENGTH
            total = round8(length + HEADER)
            if self.consumer + total > self.producer:  # a wild program wrote over the header
                self.positions[CONSUMER] = self.producer
                break
            if not word & DISCARD:
                taken.append((self.consumer, cut(self.region, offset + HEADER, length)))
            self.positions[CONSUMER] += total
        return taken


class UserRingBuffer(MapInstance):
    """Records from user space, handed to a program's callback by bpf_user_ringbuf_drain."""

    readable = False

    def __init__(self, index: int, spec: MapSpec, memory: Memory, cpu: CurrentCpu) -> None:
        super().__init__(index, spec, memory, cpu)
        self.waiting: list[bytes] = []

    def produce(self, data: bytes) -> bool:
        """User space appends a record; False when there is no room."""
        used = sum(round8(len(record) + HEADER) for record in (*self.waiting, data))
        if used > self.spec.max_entries:
            return False
        self.waiting.append(data)
        return True
