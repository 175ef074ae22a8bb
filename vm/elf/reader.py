"""Bytes to sections, symbols and relocations. Believes nothing it has not measured.

The headers are taken apart by pyelftools' structures; the tables by `struct`, since they are long.
Source: the System V ABI's ELF-64 format, and LLVM's list of BPF relocations.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final

from elftools.common.exceptions import ELFError
from elftools.common.utils import struct_parse
from elftools.elf.structs import ELFStructs

from vm.errors import Diagnostic, ObjectError
from vm.facts import limits

MAX_SECTIONS: Final = 1024
MAX_SYMBOLS: Final = 20_000
MAX_RELOCATIONS: Final = 50_000
MAX_NAME: Final = 256
"""Bounds of what is read; each is several times what Cilium's largest objects have."""

SHDR_SIZE: Final = 64
SYM: Final = struct.Struct("<IBBHQQ")
REL: Final = struct.Struct("<QQ")

SHT_PROGBITS, SHT_SYMTAB, SHT_RELA, SHT_NOBITS, SHT_REL = 1, 2, 4, 8, 9
SHF_EXECINSTR: Final = 4
STT_NOTYPE, STT_OBJECT, STT_FUNC, STT_SECTION = 0, 1, 2, 3
STB_LOCAL, STB_WEAK = 0, 2
R_BPF_64_64, R_BPF_64_32 = 1, 10
EM_BPF: Final = 247


@dataclass(frozen=True, slots=True)
class Section:
    """One section. `size` counts bytes in memory; `data` is empty for .bss."""

    name: str
    type: int
    flags: int
    data: bytes
    size: int
    info: int

    @property
    def is_code(self) -> bool:
        """Whether it holds instructions."""
        return self.type == SHT_PROGBITS and bool(self.flags & SHF_EXECINSTR) and self.size > 0


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol. `section` is an index into `Elf.sections`, 0 when undefined; `value` a byte offset in it."""

    name: str
    type: int
    bind: int
    section: int
    value: int
    size: int


@dataclass(frozen=True, slots=True)
class Relocation:
    """Bytes at `offset` refer to `symbol`."""

    offset: int
    type: int
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Elf:
    """An object taken apart. `relocations`: index of the section they patch -> in the file's order."""

    sections: tuple[Section, ...]
    symbols: tuple[Symbol, ...]
    relocations: dict[int, tuple[Relocation, ...]]

    def named(self, name: str) -> Section | None:
        """The first section called `name`."""
        return next((section for section in self.sections if section.name == name), None)


def wrong(code: str, message: str, hint: str = "") -> ObjectError:
    """A reason why an object cannot be used."""
    return ObjectError(Diagnostic(code=f"elf.{code}", message=message, hint=hint))


def read(data: bytes) -> Elf:
    """Take `data` apart.

    raises   ObjectError for what is no little-endian ELF-64 object for BPF, or points outside itself
    """
    if len(data) > limits.value("object-size"):
        raise wrong("too-large", f"the object has {len(data)} bytes, at most {limits.value('object-size')} are taken")
    if data[:4] != b"\x7fELF":
        raise wrong("not-elf", "this is no ELF object")
    if len(data) < 64 or data[4:7] != b"\x02\x01\x01":
        raise wrong(
            "not-bpf", "only little-endian 64-bit ELF objects hold eBPF for this machine", "clang -target bpfel"
        )
    headers = _headers(data)
    sections = _sections(data, headers)
    symbols = _symbols(headers, sections)
    return Elf(sections, symbols, _relocations(sections, symbols))


@dataclass(frozen=True, slots=True)
class _Header:
    name: int
    type: int
    flags: int
    offset: int
    size: int
    link: int
    info: int
    entry: int


def _headers(data: bytes) -> list[_Header]:
    structs = ELFStructs(little_endian=True, elfclass=64)
    structs.create_basic_structs()
    stream = BytesIO(data)
    try:
        structs.create_advanced_structs()
        ehdr = struct_parse(structs.Elf_Ehdr, stream, stream_pos=0)
        if ehdr["e_machine"] not in {"EM_BPF", EM_BPF, "EM_NONE", 0}:
            raise wrong(
                "not-bpf", f"the object is for another machine: {ehdr['e_machine']}", "compile with clang -target bpf"
            )
        count, start = ehdr["e_shnum"], ehdr["e_shoff"]
        if ehdr["e_shentsize"] != SHDR_SIZE or not 1 <= count <= MAX_SECTIONS:
            raise wrong(
                "bad-sections", f"{count} section headers of {ehdr['e_shentsize']} bytes: no object looks like that"
            )
        if start + count * SHDR_SIZE > len(data):
            raise wrong("truncated", "the section headers lie outside the file")
        rows = [struct_parse(structs.Elf_Shdr, stream, stream_pos=start + i * SHDR_SIZE) for i in range(count)]
    except ELFError as error:
        raise wrong("bad-header", f"the headers cannot be read: {error}") from None
    raw = [struct.unpack_from("<II", data, start + i * SHDR_SIZE) for i in range(count)]
    headers = [
        _Header(
            row["sh_name"],
            kind,
            row["sh_flags"],
            row["sh_offset"],
            row["sh_size"],
            row["sh_link"],
            row["sh_info"],
            row["sh_entsize"],
        )
        for row, (_, kind) in zip(rows, raw, strict=True)
    ]
    names = ehdr["e_shstrndx"]
    if not isinstance(names, int) or names >= count:
        raise wrong("bad-sections", "the table of section names does not exist")
    return [*headers, headers[names]]


def _sections(data: bytes, headers: list[_Header]) -> tuple[Section, ...]:
    *rows, names = headers
    if sum(row.size for row in rows if row.type != SHT_NOBITS) > len(data):
        raise wrong("bad-sections", "the sections are larger than the file: they lie over one another or outside of it")
    table = _content(data, names)
    sections: list[Section] = []
    for row in rows:
        content = b"" if row.type in {0, SHT_NOBITS} else _content(data, row)
        if row.type == SHT_NOBITS and row.size > limits.value("map-memory"):
            raise wrong("too-large", f"a section of {row.size} bytes is too large")
        sections.append(Section(_string(table, row.name), row.type, row.flags, content, row.size, row.info))
    return tuple(sections)


def _content(data: bytes, row: _Header) -> bytes:
    if row.offset + row.size > len(data):
        raise wrong("truncated", "a section lies outside the file")
    return data[row.offset : row.offset + row.size]


def _string(table: bytes, offset: int) -> str:
    end = table.find(b"\0", offset, offset + MAX_NAME)
    return table[offset : end if end >= 0 else offset + MAX_NAME].decode("utf-8", "replace")


def _symbols(headers: list[_Header], sections: tuple[Section, ...]) -> tuple[Symbol, ...]:
    at = next((i for i, section in enumerate(sections) if section.type == SHT_SYMTAB), None)
    if at is None:
        return ()
    content = sections[at].data
    if len(content) // SYM.size > MAX_SYMBOLS:
        raise wrong("too-many-symbols", f"{len(content) // SYM.size} symbols, at most {MAX_SYMBOLS} are taken")
    link = headers[at].link
    table = sections[link].data if link < len(sections) else b""
    whole = content[: len(content) // SYM.size * SYM.size]
    return tuple(
        Symbol(
            _symbol_name(sections, table, name, info & 15, section),
            info & 15,
            info >> 4,
            section if section < len(sections) else 0,
            value,
            size,
        )
        for name, info, _, section, value, size in SYM.iter_unpack(whole)
    )


def _symbol_name(sections: tuple[Section, ...], table: bytes, name: int, kind: int, section: int) -> str:
    if kind == STT_SECTION and section < len(sections):
        return sections[section].name
    return _string(table, name)


def _relocations(sections: tuple[Section, ...], symbols: tuple[Symbol, ...]) -> dict[int, tuple[Relocation, ...]]:
    """Those of code sections; debug information is not followed."""
    patched: dict[int, tuple[Relocation, ...]] = {}
    total = 0
    for section in sections:
        if section.type != SHT_REL or section.info >= len(sections) or not _followed(sections[section.info]):
            continue
        total += len(section.data) // REL.size
        if total > MAX_RELOCATIONS:
            raise wrong("too-many-relocations", f"more than {MAX_RELOCATIONS} relocations")
        whole = section.data[: len(section.data) // REL.size * REL.size]
        rows: list[Relocation] = []
        for offset, info in islice(REL.iter_unpack(whole), MAX_RELOCATIONS):
            if info >> 32 >= len(symbols):
                raise wrong("bad-relocation", f"a relocation in {section.name} names a symbol that does not exist")
            rows.append(Relocation(offset, info & 0xFFFF_FFFF, symbols[info >> 32]))
        patched[section.info] = patched.get(section.info, ()) + tuple(rows)
    return patched


def _followed(section: Section) -> bool:
    return section.is_code or section.name in {".maps", "maps"}
