"""Frames as text. A frame's events are kept apart from its run's name, so that equal runs share them."""

import json
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from vm.facts import limits
from vm.protocol.events import Event, Frame
from vm.protocol.wire import encode_frame

EVENTS_PER_FRAME: Final = limits.value("frame-events")


class BadFrame(ValueError):
    """What came out of the sandbox is no frame of this run."""


def head(run_id: str, seq: int) -> str:
    """How every frame begins, as `vm.protocol.wire` spells it."""
    return f'{{"run":"{run_id}","seq":{seq},"events":'


def whole(run_id: str, seq: int, events: str) -> str:
    """The frame that clients get."""
    return f"{head(run_id, seq)}{events}}}"


def split(run_id: str, seq: int, text: str) -> tuple[str, list[dict[str, Any]]]:
    """The text of a frame's events, and the events. BadFrame unless it is frame `seq` of this run."""
    start = head(run_id, seq)
    if not text.startswith(start) or not text.endswith("]}"):
        raise BadFrame(f"not frame {seq}: {text[:80]!r}")
    events = text[len(start) : -1]
    try:
        values = json.loads(events)
    except ValueError as error:
        raise BadFrame(str(error)) from None
    if not 1 <= len(values) <= EVENTS_PER_FRAME or not all(isinstance(v, dict) and "type" in v for v in values):
        raise BadFrame(f"frame {seq} is malformed")
    return events, values


def spell(*events: Event) -> str:
    """The text of events that the service itself adds."""
    text = encode_frame(Frame(run="", seq=0, events=events))
    return text[len(head("", 0)) : -1]


def pack(frames: list[str]) -> bytes:
    """Frames' events for the database."""
    return zlib.compress("\n".join(frames).encode(), 6)


def unpack(packed: bytes) -> list[str]:
    """The inverse of `pack`."""
    text = zlib.decompress(packed).decode()
    return text.split("\n") if text else []


@dataclass(slots=True)
class Summary:
    """What a run's row says of its frames. `programs` in source order."""

    programs: list[dict[str, Any]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    insns: int = 0

    def fold(self, events: list[dict[str, Any]]) -> None:
        """Take in one frame."""
        for event in events:
            kind = event["type"]
            self.counts[kind] += 1
            if kind == "returned":
                self.insns += event["insns"]
            elif kind in {"accepted", "rejected"}:
                kept = ("program", "insn", "line", "code", "error_line", "stats")
                self.programs.append({"verdict": kind} | {name: event[name] for name in kept if name in event})

    def verdict(self) -> str | None:
        """Of all programs together."""
        verdicts = {program["verdict"] for program in self.programs}
        return "rejected" if "rejected" in verdicts else "accepted" if verdicts else None

    def as_json(self) -> dict[str, Any]:
        """For the database and the API."""
        stats = [program["stats"] for program in self.programs if "stats" in program]
        return {
            "verdict": self.verdict(),
            "programs": self.programs,
            "statistics": {
                "insns_processed": sum(s["insns_processed"] for s in stats),
                "total_states": sum(s["total_states"] for s in stats),
                "peak_states": max((s["peak_states"] for s in stats), default=0),
                "max_states_per_insn": max((s["max_states_per_insn"] for s in stats), default=0),
                "insns_executed": self.insns,
            },
            "counts": dict(self.counts),
        }
