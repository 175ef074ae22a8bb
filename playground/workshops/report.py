"""The host's report: what a page needs to draw it. Reads only."""

from collections import Counter
from statistics import median
from typing import Any, Final

from playground.workshops import texts
from playground.workshops.grid import columns
from playground.workshops.models import Room, Work
from playground.workshops.work import seconds_on

BAR: Final = 300  # width of a full bar, in the drawing's units
BINS: Final = 10
HIGH: Final = 90  # of the highest bin
WIDE: Final = 46  # from bin to bin


def of(room: Room) -> dict[str, Any]:
    """Figures, the distribution of points, and a row a step."""
    workshop = texts.of(room.text)
    counts = columns(room)
    totals = _totals(room)
    works = list(Work.objects.filter(room=room, participant__removed=False))
    by_step = {step.id: [work for work in works if work.step == step.id] for step in workshop.steps}
    steps = [
        _step(step.title, by_step[step.id], counts.get(step.id, {}).get("codes", {}), len(totals))
        for step in workshop.steps
    ]
    longest = max((step["median_s"] or 0 for step in steps), default=0)
    for step in steps:
        step["time_bar"] = round(BAR * (step["median_s"] or 0) / longest) if longest else 0
    return {
        "people": len(totals),
        "of": workshop.points,
        "median_points": f"{median(totals):g}" if totals else "0",
        "finished": sum(total == workshop.points for total in totals),
        "attempts": sum(work.attempts for work in works),
        "bins": _bins(totals, workshop.points),
        "steps": steps,
        "bar": BAR,
    }


def _totals(room: Room) -> list[int]:
    """Each participant's points."""
    found = dict.fromkeys(room.people.filter(removed=False).values_list("pk", flat=True), 0)
    for person, points in Work.objects.filter(room=room).values_list("participant_id", "points"):
        if person in found:
            found[person] += points
    return list(found.values())


def _bins(totals: list[int], most: int) -> list[dict[str, Any]]:
    """How many have how many points, in at most ten classes from 0 to all."""
    width = max(1, -(-(most + 1) // BINS))
    counts = Counter(total // width for total in totals)
    highest = max(counts.values(), default=1)
    bins = []
    for n in range(most // width + 1):
        low, high = n * width, min(most, (n + 1) * width - 1)
        height = round(HIGH * counts[n] / highest)
        words = f"{low}" if low == high else f"{low} - {high}"
        bins.append({"x": n * WIDE + 4, "middle": n * WIDE + WIDE // 2, "words": words, "count": counts[n],
                     "height": height, "y": 20 + HIGH - height})  # fmt: skip
    return bins


def _step(title: str, works: list[Work], codes: dict[str, int], people: int) -> dict[str, Any]:
    times = [seconds for work in works if (seconds := seconds_on(work)) is not None]
    begun, passed = len(works), sum(work.solved is not None for work in works)
    return {
        "title": title,
        "begun": begun,
        "passed": passed,
        "shown": sum(work.shown for work in works),
        "hints": sum(work.hints for work in works),
        "attempts": sum(work.attempts for work in works),
        "median_s": round(median(times)) if times else None,
        "median": _spell(median(times)) if times else "",
        "begun_bar": round(BAR * begun / people) if people else 0,
        "passed_bar": round(BAR * passed / people) if people else 0,
        "codes": sorted(codes.items(), key=lambda pair: -pair[1]),
    }


def _spell(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
