"""What Linux says of every program of the gallery, in the form of tests/cases/gallery/verdicts.jsonl.

    python -m tests.record.gallery

Needs root and a kernel that loads programs; nothing is ever attached.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playground.learn import gallery
from vm import live
from vm.asm import assemble
from vm.program import Program

VERDICTS = Path(__file__).parent.parent / "cases" / "gallery" / "verdicts.jsonl"


def programs() -> Iterator[tuple[str, Program]]:
    """(file, program) of every example and every twin."""
    for path in sorted(gallery.FOLDER.glob("*.s")):
        for program in assemble(path.read_text()).programs:
            yield path.name, program


def asked(file: str, program: Program) -> dict[str, Any]:
    """One record: the kernel's complaint, line by line, none when it accepts, and how many instructions it walked."""
    with live.load(program, log_level=1) as answer:
        assert answer.stats is not None, f"{file}: bpf(2) did not come to verify it: {answer.errno_name}"
        return {
            "file": file,
            "program": program.name,
            "ok": answer.ok,
            "error_lines": list(answer.error_lines),
            "walked": answer.stats.insns_processed,
        }


def main() -> None:
    VERDICTS.write_text("".join(json.dumps(asked(*each)) + "\n" for each in programs()))


if __name__ == "__main__":
    main()
