"""Debug locations: they carry each slot's number through LLVM's passes down to the machine code.

Metadata is numbered by what it describes, so that functions can be written one by one. "Line" n + 1
of "file" m is slot n of program m.
"""

from collections.abc import Sequence
from typing import Final

from vm.jit.blocks import Shape
from vm.jit.linkage import Unit

_PROGRAM: Final = 1 << 21
"""Numbers reserved for each program: one a slot, and one a function."""


def _first(program: int) -> int:
    return 100 + program * _PROGRAM


def location(program: int, pc: int) -> str:
    """Reference to the location of slot `pc`."""
    return f"!{_first(program) + 1 + 2 * pc}"


def scope(program: int, start: int) -> str:
    """Reference to the function that begins at slot `start`."""
    return f"!{_first(program) + 2 + 2 * start}"


def metadata(units: Sequence[Unit], outlines: Sequence[Shape]) -> str:
    """All that the references refer to."""
    lines = [
        "!llvm.module.flags = !{!10}",
        "!llvm.dbg.cu = !{!11}",
        '!10 = !{i32 2, !"Debug Info Version", i32 3}',
        "!11 = distinct !DICompileUnit(language: DW_LANG_C, file: !12, emissionKind: LineTablesOnly)",
        '!12 = !DIFile(filename: "bytecode", directory: "")',
        "!13 = !DISubroutineType(types: !{})",
    ]
    for unit, outline in zip(units, outlines, strict=True):
        file = f"!{_first(unit.index)}"
        lines.append(f'{file} = !DIFile(filename: "{unit.index}", directory: "")')
        for start, end in outline.functions:
            name = scope(unit.index, start)
            lines.append(
                f'{name} = distinct !DISubprogram(name: "{unit.symbol(start)}", file: {file}, line: {start + 1}, '
                f"type: !13, unit: !11, spFlags: DISPFlagDefinition)"
            )
            lines += [
                f"{location(unit.index, pc)} = !DILocation(line: {pc + 1}, column: 1, scope: {name})"
                for pc in range(start, end)
            ]
    return "\n".join(lines)
