"""The gallery: every example with its prose, its twin that does not load, and its quiz. Read once from examples/.

NAME.s is the example, NAME.broken.s its twin with one guard removed, NAME.md what there is to say:
front matter in TOML between two lines of `+++`, then Markdown. EXPECTED lists what a run must show.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from vm.asm import assemble

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "examples"
FENCE: Final = "+++\n"
MISTAKE, QUESTION = "that does not load:", "Question:"

EXPECTED: Final = {
    "some": "verdict -> how many invocations have it at least",
    "only": "verdict -> pattern that the summary of every event with this verdict matches",
    "every": "verdict -> pattern; each event whose summary matches it has this verdict",
    "records": "map -> how many records come out at least",
    "map_entries": "map -> how many of its keys change at least",
    "maps": "map -> keys (hex) that change",
    "printed": "how many lines are printed at least",
}
"""What `expected` may hold: facts that stay true when a scenario gets richer."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """One question. `right` is the index of the right answer."""

    question: str
    answers: tuple[str, ...]
    right: int
    because: str


@dataclass(frozen=True, slots=True)
class Example:
    """One example. `rejection` is the code under which the verifier refuses the twin."""

    name: str
    title: str
    summary: str
    hook: str
    order: int
    scenario: str
    rejection: str
    quiz: Quiz
    expected: dict[str, Any]
    prose: str
    source: str
    twin: str

    @property
    def mistake(self) -> str:
        """What is wrong with the twin, in its own words."""
        return _comment(self.twin).partition(MISTAKE)[2].partition(QUESTION)[0].strip().rstrip(".")

    @property
    def twin_question(self) -> str:
        """What the twin asks whoever repairs it."""
        return _comment(self.twin).partition(QUESTION)[2].strip()

    @property
    def maps(self) -> tuple[str, ...]:
        """The types of its maps."""
        return kinds_of_maps(self.name)


def _comment(source: str) -> str:
    """The comment at the head of a source, as one line."""
    head = takewhile(lambda line: line.startswith("#"), source.splitlines())
    return " ".join(line.removeprefix("#").strip() for line in head)


@cache
def kinds_of_maps(name: str) -> tuple[str, ...]:
    """The types of an example's maps, each once, in the order of the source."""
    return tuple(dict.fromkeys(spec.type for spec in assemble(examples()[name].source).maps))


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The table in front of a page, and the page. ValueError where a fence is missing."""
    empty, table, body = text.split(FENCE, 2)
    if empty:
        raise ValueError("a page begins with +++")
    return tomllib.loads(table), body


def read(path: Path) -> Example:
    """The example that NAME.md describes. TypeError or KeyError when a field is missing, or one too many."""
    fields, prose = front_matter(path.read_text())
    quiz = fields.pop("quiz")
    return Example(
        name=path.stem,
        prose=prose,
        quiz=Quiz(**{**quiz, "answers": tuple(quiz["answers"])}),
        source=path.with_suffix(".s").read_text(),
        twin=path.with_suffix(".broken.s").read_text(),
        **fields,
    )


@cache
def examples() -> dict[str, Example]:
    """Every example by name, in the order of teaching."""
    found = [read(path) for path in FOLDER.glob("*.md")]
    return {example.name: example for example in sorted(found, key=lambda example: (example.order, example.name))}


@cache
def rows() -> list[dict[str, str]]:
    """The examples as the page's picker wants them."""
    return [
        {
            "id": example.name,
            "title": example.title,
            "summary": example.summary,
            "source": example.source,
            "scenario": example.scenario,
        }
        for example in examples().values()
    ]
