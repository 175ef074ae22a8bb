"""Handing work to the worker: by a task's name, so that nobody here imports who does it."""

import logging
from typing import Final

from kombu.exceptions import OperationalError

from playground import store
from playground.celery import app
from playground.errors import ApiError

log = logging.getLogger(__name__)

TASKS: Final = "playground.workshops.tasks."


def send(task: str, name: str, *, seconds: float = 0) -> None:
    """Have a task of `tasks.py` done with a row's name, now or in so many seconds. ApiError 503 while the store is down."""
    try:
        app.send_task(TASKS + task, (name,), countdown=seconds or None, retry=False)
    except (OperationalError, *store.Down) as error:
        log.warning("could not publish: %s", error)
        raise ApiError(503, "store.down", "the queue does not answer", hint="try again", retry_after=3) from None
