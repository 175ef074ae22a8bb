"""The worker: Celery hands over a run's id, a fork server beside each pool process does the rest.

A worker is alive when it makes progress, not when it answers pings: a canary travels through its own
queue, and a watchdog ends a worker whose canary stays away while the store is up.
"""

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from typing import Any, Final

from celery import Task, signals
from celery.utils.nodenames import worker_direct
from django.db import close_old_connections, connections

from playground import store
from playground.celery import app
from playground.runs import health, services
from playground.runs.driver import drive
from playground.sandbox.client import ForkServer
from playground.sandbox.priority import give_way

log = logging.getLogger(__name__)

CANARY_SECONDS: Final = 5.0
NICENESS: Final = 5  # pages and sockets come first when cores are short: three shares for each one of runs
PATIENCE_SECONDS: Final = 40.0  # above the longest run: a busy pool is not a dead one

sandbox = ForkServer()


@app.task(bind=True, ignore_result=True)
def execute(self: Task, run_id: str) -> None:
    """Play a run to its end. Any number of deliveries make one execution."""
    close_old_connections()
    run = services.claim(run_id)
    if run is None:
        log.info("run %s is not to be done", run_id)
        return
    drive(run, sandbox)
    health.report_progress(sandbox_locks(), worker=self.request.hostname)


@app.task(bind=True, ignore_result=True)
def canary(self: Task) -> None:
    """Prove that tasks reach the pool and that the sandbox starts."""
    health.report_progress(sandbox_locks(), worker=self.request.hostname)


_locks: dict[str, str] = {}


def sandbox_locks() -> dict[str, str]:
    """The locks of this pool process's sandbox, asked once and again when its server is new."""
    if not _locks or sandbox.pid is None:
        _locks.update(sandbox.locks())
        for name, state in _locks.items():
            if state != "on":
                log.warning("sandbox: %s is %s", name, state)
    return dict(_locks)


@signals.worker_init.connect
def start_worker(**_: Any) -> None:
    """The worker, its pool and their sandboxes come after the web."""
    give_way(NICENESS)


@signals.worker_process_init.connect
def start_pool_process(**_: Any) -> None:
    """Own connections, own fork server, and no life after the worker's."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        if os.getppid() == 1:
            os._exit(1)
    connections.close_all()
    store.sync.cache_clear()
    sandbox_locks()


@signals.worker_process_shutdown.connect
def stop_pool_process(**_: Any) -> None:
    """Leave nothing behind."""
    sandbox.stop()


@signals.worker_ready.connect
def start_watchdog(sender: Any, **_: Any) -> None:
    """In the worker's main process: send canaries, bite when none comes through."""
    threading.Thread(target=_watch, args=(sender.hostname,), daemon=True, name="watchdog").start()


def _watch(hostname: str) -> None:
    last_good = time.monotonic()
    while True:
        try:
            progress = health.progress(hostname)
            if progress and time.time() - progress < CANARY_SECONDS * 2:
                last_good = time.monotonic()
            canary.apply_async(queue=worker_direct(hostname), retry=False, expires=PATIENCE_SECONDS)
        except Exception as error:  # noqa: BLE001 - any trouble of the store: without it nothing can be judged
            log.warning("watchdog: the store does not answer: %s", error)
            last_good = time.monotonic()
        if time.monotonic() - last_good > PATIENCE_SECONDS:
            log.critical("watchdog: no task came through for %d s; ending this worker", PATIENCE_SECONDS)
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(CANARY_SECONDS)
