"""The web process's own fork server: checks while one types, and the door of runs.

Users' bytes are read by a locked-down child here too. At most as many at once as there are cores;
whoever would wait too long is told so.
"""

import asyncio
import json
import logging
import os
from typing import Any, Final
from weakref import WeakKeyDictionary

from playground.errors import ApiError
from playground.sandbox.client import ForkServer, SandboxError
from vm.facts import limits

log = logging.getLogger(__name__)

AT_ONCE: Final = max(2, os.cpu_count() or 2)
WAITING: Final = 120
WAIT_SECONDS: Final = 10.0

server = ForkServer()
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
_waiting = 0

WALL: Final = f"verifying takes longer than {limits.value('verify-wall')} ms"
LIMITS: Final = {
    "wall": ("verify-wall", WALL),
    "cpu": ("verify-wall", WALL),
    "memory": ("sandbox-memory", f"verifying needs more than {limits.value('sandbox-memory')} bytes"),
    "recursion": ("nesting", "the source is nested too deep"),
}


class OverLimit(ApiError):
    """The source costs more than it may."""


async def ask(letter: str, request: dict[str, Any]) -> Any:
    """Do one job that has one result. ApiError 400, 429, 500 or 503."""
    global _waiting  # noqa: PLW0603 - one event loop, one count
    turn = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE))
    if _waiting >= WAITING:
        raise ApiError(429, "check.busy", "too many checks are waiting", retry_after=2)
    _waiting += 1
    try:
        await asyncio.wait_for(turn.acquire(), WAIT_SECONDS)
    except TimeoutError:
        raise ApiError(429, "check.busy", "too many checks are waiting", retry_after=2) from None
    finally:
        _waiting -= 1
    try:
        return await _result(letter, request)
    except (SandboxError, OSError):
        log.exception("judge")
        raise ApiError(503, "sandbox.down", "the sandbox does not start", retry_after=5) from None
    finally:
        turn.release()


async def _result(letter: str, request: dict[str, Any]) -> Any:
    why = "killed"
    async for tag, text in server.alines(letter, request):
        if tag == "R":
            return json.loads(text)
        trouble = json.loads(text)
        if "traceback" in trouble:
            log.error("judge: %s", trouble["traceback"])
        why = trouble.get("kind") or (trouble["why"] if why == "killed" else why)
    if why in LIMITS:
        name, message = LIMITS[why]
        raise OverLimit(400, f"limit.{name}", message)
    raise ApiError(500, "internal", "the toolchain failed; this is our fault and is in our log")
