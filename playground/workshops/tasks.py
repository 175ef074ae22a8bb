"""Celery's doors to the worker's part. Grading has the class's own queue; what can wait has a third one."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from django.db import close_old_connections

from playground import store
from playground.celery import app
from playground.runs.tasks import sandbox
from playground.workshops import background, evaluation, regrading
from playground.workshops.errands import send
from playground.workshops.player import Sandbox

LATER: Final = "workshops:later"
LATER_SECONDS: Final = 210  # above the longest
COME_BACK_SECONDS: Final = 2
JOBS: Final[dict[str, Callable[[str, Sandbox], None]]] = {
    "evaluate": evaluation.evaluate,
    "find_smallest": background.find_smallest,
    "try_workshop": background.try_workshop,
    "regrade": regrading.measure,
}


@app.task(ignore_result=True)
def evaluate(submission_id: str) -> None:
    """Grade a submission."""
    _do("evaluate", submission_id)


@app.task(ignore_result=True)
def find_smallest(submission_id: str) -> None:
    """The smallest events that show a mistake."""
    _do_later("find_smallest", submission_id)


@app.task(ignore_result=True, soft_time_limit=180, time_limit=200)
def try_workshop(workshop_id: str) -> None:
    """A dry run."""
    _do_later("try_workshop", workshop_id)


@app.task(ignore_result=True)
def regrade(room_id: str) -> None:
    """A turn of a re-grading."""
    _do_later("regrade", room_id)


def _do(job: str, name: str) -> None:
    close_old_connections()
    JOBS[job](name, sandbox)


def _do_later(job: str, name: str) -> None:
    """One at a time in the whole installation: what can wait never takes the last process from a class."""
    if not store.sync().set(LATER, "busy", nx=True, ex=LATER_SECONDS):
        return send(job, name, seconds=COME_BACK_SECONDS)
    try:
        _do(job, name)
    finally:
        with suppress(*store.Down):
            store.sync().delete(LATER)
    return None
