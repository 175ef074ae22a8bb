"""What befalls a playground. Each takes at most seconds, and touches only processes that the playground started."""

import asyncio
import contextlib
import os
import signal
from typing import Final

import websockets

from tests.service.conftest import ENDLESS, PASS, Service, processes, unique


def kill(pid: int, number: signal.Signals = signal.SIGKILL) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def main_of(service: Service, word: str) -> list[int]:
    """None while the supervisor is starting it again."""
    with contextlib.suppress(StopIteration):
        return [service.main_of(word)]
    return []


async def store_dies(service: Service) -> None:
    """the store is killed and comes back empty"""
    for pid in main_of(service, "unixsocket"):
        kill(pid)


async def store_hangs(service: Service) -> None:
    """the store hangs for three seconds"""
    for pid in main_of(service, "unixsocket"):
        kill(pid, signal.SIGSTOP)
        await asyncio.sleep(3)
        kill(pid, signal.SIGCONT)


async def worker_dies(service: Service) -> None:
    """the worker is killed"""
    for pid in main_of(service, "celery"):
        kill(pid)


async def pool_process_dies(service: Service) -> None:
    """a process of the worker's pool is killed"""
    everything = processes()
    for main in main_of(service, "celery"):
        for pid in [pid for pid, (parent, line) in everything.items() if parent == main and "celery" in line][:1]:
            kill(pid)


async def sandboxes_die(service: Service) -> None:
    """every sandbox is killed, fork servers too"""
    for pid in service.parts("playground.sandbox"):
        kill(pid)


async def web_dies(service: Service) -> None:
    """the web process is killed"""
    for pid in main_of(service, "uvicorn"):
        kill(pid)


async def web_ends(service: Service) -> None:
    """the web process is told to end"""
    for pid in main_of(service, "uvicorn"):
        kill(pid, signal.SIGTERM)


async def sockets_crowd(service: Service) -> None:
    """two hundred sockets open at once and are dropped"""
    run_id = await asyncio.to_thread(_a_run, service)
    if run_id is None:
        return
    address = f"{service.url.replace('http', 'ws', 1)}/ws/runs/{run_id}/"

    async def visit() -> None:
        with contextlib.suppress(OSError, websockets.WebSocketException, TimeoutError):
            async with websockets.connect(address, proxy=None, open_timeout=10) as socket:
                await asyncio.wait_for(socket.recv(), 10)
                socket.transport.abort()

    await asyncio.gather(*(visit() for _ in range(200)))


async def flood(service: Service) -> None:
    """twelve programs that never end are sent at once"""
    await asyncio.gather(*(asyncio.to_thread(_a_run, service, ENDLESS) for _ in range(12)))


def _a_run(service: Service, source: str = PASS) -> str | None:
    with contextlib.suppress(Exception), service.http() as http:
        return str(http.post("/api/v1/runs", json={"source": unique(source, "fault")}).json()["id"])
    return None


ALL: Final = (
    store_dies, store_hangs, worker_dies, pool_process_dies, sandboxes_die, web_dies, web_ends, sockets_crowd, flood,
)  # fmt: skip
