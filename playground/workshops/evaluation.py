"""The worker's part of grading. Rows are claimed as runs are.

Every step is a compare-and-set on the row, so tasks may be lost, doubled or late without harm; a fault of ours is
tried again and never costs points.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from playground import store
from playground.errors import ApiError
from playground.workshops import texts
from playground.workshops.errands import send
from playground.workshops.grading import Grade, grade
from playground.workshops.models import DONE, FAILED, PASSED, QUEUED, RUNNING, SHOWN, Participant, Submission, Work
from playground.workshops.player import Sandbox
from playground.workshops.rooms import touch
from playground.workshops.tapes import TapePlayer

LEASE: Final = timedelta(seconds=40)
ATTEMPTS: Final = 2
REPUBLISH_AFTER: Final = timedelta(seconds=20)


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
        with suppress(ApiError):  # nobody waits for it
            send("find_smallest", submission.pk)
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
    submission.points = _counted(submission, result)
    outcomes = [outcome.as_json() for outcome in result.outcomes]
    ended = _mine(submission).update(
        state=DONE, outcomes=outcomes, points=submission.points, finished=timezone.now(), lease=None
    )
    if ended:
        settle(submission, code=result.code, passed=result.passed, total=len(outcomes))


def _counted(submission: Submission, result: Grade) -> int:
    """What a submission counts, by what was handed in before it; a fault of ours was no submission."""
    work = submission.work
    before = work.submissions.filter(final=True, state=DONE, created__lt=submission.created)
    failed = sum(
        not all(outcome["passed"] for outcome in outcomes) for outcomes in before.values_list("outcomes", flat=True)
    )
    return texts.of(work.room.text).counted(result.points, failed=failed, hints=submission.hints)


def _retry(submission: Submission) -> None:
    if submission.attempt < ATTEMPTS:
        if _mine(submission).update(state=QUEUED, lease=None):
            send("evaluate", submission.pk)
    else:
        _fail(submission)


def _fail(submission: Submission) -> None:
    """Our fault: it counts as no attempt."""
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
            send("evaluate", one.pk)


def settle(submission: Submission, *, code: str, passed: int, total: int) -> None:
    """Take in a graded submission: state, and points if they are the best so far."""
    with transaction.atomic():
        version = touch(submission.work.room_id)
        work = Work.objects.select_for_update().get(pk=submission.work_id)
        complete = passed == total
        if submission.final:
            work.attempts = F("attempts") + 1
            if not submission.after_solution:
                work.points = max(work.points, submission.points)
            if complete and work.solved is None:
                work.solved = timezone.now()
        work.code = code
        work.passed, work.total = passed, total
        work.state = _state(work, code=code, complete=complete and submission.final)
        work.version = version
        work.save()
        Participant.objects.filter(pk=work.participant_id).update(version=version)


def _state(work: Work, *, code: str, complete: bool) -> str:
    if work.solved and not work.shown:
        return PASSED
    if work.shown:
        return SHOWN
    return PASSED if complete else "rejected" if code else "tests"
