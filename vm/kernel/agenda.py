"""What happens when: actors by time, and among those of one nanosecond by number."""

from collections.abc import Iterator
from heapq import heappop, heappush
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
        self._waiting: list[tuple[int, int, Actor | None]] = [(end_ns, 0, None)]
        self._count = 0

    def number(self) -> int:
        """A number for one more actor."""
        self._count += 1
        return self._count

    def put(self, time: int, actor: Actor) -> None:
        """`actor` is up at `time`."""
        heappush(self._waiting, (time, actor.number, actor))

    def is_first(self, time: int, number: int) -> bool:
        """Whether actor `number`, up at `time`, would be the next one: then it may go on at once."""
        return (time, number) < self._waiting[0]

    def turns(self) -> Iterator[tuple[int, Actor]]:
        """(time, actor) in order, until all is over; those that are put on the agenda meanwhile among them."""
        waiting = self._waiting
        while True:
            time, _, actor = heappop(waiting)
            if actor is None:
                return
            yield time, actor
