"""Frames have the layout of their RFCs and checksums that verify; any bytes can be described."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vm.kernel import packets as p
from vm.kernel.chance import Stream
from vm.kernel.traffic import TRAFFIC, Knobs

SRC, DST = p.ipv4("192.0.2.1"), p.ipv4("198.51.100.2")
SRC6, DST6 = p.ipv6("2001:db8::1"), p.ipv6("2001:db8::2")


def pseudo(src: bytes, dst: bytes, protocol: int, body: bytes) -> bytes:
    if len(src) == 4:
        return src + dst + struct.pack("!BBH", 0, protocol, len(body)) + body
    return src + dst + struct.pack("!IHBB", len(body), 0, 0, protocol) + body


def test_the_checksum_of_rfc_1071():
    assert p.checksum(bytes.fromhex("0001f203f4f5f6f7")) == 0x220D


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_ipv4_headers_verify(payload, options):
    packet = p.ip4(SRC, DST, p.UDP, payload, options=options)
    head = 4 * (packet[0] & 15)
    assert p.checksum(packet[:head]) == 0
    assert int.from_bytes(packet[2:4], "big") == len(packet)
    assert packet[head:] == payload


@pytest.mark.parametrize(("src", "dst"), [(SRC, DST), (SRC6, DST6)], ids=["ipv4", "ipv6"])
@given(payload=st.binary(max_size=120), sport=st.integers(0, 65535), dport=st.integers(0, 65535))
def test_transport_checksums_verify(src, dst, payload, sport, dport):
    segment = p.tcp(src, dst, sport, dport, payload, flags=p.SYN, options=b"\x02\x04\x05\xb4")
    assert p.checksum(pseudo(src, dst, p.TCP, segment)) == 0
    datagram = p.udp(src, dst, sport, dport, payload)
    assert p.checksum(pseudo(src, dst, p.UDP, datagram)) == 0
    assert datagram[6:8] != b"\0\0"


def test_echoes_verify():
    assert p.checksum(p.icmp_echo(1, 2, b"odd")) == 0
    echo = p.icmp6_echo(SRC6, DST6, 1, 2, b"odd")
    assert p.checksum(pseudo(SRC6, DST6, p.ICMPV6, echo)) == 0


def test_names_are_labels_behind_their_lengths():
    assert p.dns_name("a.example.org") == b"\x01a\x07example\x03org\0"


@given(st.binary(max_size=100))
def test_any_bytes_can_be_described(frame):
    text = p.describe(frame)
    assert text.endswith(f"{len(frame)} bytes") or "too short" in text


@pytest.mark.parametrize("kind", TRAFFIC, ids=lambda row: row.name)
def test_traffic_fits_a_page_and_goes_on(kind):
    frames = kind.frames(Stream.named(1, kind.name), Knobs(kind.rate, kind.sources))
    taken = [next(frames) for _ in range(200)]
    assert all(gap > 0 and 1 <= len(frame.data) <= 3520 for gap, frame in taken)
    assert len({frame.data for _, frame in taken}) > 20, "traffic varies"
