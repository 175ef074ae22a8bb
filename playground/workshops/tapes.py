"""Tests' runs share their results with everybody's: what was played once is read from its tape."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db import IntegrityError, transaction

from playground.runs import frames
from playground.runs.models import Tape
from playground.runs.services import DETERMINISTIC, content_key
from playground.wire import RunBody
from playground.workshops.player import Player
from playground.workshops.told import Told, fold

log = logging.getLogger(__name__)

GRADING_SECONDS: Final = 14.0  # and one more run: below the soft limit of a task


@dataclass
class TapePlayer(Player):
    """A player that shares the results of equal runs with everybody: what was played once is read from its tape."""

    patience: float = GRADING_SECONDS
    kept: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def play(self, source: str, scenario: str | None, seed: int | None) -> Told:
        """From its tape, or now; a limit once the patience is used up, so that no task outlives its own limit."""
        if time.monotonic() - self.begun > self.patience:
            message = f"grading-wall: all tests together took more than {self.patience:.0f} s"
            return Told(reason="limit", message=message, assembled=True)
        key = content_key(RunBody.model_construct(source=source, scenario=scenario, seed=seed))
        tape = Tape.objects.filter(content=key).first()
        if tape:
            return fold(event for text in frames.unpack(bytes(tape.events)) for event in json.loads(text))
        self.kept = []
        told = super().play(source, scenario, seed)
        if told.reason in DETERMINISTIC and not told.system:
            _record(key, self.kept, told)
        return told

    def lines(self, source: str, scenario: str | None, seed: int | None) -> Iterator[tuple[str, str]]:
        """As the sandbox says them; frames are kept."""
        for tag, text in super().lines(source, scenario, seed):
            if tag == "F":
                self.kept.append(frames.split("", len(self.kept), text)[0])
            yield tag, text


def _record(key: str, kept: list[str], told: Told) -> None:
    summary = frames.Summary()
    for text in kept:
        summary.fold(json.loads(text))
    tape = Tape(
        content=key,
        events=frames.pack(kept),
        frames=len(kept),
        reason=told.reason,
        message=told.message,
        summary=summary.as_json(),
    )
    try:
        with transaction.atomic():
            tape.save()
    except IntegrityError:
        log.debug("an equal run was faster")
