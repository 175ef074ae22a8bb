"""How the values of a scenario's settings are spelt: durations, rates, numbers, addresses, bytes.

A `Kind` takes the text of one value, quotation marks removed, and returns what it means or raises
`Bad`, whose hint says what could be written instead. Its `schema` says as much to machines.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from vm.kernel import packets
from vm.kernel.forms import FLAGS
from vm.kernel.tasks import COMM_SIZE

MAX_DURATION_NS: Final = 60_000_000_000
MAX_RATE: Final = 1_000_000  # a second
MAX_PAYLOAD: Final = 1_400  # bytes that a `packet` carries
MAX_FRAME: Final = 3_520  # bytes: what fits an XDP packet on one page


class Bad(Exception):  # noqa: N818 - carries a complaint to the statement that knows the place
    """A value cannot be read; `hint` says what could."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to spell a value.

    word     stands for it where a statement is shown: TIME, NUMBER
    read     text -> meaning; raises Bad
    schema   JSON Schema of the text
    """

    word: str
    read: Callable[[str], Any]
    schema: Mapping[str, Any]

    def __call__(self, text: str) -> Any:
        return self.read(text)


def kind(word: str, pattern: str = "", **schema: Any) -> Callable[[Callable[[str], Any]], Kind]:
    """Decorates a reader: what its texts look like."""
    whole = {"pattern": f"^(?:{pattern})$"} if pattern else {}
    return lambda read: Kind(word, read, {"type": "string", **whole, **schema})


_UNITS: Final = {"ns": 1, "us": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
_DURATION_FORM: Final = r"(\d{1,12})(\.\d{1,9})?(ns|us|ms|s)"
_NUMBER_FORM: Final = r"-?(0x[0-9a-fA-F]+|\d+)"
_NAME_FORM: Final = r"[A-Za-z_][\w.]{0,127}"
_DURATION: Final = re.compile(_DURATION_FORM + r"\Z")
_NUMBER: Final = re.compile(_NUMBER_FORM + r"\Z", re.ASCII)
_FUNCTION: Final = re.compile(_NAME_FORM + r"\Z", re.ASCII)
_WIDEST: Final = 40  # characters of a number that are read at all


@kind("TIME", _DURATION_FORM, examples=["250ns", "10us", "5ms", "1.5s"])
def duration(text: str) -> int:
    found = _DURATION.match(text)
    if not found:
        raise Bad(f"{text!r} is no duration", "write a number and a unit: 250ns, 10us, 5ms or 2s")
    whole, part, unit = found.groups()
    value = int(whole) * _UNITS[unit] + (int(part[1:]) * _UNITS[unit] // 10 ** (len(part) - 1) if part else 0)
    if value > MAX_DURATION_NS:
        raise Bad(f"{text} is longer than a scenario may last", f"the longest is {MAX_DURATION_NS // 10**9}s")
    return value


@kind("TIME", _DURATION_FORM, examples=["10us", "5ms"])
def period(text: str) -> int:
    """A duration that is not 0: how often something happens, how long a scenario lasts."""
    value: int = duration(text)
    if not value:
        raise Bad(f"{text} is no time at all", "write at least 1ns")
    return value


@kind("NUMBER", _NUMBER_FORM, examples=["53", "0x35", "-1"])
def number(text: str) -> int:
    if not _NUMBER.match(text):
        raise Bad(f"{text!r} is no number", "write decimal digits, or hexadecimal ones after 0x")
    if len(text) > _WIDEST:
        raise Bad(f"a number of {len(text)} characters does not fit 64 bits")
    value = int(text, 0) if "0x" in text else int(text)
    if not -(1 << 63) <= value < 1 << 64:
        raise Bad(f"{text} does not fit 64 bits")
    return value


def within(low: int, high: int) -> Kind:
    @kind("NUMBER", _NUMBER_FORM, description=f"{low} to {high}")
    def read(text: str) -> int:
        value: int = number(text)
        if not low <= value <= high:
            raise Bad(f"{text} is not between {low} and {high}")
        return value

    return read


@kind("NUMBER,...", f"{_NUMBER_FORM}(,{_NUMBER_FORM}){{0,5}}", examples=["3,0x7f00,512"])
def numbers(text: str) -> tuple[int, ...]:
    values = tuple(number(part) for part in text.split(","))
    if len(values) > 6:
        raise Bad("a call has at most six arguments")
    return values


@kind("N/s", r"\d{1,9}/s", description=f"1/s to {MAX_RATE}/s", examples=["50/s"])
def rate(text: str) -> int:
    digits = text.removesuffix("/s")
    if digits == text or not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise Bad(f"{text!r} is no rate", "write so many a second: 50/s")
    if not 1 <= int(digits) <= MAX_RATE:
        raise Bad(f"{text} is not between 1/s and {MAX_RATE}/s")
    return int(digits)


@kind("HEX", "([0-9a-fA-F]{2} ?)+", maxLength=3 * MAX_FRAME)
def frame(text: str) -> bytes:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        raise Bad("the bytes are not hexadecimal", 'write two digits a byte: hex="ffffffffffff"') from None
    if not 1 <= len(data) <= MAX_FRAME:
        raise Bad(f"a frame of {len(data)} bytes", f"frames have 1 to {MAX_FRAME} bytes")
    return data


def choice(names: Iterable[str], word: str = "") -> Kind:
    known = list(names)

    @kind(word or "|".join(known), enum=known)
    def read(text: str) -> str:
        if text not in known:
            raise Bad(f"{text!r} is none of those that exist", suggest(text, known))
        return text

    return read


def text_of(limit: int, word: str = "TEXT") -> Kind:
    @kind(word, minLength=1, maxLength=limit)
    def read(text: str) -> str:
        if not text or len(text) > limit or not text.isprintable():
            raise Bad(f"expected 1 to {limit} printable characters")
        return text

    return read


@kind("NAME", minLength=1, maxLength=COMM_SIZE - 1)
def comm(text: str) -> str:
    if not text.isprintable() or not 0 < len(text.encode()) < COMM_SIZE:
        raise Bad(f"a process name has 1 to {COMM_SIZE - 1} bytes")
    return text


@kind("PATH", "/.*", maxLength=255)
def path(text: str) -> str:
    if not text.startswith("/") or len(text) > 255 or not text.isprintable():
        raise Bad(f"{text!r} is no absolute path")
    return text


@kind("FUNCTION", _NAME_FORM)
def function(text: str) -> str:
    if not _FUNCTION.match(text):
        raise Bad(f"{text!r} is no function name")
    return text


def suggest(text: str, known: Iterable[str]) -> str:
    known = tuple(known)
    close = difflib.get_close_matches(text, known, 1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}"


@kind("MAP", _NAME_FORM)
def name(text: str) -> str:
    """A map's name."""
    if not _FUNCTION.match(text):
        raise Bad(f"{text!r} is no name of a map")
    return text


@kind("TEXT", minLength=1, maxLength=MAX_PAYLOAD)
def payload(text: str) -> bytes:
    """What a packet carries, as text."""
    carried: str = text_of(MAX_PAYLOAD)(text)
    return carried.encode()


@kind("MAP|*", rf"\*|{_NAME_FORM}")
def reader(text: str) -> str:
    """A map's name, or `*` for every ring buffer."""
    return text if text == "*" else str(name(text))


@kind("ADDRESS", "[0-9.]+|[0-9a-fA-F:.]+", examples=["198.51.100.7", "2001:db8::7"])
def address(text: str) -> bytes:
    """An IPv4 or IPv6 address, in network order."""
    try:
        return packets.ipv6(text) if ":" in text else packets.ipv4(text)
    except ValueError:
        raise Bad(f"{text!r} is no IP address", "write 198.51.100.7, or 2001:db8::7") from None


@kind("FLAG+FLAG", f"({'|'.join(FLAGS)})([+]({'|'.join(FLAGS)}))*", examples=["syn", "syn+ack"])
def flags(text: str) -> int:
    """TCP flags, as in syn+ack."""
    value = 0
    for part in text.split("+"):
        if part not in FLAGS:
            raise Bad(f"{part!r} is no TCP flag", suggest(part, FLAGS))
        value |= FLAGS[part]
    return value


@kind("FIRST:LAST", r"\d+:\d+", examples=["500:599"])
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


@kind(
    "BYTES", examples=["5", "0x35", "text:abc", "ip:10.0.0.1,be16:53", "mac:52:54:00:12:34:56", "hex:0a0b", "prog:NAME"]
)
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
            size, value = int(found[2]) // 8, int(number(rest))
            return value.to_bytes(size, "big" if found[1] == "be" else "little", signed=value < 0)
        if kind == "ip":
            return bytes(address(rest))
        if kind == "mac":
            return packets.mac(rest)
        if kind == "hex":
            return bytes.fromhex(rest)[:MAX_CELL]
    except (ValueError, OverflowError):
        raise Bad(f"{text!r} cannot be read", _CELL_HINT) from None
    raise Bad(f"{text!r} is no key or value", _CELL_HINT)
