"""What of a run is streamed: everything while it is little, a sample when it floods, counts always.

The unit is one invocation: its `hook`, what came out of it, its `returned`. While the run is young every
invocation is told in full. Once a share of the output budget is used, only every tenth is, then every
hundredth, then none; what was left out is said by a `gap` with counts before the next event that is
told. Map entries are told as differences: those of an untold stretch come out with the next told
invocation, each entry once, as it is then.

Whoever wants a certain stretch in full asks for a window: only invocations inside of it are told, and
since a run is the same every time it is played, any part of it can be had so.

All of this depends on counts only, never on time, so a run is thinned the same way each time it is played.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
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
    UserAction,
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

STEPS: Final = 40_000
"""Steps of a traced run that are told; those of invocations outside of its window do not count."""

REASON: Final = "more output than can be streamed: thinned"
ASKED: Final = "outside of the window that was asked for"

_ENTRY: Final = 120
"""Bytes of JSON that an event takes besides its data, about."""


class Outflow:
    """Decides, invocation by invocation, what leaves the run.

    window   numbers of the first and the last hook to tell; None for all
    behind   whether invocations were left out since the last one that was told
    """

    def __init__(self, events: int = EVENTS, size: int = BYTES, window: tuple[int, int] | None = None) -> None:
        self._events, self._bytes = events, size
        self._first, self._last = window or (0, 1 << 63)
        self._told_events = self._told_bytes = 0
        self._invocations = self._asides = 0
        self._dropped: Counter[str] = Counter()
        self.behind = False
        self._stride = 1

    @property
    def stride(self) -> int:
        """Every how many-th invocation is told now; 0 for none."""
        return self._stride

    def pass_on(self, told: Iterable[Event]) -> list[Event]:
        """Events that are always told."""
        return [*self._gap(), *self._count(told)]

    def begins(self) -> bool:
        """An invocation begins: will it be told? Then `tell` comes next, else `skip`."""
        number, self._invocations = self._invocations, self._invocations + 1
        stride = self._stride
        return bool(stride) and (number + 1) % stride == 0 and self._first <= number <= self._last

    def tell(
        self,
        hook: Hook,
        waiting: Sequence[MapChanged],
        outputs: Sequence[Event],
        changes: Sequence[MapChanged],
        end: Event,
    ) -> list[Event]:
        """One invocation, with the map entries that untold ones before it left behind."""
        self.behind = False
        before = self._gap()
        return [*before, *self._count([hook, *waiting, *outputs, *changes, end])]

    def skip(self, end: str, records: int, printed: int) -> None:
        """One invocation of which only counts are kept: the type of its end, and how much it put out."""
        self.behind = True
        dropped = self._dropped
        dropped["hook"] += 1
        dropped[end] += 1
        if records:
            dropped["record"] += records
        if printed:
            dropped["printed"] += printed

    def skip_all(self, end: str, invocations: int, records: int) -> None:
        """Several invocations of which only counts are kept."""
        self.behind = True
        self._dropped["hook"] += invocations
        self._dropped[end] += invocations
        self._dropped["record"] += records

    def aside(self, made: Sequence[Event]) -> list[Event]:
        """What happened between invocations, in user space: thinned like them."""
        return self.pass_on(made) if self.speaks(made) else []

    def speaks(self, made: Sequence[Event]) -> bool:
        """Whether what happens between invocations is told this time; counted where it is not."""
        self._asides += 1
        if self._stride and self._asides % self._stride == 0:
            return True
        self._dropped.update(event.type for event in made)
        return False

    def drop(self, kind: str, count: int) -> None:
        """Events that are not even made, to be said in the next gap."""
        self._dropped[kind] += count

    def close(self, entries: Sequence[MapChanged]) -> list[Event]:
        """What remains to be told at the end: map entries as far as the budget reaches, and the last gap."""
        room = max(0, self._events - self._told_events)
        self._dropped["map"] += len(entries[room:])
        return [*self._count(entries[:room]), *self._gap()]

    def _gap(self) -> list[Event]:
        return self._count(self._drain()) if self._dropped else []

    def _drain(self) -> list[Event]:
        dropped = {kind: count for kind, count in sorted(self._dropped.items()) if count}
        self._dropped.clear()
        return [Gap(dropped=dropped, reason=REASON if self._last == 1 << 63 else ASKED)] if dropped else []

    def _count(self, told: Iterable[Event]) -> list[Event]:
        told = list(told)
        counted = [event for event in told if event.type != "stepped"]  # those have a bound of their own
        self._told_events += len(counted)
        self._told_bytes += sum(map(_size, counted))
        share = max(100 * self._told_events // self._events, 100 * self._told_bytes // self._bytes)
        self._stride = next((stride for limit, stride in STAGES if share < limit), 0)
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
        case Hook(summary=text, data=data):
            return _ENTRY + 60 + len(text) + 2 * len(data or b"")
        case Returned(data=data):
            return 70 + 2 * len(data or b"")
        case UserAction(summary=text, entries=entries):
            return 2 * _ENTRY + len(text) + sum(_ENTRY + 2 * len(e.key + e.value) for e in entries or ())
        case _:
            return _ENTRY
