"""What a participant sees of the room and of oneself. Reads only; hidden tests and solutions never pass here."""

from functools import lru_cache
from typing import Any

from django.db.models import Q

from playground.workshops import prose, texts
from playground.workshops.document import Step, Test
from playground.workshops.models import FREE, Notice, Participant, Room, Work

NOTICES = 200


def whole(room_id: str, person_id: str, since: int = 0) -> dict[str, Any]:
    """Everything, for a page that has nothing: `since` is the last notice it knows."""
    room = Room.objects.select_related("spotlight").get(pk=room_id)
    return {
        "type": "state",
        "version": room.counter,
        "room": of_room(room),
        "me": of_people(room, [person_id], sources=True).get(person_id),
        "notices": notices(room_id, person_id, since),
    }


def of_room(room: Room) -> dict[str, Any]:
    """What is the same for all."""
    shown = None
    if room.spotlight and room.spotlight_step:
        work = room.spotlight.works.filter(step=room.spotlight_step).first()
        shown = {"name": room.spotlight.name, "step": room.spotlight_step, "source": work.source if work else ""}
    return {
        "ended": room.ended is not None,
        "door": room.open,
        "pacing": room.pacing,
        "gate": room.gate if room.pacing != FREE else None,
        "deadline": room.deadline and room.deadline.isoformat(),
        "banner": room.banner,
        "spotlight": shown,
    }


def of_people(room: Room, people: list[str], *, sources: bool = False) -> dict[str, dict[str, Any]]:
    """Each one's own part."""
    found: dict[str, dict[str, Any]] = {
        person.pk: {
            "id": person.pk,
            "name": person.name,
            "hand": person.hand is not None,
            "consent": person.consent,
            "removed": person.removed,
            "step": person.step,
            "work": {},
        }
        for person in Participant.objects.filter(pk__in=people)
    }
    for work in Work.objects.filter(room=room, participant_id__in=people):
        found[work.participant_id]["work"][work.step] = of_work(room, work, source=sources)
    return found


def of_work(room: Room, work: Work, *, source: bool) -> dict[str, Any]:
    """One's work on one step; the hints that are open and, once shown, the solution."""
    step = texts.of(room.text).step(work.step)
    told = {
        "state": work.state,
        "code": work.code,
        "passed": work.passed,
        "total": work.total,
        "points": work.points,
        "attempts": work.attempts,
        "shown": work.shown,
        "hints": [prose.html(hint) for hint in step.hints[: work.hints]] if step else [],
    }
    if source:
        told["source"] = work.source
    if work.shown and step:
        told["solution"] = step.solution
    return told


def notices(room_id: str, person_id: str | None, since: int) -> list[dict[str, Any]]:
    """What was said to all, and to this person, after notice `since`."""
    to = Q(participant=None) | Q(participant_id=person_id) if person_id else Q(participant=None)
    rows = Notice.objects.filter(to, room_id=room_id, pk__gt=since).order_by("-pk")[:NOTICES]
    return [{"id": notice.pk, "kind": notice.kind, "data": notice.data} for notice in reversed(rows)]


@lru_cache(maxsize=64)
def steps(text: str) -> list[dict[str, Any]]:
    """The steps as participants may see them."""
    return [of_step(n, step) for n, step in enumerate(texts.of(text).steps)]


def of_step(n: int, step: Step) -> dict[str, Any]:
    """One step, without its solution, its hints and what its tests keep to themselves."""
    return {
        "id": step.id,
        "n": n,
        "title": step.title,
        "html": prose.html(step.prose),
        "points": step.points,
        "starter": step.starter,
        "scenario": step.scenario,
        "hints": len(step.hints),
        "tests": [of_test(test) for test in step.tests],
    }


def of_test(test: Test) -> dict[str, Any]:
    """A test as participants may see it."""
    if test.visibility == "hidden":
        return {"visibility": "hidden", "points": test.points}
    told: dict[str, Any] = {"visibility": test.visibility, "points": test.points, "name": test.name}
    if test.visibility == "shown" and test.detail == "full":
        told["packets"] = list(test.packets) if test.packets is not None else None
        told["scenario"] = test.scenario
        told["expect"] = test.expect.model_dump(mode="json", exclude_none=True)
    return told
