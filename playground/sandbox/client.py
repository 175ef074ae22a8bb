"""The owner's side of a fork server: start it, hand it jobs, read their lines."""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playground.sandbox.objects import Objects

ROOT: Final = Path(__file__).resolve().parents[2]
START_SECONDS: Final = 20.0
KEEPS: Final = {"r": "P", "j": "PO", "J": "PO"}
"""By letter of the jobs that play a source: tags of what is kept of it."""
LINE_LIMIT: Final = 4 << 20  # bytes; no honest line comes near

# What a fork server may know of its owner's environment: nothing that could be a secret.
ENVIRONMENT: Final = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", "TMPDIR")


class SandboxError(Exception):
    """No job can be done now: the fork server does not start or does not answer."""


@dataclass(slots=True)
class ForkServer:
    """One fork server process, started when first needed and again when it died. Safe across threads.

    modules   further modules that add jobs, for tests
    """

    modules: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = None
    _control: socket.socket | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    objects: Objects = field(default_factory=Objects)

    def job(self, letter: str, request: Mapping[str, Any]) -> socket.socket:
        """Begin a job. Returns the socket that its lines come from; closing it ends the job."""
        line = json.dumps(request).encode() + b"\n"
        with self._lock:
            connection = self._child(letter.encode())
        connection.settimeout(START_SECONDS)
        try:
            connection.sendall(line)
        except OSError as error:
            connection.close()
            raise SandboxError("the process of this job is gone") from error
        return connection

    def lines(self, letter: str, request: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Do a job and yield (tag, text) for each of its lines. What is to be kept is not passed on."""
        keeps = KEEPS.get(letter, "")
        if keeps:
            source = request["source"]
            kept = {tag: told for tag in keeps if (told := self.objects.get(tag, source)) is not None}
            request = {**request, "kept": kept}
        with self.job(letter, request) as connection, connection.makefile("rb") as reader:
            while line := reader.readline(LINE_LIMIT):
                tag, text = chr(line[0]), line[1:].decode(errors="replace").rstrip("\n")
                if tag in keeps:
                    self.objects.put(tag, source, text)
                else:
                    yield tag, text

    async def alines(self, letter: str, request: Mapping[str, Any]) -> AsyncIterator[tuple[str, str]]:
        """Like `lines`, without blocking the event loop once the server runs."""
        connection = await asyncio.to_thread(self.job, letter, request)
        connection.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=connection, limit=LINE_LIMIT)
        try:
            while line := await reader.readline():
                yield chr(line[0]), line[1:].decode(errors="replace").rstrip("\n")
        finally:
            writer.close()

    def locks(self) -> dict[str, str]:
        """The state of each lock of a child on this platform: "on" or "off: why"."""
        for tag, text in self.lines("?", {}):
            if tag == "R":
                state: dict[str, str] = json.loads(text)
                return state
        raise SandboxError("the self-test of the sandbox gave no answer")

    @property
    def pid(self) -> int | None:
        """Process id of the running server, None when there is none."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def stop(self) -> None:
        """End the server and all its jobs."""
        with self._lock:
            self._stop()

    def _child(self, letter: bytes) -> socket.socket:
        """The way to a child that waits for the request of this job."""
        self._ensure()
        assert self._control is not None
        try:
            self._control.sendall(letter)
            _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1, getattr(socket, "MSG_CMSG_CLOEXEC", 0))
            return socket.socket(fileno=descriptors[0])
        except (OSError, IndexError) as error:
            self._stop()
            raise SandboxError("the fork server is gone") from error

    def _stop(self) -> None:
        if self._control:
            self._control.close()
        if self._process:
            try:
                self._process.wait(2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = self._control = None

    def _ensure(self) -> None:
        if self._process and self._process.poll() is None:
            return
        self._stop()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "playground.sandbox", *self.modules],
                stdin=theirs,
                cwd=ROOT,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                start_new_session=True,
            )
        self._control = ours
        ours.settimeout(START_SECONDS)
        with contextlib.suppress(OSError):
            if ours.recv(1) == b"!":
                ours.settimeout(5)
                return
        self._stop()
        raise SandboxError("the fork server did not start")
