"""How the values of a scenario's settings are spelt: durations, rates, numbers, addresses, bytes.

Each reader takes the text of one value, quotation marks removed, and returns what it means or raises
`Bad`, whose hint says what could be written instead.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from vm.kernel import packets
from vm.kernel.forms import FLAGS
from vm.kernel.tasks import COMM_SIZE

MAX_DURATION_NS: Final = 60_000_000_000
MAX_RATE: Final = 1_000_000  # a second
MAX_FRAME: Final = 3_520  # bytes: what fits an XDP packet on one page


class Bad(Exception):  # noqa: N818 - carries a complaint to the statement that knows the place
    """A value cannot be read; `hint` says what could."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


_UNITS: Final = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
_DURATION: Final = re.compile(r"(\d{1,12})(\.\d{1,9})?(ns|us|ms|s)\Z")
_NUMBER: Final = re.compile(r"-?(0x[0-9a-fA-F]{1,16}|\d{1,20})\Z")
_FUNCTION: Final = re.compile(r"[A-Za-z_][\w.]{0,127}\Z")


def duration(text: str) -> int:
    found = _DURATION.match(text)
    if not found:
        raise Bad(f"{text!r} is no duration", "write a number and a unit: 250ns, 10us, 5ms or 2s")
    whole, part, unit = found.groups()
    value = int(whole) * _UNITS[unit] + (int(part[1:]) * _UNITS[unit] // 10 ** (len(part) - 1) if part else 0)
    if value > MAX_DURATION_NS:
        raise Bad(f"{text} is longer than a scenario may last", f"the longest is {MAX_DURATION_NS // 10**9}s")
    return value


def number(text: str) -> int:
    if not _NUMBER.match(text):
        raise Bad(f"{text!r} is no number", "write decimal digits, or hexadecimal ones after 0x")
    value = int(text, 0) if "0x" in text else int(text)
    if not -(1 << 63) <= value < 1 << 64:
        raise Bad(f"{text} does not fit 64 bits")
    return value


def within(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = number(text)
        if not low <= value <= high:
            raise Bad(f"{text} is not between {low} and {high}")
        return value

    return read


def numbers(text: str) -> tuple[int, ...]:
    values = tuple(number(part) for part in text.split(","))
    if len(values) > 6:
        raise Bad("a call has at most six arguments")
    return values


def rate(text: str) -> int:
    digits = text.removesuffix("/s")
    if digits == text or not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise Bad(f"{text!r} is no rate", "write so many a second: 50/s")
    if not 1 <= int(digits) <= MAX_RATE:
        raise Bad(f"{text} is not between 1/s and {MAX_RATE}/s")
    return int(digits)


def frame(text: str) -> bytes:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        raise Bad("the bytes are not hexadecimal", 'write two digits a byte: hex="ffffffffffff"') from None
    if not 1 <= len(data) <= MAX_FRAME:
        raise Bad(f"a frame of {len(data)} bytes", f"frames have 1 to {MAX_FRAME} bytes")
    return data


def choice(names: Iterable[str]) -> Callable[[str], str]:
    known = tuple(names)

    def read(text: str) -> str:
        if text not in known:
            raise Bad(f"{text!r} is none of those that exist", suggest(text, known))
        return text

    return read


def text_of(limit: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not text or len(text) > limit or not text.isprintable():
            raise Bad(f"expected 1 to {limit} printable characters")
        return text

    return read


def comm(text: str) -> str:
    if not text.isprintable() or not 0 < len(text.encode()) < COMM_SIZE:
        raise Bad(f"a process name has 1 to {COMM_SIZE - 1} bytes")
    return text


def path(text: str) -> str:
    if not text.startswith("/") or len(text) > 255 or not text.isprintable():
        raise Bad(f"{text!r} is no absolute path")
    return text


def function(text: str) -> str:
    if not _FUNCTION.match(text):
        raise Bad(f"{text!r} is no function name")
    return text


def suggest(text: str, known: Iterable[str]) -> str:
    known = tuple(known)
    close = difflib.get_close_matches(text, known, 1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"


def name(text: str) -> str:
    """A map's name."""
    if not _FUNCTION.match(text):
        raise Bad(f"{text!r} is no name of a map")
    return text


def payload(text: str) -> bytes:
    """What a packet carries, as text."""
    return text_of(1_400)(text).encode()


def reader(text: str) -> str:
    """A map's name, or `*` for every ring buffer."""
    return text if text == "*" else name(text)


def address(text: str) -> bytes:
    """An IPv4 or IPv6 address, in network order."""
    try:
        return packets.ipv6(text) if ":" in text else packets.ipv4(text)
    except ValueError:
        raise Bad(f"{text!r} is no IP address", "write 198.51.100.7, or 2001:db8::7") from None


def flags(text: str) -> int:
    """TCP flags, as in syn+ack."""
    value = 0
    for part in text.split("+"):
        if part not in FLAGS:
            raise Bad(f"{part!r} is no TCP flag", suggest(part, FLAGS))
        value |= FLAGS[part]
    return value


def window(text: str) -> tuple[int, int]:
    """The first and the last number of a stretch, as in 500:599."""
    first, colon, last = text.partition(":")
    if not colon:
        raise Bad(f"{text!r} is no stretch", "write the first and the last number: 500:599")
    low, high = within(0, MAX_EVENT)(first), within(0, MAX_EVENT)(last)
    if high < low:
        raise Bad(f"{text!r} ends before it begins")
    return low, high


MAX_EVENT: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A key or a value of a map as written; how many bytes it has is up to the map.

    number   a lone number: as wide as the map says, little-endian
    data     bytes; text is filled up with zeros
    program  name of a program, for the slots of a prog_array
    """

    text: str
    number: int | None = None
    data: bytes = b""
    is_text: bool = False
    program: str = ""

    def sized(self, size: int) -> bytes:
        """The bytes for a key or value of `size` bytes; raises Bad."""
        if self.number is not None:
            if not -(1 << 8 * size - 1) <= self.number < 1 << 8 * size:
                raise Bad(f"{self.text} does not fit {size} bytes")
            return (self.number & (1 << 8 * size) - 1).to_bytes(size, "little")
        if len(self.data) == size or (self.is_text and len(self.data) < size):
            return self.data.ljust(size, b"\0")
        if self.program:
            raise Bad(f"{self.text} is a program, and this map holds none", "prog: stands for a value of a prog_array")
        raise Bad(f"{self.text} has {len(self.data)} bytes, and {size} are needed")


_CELL_HINT: Final = (
    "write a number, or parts with commas: u32:7 be16:53 ip:10.0.0.1 mac:52:54:00:12:34:56 hex:0a0b text:abc prog:NAME"
)
MAX_CELL: Final = 4_096


def cell(text: str) -> Cell:
    """A key or a value: `5`, `hex:0a00`, `text:abc`, `prog:NAME`, or typed parts one behind the other, as in `ip:10.0.0.1,be16:80`."""
    if _NUMBER.match(text):
        return Cell(text, number(text))
    if text.startswith("prog:"):
        return Cell(text, program=name(text[5:]))
    if text.startswith("text:"):
        return Cell(text, data=text[5:].encode()[:MAX_CELL], is_text=True)
    return Cell(text, data=b"".join(_part(part) for part in text.split(",")))


def _part(text: str) -> bytes:
    kind, _, rest = text.partition(":")
    found = re.fullmatch(r"(u|s|be)(8|16|32|64)", kind)
    try:
        if found:
            size, value = int(found[2]) // 8, number(rest)
            return value.to_bytes(size, "big" if found[1] == "be" else "little", signed=value < 0)
        if kind == "ip":
            return address(rest)
        if kind == "mac":
            return packets.mac(rest)
        if kind == "hex":
            return bytes.fromhex(rest)[:MAX_CELL]
    except (ValueError, OverflowError):
        raise Bad(f"{text!r} cannot be read", _CELL_HINT) from None
    raise Bad(f"{text!r} is no key or value", _CELL_HINT)
