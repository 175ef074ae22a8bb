"""The small IP stack: how far a frame gets in it, and why it goes no further.

`course` reads one frame as Linux would that has only eth0's addresses, answers to names, to the web and to pings, and
forwards nothing. It is a pure function of the bytes. Reasons are those of `enum skb_drop_reason` of Linux 6.18.
"""

import struct
from enum import IntEnum
from typing import Final, NamedTuple

from vm.kernel import packets as p
from vm.kernel.addresses import HOST6, LOCAL_HOST


class Drop(IntEnum):
    """Why the stack frees a packet unused; members of `enum skb_drop_reason`."""

    NO_SOCKET = 3
    PKT_TOO_SMALL = 9
    TCP_CSUM = 10
    UDP_CSUM = 11
    IP_CSUM = 14
    IP_INHDR = 15
    IP_NOPROTO = 19
    TC_INGRESS = 73
    UNHANDLED_PROTO = 74
    HDR_TRUNC = 82
    ICMP_CSUM = 85
    IP_INADDRERRORS = 87


class Course(NamedTuple):
    """What becomes of a packet.

    functions   of the kernel that see it, in their order
    drop        why it is freed; None where somebody takes it
    """

    functions: tuple[str, ...] = ()
    drop: Drop | None = None


FUNCTIONS: Final = (
    "arp_rcv", "ip_rcv", "ip_local_deliver", "ipv6_rcv",
    "tcp_v4_rcv", "udp_rcv", "icmp_rcv", "tcp_v6_rcv", "udpv6_rcv", "icmpv6_rcv",
)  # fmt: skip
"""All that may see a packet."""

TCP_PORTS: Final = frozenset({22, 80, 443})
UDP_PORTS: Final = frozenset({53})
"""Ports that somebody listens on."""

_MULTICAST: Final = 1  # the lowest bit of an Ethernet address' first byte
_FOR_US: Final = frozenset({LOCAL_HOST, b"\xff\xff\xff\xff", b"\x0a\xff\xff\xff"})
_MORE, _OFFSET = 0x2000, 0x1FFF  # of the IPv4 header's fragment field


def course(frame: bytes) -> Course:
    """How far a whole Ethernet frame gets."""
    kind, packet = frame[12:14], frame[p.ETH_HEADER :]
    if kind == b"\x08\0":
        return _ip4(packet)
    if kind == b"\x86\xdd":
        return _ip6(packet)
    if kind == b"\x08\x06":
        return Course(("arp_rcv",), None if len(packet) >= 28 else Drop.HDR_TRUNC)
    return Course((), Drop.UNHANDLED_PROTO)  # no VLAN device either


def _ip4(packet: bytes) -> Course:
    way: tuple[str, ...] = ("ip_rcv",)
    head = 4 * (packet[0] & 15) if packet else 0
    if len(packet) < p.IPV4_HEADER or packet[0] >> 4 != 4 or head < p.IPV4_HEADER or len(packet) < head:
        return Course(way, Drop.IP_INHDR)
    (total,) = struct.unpack_from("!H", packet, 2)
    if p.checksum(packet[:head]):
        return Course(way, Drop.IP_CSUM)
    if len(packet) < total:
        return Course(way, Drop.PKT_TOO_SMALL)
    if total < head:
        return Course(way, Drop.IP_INHDR)
    if packet[16:20] not in _FOR_US:
        return Course(way, Drop.IP_INADDRERRORS)
    way = (*way, "ip_local_deliver")
    (fragment,) = struct.unpack_from("!H", packet, 6)
    if fragment & (_MORE | _OFFSET):
        return Course(way)  # kept until the others are there
    return _transport(way, packet[9], packet[12:20], packet[head:total])


def _ip6(packet: bytes) -> Course:
    way: tuple[str, ...] = ("ipv6_rcv",)
    if len(packet) < p.IPV6_HEADER or packet[0] >> 4 != 6:
        return Course(way, Drop.IP_INHDR)
    (size,) = struct.unpack_from("!H", packet, 4)
    if len(packet) < p.IPV6_HEADER + size:
        return Course(way, Drop.PKT_TOO_SMALL)
    if packet[24:40] != HOST6 and packet[24] != 0xFF:
        return Course(way, Drop.IP_INADDRERRORS)
    return _transport(way, packet[6], packet[8:40], packet[p.IPV6_HEADER : p.IPV6_HEADER + size])


def _transport(way: tuple[str, ...], protocol: int, ends: bytes, segment: bytes) -> Course:
    """`ends` are both addresses, which the checksums cover."""
    six = len(ends) > 8
    cover = ends + struct.pack("!IHBB", len(segment), 0, 0, protocol)
    match protocol:
        case p.TCP:
            way = (*way, "tcp_v6_rcv" if six else "tcp_v4_rcv")
            return Course(way, _tcp(segment, cover))
        case p.UDP:
            way = (*way, "udpv6_rcv" if six else "udp_rcv")
            return Course(way, _udp(segment, cover))
        case p.ICMP if not six:
            way = (*way, "icmp_rcv")
            return Course(way, Drop.ICMP_CSUM if p.checksum(segment) else None)
        case p.ICMPV6 if six:
            way = (*way, "icmpv6_rcv")
            return Course(way, Drop.ICMP_CSUM if p.checksum(cover + segment) else None)
    return Course(way, Drop.IP_NOPROTO)


def _tcp(segment: bytes, cover: bytes) -> Drop | None:
    if len(segment) < p.TCP_HEADER or 4 * (segment[12] >> 4) < p.TCP_HEADER:
        return Drop.PKT_TOO_SMALL
    if p.checksum(cover + segment):
        return Drop.TCP_CSUM
    return None if int.from_bytes(segment[2:4], "big") in TCP_PORTS else Drop.NO_SOCKET


def _udp(segment: bytes, cover: bytes) -> Drop | None:
    if len(segment) < p.UDP_HEADER:
        return Drop.PKT_TOO_SMALL
    size, total = struct.unpack_from("!HH", segment, 4)
    if not p.UDP_HEADER <= size <= len(segment):
        return Drop.PKT_TOO_SMALL
    if total and p.checksum(cover[:-8] + struct.pack("!IHBB", size, 0, 0, p.UDP) + segment[:size]):
        return Drop.UDP_CSUM
    return None if int.from_bytes(segment[2:4], "big") in UDP_PORTS else Drop.NO_SOCKET
