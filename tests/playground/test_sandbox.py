"""Attempts to leave the sandbox, one by one, from inside a locked-down child."""

import json
import os
import platform
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from playground.sandbox import seccomp
from playground.sandbox.client import ForkServer, SandboxError
from playground.sandbox.objects import MOST_TOLD, Objects
from tests.playground import probes

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's"),
]

KILLED = {"i386 system call", "x32 system call"}
COMPILER_MAY = {"executable memory", "executable by mprotect", "the arena executable"}
ENDLESS = {"flood the output": "wall", "spin": "cpu or wall", "take memory": "memory"}


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    running = ForkServer(modules=("tests.playground.probes",))
    yield running
    running.stop()


def outcome(server: ForkServer, attempt: str, letter: str = "x") -> tuple[str, dict, dict]:
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
@pytest.mark.parametrize("letter", ["x", "X", "S"], ids=["as a run", "as the compiler", "as native code"])
def test_escape_is_refused(server: ForkServer, attempt: str, letter: str) -> None:
    if letter == "X" and attempt in COMPILER_MAY:
        pytest.skip("the compiler needs executable memory; never writable at once")
    said, trouble, trailer = outcome(server, attempt, letter)
    assert said.startswith("refused"), (said, trouble, trailer)


@pytest.mark.parametrize("attempt", sorted(COMPILER_MAY & set(probes.ATTEMPTS)))
def test_the_second_filter_is_what_takes_executable_memory_away(server: ForkServer, attempt: str) -> None:
    assert outcome(server, attempt, "X")[0].startswith("done")
    assert outcome(server, attempt, "S")[0] == "refused: EPERM"


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
    connection = server.job("x", {"attempt": "flood the output"})
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

    connection = server.job("X", {"attempt": "spin"})
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


COUNT = """.license "GPL"
.map counts, array, key=4, value=8, max_entries=4
.section xdp
    r0 = 0
    r6 = {start}
again:
    r0 += r6
    r6 += 1
    if r6 < 900 goto again
    r0 = 2
    exit
"""


def played(server: ForkServer, start: int) -> list[dict]:
    """The frames of a run that compiles at once."""
    request = {
        "source": COUNT.format(start=start),
        "run_id": "r",
        "scenario": None,
        "seed": 1,
        "engine": "jit",
        "trace": False,
    }
    lines = list(server.lines("J", request))
    assert [tag for tag, _ in lines if tag != "F"] == ["T"], lines
    return [json.loads(text) for tag, text in lines if tag == "F"]


def test_native_code_runs_in_the_sandbox_and_its_object_is_kept_by_source(server: ForkServer) -> None:
    """Not the interpreter in its place: the child made an object, and the next run of that source was given it."""
    server.objects = Objects()
    first = played(server, 1)
    assert first[-1]["events"][-1]["reason"] == "done"
    kept = server.objects.get(COUNT.format(start=1))
    assert kept is not None
    assert server.objects.get(COUNT.format(start=2)) is None
    assert played(server, 1) == first
    assert server.objects.get(COUNT.format(start=1)) == kept


def test_an_object_that_does_not_fit_is_not_run(server: ForkServer) -> None:
    """Another source's object under this one's name: the key inside says no, and the run compiles for itself."""
    server.objects = Objects()
    expected = played(server, 1)
    played(server, 2)
    alien = server.objects.get(COUNT.format(start=2))
    server.objects = Objects()
    server.objects.put(COUNT.format(start=1), alien)
    assert played(server, 1) == expected
    assert server.objects.get(COUNT.format(start=1)) != alien


def test_a_damaged_object_harms_only_its_own_run(server: ForkServer) -> None:
    server.objects = Objects()
    played(server, 1)
    kept = json.loads(server.objects.get(COUNT.format(start=1)))
    server.objects.put(COUNT.format(start=1), json.dumps(kept | {"image": "AAAA" + kept["image"][4:]}))
    request = {
        "source": COUNT.format(start=1),
        "run_id": "r",
        "scenario": None,
        "seed": 1,
        "engine": "jit",
        "trace": False,
    }
    assert [tag for tag, _ in server.lines("J", request)][-1] == "T"
    assert outcome(server, "open a file")[0].startswith("refused")  # the server is unharmed
    assert played(server, 2)[-1]["events"][-1]["reason"] == "done"


def test_kept_objects_are_bounded() -> None:
    objects = Objects(most=1000)
    for number in range(50):
        objects.put(f"source {number}", "x" * 100)
    assert objects.size == 1000
    assert objects.get("source 0") is None
    assert objects.get("source 49") == "x" * 100
    objects.put("large", "x" * (MOST_TOLD + 1))
    assert objects.get("large") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into a child that is not dumpable")
def test_a_child_with_native_code_has_no_page_that_is_writable_and_executable(server: ForkServer) -> None:
    """Seen from outside while it plays: two filters, and no page that can be both changed and run."""
    request = {
        "source": COUNT.format(start=3),
        "run_id": "r",
        "scenario": None,
        "seed": 1,
        "engine": "jit",
        "trace": False,
    }
    connection = server.job("J", request)
    reader, tags = connection.makefile("rb"), b""
    while b"O" not in tags:
        line = reader.readline()
        assert line, tags
        tags += line[:1]
    reader.readline()  # a frame behind the object: native code has run
    pid = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()[0]
    os.kill(int(pid), signal.SIGSTOP)
    status, maps = (Path(f"/proc/{pid}/{name}").read_text() for name in ("status", "maps"))
    os.kill(int(pid), signal.SIGCONT)
    connection.close()
    own = [line for line in maps.splitlines() if "wx" in line.split()[1]]
    assert [line for line in own if not line.split()[1].endswith("s")] == [], own
    assert "Seccomp_filters:\t2" in status
