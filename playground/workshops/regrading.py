"""A room's submissions measured by a corrected file: first a list of before and after, then, if the host wants, for good."""

import time
from typing import Any, Final

from django.db import transaction

from playground.errors import ApiError
from playground.workshops import library, texts
from playground.workshops.document import Workshop as Document
from playground.workshops.errands import send
from playground.workshops.grading import grade
from playground.workshops.models import DONE, FAILED, QUEUED, Regrade, Room, Work
from playground.workshops.player import Player, Sandbox
from playground.workshops.rooms import touch
from playground.workshops.tapes import TapePlayer

TURN_SECONDS: Final = 5.0


def begin(room: Room, text: str) -> None:
    """Have the submissions measured by a corrected text."""
    library.read(text)
    Regrade.objects.update_or_create(
        room=room, defaults={"text": text, "state": QUEUED, "changes": [], "applied": False}
    )
    send("regrade", room.pk)


def measure(room_id: str, sandbox: Sandbox) -> None:
    """Measure every final submission by the new text; nothing is written but the list of changes.

    Goes on in another task after a few seconds, so that a class's grading gets its turn.
    """
    order = Regrade.objects.filter(room_id=room_id).exclude(state__in=(DONE, FAILED)).first()
    if order is None:
        return
    workshop, begun = texts.of(order.text), time.monotonic()
    measured = {change["work"] for change in order.changes}
    works = Work.objects.filter(room_id=room_id, submissions__final=True, submissions__state=DONE)
    steps = [step.id for step in workshop.steps]
    for work in works.filter(step__in=steps).exclude(pk__in=measured).distinct().order_by("participant__name", "pk"):
        change = _best_of(work, workshop, TapePlayer(sandbox))
        order.changes.append(change)
        state = FAILED if change["after"] is None else QUEUED
        if not Regrade.objects.filter(pk=order.pk, text=order.text).update(changes=order.changes, state=state):
            return  # another text was given meanwhile
        if state == FAILED:
            return
        if time.monotonic() - begun > TURN_SECONDS:
            send("regrade", room_id)
            return
    Regrade.objects.filter(pk=order.pk, text=order.text).update(state=DONE)


def _best_of(work: Work, workshop: Document, play: Player) -> dict[str, Any]:
    """The best of all submissions of a work, as they would count now; `after` is None when one could not be played."""
    step = workshop.step(work.step)
    assert step is not None
    after: int | None = 0
    failed = 0
    finals = work.submissions.filter(final=True, state=DONE, after_solution=False).order_by("created")
    for source, hints in finals.values_list("source", "hints"):
        result = grade(step, step.tests, source, play)
        if result.system:
            after = None
            break
        after = max(after, workshop.counted(result.points, failed=failed, hints=hints))
        failed += not result.complete
    return {"work": work.pk, "name": work.participant.name, "step": work.step, "before": work.points, "after": after}


def apply(room: Room) -> int:
    """Make the measured points count, and the new text the room's. Number of changes. ApiError 409."""
    order = Regrade.objects.filter(room=room, state=DONE, applied=False).first()
    if order is None:
        raise ApiError(409, "regrade.not-ready", "there is no re-grading to apply")
    changed = [change for change in order.changes if change["before"] != change["after"]]
    with transaction.atomic():
        version = touch(room.pk)
        for change in changed:
            Work.objects.filter(pk=change["work"]).update(points=change["after"], version=version)
        Room.objects.filter(pk=room.pk).update(text=order.text, version=version)
        Regrade.objects.filter(pk=order.pk).update(applied=True)
    return len(changed)
