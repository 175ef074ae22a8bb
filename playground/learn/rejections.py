"""For each reason to refuse: the smallest program that meets it, and the same one put right.

pairs.diff holds one change a code, as a diff: `-` belongs to the broken program, `+` to the repaired one. A word
behind the code is the profile of the loader that is refused, where that is not root.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from vm.facts.rejections import REJECTIONS

FILE: Final = Path(__file__).parent / "pairs.diff"
_TITLES: Final = {row.code: row.title for row in REJECTIONS}


@dataclass(frozen=True, slots=True)
class Pair:
    """One change. `diff` is what stands in the file, `profile` a word of vm.verifier.PROFILES."""

    code: str
    broken: str
    fixed: str
    diff: str
    profile: str = "root"

    @property
    def title(self) -> str:
        """The class of refusal in a few words."""
        return _TITLES[self.code]


@cache
def pairs() -> dict[str, Pair]:
    """Every pair by code, in the order of the file."""
    _, *sections = FILE.read_text().split("@@ ")
    found = [_pair(*section.split("\n", 1)) for section in sections]
    return {pair.code: pair for pair in found}


def _pair(heading: str, diff: str) -> Pair:
    code, _, profile = heading.partition(" ")
    lines = diff.splitlines()
    broken, fixed = ("".join(f"{line[1:]}\n" for line in lines if line[:1] in {" ", mark}) for mark in "-+")
    return Pair(code, broken, fixed, diff, profile or "root")
