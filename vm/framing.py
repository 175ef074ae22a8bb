"""Events into frames: small ones at first, so that something is seen at once, then full ones."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from vm.facts import limits
from vm.protocol.events import Event, Frame

FRAME_EVENTS: Final = limits.value("frame-events")
FIRST_FRAMES: Final = (1, 32, 64, 128)
"""Events of the frames after those of the source and its verdicts: small at first, so that something is seen at once."""


class Framer:
    """Puts events into frames of at most FRAME_EVENTS."""

    def __init__(self, run_id: str) -> None:
        self._run, self._seq = run_id, 0
        self._waiting: list[Event] = []

    def alone(self, event: Event) -> Frame:
        """A frame of one event that waits for nobody; there must be none waiting."""
        assert not self._waiting
        return self._frame([event])

    def add(self, batch: Iterable[Event]) -> Iterator[Frame]:
        """The frames that are full with `batch`. An empty batch sends what is there on its way."""
        size = len(self._waiting)
        self._waiting += batch
        seq = self._seq
        most = FIRST_FRAMES[seq - 2] if 2 <= seq < 2 + len(FIRST_FRAMES) else FRAME_EVENTS
        while len(self._waiting) >= most or (self._waiting and len(self._waiting) == size):
            yield self._cut()
            size = -1

    def rest(self) -> Iterator[Frame]:
        """What still waits."""
        while self._waiting:
            yield self._cut()

    def _cut(self) -> Frame:
        first, self._waiting = self._waiting[:FRAME_EVENTS], self._waiting[FRAME_EVENTS:]
        return self._frame(first)

    def _frame(self, events: Sequence[Event]) -> Frame:
        frame = Frame(run=self._run, seq=self._seq, events=tuple(events))
        self._seq += 1
        return frame
