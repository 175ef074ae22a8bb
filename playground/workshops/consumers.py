"""A room's socket: `/ws/rooms/{id}/`. Says everything on connect, then what changes; hears nothing."""

import asyncio
import json
import logging
from functools import partial
from http.cookies import SimpleCookie
from typing import Any, Final

from channels.db import database_sync_to_async
from channels.exceptions import DenyConnection
from channels.generic.websocket import AsyncWebsocketConsumer

from playground import fairness
from playground.workshops import doors, grid, hub, state

log = logging.getLogger(__name__)

GONE, RESTART, TOO_SLOW, UNWANTED = 1000, 1012, 1013, 1008
SEND_SECONDS: Final = 30.0
SOCKETS: Final = 3000  # in one web process


class RoomConsumer(AsyncWebsocketConsumer):
    """Acts with the cookies' rights; `playground.asgi` lets it be opened by our own pages only."""

    open_sockets = 0
    pump: asyncio.Task[None] | None = None
    listener: hub.Listener | None = None

    async def connect(self) -> None:
        address = (self.scope.get("client") or ("",))[0]
        self.room_id = self.scope["url_route"]["kwargs"]["room_id"]
        crowded = RoomConsumer.open_sockets >= SOCKETS
        seat = None if crowded else await _admitted(address, self.room_id, cookies_of(self.scope))
        if seat is None or not seat.may("room.watch"):
            raise DenyConnection
        RoomConsumer.open_sockets += 1
        as_host = seat.may("room.see") and not (seat.person and self.scope["query_string"] == b"as=participant")
        self.listener = hub.Listener(None if as_host or seat.person is None else seat.person.pk)
        await self.accept()
        self.pump = asyncio.create_task(self._pump(self.listener))

    async def disconnect(self, code: int) -> None:
        if self.pump and self.listener:
            RoomConsumer.open_sockets -= 1
            hub.current().leave(self.room_id, self.listener)
            self.pump.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Nothing may be said here."""
        await self.close(UNWANTED)

    async def _pump(self, listener: hub.Listener) -> None:
        code = RESTART
        try:
            hub.current().join(self.room_id, listener)
            await self._send(await everything(self.room_id, listener.person_id))
            while (text := await listener.mail.get()) is not None:
                await self._send(text)
                if _over(text):
                    code = GONE
                    break
        except TimeoutError:
            code = TOO_SLOW
        except Exception:
            log.exception("socket of room %s", self.room_id)
        await self.close(code)

    async def _send(self, text: str) -> None:
        await asyncio.wait_for(self.send(text_data=text), SEND_SECONDS)


@partial(database_sync_to_async, thread_sensitive=False)
def _admitted(address: str, room_id: str, cookies: dict[str, str]) -> doors.Seat | None:
    """Who knocks; None for nobody, and for somebody who knocks too often."""
    return None if fairness.wait_for("socket", address, None) else doors.seat_of_socket(room_id, cookies)


@partial(database_sync_to_async, thread_sensitive=False)
def everything(room_id: str, person_id: str | None) -> str:
    """All that a socket of that person, or of a host, begins with."""
    told = grid.snapshot(room_id) if person_id is None else state.whole(room_id, person_id)
    return json.dumps(told, separators=(",", ":"))


def _over(text: str) -> bool:
    """Whether the participant was removed."""
    return text.startswith('{"type":"me"') and json.loads(text)["me"]["removed"]


def cookies_of(scope: dict[str, Any]) -> dict[str, str]:
    """The handshake's cookies."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            jar: SimpleCookie = SimpleCookie()
            jar.load(value.decode("latin-1"))
            found |= {key: morsel.value for key, morsel in jar.items()}
    return found
