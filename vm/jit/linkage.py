"""What native code is linked against: the programs of one object, and where its maps live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vm.facts.baseline import CPUS
from vm.insn import Instruction
from vm.jit.blocks import NotLowered
from vm.program import Program
from vm.runtime.memory import HANDLE_STRIDE, HANDLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One program of the module.

    index           its number, by which `run` and tail calls name it
    insns           its slots
    pointer_loads   slots of the 32-bit context loads that yield packet pointers, as the verifier found them
    coverage        index of its first counter in a coverage build
    """

    index: int
    insns: tuple[Instruction, ...]
    pointer_loads: frozenset[int] = frozenset()
    coverage: int = 0

    def symbol(self, start: int) -> str:
        """Name of the function that begins at slot `start`."""
        return f"p{self.index}_f{start}"


def units_of(programs: Sequence[Program], pointer_loads: Mapping[int, frozenset[int]]) -> list[Unit]:
    """The programs of a machine, with what the verifier knows of some."""
    units, first = list[Unit](), 0
    for index, program in enumerate(programs):
        loads = pointer_loads.get(index, frozenset())
        units.append(Unit(index=index, insns=program.insns, pointer_loads=loads, coverage=first))
        first += len(program.insns)
    return units


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLink:
    """One map, as native code needs it. Sizes in bytes.

    values   address of the first value, or None
    area     address of a ring buffer's data, or None
    """

    type: str
    key_size: int
    value_size: int
    max_entries: int
    flags: int = 0
    values: int | None = None
    area: int | None = None

    @property
    def cpus(self) -> int:
        """How many values an element has."""
        return CPUS if "percpu" in self.type else 1


@dataclass(frozen=True, slots=True)
class Linkage:
    """The maps of the object, in the order by which programs name them."""

    maps: Sequence[MapLink] = field(default=())

    def handle(self, index: int) -> int:
        """The address by which a program knows map `index`; raises NotLowered if there is none."""
        if not 0 <= index < len(self.maps):
            raise NotLowered(f"no map {index}")
        return HANDLES + index * HANDLE_STRIDE

    def value(self, index: int) -> int:
        """The address of the first value of map `index`; raises NotLowered if it has none to show."""
        values = self.maps[index].values if 0 <= index < len(self.maps) else None
        if values is None:
            raise NotLowered(f"map {index} has no value to address")
        return values
