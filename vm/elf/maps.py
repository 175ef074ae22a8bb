"""Sections to map descriptions: `.maps` by its BTF, `maps` by its bytes, data sections as one-entry arrays.

Sources: libbpf's documentation of BTF-defined maps; `struct bpf_elf_map` of iproute2's bpf_elf.h.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from vm.elf import btf
from vm.elf.reader import STT_SECTION, Elf, Section, Symbol, wrong
from vm.facts import limits, map_types
from vm.facts.baseline import CPUS, PAGE_SIZE
from vm.program import MapSpec, map_bytes

_TYPES: Final = {row.id: row.name for row in map_types.MAP_TYPES}
_IPROUTE2: Final = 36
"""Bytes of iproute2's structure; the plain one has 20, kernel samples add inner_map_idx and numa_node."""

_STACK_DEPTH: Final = 127
"""Addresses in a stack trace. Source: Linux, PERF_MAX_STACK_DEPTH."""
_HANDLES: Final = frozenset({"perf_event_array", "array_of_maps", "hash_of_maps", "prog_array"})
"""Types whose values are descriptors of 4 bytes, which old objects do not say."""
_UNSIZED: Final = 128
"""Entries of a map whose object names no number."""

_DATA: Final = (".rodata", ".data", ".bss")


@dataclass(slots=True)
class Maps:
    """The maps of an object, and where its symbols lie among them.

    places   (section index, byte offset) -> map index
    data     section index -> map index, for data sections
    values   (section index, byte offset) of the first word of a `.values` -> map index
    iproute2 whether a map says so: its sections are programs of tc
    numbered iproute2's id of a map -> map index
    held     (map index, key, map index) of maps that iproute2 puts into others
    """

    specs: list[MapSpec] = field(default_factory=list)
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    data: dict[int, int] = field(default_factory=dict)
    values: dict[tuple[int, int], int] = field(default_factory=dict)
    iproute2: bool = False
    numbered: dict[int, int] = field(default_factory=dict)
    held: list[tuple[int, int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Give sizes to maps that leave them to their loader, and let all of them fit into the memory there is."""
        for at, spec in enumerate(self.specs):
            self.specs[at] = self._sized(spec)
        while self.specs and sum(map(map_bytes, self.specs)) > limits.value("map-memory"):
            at, largest = max(enumerate(self.specs), key=lambda row: map_bytes(row[1]))
            if largest.max_entries < 2 or largest.contents:
                return
            self.specs[at] = replace(largest, max_entries=largest.max_entries // 2)
            self.notes = [note for note in self.notes if not note.startswith(f"map {largest.name}: ")]
            self.notes.append(f"map {largest.name}: {largest.max_entries // 2} entries, as many as fit here")

    def _sized(self, spec: MapSpec) -> MapSpec:
        if spec.type in {"ringbuf", "user_ringbuf"} and spec.max_entries:
            pages = -(-spec.max_entries // PAGE_SIZE)
            return replace(spec, max_entries=PAGE_SIZE << (pages - 1).bit_length())
        if spec.type in _HANDLES and not spec.value_size:
            spec = replace(spec, key_size=spec.key_size or 4, value_size=4)
        if spec.type == "stack_trace" and not spec.value_size:
            spec = replace(spec, value_size=8 * _STACK_DEPTH)
            self.notes.append(f"map {spec.name}: {_STACK_DEPTH} addresses a stack; the object leaves it to its loader")
        if spec.max_entries or spec.contents:
            return spec
        entries = CPUS if spec.type == "perf_event_array" else _UNSIZED
        if spec.type != "perf_event_array":  # which libbpf settles without a word
            self.notes.append(f"map {spec.name}: {entries} entries; the object leaves the number to its loader")
        return replace(spec, max_entries=entries)


def find(elf: Elf, types: btf.Btf | None) -> Maps:
    """Every map that `elf` declares, in the order of its sections.

    raises   ObjectError for a definition that cannot be read
    """
    maps = Maps()
    for index, section in enumerate(elf.sections):
        if section.name == ".maps":
            _btf_maps(elf, index, types, maps)
        elif section.name == "maps" and section.data:
            _legacy_maps(elf, index, section, maps)
    for index, section in enumerate(elf.sections):
        if (
            section.size
            and not section.is_code
            and (section.name in _DATA or section.name.startswith(tuple(f"{d}." for d in _DATA)))
        ):
            if section.name.startswith(".data.rel"):
                continue
            maps.data[index] = len(maps.specs)
            maps.specs.append(_data_map(section))
    maps.settle()
    if len(maps.specs) > limits.value("map-count"):
        raise wrong(
            "too-many-maps",
            f"the object declares {len(maps.specs)} maps, at most {limits.value('map-count')} are taken",
        )
    return maps


def _data_map(section: Section) -> MapSpec:
    content = section.data or bytes(section.size)
    constant = section.name.startswith(".rodata")
    return MapSpec(
        name=section.name,
        type="array",
        key_size=4,
        value_size=section.size,
        max_entries=1,
        flags=map_types.RDONLY_PROG if constant else 0,
        contents=((bytes(4), content),),
        frozen=constant,
    )


def _symbols(elf: Elf, index: int) -> list[Symbol]:
    found = [symbol for symbol in elf.symbols if symbol.section == index and symbol.type != STT_SECTION and symbol.name]
    return sorted(found, key=lambda symbol: symbol.value)


# -- maps: bytes


def _legacy_maps(elf: Elf, index: int, section: Section, maps: Maps) -> None:
    symbols = _symbols(elf, index)
    if not symbols:
        raise wrong("bad-map", "the section maps has no symbols: its maps have no names")
    ends = [symbol.value for symbol in symbols[1:]] + [section.size]
    inner: list[tuple[int, int]] = []
    keys: dict[int, int] = {}
    for symbol, end in zip(symbols, ends, strict=True):
        size = symbol.size or end - symbol.value
        definition = section.data[symbol.value : symbol.value + size]
        words = struct.unpack_from(f"<{len(definition) // 4}I", definition)
        if len(words) < 5:
            raise wrong(
                "bad-map", f"the map {symbol.name[:60]} has {len(definition)} bytes, a definition has at least 20"
            )
        at = len(maps.specs)
        maps.places[index, symbol.value] = at
        maps.specs.append(_spec(symbol.name, words[0], words[1], words[2], words[3], words[4]))
        if len(words) * 4 >= _IPROUTE2:
            maps.iproute2 = True
            maps.numbered.setdefault(words[5], at)
            keys[at] = words[8]
            if words[7]:
                inner.append((at, words[7]))
    for at, number in inner:
        if number in maps.numbered:
            held = maps.numbered[number]
            maps.specs[at] = replace(maps.specs[at], inner=maps.specs[held])
            maps.held.append((at, keys[held], held))


def _spec(name: str, kind: int, key: int, value: int, entries: int, flags: int, extra: int = 0) -> MapSpec:
    if kind not in _TYPES:
        raise wrong("bad-map", f"the map {name[:60]} has the unknown type {kind}")
    return MapSpec(
        name=name, type=_TYPES[kind], key_size=key, value_size=value, max_entries=entries, flags=flags, map_extra=extra
    )


# -- .maps: BTF


def _btf_maps(elf: Elf, index: int, types: btf.Btf | None, maps: Maps) -> None:
    if types is None:
        raise wrong("no-btf", "the section .maps needs BTF, and there is none", "compile with -g")
    offsets = {symbol.name: symbol.value for symbol in _symbols(elf, index)}
    for name, kind in _variables(types):
        if name not in offsets:
            continue
        definition = types.resolved(kind.ref)
        maps.places[index, offsets[name]] = at = len(maps.specs)
        maps.specs.append(_defined(types, name, definition))
        for member in types.fields(definition):
            if member.name == "values":
                maps.values[index, offsets[name] + member.bit // 8] = at


def _variables(types: btf.Btf) -> Iterator[tuple[str, btf.Type]]:
    """The variables of `.maps`, in BTF's order."""
    for kind in types.types:
        if kind.kind == btf.DATASEC and kind.name == ".maps":
            for number, _, _ in struct.iter_unpack("<III", kind.rest):
                variable = types.get(number)
                yield variable.name, variable


_NUMBERS: Final = {
    "type": "type", "max_entries": "entries", "key_size": "key", "value_size": "value", "map_flags": "flags", "map_extra": "extra",
}  # fmt: skip
"""Members whose number hides in an array's length: `int (*max_entries)[10]`."""


def _defined(types: btf.Btf, name: str, kind: btf.Type, depth: int = 0) -> MapSpec:
    if kind.kind != btf.STRUCT:
        raise wrong("bad-map", f"the map {name[:60]} is no structure")
    if depth > 2:
        raise wrong("bad-map", f"the map {name[:60]} holds maps of maps of maps")
    values = {"type": 0, "key": 0, "value": 0, "entries": 0, "flags": 0, "extra": 0}
    inner: MapSpec | None = None
    for member, number in types.members(kind):
        pointed = types.resolved(number)
        if member in _NUMBERS:
            values[_NUMBERS[member]] = _length(types, pointed, f"{name}.{member}")
        elif member in {"key", "value"} and pointed.kind == btf.PTR:
            values[member] = types.size(pointed.ref)
        elif member == "values" and pointed.kind == btf.ARRAY:
            values["value"] = 4
            element = types.resolved(struct.unpack("<III", pointed.rest)[0])
            target = types.resolved(element.ref) if element.kind == btf.PTR else element
            if target.kind == btf.STRUCT:
                inner = _defined(types, f"{name}.inner", target, depth + 1)
    spec = _spec(
        name, values["type"], values["key"], values["value"], values["entries"], values["flags"], values["extra"]
    )
    return replace(spec, inner=inner)


def _length(types: btf.Btf, pointer: btf.Type, what: str) -> int:
    array = types.resolved(pointer.ref) if pointer.kind == btf.PTR else pointer
    if array.kind != btf.ARRAY:
        raise wrong("bad-map", f"{what[:80]} is no number in BTF's way of writing one")
    length: int = struct.unpack("<III", array.rest)[2]
    return length
