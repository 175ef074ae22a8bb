"""One watcher of rooms in each web process: reads what changed once, sends it to every socket of the room.

At most twice a second a room. The bell in Redis only says "look"; the database says what. Without the bell the
hub looks every two seconds.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from django.db.models import Max
from django.utils import timezone

from playground import store
from playground.workshops import grid, rooms, state
from playground.workshops.models import Notice, Participant, Room, Work

log = logging.getLogger(__name__)

PERIOD: Final = 0.5
LOOK_SECONDS: Final = 2.0
SEEN_SECONDS: Final = 20.0

Send = Callable[[str], Awaitable[None]]


class Listener:
    """A socket's mailbox. One that is full is dropped: its client comes back and gets everything anew."""

    def __init__(self, person_id: str | None) -> None:
        self.person_id = person_id  # None for hosts
        self.mail: asyncio.Queue[str | None] = asyncio.Queue(64)

    def put(self, text: str | None) -> None:
        """Deliver, or give the reader up."""
        try:
            self.mail.put_nowait(text)
        except asyncio.QueueFull:
            while not self.mail.empty():
                self.mail.get_nowait()
            self.mail.put_nowait(None)


class Watch:
    """A room that somebody watches."""

    def __init__(self, room_id: str) -> None:
        self.room_id = room_id
        self.listeners: set[Listener] = set()
        self.version = -1
        self.notice = 0
        self.rung = asyncio.Event()
        self.task: asyncio.Task[None] | None = None
        self.seen = 0.0
        self.presence: dict[str, tuple[bool, int]] = {}

    async def run(self) -> None:
        """Until nobody listens."""
        while self.listeners:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database's drivers each have their own
                log.warning("room %s: %s", self.room_id, error)
            await asyncio.sleep(PERIOD)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.rung.wait(), LOOK_SECONDS)

    async def look(self) -> None:
        """Send what changed since the last look."""
        self.rung.clear()
        people = [one.person_id for one in self.listeners if one.person_id]
        hosts = any(one.person_id is None for one in self.listeners)
        now = asyncio.get_running_loop().time()
        seen = now - self.seen > SEEN_SECONDS
        self.seen = now if seen else self.seen
        if seen:
            await database_sync_to_async(_mark_seen, thread_sensitive=False)(people)
        moved = await self._moved() if hosts and seen else []
        news = await database_sync_to_async(_news, thread_sensitive=False)(
            self.room_id, self.version, self.notice, people, hosts=hosts, also=moved
        )
        if news is None:
            return
        self.version, self.notice = news["version"], news["notice"]
        for listener in tuple(self.listeners):
            for text in _mail_for(listener, news):
                listener.put(text)

    async def _moved(self) -> list[str]:
        """Who came, went or fell idle by the clock alone."""
        before = self.presence
        self.presence = await database_sync_to_async(grid.presence, thread_sensitive=False)(self.room_id)
        return [pk for pk, told in self.presence.items() if before and before.get(pk) != told]


def _mail_for(listener: Listener, news: dict[str, Any]) -> list[str]:
    if listener.person_id is None:
        return [news["grid"]] if news["grid"] else []
    me = news["me"].get(listener.person_id)
    mail = [text for text in (news["room"], news["said"].get(None), news["said"].get(listener.person_id)) if text]
    if me:
        mail.append(_spell({"type": "me", "me": me}))
    return mail


def _spell(message: dict[str, Any]) -> str:
    return json.dumps(message, separators=(",", ":"))


def _mark_seen(people: list[str]) -> None:
    if people:
        Participant.objects.filter(pk__in=people).update(seen=timezone.now())


def _news(
    room_id: str, since: int, notice: int, people: list[str], *, hosts: bool, also: list[str]
) -> dict[str, Any] | None:
    """What changed after `since`; None when nothing did. `since` -1 only finds out where the room stands."""
    room = Room.objects.select_related("spotlight").filter(pk=room_id).first()
    if room is None or (room.counter == since and not also):
        return None
    if since < 0:
        last = Notice.objects.filter(room_id=room_id).aggregate(last=Max("pk"))["last"] or 0
        return {"version": room.counter, "notice": last, "grid": "", "room": "", "said": {}, "me": {}}
    changed = set(room.people.filter(version__gt=since).values_list("pk", flat=True))
    changed |= set(Work.objects.filter(room=room, version__gt=since).values_list("participant_id", flat=True))
    shows = room.spotlight_id in changed
    said: dict[str | None, list[dict[str, Any]]] = {}
    for one in Notice.objects.filter(room=room, pk__gt=notice).order_by("pk"):
        said.setdefault(one.participant_id, []).append({"id": one.pk, "kind": one.kind, "data": one.data})
        notice = one.pk
    return {
        "version": room.counter,
        "notice": notice,
        "grid": _spell(grid.snapshot(room_id, since, also)) if hosts else "",
        "room": _spell({"type": "room", "room": state.of_room(room)}) if room.version > since or shows else "",
        "said": {to: _spell({"type": "notices", "notices": what}) for to, what in said.items()},
        "me": state.of_people(room, sorted(changed & set(people))),
    }


class Hub:
    """All watched rooms of one event loop."""

    def __init__(self) -> None:
        self.watches: dict[str, Watch] = {}
        self.ear = asyncio.create_task(self._hear())

    def join(self, room_id: str, listener: Listener) -> None:
        """Begin to listen."""
        watch = self.watches.get(room_id)
        if watch is None:
            watch = self.watches[room_id] = Watch(room_id)
        watch.listeners.add(listener)
        if watch.task is None or watch.task.done():
            watch.task = asyncio.create_task(watch.run())

    def leave(self, room_id: str, listener: Listener) -> None:
        """Stop listening."""
        watch = self.watches.get(room_id)
        if watch is None:
            return
        watch.listeners.discard(listener)
        if not watch.listeners:
            self.watches.pop(room_id, None)
            watch.rung.set()

    async def _hear(self) -> None:
        while True:
            client = store.asynchronous(blocking=True)
            try:
                async with client.pubsub() as ear:
                    await ear.subscribe(rooms.BELL)
                    while True:
                        told = await ear.get_message(ignore_subscribe_messages=True, timeout=store.BLOCK_SECONDS)
                        watch = told and self.watches.get(str(told["data"]))
                        if watch:
                            watch.rung.set()
            except store.Down as error:
                log.info("the bell is out of order: %s", error)
                await asyncio.sleep(1)
            finally:
                await client.aclose()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def current() -> Hub:
    """The hub of this event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        _hubs[loop] = Hub()
    return _hubs[loop]


async def stop() -> None:
    """End this loop's hub, if it has one."""
    hub = _hubs.pop(asyncio.get_running_loop(), None)
    if hub is None:
        return
    tasks = [hub.ear, *(watch.task for watch in hub.watches.values() if watch.task)]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
