"""Frames by form, fields changed in place, capture files in and out."""

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vm.errors import VmError
from vm.kernel import packets, pcap
from vm.kernel.addresses import GATEWAY_MAC, HOST6, HOST_MAC, LOCAL_HOST
from vm.kernel.forms import KINDS, Form, build, rewrite
from vm.kernel.library import scenario
from vm.kernel.packets import ipv4, ipv6
from vm.kernel.scenario import parse

ADDRESSES = st.sampled_from([ipv4("192.0.2.9"), ipv6("2001:db8::9")])


@given(
    st.sampled_from(KINDS), ADDRESSES, st.one_of(st.none(), st.integers(0, 4095)), st.binary(max_size=70),
    st.integers(0, 255), st.integers(0, 65_535), st.integers(0, 255),
)  # fmt: skip
def test_a_changed_frame_is_the_frame_built_so(kind, source, vlan, payload, ttl, port, flags):
    plain = build(kind, Form(src=source, vlan=vlan, payload=payload))
    fields = {"ttl": ttl, "sport": port, "flags": flags}
    assert rewrite(plain, {}) == plain
    assert rewrite(plain, fields) == build(
        kind, Form(src=source, vlan=vlan, payload=payload, ttl=ttl, sport=port, flags=flags)
    )


@given(
    st.sampled_from(KINDS), st.sampled_from([(4, b""), (16, b"\x20\x01\x0d\xb8")]), st.binary(min_size=16, max_size=16),
    st.binary(max_size=90), st.integers(0, 255), st.integers(0, 65_535), st.integers(0, 63), st.booleans(),
)  # fmt: skip
def test_the_library_and_the_makers_of_traffic_agree(kind, family, address, payload, ttl, port, flags, ingress):
    size, prefix = family
    source = (prefix + address)[:size]
    target, proto = (HOST6, packets.ICMPV6) if size == 16 else (LOCAL_HOST, packets.ICMP)
    made = {
        "udp": lambda: packets.udp(source, target, port, 53, payload),
        "tcp": lambda: packets.tcp(source, target, port, 80, payload, flags=flags, seq=1),
        "icmp": lambda: (
            packets.icmp6_echo(source, target, 1, 1, payload) if size == 16 else packets.icmp_echo(1, 1, payload)
        ),
    }[kind]()
    proto = {"udp": packets.UDP, "tcp": packets.TCP}.get(kind, proto)
    if size == 16:
        packet = packets.ip6(source, target, proto, made, hops=ttl)
    else:
        packet = packets.ip4(source, target, proto, made, ttl=ttl)
    ends = (HOST_MAC, GATEWAY_MAC) if ingress else (GATEWAY_MAC, HOST_MAC)
    frame = packets.ethernet(*ends, packets.ETH_IPV6 if size == 16 else packets.ETH_IPV4, packet)
    form = Form(src=source, dst=target, sport=port, ttl=ttl, flags=flags, payload=payload)
    assert build(kind, form, ingress=ingress) == frame


@given(st.binary(max_size=120), st.dictionaries(st.sampled_from(["ttl", "sport", "flags"]), st.integers(0, 255)))
def test_any_bytes_can_be_edited(frame, fields):
    assert len(rewrite(frame, fields)) == len(frame)


@given(st.lists(st.tuples(st.integers(0, 10**18), st.binary(min_size=1, max_size=90)), max_size=12))
def test_a_capture_written_is_read_again_and_makes_a_scenario(packets):
    packets.sort()
    content = pcap.write([(time, data, len(data)) for time, data in packets])
    read = pcap.read(content)
    assert read == packets
    frames = parse(pcap.scenario_text(read)).frames
    assert [frame.data for frame in frames] == [data for _, data in packets]


def block(kind: int, body: bytes) -> bytes:
    size = 12 + len(body)
    return struct.pack("<2I", kind, size) + body + struct.pack("<I", size)


def test_pcapng_with_its_options_is_read():
    section = block(pcap.SECTION, b"\x4d\x3c\x2b\x1a" + struct.pack("<HHq", 1, 0, -1))
    interface = block(pcap.INTERFACE, struct.pack("<HHI", 1, 0, 0) + struct.pack("<HHB3x", 9, 1, 9))
    packet = block(pcap.ENHANCED, struct.pack("<5I", 0, 1, 5, 6, 6) + b"abcdef\0\0")
    assert pcap.read(section + interface + packet) == [((1 << 32) + 5, b"abcdef")]


@pytest.mark.parametrize(("content", "code"), [
    (b"", "pcap.unreadable"),
    (b"#!/bin/sh\n" + bytes(30), "pcap.unreadable"),
    (pcap.write([])[:20] + struct.pack("<I", 113), "pcap.unreadable"),
    (bytes(pcap.MAX_FILE + 1), "limit.pcap"),
])  # fmt: skip
def test_what_is_no_capture_is_refused(content, code):
    with pytest.raises(VmError) as caught:
        pcap.read(content)
    assert caught.value.diagnostics[0].code == code


@given(st.binary(max_size=200), st.booleans())
def test_any_capture_is_read_or_refused(tail, ng):
    start = struct.pack("<2I", pcap.SECTION, 28) if ng else pcap.write([])
    with contextlib.suppress(VmError):
        assert len(pcap.read(start + tail)) <= pcap.MAX_PACKETS


def test_a_long_capture_says_what_did_not_fit():
    text = pcap.scenario_text(pcap.Captured(n, bytes(1_000)) for n in range(900))
    assert len(parse(text).frames) < 40
    assert "more packets" in text.splitlines()[-1]


def test_knobs_turn_the_main_traffic_and_nothing_else():
    plain, turned = scenario("synflood"), scenario("use synflood rate=9000/s sources=7\nduration 50ms\n")
    assert [stream for stream in turned.streams if stream.kind != "synflood"] == [
        stream for stream in plain.streams if stream.kind != "synflood"
    ]
    (flood,) = (stream for stream in turned.streams if stream.kind == "synflood")
    assert (flood.rate, flood.sources, turned.duration_ns) == (9000, 7, 50_000_000)
