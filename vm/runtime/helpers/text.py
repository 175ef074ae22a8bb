"""Helpers that make or read text: trace_printk and its kin, snprintf, strtol, strncmp.

The format rules are the kernel's for programs: flags `0 + - space`, a width, `l` or `ll`, then one of
d i u x X c; %s for a string in kernel or user memory, %pks and %pus for one of them; %p %px %pK %pB %ps %pS;
%pi4 %pI4 %pi6 %pI6 for addresses by pointer; %%. Anything else is -EINVAL, before anything is printed.
"""

import errno
import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from vm.facts.formats import DIRECTIVE, UNPRINTABLE
from vm.runtime.alu import U64, signed
from vm.runtime.helpers.probe import any_bytes, kernel_bytes, user_bytes
from vm.runtime.machine import Machine, Printed

BUFFER: Final = 1024
"""Bytes of one formatted text, its NUL included."""

MAX_STRING: Final = 512
MAX_ARGUMENTS: Final = 12


class FormatError(ValueError):
    """The kernel would not take this format."""


def render(machine: Machine, form: bytes, arguments: Sequence[int]) -> bytes:
    """`form` with its arguments put in; raises FormatError for what the kernel refuses."""
    if UNPRINTABLE.search(form):
        raise FormatError
    parts: list[bytes] = []
    supply = iter(arguments)
    at = 0
    while (percent := form.find(b"%", at)) >= 0:
        parts.append(form[at:percent])
        match = DIRECTIVE.match(form, percent)
        if match is None:
            raise FormatError
        parts.append(b"%" if match["percent"] else _directive(machine, match, supply))
        at = match.end()
    parts.append(form[at:])
    return b"".join(parts)


def _directive(machine: Machine, match: re.Match[bytes], supply: Iterator[int]) -> bytes:
    value = next(supply, None)
    if value is None:
        raise FormatError
    flags, width = match["flags"], int(match["width"] or 0)
    if match["pointer"]:
        text = _pointer(machine, match["pointer"][1:].decode(), value)
    elif match["string"]:
        text = _string(machine, any_bytes, value)
    elif match["char"]:
        text = bytes([value & 0xFF])
    else:
        return _number(match, value, flags, width)
    return text.ljust(width) if b"-" in flags else text.rjust(width)


def _number(match: re.Match[bytes], value: int, flags: bytes, width: int) -> bytes:
    bits, kind = 64 if match["length"] else 32, match["number"]
    if kind in b"di":
        number = signed(value, bits)
        sign = "-" if number < 0 else "+" if b"+" in flags else " " if b" " in flags else ""
        digits = str(abs(number))
    else:
        sign, number = "", value & ((1 << bits) - 1)
        digits = {b"u": "d", b"x": "x", b"X": "X"}[kind]
        digits = format(number, digits)
    if b"-" in flags:
        return (sign + digits).ljust(width).encode()
    if b"0" in flags:
        return (sign + digits.rjust(width - len(sign), "0")).encode()
    return (sign + digits).rjust(width).encode()


def _pointer(machine: Machine, kind: str, value: int) -> bytes:
    if kind in {"ks", "us"}:
        return _string(machine, kernel_bytes if kind == "ks" else user_bytes, value)
    kind = kind[:1] if kind[:1] in {"x", "K", "B", "s", "S"} else kind[:2]  # letters behind these are skipped
    if kind == "x":
        return f"{value:016x}".encode()
    if kind in {"B", "s", "S"}:  # a symbol's name, for which the simulated kernel shows the address
        return f"{value:#x}".encode()
    if kind in {"", "K"}:  # hashed, so that no address gets out
        return f"{(value * 0x9E37_79B9_7F4A_7C15 & U64) >> 32:016x}".encode()
    raw = kernel_bytes(machine, value, 4 if kind[1] == "4" else 16)
    raw = bytes(4 if kind[1] == "4" else 16) if raw is None else raw
    if kind == "I4":
        return str(ipaddress.IPv4Address(raw)).encode()
    if kind == "i4":
        return ".".join(f"{byte:03}" for byte in raw).encode()
    joined = (":" if kind == "I6" else "").join(raw[n : n + 2].hex() for n in range(0, 16, 2))
    return joined.encode()


def _string(machine: Machine, read: Callable[[Machine, int, int], bytes | None], address: int) -> bytes:
    """The string at `address`, empty where it cannot be read."""
    text = b""
    while len(text) < MAX_STRING - 1:
        byte = read(machine, address + len(text), 1)
        if byte is None:
            return b""
        if byte == b"\0":
            break
        text += byte
    return text


def _formatted(machine: Machine, form: bytes, arguments: Sequence[int]) -> bytes | int:
    end = form.find(b"\0")
    if end < 0:
        return -errno.EINVAL
    try:
        return render(machine, form[:end], arguments)
    except FormatError:
        return -errno.EINVAL


def _print(machine: Machine, form: bytes, arguments: Sequence[int]) -> int:
    text = _formatted(machine, form, arguments)
    if isinstance(text, int):
        return text
    shown = text[: BUFFER - 1]
    machine.emit(Printed(shown.removesuffix(b"\n").decode("utf-8", "replace")))
    return len(text)


def trace_printk(machine: Machine, form: bytes, _size: int, one: int, two: int, three: int) -> int:
    return _print(machine, form, (one, two, three))


def _words(data: bytes | None) -> Sequence[int]:
    return [int.from_bytes((data or b"")[n : n + 8], "little") for n in range(0, len(data or b""), 8)]


def trace_vprintk(machine: Machine, form: bytes, _size: int, data: bytes | None, length: int) -> int:
    if length % 8 or length > 8 * MAX_ARGUMENTS or (length and data is None):
        return -errno.EINVAL
    return _print(machine, form, _words(data))


def snprintf(machine: Machine, room: int, size: int, form: bytes, data: bytes | None, length: int) -> int:
    """Like C's: what fits goes into the room, the length of the whole with its NUL is returned."""
    if length % 8 or length > 8 * MAX_ARGUMENTS or (length and data is None):
        return -errno.EINVAL
    try:
        text = render(machine, form, _words(data)) + b"\0"
    except FormatError:
        return -errno.EINVAL
    if size and room:
        machine.memory.write(room, text if len(text) <= size else text[: size - 1] + b"\0")
    return len(text)


def strncmp(_: Machine, first: bytes, size: int, second: bytes) -> int:
    """-1 or 1 by the first bytes that differ within `size` and up to a NUL, 0 when none do."""
    for one, two in zip(first[:size], second + b"\0", strict=False):
        if one != two:
            return -1 if one < two else 1
        if one == 0:
            return 0
    return 0


_BASES: Final = {0, 8, 10, 16}


def _parse(text: bytes, flags: int) -> tuple[bool, int, int] | int:
    """(negative?, magnitude, bytes consumed) of the number that `text` begins with, or -errno."""
    base = flags & 0x1F
    if base not in _BASES or flags & ~0x1F:
        return -errno.EINVAL
    space = len(text) - len(text.lstrip(b" \t\n\v\f\r"))
    at = space
    negative = text[at : at + 1] == b"-"
    at += negative
    rest = text[at:]
    if re.match(rb"0[xX]" if base == 16 else rb"0[xX][0-9a-fA-F]", rest) and base in {0, 16}:
        base, at = 16, at + 2
    elif base == 0:
        base = 8 if rest[:1] == b"0" else 10
    pattern = {8: rb"[0-7]+", 10: rb"[0-9]+", 16: rb"[0-9a-fA-F]+"}[base]
    digits = re.match(pattern, text[at:])
    if digits is None:
        return -errno.EINVAL
    value = int(digits[0], base)
    if value > U64:
        return -errno.ERANGE
    return negative, value, at + digits.end()


def strtol(machine: Machine, text: bytes, _size: int, flags: int, room: int) -> int:
    machine.memory.write(room, bytes(8))
    parsed = _parse(text, flags)
    if isinstance(parsed, int):
        return parsed
    negative, value, consumed = parsed
    if value > (1 << 63) - (not negative):
        return -errno.ERANGE
    machine.memory.write(room, ((-value if negative else value) & U64).to_bytes(8, "little"))
    return consumed


def strtoul(machine: Machine, text: bytes, _size: int, flags: int, room: int) -> int:
    machine.memory.write(room, bytes(8))
    parsed = _parse(text, flags)
    if isinstance(parsed, int):
        return parsed
    negative, value, consumed = parsed
    if negative:
        return -errno.EINVAL
    machine.memory.write(room, value.to_bytes(8, "little"))
    return consumed


BTF_POINTER: Final = 16
"""Bytes of struct btf_ptr: an address, a type, flags."""
BTF_FLAGS: Final = 0xF


def snprintf_btf(machine: Machine, room: int, size: int, pointer: bytes, length: int, flags: int) -> int:
    """The simulated kernel has no description of its types, so none can be shown."""
    machine.memory.write(room, bytes(size))
    known = length == BTF_POINTER and not flags & ~BTF_FLAGS and any(pointer[8:12])
    return -errno.ENOENT if known else -errno.EINVAL


BODIES: Final[Mapping[str, Any]] = {
    "trace_printk": trace_printk,
    "trace_vprintk": trace_vprintk,
    "snprintf": snprintf,
    "snprintf_btf": snprintf_btf,
    "strncmp": strncmp,
    "strtol": strtol,
    "strtoul": strtoul,
}
