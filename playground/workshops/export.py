"""A room's results to take away: a table, a document, an archive."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any, Final

from playground.programs import services as programs
from playground.wire import SnippetBody
from playground.workshops import texts
from playground.workshops.models import Participant, Room, Work
from playground.workshops.work import best, seconds_on

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: Final = ("points", "state", "tests", "attempts", "hints", "shown", "seconds")


def neutral(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def results(room: Room) -> list[dict[str, Any]]:
    """Everybody with everything, in order of joining."""
    steps = texts.of(room.text).steps
    found = []
    for person in room.people.filter(removed=False).order_by("joined", "pk"):
        works = {work.step: work for work in person.works.all()}
        found.append(
            {
                "name": person.name,
                "joined": person.joined.isoformat(),
                "points": sum(work.points for work in works.values()),
                "steps": {step.id: _result(works.get(step.id)) for step in steps},
            }
        )
    return found


def _result(work: Work | None) -> dict[str, Any]:
    if work is None:
        return dict.fromkeys(COLUMNS) | {"points": 0, "state": "new"}
    counts = best(work)
    tests = {outcome["name"]: outcome["points"] for outcome in counts.outcomes} if counts else {}
    seconds = seconds_on(work)
    return {
        "points": work.points,
        "state": work.state,
        "tests": tests,
        "attempts": work.attempts,
        "hints": work.hints,
        "shown": work.shown,
        "seconds": None if seconds is None else round(seconds),
    }


def as_csv(room: Room, _address: str) -> tuple[str, str]:
    """One row a participant."""
    steps = texts.of(room.text).steps
    out = io.StringIO()
    writer = csv.writer(out)
    head = ["name", "joined", "points"]
    for step in steps:
        head += [f"{step.id} {column}" for column in COLUMNS if column != "tests"]
        head += [f"{step.id}: {test.name}" for test in step.tests]
    writer.writerow([neutral(name) for name in head])
    for person in results(room):
        row = [neutral(person["name"]), person["joined"], person["points"]]
        for step in steps:
            result = person["steps"][step.id]
            row += [result[column] for column in COLUMNS if column != "tests"]
            row += [(result["tests"] or {}).get(test.name) for test in step.tests]
        writer.writerow(row)
    return "text/csv; charset=utf-8", out.getvalue()


def as_json(room: Room, _address: str) -> tuple[str, str]:
    """Everything."""
    document = {
        "version": 1,
        "room": room.pk,
        "title": room.title,
        "started": room.created.isoformat(),
        "ended": room.ended and room.ended.isoformat(),
        "points": texts.of(room.text).points,
        "people": results(room),
    }
    return "application/json", json.dumps(document, indent=1)


def as_zip(room: Room, address: str) -> tuple[str, bytes]:
    """Everybody's programs, each with its link."""
    out = io.BytesIO()
    links = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, person in enumerate(room.people.filter(removed=False).order_by("joined", "pk"), 1):
            folder = f"{n:03} {safe(person.name)}".strip()
            for work in person.works.exclude(source="").order_by("pk"):
                archive.writestr(f"{folder}/{work.step}.s", work.source)
                links.append(_link(room, person, work, address))
        archive.writestr("links.md", f"# {room.title}\n\n" + "\n".join(links) + "\n")
        archive.writestr("results.csv", as_csv(room, address)[1])
        archive.writestr("workshop.md", room.text)
    return "application/zip", out.getvalue()


def _link(room: Room, person: Participant, work: Work, address: str) -> str:
    step = texts.of(room.text).step(work.step)
    title = f"{room.title}: {step.title if step else work.step}"[:200]
    body = SnippetBody(source=work.source, title=title, scenario=step.scenario if step else None)
    name = re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", person.name)
    return f"* {name}, {work.step}: {address.rstrip('/')}/s/{programs.save(body).pk}"


def safe(name: str) -> str:
    """A name for a folder on any system."""
    return re.sub(r"[^\w -]", "_", name).strip(" .")[:40]


FORMS: Final[dict[str, Callable[[Room, str], tuple[str, Any]]]] = {"csv": as_csv, "json": as_json, "zip": as_zip}
