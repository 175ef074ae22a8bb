"""Documents of the project that readers of the site want, too: docs/*.md as pages of the reference."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from playground.learn import markdown

FOLDER: Final = Path(__file__).parents[2] / "docs"

SUMMARIES: Final = {
    "differences": "What this playground does otherwise than Linux, and what it leaves out",
    "language": "The assembler: both syntaxes, directives, errors",
    "scenarios": "The text that says what happens in the simulated world",
}
"""Which documents, with a line about each."""

_LINK: Final = re.compile(r"\]\((?P<name>[a-z-]+)\.md(?P<place>#[\w-]*)?\)")


@dataclass(frozen=True, slots=True)
class Document:
    """One page; `body` is HTML."""

    name: str
    title: str
    summary: str
    body: str


@cache
def documents() -> dict[str, Document]:
    """Every document that is there, by name."""
    found = {}
    for name, summary in SUMMARIES.items():
        path = FOLDER / f"{name}.md"
        if path.exists():
            heading, _, text = path.read_text().partition("\n")
            address = f"/reference/{name}"
            found[name] = Document(name, heading.removeprefix("# "), summary, markdown.html(_linked(text), address))
    return found


def _linked(text: str) -> str:
    """Links from document to document become links from page to page; those to others become words."""

    def replaced(found: re.Match[str]) -> str:
        name = found["name"]
        return f"](/reference/{name}{found['place'] or ''})" if name in SUMMARIES else "](/learn/)"

    return _LINK.sub(replaced, text)
