"""The context that a program's r1 points to, laid out in the arena from plain values."""

from collections.abc import Mapping
from struct import Struct
from typing import Final

from vm.facts.contexts import SK_BUFF, XDP_MD, Loads
from vm.facts.contexts import Context as Layout
from vm.runtime import memory as memory_map
from vm.runtime.memory import ARENA, CONTEXT, READ, WRITE, Memory, Region, fill
from vm.runtime.packet import Packet

HOST, BROADCAST, MULTICAST, OTHERHOST = range(4)
"""Values of pkt_type. Source: the kernel's if_packet.h."""

SOCKET: Final = ARENA + memory_map.SOCKET
"""The socket of a packet: the visible part of it, struct bpf_sock."""

BPF_SOCK: Final = Struct("<II16x4s16s8x4s16sIi")
"""bound_dev_if, family, (type, protocol, mark, priority), src_ip4, src_ip6, (ports), dst_ip4, dst_ip6, state,
rx_queue_mapping. Source: the kernel's uapi header."""

ETH_P_IP, ETH_P_IPV6 = 0x0008, 0xDD86
VLANS: Final = (0x0081, 0xA888)
ETH_P_802_3, ETH_P_802_2 = 0x0100, 0x0400
"""Protocols as the context holds them: in network order, read as a little-endian number."""
SMALLEST_ETHERTYPE: Final = 0x600
"""Below this, the field is the length of a frame of the older kind."""

AF_INET, AF_INET6, TCP_CLOSE = 2, 10, 7

U32: Final = (1 << 32) - 1

_BORDERS: Final = {Loads.PACKET, Loads.PACKET_END, Loads.PACKET_META}


_PLACES: Final = {
    layout.name: {field.name: (field.offset, field.size) for field in layout.fields} for layout in (XDP_MD, SK_BUFF)
}
_POINTERS: Final = {
    layout.name: frozenset(field.offset for field in layout.fields if field.loads in _BORDERS)
    for layout in (XDP_MD, SK_BUFF)
}
_XDP_WORDS: Final = Struct("<6I")


class Context:
    """The context in use: its region, and how its fields lie. A context of plain bytes has no layout."""

    def __init__(self, region: Region, layout: Layout | None = None) -> None:
        self.region, self.layout = region, layout
        self._places = _PLACES[layout.name] if layout else {}

    @property
    def address(self) -> int:
        return self.region.start

    @property
    def is_xdp(self) -> bool:
        return self.layout is XDP_MD

    @property
    def is_skb(self) -> bool:
        return self.layout is SK_BUFF

    def get(self, field: str) -> int:
        """A field, as a number."""
        offset, size = self._places[field]
        start = self.region.start + offset - self.region.bias
        return int.from_bytes(self.region.buffer[start : start + size], "little")

    def set(self, field: str, value: int) -> None:
        """Set a field; a packet pointer keeps its low half."""
        offset, size = self._places[field]
        fill(self.region, offset, (value & (1 << 8 * size) - 1).to_bytes(size, "little"))

    def show(self, packet: Packet) -> None:
        """Write the packet's borders, and its length where there is a field for it."""
        self.set("data", packet.data)
        self.set("data_end", packet.end)
        self.set("data_meta", packet.meta)
        if self.is_skb:
            self.set("len", len(packet))


def structured(memory: Memory, layout: Layout, packet: Packet, values: Mapping[str, int]) -> Context:
    """A context over `packet`; `values` for fields other than its borders, the rest is 0."""
    writable = any(field.written_by for field in layout.fields)
    region = memory.map("the context", CONTEXT, layout.size, READ | WRITE if writable else READ, _POINTERS[layout.name])
    fill(region, 0, bytes(layout.size))
    context = Context(region, layout)
    for field, value in values.items():
        context.set(field, value)
    context.show(packet)
    return context


def xdp(memory: Memory, packet: Packet, ifindex: int, rx_queue: int) -> Context:
    """The context of an XDP program over `packet`: struct xdp_md, all of it at once."""
    region = memory.map("the context", CONTEXT, XDP_MD.size, READ, _POINTERS[XDP_MD.name])
    context = Context(region, XDP_MD)
    show_xdp(context, packet, ifindex, rx_queue)
    return context


def show_xdp(context: Context, packet: Packet, ifindex: int, rx_queue: int) -> None:
    """Fill struct xdp_md, all of it at once."""
    region = context.region
    words = (packet.data & U32, packet.end & U32, packet.meta & U32, ifindex, rx_queue, 0)
    _XDP_WORDS.pack_into(region.buffer, region.start - region.bias, *words)


def socket(memory: Memory, packet: Packet) -> None:
    """Lay out the socket that a packet belongs to: closed, bound to the packet's addresses."""
    region = memory.map("the packet's socket", memory_map.SOCKET, BPF_SOCK.size, READ)
    header = packet.load(packet.network, 40) or bytes(40)
    ethertype = packet.load(packet.network - 2, 2)
    family, source, target, source6, target6 = 0, bytes(4), bytes(4), bytes(16), bytes(16)
    if ethertype == b"\x08\x00":
        ip = packet.load(packet.network, 20) or bytes(20)
        family, source, target = AF_INET, ip[12:16], ip[16:20]
    elif ethertype == b"\x86\xdd":
        family, source6, target6 = AF_INET6, header[8:24], header[24:40]
    fill(region, 0, BPF_SOCK.pack(0, family, source, source6, target, target6, TCP_CLOSE, -1))


def plain(memory: Memory, content: bytes, *, writable: bool = False) -> Context:
    """A context of plain bytes: pt_regs, a tracepoint's record, raw arguments, a test's memory."""
    region = memory.map("the context", CONTEXT, len(content), READ | WRITE if writable else READ)
    assert len(content) <= memory_map.SOCKET - CONTEXT
    fill(region, 0, content)
    return Context(region)


def protocol_of(frame: bytes) -> int:
    """What the bytes behind the Ethernet addresses say of what follows."""
    kind = frame[12:14]
    if int.from_bytes(kind, "big") >= SMALLEST_ETHERTYPE:
        return int.from_bytes(kind, "little")
    return ETH_P_802_3 if frame[14:16] == b"\xff\xff" else ETH_P_802_2


def ethernet_values(content: bytes, ifindex: int, own: bytes = bytes(6)) -> dict[str, int]:
    """What the receiving interface makes of a frame's Ethernet header: protocol and packet type.

    own   the interface's address; the loopback interface of a test run has none, and no broadcast address
    """
    target = content[:6]
    if target == own:
        kind = HOST
    elif target[:1] and target[0] & 1:
        kind = BROADCAST if target == b"\xff" * 6 and any(own) else MULTICAST
    else:
        kind = OTHERHOST
    return {"protocol": protocol_of(content), "pkt_type": kind, "ifindex": ifindex, "sk": SOCKET}
