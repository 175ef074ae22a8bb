"""Celery's doors to `evaluation`. Grading has the class's own queue; what can wait has a third one."""

from typing import Any

from django.db import close_old_connections

from playground.celery import app
from playground.runs.tasks import sandbox
from playground.workshops import evaluation


@app.task(ignore_result=True)
def evaluate(submission_id: str) -> None:
    """Grade a submission."""
    _do(evaluation.evaluate, submission_id)


@app.task(ignore_result=True)
def find_smallest(submission_id: str) -> None:
    """The smallest events that show a mistake."""
    _do(evaluation.find_smallest, submission_id)


@app.task(ignore_result=True, soft_time_limit=280, time_limit=300)
def try_workshop(workshop_id: str) -> None:
    """A dry run."""
    _do(evaluation.try_workshop, workshop_id)


@app.task(ignore_result=True, soft_time_limit=580, time_limit=600)
def regrade(room_id: str) -> None:
    """A re-grading."""
    _do(evaluation.regrade, room_id)


def _do(job: Any, name: str) -> None:
    close_old_connections()
    job(name, sandbox)
