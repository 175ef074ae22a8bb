"""The worker's part of a run: from a claimed row to a finished one. Decides nothing about programs."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from playground.runs import frames, services, stream
from playground.runs.models import Run
from playground.sandbox.client import ForkServer, SandboxError
from vm.facts import limits

log = logging.getLogger(__name__)

OUTPUT_BYTES: Final = 2 * limits.value("run-output-bytes")  # blunt: `vm` keeps its own, smaller limit
STOP_SECONDS: Final = 0.2  # between two looks at whether the run is to be stopped
WALL: Final = limits.value("run-wall")


@dataclass(slots=True)
class Recorder:
    """The frames of one run so far, held until the database has them; the stream follows.

    told   what an earlier attempt told; this one must agree with it word by word
    """

    run_id: str
    writer: stream.Writer
    told: list[str]
    summary: frames.Summary = field(default_factory=frames.Summary)
    kept: list[str] = field(default_factory=list)
    size: int = 0
    end: dict[str, Any] | None = None

    def add(self, text: str) -> None:
        """One frame from the sandbox. BadFrame, Diverged, Flood."""
        seq = len(self.kept)
        if self.end:
            raise frames.BadFrame("a frame after the last")
        events, values = frames.split(self.run_id, seq, text)
        if seq < len(self.told) and self.told[seq] != events:
            raise Diverged
        self.size += len(events)
        if self.size > OUTPUT_BYTES:
            raise Flood
        self._keep(events, values)
        if values[-1]["type"] == "finished":
            self.end = values[-1]
        else:
            self.writer.tell(self.kept)

    def _keep(self, events: str, values: list[dict[str, Any]]) -> None:
        self.kept.append(events)
        self.summary.fold(values)

    def close(self, reason: str, message: str) -> None:
        """End a run that did not end itself."""
        text, values = services.ending(self.summary, reason, message)
        self._keep(text, values)
        self.end = values[-1]

    def return_to_told(self) -> None:
        """Forget this attempt in favour of what clients have seen already."""
        self.kept, self.summary = [], frames.Summary()
        for events in self.told:
            text = frames.whole(self.run_id, len(self.kept), events)
            self._keep(*frames.split(self.run_id, len(self.kept), text))


class Diverged(Exception):
    """A second attempt told something else than the first."""


class Flood(Exception):
    """More output than any honest run has."""


def drive(run: Run, sandbox: ForkServer) -> None:
    """Play a claimed run to its end and write the end down."""
    writer = stream.Writer(run.pk)
    if tape := services.share(run):
        writer.tell(frames.unpack(bytes(tape.events)), last=True)
        return
    recorder = Recorder(run.pk, writer, writer.read() if run.attempt > 1 else [])
    _record(run, recorder, sandbox)
    assert recorder.end is not None
    reason, message = recorder.end["reason"], recorder.end["message"]
    if services.finish(run, recorder.kept, reason, message, recorder.summary.as_json()):
        writer.tell(recorder.kept, last=True)


def _record(run: Run, recorder: Recorder, sandbox: ForkServer) -> None:
    started = time.monotonic()
    try:
        why = _listen(_lines(run, sandbox), recorder)
    except Diverged:
        recorder.return_to_told()
        return recorder.close("error", "the worker was lost, and a second attempt could not continue where it stopped")
    except Flood:
        return recorder.close("limit", f"run-output-bytes: more than {OUTPUT_BYTES} bytes of output")
    except frames.BadFrame:
        log.exception("run %s", run.pk)
        return recorder.close("error", "the sandbox said something that is no frame; this is our fault")
    except SandboxError:
        log.exception("run %s", run.pk)
        return recorder.close("error", "the sandbox could not be started; try again")
    if recorder.end:
        return None
    if len(recorder.kept) < len(recorder.told):
        recorder.return_to_told()
    log.warning("run %s ended by %s after %.1f s", run.pk, why, time.monotonic() - started)
    return recorder.close(*ENDINGS.get(why, ENDINGS["killed"]))


ENDINGS: Final = {
    "stopped": ("stopped", "stopped by command"),
    "wall": ("limit", f"run-wall: stopped after {WALL} ms"),
    "cpu": ("limit", f"run-wall: stopped after {WALL} ms"),
    "memory": ("limit", f"sandbox-memory: more than {limits.value('sandbox-memory')} bytes needed"),
    "recursion": ("limit", "the source is nested too deep"),
    "bug": ("error", "the toolchain failed; this is our fault and is in our log"),
    "exit": ("error", "the sandbox ended without a word; this is our fault"),
    "killed": ("error", "sandbox killed: the process that ran the program was ended from outside"),
}  # fmt: skip


def _lines(run: Run, sandbox: ForkServer) -> Iterator[tuple[str, str]]:
    request = {
        "source": run.source,
        "run_id": run.pk,
        "scenario": run.scenario,
        "seed": run.seed and int(run.seed, 16),
        "engine": run.engine,
        "trace": run.trace,
        "unverified": run.unverified,
        "coverage": run.coverage,
    }
    return sandbox.lines("j" if run.engine == "jit" else "r", request)


def _listen(lines: Iterator[tuple[str, str]], recorder: Recorder) -> str:
    """Take in the sandbox's lines. Returns why it stopped: a key of ENDINGS.

    Between two lines the store is asked whether somebody wants the run stopped; leaving the loop closes the
    job's socket, and with it ends the child.
    """
    why, asked = "", time.monotonic()
    for tag, text in lines:
        if time.monotonic() - asked > STOP_SECONDS:
            asked = time.monotonic()
            if stream.stop_wanted(recorder.run_id):
                return "stopped"
        if tag == "F":
            recorder.add(text)
        elif tag == "X":
            trouble = json.loads(text)
            why = trouble["kind"]
            if "traceback" in trouble:
                log.error("run %s: %s", recorder.run_id, trouble["traceback"])
        elif tag == "T":
            why = why or json.loads(text)["why"]
    return why or "killed"
