"""What the web process does beside answering: sweeping, forgetting, keeping its sandbox warm."""

import asyncio
import logging
import time
from typing import Final

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from playground import judge
from playground.pages import welcome
from playground.runs import feed, services
from playground.workshops import evaluation, hub, rooms

log = logging.getLogger(__name__)

SWEEP_SECONDS: Final = 2.0
FORGET_SECONDS: Final = 3600.0


def _sweep(*, forget: bool) -> None:
    close_old_connections()
    services.sweep()
    rooms.sweep()
    evaluation.sweep()
    if forget:
        services.forget_old_runs()
        rooms.forget_people()


async def care() -> None:
    """Until cancelled."""
    feed.current()
    try:
        await asyncio.to_thread(judge.server.locks)  # starts it before the first visitor
        await welcome.frames()
    except Exception:
        log.exception("the sandbox does not start")
    forgotten = time.monotonic()
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        due = time.monotonic() - forgotten > FORGET_SECONDS
        try:
            await sync_to_async(_sweep, thread_sensitive=False)(forget=due)
        except Exception as error:  # noqa: BLE001 - database or store; the next round tries again
            log.warning("sweep: %s", error)
        else:
            forgotten = time.monotonic() if due else forgotten


async def stop() -> None:
    """Leave nothing behind."""
    await feed.stop()
    await hub.stop()
    await asyncio.to_thread(judge.server.stop)
