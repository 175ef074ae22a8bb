"""What happens when: actors by time, and among those of one nanosecond by number."""

import heapq
from collections.abc import Iterator
from typing import Protocol

from vm.kernel.firing import Firing
from vm.kernel.statements import Control


class Actor(Protocol):
    """Somebody to whom something happens. `number` is unique, and stands in the agenda at most once."""

    @property
    def number(self) -> int: ...

    def happen(self, time: int) -> Iterator[Firing | Control]:
        """It is `time`. The actor puts itself on the agenda again if there is more to come."""
        ...


class Agenda:
    """The actors that wait, until `end_ns`."""

    __slots__ = ("_count", "_waiting", "end_ns")

    def __init__(self, end_ns: int) -> None:
        self.end_ns = end_ns
        self._waiting: list[tuple[int, int, Actor]] = []
        self._count = 0

    def number(self) -> int:
        """A number for one more actor."""
        self._count += 1
        return self._count

    def put(self, time: int, actor: Actor) -> None:
        """`actor` is up at `time`."""
        heapq.heappush(self._waiting, (time, actor.number, actor))

    def is_first(self, time: int, number: int) -> bool:
        """Whether actor `number`, up at `time`, would be the next one: then it may go on at once."""
        if time >= self.end_ns:
            return False
        if not self._waiting:
            return True
        first = self._waiting[0]
        return time < first[0] or (time == first[0] and number < first[1])

    def next(self) -> tuple[int, Actor] | None:
        """The actor whose turn it is; None when all is over."""
        if not self._waiting:
            return None
        time, _, actor = heapq.heappop(self._waiting)
        return None if time >= self.end_ns else (time, actor)
