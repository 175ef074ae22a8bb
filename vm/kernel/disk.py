"""The block device /dev/vda: how it is described in kernel memory, and when a request to it is done."""

from collections.abc import Callable, Mapping
from heapq import heapreplace
from typing import Final, NamedTuple

DEPTH: Final = 4  # requests that the disk works on at once
SERVICE_NS: Final = 4_200_000
"""What a request takes by itself, in the mean."""

MAJOR: Final = 254
DEVICE: Final = MAJOR << 20
"""Its number, as dev_t has it."""
PARTITION: Final = DEVICE | 1
PARTITION_START: Final = 2048  # sectors

WRITE: Final = 1  # REQ_OP_WRITE
SECTOR: Final = 512  # bytes
_REQUESTS: Final = 64

Allocate = Callable[[bytes], int]
Pack = Callable[[str, Mapping[str, int | bytes]], bytes]


class Request(NamedTuple):
    """Addresses of a struct request and of the struct bio that it came from."""

    address: int
    bio: int


class Disk:
    """It works on so many requests at once, and later ones wait for a free place.

    partition    address of the struct block_device of vda1, where the file system is
    service_ns   what a request takes by itself, in the mean
    """

    def __init__(self, allocate: Allocate, pack: Pack) -> None:
        self.service_ns = SERVICE_NS
        self._free = [0] * DEPTH  # a heap: when each place is free
        self._disk = allocate(pack("gendisk", {"major": MAJOR, "minors": 16, "disk_name": b"vda"}))
        self._queue = allocate(pack("request_queue", {"disk": self._disk}))
        self.partition = allocate(pack("block_device", {
            "bd_start_sect": PARTITION_START, "bd_disk": self._disk, "bd_queue": self._queue, "bd_dev": PARTITION,
        }))  # fmt: skip
        self._requests: list[Request] = []
        self._next = 0

    def is_like(self, service_ns: int, depth: int) -> None:
        """How fast it is, said before it works: a request's mean time, and how many are worked on at once."""
        self.service_ns, self._free = service_ns, [0] * depth

    def wait(self, now_ns: int, service_ns: int) -> int:
        """Nanoseconds until a request that is issued now and takes `service_ns` by itself is done."""
        done = max(now_ns, self._free[0]) + service_ns
        heapreplace(self._free, done)
        return done - now_ns

    def request(self, allocate: Allocate, pack: Pack) -> Request:
        """Room for a request and its bio; 64 of them are used in turn."""
        if len(self._requests) < _REQUESTS:
            self._requests.append(Request(allocate(pack("request", {})), allocate(pack("bio", {}))))
        request = self._requests[self._next]
        self._next = (self._next + 1) % _REQUESTS
        return request

    def describe(
        self, request: Request, sector: int, size: int, now_ns: int, *, write: bool, pack: Pack,
        store: Callable[[int, bytes], object],
    ) -> None:  # fmt: skip
        """A request for `size` bytes at `sector` of vda, as it lies in memory."""
        flags = int(write)
        store(request.bio, pack("bio", {
            "bi_bdev": self.partition, "bi_opf": flags, "bi_iter.bi_sector": sector, "bi_iter.bi_size": size,
        }))  # fmt: skip
        store(request.address, pack("request", {
            "q": self._queue, "cmd_flags": flags, "__data_len": size, "__sector": sector, "bio": request.bio,
            "part": self.partition, "start_time_ns": now_ns, "io_start_time_ns": now_ns,
        }))  # fmt: skip
