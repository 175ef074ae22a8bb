"""What a child does for its owner, by the one letter it was forked with. Text in, tagged lines out.

Every line the child writes is a tag and JSON: `F` one frame, `R` a result, `X` our own bug. The fork
server adds the last line, `T`, when the child is gone.
"""

import json
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any, Final

import vm.check
import vm.session
from playground.sandbox.lockdown import Bounds
from vm.errors import Diagnostic, VmError
from vm.facts import limits
from vm.protocol.wire import encode_frame

Job = Callable[[dict[str, Any]], Iterator[tuple[bytes, str]]]

MEMORY: Final = limits.value("sandbox-memory")
HEAD_START: Final = 0.4  # seconds between the three ends of a job: it is asked, it is interrupted, it is killed


class OutOfTime(BaseException):
    """The job's wall time is used up."""


def run(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Play one run; a line a frame."""
    end = time.monotonic() + _seconds("run-wall") - HEAD_START
    for frame in vm.session.play(vm.session.Request(**request), deadline=lambda: time.monotonic() > end):
        yield b"F", encode_frame(frame)


def check(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Assemble and verify one source."""
    yield b"R", json.dumps(vm.check.as_json(vm.check.check(request["source"])))


def door(request: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Whether a run of this source and scenario can start: null, or what is wrong."""
    try:
        vm.session.door(request["source"], request["scenario"])
    except VmError as error:
        yield b"R", json.dumps(spell_diagnostic(error.diagnostics[0]))
    else:
        yield b"R", "null"


def spell_diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    """As the API's typed errors want it."""
    spelt: dict[str, Any] = {"code": diagnostic.code, "message": diagnostic.message}
    if diagnostic.hint:
        spelt["hint"] = diagnostic.hint
    if diagnostic.span:
        spelt |= {"line": diagnostic.span.line, "column": diagnostic.span.column}
    return spelt


def _seconds(limit: str) -> float:
    return limits.value(limit) / 1000


# letter: (job, wall seconds until OutOfTime, bounds)
JOBS: Final[dict[bytes, tuple[Job, float, Bounds]]] = {
    b"r": (run, _seconds("run-wall"), Bounds(memory=MEMORY, cpu=10)),
    b"j": (run, _seconds("run-wall"), Bounds(memory=MEMORY, cpu=10, executable=True)),
    b"c": (check, _seconds("verify-wall"), Bounds(memory=MEMORY, cpu=10)),
    b"d": (door, 2.0, Bounds(memory=MEMORY, cpu=3)),
}


def arm(wall: float) -> None:
    """Raise OutOfTime in `wall` seconds, wherever we then are. Before the lock-down: timers are no longer set after it."""

    def ring(_number: int, _frame: object) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, wall)


def perform(job: Job, request: dict[str, Any], write: Callable[[bytes], None]) -> None:
    """Do `job` and write its lines. A bug of ours becomes an `X` line."""
    try:
        for tag, text in job(request):
            write(tag + text.encode() + b"\n")
    except OutOfTime:
        write(b'X{"kind":"wall"}\n')
    except MemoryError:
        write(b'X{"kind":"memory"}\n')
    except RecursionError:
        write(b'X{"kind":"recursion"}\n')
    except Exception:  # noqa: BLE001 - the border of the process: whoever reads the line logs it
        write(b"X" + json.dumps({"kind": "bug", "traceback": traceback.format_exc()[-4000:]}).encode() + b"\n")
