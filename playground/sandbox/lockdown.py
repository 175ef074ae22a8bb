"""What a child gives up before it reads anything. Each lock is named, so that its absence can be said."""

import contextlib
import ctypes
import mmap
import os
import platform
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Final

from playground.sandbox import landlock, seccomp
from vm.facts import limits

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
NOBODY: Final = 65534
JOB: Final = 3  # the only descriptor beside three to /dev/null

LIMITS: Final = {
    "CORE": 0,
    "FSIZE": 0,
    "NPROC": 0,
    "NOFILE": JOB + 2,  # Landlock's own descriptor is the last one ever opened
    "MEMLOCK": 0,
    "MSGQUEUE": 0,
    "DATA": limits.value("sandbox-memory"),
    "CPU": 1 + max(limits.value("run-wall"), limits.value("verify-wall")) // 1000,
}
"""Blunt limits, by the names of setrlimit(2). The fork server's clock is sharper than the last one."""

LIBC: Final = ctypes.CDLL(None, use_errno=True)


def close_code() -> str:
    """In the fork server, once warm: close writable pages of code to writing. Returns the state of that lock.

    ctypes asks libffi for callbacks, and libffi may keep those on a page that is writable and executable. None is
    made or freed after the warm-up, here or in a child.
    """
    if sys.platform != "linux":
        return f"off: {platform.system()} does not tell its mappings"
    for start, end in _writable_code():
        if LIBC.mprotect(ctypes.c_void_p(start), ctypes.c_size_t(end - start), mmap.PROT_READ | mmap.PROT_EXEC) != 0:
            return f"off: {os.strerror(ctypes.get_errno())}"
    return "on"


def _writable_code() -> list[tuple[int, int]]:
    """The mappings of this process that are writable and executable."""
    rows = [line.split()[:2] for line in Path("/proc/self/maps").read_text().splitlines()]
    return [
        (int(start, 16), int(end, 16))
        for (start, end), access in ((place.split("-"), access) for place, access in rows)
        if {"w", "x"} <= set(access)
    ]


def lock_down(job: socket.socket, parent: int) -> dict[str, str]:
    """Give up everything but `seal`. Returns the state of each lock: "on", or "off: why".

    job      becomes descriptor JOB; all others are closed
    parent   the fork server's process id
    """
    state = {"descriptors": _keep_one_descriptor(job.detach()), "rlimits": _limit(), "user": _become_nobody()}
    if sys.platform != "linux":
        why = f"off: {platform.system()} has none"
        return state | dict.fromkeys(("death-signal", "no-new-privs", "landlock", "seccomp"), why)
    state["death-signal"] = _die_with(parent)
    LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    state["no-new-privs"] = "on" if LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 else "off: prctl refused"
    state["landlock"] = _landlock()
    state["seccomp"] = _filter()
    return state


_filtered = False  # whether this process has bound itself to the first filter


def _filter() -> str:
    global _filtered  # noqa: PLW0603 - a property of the process, set once
    if not seccomp.supported():
        return f"off: system calls of {platform.system()} on {platform.machine()} are not known"
    try:
        seccomp.install(LIBC, seccomp.first(platform.machine(), pid=os.getpid()))
    except OSError as error:
        return f"off: {error.strerror}"
    _filtered = True
    return "on"


def seal() -> str:
    """Give up executable memory too: what code there is is in place, and from now on no page becomes executable.

    The filter comes on top of the first one; the kernel takes the stricter answer of the two. OSError when
    it does not take: then the code must not run.
    """
    if not _filtered:
        return "off: there is no first filter either"
    seccomp.install(LIBC, seccomp.second(platform.machine()))
    return "on"


def say(line: bytes) -> None:
    """Write to the owner of the job."""
    view = memoryview(line)
    while view:
        view = view[os.write(JOB, view) :]


def _keep_one_descriptor(kept: int) -> str:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(kept, JOB, inheritable=False) if kept != JOB else None
    os.closerange(JOB + 1, 1 << 16)
    return "on"


def _limit() -> str:
    refused = []
    for name, value in LIMITS.items():
        which = getattr(resource, f"RLIMIT_{name}", None)
        if which is None:
            continue
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):
            refused.append(name)
    return f"off: {', '.join(refused)} refused" if refused else "on"


def _become_nobody() -> str:
    if os.geteuid() != 0:
        return "off: not started as root, runs as its owner"
    with contextlib.suppress(OSError):  # containers may lack CAP_SETGID
        os.setgroups([])
    try:
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    except OSError as error:
        return f"off: {error.strerror}"
    return "on"


def _die_with(parent: int) -> str:
    """Asked for after setresuid, which would clear it; the parent may have died in between."""
    if LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        return "off: prctl refused"
    if os.getppid() != parent:
        os._exit(1)
    return "on"


def _landlock() -> str:
    version = landlock.abi(LIBC)
    if not version:
        return "off: this kernel has no Landlock"
    try:
        landlock.restrict(LIBC, version)
    except OSError as error:
        return f"off: {error.strerror}"
    return "on"
