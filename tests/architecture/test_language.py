"""docs/language.md knows every code that the assembler can give, and gives none that it cannot."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_code_is_documented() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "vm" / "asm").rglob("*.py"))
    given = set(re.findall(r'"(asm\.[a-z0-9-]+)"', sources))
    documented = set(re.findall(r"`(asm\.[a-z0-9-]+)`", (ROOT / "docs" / "language.md").read_text()))
    assert given == documented


def test_every_directive_assembles_as_shown() -> None:
    from vm.asm import assemble
    from vm.facts.directives import DIRECTIVES

    for row in DIRECTIVES:
        before = (
            ".rodata\n"
            if row.name in {".asciz", ".ascii", ".string", ".byte", ".short", ".long", ".quad", ".zero"}
            else ""
        )
        after = "\n.section xdp\nmain: r0 = 0\nexit"
        if row.name in {".section", ".text"}:
            after = "\nr0 = 0\nexit"
        assert assemble(before + row.form + after).programs, row.name
