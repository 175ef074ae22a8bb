"""The life of a run: start, claim, finish, sweep. The only writer of Run and Tape.

Every step is a compare-and-set on the row, so tasks may be lost, doubled or late without harm.
"""

import hashlib
import json
import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from playground import store, toolchain
from playground.celery import app
from playground.errors import ApiError
from playground.identifiers import random_id
from playground.runs import frames, stream
from playground.runs.models import ENDS, QUEUED, RUNNING, Run, Tape
from playground.wire import RunBody
from vm.protocol.events import Finished, Gap, Totals

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=13)  # above the longest run with its hard end
ATTEMPTS: Final = 2
REPUBLISH_AFTER: Final = timedelta(seconds=4)
DETERMINISTIC: Final = ("done", "rejected", "fault")  # ends that a wall clock has no part in
QUEUE: Final = settings.CELERY_TASK_DEFAULT_QUEUE


def content_key(body: RunBody) -> str:
    """Runs of equal key tell equal events."""
    asked = (body.engine, body.trace, body.unverified, body.coverage)
    inputs = [toolchain.stamp(), body.source, body.scenario, body.seed, *asked]
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def check_door() -> None:
    """ApiError when no run may start now: 503 while the store is down, 429 when the queue is full."""
    try:
        store.sync().ping()
    except store.Down:
        raise ApiError(
            503, "store.down", "the queue is restarting; nothing saved is lost", hint="try again", retry_after=3
        ) from None
    waiting = Run.objects.filter(state=QUEUED).count()
    if waiting >= settings.QUEUE_LIMIT:
        raise ApiError(
            429, "queue.full", f"{waiting} runs are waiting, the limit is {settings.QUEUE_LIMIT}", retry_after=10
        )


def start(body: RunBody, lane: str = QUEUE) -> Run:
    """Record a run and hand it to a worker; one whose content was played before is finished at once."""
    with transaction.atomic():
        run, fresh = record(body, lane)
    return hand_over(run) if fresh else run


def record(body: RunBody, lane: str = QUEUE) -> tuple[Run, bool]:
    """The row of a run, and whether it still has to be handed over. Inside a transaction.

    In a class's lane everybody who starts the same program at once shares one run.
    """
    now = timezone.now()
    content = content_key(body)
    tape = Tape.objects.filter(content=content).defer("events").first()
    if tape is None and lane != QUEUE and (under_way := _under_way(content, lane)):
        return under_way, False
    run = Run(
        pk=random_id(),
        source=body.source,
        scenario=body.scenario,
        seed=None if body.seed is None else hex(body.seed),
        engine=body.engine,
        trace=body.trace,
        unverified=body.unverified,
        coverage=body.coverage,
        lane=lane,
        content=content,
        created=now,
        published=now,
    )
    if tape:
        run.state, run.tape, run.shared, run.started, run.finished = tape.reason, tape, True, now, now
    run.save(force_insert=True)
    return run, tape is None


def hand_over(run: Run) -> Run:
    """Give a recorded run to a worker, once its row is committed. ApiError 503, and no run, while the store is down."""
    try:
        publish(run.pk, run.lane)
    except store.Down as error:
        Run.objects.filter(pk=run.pk, state=QUEUED).delete()
        log.warning("could not publish %s: %s", run.pk, error)
        raise ApiError(503, "store.down", "the queue does not answer", hint="try again", retry_after=3) from None
    return run


def _under_way(content: str, lane: str) -> Run | None:
    """A run of this content that waits or plays in the same lane."""
    return Run.objects.filter(content=content, lane=lane, state__in=(QUEUED, RUNNING)).order_by("created").first()


def publish(run_id: str, lane: str) -> None:
    """Put the run's id into the queue. Raises a member of `store.Down` when that fails."""
    try:
        app.send_task("playground.runs.tasks.execute", (run_id,), retry=False, queue=lane)
    except OperationalError as error:
        raise ConnectionError(str(error)) from error


def tape_of(content: str) -> Tape | None:
    """The frames of a run of this content, if one was played."""
    return Tape.objects.filter(content=content).first()


def claim(run_id: str) -> Run | None:
    """Become the one worker of this run, or None when it is gone, done or in other hands."""
    now = timezone.now()
    free = Q(state=QUEUED) | Q(state=RUNNING, lease__lt=now)
    claimed = Run.objects.filter(free, pk=run_id, attempt__lt=ATTEMPTS).update(
        state=RUNNING, attempt=F("attempt") + 1, lease=now + LEASE, started=now
    )
    return Run.objects.get(pk=run_id) if claimed else None


def finish(run: Run, told: list[str], reason: str, message: str, summary: dict[str, Any]) -> bool:
    """Write down how a claimed run ended. False when another attempt owns it by now."""
    content = run.content if reason in DETERMINISTIC else None
    tape = Tape(
        content=content, events=frames.pack(told), frames=len(told), reason=reason, message=message, summary=summary
    )
    try:
        with transaction.atomic():
            tape.save()
            return _end(run, tape)
    except IntegrityError:  # an equal run was faster; its tape is the same
        tape = Tape.objects.get(content=content)
        return _end(run, tape)


def share(run: Run) -> Tape | None:
    """End a claimed run with the tape of an equal one, if there is one by now."""
    tape = tape_of(run.content)
    if tape is None or not _end(run, tape, shared=True):
        return None
    return tape


def stop(run_id: str) -> Run | None:
    """End a run that waits or plays; None when there is no such run. One that has ended stays as it is.

    A waiting run ends here. One that plays is its worker's, which looks a few times a second.
    """
    run = Run.objects.filter(pk=run_id).first()
    if run is None or run.state in ENDS:
        return run
    try:
        stream.want_stop(run_id)
    except store.Down:
        raise ApiError(503, "store.down", "the store does not answer", hint="try again", retry_after=3) from None
    mine = claim(run_id) if run.state == QUEUED else None
    if mine is None:
        return Run.objects.get(pk=run_id)
    summary = frames.Summary()
    text, values = ending(summary, "stopped", "stopped by command, before it began")
    summary.fold(values)
    if finish(mine, [text], "stopped", "stopped by command, before it began", summary.as_json()):
        stream.Writer(run_id).tell([text], last=True)
    return Run.objects.get(pk=run_id)


def _end(run: Run, tape: Tape, *, shared: bool = False) -> bool:
    ended = Run.objects.filter(pk=run.pk, state=RUNNING, attempt=run.attempt).update(
        state=tape.reason, tape=tape, shared=shared, finished=timezone.now(), lease=None
    )
    if not ended:
        log.warning("run %s attempt %d ended after it was taken away", run.pk, run.attempt)
    return bool(ended)


def ending(
    summary: frames.Summary, reason: str, message: str, dropped: dict[str, int] | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """A last frame told by the service, for a run that could not tell its own."""
    counts = summary.counts
    totals = Totals(
        hooks=counts["hook"],
        insns=summary.insns,
        records=counts["record"],
        printed=counts["printed"],
        faults=counts["fault"],
    )
    finished = Finished(reason=reason, message=message, totals=totals)  # type: ignore[arg-type]
    gap = (Gap(dropped=dropped, reason=message),) if dropped else ()
    text = frames.spell(*gap, finished)
    return text, json.loads(text)


def describe(run: Run) -> dict[str, Any]:
    """`GET /api/v1/runs/{id}`."""
    tape = run.tape
    summary = tape.summary if tape else frames.Summary().as_json()
    described: dict[str, Any] = {
        "id": run.pk,
        "url": f"/r/{run.pk}",
        "ws": f"/ws/runs/{run.pk}/",
        "state": run.state,
        "message": tape.message if tape else "",
        "frames": tape.frames if tape else 0,
        **summary,
        "engine": run.engine,
        "seed": run.seed,
        "scenario": run.scenario,
        "trace": run.trace,
        "unverified": run.unverified,
        "coverage": run.coverage,
        "attempt": run.attempt,
        "shared": run.shared,
        "created": _spell(run.created),
        "started": _spell(run.started),
        "finished": _spell(run.finished),
    }
    if run.state == QUEUED:
        described["queue_position"] = ahead(run).count() + 1
    return described


def ahead(run: Run) -> QuerySet[Run]:
    """The runs that will be served before this one."""
    return Run.objects.filter(state=QUEUED, lane=run.lane, created__lt=run.created)


def _spell(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


# --- sweeping --------------------------------------------------------------------------------------


def sweep() -> None:
    """Put right what crashes left behind. May run anywhere, any number of times at once."""
    _take_back_lost_runs()
    _publish_forgotten_runs()


def _take_back_lost_runs() -> None:
    lost = Run.objects.filter(state=RUNNING, lease__lt=timezone.now())
    for run in lost[:50]:
        if run.attempt < ATTEMPTS:
            again = lost.filter(pk=run.pk, attempt=run.attempt).update(
                state=QUEUED, lease=None, published=timezone.now()
            )
            if again:
                log.warning("run %s lost its worker; trying again", run.pk)
                publish(run.pk, run.lane)
        elif lost.filter(pk=run.pk).update(lease=timezone.now() + LEASE):  # ours to end
            _give_up(run)


def _give_up(run: Run) -> None:
    writer = stream.Writer(run.pk)
    told = writer.read()
    summary = frames.Summary()
    for events in told:
        summary.fold(json.loads(events))
    message = f"worker lost: the run ended {ATTEMPTS} workers or was ended with them"
    text, values = ending(summary, "error", message)
    summary.fold(values)
    log.error("run %s given up", run.pk)
    if finish(run, [*told, text], "error", message, summary.as_json()):
        writer.tell([*told, text], last=True)


def _publish_forgotten_runs() -> None:
    forgotten = Run.objects.filter(state=QUEUED, published__lt=timezone.now() - REPUBLISH_AFTER)
    for lane in forgotten.values_list("lane", flat=True).distinct():
        if store.sync().llen(lane):
            continue
        for run in forgotten.filter(lane=lane).order_by("created")[:50]:
            if forgotten.filter(pk=run.pk, published=run.published).update(published=timezone.now()):
                publish(run.pk, lane)


def forget_old_runs() -> int:
    """Delete runs past their time, and tapes that no run and no recent content needs. Number of runs gone."""
    limit = timezone.now() - timedelta(days=settings.RUNS_KEPT_DAYS)
    gone, _ = Run.objects.filter(created__lt=limit, state__in=ENDS).delete()
    Tape.objects.filter(run__isnull=True, created__lt=limit).delete()
    return gone
