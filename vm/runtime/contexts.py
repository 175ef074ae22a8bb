"""The context that a program's r1 points to, laid out in the arena from plain values."""

from collections.abc import Mapping
from struct import Struct
from typing import Final

from vm.runtime.memory import ARENA, CONTEXT, READ, WRITE, Memory, Region, fill
from vm.runtime.packet import Packet

XDP_MD: Final = Struct("<6I")
XDP_POINTERS: Final = frozenset({0, 4, 8})
SK_BUFF_SIZE: Final = 192
SK_BUFF_POINTERS: Final = frozenset({76, 80, 140})

# Fields of struct __sk_buff: offset and size in bytes. Source: the kernel's uapi header.
SK_BUFF: Final[Mapping[str, tuple[int, int]]] = {
    "len": (0, 4), "pkt_type": (4, 4), "mark": (8, 4), "queue_mapping": (12, 4), "protocol": (16, 4),
    "vlan_present": (20, 4), "vlan_tci": (24, 4), "vlan_proto": (28, 4), "priority": (32, 4),
    "ingress_ifindex": (36, 4), "ifindex": (40, 4), "tc_index": (44, 4), "cb": (48, 20), "hash": (68, 4),
    "tc_classid": (72, 4), "data": (76, 4), "data_end": (80, 4), "napi_id": (84, 4), "family": (88, 4),
    "data_meta": (140, 4), "tstamp": (152, 8), "wire_len": (160, 4), "gso_segs": (164, 4), "sk": (168, 8),
    "gso_size": (176, 4), "tstamp_type": (180, 1), "hwtstamp": (184, 8),
}  # fmt: skip

HOST, BROADCAST, MULTICAST, OTHERHOST = range(4)
"""Values of pkt_type. Source: the kernel's if_packet.h."""

SOCKET: Final = 0xFFFF_8882_0000_0800
"""Where the socket of a packet seems to live."""


class Context:
    """The context in use: its region, and the packet behind it if there is one."""

    def __init__(self, region: Region, kind: str) -> None:
        self.region, self.kind = region, kind

    @property
    def address(self) -> int:
        return self.region.start

    def get(self, field: str) -> int:
        """A field of __sk_buff, as a number."""
        offset, size = SK_BUFF[field]
        start = self.region.start + offset - self.region.bias
        return int.from_bytes(self.region.buffer[start : start + size], "little")

    def set(self, field: str, value: int) -> None:
        """Set a field of __sk_buff."""
        offset, size = SK_BUFF[field]
        fill(self.region, offset, (value & (1 << 8 * size) - 1).to_bytes(size, "little"))

    def show(self, packet: Packet) -> None:
        """Write the packet's borders into the fields that hold them: their low halves."""
        low = 0xFFFF_FFFF
        if self.kind == "xdp":
            fill(self.region, 0, Struct("<3I").pack(packet.data & low, packet.end & low, packet.meta & low))
        elif self.kind == "skb":
            self.set("len", len(packet))
            self.set("data", packet.data)
            self.set("data_end", packet.end)
            self.set("data_meta", packet.meta)


def xdp(memory: Memory, packet: Packet, *, ifindex: int = 1, rx_queue: int = 0) -> Context:
    """Struct xdp_md."""
    region = memory.map("the context", CONTEXT, XDP_MD.size, READ, XDP_POINTERS)
    fill(region, 0, XDP_MD.pack(0, 0, 0, ifindex, rx_queue, 0))
    context = Context(region, "xdp")
    context.show(packet)
    return context


def sk_buff(memory: Memory, packet: Packet, values: Mapping[str, int]) -> Context:
    """Struct __sk_buff; `values` for fields other than the packet's borders."""
    region = memory.map("the context", CONTEXT, SK_BUFF_SIZE, READ | WRITE, SK_BUFF_POINTERS)
    fill(region, 0, bytes(SK_BUFF_SIZE))
    context = Context(region, "skb")
    for field, value in values.items():
        context.set(field, value)
    context.show(packet)
    return context


def ethernet_values(content: bytes, ifindex: int = 1, own: bytes = bytes(6)) -> dict[str, int]:
    """What the receiving interface makes of a frame's Ethernet header: protocol and packet type."""
    target = content[:6]
    if target[:1] and target[0] & 1:
        kind = BROADCAST if target == b"\xff" * 6 and own != bytes(6) else MULTICAST
    else:
        kind = HOST if target == own else OTHERHOST
    return {"protocol": int.from_bytes(content[12:14], "little"), "pkt_type": kind, "ifindex": ifindex, "sk": SOCKET}


def plain(memory: Memory, content: bytes, *, writable: bool = False) -> Context:
    """A context of plain bytes: pt_regs, a tracepoint's record, raw arguments, a test's memory."""
    region = memory.map("the context", CONTEXT, len(content), READ | WRITE if writable else READ)
    assert region.start == ARENA + CONTEXT
    fill(region, 0, content)
    return Context(region, "plain")
