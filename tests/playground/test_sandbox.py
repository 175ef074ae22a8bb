"""Attempts to leave the sandbox, one by one, from inside a locked-down child."""

import json
import os
import platform
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from playground.sandbox import seccomp
from playground.sandbox.client import ForkServer, SandboxError
from tests.playground import probes

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's"),
]

KILLED = {"i386 system call", "x32 system call"}
ENDLESS = {"flood the output": "wall", "spin": "cpu or wall", "take memory": "memory"}


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    running = ForkServer(modules=("tests.playground.probes",))
    yield running
    running.stop()


def outcome(server: ForkServer, attempt: str, letter: str = "p") -> tuple[str, dict, dict]:
    """(what the attempt said, the X line, the T line)."""
    said, trouble, trailer = "", {}, {}
    for tag, text in server.lines(letter, {"attempt": attempt}):
        if tag == "R":
            said = json.loads(text)
        elif tag == "X":
            trouble = json.loads(text)
        elif tag == "T":
            trailer = json.loads(text)
    return said, trouble, trailer


def test_every_lock_holds_here(server: ForkServer) -> None:
    state = server.locks()
    if os.geteuid() != 0:
        assert state.pop("user").startswith("off: not started as root")
    assert set(state.values()) == {"on"}, state


@pytest.mark.parametrize("attempt", sorted(set(probes.ATTEMPTS) - KILLED - set(ENDLESS)))
@pytest.mark.parametrize("letter", ["p", "P"], ids=["as a run", "as a compiled run"])
def test_escape_is_refused(server: ForkServer, attempt: str, letter: str) -> None:
    if letter == "P" and attempt == "executable memory":
        pytest.skip("the compiler needs executable memory; never writable at once")
    said, trouble, trailer = outcome(server, attempt, letter)
    assert said.startswith("refused"), (said, trouble, trailer)


@pytest.mark.skipif(not probes.X86, reason="other architectures have no such entries")
@pytest.mark.parametrize("attempt", sorted(KILLED))
def test_foreign_system_call_numbers_kill(server: ForkServer, attempt: str) -> None:
    """The page with the code is executable from before the lock-down, as a compiler's bug might leave one."""
    said, _, trailer = outcome(server, attempt)
    assert said == ""
    assert trailer["code"] in {-signal.SIGSYS, -signal.SIGSEGV}


def test_spinning_ends_by_time(server: ForkServer) -> None:
    begun = time.monotonic()
    said, trouble, trailer = outcome(server, "spin")
    assert said == ""
    assert trailer["why"] in {"cpu", "wall", "killed"} or trouble == {"kind": "wall"}
    assert time.monotonic() - begun < 6


def test_flooding_ends_by_time_or_by_hanging_up(server: ForkServer) -> None:
    connection = server.job("p", {"attempt": "flood the output"})
    taken = 0
    while taken < 1 << 20:
        taken += len(connection.recv(1 << 16))
    connection.close()
    begun = time.monotonic()
    assert outcome(server, "open a file")[0].startswith("refused")  # the server is unharmed
    assert time.monotonic() - begun < 5


def test_memory_is_bounded(server: ForkServer) -> None:
    _, trouble, _ = outcome(server, "take memory")
    assert trouble == {"kind": "memory"}


def test_hanging_up_ends_the_child(server: ForkServer) -> None:
    def children() -> set[str]:
        return set(open(f"/proc/{server.pid}/task/{server.pid}/children").read().split())  # noqa: PTH123

    connection = server.job("P", {"attempt": "spin"})
    deadline = time.monotonic() + 5
    while not children():
        assert time.monotonic() < deadline
    connection.close()
    while children():
        assert time.monotonic() < deadline


def test_a_dead_server_is_replaced() -> None:
    mortal = ForkServer()
    try:
        assert mortal.locks()
        os.kill(mortal.pid, signal.SIGKILL)
        time.sleep(0.2)
        assert mortal.locks()
    finally:
        mortal.stop()


def test_a_server_that_cannot_start_is_said_so() -> None:
    with pytest.raises(SandboxError):
        ForkServer(modules=("no.such.module",)).locks()


def test_a_server_ends_with_its_owner() -> None:
    orphan = ForkServer()
    orphan.locks()
    pid, process = orphan.pid, orphan._process
    orphan._control.close()
    process.wait(5)
    assert process.pid == pid


def test_the_environment_of_the_owner_stays_outside(server: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    own = ForkServer()
    try:
        own.locks()
        with open(f"/proc/{own.pid}/environ", "rb") as environment:  # noqa: PTH123
            assert b"s3cret" not in environment.read()
    finally:
        own.stop()


def test_the_list_of_allowed_calls_is_this_one() -> None:
    """Widening it is a decision: change it here too, with its reason in `seccomp`."""
    assert sorted(seccomp.ALLOWED) == [
        "brk", "clock_gettime", "close", "exit", "exit_group", "futex", "getpid", "gettid", "gettimeofday", "madvise",
        "mmap", "mprotect", "mremap", "munmap", "read", "restart_syscall", "rt_sigprocmask", "rt_sigreturn", "sched_yield",
        "sigaltstack", "tgkill", "write",
    ]  # fmt: skip
    for numbers in seccomp.NUMBERS.values():
        assert set(numbers) == set(seccomp.ALLOWED)


@pytest.mark.skipif(platform.machine() not in seccomp.NUMBERS, reason="numbers unknown")
def test_filters_fit_the_kernel() -> None:
    for machine in seccomp.NUMBERS:
        program = seccomp.filter_program(machine, pid=1, executable=False)
        assert len(program) < 4096
        assert all(0 <= i.yes < 256 and 0 <= i.no < 256 for i in program)
        assert all(at + 1 + max(i.yes, i.no) < len(program) for at, i in enumerate(program) if i.code & 7 == 5)
