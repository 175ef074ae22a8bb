"""Authored workshops: kept, tried, published. The only writer of Workshop; and those that ship with the playground."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from playground.errors import ApiError
from playground.identifiers import random_id
from playground.sandbox.jobs import spell_diagnostic
from playground.workshops import format as authoring
from playground.workshops import prose, texts
from playground.workshops.document import Workshop as Document
from playground.workshops.errands import send
from playground.workshops.models import DONE, QUEUED, Workshop

SHIPPED: Final = Path(settings.BASE_DIR) / "workshops"
KEPT: Final = 200  # workshops of one host


@cache
def shipped() -> dict[str, str]:
    """Texts of the workshops that ship with the playground, by name."""
    return {path.stem: path.read_text() for path in sorted(SHIPPED.glob("*.md")) if path.stem != "README"}


def shelf() -> list[dict[str, Any]]:
    """What `shipped` holds, for a list."""
    found = [(name, texts.of(text)) for name, text in shipped().items()]
    return [
        {"name": name, "title": one.title, "summary": one.summary, "minutes": one.minutes, "steps": len(one.steps)}
        for name, one in found
    ]


def read(text: str) -> Document:
    """The workshop of a text. ApiError 400 with the first mistake."""
    try:
        return authoring.read(text)
    except authoring.FormatError as error:
        told = spell_diagnostic(error.diagnostics[0])
        raise ApiError(
            400,
            told["code"],
            told["message"],
            hint=told.get("hint", ""),
            **{name: told[name] for name in ("line", "column") if name in told},
        ) from None


def preview(text: str) -> dict[str, Any]:
    """What the editor shows beside a text: its mistakes, or how it will look."""
    try:
        workshop = authoring.read(text)
    except authoring.FormatError as error:
        return {"ok": False, "diagnostics": [spell_diagnostic(one) for one in error.diagnostics]}
    return {
        "ok": True,
        "diagnostics": [],
        "title": workshop.title,
        "summary": workshop.summary,
        "minutes": workshop.minutes,
        "points": workshop.points,
        "intro": prose.html(workshop.intro),
        "steps": [
            {
                "id": step.id,
                "title": step.title,
                "html": prose.html(step.prose),
                "points": step.points,
                "hints": [prose.html(hint) for hint in step.hints],
                "tests": [{"name": test.name, "visibility": test.visibility} for test in step.tests],
                "starter": step.starter,
                "solution": step.solution,
            }
            for step in workshop.steps
        ],
    }


def create(owner: Any, text: str) -> Workshop:
    """A new workshop of a host. ApiError 400, 409."""
    if Workshop.objects.filter(owner=owner).count() >= KEPT:
        raise ApiError(409, "workshop.too-many", f"you keep {KEPT} workshops already")
    title = read(text).title
    return Workshop.objects.create(pk=random_id(), owner=owner, title=title, text=text, digest=texts.digest(text))


def save(workshop: Workshop, text: str) -> None:
    """A new text. What was published stays published only if it is the same."""
    workshop.title, workshop.text, workshop.digest = read(text).title, text, texts.digest(text)
    workshop.save(update_fields=["title", "text", "digest", "changed"])


def begin_dry_run(workshop: Workshop) -> None:
    """Have every solution and starter played."""
    workshop.dry_run = {"state": QUEUED, "digest": workshop.digest, "ok": False, "steps": []}
    workshop.save(update_fields=["dry_run"])
    send("try_workshop", workshop.pk)


def publish(workshop: Workshop) -> None:
    """Make it ready to be held. ApiError 409 unless the dry run of this very text was good."""
    report = workshop.dry_run or {}
    if report.get("state") != DONE or report.get("digest") != workshop.digest or not report.get("ok"):
        raise ApiError(409, "workshop.not-proved", "a dry run of this text must be good first")
    workshop.published = workshop.digest
    workshop.save(update_fields=["published"])
