"""One part of the playground as a process: started, watched, stopped."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

PR_SET_PDEATHSIG: Final = 1
LIBC: Final = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with(parent: int, number: int) -> None:
    """Receive signal `number` when the process `parent`, ours, ends. Linux only; elsewhere nothing happens."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


@dataclass(slots=True)
class Part:
    """A process of the playground.

    stop     signals to end it with, each with the seconds it is given; SIGKILL follows
    orphan   the signal it gets when the supervisor is killed
    """

    name: str
    argv: list[str]
    environment: dict[str, str]
    stop: tuple[tuple[int, float], ...]
    orphan: int = signal.SIGTERM
    pass_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    crashes: int = 0
    log: Callable[[str], None] = field(default=print)

    def start(self) -> None:
        """Start the process."""
        parent = os.getpid()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.argv,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.pass_fds,
            preexec_fn=lambda: die_with(parent, self.orphan),  # noqa: PLW1509 - the supervisor has one thread
        )

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Start it again after a crash, more slowly the more often it crashes."""
        assert self.process is not None
        if time.monotonic() - self.started > 60:
            self.crashes = 0
        wait = 0 if self.crashes == 0 else min(10.0, 0.5 * 2**self.crashes)
        if time.monotonic() - self.started < wait:
            return
        self.log(f"{self.name} ended with {self.process.returncode}; starting it again")
        self.end_group()
        self.crashes += 1
        self.start()

    def end(self) -> None:
        """Stop it, politely first."""
        if self.process is None:
            return
        for number, patience in (*self.stop, (signal.SIGKILL, 2.0)):
            if self.process.poll() is not None:
                break
            self.process.send_signal(number)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.log(f"{self.name} did not stop on {signal.Signals(number).name} within {patience:.0f} s")
        self.end_group()

    def end_group(self) -> None:
        """End what it may have left in its session."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
