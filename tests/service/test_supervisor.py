"""`make run` as its user meets it: starts fast, stops clean, keeps what was saved."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.service.conftest import PASS, ROOT, SLOW, Service, alive, descendants, launch, unique

pytestmark = pytest.mark.service


def wait_gone(pids: dict[int, str], seconds: float) -> set[int]:
    deadline = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    return alive(pids)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda n: n.name)
def test_a_signal_stops_everything_in_time(tmp_path: Path, number: int) -> None:
    running = launch(tmp_path)
    running.start_run(unique(SLOW, "stopped"))  # a run under way is no reason to stay
    family = descendants(running.process.pid)
    assert any("celery" in line for line in family.values())
    assert any("valkey-server" in line or "redis-server" in line for line in family.values())
    assert running.stop(number) < 15
    assert running.process.returncode == 0
    assert not wait_gone(family, 2)


def test_killing_the_supervisor_leaves_no_orphan(tmp_path: Path) -> None:
    running = launch(tmp_path)
    running.start_run(unique(SLOW, "orphaned"))
    family = descendants(running.process.pid)
    running.process.kill()
    running.process.wait()
    assert not wait_gone(family, 15), {pid: family[pid] for pid in alive(family)}


def test_what_was_saved_outlives_a_restart_and_the_second_start_is_quick(tmp_path: Path) -> None:
    first = launch(tmp_path)
    with first.http() as http:
        snippet = http.post("/api/v1/snippets", json={"source": PASS, "title": "kept"}).json()
    run = first.start_run(unique(PASS, "kept"))
    told = first.frames(run["id"])
    first.stop()

    launch(tmp_path).stop()
    begun = time.monotonic()
    second = launch(tmp_path)
    taken = time.monotonic() - begun
    try:
        assert taken < 5 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # a busy machine has its excuse
        with second.http() as http:
            assert "kept" in http.get(snippet["url"]).text
        assert second.frames(run["id"]) == told
        assert second.run(run["id"])["state"] == "done"
    finally:
        second.stop()
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_part_that_crashes_comes_back(victim: Service) -> None:
    for word in ("uvicorn", "celery", "server"):
        os.kill(victim.main_of(word), signal.SIGKILL)
        time.sleep(0.5)
        victim.wait_healthy()
        assert victim.wait_for_end(victim.start_run(unique(PASS, word))["id"])["state"] == "done"


def test_a_port_in_use_is_said_so(service: Service) -> None:
    port = service.url.rpartition(":")[2]
    environment = os.environ | {"PORT": port, "HOST": "127.0.0.1"}
    ended = subprocess.run(
        [sys.executable, "-m", "playground.supervisor"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=20, check=False
    )  # fmt: skip
    assert ended.returncode == 1
    assert f"port {port} is in use" in ended.stdout
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_run_ends_with_make(tmp_path: Path) -> None:
    """SIGTERM to `make run` reaches the supervisor; killing make outright ends it too."""
    for number, code in ((signal.SIGTERM, None), (signal.SIGKILL, -signal.SIGKILL)):
        make = subprocess.Popen(
            ["make", "run", "PORT=0"], cwd=ROOT, env=os.environ | {"DATA_DIR": str(tmp_path)}, stdout=subprocess.PIPE, text=True
        )  # fmt: skip
        assert make.stdout is not None
        while "http://" not in (line := make.stdout.readline()):
            assert line, "make run ended early"
        family = descendants(make.pid)
        make.send_signal(number)
        make.wait(20)
        if code is not None:
            assert make.returncode == code
        assert not wait_gone(family, 15)
        make.stdout.close()


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="not a git checkout")
def test_running_leaves_the_checkout_clean(service: Service) -> None:
    service.start_run(unique(PASS, "clean"))
    said = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ".data" not in said.stdout
    assert ".sqlite3" not in said.stdout
    assert "secret-key" not in said.stdout


def test_what_plays_programs_gives_way_to_pages(service: Service) -> None:
    """Niceness, and where sessions are weighed against each other the session's too."""

    def weights(word: str) -> set[tuple[int, str]]:
        group = Path("/proc/self/autogroup")
        return {
            (os.getpriority(os.PRIO_PROCESS, pid),
             Path(f"/proc/{pid}/autogroup").read_text().split(" nice ")[-1].strip() if group.exists() else "")
            for pid in service.parts(word)
        }  # fmt: skip

    grouped = Path("/proc/self/autogroup").exists()
    own = os.getpriority(os.PRIO_PROCESS, 0)
    later = max(5, own)
    assert weights("uvicorn") == {(own, "0" if grouped else "")}
    assert weights("playground.celery") == {(later, str(later) if grouped else "")}
    judges_and_players = {os.getpriority(os.PRIO_PROCESS, pid) for pid in service.parts("playground.sandbox")}
    assert judges_and_players == {own, later}
