"""What maps hold from the start: the programs and maps that an object puts into them.

libbpf's `.values = { [1] = &tail }` are relocations in `.maps`, a word of 8 bytes each. iproute2 says it
otherwise: a section "2/5" is the program under key 5 of the map with id 2, and a map that others hold
names its own key among them.

Sources: libbpf's documentation of BTF-defined maps; tc-bpf(8).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from vm.elf.maps import Maps
from vm.elf.reader import STT_SECTION, Elf, Relocation, wrong
from vm.program import MapSpec

WORD: Final = 8
_TAIL: Final = re.compile(r"(0x[0-9a-f]{1,8}|[0-9]{1,9})/(0x[0-9a-f]{1,8}|[0-9]{1,9})")

Place = tuple[int, int]
"""(section index, byte offset)"""


def filled(elf: Elf, maps: Maps, programs: Mapping[Place, int]) -> tuple[MapSpec, ...]:
    """The maps with their contents; what could not be stored is added to the notes of `maps`.

    programs   where each program begins -> its number in the object
    raises     ObjectError for an initial value that no map holds
    """
    held: dict[int, dict[int, int]] = {}
    for at, key, number in (*_values(elf, maps, programs), *_tails(elf, maps, programs), *maps.held):
        spec = maps.specs[at]
        if spec.key_size != 4 or spec.value_size != 4 or key >= spec.max_entries:
            raise wrong("bad-map", f"the map {spec.name[:60]} has no place for its initial value {key}")
        held.setdefault(at, {})[key] = number
    return tuple(
        replace(spec, contents=tuple((_u32(key), _u32(number)) for key, number in sorted(held[at].items())))
        if at in held
        else spec
        for at, spec in enumerate(maps.specs)
    )


def _u32(number: int) -> bytes:
    return number.to_bytes(4, "little")


def _values(elf: Elf, maps: Maps, programs: Mapping[Place, int]) -> Iterator[tuple[int, int, int]]:
    """(map, key, number of what it holds there) of every `.values`."""
    for section in (index for index in elf.relocations if elf.sections[index].name == ".maps"):
        for relocation in elf.relocations[section]:
            owners = [place for place in maps.values if place[0] == section and place[1] <= relocation.offset]
            if not owners:
                raise wrong("bad-relocation", "an initial value in .maps belongs to no map")
            first = max(owners)
            at, key = maps.values[first], (relocation.offset - first[1]) // WORD
            known = programs if maps.specs[at].type == "prog_array" else maps.places
            number = known.get(_target(elf, section, relocation))
            if number is None:
                maps.notes.append(
                    f"map {maps.specs[at].name}: nothing under key {key}, as {relocation.symbol.name[:60]} is not here"
                )
            else:
                yield at, key, number


def _target(elf: Elf, section: int, relocation: Relocation) -> Place:
    """Where a relocated word points to: a static symbol is its section and the word itself."""
    symbol, offset = relocation.symbol, relocation.symbol.value
    if symbol.type == STT_SECTION:
        offset += int.from_bytes(elf.sections[section].data[relocation.offset : relocation.offset + WORD], "little")
    return symbol.section, offset


def _tails(elf: Elf, maps: Maps, programs: Mapping[Place, int]) -> Iterator[tuple[int, int, int]]:
    """(map, key, program) of the sections that iproute2 knows by numbers."""
    for (section, _), number in programs.items() if maps.iproute2 else ():
        found = _TAIL.fullmatch(elf.sections[section].name)
        at = maps.numbered.get(int(found[1], 0)) if found and found[1].lstrip("0") else None
        if found and at is not None and maps.specs[at].type == "prog_array":
            yield at, int(found[2], 0), number
