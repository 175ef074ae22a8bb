"""Capture files: pcap and pcapng in, pcap out; and captures as lines of a scenario.

Sources: the IETF drafts draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng. What is read is bounded
before it is looked at, lengths are never believed, and a file that breaks off is read up to there.
"""

import struct
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from vm.errors import Diagnostic, LimitExceeded, VmError

MAX_FILE: Final = 1 << 20  # bytes
MAX_PACKETS: Final = 1_000
MAX_FRAME: Final = 3_520  # bytes of a packet that a frame of a scenario can have
MAX_TEXT: Final = 60_000  # characters of scenario that a capture becomes
SNAPLEN: Final = 128
"""Bytes of a frame that events carry, and that a capture made of them has."""

ETHERNET: Final = 1

_ORDERS: Final = {
    b"\xd4\xc3\xb2\xa1": ("<", 1_000), b"\xa1\xb2\xc3\xd4": (">", 1_000),
    b"\x4d\x3c\xb2\xa1": ("<", 1), b"\xa1\xb2\x3c\x4d": (">", 1),
}  # fmt: skip
"""Magic number -> byte order, nanoseconds a tick."""

SECTION, INTERFACE, SIMPLE, ENHANCED = 0x0A0D0D0A, 1, 3, 6
"""Block types of pcapng."""
_NG_ORDERS: Final = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}
_TSRESOL: Final = 9


class Captured(NamedTuple):
    """One packet: nanoseconds on the capture's clock, and its bytes."""

    time_ns: int
    data: bytes


def read(content: bytes) -> list[Captured]:
    """The packets of a capture, at most MAX_PACKETS of them, none longer than MAX_FRAME.

    raises   VmError for what is no capture of Ethernet frames, LimitExceeded for too large a file
    """
    if len(content) > MAX_FILE:
        message = f"the capture has {len(content)} bytes; the limit is {MAX_FILE}"
        raise LimitExceeded(Diagnostic(code="limit.pcap", message=message))
    packets = _read_ng(content) if content[:4] == struct.pack("<I", SECTION) else _read_classic(content)
    found = []
    for packet in packets:
        if packet.data:
            found.append(packet._replace(data=packet.data[:MAX_FRAME]))
        if len(found) == MAX_PACKETS:
            break
    return found


def _refuse(message: str) -> VmError:
    hint = "save it as pcap or pcapng, captured on Ethernet"
    return VmError(Diagnostic(code="pcap.unreadable", message=message, hint=hint))


def _read_classic(content: bytes) -> Iterator[Captured]:
    known = _ORDERS.get(content[:4])
    if known is None or len(content) < 24:
        raise _refuse("this is no capture: it begins with no known number")
    order, tick = known
    (link,) = struct.unpack_from(order + "I", content, 20)
    if link & 0xFFFF != ETHERNET:
        raise _refuse(f"the capture is of link type {link & 0xFFFF}, not of Ethernet")
    at = 24
    while at + 16 <= len(content):
        seconds, ticks, size, _ = struct.unpack_from(order + "4I", content, at)
        at += 16
        yield Captured(seconds * 1_000_000_000 + ticks * tick, content[at : at + size])
        at += size


def _read_ng(content: bytes) -> Iterator[Captured]:
    order, at, other = "<", 0, True
    ticks: list[int] = []  # of each interface: nanoseconds a tick, 0 for one that is not Ethernet
    while at + 12 <= len(content):
        if content[at : at + 4] == struct.pack("<I", SECTION):
            order, ticks = _NG_ORDERS.get(content[at + 8 : at + 12], order), []
        kind, size = struct.unpack_from(order + "2I", content, at)
        if size < 12 or size % 4:
            return
        body = content[at + 8 : min(at + size - 4, len(content))]
        at += size
        if kind == INTERFACE and len(body) >= 8:
            ticks.append(_resolution(body, order))
            other = other and not any(ticks)
        elif kind == ENHANCED and len(body) >= 20:
            interface, high, low, captured = struct.unpack_from(order + "4I", body)
            if interface < len(ticks) and ticks[interface]:
                yield Captured((high << 32 | low) * ticks[interface], body[20 : 20 + captured])
        elif kind == SIMPLE and len(body) >= 4 and ticks and ticks[0]:
            (original,) = struct.unpack_from(order + "I", body)
            yield Captured(0, body[4 : 4 + original])
    if other:
        raise _refuse("the capture is not of Ethernet")


def _resolution(body: bytes, order: str) -> int:
    """Nanoseconds a tick of an interface: microseconds unless an option says otherwise; 0 for other links."""
    if struct.unpack_from(order + "H", body)[0] != ETHERNET:
        return 0
    at = 8
    while at + 4 <= len(body):
        code, size = struct.unpack_from(order + "2H", body, at)
        if code == _TSRESOL and size == 1 and at + 4 < len(body):
            power = body[at + 4]
            return max(1, 10 ** (9 - power)) if power <= 9 else 1
        at += 4 + (size + 3 & ~3)
    return 1_000


def scenario_text(packets: Iterable[Captured], title: str = "A capture") -> str:
    """A scenario of `frame` lines, as many as fit; the first packet comes at 1ms, the others as far behind as they were."""
    packets = list(packets)
    first = min((packet.time_ns for packet in packets), default=0)
    lines = [f'title "{title}"']
    room, last, told = MAX_TEXT, 0, 0
    for packet in sorted(packets, key=lambda packet: packet.time_ns):
        at = min(packet.time_ns - first + 1_000_000, 59_000_000_000)
        line = f"frame at={at}ns hex={packet.data.hex()}"
        if len(line) + 1 > room:
            break
        room -= len(line) + 1
        last, told = at, told + 1
        lines.append(line)
    lines.insert(1, f"duration {-(-last // 1_000_000) + 10}ms")
    if told < len(packets):
        lines.append(f"# {len(packets) - told} more packets do not fit a scenario's text")
    return "\n".join(lines) + "\n"


def write(packets: Iterable[tuple[int, bytes, int]], *, snaplen: int = SNAPLEN) -> bytes:
    """A pcap file with nanoseconds: (time in ns, the bytes there are, how long the packet was) each."""
    parts = [struct.pack("<4sHHiIII", b"\x4d\x3c\xb2\xa1", 2, 4, 0, 0, snaplen, ETHERNET)]
    for time_ns, data, length in packets:
        parts.append(struct.pack("<4I", *divmod(time_ns, 1_000_000_000), len(data), length) + data)
    return b"".join(parts)
