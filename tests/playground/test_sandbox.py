"""Attempts to leave the sandbox, one by one, from inside a locked-down child."""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from playground.sandbox import lockdown, seccomp
from playground.sandbox.client import ForkServer, SandboxError
from playground.sandbox.objects import MOST_TOLD, Objects
from playground.sandbox.server import SPARES
from tests.playground import probes

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(sys.platform != "linux", reason="the locks are Linux's"),
]

FOREIGN = {"i386 system call", "x32 system call"}
KILLED = FOREIGN | {"write into code"}
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
@pytest.mark.parametrize("attempt", sorted(FOREIGN))
def test_foreign_system_call_numbers_kill(server: ForkServer, attempt: str) -> None:
    """The page with the code is executable from before the lock-down, as a compiler's bug might leave one."""
    said, _, trailer = outcome(server, attempt)
    assert said == ""
    assert trailer["code"] in {-signal.SIGSYS, -signal.SIGSEGV}


@pytest.mark.skipif(not probes.X86, reason="its code is this machine's")
@pytest.mark.parametrize("letter", ["x", "X", "S"], ids=["as a run", "as the compiler", "as native code"])
def test_code_cannot_be_changed(server: ForkServer, letter: str) -> None:
    """The page was made writable and executable, as libffi makes the one with its callbacks; the server has closed it."""
    said, _, trailer = outcome(server, "write into code", letter)
    assert said == ""
    assert trailer["code"] == -signal.SIGSEGV


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


def children(server: ForkServer) -> set[int]:
    """Process ids of all children of a fork server."""
    found = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return {int(pid) for pid in found}


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that must come."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def standing_by(server: ForkServer) -> set[int]:
    """The children of an idle server, once there are as many as there should be, each waiting in read(2)."""
    until(lambda: len(children(server)) == SPARES and all(waits(pid) for pid in children(server)))
    return children(server)


def waits(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "S"
    return False


def test_hanging_up_ends_the_child(server: ForkServer) -> None:
    before = standing_by(server)
    connection = server.job("X", {"attempt": "spin"})
    until(lambda: any(not waits(pid) for pid in before))
    (busy,) = (pid for pid in before if not waits(pid))
    connection.close()
    until(lambda: busy not in children(server))


def test_a_job_goes_to_a_child_that_stands_by(server: ForkServer) -> None:
    """And another takes its place when that is over, one child a job as ever."""
    before = standing_by(server)
    assert outcome(server, "open a file")[0].startswith("refused")
    after = standing_by(server)
    assert len(before - after) == 1
    assert len(after - before) == 1


def test_children_that_stand_by_are_no_must(server: ForkServer) -> None:
    """More jobs than children, and children that were killed while they stood by: each job is done all the same."""
    standing_by(server)
    connections = [server.job("x", {"attempt": "open a file"}) for _ in range(SPARES + 3)]
    for connection in connections:
        with connection, connection.makefile("rb") as reader:
            assert b"refused" in reader.readline()
    for pid in standing_by(server):
        os.kill(pid, signal.SIGKILL)
    until(lambda: not children(server))
    assert outcome(server, "open a file")[0].startswith("refused")
    standing_by(server)


def test_many_at_once(server: ForkServer) -> None:
    """Begun and given up all the time, from several threads: nobody's end is taken for another's."""

    def one(number: int) -> bytes:
        with (
            server.job("xXS"[number % 3], {"attempt": "open a file"}) as connection,
            connection.makefile("rb") as reader,
        ):
            return reader.readline()[:10]

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(one, range(200))) == {b'R"refused:'}


def test_a_child_that_stands_by_is_locked_down_already(server: ForkServer) -> None:
    """It has one socket, no rights, and a filter: what a job adds to that is a second filter."""
    for pid in standing_by(server):
        folder = Path(f"/proc/{pid}")
        status = dict(line.split(":\t", 1) for line in (folder / "status").read_text().splitlines())
        assert (status["NoNewPrivs"], status["Seccomp"], status["Seccomp_filters"]) == ("1", "2", "1")
        if os.geteuid() == 0:
            assert set(status["Uid"].split()) == {str(lockdown.NOBODY)}
            assert int(status["CapEff"], 16) == 0
            assert {int(entry.name) for entry in (folder / "fd").iterdir()} == {0, 1, 2, lockdown.JOB}
        limits = (folder / "limits").read_text()
        assert re.search(rf"Max data size +{lockdown.LIMITS['DATA']} +{lockdown.LIMITS['DATA']}", limits)


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


def test_filters_fit_the_kernel() -> None:
    for machine in seccomp.NUMBERS:
        for program in (seccomp.first(machine, pid=1), seccomp.second(machine)):
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


def played(server: ForkServer, start: int, letter: str = "J") -> list[dict]:
    """The frames of a run that compiles at once, or of one in the interpreter ("r")."""
    engine = {"engine": "interp"} if letter == "r" else {}
    lines = list(server.lines(letter, native_request(start) | engine))
    assert [tag for tag, _ in lines if tag != "F"] == ["T"], lines
    return [json.loads(text) for tag, text in lines if tag == "F"]


def test_what_is_made_of_a_source_is_kept_by_it(server: ForkServer) -> None:
    """Not the interpreter in native code's place: the child made an object, and the next run of that source was given it."""
    server.objects = Objects()
    source, other = COUNT.format(start=1), COUNT.format(start=2)
    first = played(server, 1)
    assert first[-1]["events"][-1]["reason"] == "done"
    kept = {tag: server.objects.get(tag, source) for tag in "PO"}
    assert None not in kept.values()
    assert {server.objects.get(tag, other) for tag in "PO"} == {None}
    assert played(server, 1) == first
    assert {tag: server.objects.get(tag, source) for tag in "PO"} == kept


def test_a_run_in_the_interpreter_keeps_its_verdict_and_no_code(server: ForkServer) -> None:
    server.objects = Objects()
    source = COUNT.format(start=1)
    first = played(server, 1, "r")
    assert server.objects.get("P", source) is not None
    assert server.objects.get("O", source) is None
    assert played(server, 1, "r") == first


def test_a_refused_source_is_judged_each_time(server: ForkServer) -> None:
    server.objects = Objects()
    request = native_request(1) | {"source": ".section xdp\n    r0 = r3\n    exit\n"}
    first = list(server.lines("r", request))
    assert '"rejected"' in first[-2][1]
    assert not server.objects.size
    assert list(server.lines("r", request)) == first


@pytest.mark.parametrize("tag", ["P", "O"])
def test_what_does_not_fit_is_not_used(server: ForkServer, tag: str) -> None:
    """Another source's under this one's name: the key inside says no, and the run begins from nothing."""
    server.objects = Objects()
    source, other = COUNT.format(start=1), COUNT.format(start=2)
    expected = played(server, 1)
    played(server, 2)
    alien = server.objects.get(tag, other)
    server.objects = Objects()
    server.objects.put(tag, source, alien)
    assert played(server, 1) == expected
    assert server.objects.get(tag, source) != alien


def test_what_fits_is_used(server: ForkServer) -> None:
    """With the right key another source's verdict is believed: that is why only children that play a source keep it."""
    server.objects = Objects()
    source, other = COUNT.format(start=1), COUNT.format(start=2)
    played(server, 1)
    expected = played(server, 2)
    right, wrong = (json.loads(server.objects.get("P", text)) for text in (source, other))
    server.objects.put("P", source, json.dumps(wrong | {"key": right["key"]}))
    assert played(server, 1) == expected


@pytest.mark.parametrize("tag", ["P", "O"])
def test_what_is_damaged_harms_only_its_own_run(server: ForkServer, tag: str) -> None:
    server.objects = Objects()
    played(server, 1)
    kept = json.loads(server.objects.get(tag, COUNT.format(start=1)))
    server.objects.put(tag, COUNT.format(start=1), json.dumps(kept | {"data": "AAAA" + kept["data"][4:]}))
    assert [tag for tag, _ in server.lines("J", native_request(1))][-1] == "T"
    assert outcome(server, "open a file")[0].startswith("refused")  # the server is unharmed
    assert played(server, 2)[-1]["events"][-1]["reason"] == "done"


def test_kept_objects_are_bounded() -> None:
    objects = Objects(most=1000)
    for number in range(50):
        objects.put("O", f"source {number}", "x" * 100)
    assert objects.size == 1000
    assert objects.get("O", "source 0") is None
    assert objects.get("O", "source 49") == "x" * 100
    objects.put("O", "large", "x" * (MOST_TOLD + 1))
    assert objects.get("O", "large") is None


def native_request(start: int) -> dict[str, object]:
    return {
        "source": COUNT.format(start=start), "run_id": "r", "scenario": None, "seed": 1, "engine": "jit", "trace": False,
    }  # fmt: skip


def mapped(pid: int) -> list[str]:
    """What access a process has to each of its mappings, as `r-xp`."""
    return [line.split()[1] for line in Path(f"/proc/{pid}/maps").read_text().splitlines()]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may look into a child that is not dumpable")
def test_no_page_of_a_child_is_ever_writable_and_executable(server: ForkServer) -> None:
    """Neither when it is locked down, nor with native code in place; the filters refuse to make one in between.

    The memory of its own that a child can have is private to it, so no page has two faces either.
    """
    before = standing_by(server)
    for pid in before:
        assert not [access for access in mapped(pid) if "wx" in access]
    with server.job("J", native_request(3)) as connection, connection.makefile("rb") as reader:
        tags = b""
        while b"OF" not in tags:  # a frame behind the object: native code has run
            line = reader.readline()
            assert line, tags
            tags += line[:1]
        (pid,) = before - {pid for pid in before if not at_work(pid)}
        os.kill(pid, signal.SIGSTOP)
        accesses, status = mapped(pid), Path(f"/proc/{pid}/status").read_text()
        os.kill(pid, signal.SIGCONT)
    assert not [access for access in accesses if "wx" in access or ("s" in access and access != "r--s")]
    assert "Seccomp_filters:\t2" in status


def at_work(pid: int) -> bool:
    """Whether a child has gone on from where it stood by: it has sealed itself."""
    return "Seccomp_filters:\t2" in Path(f"/proc/{pid}/status").read_text()
