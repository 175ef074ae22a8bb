"""The programs under tests/cases/verifier that carry the kernel's answer: how they are read.

`written/*.txt` hold programs as text, one file an area. A line `=== NAME | TYPE | OPTION ...` begins a program; the
comment under it says what it probes. `.map` lines in front of the first one are there for all: each program gets
those that it names. What Linux said stands beside, in `NAME.jsonl`, one line a program, in the same order.

`families.jsonl.xz` holds a sample of every family of the fuzzer, bytecode and answer together.
`python -m tests.record.verifier` writes both anew.
"""

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from vm.asm import assemble
from vm.commands.compare import PROFILES
from vm.program import Program
from vm.verifier import Profile

FOLDER = Path(__file__).parents[2] / "cases" / "verifier"
WRITTEN = FOLDER / "written"
FAMILIES = FOLDER / "families.jsonl.xz"
HEADING = "=== "


class Written(NamedTuple):
    """One program of the hand-written collection.

    options   after the type: `flags=N`, `no-perfmon`, and `no-log` where the kernel's would be too long to be kept
    source    its text with the maps it names
    """

    area: str
    name: str
    prog_type: str
    options: tuple[str, ...]
    source: str

    @property
    def profile(self) -> Profile:
        return PROFILES["no-perfmon" if "no-perfmon" in self.options else "root"]

    @property
    def level(self) -> int:
        """Of the log: 4 brings the counts alone."""
        return 4 if "no-log" in self.options else 2

    def program(self) -> Program:
        """Assembled; under the GPL unless it says otherwise."""
        (program,) = assemble(self.source, default_type=self.prog_type).programs
        flags = sum(int(option[6:], 0) for option in self.options if option.startswith("flags="))
        licence = program.license if ".license" in self.source else "GPL"
        return replace(program, prog_type=self.prog_type, license=licence, flags=flags)


def areas() -> list[Path]:
    return sorted(WRITTEN.glob("*.txt"))


def programs(path: Path) -> Iterator[Written]:
    """The programs of one file."""
    maps, *parts = re.split(rf"^{HEADING}", path.read_text(), flags=re.MULTILINE)
    shared = re.findall(r"^(\.map (\w+),.*)$", maps, flags=re.MULTILINE)
    for part in parts:
        heading, _, body = part.partition("\n")
        name, prog_type, *options = (word.strip() for word in heading.split("|"))
        yield Written(path.stem, name, prog_type, tuple(options), "\n".join([*_named(body, shared), body]))


def _named(body: str, shared: list[tuple[str, str]]) -> list[str]:
    """The map lines that a program needs: the maps it names, and the templates that these name."""
    used: list[str] = []
    for line, name in reversed(shared):
        if re.search(rf"\b{name}\b", body) or any(f"inner={name}" in other for other in used):
            used.insert(0, line)
    return used


def answers(path: Path) -> list[dict[str, Any]]:
    """What Linux said of the programs of one file, in their order."""
    recorded = path.with_suffix(".jsonl")
    return [json.loads(line) for line in recorded.read_text().splitlines()] if recorded.exists() else []


@cache
def families() -> tuple[dict[str, Any], ...]:
    """The recorded sample of the families."""
    return tuple(json.loads(line) for line in lzma.decompress(FAMILIES.read_bytes()).splitlines())
