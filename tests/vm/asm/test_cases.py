"""Every document under tests/cases/asm: a title, a source, `==>`, and what it becomes.

Expected are either diagnostics, one a line as `line:column-end code message | hint`, or the maps, the
programs and their slots in hexadecimal. To add a test, add a document.
"""

import re
from pathlib import Path

import pytest

from vm.asm import assemble
from vm.errors import AsmError
from vm.program import Object

CASES = Path(__file__).parents[2] / "cases" / "asm"
CASE = re.compile(
    r"^# (?P<title>[^\n]+)\n\n(?P<source>.*?)\n\n==>\n\n(?P<expected>.*?)\n(?=\n# |\s*\Z)", re.MULTILINE | re.DOTALL
)


def documents() -> list:
    found = []
    for path in sorted(CASES.glob("*.txt")):
        text = path.read_text()
        cases = list(CASE.finditer(text))
        assert len(cases) == text.count("\n==>\n"), f"{path.name}: a case does not read as one"
        found += [pytest.param(c["source"], c["expected"], id=f"{path.stem}: {c['title']}") for c in cases]
    return found


def spelt(result: Object) -> str:
    lines = []
    for spec in result.maps:
        contents = "".join(f" {key.hex() or '-'}:{value.hex()}" for key, value in spec.contents)
        lines.append(
            f"map {spec.name} {spec.type} {spec.key_size} {spec.value_size} {spec.max_entries} {spec.flags}{contents}"
        )
    for program in result.programs:
        lines.append(f"program {program.name} {program.prog_type} {program.section}")
        lines += [insn.encode().hex() for insn in program.insns]
    return "\n".join(lines)


def complaints(error: AsmError) -> str:
    return "\n".join(
        f"{d.span.line}:{d.span.column}-{d.span.end} {d.code} {d.message}" + (f" | {d.hint}" if d.hint else "")
        for d in error.diagnostics
    )


@pytest.mark.parametrize(("source", "expected"), documents())
def test_document(source: str, expected: str) -> None:
    try:
        became = spelt(assemble(source))
    except AsmError as error:
        became = complaints(error)
    assert became == expected.strip("\n")
