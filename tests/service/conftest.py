"""A whole playground, started as `make run` starts it, on a free port with a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[2]

PASS = '.license "GPL"\n.section xdp\nr0 = 2\nexit\n'
REFUSED = '.license "GPL"\n.section xdp\nexit\n'
LOOP = '.license "GPL"\n.section xdp\nr1 = 0\nr0 = 2\nagain:\nr1 += 1\nif r1 < {} goto again\nexit\n'
SLOW = LOOP.format(25_000)  # seconds to verify and to play
ENDLESS = LOOP.format(220_000)  # more than a run may take, whichever limit it meets first


def unique(source: str, name: str) -> str:
    """The same program as no other test's, so that no result is shared."""
    return f"{source}# {name} {time.monotonic_ns()}\n"


def processes() -> dict[int, tuple[int, str]]:
    """pid -> (parent, command line) of everything that runs."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            stat = (path / "stat").read_text()
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            continue
        state, parent = stat.rpartition(")")[2].split()[:2]
        if state != "Z":
            found[int(path.name)] = (int(parent), command)
    return found


def descendants(root: int) -> dict[int, str]:
    """pid -> command line of all processes below `root`."""
    everything = processes()
    family = {root}
    while True:
        more = {pid for pid, (parent, _) in everything.items() if parent in family} - family
        if not more:
            return {pid: everything[pid][1] for pid in family - {root} if pid in everything}
        family |= more


def alive(pids: set[int] | dict[int, str]) -> set[int]:
    """Those of `pids` that still run."""
    return set(pids) & set(processes())


@dataclass
class Service:
    """A running playground."""

    process: subprocess.Popen[str]
    url: str
    data: Path
    log: Path

    def http(self, **options: Any) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=30, **options)

    def start_run(self, source: str, **more: Any) -> dict[str, Any]:
        with self.http() as http:
            answer = http.post("/api/v1/runs", json={"source": source, **more})
        assert answer.status_code == 201, answer.text
        return answer.json()

    def run(self, run_id: str) -> dict[str, Any]:
        with self.http() as http:
            return http.get(f"/api/v1/runs/{run_id}").json()

    def socket(self, path: str, **options: Any) -> Any:
        return connect(f"{self.url.replace('http', 'ws', 1)}{path}", proxy=None, **options)

    def frames(self, run_id: str, since: int = 0) -> tuple[list[str], int | None]:
        """Everything a socket says from `since` on, and its close code."""
        with self.socket(f"/ws/runs/{run_id}/?since={since}") as socket:
            texts = []
            try:
                while True:
                    texts.append(socket.recv(timeout=40))
            except websockets.ConnectionClosed:
                return texts, socket.close_code

    def wait_for_end(self, run_id: str, seconds: float = 40) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            run = self.run(run_id)
            if run.get("state") not in {"queued", "running"}:
                return run
            time.sleep(0.1)
        raise AssertionError(f"run did not end: {run}")

    def parts(self, word: str) -> dict[int, str]:
        """Its processes whose command line contains `word`."""
        return {pid: line for pid, line in descendants(self.process.pid).items() if word in line}

    def main_of(self, word: str) -> int:
        """The part started by the supervisor itself."""
        everything = processes()
        return next(pid for pid in self.parts(word) if everything[pid][0] == self.process.pid)

    def wait_healthy(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=10).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        raise AssertionError("not healthy again: " + self.log.read_text()[-2000:])

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Seconds until the supervisor ended."""
        begun = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - begun


def launch(data: Path, **environment: str) -> Service:
    """Start a playground and wait until it is ready."""
    data.mkdir(parents=True, exist_ok=True)
    log = data / "service.log"
    kept = {k: v for k, v in os.environ.items() if k not in {"REDIS_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "playground.supervisor"],
        cwd=ROOT,
        env=kept | {"DATA_DIR": str(data), "PORT": "0", "HOST": "127.0.0.1"} | environment,
        stdout=log.open("w"),
        stderr=subprocess.STDOUT,
        text=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := re.search(r"playground: (http://\S+)", log.read_text()):
            return Service(process, found[1], data, log)
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    raise AssertionError("the playground did not start: " + log.read_text()[-3000:])


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One playground for all tests that do no harm to it."""
    running = launch(tmp_path_factory.mktemp("playground"))
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A playground that may be hurt."""
    running = launch(tmp_path_factory.mktemp("victim"))
    yield running
    if running.process.poll() is None:
        running.stop()
