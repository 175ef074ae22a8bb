"""The lessons: short pages in lessons/*.md, front matter in TOML between two lines of `+++`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from playground.learn import figures, markdown
from playground.learn.gallery import front_matter

FOLDER: Final = Path(__file__).parent / "lessons"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page. `minutes` to read it."""

    slug: str
    title: str
    summary: str
    order: int
    minutes: int
    text: str

    @property
    def address(self) -> str:
        """Where it is."""
        return f"/learn/{self.slug}"


def read(path: Path) -> Lesson:
    """The lesson of a file. TypeError when a field is missing, or one too many."""
    fields, text = front_matter(path.read_text())
    return Lesson(slug=path.stem, text=figures.filled(text), **fields)


@cache
def lessons() -> dict[str, Lesson]:
    """Every lesson by slug, in order."""
    found = [read(path) for path in FOLDER.glob("*.md")]
    return {lesson.slug: lesson for lesson in sorted(found, key=lambda lesson: lesson.order)}


@cache
def page(slug: str) -> str:
    """A lesson as HTML; KeyError if there is none."""
    lesson = lessons()[slug]
    return markdown.html(lesson.text, lesson.address)


@cache
def snippets(slug: str) -> list[markdown.Snippet]:
    """The programs of a lesson that can be opened, in order."""
    return [snippet for snippet in markdown.snippets(lessons()[slug].text) if snippet.whole]
