"""Playing programs in the sandbox, and remembering what they told. No Django here."""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from playground.sandbox.client import SandboxError
from playground.workshops.told import Told, fold

log = logging.getLogger(__name__)

OUTPUT_BYTES: Final = 32 << 20
LIMITS: Final = {"wall": "run-wall", "cpu": "run-wall", "memory": "sandbox-memory", "recursion": "nesting"}


class Sandbox(Protocol):
    """What `playground.sandbox.client.ForkServer` has."""

    def lines(self, letter: str, request: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Do a job."""


@dataclass(slots=True)
class Player:
    """Plays; the same content is played once."""

    sandbox: Sandbox
    known: dict[tuple[str, str | None, int | None], Told] = field(default_factory=dict)

    def __call__(self, source: str, scenario: str | None, seed: int | None) -> Told:
        """What a run of this content told."""
        content = (source, scenario, seed)
        if content not in self.known:
            told = self.play(source, scenario, seed)
            if not told.deterministic:
                return told
            self.known[content] = told
        return self.known[content]

    def play(self, source: str, scenario: str | None, seed: int | None) -> Told:
        """Play it now."""
        try:
            return conclude(*collect(self.lines(source, scenario, seed)))
        except SandboxError:
            log.exception("a test could not be played")
            return Told(system=True, message="the sandbox could not be started")

    def lines(self, source: str, scenario: str | None, seed: int | None) -> Iterator[tuple[str, str]]:
        """What the sandbox says of a run, as `ForkServer.lines`."""
        request = {
            "source": source,
            "run_id": "",
            "scenario": scenario,
            "seed": seed,
            "engine": "interp",
            "trace": False,
        }
        return self.sandbox.lines("r", request)


def collect(lines: Iterable[tuple[str, str]]) -> tuple[list[dict[str, Any]], str]:
    """All events of a job's lines, and why it stopped if it did not end by itself."""
    events: list[dict[str, Any]] = []
    size, why = 0, ""
    for tag, text in lines:
        if tag == "F":
            size += len(text)
            if size > OUTPUT_BYTES:
                return events, "memory"
            events += json.loads(text)["events"]
        elif tag == "X":
            trouble = json.loads(text)
            why = trouble["kind"]
            if "traceback" in trouble:
                log.error("a test's run: %s", trouble["traceback"])
        elif tag == "T":
            why = why or json.loads(text)["why"]
    return events, why


def conclude(events: list[dict[str, Any]], trouble: str) -> Told:
    """The run as told; one that did not end by itself ended at a limit or by our fault."""
    told = fold(events)
    if events and events[-1]["type"] == "finished":
        return told
    if trouble in LIMITS:
        told.reason, told.message = "limit", LIMITS[trouble]
    else:
        told.reason, told.message, told.system = "error", trouble or "killed", True
    return told
