"""The browser's side of a run. Carries frames; understands none."""

import asyncio
import logging

from asgiref.sync import sync_to_async
from channels.exceptions import DenyConnection
from channels.generic.websocket import AsyncWebsocketConsumer

from playground import fairness
from playground.errors import ApiError
from playground.runs import feed
from playground.runs.models import Run
from playground.runs.views import since_of

log = logging.getLogger(__name__)

AFTER_LAST, RESTART, TOO_SLOW, UNWANTED = 1000, 1012, 1013, 1008
SEND_SECONDS = 60.0  # a reader that takes nothing for so long is gone
SOCKETS = 2000  # in one web process


class RunConsumer(AsyncWebsocketConsumer):
    """`/ws/runs/{id}/?since=N`: every frame from N on, then live; 1000 after the last."""

    open_sockets = 0
    pump: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        query = dict(part.partition("=")[::2] for part in self.scope["query_string"].decode("latin-1").split("&"))
        run_id = self.scope["url_route"]["kwargs"]["run_id"]
        address = (self.scope.get("client") or ("",))[0]
        try:
            since = since_of(query.get("since", "0"))
        except ApiError:
            raise DenyConnection from None
        known = await Run.objects.filter(pk=run_id).aexists()
        crowded = RunConsumer.open_sockets >= SOCKETS
        if not known or crowded or await sync_to_async(fairness.wait_for)("socket", address, None):
            raise DenyConnection
        RunConsumer.open_sockets += 1
        await self.accept()
        self.pump = asyncio.create_task(self._pump(run_id, since))

    async def disconnect(self, code: int) -> None:
        if self.pump:
            RunConsumer.open_sockets -= 1
            self.pump.cancel()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Nothing may be said here."""
        await self.close(UNWANTED)

    async def _pump(self, run_id: str, since: int) -> None:
        code = AFTER_LAST
        try:
            async for text in feed.current().follow(run_id, since):
                await asyncio.wait_for(self.send(text_data=text), SEND_SECONDS)
        except TimeoutError:
            code = TOO_SLOW
        except Exception:
            log.exception("socket of run %s", run_id)
            code = RESTART
        await self.close(code)
