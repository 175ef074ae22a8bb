"""The host's report: what a page needs to draw it. Reads only."""

from statistics import median
from typing import Any

from playground.workshops import texts
from playground.workshops.grid import columns
from playground.workshops.models import Room, Work
from playground.workshops.work import seconds_on

BAR = 320  # width of a full bar, in the drawing's units


def of(room: Room) -> dict[str, Any]:
    """Steps with their bars, and the numbers above them."""
    people = room.people.filter(removed=False).count()
    counts = columns(room)
    steps = [_step(room, step.id, step.title, counts.get(step.id, {}), people) for step in texts.of(room.text).steps]
    longest = max((step["median_s"] or 0 for step in steps), default=0)
    for step in steps:
        step["time_bar"] = round(BAR * (step["median_s"] or 0) / longest) if longest else 0
    points = [sum(works) for works in _points(room)]
    return {
        "people": people,
        "of": texts.of(room.text).points,
        "median_points": median(points) if points else 0,
        "finished": sum(total == texts.of(room.text).points for total in points),
        "steps": steps,
        "bar": BAR,
    }


def _points(room: Room) -> list[list[int]]:
    found: dict[str, list[int]] = {pk: [] for pk in room.people.filter(removed=False).values_list("pk", flat=True)}
    for person, points in Work.objects.filter(room=room).values_list("participant_id", "points"):
        if person in found:
            found[person].append(points)
    return list(found.values())


def _step(room: Room, step_id: str, title: str, counts: dict[str, Any], people: int) -> dict[str, Any]:
    works = list(Work.objects.filter(room=room, step=step_id, participant__removed=False))
    times = [seconds for work in works if (seconds := seconds_on(work)) is not None]
    begun, passed = len(works), counts.get("passed", 0)
    codes = sorted(counts.get("codes", {}).items(), key=lambda pair: -pair[1])
    return {
        "title": title,
        "begun": begun,
        "passed": passed,
        "shown": sum(work.shown for work in works),
        "hints": sum(work.hints for work in works),
        "attempts": sum(work.attempts for work in works),
        "median_s": round(median(times)) if times else None,
        "begun_bar": round(BAR * begun / people) if people else 0,
        "passed_bar": round(BAR * passed / people) if people else 0,
        "codes": codes,
    }
