"""Could a run be served now? Asked of the parts themselves, never of their process ids."""

import asyncio
import json
import time
from typing import Any, Final

from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from playground import store
from playground.celery import app
from playground.runs.models import QUEUED, RUNNING, Run

KEY: Final = "worker:progress"
FRESH: Final = 1.5  # seconds: younger evidence needs no new canary
BUSY: Final = 15.0  # a worker with runs in hand may be this silent
PATIENCE: Final = 2.5  # seconds that one health check waits for a canary


def report_progress(locks: dict[str, str], worker: str) -> None:
    """From a pool process of `worker`: a task came through."""
    said = json.dumps({"at": time.time(), "locks": locks})
    for key in (KEY, f"{KEY}:{worker}"):
        store.sync().set(key, said, ex=120)


def progress(worker: str) -> float | None:
    """When a task last came through that worker, seconds since the epoch."""
    found = store.sync().get(f"{KEY}:{worker}")
    return float(json.loads(str(found))["at"]) if found else None


def _database() -> tuple[str, dict[str, int]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "ok", {
            "queued": Run.objects.filter(state=QUEUED).count(),
            "running": Run.objects.filter(state=RUNNING).count(),
        }
    except DatabaseError:
        return "down", {"queued": 0, "running": 0}


def _send_canary() -> None:
    app.send_task("playground.runs.tasks.canary", retry=False, expires=10)


async def _worker(runs: dict[str, int]) -> tuple[str, dict[str, str]]:
    """The worker's state and its sandbox's locks."""
    client = store.asynchronous()
    try:
        begun = time.time()
        asked = False
        while True:
            found = await client.get(KEY)
            evidence = json.loads(found) if found else {"at": 0.0, "locks": {}}
            age = time.time() - evidence["at"]
            if age < FRESH or (asked and evidence["at"] > begun):
                return "ok", evidence["locks"]
            if time.time() - begun > PATIENCE:
                busy = age < BUSY and runs["running"] > 0
                return ("ok" if busy else "no task comes through"), evidence["locks"]
            if not asked:
                await sync_to_async(_send_canary)()
                asked = True
            await asyncio.sleep(0.03)
    finally:
        await client.aclose()


async def examine() -> tuple[bool, dict[str, Any]]:
    """(could a run be served, what is known)."""
    database, runs = await sync_to_async(_database)()
    try:
        worker, locks = await _worker(runs)
        redis = "ok"
    except Exception:  # noqa: BLE001 - redis, kombu and the socket below them each have their own
        redis, worker, locks = "down", "unknown", {}
    good = database == redis == worker == "ok"
    parts = {"database": database, "store": redis, "worker": worker}
    missing = [f"{name}: {state}" for name, state in parts.items() if state != "ok"]
    weak = {name: state for name, state in locks.items() if state != "on"}
    known = {
        "status": "ok" if good else "unavailable",
        **parts,
        "runs": runs,
        "sandbox": {"locks": locks, "weakened": weak},
    }
    if missing:
        known["missing"] = missing
    return good, known


CACHED_SECONDS: Final = 0.5
_last: tuple[float, bool, dict[str, Any]] | None = None


async def cached() -> tuple[bool, dict[str, Any]]:
    """`examine`, but a crowd of askers makes one examination."""
    global _last  # noqa: PLW0603 - one process, one memory
    if _last is None or time.monotonic() - _last[0] > CACHED_SECONDS:
        good, known = await examine()
        _last = (time.monotonic(), good, known)
    return _last[1], _last[2]
