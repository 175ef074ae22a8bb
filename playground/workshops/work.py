"""What a participant does on a step. The only writer of Work; starts Submissions."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from playground.errors import ApiError
from playground.identifiers import random_id
from playground.programs import services as programs
from playground.runs import services as runs
from playground.runs.models import Run
from playground.wire import RunBody, SnippetBody
from playground.workshops import bodies, texts
from playground.workshops.document import Step
from playground.workshops.errands import send
from playground.workshops.models import (
    DONE,
    EDITING,
    FREE,
    PASSED,
    QUEUED,
    RUNNING,
    SHOWN,
    Participant,
    Room,
    Submission,
    Work,
)
from playground.workshops.rooms import touch

WAITING = 3  # submissions of one participant that may wait at once
LANE = "workshop"


def open_step(room: Room, step_id: str) -> Step:
    """A step that may be worked on now. ApiError 403, 404."""
    index = texts.index(room.text, step_id)
    if room.ended:
        raise ApiError(403, "room.ended", "this workshop has ended", hint="what you did stays; take it as links")
    if room.pacing != FREE and index > room.gate:
        raise ApiError(403, "step.closed", "the host has not opened this step yet")
    return texts.of(room.text).steps[index]


def of(person: Participant, step: Step) -> Work:
    """The participant's work on a step, begun when there is none."""
    work, _ = Work.objects.get_or_create(
        participant=person,
        step=step.id,
        defaults={"room_id": person.room_id, "source": step.starter, "opened": timezone.now()},
    )
    return work


def write(work: Work, **fields: Any) -> None:
    """Write fields that the host sees."""
    now = timezone.now()
    with transaction.atomic():
        version = touch(work.room_id)
        Work.objects.filter(pk=work.pk).update(**fields, version=version)
        Participant.objects.filter(pk=work.participant_id).update(seen=now, acted=now, step=work.step, version=version)
    for name, value in fields.items():
        setattr(work, name, value)


def draft(room: Room, person: Participant, wanted: bodies.Draft) -> None:
    """Keep what stands in the editor."""
    work = of(person, open_step(room, wanted.step))
    if wanted.source != work.source:
        keep = work.state if work.state in {PASSED, SHOWN} else EDITING
        write(work, source=wanted.source, state=keep, code="")


def run(room: Room, person: Participant, wanted: bodies.Trial) -> Run:
    """Play the source, in the workshop's own lane. Equal programs of a class share one run."""
    step = open_step(room, wanted.step)
    scenario = wanted.scenario if wanted.scenario is not None else step.scenario
    body = RunBody(**wanted.model_dump(exclude={"step", "scenario"}), scenario=scenario).told()
    with transaction.atomic():  # one wait for the database
        work = of(person, step)
        if wanted.source != work.source:
            write(work, source=wanted.source, state=work.state if work.state in {PASSED, SHOWN} else EDITING)
        made, fresh = runs.record(body, lane=LANE)
    return runs.hand_over(made) if fresh else made


def submit(room: Room, person: Participant, wanted: bodies.Attempt, *, final: bool) -> Submission:
    """Hand in for grading. ApiError 429 while several of one's own wait."""
    work = of(person, open_step(room, wanted.step))
    waiting = Submission.objects.filter(work__participant=person, state__in=(QUEUED, RUNNING)).count()
    if waiting >= WAITING:
        raise ApiError(429, "submission.busy", "your last submissions are still waiting", retry_after=2)
    runs.check_door()
    write(work, source=wanted.source)
    submission = Submission.objects.create(
        pk=random_id(),
        work=work,
        final=final,
        source=wanted.source,
        after_solution=work.shown,
        hints=work.hints,
        created=timezone.now(),
    )
    send("evaluate", submission.pk)
    return submission


def position(submission: Submission) -> int:
    """How many are served before this one, itself included."""
    return Submission.objects.filter(state=QUEUED, created__lt=submission.created).count() + 1


def next_hint(room: Room, person: Participant, step_id: str) -> tuple[str, ...]:
    """One more hint, counted. All that are open."""
    step = open_step(room, step_id)
    work = of(person, step)
    if work.hints < len(step.hints):
        write(work, hints=work.hints + 1)
    return step.hints[: work.hints]


def show_solution(room: Room, person: Participant, step_id: str) -> str:
    """Skip the step. From now on it earns no more points."""
    step = open_step(room, step_id)
    work = of(person, step)
    write(work, shown=True, state=PASSED if work.state == PASSED else SHOWN)
    return step.solution


def links(room: Room, person: Participant) -> list[dict[str, str]]:
    """One's own programs as snippets, to keep."""
    kept = []
    for work in person.works.exclude(source="").order_by("pk"):
        step = texts.of(room.text).step(work.step)
        title = f"{room.title}: {step.title if step else work.step}"[:200]
        body = SnippetBody(source=work.source, title=title, scenario=step.scenario if step else None)
        kept.append({"step": work.step, "title": title, "url": f"/s/{programs.save(body).pk}"})
    return kept


def seconds_on(work: Work) -> float | None:
    """From opening to solving."""
    return (work.solved - work.opened) / timedelta(seconds=1) if work.solved else None


def best(work: Work) -> Submission | None:
    """The submission that counts."""
    finals = work.submissions.filter(final=True, state=DONE, after_solution=False)
    return finals.order_by("-points", "created").first()
