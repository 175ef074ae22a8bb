"""Variables that an object leaves to its loader: the kernel's version and configuration, in a map of their own.

Source: libbpf's documentation of `__kconfig`.
"""

import struct
from dataclasses import dataclass, field

from vm.elf import btf
from vm.elf.reader import STB_WEAK, Elf
from vm.facts import map_types
from vm.facts.kconfig import KCONFIG
from vm.program import MapSpec

SECTION = ".kconfig"
LONGEST = 64


@dataclass(slots=True)
class Externs:
    """The variables that are there.

    places   name -> byte offset in the map
    map      its index
    """

    places: dict[str, int] = field(default_factory=dict)
    map: int = 0


def find(elf: Elf, types: btf.Btf | None, specs: list[MapSpec]) -> Externs:
    """The configuration an object asks for, as one more map of `specs` if there is any.

    A weak variable that is not configured is zero; another one is not there.
    """
    externs = Externs(map=len(specs))
    weak = {symbol.name for symbol in elf.symbols if symbol.bind == STB_WEAK}
    content = bytearray()
    for variable in _variables(types) if types is not None else ():
        value = KCONFIG.get(variable.name, 0 if variable.name in weak else None)
        size = types.size(variable.ref) if types is not None else 0
        if value is None or not 0 < size <= LONGEST:
            continue
        content += bytes(-len(content) % min(size, 8))
        externs.places[variable.name] = len(content)
        content += _spelt(value, types, variable.ref, size)
    if externs.places:
        zero = bytes(4)
        specs.append(
            MapSpec(
                name=SECTION, type="array", key_size=4, value_size=len(content), max_entries=1,
                flags=map_types.RDONLY_PROG, contents=((zero, bytes(content)),), frozen=True,
            )
        )  # fmt: skip
    return externs


def _variables(types: btf.Btf) -> list[btf.Type]:
    for kind in types.types:
        if kind.kind == btf.DATASEC and kind.name == SECTION:
            return [types.get(number) for number, _, _ in struct.iter_unpack("<III", kind.rest)]
    return []


def _spelt(value: int, types: btf.Btf | None, number: int, size: int) -> bytes:
    """A truth in a `char` is the letter of the configuration file."""
    kind = types.resolved(number) if types is not None else None
    if size == 1 and kind is not None and kind.name == "char":
        return b"y" if value else b"n"
    return (value & (1 << 8 * size) - 1).to_bytes(size, "little")
