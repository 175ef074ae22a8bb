"""What a child gives up before it reads its job. Each lock is named, so that its absence can be said."""

import contextlib
import ctypes
import mmap
import os
import platform
import resource
import signal
import sys
from dataclasses import dataclass
from typing import Final

from playground.sandbox import landlock, seccomp

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
NOBODY: Final = 65534
JOB: Final = 3  # the only descriptor beside three to /dev/null

LIBC: Final = ctypes.CDLL(None, use_errno=True)

_filtered = False  # whether this process has bound itself to a filter of system calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Blunt limits around one job. `memory` counts private writable pages; bytes and seconds."""

    memory: int
    cpu: int
    executable: bool = False  # the JIT needs executable pages


def lock_down(job: int, bounds: Bounds, parent: int) -> dict[str, str]:
    """Give up everything. Returns the state of each lock: "on", or "off: why".

    job      descriptor of the job's socket; becomes JOB, all others are closed
    parent   the fork server's process id
    """
    state = {"descriptors": _keep_one_descriptor(job), "rlimits": _limit(bounds)}
    state["user"] = _become_nobody()
    if sys.platform != "linux":
        why = f"off: {platform.system()} has none"
        return state | dict.fromkeys(("death-signal", "no-new-privs", "landlock", "seccomp"), why)
    state["death-signal"] = _die_with(parent)
    LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    state["no-new-privs"] = "on" if LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 else "off: prctl refused"
    state["landlock"] = _landlock()
    state["seccomp"] = _seccomp(executable=bounds.executable)
    global _filtered  # noqa: PLW0603 - a property of the process, set once
    _filtered = state["seccomp"] == "on"
    return state


def seal(*callbacks: int) -> str:
    """Give up executable memory too: the code is in place, and from now on no page becomes executable.

    callbacks   addresses of code that ctypes keeps on writable pages; these pages are closed to writing first

    The filter comes on top of the first one; the kernel takes the stricter answer of the two. OSError when
    it does not take: then the code must not run.
    """
    if not _filtered:
        return "off: there is no first filter either"
    for address in callbacks:
        page = address & ~(mmap.PAGESIZE - 1)
        if LIBC.mprotect(ctypes.c_void_p(page), ctypes.c_size_t(mmap.PAGESIZE), mmap.PROT_READ | mmap.PROT_EXEC) != 0:
            raise OSError(ctypes.get_errno(), "mprotect(2) refused")
    seccomp.install(LIBC, seccomp.filter_program(platform.machine(), pid=os.getpid(), executable=False))
    return "on"


def say(line: bytes) -> None:
    """Write to the owner of the job."""
    view = memoryview(line)
    while view:
        view = view[os.write(JOB, view) :]


def _keep_one_descriptor(job: int) -> str:
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(job, JOB, inheritable=False) if job != JOB else None
    os.closerange(JOB + 1, 1 << 16)
    return "on"


def _limit(bounds: Bounds) -> str:
    refused = []
    wanted = {
        "CORE": 0,
        "FSIZE": 0,
        "NPROC": 0,
        "NOFILE": JOB + 2,  # Landlock's own descriptor is the last one ever opened
        "MEMLOCK": 0,
        "MSGQUEUE": 0,
        "DATA": bounds.memory,
        "CPU": bounds.cpu,
    }
    for name, value in wanted.items():
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


def _seccomp(*, executable: bool) -> str:
    if not seccomp.supported():
        return f"off: system calls of {platform.machine()} are not known"
    try:
        seccomp.install(LIBC, seccomp.filter_program(platform.machine(), pid=os.getpid(), executable=executable))
    except OSError as error:
        return f"off: {error.strerror}"
    return "on"
