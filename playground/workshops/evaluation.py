"""The worker's part: grading, dry runs, smallest events, re-grading. Rows are claimed as runs are.

Every step is a compare-and-set on the row, so tasks may be lost, doubled or late without harm; a fault of ours is
tried again and never costs points.
"""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from playground import store
from playground.errors import ApiError
from playground.programs import services as programs
from playground.runs import frames
from playground.runs.models import Tape
from playground.runs.services import DETERMINISTIC, content_key
from playground.wire import RunBody, SnippetBody
from playground.workshops import texts
from playground.workshops.document import Step
from playground.workshops.document import Workshop as Document
from playground.workshops.dryrun import dry_run
from playground.workshops.grading import Grade, grade, told_to_participant
from playground.workshops.minimise import smallest
from playground.workshops.models import DONE, FAILED, QUEUED, RUNNING, Regrade, Room, Submission, Work, Workshop
from playground.workshops.player import Player, Sandbox
from playground.workshops.told import Told, fold

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=40)
GRADING_SECONDS: Final = 14.0  # and one more run: below the soft limit of a task
DRY_RUN_SECONDS: Final = 120.0
TURN_SECONDS: Final = 5.0
ATTEMPTS: Final = 2
REPUBLISH_AFTER: Final = timedelta(seconds=20)


@dataclass
class TapePlayer(Player):
    """A player that shares the results of equal runs with everybody: what was played once is read from its tape."""

    patience: float = GRADING_SECONDS
    kept: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def play(self, source: str, scenario: str | None, seed: int | None) -> Told:
        """From its tape, or now; a limit once the patience is used up, so that no task outlives its own limit."""
        if time.monotonic() - self.begun > self.patience:
            message = f"grading-wall: all tests together took more than {self.patience:.0f} s"
            return Told(reason="limit", message=message, assembled=True)
        key = content_key(RunBody.model_construct(source=source, scenario=scenario, seed=seed))
        tape = Tape.objects.filter(content=key).first()
        if tape:
            return fold(event for text in frames.unpack(bytes(tape.events)) for event in json.loads(text))
        self.kept = []
        told = super().play(source, scenario, seed)
        if told.reason in DETERMINISTIC and not told.system:
            _record(key, self.kept, told)
        return told

    def lines(self, source: str, scenario: str | None, seed: int | None) -> Iterator[tuple[str, str]]:
        """As the sandbox says them; frames are kept."""
        for tag, text in super().lines(source, scenario, seed):
            if tag == "F":
                self.kept.append(frames.split("", len(self.kept), text)[0])
            yield tag, text


def _record(key: str, kept: list[str], told: Told) -> None:
    summary = frames.Summary()
    for text in kept:
        summary.fold(json.loads(text))
    tape = Tape(
        content=key,
        events=frames.pack(kept),
        frames=len(kept),
        reason=told.reason,
        message=told.message,
        summary=summary.as_json(),
    )
    try:
        with transaction.atomic():
            tape.save()
    except IntegrityError:
        log.debug("an equal run was faster")


# --- submissions ---------------------------------------------------------------------------------------


def publish(submission_id: str) -> None:
    """Put a submission into the workshop's queue. ApiError 503."""
    from playground.workshops.tasks import evaluate  # noqa: PLC0415 - tasks import this module

    send(evaluate, submission_id)


def send(task: Any, name: str) -> None:
    """Hand a task over, now. ApiError 503 while the store is down."""
    try:
        task.apply_async((name,), retry=False)
    except (OperationalError, *store.Down) as error:
        log.warning("could not publish: %s", error)
        raise ApiError(503, "store.down", "the queue does not answer", hint="try again", retry_after=3) from None


def evaluate(submission_id: str, sandbox: Sandbox) -> None:
    """Grade a submission. Any number of deliveries make one grading."""
    submission = _claim(submission_id)
    if submission is None:
        return None
    work = submission.work
    step = texts.of(work.room.text).step(work.step)
    if step is None:
        return _fail(submission)
    tests = step.tests if submission.final else step.shown
    result = grade(step, tests, submission.source, TapePlayer(sandbox))
    if result.system:
        return _retry(submission)
    _finish(submission, result)
    if submission.final and not result.complete:
        from playground.workshops.tasks import find_smallest  # noqa: PLC0415 - as above

        with suppress(ApiError):  # nobody waits for it
            send(find_smallest, submission.pk)
    return None


def _claim(submission_id: str) -> Submission | None:
    now = timezone.now()
    free = Q(state=QUEUED) | Q(state=RUNNING, lease__lt=now)
    claimed = Submission.objects.filter(free, pk=submission_id, attempt__lt=ATTEMPTS).update(
        state=RUNNING, attempt=F("attempt") + 1, lease=now + LEASE
    )
    if not claimed:
        return None
    return Submission.objects.select_related("work__room").get(pk=submission_id)


def _mine(submission: Submission) -> Any:
    return Submission.objects.filter(pk=submission.pk, state=RUNNING, attempt=submission.attempt)


def _finish(submission: Submission, result: Grade) -> None:
    from playground.workshops.work import settle  # noqa: PLC0415 - work starts evaluations

    submission.points = result.points
    outcomes = [outcome.as_json() for outcome in result.outcomes]
    ended = _mine(submission).update(
        state=DONE, outcomes=outcomes, points=result.points, finished=timezone.now(), lease=None
    )
    if ended:
        settle(submission, code=result.code, passed=result.passed, total=len(outcomes))


def _retry(submission: Submission) -> None:
    if submission.attempt < ATTEMPTS:
        if _mine(submission).update(state=QUEUED, lease=None):
            publish(submission.pk)
    else:
        _fail(submission)


def _fail(submission: Submission) -> None:
    """Our fault: it counts as no attempt."""
    from playground.workshops.rooms import touch  # noqa: PLC0415 - as above

    if _mine(submission).update(state=FAILED, finished=timezone.now(), lease=None):
        with transaction.atomic():
            Work.objects.filter(pk=submission.work_id).update(version=touch(submission.work.room_id))


def sweep() -> None:
    """Put right what crashes left behind."""
    now = timezone.now()
    for lost in Submission.objects.filter(state=RUNNING, lease__lt=now).select_related("work")[:50]:
        _retry(lost)
    forgotten = Submission.objects.filter(state=QUEUED, created__lt=now - REPUBLISH_AFTER)
    if forgotten.exists() and not store.sync().llen("workshop"):
        for one in forgotten.order_by("created")[:50]:
            publish(one.pk)


def describe(submission: Submission, step: Step, *, host: bool, ended: bool) -> dict[str, Any]:
    """A submission as its owner, or the host, may see it."""
    by_name = {test.name: test for test in step.tests}
    results = []
    for outcome in submission.outcomes:
        test = by_name.get(outcome["name"])
        if test is None:
            continue
        result = dict(outcome) if host else told_to_participant(test, outcome)
        snippet = submission.smallest.get(outcome["name"])
        if snippet and (host or ended):
            result["smallest"] = f"/s/{snippet}"
        results.append(result)
    return {
        "id": submission.pk,
        "kind": "submit" if submission.final else "check",
        "state": submission.state,
        "passed": sum(outcome["passed"] for outcome in submission.outcomes),
        "total": len(submission.outcomes),
        "points": submission.points,
        "of": sum(outcome["of"] for outcome in submission.outcomes),
        "code": next((outcome["code"] for outcome in submission.outcomes if outcome["code"]), ""),
        "results": results,
    }


# --- in the background ---------------------------------------------------------------------------------


def find_smallest(submission_id: str, sandbox: Sandbox) -> None:
    """The smallest events for each failed test of an accepted program, as snippets."""
    submission = Submission.objects.select_related("work__room").filter(pk=submission_id, state=DONE).first()
    step = submission and texts.of(submission.work.room.text).step(submission.work.step)
    if submission is None or step is None or any(outcome["code"] for outcome in submission.outcomes):
        return
    play = TapePlayer(sandbox)
    failed = {outcome["name"] for outcome in submission.outcomes if not outcome["passed"]}
    found = {}
    for test in step.tests:
        if test.name in failed and (scenario := smallest(step, test, submission.source, play)):
            title = f"{step.title}: where it parts from the solution"[:200]
            body = SnippetBody(source=submission.source, title=title, scenario=scenario, seed=test.seed)
            found[test.name] = programs.save(body).pk
    Submission.objects.filter(pk=submission.pk).update(smallest=found)


def try_workshop(workshop_id: str, sandbox: Sandbox) -> None:
    """The dry run of a workshop's text as it is now."""
    workshop = Workshop.objects.filter(pk=workshop_id).first()
    if workshop is None:
        return
    play = TapePlayer(sandbox)
    play.patience = DRY_RUN_SECONDS
    report = dry_run(texts.of(workshop.text), play)
    report |= {"state": DONE, "digest": workshop.digest}
    Workshop.objects.filter(pk=workshop_id, digest=workshop.digest).update(dry_run=report)


def regrade(room_id: str, sandbox: Sandbox) -> None:
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
        change = _measure(work, workshop, TapePlayer(sandbox))
        order.changes.append(change)
        state = FAILED if change["after"] is None else QUEUED
        if not Regrade.objects.filter(pk=order.pk, text=order.text).update(changes=order.changes, state=state):
            return  # another text was given meanwhile
        if state == FAILED:
            return
        if time.monotonic() - begun > TURN_SECONDS:
            from playground.workshops.tasks import regrade as go_on  # noqa: PLC0415 - tasks import this module

            send(go_on, room_id)
            return
    Regrade.objects.filter(pk=order.pk, text=order.text).update(state=DONE)


def _measure(work: Work, workshop: Document, play: Player) -> dict[str, Any]:
    """The best of all submissions of a work; `after` is None when one could not be played."""
    step = workshop.step(work.step)
    assert step is not None
    finals = work.submissions.filter(final=True, state=DONE, after_solution=False).order_by("created")
    after: int | None = 0
    for source in dict.fromkeys(finals.values_list("source", flat=True)):
        result = grade(step, step.tests, source, play)
        after = None if result.system or after is None else max(after, result.points)
    return {"work": work.pk, "name": work.participant.name, "step": work.step, "before": work.points, "after": after}


def apply_regrade(room: Room) -> int:
    """Make the measured points count, and the new text the room's. Number of changes. ApiError 409."""
    from playground.workshops.rooms import touch  # noqa: PLC0415 - rooms import nothing of grading

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
