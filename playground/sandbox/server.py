"""The fork server: one thread, no imports after start, a child a job.

Its owner talks over a stream socket on descriptor 0. To each byte, the letter of a job, the server answers
with one end of a socket pair; the child has the other end, and reads its job there. Closing that socket ends the
job, closing the owner's ends the server and every child. A child that outlives its wall time is killed; the last
line of every job says how it ended.

When nothing has been asked for a while, children are forked that stand by, warm, for the next jobs. While it is busy
the server forks none: what they cost would be taken from the jobs at work.
"""

import contextlib
import gc
import json
import math
import os
import select
import signal
import socket
import time
from dataclasses import dataclass
from typing import Final

from playground.sandbox import child, lockdown, rehearsal
from playground.sandbox.child import READY
from playground.sandbox.jobs import HEAD_START, JOBS
from playground.sandbox.priority import give_way
from vm.facts import limits

SELF_TEST_SECONDS: Final = 5.0
SPARES: Final = limits.value("sandbox-spares")
QUIET: Final = 0.25  # seconds without a job before a child is forked to stand by; a class that presses Run leaves fewer


@dataclass(slots=True)
class Child:
    """One process.

    line       its end of the socket pair, which it writes to
    door       the other end, which becomes the owner's
    warm       it has said over the door that it is
    deadline   when the patience with its job ends (monotonic)
    why        what it was killed for
    """

    pid: int
    line: socket.socket
    door: socket.socket
    warm: bool = False
    deadline: float = math.inf
    why: str = ""


class Server:
    """Forks, reaps, kills. Never reads what a user wrote."""

    def __init__(self, control: socket.socket, code: str) -> None:
        self.control, self.code = control, code
        self.at_work: dict[int, Child] = {}
        self.spares: dict[int, Child] = {}
        self.next_spare = time.monotonic()
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
            ready = {number for number, _ in self.poll.poll(self._patience())}
            if self.bell.fileno() in ready:
                self.bell.recv(4096)
                self._reap()
            self._kill_the_late()
            for one in [c for c in self.at_work.values() if c.line.fileno() in ready]:
                self._kill(one, "abandoned")
            for one in [c for c in self.spares.values() if c.door.fileno() in ready]:
                self._hear(one)
            if self.control.fileno() in ready and not self._accept():  # last: a new child's sockets have old numbers
                break
            if self._wants_spare() and time.monotonic() >= self.next_spare:
                self._stand_by()
        for pid in [*self.at_work, *self.spares]:
            os.kill(pid, signal.SIGKILL)

    def _patience(self) -> float | None:
        """Milliseconds until something is to be done without being asked."""
        moments = [one.deadline for one in self.at_work.values()]
        if self._wants_spare():
            moments.append(self.next_spare)
        return max(0, min(moments) - time.monotonic()) * 1000 + 1 if moments else None

    # Jobs.

    def _accept(self) -> bool:
        letter = self.control.recv(1)
        if not letter:
            return False
        one = self._warm_one() or self._fork(rehearse=False)
        wall = JOBS[letter].wall if letter in JOBS else SELF_TEST_SECONDS
        one.deadline = time.monotonic() + wall + HEAD_START
        self.at_work[one.pid] = one
        self.next_spare = time.monotonic() + QUIET
        self.poll.register(one.line, 0)  # POLLHUP alone: what the owner writes is the child's
        with one.door, contextlib.suppress(OSError):  # an owner that is gone takes nothing, and is seen to be gone next
            one.door.send(letter)
            socket.send_fds(self.control, [READY], [one.door.fileno()])
        return True

    def _warm_one(self) -> Child | None:
        pid = next((pid for pid, one in self.spares.items() if one.warm), None)
        return None if pid is None else self.spares.pop(pid)

    def _fork(self, *, rehearse: bool) -> Child:
        door, line = socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            child.live(line, parent, self.code, rehearse=rehearse)
        return Child(pid, line, door)

    def _kill_the_late(self) -> None:
        now = time.monotonic()
        for one in self.at_work.values():
            if one.deadline <= now:
                self._kill(one, "wall")
                one.deadline = now + 1

    def _kill(self, one: Child, why: str) -> None:
        one.why = one.why or why
        os.kill(one.pid, signal.SIGKILL)

    def _reap(self) -> None:
        while self.at_work or self.spares:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if pid in self.spares:
                self._forget(self.spares.pop(pid))
            else:
                self._end(self.at_work.pop(pid), os.waitstatus_to_exitcode(status))

    def _end(self, one: Child, code: int) -> None:
        """Say how a job has ended."""
        self.next_spare = time.monotonic() + QUIET
        self.poll.unregister(one.line)
        why = one.why or ("cpu" if code == -signal.SIGXCPU else "exit" if code >= 0 else "killed")
        trailer = json.dumps({"why": why, "code": code}).encode()
        with one.line, contextlib.suppress(OSError):  # nobody may read; a missing trailer says "killed" as well
            one.line.send(b"T" + trailer + b"\n", socket.MSG_DONTWAIT | getattr(socket, "MSG_NOSIGNAL", 0))

    # Children that stand by.

    def _wants_spare(self) -> bool:
        calm = not self.at_work and self.next_spare < math.inf
        return calm and len(self.spares) < SPARES and all(one.warm for one in self.spares.values())

    def _stand_by(self) -> None:
        one = self._fork(rehearse=True)
        self.poll.register(one.door, select.POLLIN)
        self.spares[one.pid] = one

    def _hear(self, one: Child) -> None:
        one.warm = one.door.recv(1) == READY
        self.poll.unregister(one.door)

    def _forget(self, one: Child) -> None:
        """One has died. Whatever killed it may wait for the next one as well: none until a job has come."""
        self.next_spare = math.inf
        with one.line, one.door, contextlib.suppress(KeyError):
            self.poll.unregister(one.door)


def main(control: socket.socket) -> None:
    """Warm up, then serve, as nice as the owner. Signals of the terminal are the owner's business."""
    give_way(0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    rehearsal.warm_up()
    code = lockdown.close_code()
    gc.collect()
    gc.freeze()  # children share these pages; the collector must not write to them
    control.sendall(READY)
    Server(control, code).serve()
