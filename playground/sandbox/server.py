"""The fork server: one thread, no imports after start, a child a job.

Its owner talks over a stream socket on descriptor 0: each byte is the letter of a job and carries one
end of a socket pair. Closing that socket ends the server and every child. Closing a job's socket ends
that job. A child that outlives its wall time is killed; the last line of every job says how it ended.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass
from typing import Final

from playground.sandbox import jobs, lockdown
from playground.sandbox.jobs import HEAD_START, JOBS
from playground.sandbox.priority import give_way

MAX_REQUEST: Final = 1_500_000  # bytes: a capture of 1 MiB in base64
SELF_TEST: Final = b"?"


@dataclass(slots=True)
class Child:
    """A job that runs: its process, our end of its socket, and when its patience ends (monotonic)."""

    pid: int
    job: socket.socket
    deadline: float
    why: str = ""


class Server:
    """Forks, reaps, kills. Never reads what a user wrote."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.children: dict[int, Child] = {}
        self.poll = select.poll()
        self.poll.register(control, select.POLLIN)
        bell, self.bell = socket.socketpair()
        for end in (bell, self.bell):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
        self.poll.register(self.bell, select.POLLIN)
        self.keep = bell

    def serve(self) -> None:
        """Until the owner hangs up."""
        while True:
            ready = dict(self.poll.poll(self._patience()))
            if self.bell.fileno() in ready:
                self.bell.recv(4096)
            self._reap()
            self._kill_the_late()
            for child in [c for c in self.children.values() if c.job.fileno() in ready]:
                self._kill(child, "abandoned")
            if self.control.fileno() in ready and not self._accept():
                break
        for child in list(self.children.values()):
            self._kill(child, "server stopped")

    def _patience(self) -> float | None:
        """Milliseconds until the next deadline."""
        if not self.children:
            return None
        return max(0, min(c.deadline for c in self.children.values()) - time.monotonic()) * 1000 + 1

    def _accept(self) -> bool:
        letter, descriptors, _flags, _address = socket.recv_fds(self.control, 1, 1)
        if not letter:
            return False
        job = socket.socket(fileno=descriptors[0])
        wall = JOBS[letter][1] if letter in JOBS else 5.0
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            child_main(letter, job.fileno(), parent)
        self.children[pid] = Child(pid, job, time.monotonic() + wall + HEAD_START)
        self.poll.register(job, 0)  # POLLHUP alone: what the owner writes is the child's
        return True

    def _kill_the_late(self) -> None:
        now = time.monotonic()
        for child in self.children.values():
            if child.deadline <= now:
                self._kill(child, "wall")
                child.deadline = now + 1

    def _kill(self, child: Child, why: str) -> None:
        child.why = child.why or why
        os.kill(child.pid, signal.SIGKILL)

    def _reap(self) -> None:
        while self.children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            child = self.children.pop(pid)
            self.poll.unregister(child.job)
            code = os.waitstatus_to_exitcode(status)
            why = child.why or ("cpu" if code == -signal.SIGXCPU else "exit" if code >= 0 else "killed")
            trailer = json.dumps({"why": why, "code": code}).encode()
            with contextlib.suppress(OSError):  # nobody may read any more; a missing trailer says "killed" as well
                child.job.send(b"T" + trailer + b"\n", socket.MSG_DONTWAIT | getattr(socket, "MSG_NOSIGNAL", 0))
            child.job.close()


def child_main(letter: bytes, descriptor: int, parent: int) -> None:
    """In the child: lock down, then read, then work. Never returns."""
    code = 70
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if letter == SELF_TEST:
            state = lockdown.lock_down(descriptor, lockdown.Bounds(memory=jobs.MEMORY, cpu=5, executable=True), parent)
            state["seal"] = lockdown.seal()
            lockdown.say(b"R" + json.dumps(state).encode() + b"\n")
        else:
            job, wall, bounds = JOBS[letter]
            jobs.arm(wall)
            lockdown.lock_down(descriptor, bounds, parent)
            jobs.perform(job, json.loads(_read_request()), lockdown.say)
        code = 0
    finally:
        os._exit(code)


def _read_request() -> bytes:
    """One line of JSON."""
    received = bytearray()
    while not received.endswith(b"\n"):
        more = os.read(lockdown.JOB, 1 << 16)
        if not more or len(received) > MAX_REQUEST:
            raise EOFError
        received += more
    return bytes(received)


def main(control: socket.socket) -> None:
    """Warm up, then serve, as nice as the owner. Signals of the terminal are the owner's business."""
    give_way(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    warm_up()
    gc.collect()
    gc.freeze()  # children share these pages; the collector must not write to them
    control.sendall(b"!")
    Server(control).serve()


def warm_up() -> None:
    """Import and touch all that a child will need: it cannot open a file any more."""
    source = ".section xdp\nr0 = 2\nexit\n"
    play = {"source": source, "scenario": None, "run_id": "warm", "seed": 1, "trace": False}
    for name, request in (
        (b"r", play | {"engine": "interp"}),
        (b"c", {"source": source}),
        (b"p", {"pcap": "", "title": ""}),
        (b"d", {"source": source, "scenario": None}),
        (b"b", {"source": source, "program": None, "form": "llvm"}),
        (b"o", {"object": "", "program": None}),
        (b"a", {"source": source, "program": None, "want": ["log", "native", "proof", "states"]}),
    ):
        jobs.perform(JOBS[name][0], request, _complain)
    jobs.warm_compiler(play | {"engine": "jit"})


def _complain(line: bytes) -> None:
    """The warm-up's output: only its failures matter, and they must be seen."""
    if line.startswith(b"X"):
        sys.stderr.write(f"sandbox: warm-up failed: {line.decode()}")
