"""Somebody at a browser: presses Run, watches over a socket, comes back when it breaks."""

import asyncio
import contextlib
import json
import random
import time
from dataclasses import dataclass

import httpx
import websockets

from tests.service.conftest import LOOP, PASS, REFUSED
from tests.soak.history import History

PATIENCE = 90.0  # seconds for one run, faults and all


@dataclass
class Client:
    """`press` until `end` (seconds of the monotonic clock)."""

    url: str
    http: httpx.AsyncClient
    history: History
    chance: random.Random
    end: float

    async def press(self) -> None:
        while time.monotonic() < self.end:
            run_id = await self._run(self._program())
            if run_id:
                await self._watch(run_id)
            await asyncio.sleep(self.chance.uniform(0, 1))

    def _program(self) -> str:
        shape = self.chance.choice([PASS, PASS, REFUSED, LOOP.format(2_000), LOOP.format(10_000)])
        return f"{shape}# {self.chance.random()}\n"

    async def _run(self, source: str) -> str | None:
        """The id once it was accepted; a refusal must be typed and say when to come back."""
        try:
            answer = await self.http.post("/api/v1/runs", json={"source": source})
        except httpx.HTTPError:
            return None  # the web process is away: nothing was promised
        if answer.status_code == 201:
            run_id = str(answer.json()["id"])
            self.history.accepted[run_id] = []
            return run_id
        self.history.refusal(answer)
        await asyncio.sleep(min(float(answer.headers.get("Retry-After", 1)), 3))
        return None

    async def _watch(self, run_id: str) -> None:
        deadline = time.monotonic() + PATIENCE
        told: list[str] = []
        while time.monotonic() < deadline:
            code = await self._listen(run_id, told)
            if code == 1000:
                break
            await asyncio.sleep(self.chance.uniform(0.2, 1))
        self.history.accepted[run_id] = told

    async def _listen(self, run_id: str, told: list[str]) -> int | None:
        """Append what one socket says to `told`; its close code, None where there was no socket."""
        since = json.loads(told[-1])["seq"] + 1 if told else 0
        address = f"{self.url.replace('http', 'ws', 1)}/ws/runs/{run_id}/?since={since}"
        with contextlib.suppress(OSError, websockets.WebSocketException, TimeoutError):
            async with websockets.connect(address, proxy=None, open_timeout=10) as socket:
                try:
                    while True:
                        told.append(await asyncio.wait_for(socket.recv(decode=True), PATIENCE))
                except websockets.ConnectionClosed:
                    return socket.close_code
        return None
