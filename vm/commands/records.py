"""Ring records as their `.record` layout reads them: names and values instead of bytes."""

import ipaddress
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from vm.protocol.events import RecordField

_ARRAY: Final = re.compile(r"(\w+)\[(\d+)\]\Z")


def _number(data: bytes) -> str:
    return str(int.from_bytes(data, "little"))


def _signed(data: bytes) -> str:
    return str(int.from_bytes(data, "little", signed=True))


def _big(data: bytes) -> str:
    return str(int.from_bytes(data, "big"))


def _address(data: bytes) -> str:
    return str(ipaddress.ip_address(data))


def _ns(data: bytes) -> str:
    return f"{int.from_bytes(data, 'little') / 1e6:.6f} ms"


# type: (bytes, how it is shown)
_TYPES: Final[Mapping[str, tuple[int, Callable[[bytes], str]]]] = {
    **{f"u{8 * size}": (size, _number) for size in (1, 2, 4, 8)},
    **{f"s{8 * size}": (size, _signed) for size in (1, 2, 4, 8)},
    **{f"be{8 * size}": (size, _big) for size in (2, 4, 8)},
    "ipv4": (4, _address),
    "ipv6": (16, _address),
    "mac": (6, lambda data: data.hex(":")),
    "bool": (1, lambda data: "true" if any(data) else "false"),
    "ns": (8, _ns),
    "char": (1, lambda data: repr(data.decode("latin-1"))),
    "hex": (1, bytes.hex),
}


def decode(layout: Sequence[RecordField], data: bytes) -> str:
    """`pid=1234 comm="bash"`; what the record is too short for is left out, what is longer comes as hex."""
    shown, at = [], 0
    for field in layout:
        size, text = _cut(field.type, data[at:])
        if not size or at + size > len(data):
            break
        shown.append(f"{field.name}={text}")
        at += size
    if at < len(data) and any(data[at:]):
        shown.append(f"+{data[at : at + 16].hex(' ')}")
    return " ".join(shown)


def _cut(kind: str, data: bytes) -> tuple[int, str]:
    """(bytes that a field of this type takes, what it shows)."""
    array = _ARRAY.match(kind)
    size, how = _TYPES.get(array[1] if array else kind, (0, bytes.hex))
    if array is None or not size:
        return size, how(data[:size]) if size and len(data) >= size else ""
    total = size * int(array[2])
    whole = data[:total]
    if array[1] == "char":
        return total, '"' + whole.split(b"\0")[0].decode("utf-8", "replace") + '"'
    if array[1] == "hex":
        return total, whole.hex()
    parts = [how(whole[at : at + size]) for at in range(0, len(whole) - size + 1, size)]
    return total, f"[{' '.join(parts)}]"
