"""The program's native code, for reading: LLVM IR and assembly with the slot each line came from."""

from vm.facts import limits
from vm.jit.blocks import NotLowered
from vm.jit.linkage import Linkage, MapLink, Unit
from vm.jit.text import TRIPLES, Line, llvm_ir, machine_code
from vm.program import MapSpec, Program
from vm.runtime.memory import ARENA

MAX_SLOTS = limits.value("analysis-native")
SHOWN_VALUES = ARENA + (1 << 24)
"""Where the shown code believes that the first map's values lie; a run has its own places."""

MAX_LINES = 6_000


class NotShown(Exception):  # noqa: N818 - an answer for the reader, not a failure
    """There is no native code to show; says why."""


def native(program: Program, pointer_loads: frozenset[int]) -> dict[str, tuple[Line, ...]]:
    """The lines of "llvm" and of each machine of TRIPLES. Raises NotShown."""
    if len(program.insns) > MAX_SLOTS:
        raise NotShown(f"the program has {len(program.insns)} slots, the limit analysis-native is {MAX_SLOTS}")
    unit = Unit(index=0, insns=program.insns, pointer_loads=pointer_loads)
    linkage = Linkage([_link(index, spec) for index, spec in enumerate(program.maps)])
    try:
        found = {"llvm": llvm_ir(unit, linkage)}
        for machine in TRIPLES:
            found[machine] = machine_code(unit, linkage, machine)
    except NotLowered as missing:
        raise NotShown(f"the program has no native form here: {missing}") from None
    longest = max(map(len, found.values()))
    if longest > MAX_LINES:
        raise NotShown(f"its native code has {longest} lines, too many to show")
    return found


def _link(index: int, spec: MapSpec) -> MapLink:
    return MapLink(
        type=spec.type,
        key_size=spec.key_size,
        value_size=spec.value_size,
        max_entries=spec.max_entries,
        flags=spec.flags,
        values=SHOWN_VALUES + (index << 20),
    )
