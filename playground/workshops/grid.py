"""What the host sees: participants by steps, as rows and changes of rows. Reads only.

`snapshot(room, since)` has everything that changed after the counter stood at `since`; 0 for all of it. Counts are
always of the whole room, so they are right whatever a client missed.
"""

import difflib
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from statistics import median
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from playground.workshops import results, texts, words
from playground.workshops.models import DONE, EDITING, NEW, PASSED, SHOWN, Participant, Room, Work

ONLINE_SECONDS: Final = 60
IDLE_MINUTES: Final = 5
NEEDS: Final = {"hand": 100, "rejected": 40, "tests": 30, EDITING: 10, NEW: 5, PASSED: 0, SHOWN: 0}
CELL_FIELDS: Final = ("step", "state", "code", "passed", "total", "points", "hints", "shown", "attempts")


def snapshot(room_id: str, since: int = 0, also: Collection[str] = ()) -> dict[str, Any]:
    """The grid, or what changed of it, and the rows of those in `also`."""
    room = Room.objects.select_related("spotlight").get(pk=room_id)
    people = list(room.people.filter(Q(version__gt=since) | Q(pk__in=also)).order_by("joined"))
    cells: dict[str, dict[str, list[Any]]] = {}
    rows = Work.objects.filter(room=room, version__gt=since, participant__removed=False)
    for person_id, *cell in rows.values_list("participant_id", *CELL_FIELDS):
        cells.setdefault(person_id, {})[cell[0]] = cell[1:]
    now = timezone.now()
    current = _states(room, [person.pk for person in people])
    return {
        "type": "grid",
        "version": room.counter,
        "full": since == 0,
        "room": spell_room(room),
        "people": [spell_person(person, current.get(person.pk, {}), now) for person in people],
        "cells": cells,
        "columns": columns(room),
    }


def presence(room_id: str) -> dict[str, tuple[bool, int]]:
    """Who is here, and since how many minutes idle (0 below five): what the clock changes, and no counter tells."""
    now = timezone.now()
    rows = Participant.objects.filter(room_id=room_id, removed=False).values_list("pk", "seen", "acted")
    found = ((pk, _online(seen, now), _idle(acted, now)) for pk, seen, acted in rows)
    return {pk: (online, idle if idle >= IDLE_MINUTES else 0) for pk, online, idle in found}


def _online(seen: datetime, now: datetime) -> bool:
    return (now - seen).total_seconds() < ONLINE_SECONDS


def _idle(acted: datetime, now: datetime) -> int:
    return int((now - acted).total_seconds() // 60)


def spell_room(room: Room) -> dict[str, Any]:
    """The room as its hosts see it."""
    return {
        "open": room.open,
        "code": room.code and words.spell_code(room.code),
        "cap": room.cap,
        "ends": room.ends and room.ends.isoformat(),
        "ended": room.ended and room.ended.isoformat(),
        "pacing": room.pacing,
        "gate": room.gate,
        "deadline": room.deadline and room.deadline.isoformat(),
        "banner": room.banner,
        "keep_days": room.keep_days,
        "spotlight": room.spotlight_id and {"participant": room.spotlight_id, "step": room.spotlight_step},
        "count": room.people.filter(removed=False).count(),
    }


def _states(room: Room, people: list[str]) -> dict[str, dict[str, str]]:
    """Each participant's states by step."""
    found: dict[str, dict[str, str]] = {}
    rows = Work.objects.filter(room=room, participant_id__in=people).values_list("participant_id", "step", "state")
    for person_id, step, state in rows:
        found.setdefault(person_id, {})[step] = state
    return found


def spell_person(person: Participant, states: dict[str, str], now: datetime) -> dict[str, Any]:
    """A row's head. `need` sorts: more needs help more."""
    idle = _idle(person.acted, now)
    state = states.get(person.step, NEW)
    return {
        "id": person.pk,
        "name": person.name,
        "hidden": person.hidden,
        "removed": person.removed,
        "hand": person.hand and person.hand.isoformat(),
        "online": _online(person.seen, now),
        "idle": idle,
        "step": person.step,
        "consent": person.consent,
        "need": need(state, hand=person.hand is not None, idle=idle),
    }


def need(state: str, *, hand: bool, idle: int) -> int:
    """How much somebody needs help."""
    stuck = 15 if idle >= IDLE_MINUTES and state not in {PASSED, SHOWN} else 0
    return (NEEDS["hand"] if hand else 0) + NEEDS[state] + stuck


def columns(room: Room) -> dict[str, dict[str, Any]]:
    """Each step: how many passed, how many are stuck on which code, the median time to the solution."""
    found: dict[str, dict[str, Any]] = {}
    times: dict[str, list[float]] = {}
    rows = Work.objects.filter(room=room, participant__removed=False)
    for step, state, code, opened, solved in rows.values_list("step", "state", "code", "opened", "solved"):
        column = found.setdefault(step, {"passed": 0, "stuck": 0, "codes": Counter(), "median_s": None})
        column["passed"] += state == PASSED
        column["stuck"] += state in {"rejected", "tests"}
        if code and state == "rejected":
            column["codes"][code] += 1
        if solved:
            times.setdefault(step, []).append((solved - opened).total_seconds())
    for step, seconds in times.items():
        found[step]["median_s"] = round(median(seconds))
    return found


def cell(room: Room, person: Participant, step_id: str) -> dict[str, Any]:
    """One participant's step, to look at: source, difference to the starter, last results, comments."""
    step = texts.step(room.text, step_id)
    work = person.works.filter(step=step_id).first()
    source = work.source if work else step.starter
    last = work and work.submissions.filter(state=DONE).order_by("-created").first()
    notices = room.notices.filter(participant=person, kind="comment", data__step=step_id).order_by("pk")
    return {
        "name": person.name,
        "source": source,
        "starter": step.starter,
        "diff": difference(step.starter, source),
        "state": work.state if work else NEW,
        "code": work.code if work else "",
        "attempts": work.attempts if work else 0,
        "hints": work.hints if work else 0,
        "shown": bool(work and work.shown),
        "points": work.points if work else 0,
        "results": results.describe(last, step, host=True, ended=True)["results"] if last else [],
        "comments": [notice.data for notice in notices],
    }


def difference(before: str, after: str) -> list[dict[str, Any]]:
    """Lines of both; `line` counts in the second."""
    found: list[dict[str, Any]] = []
    line = 0
    for mark in difflib.ndiff(before.splitlines(), after.splitlines()):
        kind, text = mark[0], mark[2:]
        if kind == "?":
            continue
        line += kind != "-"
        found.append({"kind": kind, "line": None if kind == "-" else line, "text": text})
    return found


def column(room: Room, step_id: str) -> dict[str, Any]:
    """One step, to look at: codes, and everybody's time."""
    texts.index(room.text, step_id)
    found = columns(room).get(step_id) or {"passed": 0, "stuck": 0, "codes": {}, "median_s": None}
    solved = Work.objects.filter(room=room, step=step_id, solved__isnull=False, participant__removed=False)
    times = sorted(round((end - begin).total_seconds()) for begin, end in solved.values_list("opened", "solved"))
    return found | {"times": times}
