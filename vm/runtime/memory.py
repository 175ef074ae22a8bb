"""The one address space of a run: 4 GiB in which everything that a program can reach has its place.

Every address is `ARENA + offset`, so all share their high 32 bits. That is what lets native code
confine a program (`base + (address & 0xffffffff)`), and what lets a 32-bit context field hold a
packet pointer: the missing half is always the same.

    offset        what                                                       owner
    0x0000_0000   nothing: NULL and the handles of maps fall here            guard
    0x0001_0000   the context                                                CONTEXT
    0x0001_8000   the socket of a packet, struct bpf_sock                    SOCKET
    0x0002_0000   stacks: frame n's 512 bytes end at 0x0002_1000 + n * 8192  STACKS
    0x0004_0000   arguments that helpers hand to callbacks, 64 KiB a level     SCRATCH
    0x0010_0000   the packet: headroom, data, tail room                      PACKET
    0x0100_0000   map values and ring buffers, each on its own pages, with a
                  guard page between two of them                             MAPS
    0xffff_0000   nothing: an access that begins here cannot leave the arena guard

Bookkeeping (hash buckets, lengths, reference counts) is never here: a program cannot name it.
The bytes live in one anonymous mapping of the process, reserved without any access; pages are opened as
regions take them. Only what is open counts as memory (a sandbox limits that), and what no region ever
owned is a fault of the process. Where the platform refuses to reserve addresses, each region has a
buffer of its own; the interpreter does not notice, the JIT needs the mapping.
"""

import ctypes
import mmap
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Final, TypeAlias

from vm.facts.baseline import PAGE_SIZE
from vm.runtime.faults import FaultRaised

ARENA: Final = 0xFFFF_8880_0000_0000
"""Address of offset 0: 4 GiB-aligned, and inside the kernel's direct mapping as x86-64 draws it."""

ARENA_SIZE: Final = 1 << 32
HIGH_HALF: Final = ARENA
"""What a 32-bit pointer field lacks."""

CONTEXT, SOCKET, STACKS, SCRATCH = 0x0001_0000, 0x0001_8000, 0x0002_0000, 0x0004_0000
PACKET, MAPS, END = 0x0010_0000, 0x0100_0000, 0xFFFF_0000

STACK_SIZE: Final = 512
STACK_STRIDE: Final = 2 * PAGE_SIZE
SCRATCH_STRIDE: Final = 0x1_0000
FRAMES: Final = 8

HANDLES: Final = 0xFFFF_8881_0000_0000
"""Where map objects seem to live: handle of map n is HANDLES + n * HANDLE_STRIDE. Not addressable."""
HANDLE_STRIDE: Final = 256

FUNCTIONS: Final = 0xFFFF_FFFF_C000_0000
"""Where code seems to live: the function at slot n is at FUNCTIONS + 8 * n. Not addressable."""

READ, WRITE = 1, 2

Buffer: TypeAlias = memoryview | bytearray

U64: Final = (1 << 64) - 1
_WORDS: Final = {1: Struct("<B"), 2: Struct("<H"), 4: Struct("<I"), 8: Struct("<Q")}


@dataclass(slots=True, eq=False)
class Region:
    """A run of bytes with one owner and one permission.

    start, end   addresses; `end` is just past the last byte. Never two regions on one page
    access       READ | WRITE
    buffer       holds the bytes; index = address - bias
    pointers     offsets of 32-bit fields that hold packet pointers (contexts only)
    """

    name: str
    start: int
    end: int
    access: int
    buffer: Buffer
    bias: int
    pointers: frozenset[int] = frozenset()


class Memory:
    """Regions by page, and checked access to them."""

    def __init__(self) -> None:
        self.arena = _reserve()
        self._opened: set[int] = set()
        """Pages of the arena that have been opened."""
        self.pages: dict[int, Region] = {}
        self.journal: list[tuple[int, bytes]] | None = None
        """When a list: every (address, bytes) that a helper stores, for the tracer."""
        self.generation = 0
        """Rises whenever a region appears, goes or gets other borders: a copy of the layout is stale then."""
        self._next = ARENA + MAPS

    def map(
        self, name: str, offset: int, size: int, access: int = READ | WRITE, pointers: frozenset[int] = frozenset()
    ) -> Region:
        """Make `size` bytes at `offset` a region; what lay on these pages before is replaced.

        Zero bytes make a region too: it has an address and no bytes.

        raises   MemoryError where the process may not have so much
        """
        start = ARENA + offset
        self.generation += 1
        pages = _pages(start, size)
        if self.arena is not None:
            region = Region(name, start, start + size, access, self.arena, ARENA, pointers)
            if not self._opened.issuperset(pages):
                _open(self.arena, (pages.start << 12) - ARENA, len(pages) << 12)
                self._opened.update(pages)
        else:
            region = Region(name, start, start + size, access, bytearray(size), start, pointers)
        for page in pages:
            self.pages[page] = region
        return region

    def unmap(self, region: Region) -> None:
        """Forget `region`: its addresses fault from now on."""
        self.generation += 1
        for page in _pages(region.start, region.end - region.start):
            if self.pages.get(page) is region:
                del self.pages[page]

    def allocate(self, name: str, size: int, access: int = READ | WRITE) -> Region:
        """A region of `size` zero bytes among the maps, page-aligned, with a guard page behind it.

        raises   FaultRaised "out-of-memory" when the address space is used up
        """
        start = self._next
        end = start + _round_up(size) + PAGE_SIZE
        if end > ARENA + END:
            raise FaultRaised("out-of-memory", f"no room for {size} more bytes in the address space")
        self._next = end
        return self.map(name, start - ARENA, size, access)

    def move(self, region: Region, start: int, end: int) -> None:
        """Give `region` other borders, on pages that were its own when it was made."""
        if start != region.start or end != region.end:
            self.generation += 1
            region.start, region.end = start, end

    def holds(self, region: Region) -> bool:
        """Whether `region` is still what lies where it lies."""
        return self.pages.get(region.start >> 12) is region

    def region(self, address: int, size: int, access: int) -> Region:
        """The region that holds all of [address, address + size) and allows `access`.

        raises   FaultRaised "out-of-bounds", "read-only", "write-only"
        """
        region = self.pages.get(address >> 12)
        if region is None or address < region.start or address + size > region.end:
            raise FaultRaised("out-of-bounds", _explain(region, address, size, access), address, size)
        if not region.access & access:
            kind = "read-only" if access == WRITE else "write-only"
            raise FaultRaised(kind, f"{region.name} is {kind} for a program", address, size)
        return region

    def load(self, address: int, size: int) -> int:
        """Read `size` (1, 2, 4, 8) bytes at `address` as one unsigned little-endian number; raises FaultRaised."""
        region = self.region(address, size, READ)
        value: int = _WORDS[size].unpack_from(region.buffer, address - region.bias)[0]
        if size == 4 and region.pointers and address - region.start in region.pointers:
            value |= HIGH_HALF
        return value

    def store(self, address: int, size: int, value: int) -> None:
        """Write the low `size` (1, 2, 4, 8) bytes of `value` at `address`; raises FaultRaised."""
        region = self.region(address, size, WRITE)
        _WORDS[size].pack_into(region.buffer, address - region.bias, value & ((1 << 8 * size) - 1))

    def read(self, address: int, size: int) -> bytes:
        """`size` bytes at `address`, for a helper that reads what its caller owns; raises FaultRaised."""
        if size == 0:
            return b""
        region = self.region(address, size, READ)
        start = address - region.bias
        return bytes(region.buffer[start : start + size])

    def write(self, address: int, data: bytes) -> None:
        """Store `data` at `address`, for a helper that fills its caller's buffer; raises FaultRaised."""
        if not data:
            return
        region = self.region(address, len(data), WRITE)
        start = address - region.bias
        region.buffer[start : start + len(data)] = data
        if self.journal is not None:
            self.journal.append((address, data))

    def peek(self, address: int, size: int) -> bytes | None:
        """`size` bytes at `address` whatever the permissions; None unless one region holds them all."""
        region = self.pages.get(address >> 12)
        if region is None or address < region.start or address + size > region.end:
            return None
        start = address - region.bias
        return bytes(region.buffer[start : start + size])

    def regions(self) -> Iterator[Region]:
        """Every region once, by address."""
        seen = {id(region): region for region in self.pages.values()}
        return iter(sorted(seen.values(), key=lambda region: region.start))


def fill(region: Region, offset: int, data: bytes) -> None:
    """Put `data` into `region` at `offset`, as the kernel does: permissions are the program's."""
    start = region.start + offset - region.bias
    assert offset >= 0
    assert region.start + offset + len(data) <= region.end
    region.buffer[start : start + len(data)] = data


def cut(region: Region, offset: int, size: int) -> bytes:
    """`size` bytes of `region` from `offset`, as the kernel sees them."""
    start = region.start + offset - region.bias
    assert offset >= 0
    assert region.start + offset + size <= region.end
    return bytes(region.buffer[start : start + size])


def stack_top(frame: int) -> int:
    """Offset of the end of frame `frame`'s stack: its r10. A page no region owns follows it."""
    return STACKS + frame * STACK_STRIDE + PAGE_SIZE


_LIBC: Final = ctypes.CDLL(None) if sys.platform != "win32" and sys.maxsize > ARENA_SIZE else None
if _LIBC is not None:
    _LIBC.mmap.restype = ctypes.c_void_p
    _LIBC.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long)
    _LIBC.munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
    _LIBC.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
_REFUSED: Final = ctypes.c_void_p(-1).value
_NO_ACCESS: Final = 0
_UNRESERVED: Final = 0x4000 if sys.platform == "linux" else 0  # MAP_NORESERVE, for which Python 3.11 has no name


class _Mapping(ctypes.Array[ctypes.c_char]):
    """The arena, with one page beyond it for accesses that straddle the end. Goes with the last that refers to it."""

    _type_, _length_ = ctypes.c_char, min(ARENA_SIZE + PAGE_SIZE, sys.maxsize)

    def __del__(self, libc: ctypes.CDLL | None = _LIBC) -> None:
        if libc is not None:
            libc.munmap(ctypes.addressof(self), self._length_)


def _reserve() -> memoryview | None:
    """Addresses that hold nothing yet and count as nothing; None where they are refused."""
    if _LIBC is None:
        return None
    how = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _UNRESERVED
    address = _LIBC.mmap(None, _Mapping._length_, _NO_ACCESS, how, -1, 0)
    return None if address == _REFUSED else memoryview(_Mapping.from_address(address)).cast("B")


def _open(arena: memoryview, offset: int, size: int) -> None:
    """Let `size` bytes of the arena be read and written. They are zero."""
    assert _LIBC is not None
    start = ctypes.addressof(ctypes.c_char.from_buffer(arena, offset))
    if _LIBC.mprotect(start, size, mmap.PROT_READ | mmap.PROT_WRITE) != 0:
        raise MemoryError(f"the process may not have {size} more bytes")


def _round_up(size: int) -> int:
    return max(1, -(-size // PAGE_SIZE)) * PAGE_SIZE


def _pages(start: int, size: int) -> range:
    return range(start >> 12, (start + max(size, 1) - 1 >> 12) + 1)


def _explain(region: Region | None, address: int, size: int, access: int) -> str:
    what = "store to" if access == WRITE else "load from"
    if region is None:
        where = "NULL" if address < PAGE_SIZE else f"{address:#x}, which belongs to nothing"
        return f"{size}-byte {what} {where}"
    past = address + size - region.end
    if address < region.start:
        return f"{size}-byte {what} {region.start - address} bytes before the start of {region.name}"
    return f"{size}-byte {what} {region.name} at offset {address - region.start}, {past} bytes past its end"
