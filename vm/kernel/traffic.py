"""Kinds of traffic: endless streams of frames for eth0, each with the time until the next one.

What comes in is addressed to the machine; where a protocol answers, the answer goes out. Addresses
for documentation (RFC 5737, RFC 3849) stand for the rest of the world.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from vm.kernel import packets as p
from vm.kernel.addresses import GATEWAY_MAC, HOST6, HOST_MAC, LOCAL_HOST
from vm.kernel.chance import Stream
from vm.kernel.stack import TCP_PORTS

NAMES: Final = ("example.org", "www.kernel.org", "api.example.com", "ebpf.example", "mail.example.net")


class Frame(NamedTuple):
    """One frame on the wire. `ingress` when it arrives.

    follows   there is such a frame only if the one before it, of the same source, got to where it was sent
    awaited   the next one follows
    """

    data: bytes
    ingress: bool = True
    follows: bool = False
    awaited: bool = False


def question(data: bytes) -> Frame:
    """A frame that comes in and waits for an answer."""
    return Frame(data, awaited=True)


def answer(data: bytes) -> Frame:
    """A frame that goes out if the question got through."""
    return Frame(data, ingress=False, follows=True)


Frames: TypeAlias = Iterator[tuple[int, Frame]]
"""(nanoseconds since the frame before, frame)."""


@dataclass(frozen=True, slots=True)
class Knobs:
    """What a scenario may set: frames a second, and how many different senders."""

    rate: int
    sources: int


def dns(s: Stream, k: Knobs) -> Frames:
    """Questions to port 53 of this machine, over IPv4/UDP, and their answers."""
    while True:
        src, port, ident = _client(s, k), s.between(1025, 65_000), s.below(1 << 16)
        name = s.pick(NAMES)
        kind = s.pick((1, 1, 1, 28, 15))
        asked = p.udp(src, LOCAL_HOST, port, 53, p.dns_query(ident, name, kind))
        yield _gap(s, k), question(_in4(src, p.UDP, asked, s))
        told = p.udp(LOCAL_HOST, src, 53, port, p.dns_answer(ident, name, p.ipv4("203.0.113.7")))
        yield s.around(90_000), answer(_out4(src, p.UDP, told, s))


def http(s: Stream, k: Knobs) -> Frames:
    """TCP connections to port 80: handshake, request, answer, end."""
    while True:
        src, port = _client(s, k), s.between(1025, 65_000)
        ours, theirs = s.u32(), s.u32()
        request = p.http_get("example.org", s.pick(("/", "/index.html", "/logo.svg")))
        talk = (
            (True, p.SYN, b"", theirs, 0),
            (False, p.SYN | p.ACK, b"", ours, theirs + 1),
            (True, p.ACK, b"", theirs + 1, ours + 1),
            (True, p.PSH | p.ACK, request, theirs + 1, ours + 1),
            (False, p.PSH | p.ACK, p.http_ok(), ours + 1, theirs + 1 + len(request)),
            (True, p.FIN | p.ACK, b"", theirs + 1 + len(request), ours + 1 + len(p.http_ok())),
        )
        for n, (ingress, flags, data, seq, ack) in enumerate(talk):
            wait = s.around(150_000) if n else _gap(s, k)
            segment = _segment(s, src, port, ingress=ingress, flags=flags, data=data, seq=seq, ack=ack)
            yield wait, Frame(segment, ingress, follows=n > 0, awaited=n + 1 < len(talk))


def _segment(s: Stream, src: bytes, port: int, *, ingress: bool, flags: int, data: bytes, seq: int, ack: int) -> bytes:
    numbers = {"flags": flags, "seq": seq & 0xFFFF_FFFF, "ack": ack & 0xFFFF_FFFF}
    options = b"\x02\x04\x05\xb4" if flags & p.SYN else b""
    if ingress:
        return _in4(src, p.TCP, p.tcp(src, LOCAL_HOST, port, 80, data, options=options, **numbers), s)
    return _out4(src, p.TCP, p.tcp(LOCAL_HOST, src, 80, port, data, options=options, **numbers), s)


def ping(s: Stream, k: Knobs) -> Frames:
    """ICMP echo requests of several sizes, and their replies; now and then one at the end of its TTL."""
    for sequence in _count():
        src, size = _client(s, k), s.pick((0, 32, 56, 56, 200, 1400))
        data, ttl = bytes(n & 0xFF for n in range(size)), 1 if s.chance(5) else 64
        yield _gap(s, k), question(_in4(src, p.ICMP, p.icmp_echo(7, sequence, data), s, ttl=ttl))
        yield s.around(60_000), answer(_out4(src, p.ICMP, p.icmp_echo(7, sequence, data, reply=True), s))


def arp(s: Stream, k: Knobs) -> Frames:
    """ARP requests for this machine, and its replies."""
    while True:
        sender = p.ipv4(f"10.0.0.{s.between(2, 250)}")
        ask = p.arp(1, GATEWAY_MAC, sender, bytes(6), LOCAL_HOST)
        yield _gap(s, k), question(p.ethernet(p.BROADCAST, GATEWAY_MAC, p.ETH_ARP, ask))
        told = p.arp(2, HOST_MAC, LOCAL_HOST, GATEWAY_MAC, sender)
        yield s.around(20_000), answer(p.ethernet(GATEWAY_MAC, HOST_MAC, p.ETH_ARP, told))


def ip6(s: Stream, k: Knobs) -> Frames:
    """IPv6: DNS over UDP, TCP SYN, echo requests."""
    for sequence in _count():
        src = p.ipv6(f"2001:db8:1::{s.between(1, max(1, k.sources)):x}")
        port = s.between(1025, 65_000)
        query = p.udp(src, HOST6, port, 53, p.dns_query(s.below(1 << 16), s.pick(NAMES), 28))
        kind, body = s.pick((
            (p.UDP, query),
            (p.TCP, p.tcp(src, HOST6, port, 443, flags=p.SYN, seq=s.u32())),
            (p.ICMPV6, p.icmp6_echo(src, HOST6, 9, sequence & 0xFFFF, b"ping over six")),
        ))  # fmt: skip
        yield _gap(s, k), Frame(p.ethernet(HOST_MAC, GATEWAY_MAC, p.ETH_IPV6, p.ip6(src, HOST6, kind, body)))


def vlan(s: Stream, k: Knobs) -> Frames:
    """Tagged frames: UDP and TCP in VLAN 10 or 20, some with two tags."""
    while True:
        src, port = _client(s, k), s.between(1025, 65_000)
        segment = p.udp(src, LOCAL_HOST, port, s.pick((53, 123, 4789)), s.bytes(24))
        packet = p.ip4(src, LOCAL_HOST, p.UDP, segment, ident=s.below(1 << 16))
        tags = (s.pick((10, 20)),) if s.chance(75) else (100, s.pick((10, 20)))
        yield _gap(s, k), Frame(p.ethernet(HOST_MAC, GATEWAY_MAC, p.ETH_IPV4, packet, vlans=tags))


def options(s: Stream, k: Knobs) -> Frames:
    """IPv4 headers longer than 20 bytes, and fragments."""
    while True:
        src = _client(s, k)
        segment = p.udp(src, LOCAL_HOST, s.between(1025, 65_000), s.pick((53, 9, 7)), s.bytes(16))
        if s.chance(60):
            packet = p.ip4(
                src, LOCAL_HOST, p.UDP, segment, options=s.pick((b"\x94\x04\0\0", b"\x07\x0b\x04" + bytes(9)))
            )
        else:
            packet = p.ip4(src, LOCAL_HOST, p.UDP, segment[:16], fragment=s.pick((0x2000, 0x0005, 0x2003)))
        yield _gap(s, k), Frame(p.ethernet(HOST_MAC, GATEWAY_MAC, p.ETH_IPV4, packet))


def odd(s: Stream, k: Knobs) -> Frames:
    """Frames that end too early, lie about their lengths, or speak no protocol we know."""
    while True:
        src = _client(s, k)
        good = _in4(src, p.UDP, p.udp(src, LOCAL_HOST, 5353, 53, p.dns_query(1, "example.org")), s)
        head = good[:14]
        shape = s.below(6)
        data = (
            good[: s.between(14, 60)],  # cut off somewhere
            head + bytes([0x4F]) + good[15:34],  # says 60 bytes of IPv4 header, has 20
            head + good[14:16] + b"\xff\xff" + good[18:],  # says 65535 bytes in all
            good[:12] + s.bytes(2) + s.bytes(s.between(2, 48)),  # any EtherType
            head + bytes([0x05]) + good[15:],  # version 0, header of 20 bytes
            good[:38] + b"\x00\x03" + good[40:],  # UDP length smaller than its header
        )[shape]
        yield _gap(s, k), Frame(data)


def synflood(s: Stream, k: Knobs) -> Frames:
    """TCP SYN to port 80 from ever other addresses and ports."""
    while True:
        src = bytes((198, 18)) + s.below(max(1, k.sources)).to_bytes(2, "big")
        segment = p.tcp(src, LOCAL_HOST, s.between(1025, 65_000), 80, flags=p.SYN, seq=s.u32(), window=512)
        yield _gap(s, k), Frame(_in4(src, p.TCP, segment, s))


def portscan(s: Stream, k: Knobs) -> Frames:
    """One sender tries port after port; open ones answer SYN and ACK, closed ones RST."""
    src = p.ipv4("198.51.100.66")
    for n in _count():
        port = 1 + n * 7 % 1024
        yield _gap(s, k), question(_in4(src, p.TCP, p.tcp(src, LOCAL_HOST, 40_000, port, flags=p.SYN, seq=n), s))
        flags = p.SYN | p.ACK if port in TCP_PORTS else p.RST | p.ACK
        told = p.tcp(LOCAL_HOST, src, port, 40_000, flags=flags, ack=n + 1)
        yield s.around(15_000), answer(_out4(src, p.TCP, told, s))


def _count() -> Iterator[int]:
    n = 0
    while True:
        n = (n + 1) & 0xFFFF
        yield n


def _gap(s: Stream, k: Knobs) -> int:
    return s.around(1_000_000_000 // k.rate)


def _client(s: Stream, k: Knobs) -> bytes:
    number = s.below(max(1, k.sources))
    return (bytes((198, 51, 100)), bytes((203, 0, 113)))[number & 1] + bytes([1 + (number >> 1) % 250])


def _in4(src: bytes, protocol: int, segment: bytes, s: Stream, *, ttl: int = 57) -> bytes:
    packet = p.ip4(src, LOCAL_HOST, protocol, segment, ttl=ttl, ident=s.below(1 << 16))
    return p.ethernet(HOST_MAC, GATEWAY_MAC, p.ETH_IPV4, packet)


def _out4(dst: bytes, protocol: int, segment: bytes, s: Stream) -> bytes:
    packet = p.ip4(LOCAL_HOST, dst, protocol, segment, ident=s.below(1 << 16))
    return p.ethernet(GATEWAY_MAC, HOST_MAC, p.ETH_IPV4, packet)


@dataclass(frozen=True, slots=True)
class Traffic:
    """One kind of traffic. `rate` and `sources` where a scenario does not say."""

    name: str
    rate: int  # rounds a second
    sources: int
    frames: Callable[[Stream, Knobs], Frames]
    doc: str


TRAFFIC: Final = (
    #       name        rate  sources frames    doc
    Traffic("dns",        50,   20,   dns,      "questions to UDP port 53 over IPv4, and answers"),
    Traffic("http",       10,   12,   http,     "TCP connections to port 80, from handshake to end"),
    Traffic("ping",       10,    5,   ping,     "ICMP echo requests of several sizes, and replies"),
    Traffic("arp",         4,    1,   arp,      "ARP requests for this machine, and replies"),
    Traffic("ip6",        12,    6,   ip6,      "IPv6: DNS, TCP SYN, echo requests"),
    Traffic("vlan",        8,    8,   vlan,     "802.1Q tagged frames, some tagged twice"),
    Traffic("options",     5,    5,   options,  "IPv4 with options, and fragments"),
    Traffic("odd",         8,    4,   odd,      "short and malformed frames"),
    Traffic("synflood", 2000,  300,   synflood, "TCP SYN from ever other senders"),
    Traffic("portscan",  200,    1,   portscan, "one sender tries port after port"),
)  # fmt: skip

TRAFFIC_BY_NAME: Final = {row.name: row for row in TRAFFIC}
