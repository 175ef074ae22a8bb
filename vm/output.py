"""What of a run is streamed: everything while it is little, a sample when it floods, counts always.

The unit is one invocation: its `hook`, what came out of it, its `returned`. While the run is young every
invocation is told in full. Once a share of the output budget is used, only every tenth is, then every
hundredth, then none; what was left out is said by a `gap` with counts before the next event that is
told. Changes of map entries are never lost: those of untold invocations are kept, the newest of each
entry, and come out with the next told one.

All of this depends on counts only, never on time, so a run is thinned the same way each time it is played.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from vm.facts import limits
from vm.protocol.events import (
    Event,
    Gap,
    Hook,
    MapChanged,
    Printed,
    Record,
    Returned,
)

EVENTS: Final = limits.value("run-output")
BYTES: Final = limits.value("run-output-bytes")

STAGES: Final = (
    # share of the budget in percent, up to which every n-th invocation is told
    (50, 1),
    (75, 10),
    (90, 100),
)
PER_INVOCATION: Final = 1_000
"""Records, and printed lines, of one invocation that are told."""

STEPS: Final = 20_000
"""Steps of a traced run that are told."""

_ENTRY: Final = 120
"""Bytes of JSON that an event takes besides its data, about."""


class Outflow:
    """Decides, invocation by invocation, what leaves the run."""

    def __init__(self, events: int = EVENTS, size: int = BYTES) -> None:
        self._events, self._bytes = events, size
        self._told_events = self._told_bytes = 0
        self._invocations = 0
        self._dropped: Counter[str] = Counter()
        self._entries: dict[tuple[str, bytes, int | None], MapChanged] = {}

    @property
    def stride(self) -> int:
        """Every how many-th invocation is told now; 0 for none."""
        share = max(100 * self._told_events // self._events, 100 * self._told_bytes // self._bytes)
        return next((stride for limit, stride in STAGES if share < limit), 0)

    def pass_on(self, told: Iterable[Event]) -> list[Event]:
        """Events that are always told."""
        return [*self._gap(), *self._count(told)]

    def begins(self) -> bool:
        """An invocation begins: will it be told? Then `tell` comes next, else `skip`."""
        self._invocations += 1
        stride = self.stride
        return bool(stride) and self._invocations % stride == 0

    def tell(self, hook: Hook, outputs: Sequence[Event], changes: Sequence[MapChanged], end: Event) -> list[Event]:
        """One invocation, with the map entries that untold ones before it left behind."""
        for change in changes:
            older = self._entries.pop((change.map, change.key, change.cpu), None)
            self._dropped["map"] += older is not None
        before = self._gap()
        waiting = list(self._entries.values())
        self._entries.clear()
        return [*before, *self._count([hook, *waiting, *outputs, *changes, end])]

    def skip(self, made: Mapping[str, int], changes: Iterable[MapChanged]) -> list[Event]:
        """One invocation of which only counts are kept, and its map entries."""
        self._dropped.update(made)
        for change in changes:
            self._keep(change)
        return []

    def drop(self, kind: str, count: int) -> None:
        """Events that are not even made, to be said in the next gap."""
        self._dropped[kind] += count

    def close(self) -> list[Event]:
        """What remains to be told at the end: kept map entries as far as the budget reaches, and the last gap."""
        room = max(0, self._events - self._told_events)
        entries = list(self._entries.values())
        self._dropped["map"] += len(entries[room:])
        return [*self._count(entries[:room]), *self._gap()]

    def _keep(self, change: MapChanged) -> None:
        key = (change.map, change.key, change.cpu)
        if key in self._entries:
            self._dropped["map"] += 1
        self._entries[key] = change

    def _gap(self) -> list[Event]:
        return self._count(self._drain())

    def _drain(self) -> list[Event]:
        dropped = {kind: count for kind, count in sorted(self._dropped.items()) if count}
        self._dropped.clear()
        return [Gap(dropped=dropped, reason="more output than can be streamed: thinned")] if dropped else []

    def _count(self, told: Iterable[Event]) -> list[Event]:
        told = list(told)
        self._told_events += len(told)
        self._told_bytes += sum(map(_size, told))
        return told


def _size(event: Event) -> int:
    """Bytes of JSON an event takes, about; the same on every machine."""
    match event:
        case Record(data=data):
            return _ENTRY + 2 * len(data)
        case Printed(text=text):
            return _ENTRY + len(text)
        case MapChanged(key=key, value=value):
            return _ENTRY + 2 * len(key) + 2 * len(value or b"")
        case Hook(summary=text):
            return _ENTRY + 60 + len(text)
        case Returned():
            return 70
        case _:
            return _ENTRY
