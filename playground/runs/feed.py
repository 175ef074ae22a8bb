"""Frames for readers in this web process: one tail of the store shared by all of them.

A reader pulls: what it wants next is in the tail's buffer, or in the stream, or in the database. A
slow reader therefore costs nothing: it falls behind the buffer and reads again from its own number.
Losing the store costs time alone, for the database has every frame once the run has ended.
"""

import asyncio
import logging
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final
from weakref import WeakKeyDictionary

import redis.asyncio
from asgiref.sync import sync_to_async

from playground import store
from playground.runs import frames, stream
from playground.runs.models import ENDS, Run, Tape

log = logging.getLogger(__name__)

BUFFER_BYTES: Final = 1 << 20  # a run
RECORD_SECONDS: Final = 2.0  # how often the database is asked about watched runs
PAGE: Final = stream.PAGE
TAPE_BYTES: Final = 32 << 20  # unpacked, kept by one web process


class Tail:
    """What is new of one run. `first` is the number of the oldest buffered frame."""

    def __init__(self, run_id: str, since: int) -> None:
        self.run_id = run_id
        self.first = self.next = since
        self.buffer: deque[str] = deque()
        self.size = 0
        self.readers = 0
        self.recorded = False  # the database has all
        self.changed = asyncio.Event()

    def push(self, seq: int, events: str) -> None:
        """Take in a frame; one that does not follow the last starts the buffer anew."""
        if seq != self.next:
            self.buffer.clear()
            self.size, self.first = 0, seq
        self.buffer.append(events)
        self.size += len(events)
        self.next = seq + 1
        while self.size > BUFFER_BYTES and len(self.buffer) > 1:
            self.size -= len(self.buffer.popleft())
            self.first += 1

    def wake(self) -> None:
        """Let every waiting reader look again."""
        self.changed.set()
        self.changed = asyncio.Event()

    def page(self, seq: int) -> list[str]:
        """Buffered frames from `seq` on."""
        if not self.first <= seq < self.next:
            return []
        start = seq - self.first
        return [self.buffer[i] for i in range(start, min(start + PAGE, len(self.buffer)))]


class Feed:
    """The web process's one tailer."""

    def __init__(self) -> None:
        self.tails: dict[str, Tail] = {}
        self.bell = f"bell:{secrets.token_hex(8)}"
        self.client = store.asynchronous()
        self.tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin tailing. In the event loop."""
        self.tasks = [asyncio.create_task(self._tail()), asyncio.create_task(self._watch_record())]

    async def stop(self) -> None:
        """End tailing."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.client.aclose()

    @contextmanager
    def watch(self, run_id: str, since: int) -> Iterator[Tail]:
        """Be a reader of a run's tail."""
        tail = self.tails.get(run_id)
        if tail is None:
            tail = self.tails[run_id] = Tail(run_id, since)
            self.tasks.append(asyncio.create_task(self._ring()))
            self.tasks = [task for task in self.tasks if not task.done()]
        tail.readers += 1
        try:
            yield tail
        finally:
            tail.readers -= 1
            if not tail.readers:
                self.tails.pop(run_id, None)

    async def _ring(self) -> None:
        """Wake the blocking read, so that it includes a new run."""
        try:
            await self.client.xadd(self.bell, {"r": "1"}, maxlen=1)
            await self.client.expire(self.bell, 300)
        except store.Down:
            pass  # the tailer looks around by itself before long

    async def _tail(self) -> None:
        rung = "0-0"
        while True:
            client = store.asynchronous(blocking=True)
            try:
                while True:
                    wanted = {
                        stream.key(t.run_id): stream.entry_id(t.next - 1) for t in self.tails.values() if not t.recorded
                    }
                    answer = await client.xread(
                        {self.bell: rung, **wanted}, count=PAGE, block=int(store.BLOCK_SECONDS * 1000)
                    )
                    for name, entries in answer or ():
                        if name == self.bell:
                            rung = entries[-1][0]
                        else:
                            self._deliver(name.removeprefix("run:"), [stream.decode(e) for e in entries])
            except store.Down as error:
                log.warning("tailer: the store does not answer: %s", error)
                rung = "0-0"
                await asyncio.sleep(0.5)
            finally:
                await client.aclose()

    def _deliver(self, run_id: str, entries: list[stream.Entry]) -> None:
        tail = self.tails.get(run_id)
        if tail is None:
            return
        for seq, events, last in entries:
            tail.push(seq, events)
            tail.recorded = tail.recorded or last
        tail.wake()

    async def _watch_record(self) -> None:
        """What the store failed to say, the database says a little later."""
        while True:
            await asyncio.sleep(RECORD_SECONDS)
            waiting = [tail.run_id for tail in self.tails.values() if not tail.recorded]
            if not waiting:
                continue
            try:
                ended = await sync_to_async(_ended)(waiting)
            except Exception as error:  # noqa: BLE001 - the database's drivers each have their own
                log.warning("tailer: the database does not answer: %s", error)
                continue
            for run_id in ended:
                if tail := self.tails.get(run_id):
                    tail.recorded = True
                    tail.wake()

    async def follow(self, run_id: str, since: int) -> AsyncIterator[str]:
        """Every frame from `since` on, as text, live; ends after the last one."""
        seq = since
        with self.watch(run_id, since) as tail:
            while True:
                changed = tail.changed
                page = tail.page(seq)
                ended = False
                if not page:
                    page, ended = await history(self.client, run_id, seq)
                for events in page:
                    yield frames.whole(run_id, seq, events)
                    seq += 1
                if ended and not page:
                    return
                if not page:
                    await changed.wait()


def _ended(run_ids: list[str]) -> list[str]:
    return list(Run.objects.filter(pk__in=run_ids, state__in=ENDS).values_list("pk", flat=True))


def _recorded(run_id: str, seq: int) -> list[str] | None:
    """A page of a finished run; None while it is not."""
    found = Run.objects.filter(pk=run_id).values_list("tape_id", flat=True)
    if not found:
        return []
    tape_id = found[0]
    return None if tape_id is None else _tapes.read(tape_id)[seq : seq + 4 * PAGE]


class Tapes:
    """Tapes read lately, unpacked: a class that runs one program reads one tape a hundred times."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self.kept: OrderedDict[int, list[str]] = OrderedDict()
        self.lock = threading.Lock()

    def read(self, tape_id: int) -> list[str]:
        """All frames of a tape."""
        with self.lock:
            if tape_id in self.kept:
                self.kept.move_to_end(tape_id)
                return self.kept[tape_id]
        unpacked = frames.unpack(bytes(Tape.objects.values_list("events", flat=True).get(pk=tape_id)))
        with self.lock:
            if tape_id not in self.kept:
                self.kept[tape_id] = unpacked
                self.size += sum(map(len, unpacked))
            while self.size > self.most:
                _, gone = self.kept.popitem(last=False)
                self.size -= sum(map(len, gone))
        return unpacked


_tapes = Tapes(TAPE_BYTES)


async def history(client: redis.asyncio.Redis, run_id: str, seq: int) -> tuple[list[str], bool]:
    """Frames from `seq` on that exist already (a page of them), and whether the run has ended."""
    recorded = await sync_to_async(_recorded)(run_id, seq)
    if recorded is not None:
        return recorded, True
    try:
        entries = await client.xrange(stream.key(run_id), stream.entry_id(seq), "+", count=PAGE)
    except store.Down:
        return [], False
    page: list[str] = []
    for number, events, _last in map(stream.decode, entries):
        if number != seq + len(page):
            break
        page.append(events)
    return page, False


_feeds: WeakKeyDictionary[asyncio.AbstractEventLoop, Feed] = WeakKeyDictionary()


def current() -> Feed:
    """The feed of this event loop, started when first asked for."""
    loop = asyncio.get_running_loop()
    if loop not in _feeds:
        _feeds[loop] = Feed()
        _feeds[loop].start()
    return _feeds[loop]


async def stop() -> None:
    """End this loop's feed, if it has one."""
    feed = _feeds.pop(asyncio.get_running_loop(), None)
    if feed:
        await feed.stop()
