"""What becomes of a program, as text for people: LLVM IR and machine code, slot by slot.

For teaching. Debug locations follow each instruction through LLVM's passes, so every line of either
text knows the bytecode it came from; a line that serves several, or none, knows nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import llvmlite.binding as llvm

from vm.jit import execute
from vm.jit.body import Build
from vm.jit.linkage import Linkage, Unit
from vm.jit.lower import lower

TRIPLES: Final = {"x86_64": "x86_64-unknown-linux-gnu", "aarch64": "aarch64-unknown-linux-gnu"}
"""Machines for which code can be shown."""

_CPUS: Final = {"x86_64": "x86-64-v3", "aarch64": "generic"}
_DBG: Final = re.compile(r", !dbg (!\d+)")
_LOC: Final = re.compile(r"^\s*\.loc\s+\d+\s+(\d+)")
_NOISE: Final = re.compile(r"^\s*(\.(?!long|quad|byte|L)|#|//|;)|^\.L(func|debug|info|tmp|sec|str|cu|line)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and the slot it came from; None where it belongs to no single one."""

    text: str
    slot: int | None


def llvm_ir(unit: Unit, linkage: Linkage, *, level: int = 2) -> tuple[Line, ...]:
    """The program's LLVM IR after the passes of `level`."""
    module = execute.optimise(lower([unit], linkage, Build(lines=True)), level)
    text = str(module)
    slots = {
        name: int(line) - 1 for name, line in re.findall(r"^(!\d+) = !DILocation\(line: ([1-9]\d*)", text, re.MULTILINE)
    }
    return tuple(_ir_lines(text, slots, unit))


def _ir_lines(text: str, slots: dict[str, int], unit: Unit) -> Iterator[Line]:
    """The functions of the program, without metadata."""
    inside = False
    for line in text.splitlines():
        if line.startswith("define "):
            inside = f"@p{unit.index}_f" in line
        if inside:
            found = _DBG.search(line)
            yield Line(_DBG.sub("", line), slots.get(found[1]) if found else None)
        if line == "}":
            inside = False


def machine_code(unit: Unit, linkage: Linkage, machine: str, *, level: int = 2) -> tuple[Line, ...]:
    """The program's assembly for `machine`, a key of TRIPLES; KeyError for another."""
    target = _target(machine, level)
    module = llvm.parse_assembly(lower([unit], linkage, Build(lines=True)))
    module.triple = TRIPLES[machine]
    options = llvm.create_pipeline_tuning_options(speed_level=level)
    builder = llvm.create_pass_builder(target, options)
    builder.getModulePassManager().run(module, builder)
    return tuple(_assembly_lines(target.emit_assembly(module)))


@cache
def _target(machine: str, level: int) -> llvm.TargetMachine:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    found = llvm.Target.from_triple(TRIPLES[machine])
    return found.create_target_machine(cpu=_CPUS[machine], opt=level, reloc="pic", codemodel="default")


def _assembly_lines(text: str) -> Iterator[Line]:
    slot: int | None = None
    for line in text.splitlines():
        if line.lstrip().startswith(".section") and "debug" in line:
            return
        found = _LOC.match(line)
        if found:
            number = int(found[1])
            slot = number - 1 if number else None
        elif line.strip() and not _NOISE.match(line):
            code = line.split("\t#")[0].rstrip() if not line.lstrip().startswith("#") else ""
            if code:
                yield Line(code, None if code.endswith(":") else slot)
