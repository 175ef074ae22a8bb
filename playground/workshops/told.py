"""What a run told, folded to what tests ask about. Reads events as the wire has them; no Django here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

SYSTEM: Final = "error"
ZEROED: Final = ("array", "percpu_array")


@dataclass(slots=True)
class MapTold:
    """A map at the end of a run: key -> {CPU or None: value}."""

    info: dict[str, Any]
    entries: dict[str, dict[int | None, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """One run. `reason` and `message` as in `finished`; `system` when it is our fault that it ended."""

    reason: str = SYSTEM
    message: str = "the run told nothing"
    system: bool = False
    assembled: bool = False
    codes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    processed: int = 0
    longest: int = 0
    verdicts: list[str] = field(default_factory=list)
    returns: list[int] = field(default_factory=list)
    maps: dict[str, MapTold] = field(default_factory=dict)
    records: list[tuple[str, str]] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    hooks: list[str] = field(default_factory=list)
    dropped: int = 0

    @property
    def accepted(self) -> bool:
        """Whether the verifier accepted every program."""
        return self.assembled and not self.codes

    @property
    def deterministic(self) -> bool:
        """Whether the same source and events end like this every time, on every machine."""
        return not self.system and self.reason != "limit"


def fold(events: Iterable[dict[str, Any]]) -> Told:
    """All events of a run, in order."""
    told = Told()
    for event in events:
        take = TAKE.get(event["type"])
        if take:
            take(told, event)
    return told


def _assembled(told: Told, event: dict[str, Any]) -> None:
    told.assembled = True
    told.maps = {info["name"]: MapTold(info) for info in event["maps"]}


def _accepted(told: Told, event: dict[str, Any]) -> None:
    told.processed += event["stats"]["insns_processed"]


def _rejected(told: Told, event: dict[str, Any]) -> None:
    told.processed += event["stats"]["insns_processed"]
    told.codes.append(event["code"])
    told.errors.append(event["error_line"])


def _hook(told: Told, event: dict[str, Any]) -> None:
    told.hooks.append(event["summary"])


def _returned(told: Told, event: dict[str, Any]) -> None:
    told.returns.append(int(event["retval"], 16))
    told.longest = max(told.longest, event["insns"])
    if "verdict" in event:
        told.verdicts.append(event["verdict"])


def _map(told: Told, event: dict[str, Any]) -> None:
    entries = told.maps[event["map"]].entries
    if event.get("deleted"):
        entries.pop(event["key"], None)
    else:
        entries.setdefault(event["key"], {})[event.get("cpu")] = event["value"]


def _record(told: Told, event: dict[str, Any]) -> None:
    told.records.append((event["map"], event["data"]))


def _printed(told: Told, event: dict[str, Any]) -> None:
    told.printed.append(event["text"].rstrip("\n"))


def _gap(told: Told, event: dict[str, Any]) -> None:
    told.dropped += sum(event["dropped"].values())


def _finished(told: Told, event: dict[str, Any]) -> None:
    told.reason, told.message = event["reason"], event["message"]


TAKE: Final = {
    "assembled": _assembled,
    "accepted": _accepted,
    "rejected": _rejected,
    "hook": _hook,
    "returned": _returned,
    "map": _map,
    "record": _record,
    "printed": _printed,
    "gap": _gap,
    "finished": _finished,
}  # fmt: skip


def value_of(entry: dict[int | None, str]) -> int:
    """A map entry as a number: little-endian, summed over CPUs."""
    return sum(int.from_bytes(bytes.fromhex(value), "little") for value in entry.values())
