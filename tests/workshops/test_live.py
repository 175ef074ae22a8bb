"""The room's socket: whose page it is, everything at once, then changes, no faster than the eye needs."""

import json
import time

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from playground import asgi
from playground.workshops import hub, people, rooms
from tests.workshops.conftest import RIGHT, post

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]


def dial(held, client, origin: str | None = "http://testserver", query: str = "") -> WebsocketCommunicator:
    jar = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"host", b"testserver"), (b"cookie", jar.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    return WebsocketCommunicator(asgi.application, f"/ws/rooms/{held.room.pk}/{query}", headers=headers)


async def hear(socket: WebsocketCommunicator, kind: str, seconds: float = 6) -> dict:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told = json.loads(await socket.receive_from(timeout=seconds))
        if told["type"] == kind:
            return told
    raise AssertionError(f"no {kind}")


@pytest.mark.parametrize(
    "origin", [None, "null", "", "http://evil.example", "http://testserver:81", "https://testserver"]
)
async def test_other_pages_may_not_listen(held, settings, origin) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    socket = dial(held, held.host, origin)
    connected, _ = await socket.connect()
    assert not connected


async def test_strangers_may_not_listen(held, settings, client) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    connected, _ = await dial(held, client).connect()
    assert not connected


async def test_everything_then_changes(held, settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    bob = await sync_to_async(held.join)("Bob")
    try:
        wall, seat = dial(held, held.host), dial(held, bob, query="?as=participant")
        assert (await wall.connect(timeout=5))[0]
        assert (await seat.connect(timeout=5))[0]
        whole = await hear(wall, "grid")
        assert (whole["full"], whole["room"]["count"]) == (True, 1)
        assert (await hear(seat, "state"))["me"]["name"] == "Bob"
        await sync_to_async(held.hand_in)(bob, RIGHT)
        changed = await hear(wall, "grid")
        while not changed["cells"] or next(iter(changed["cells"].values()))["one"][0] != "passed":
            changed = await hear(wall, "grid")
        assert not changed["full"]
        await sync_to_async(rooms.broadcast)(held.room, "Coffee!")
        assert (await hear(seat, "room"))["room"]["banner"] == "Coffee!"
        for n in range(12):
            await sync_to_async(post)(bob, held.url("/draft"), step="one", source=f"# {n}")
        begun, heard = time.monotonic(), 0
        while time.monotonic() - begun < 1.5:
            heard += not await wall.receive_nothing(timeout=0.1, interval=0.02) and bool(await wall.receive_from())
        assert heard <= 4
        await sync_to_async(people.correct)(held.room, await sync_to_async(held.person)("Bob"), removal())
        told = await seat.receive_output(timeout=5)
        while told["type"] == "websocket.send":
            told = await seat.receive_output(timeout=5)
        assert (told["type"], told["code"]) == ("websocket.close", 1000)
        await wall.disconnect()
    finally:
        await hub.stop()


def removal():
    from playground.workshops.bodies import Person

    return Person(removed=True)
