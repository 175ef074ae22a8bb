"""The web process: Django for pages and the API, Channels for sockets, memory for files."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "playground.settings")
django.setup()

from channels.routing import URLRouter  # noqa: E402 - Django must be set up first
from django.conf import settings  # noqa: E402
from django.http.request import split_domain_port, validate_host  # noqa: E402
from django.urls import re_path  # noqa: E402

from playground import caretaker  # noqa: E402
from playground.pages import assets  # noqa: E402
from playground.runs.consumers import RunConsumer  # noqa: E402
from playground.shield import origin_allowed  # noqa: E402
from playground.threads import Handler  # noqa: E402
from playground.workshops.consumers import RoomConsumer  # noqa: E402

log = logging.getLogger(__name__)

BODY_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # of a capture in base64; `wire.read` allows other bodies less
DRAINED_BYTES = 16 << 20  # of a body that is refused; whoever sends more is cut off
DRAIN_SECONDS = 5
TOO_LARGE = b'{"error":{"code":"request.too-large","message":"the body is too large"}}'

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

COOKIE_SOCKETS = [re_path(r"^ws/rooms/(?P<room_id>[0-9A-Za-z]{1,64})/$", RoomConsumer.as_asgi())]
SOCKETS = [re_path(r"^ws/runs/(?P<run_id>[0-9A-Za-z]{1,64})/$", RunConsumer.as_asgi()), *COOKIE_SOCKETS]
sockets = URLRouter(SOCKETS)
django_app = Handler()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI."""
    match scope["type"]:
        case "http" if scope["path"].startswith(settings.STATIC_URL):
            await assets.serve(scope, receive, send)
        case "http" if declared_size(scope) > BODY_BYTES:
            await too_large(receive, send)
        case "http":
            await django_app(scope, bounded(receive), send)
        case "websocket" if not may_connect(scope):
            await refuse(scope, receive, send)
        case "websocket":
            await sockets(scope, receive, send)
        case "lifespan":
            await lifespan(receive, send)


async def too_large(receive: Receive, send: Send) -> None:
    """413, once what the client is still sending was read: whoever is cut off sees a reset and no answer."""
    left = DRAINED_BYTES
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body"):
                    break
    await assets.answer(send, 413, TOO_LARGE, {"content-type": "application/json", "connection": "close"})


def declared_size(scope: Scope) -> int:
    """What Content-Length says; 0 when it says nothing that can be read."""
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def bounded(receive: Receive) -> Receive:
    """A body without a length, cut off where it becomes too long: Django would spool it to the disk."""
    received = 0

    async def receive_bounded() -> dict[str, Any]:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        return message if received <= BODY_BYTES else {"type": "http.disconnect"}

    return receive_bounded


def may_connect(scope: Scope) -> bool:
    """A socket's own page; or a script, which has no Origin, where no cookie gives rights."""
    given = scope["headers"]
    hosts = [value.decode("latin-1") for name, value in given if name == b"host"]
    origins = [value.decode("latin-1") for name, value in given if name == b"origin"]
    if len(hosts) != 1 or not validate_host(split_domain_port(hosts[0])[0], settings.ALLOWED_HOSTS):
        log.warning("socket refused: host %r", hosts)
        return False
    path = scope["path"].lstrip("/")
    if not any(route.pattern.match(path) for route in SOCKETS):
        return False
    acts = any(route.pattern.match(path) for route in COOKIE_SOCKETS)
    if (origins or acts) and not origin_allowed(origins, hosts[0], secure=scope.get("scheme") == "wss"):
        log.warning("socket refused: origin %r", origins)
        return False
    return True


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """403 before the handshake."""
    await receive()
    await send({"type": "websocket.close", "code": 1008})


async def lifespan(receive: Receive, send: Send) -> None:
    """Start and stop what lives as long as the web process."""
    care: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            care = asyncio.create_task(caretaker.care())
            await send({"type": "lifespan.startup.complete"})
        else:
            if care:
                care.cancel()
                await asyncio.gather(care, return_exceptions=True)
            await caretaker.stop()
            return await send({"type": "lifespan.shutdown.complete"})
