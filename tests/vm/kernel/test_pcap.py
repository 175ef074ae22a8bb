"""Capture files, read by our reader and by dpkt's, and files that want to do harm."""

import io
import struct

import pytest
from dpkt import pcap as theirs
from dpkt import pcapng as theirs_ng
from hypothesis import given
from hypothesis import strategies as st

from vm.errors import VmError
from vm.kernel import pcap
from vm.kernel.scenario import parse

FRAMES = [(1_000_000_001, b"\x01" * 60, 60), (1_000_000_002, b"\x02" * 61, 61), (3_000_000_000, b"\x03" * 64, 1500)]


def ng(*links: int) -> bytes:
    """A pcapng file with one packet from its last interface."""
    blocks = [struct.pack("<3I2Hq", pcap.SECTION, 28, 0x1A2B3C4D, 1, 0, -1) + struct.pack("<I", 28)]
    blocks += [struct.pack("<2I2H2I", pcap.INTERFACE, 20, link, 0, 0, 20) for link in links]
    body = struct.pack("<5I", len(links) - 1, 0, 7, 60, 60) + bytes(60)
    blocks.append(struct.pack("<2I", pcap.ENHANCED, len(body) + 12) + body + struct.pack("<I", len(body) + 12))
    return b"".join(blocks)


def test_what_we_write_others_read():
    reader = theirs.Reader(io.BytesIO(pcap.write(FRAMES)))
    assert reader.datalink() == theirs.DLT_EN10MB
    assert [(int(time * 10**9), data) for time, data in reader] == [(time, data) for time, data, _ in FRAMES]


def test_what_others_write_we_read():
    classic, newer = io.BytesIO(), io.BytesIO()
    for writer in (theirs.Writer(classic), theirs_ng.Writer(newer)):
        writer.writepkt(b"\x05" * 60, ts=5.5)
    for file in (classic, newer):
        assert pcap.read(file.getvalue()) == [(5_500_000_000, b"\x05" * 60)]


def test_interfaces_that_are_not_ethernet_are_passed_over():
    assert len(pcap.read(ng(113, 1))) == 1
    with pytest.raises(VmError, match="not of Ethernet"):
        pcap.read(ng(113))


WHOLE = (pcap.write(FRAMES), ng(1), ng(1, 113))


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 240), st.binary(max_size=5)), max_size=6),
    st.integers(0, 260),
)
def test_a_damaged_capture_is_read_or_refused(content, damages, end):
    damaged = bytearray(content[:end])
    for at, data in damages:
        damaged[at : at + len(data)] = data
    try:
        packets = pcap.read(bytes(damaged))
    except VmError:
        return
    parse(pcap.scenario_text(packets))


def test_a_storm_of_empty_packets_is_bounded():
    header = pcap.write([])
    assert pcap.read(header + bytes(16) * 60_000) == []
    assert len(pcap.read(header + (struct.pack("<4I", 1, 1, 1, 1) + b"x") * 60_000)) == pcap.MAX_PACKETS
