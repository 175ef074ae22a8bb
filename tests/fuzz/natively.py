"""Native code for many programs in one module: compiling the helpers once for all of them is what makes fuzzing fast."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from vm.jit.blocks import NotLowered, shape
from vm.jit.body import Build
from vm.jit.engine import Native
from vm.jit.linkage import Linkage, Unit
from vm.jit.lower import Lowering
from vm.jit.places import map_link
from vm.program import Program
from vm.runtime.machine import Machine


class Module(Native):
    """Programs compiled together, run one at a time on machines with the same maps.

    On such a machine programs keep their numbers in the module only where a tail call can reach them.
    """

    def __init__(
        self,
        machine: Machine,
        programs: Sequence[Program],
        loads: Mapping[int, frozenset[int]],
        *,
        coverage: bool = False,
    ) -> None:
        super().__init__(machine, programs, loads, level=0, coverage=coverage)


def has_native_form(program: Program, machine: Machine) -> bool:
    """Whether the JIT takes this bytecode at all."""
    unit, linkage = Unit(index=0, insns=program.insns), Linkage([map_link(instance) for instance in machine.maps])
    try:
        outline = shape(program.insns)
        for index in range(len(outline.functions)):
            Lowering(unit, outline, index, linkage, Build()).text()
    except NotLowered:
        return False
    return True


def groups(numbers: range, size: int = 16) -> Iterator[list[int]]:
    """`numbers` in lists of at most `size`."""
    them = iter(numbers)
    while group := list(islice(them, size)):
        yield group
