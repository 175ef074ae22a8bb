"""A long quarrel: clients press Run while parts of the playground die, and a record is kept of all that was told.

    python -m tests.soak [--minutes 15] [--clients 8] [--calm]

A playground of its own is started as `make run` starts it; every ten seconds something is killed, stopped or
flooded (`tests.soak.faults`). At the end: every accepted run ended, its frames are complete, unique, in order and
the same to whoever asked, and no process holds more memory than it should. Exit 1 and the list where that is not so.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests.service.conftest import Service, launch
from tests.soak import faults
from tests.soak.clients import Client
from tests.soak.history import History
from tests.soak.weight import Scale

FAULT_EVERY = 10.0  # seconds
QUIET_AFTER = 60.0  # seconds that what was accepted may still take when the faults are over


async def quarrel(service: Service, seconds: float, clients: int, seed: int, *, calm: bool) -> tuple[History, Scale]:
    """Clients and faults for so long; then everything may end in peace."""
    history, scale = History(), Scale(service)
    chance = random.Random(seed)
    scale.weigh("begun")
    async with httpx.AsyncClient(base_url=service.url, timeout=30) as http:
        end = time.monotonic() + seconds
        crowd = [Client(service.url, http, history, random.Random(chance.random()), end) for _ in range(clients)]
        pressing = [asyncio.create_task(client.press()) for client in crowd]
        while not calm and time.monotonic() < end - FAULT_EVERY:
            await asyncio.sleep(FAULT_EVERY)
            fault = chance.choice(faults.ALL)
            tell(f"{len(history.accepted):6} runs accepted; {fault.__doc__}")
            await fault(service)
        await asyncio.gather(*pressing)
        tell("no more faults: what was accepted comes to its end")
        await asyncio.to_thread(service.wait_healthy)
        await history.settle(http, QUIET_AFTER)
    scale.weigh("ended")
    return history, scale


def tell(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')}  {line}\n")
    sys.stdout.flush()


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.partition("\n")[0])
    ask.add_argument("--minutes", type=float, default=15)
    ask.add_argument("--clients", type=int, default=8)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--calm", action="store_true", help="no faults: does memory stay flat?")
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        service = launch(Path(folder) / "data")
        try:
            history, scale = asyncio.run(
                quarrel(service, given.minutes * 60, given.clients, given.seed, calm=given.calm)
            )
        finally:
            service.stop()
    wrong = history.wrong() + (scale.wrong() if given.calm else [])
    tell(history.summary())
    for line in scale.lines():
        tell(line)
    for line in wrong:
        tell(f"WRONG: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
