"""Frames by form: made from a few fields, or changed in one, lengths and checksums made right.

The fields are those that people think of: addresses, ports, TTL, TCP flags, VLAN, the bytes carried.
dpkt builds the frames. What is changed in place may be broken on purpose, so that is done byte by byte.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dpkt import ethernet, icmp, icmp6, ip, ip6, tcp, udp
from dpkt.dpkt import Packet

from vm.kernel import packets as p
from vm.kernel.addresses import GATEWAY_MAC, HOST6, HOST_MAC, LOCAL_HOST

FLAGS: Final = {"fin": p.FIN, "syn": p.SYN, "rst": p.RST, "psh": p.PSH, "ack": p.ACK, "urg": p.URG}
KINDS: Final = ("udp", "tcp", "icmp")

WINDOW: Final = 64_240  # of TCP, in bytes

_PEER, _PEER6 = p.ipv4("198.51.100.1"), p.ipv6("2001:db8:1::1")
_PROTOCOL: Final = {"udp": p.UDP, "tcp": p.TCP}
_CHECKSUM: Final = {p.UDP: 6, p.TCP: 16, p.ICMP: 2, p.ICMPV6: 2}
"""Where a transport header has its checksum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What somebody fills in. None means a usual value: the other side, this machine, DNS or HTTP.

    src, dst   4 or 16 bytes, both of one family
    flags      of TCP
    vlan       802.1Q tag, or None
    """

    src: bytes | None = None
    dst: bytes | None = None
    sport: int = 40_000
    dport: int | None = None
    ttl: int = 64
    flags: int = p.SYN
    vlan: int | None = None
    payload: bytes = b""


def build(kind: str, form: Form, *, ingress: bool = True) -> bytes:
    """A frame of `kind` ("udp", "tcp", "icmp"); ValueError when the addresses are of two families."""
    six = len(form.src or form.dst or b"") == 16
    peer, here = (_PEER6, HOST6) if six else (_PEER, LOCAL_HOST)
    src = form.src or (peer if ingress else here)
    dst = form.dst or (here if ingress else peer)
    if len(src) != len(dst):
        raise ValueError("one address is IPv4 and the other one IPv6")
    segment = _segment(kind, form, six=six)
    protocol = _PROTOCOL.get(kind, p.ICMPV6 if six else p.ICMP)
    if six:
        packet = ip6.IP6(src=src, dst=dst, nxt=protocol, hlim=form.ttl, plen=len(segment), data=segment)
    else:
        packet = ip.IP(src=src, dst=dst, p=protocol, ttl=form.ttl, df=1, data=segment)
    to, sender = (HOST_MAC, GATEWAY_MAC) if ingress else (GATEWAY_MAC, HOST_MAC)
    frame = ethernet.Ethernet(dst=to, src=sender, type=p.ETH_IPV6 if six else p.ETH_IPV4, data=packet)
    if form.vlan is not None:
        frame.vlan_tags = [ethernet.VLANtag8021Q(id=form.vlan)]
    return bytes(frame).ljust(p.MIN_FRAME, b"\0")


def _segment(kind: str, form: Form, *, six: bool) -> Packet:
    """What the IP packet carries; its checksum is made when the whole is, as it covers the addresses."""
    dport = form.dport if form.dport is not None else 53 if kind == "udp" else 80
    if kind == "udp":
        return udp.UDP(sport=form.sport, dport=dport, ulen=p.UDP_HEADER + len(form.payload), data=form.payload)
    if kind == "tcp":
        return tcp.TCP(sport=form.sport, dport=dport, flags=form.flags, seq=1, win=WINDOW, data=form.payload)
    if six:
        return icmp6.ICMP6(type=icmp6.ICMP6_ECHO_REQUEST, data=icmp6.ICMP6.Echo(id=1, seq=1, data=form.payload))
    return icmp.ICMP(type=icmp.ICMP_ECHO, data=icmp.ICMP.Echo(id=1, seq=1, data=form.payload))


def rewrite(frame: bytes, fields: Mapping[str, int | bytes]) -> bytes:
    """`frame` with some of src, dst, sport, dport, ttl, flags set, and its checksums made right.

    A field that the frame does not have, or not whole, is left out.
    """
    data, at = bytearray(frame), p.ETH_HEADER
    kind = frame[12:14]
    while kind in {b"\x81\0", b"\x88\xa8"}:
        kind, at = frame[at + 2 : at + 4], at + 4
    six = kind == b"\x86\xdd"
    if len(frame) < at + (40 if six else 20) or not (six or kind == b"\x08\0"):
        return frame
    head = 40 if six else 4 * (frame[at] & 15)
    protocol, segment = frame[at + (6 if six else 9)], at + head
    places = {"ttl": (at + (7 if six else 8), 1)}
    places |= {"src": (at + 8, 16), "dst": (at + 24, 16)} if six else {"src": (at + 12, 4), "dst": (at + 16, 4)}
    if protocol in {p.TCP, p.UDP}:
        places |= {"sport": (segment, 2), "dport": (segment + 2, 2)}
    if protocol == p.TCP:
        places["flags"] = (segment + 13, 1)
    for name, value in fields.items():
        start, size = places.get(name, (len(data), 0))
        content = value.to_bytes(size or 8, "big") if isinstance(value, int) else value
        if len(content) == size and start + size <= len(data):
            data[start : start + size] = content
    _mend(data, at, head, protocol, six=six)
    return bytes(data)


def _mend(data: bytearray, at: int, head: int, protocol: int, *, six: bool) -> None:
    """Make the checksums right: of the IPv4 header, and of the segment where all of it is there."""
    if not six and head >= 20 and len(data) >= at + head:
        data[at + 10 : at + 12] = bytes(2)
        data[at + 10 : at + 12] = struct.pack("!H", p.checksum(bytes(data[at : at + head])))
    length = (
        int.from_bytes(data[at + 4 : at + 6], "big") if six else int.from_bytes(data[at + 2 : at + 4], "big") - head
    )
    start, fragment = at + head, 0 if six else int.from_bytes(data[at + 6 : at + 8], "big") & 0x3FFF
    place = start + _CHECKSUM.get(protocol, 0)
    if place == start or fragment or not place + 2 - start <= length <= len(data) - start:
        return
    data[place : place + 2] = bytes(2)
    ends = bytes(data[at + 8 : at + 40] if six else data[at + 12 : at + 20])
    cover = b"" if protocol == p.ICMP else ends + struct.pack("!IHBB", length, 0, 0, protocol)
    total = p.checksum(cover + bytes(data[start : start + length]))
    data[place : place + 2] = struct.pack("!H", total or (0xFFFF if protocol == p.UDP else 0))
