"""The live frames of a run: a Redis Stream whose entry ids are the frames' numbers.

Frame `seq` is entry `0-(seq + 1)`, so telling it twice is refused by the store itself. A stream is
never trimmed; it is bounded by the run's own output limit and expires soon after the run's end, when
the database has the frames.
"""

from collections.abc import Sequence
from typing import Final

from redis import Redis, ResponseError

from playground import store

ALIVE_SECONDS: Final = 900  # a stream whose worker died
KEPT_SECONDS: Final = 60  # after the end, for readers under way
PAGE: Final = 128  # frames a read

Entry = tuple[int, str, bool]  # seq, events, last?


def key(run_id: str) -> str:
    """The stream's name."""
    return f"run:{run_id}"


def want_stop(run_id: str) -> None:
    """Ask the worker of this run, now or later, to stop it. Raises a member of `store.Down`."""
    store.sync().set(f"stop:{run_id}", "1", ex=ALIVE_SECONDS)


def stop_wanted(run_id: str) -> bool:
    """Whether somebody asked; False while the store is down."""
    try:
        return bool(store.sync().exists(f"stop:{run_id}"))
    except store.Down:
        return False


def entry_id(seq: int) -> str:
    """Id of frame `seq`."""
    return f"0-{seq + 1}"


def decode(entry: tuple[str, dict[str, str]]) -> Entry:
    """One entry as read."""
    name, fields = entry
    return int(name.split("-")[1]) - 1, fields["e"], "last" in fields


class Writer:
    """The worker's end. Losing the store costs nobody a frame: what is missing is told again later."""

    def __init__(self, run_id: str, connection: Redis | None = None) -> None:
        self.key = key(run_id)
        self.store = connection or store.sync()
        self.told = 0  # frames known to be in the stream

    def read(self) -> list[str]:
        """Frames that an earlier attempt told, from 0 without a gap; [] while the store is down."""
        try:
            entries = self.store.xrange(self.key, "-", "+")
        except store.Down:
            return []
        frames: list[str] = []
        for seq, events, _last in map(decode, entries):  # type: ignore[arg-type]
            if seq != len(frames):
                break
            frames.append(events)
        self.told = len(frames)
        return frames

    def tell(self, frames: Sequence[str], *, last: bool = False) -> bool:
        """Bring the stream up to `frames`. False when the store is down; the next call catches up."""
        try:
            if self.told and not self.store.exists(self.key):
                self.told = 0  # the store came back empty
            while self.told < len(frames):
                self._add(frames, last=last)
            self.store.expire(self.key, KEPT_SECONDS if last else ALIVE_SECONDS)
        except ResponseError as error:
            if "equal or smaller" not in str(error):
                return False
            self.told += 1  # told before, by us, on a connection that died before the answer
            return self.tell(frames, last=last)
        except store.Down:
            return False
        return True

    def _add(self, frames: Sequence[str], *, last: bool) -> None:
        batch = frames[self.told : self.told + PAGE]
        with self.store.pipeline(transaction=False) as pipe:
            for offset, events in enumerate(batch):
                seq = self.told + offset
                fields = {"e": events} | ({"last": "1"} if last and seq == len(frames) - 1 else {})
                pipe.xadd(self.key, fields, id=entry_id(seq))  # type: ignore[arg-type]
            answers = pipe.execute(raise_on_error=False)
        for answer in answers:
            if isinstance(answer, Exception):
                raise answer
            self.told += 1
