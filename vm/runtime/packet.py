"""The packet of a network program: where its bytes lie, and how they grow and shrink.

One block in the arena: headroom, data, tail room. XDP has 256 bytes of headroom in a page of 4096,
of which the last 320 belong to the kernel; its frame structure keeps the first 40 bytes from
being used. A socket buffer's block is made as large as asked for. The region that a program may touch
runs from the metadata to the end of the data, and moves with them.
"""

import errno
from typing import Final

from vm.facts.baseline import PAGE_SIZE
from vm.runtime.memory import ARENA, PACKET, READ, WRITE, Memory, cut

HEADROOM: Final = 256
TAIL_RESERVED: Final = 320  # struct skb_shared_info, aligned
FRAME_RESERVED: Final = 40  # struct xdp_frame
ETHERNET: Final = 14
MAX_XDP: Final = PAGE_SIZE - HEADROOM - TAIL_RESERVED
MAX_META: Final = 252
MAX_SKB: Final = 4 * PAGE_SIZE - TAIL_RESERVED
"""Bytes that a program may make a socket buffer long."""

NETWORK_OFFSET, LINK_OFFSET = -0x10_0000, -0x20_0000
"""SKF_NET_OFF and SKF_LL_OFF of classic filters. Source: the kernel's uapi header filter.h."""

_BASE: Final = ARENA + PACKET
_HEAD: Final = bytes(HEADROOM)


class Packet:
    """Bytes between `meta` <= `data` <= `end` (addresses) in a block that ends at `limit`.

    mac         bytes of Ethernet header before `data` (a socket filter's packet begins behind it)
    network     where the network header begins, in bytes from `data`
    link        bytes of link header, tags included, once a helper has counted them; else 0
    transport   where the outer transport header begins, once there is a tunnel with one; else 0
    tunnelled   a program has made room for a tunnel's headers
    verified    how many checksums, less one, the card has verified; None: not one
    """

    def __init__(self, memory: Memory, content: bytes, *, mac: int = 0, meta: int = 0, size: int = PAGE_SIZE) -> None:
        size = max(size, -(-(HEADROOM + len(content) + TAIL_RESERVED) // PAGE_SIZE) * PAGE_SIZE)
        self.memory = memory
        self.region = memory.map("the packet", PACKET, size, READ | WRITE)
        self.size = size
        self.limit = _BASE + size - TAIL_RESERVED
        self.place(content, mac=mac, meta=meta)

    def place(self, content: bytes, *, mac: int = 0, meta: int = 0) -> None:
        """Lay another packet out in the same block; `content` must fit it as it would fit a new one."""
        start = _BASE - self.region.bias
        self.region.buffer[start : start + self.size] = (_HEAD + content).ljust(self.size, b"\0")
        self.mac = mac
        self.network = 0 if mac else ETHERNET
        self.link = self.transport = 0
        self.tunnelled = False
        self.verified: int | None = None
        self.meta = _BASE + HEADROOM + mac
        self.data = self.meta + meta
        self.end = _BASE + HEADROOM + len(content)
        self._show()

    def _show(self) -> None:
        self.memory.move(self.region, self.meta, self.end)

    def move(self, *, meta: int, data: int, end: int) -> None:
        """Set the three borders at once."""
        self.meta, self.data, self.end = meta, data, end
        self._show()

    def __len__(self) -> int:
        return self.end - self.data

    def load(self, offset: int, size: int) -> bytes | None:
        """`size` bytes at `offset` from the data (which may lie before it); None outside of the packet."""
        first = self.data + offset
        if first < _BASE or offset + size > len(self) or size < 0:
            return None
        start = first - self.region.bias
        return bytes(self.region.buffer[start : start + size])

    def classic(self, offset: int, size: int) -> bytes | None:
        """What ld_abs and ld_ind read: `size` bytes at a signed 32-bit offset, or None beyond the packet.

        Negative offsets count from the network header or from the link layer, as classic filters have it.
        """
        if offset < 0:
            if offset >= NETWORK_OFFSET:
                offset += self.network - NETWORK_OFFSET
            elif offset >= LINK_OFFSET:
                offset += -LINK_OFFSET - self.mac
        return self.load(offset, size)

    def store(self, offset: int, content: bytes) -> bool:
        """Put bytes at `offset` from the data; False outside of the packet."""
        if offset < 0 or offset + len(content) > len(self):
            return False
        start = self.data + offset - self.region.bias
        self.region.buffer[start : start + len(content)] = content
        return True

    def whole(self) -> bytes:
        """From the metadata to the end."""
        return cut(self.region, 0, self.end - self.meta)

    # XDP.

    def adjust_head(self, delta: int) -> int:
        """Move the start of the data; metadata moves along. 0 or -errno."""
        meta = self.data - self.meta
        data = self.data + delta
        if data < _BASE + FRAME_RESERVED + meta or data > self.end - ETHERNET:
            return -errno.EINVAL
        if meta:
            kept = cut(self.region, 0, meta)
            start = data - meta - self.region.bias
            self.region.buffer[start : start + meta] = kept
        self.move(meta=data - meta, data=data, end=self.end)
        return 0

    def adjust_tail(self, delta: int) -> int:
        """Move the end of the data; new bytes are zero. 0 or -errno."""
        end = self.end + delta
        if end > self.limit or end < self.data + ETHERNET:
            return -errno.EINVAL
        grown = end - self.end
        if grown > 0:
            start = self.end - self.region.bias
            self.region.buffer[start : start + grown] = bytes(grown)
        self.move(meta=self.meta, data=self.data, end=end)
        return 0

    def adjust_meta(self, delta: int) -> int:
        """Move the start of the metadata in front of the data. 0 or -errno."""
        meta = self.meta + delta
        if meta < _BASE + FRAME_RESERVED or meta > self.data:
            return -errno.EINVAL
        if (self.data - meta) % 4 or self.data - meta > MAX_META:
            return -errno.EACCES
        self.move(meta=meta, data=self.data, end=self.end)
        return 0

    # Socket buffers. They are laid out anew, in a larger block, where they would not fit theirs.

    def resize(self, length: int) -> None:
        """Cut or extend (with zeros) at the end to `length` bytes."""
        if self.data + length > self.limit:
            self._expand(0, length - len(self))
        end = self.data + length
        grown = end - self.end
        if grown > 0:
            start = self.end - self.region.bias
            self.region.buffer[start : start + grown] = bytes(grown)
        self.move(meta=self.meta, data=self.data, end=end)

    def insert(self, offset: int, size: int) -> None:
        """Make room for `size` zero bytes at `offset`, towards the headroom; the tail room counts as bytes here."""
        if self.data - size < _BASE:
            self._expand(size, 0)
        data = self.data - size
        start = data - self.region.bias
        front = bytes(self.region.buffer[start + size : start + size + offset])
        self.region.buffer[start : start + offset + size] = front + bytes(size)
        self.move(meta=data, data=data, end=self.end)

    def remove(self, offset: int, size: int) -> None:
        """Take out `size` bytes at `offset`, which are inside the packet, closing the gap from the front."""
        front = self.load(0, offset)
        assert front is not None
        assert offset + size <= len(self)
        data = self.data + size
        start = data - self.region.bias
        self.region.buffer[start : start + offset] = front
        self.move(meta=data, data=data, end=self.end)

    def _expand(self, front: int, back: int) -> None:
        """The same bytes in a block with room for that many more at either end."""
        content, before = self.load(0, len(self)) or b"", self.data - _BASE + front
        block = before + len(content) + back + TAIL_RESERVED
        self.size = -(-block // PAGE_SIZE) * PAGE_SIZE
        self.region = self.memory.map("the packet", PACKET, self.size, READ | WRITE)
        self.region.buffer[_BASE - self.region.bias : _BASE - self.region.bias + self.size] = (
            bytes(before) + content
        ).ljust(self.size, b"\0")
        self.limit = _BASE + self.size - TAIL_RESERVED
        self.move(meta=_BASE + before, data=_BASE + before, end=_BASE + before + len(content))
