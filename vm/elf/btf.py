"""`.BTF` to types, `.BTF.ext` to source lines. Source: the kernel's documentation of BTF."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from vm.elf.reader import wrong

MAGIC: Final = 0xEB9F
MAX_TYPES: Final = 100_000
MAX_LINES: Final = 200_000
MAX_STRING: Final = 1024
MAX_CHAIN: Final = 32
"""Qualifiers and typedefs in front of a type."""

INT, PTR, ARRAY, STRUCT, UNION, ENUM, FWD, TYPEDEF, VOLATILE, CONST, RESTRICT = range(1, 12)
FUNC, FUNC_PROTO, VAR, DATASEC, FLOAT, DECL_TAG, TYPE_TAG, ENUM64 = range(12, 20)

_FIXED: Final = {INT: 4, ARRAY: 12, VAR: 4, DECL_TAG: 4}
_EACH: Final = {STRUCT: 12, UNION: 12, ENUM: 8, FUNC_PROTO: 8, DATASEC: 12, ENUM64: 12}
_SEE_THROUGH: Final = frozenset({TYPEDEF, VOLATILE, CONST, RESTRICT, TYPE_TAG})


@dataclass(frozen=True, slots=True)
class Type:
    """One type. `ref` is its size or the type it refers to, as its kind has it; `rest` what follows, unread.

    flag   of a structure: members may be bit fields; of an enumeration: values are signed
    """

    name: str
    kind: int
    count: int
    ref: int
    rest: bytes
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a structure: its first bit, and its width in bits, 0 unless it is a bit field."""

    name: str
    type: int
    bit: int
    width: int


@dataclass(frozen=True, slots=True)
class Btf:
    """Types by id; id 0 is void."""

    types: tuple[Type, ...]
    strings: bytes
    _read: dict[int, list[Field]] = field(default_factory=dict, compare=False, repr=False)
    """Members read before, by the identity of their structure: many relocations ask for the same one."""

    def get(self, number: int) -> Type:
        """The type of id `number`; raises ObjectError if there is none."""
        if not 0 <= number < len(self.types):
            raise wrong("bad-btf", f"BTF has no type {number}")
        return self.types[number]

    def resolved(self, number: int) -> Type:
        """The type behind typedefs and qualifiers."""
        kind = self.get(number)
        for _ in range(MAX_CHAIN):
            if kind.kind not in _SEE_THROUGH:
                return kind
            kind = self.get(kind.ref)
        raise wrong("bad-btf", "a BTF typedef refers to itself")

    def size(self, number: int) -> int:
        """Bytes of a type; 0 for void and functions."""
        factor = 1
        for _ in range(MAX_CHAIN):
            kind = self.resolved(number)
            if kind.kind == ARRAY:
                number, _, elements = struct.unpack("<III", kind.rest)
                factor *= elements
                continue
            if kind.kind == PTR:
                return 8 * factor
            return kind.ref * factor if kind.kind in {INT, STRUCT, UNION, ENUM, FLOAT, ENUM64, DATASEC} else 0
        raise wrong("bad-btf", "a BTF array refers to itself")

    def members(self, kind: Type) -> list[tuple[str, int]]:
        """(name, type id) of each member of a structure."""
        return [(string(self.strings, name), ref) for name, ref, _ in struct.iter_unpack("<III", kind.rest)]

    def fields(self, kind: Type) -> list[Field]:
        """Where each member of a structure or union lies."""
        known = self._read.get(id(kind))
        if known is not None:
            return known
        mask = 0xFF_FFFF if kind.flag else 0xFFFF_FFFF
        found = self._read[id(kind)] = [
            Field(string(self.strings, name), ref, place & mask, place >> 24 if kind.flag else 0)
            for name, ref, place in struct.iter_unpack("<III", kind.rest)
        ]
        return found

    def constant(self, kind: Type, index: int) -> tuple[str, int]:
        """(name, number) of a constant of an enumeration of more than `index`."""
        if kind.kind == ENUM64:
            name, low, high = struct.unpack_from("<III", kind.rest, 12 * index)
            value, bits = high << 32 | low, 64
        else:
            name, value = struct.unpack_from("<II", kind.rest, 8 * index)
            bits = 32
        return string(self.strings, name), value - (value >> bits - 1 << bits) if kind.flag else value

    @staticmethod
    def signed(kind: Type) -> bool:
        """Whether numbers of this type have a sign."""
        if kind.kind == INT:
            return bool(int.from_bytes(kind.rest, "little") >> 24 & 1)
        return kind.kind in {ENUM, ENUM64} and kind.flag


def string(table: bytes, offset: int) -> str:
    """The string at `offset`."""
    end = table.find(b"\0", offset, offset + MAX_STRING)
    return table[offset : end if end >= 0 else offset + MAX_STRING].decode("utf-8", "replace")


def header(data: bytes, words: int) -> tuple[int, ...]:
    """The offsets behind the common header of `.BTF` and `.BTF.ext`; the header's size comes first."""
    if len(data) < 8 + 4 * words:
        raise wrong("bad-btf", "BTF ends within its header")
    magic, version, _, size = struct.unpack_from("<HBBI", data)
    if magic != MAGIC or version != 1 or size < 8 + 4 * words or size > len(data):
        raise wrong("bad-btf", "this is no BTF of version 1")
    return (size, *struct.unpack_from(f"<{words}I", data, 8))


def parse(data: bytes, *, most: int = MAX_TYPES) -> Btf:
    """All types of a `.BTF` section, if they are not more than `most`.

    raises   ObjectError when it is malformed
    """
    size, type_at, type_size, string_at, string_size = header(data, 4)
    strings = data[size + string_at : size + string_at + string_size]
    body = data[size + type_at : size + type_at + type_size]
    types = [Type("void", 0, 0, 0, b"")]
    at = 0
    while at + 12 <= len(body):
        name, info, ref = struct.unpack_from("<III", body, at)
        kind, count = info >> 24 & 0x1F, info & 0xFFFF
        rest = _FIXED.get(kind, 0) + _EACH.get(kind, 0) * count
        if not INT <= kind <= ENUM64 or at + 12 + rest > len(body) or len(types) > most:
            raise wrong("bad-btf", f"BTF type {len(types)} is malformed")
        types.append(Type(string(strings, name), kind, count, ref, body[at + 12 : at + 12 + rest], bool(info >> 31)))
        at += 12 + rest
    return Btf(tuple(types), strings)


@dataclass(frozen=True, slots=True)
class Line:
    """Where the instruction at byte `offset` of a section was written."""

    offset: int
    file: str
    line: int
    column: int
    text: str


def records(
    data: bytes, strings: bytes, start: int, length: int, *, most: int
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """(section, first four words) of each record in one part of `.BTF.ext`; there are not more than `most`.

    start, length   of the part, from the beginning of the section
    raises          ObjectError when it is malformed
    """
    body = data[start : start + length]
    if len(body) < 4:
        return
    (size,) = struct.unpack_from("<I", body)
    if size < 16 or size % 4:
        raise wrong("bad-btf", "records of .BTF.ext are too short")
    at, total = 4, 0
    while at + 8 <= len(body):
        section, count = struct.unpack_from("<II", body, at)
        at += 8
        total += count
        if at + count * size > len(body) or total > most:
            raise wrong("bad-btf", "records of .BTF.ext lie outside their section")
        name = string(strings, section)
        for place in range(at, at + count * size, size):
            yield name, struct.unpack_from("<IIII", body, place)
        at += count * size


def lines(data: bytes, btf: Btf) -> dict[str, list[Line]]:
    """Section name -> its lines, in the order of instructions.

    raises   ObjectError when `.BTF.ext` is malformed
    """
    size, _, _, start, length = header(data, 4)
    found: dict[str, list[Line]] = {}
    for section, (offset, file, text, place) in records(data, btf.strings, size + start, length, most=MAX_LINES):
        rows = found.setdefault(section, [])
        if place >> 10:  # line 0: the compiler made this up
            said = string(btf.strings, text).strip()
            rows.append(Line(offset, string(btf.strings, file), place >> 10, place & 0x3FF, said))
    for rows in found.values():
        rows.sort(key=lambda row: row.offset)
    return found
