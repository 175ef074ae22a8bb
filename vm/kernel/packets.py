"""Frames, byte by byte: Ethernet, VLAN, ARP, IPv4, IPv6, UDP, TCP, ICMP, DNS, with right checksums.

Each layer is a function from its fields and the bytes it carries to the bytes that go out; nesting
the calls nests the headers. Sources: IEEE 802.3 and 802.1Q, RFC 826 (ARP), 791 (IPv4), 8200 (IPv6), 768 (UDP),
9293 (TCP), 792 and 4443 (ICMP), 1035 (DNS), 1071 (the checksum).

Every address is bytes in network order; `ipv4` and `ipv6` make them from text.
"""

import ipaddress
import struct
from typing import Final

ETH_IPV4, ETH_ARP, ETH_VLAN, ETH_IPV6, ETH_QINQ = 0x0800, 0x0806, 0x8100, 0x86DD, 0x88A8
ICMP, TCP, UDP, ICMPV6 = 1, 6, 17, 58
ETH_HEADER, IPV4_HEADER, IPV6_HEADER, UDP_HEADER, TCP_HEADER = 14, 20, 40, 8, 20

FIN, SYN, RST, PSH, ACK, URG = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
BROADCAST: Final = b"\xff" * 6
MIN_FRAME: Final = 60  # bytes without the checksum that the card adds and removes

_HTTP_OK: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, world\n"


def ipv4(text: str) -> bytes:
    """The 4 bytes of a dotted address; ValueError otherwise."""
    return ipaddress.IPv4Address(text).packed


def ipv6(text: str) -> bytes:
    """The 16 bytes of an IPv6 address; ValueError otherwise."""
    return ipaddress.IPv6Address(text).packed


def mac(text: str) -> bytes:
    """The 6 bytes of aa:bb:cc:dd:ee:ff; ValueError otherwise."""
    address = bytes.fromhex(text.replace(":", ""))
    if len(address) != 6:
        raise ValueError(f"{text!r} is no MAC address")
    return address


def checksum(data: bytes) -> int:
    """The Internet checksum of `data`, 16 bits (RFC 1071).

    Adding words with end-around carry is arithmetic modulo 65535, and so is reading all bytes as one
    number, since 65536 is 1 there; only the sum of words that are not all zero is 65535 instead of 0.
    """
    number = int.from_bytes(data, "big") << 8 * (len(data) & 1)
    total = number % 0xFFFF or (0xFFFF if number else 0)
    return total ^ 0xFFFF


def ethernet(
    dst: bytes, src: bytes, kind: int, payload: bytes, *, vlans: tuple[int, ...] = (), pad: bool = True
) -> bytes:
    """A frame. `vlans` are 802.1Q tags, outermost first: priority, drop bit and VLAN number in 16 bits."""
    tags = b"".join(
        struct.pack("!HH", ETH_VLAN if n == len(vlans) - 1 else ETH_QINQ, tag) for n, tag in enumerate(vlans)
    )
    frame = dst + src + tags + struct.pack("!H", kind) + payload
    return frame.ljust(MIN_FRAME, b"\0") if pad else frame


def arp(operation: int, sender_mac: bytes, sender: bytes, target_mac: bytes, target: bytes) -> bytes:
    """An ARP message for IPv4 over Ethernet: operation 1 asks, 2 answers."""
    return struct.pack("!HHBBH", 1, ETH_IPV4, 6, 4, operation) + sender_mac + sender + target_mac + target


def ip4(
    src: bytes, dst: bytes, protocol: int, payload: bytes, *,
    ttl: int = 64, tos: int = 0, ident: int = 0, fragment: int = 0x4000, options: bytes = b"",
) -> bytes:  # fmt: skip
    """An IPv4 packet. `fragment` holds flags and offset (0x4000: do not fragment); options fill 4-byte words."""
    options += b"\0" * (-len(options) % 4)
    words = (IPV4_HEADER + len(options)) // 4
    total = 4 * words + len(payload)
    head = (
        struct.pack("!BBHHHBBH4s4s", 4 << 4 | words, tos, total, ident, fragment, ttl, protocol, 0, src, dst) + options
    )
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def ip6(src: bytes, dst: bytes, protocol: int, payload: bytes, *, hops: int = 64) -> bytes:
    """An IPv6 packet without extension headers."""
    return struct.pack("!IHBB16s16s", 6 << 28, len(payload), protocol, hops, src, dst) + payload


def _pseudo(src: bytes, dst: bytes, protocol: int, size: int) -> bytes:
    """What TCP, UDP and ICMPv6 checksums cover besides their own bytes."""
    if len(src) == 4:
        return src + dst + struct.pack("!BBH", 0, protocol, size)
    return src + dst + struct.pack("!IHBB", size, 0, 0, protocol)


def udp(src: bytes, dst: bytes, sport: int, dport: int, payload: bytes) -> bytes:
    """A UDP datagram; the addresses are those of the packet around it."""
    size = UDP_HEADER + len(payload)
    plain = struct.pack("!HHHH", sport, dport, size, 0) + payload
    total = checksum(_pseudo(src, dst, UDP, size) + plain) or 0xFFFF  # 0 would say: no checksum
    return plain[:6] + struct.pack("!H", total) + payload


def tcp(
    src: bytes, dst: bytes, sport: int, dport: int, payload: bytes = b"", *,
    flags: int = ACK, seq: int = 0, ack: int = 0, window: int = 64_240, options: bytes = b"",
) -> bytes:  # fmt: skip
    """A TCP segment; the addresses are those of the packet around it."""
    options += b"\0" * (-len(options) % 4)
    words = (TCP_HEADER + len(options)) // 4
    head = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, words << 4, flags, window, 0, 0) + options
    total = checksum(_pseudo(src, dst, TCP, len(head) + len(payload)) + head + payload)
    return head[:16] + struct.pack("!H", total) + head[18:] + payload


def icmp_echo(ident: int, sequence: int, payload: bytes, *, reply: bool = False) -> bytes:
    """An ICMP echo request or reply."""
    plain = struct.pack("!BBHHH", 0 if reply else 8, 0, 0, ident, sequence) + payload
    return plain[:2] + struct.pack("!H", checksum(plain)) + plain[4:]


def icmp6_echo(src: bytes, dst: bytes, ident: int, sequence: int, payload: bytes, *, reply: bool = False) -> bytes:
    """An ICMPv6 echo request or reply; the addresses are those of the packet around it."""
    plain = struct.pack("!BBHHH", 129 if reply else 128, 0, 0, ident, sequence) + payload
    total = checksum(_pseudo(src, dst, ICMPV6, len(plain)) + plain)
    return plain[:2] + struct.pack("!H", total) + plain[4:]


def dns_query(ident: int, name: str, kind: int = 1) -> bytes:
    """A DNS question for `name`: kind 1 is A, 28 AAAA, 15 MX."""
    return struct.pack("!HHHHHH", ident, 0x0100, 1, 0, 0, 0) + dns_name(name) + struct.pack("!HH", kind, 1)


def dns_answer(ident: int, name: str, address: bytes, *, ttl: int = 300) -> bytes:
    """A DNS answer that gives one address for `name`."""
    kind = 1 if len(address) == 4 else 28
    question = dns_name(name) + struct.pack("!HH", kind, 1)
    record = b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, ttl, len(address)) + address
    return struct.pack("!HHHHHH", ident, 0x8180, 1, 1, 0, 0) + question + record


def dns_name(name: str) -> bytes:
    """A domain name as labels, each after its length."""
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def http_get(host: str, path: str) -> bytes:
    """The first bytes of an HTTP request."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: curl/8.5\r\nAccept: */*\r\n\r\n".encode()


def http_ok() -> bytes:
    """A short HTTP answer."""
    return _HTTP_OK


def describe(frame: bytes) -> str:
    """A frame in one line, as far as its headers can be read; never fails."""
    if len(frame) < ETH_HEADER:
        return f"{len(frame)} bytes, too short for Ethernet"
    kind, at, tags = int.from_bytes(frame[12:14], "big"), ETH_HEADER, ""
    while kind in {ETH_VLAN, ETH_QINQ} and len(frame) >= at + 4:
        tags += f" vlan {int.from_bytes(frame[at : at + 2], 'big') & 0xFFF}"
        kind, at = int.from_bytes(frame[at + 2 : at + 4], "big"), at + 4
    body = frame[at:]
    if kind == ETH_IPV4:
        text = _describe_ip4(body)
    elif kind == ETH_IPV6:
        text = _describe_ip6(body)
    elif kind == ETH_ARP:
        text = "ARP " + ({1: "request", 2: "reply"}.get(int.from_bytes(body[6:8], "big"), "message"))
    else:
        text = f"ethertype {kind:#06x}"
    return f"{text}{tags}, {len(frame)} bytes"


def _describe_ip4(packet: bytes) -> str:
    if len(packet) < IPV4_HEADER:
        return "IPv4, cut off in its header"
    src, dst = (str(ipaddress.IPv4Address(packet[n : n + 4])) for n in (12, 16))
    head, fragment = 4 * (packet[0] & 15), int.from_bytes(packet[6:8], "big") & 0x1FFF
    if fragment:
        return f"IPv4 {src} > {dst} fragment at {8 * fragment}"
    return "IPv4 " + _describe_transport(packet[9], src, dst, packet[head:])


def _describe_ip6(packet: bytes) -> str:
    if len(packet) < IPV6_HEADER:
        return "IPv6, cut off in its header"
    src, dst = (str(ipaddress.IPv6Address(packet[n : n + 16])) for n in (8, 24))
    return "IPv6 " + _describe_transport(packet[6], src, dst, packet[IPV6_HEADER:])


def _describe_transport(protocol: int, src: str, dst: str, segment: bytes) -> str:
    ports = f"{src}:{int.from_bytes(segment[:2], 'big')} > {dst}:{int.from_bytes(segment[2:4], 'big')}"
    if protocol == UDP and len(segment) >= 4:
        return f"UDP {ports}"
    if protocol == TCP and len(segment) >= 14:
        names = ((SYN, "SYN"), (FIN, "FIN"), (RST, "RST"), (PSH, "PSH"), (ACK, "ACK"), (URG, "URG"))
        return f"TCP {ports} " + "+".join(name for bit, name in names if segment[13] & bit)
    if protocol in {ICMP, ICMPV6} and segment:
        names_icmp = {0: "echo reply", 8: "echo request", 128: "echo request", 129: "echo reply"}
        return f"ICMP {src} > {dst} {names_icmp.get(segment[0], f'type {segment[0]}')}"
    return f"protocol {protocol} {src} > {dst}"
