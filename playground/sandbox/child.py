"""The life of a child: lock down, be warm if there is time, do one job, die.

The locks are shut before it reads anything, so it does not matter how long it stands by. The first byte it reads is
the fork server's, the letter of its job; what follows is its owner's, and may be any user's.
"""

import json
import os
import signal
import socket
from typing import Final, NoReturn

from playground.sandbox import jobs, lockdown, rehearsal
from playground.sandbox.jobs import JOBS

MAX_REQUEST: Final = 1_500_000  # bytes: a capture of 1 MiB in base64
SELF_TEST: Final = b"?"
READY: Final = b"!"


def live(line: socket.socket, parent: int, code: str, *, rehearse: bool) -> NoReturn:
    """All of it.

    line       our end of a socket pair, to the fork server at first and then to the owner of the job
    parent     the fork server's process id
    code       state of the lock that the fork server itself has shut: see `lockdown.close_code`
    rehearse   be warm, say so, and wait
    """
    status = 70
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        locks = {"code": code} | lockdown.lock_down(line, parent)
        if rehearse:
            rehearsal.rehearse()
            lockdown.say(READY)
        _work(os.read(lockdown.JOB, 1), locks)
        status = 0
    finally:
        os._exit(status)


def _work(letter: bytes, locks: dict[str, str]) -> None:
    job = JOBS.get(letter)
    if job is None or not job.compiles:
        locks |= {"seal": lockdown.seal()}
    if letter == SELF_TEST:
        lockdown.say(b"R" + json.dumps(locks).encode() + b"\n")
    elif job is not None:
        jobs.perform(job.do, json.loads(_read_request()), lockdown.say)


def _read_request() -> bytes:
    """One line of JSON."""
    received = bytearray()
    while not received.endswith(b"\n"):
        more = os.read(lockdown.JOB, 1 << 16)
        if not more or len(received) > MAX_REQUEST:
            raise EOFError
        received += more
    return bytes(received)
