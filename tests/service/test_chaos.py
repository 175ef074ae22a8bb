"""Parts are killed under load. Whatever was accepted comes to an end that is told; nothing told changes."""

import contextlib
import json
import os
import signal
import time

import httpx
import pytest
import websockets

from tests.service.conftest import PASS, SLOW, Service, processes, unique

pytestmark = pytest.mark.service


def wait_until_running(service: Service, run_id: str) -> None:
    deadline = time.monotonic() + 20
    while service.run(run_id)["state"] == "queued":
        assert time.monotonic() < deadline
        time.sleep(0.02)


def sandboxes_below(service: Service, word: str) -> list[int]:
    """The children that fork servers of the part `word` have forked."""
    everything = processes()
    main = service.main_of(word)

    def below(pid: int, root: int) -> bool:
        while pid in everything and pid != root:
            pid = everything[pid][0]
        return pid == root

    servers = {pid for pid, (_, line) in everything.items() if "playground.sandbox" in line and below(pid, main)}
    return [pid for pid, (parent, _) in everything.items() if pid in servers and parent in servers]


def whole_story(service: Service, run_id: str, before: list[str]) -> None:
    """The run ended, its frames are complete, and those told before are still the same."""
    run = service.wait_for_end(run_id, 60)
    texts, code = service.frames(run_id)
    assert code == 1000
    assert [json.loads(text)["seq"] for text in texts] == list(range(len(texts)))
    assert json.loads(texts[-1])["events"][-1]["type"] == "finished"
    assert json.loads(texts[-1])["events"][-1]["reason"] == run["state"]
    assert texts[: len(before)] == before


def told_so_far(service: Service, run_id: str) -> list[str]:
    with service.http() as http:
        frames = http.get(f"/api/v1/runs/{run_id}/frames").json()["frames"]
    return [json.dumps(frame, separators=(",", ":")) for frame in frames]


def test_a_killed_sandbox_child_ends_its_run_alone(victim: Service) -> None:
    run = victim.start_run(unique(SLOW, "child"))
    wait_until_running(victim, run["id"])
    deadline = time.monotonic() + 10
    while not (children := sandboxes_below(victim, "celery")):
        assert time.monotonic() < deadline
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    ended = victim.wait_for_end(run["id"])
    assert ended["state"] == "error"
    assert "sandbox killed" in ended["message"]
    whole_story(victim, run["id"], [])
    assert victim.wait_for_end(victim.start_run(unique(PASS, "after"))["id"])["state"] == "done"


def test_a_killed_pool_process_costs_an_attempt(victim: Service) -> None:
    run = victim.start_run(unique(SLOW, "pool"))
    wait_until_running(victim, run["id"])
    main, everything = victim.main_of("celery"), processes()
    before = told_so_far(victim, run["id"])
    for pid, (parent, line) in everything.items():
        if parent == main and "celery" in line:
            os.kill(pid, signal.SIGKILL)
    whole_story(victim, run["id"], before)
    assert victim.run(run["id"])["attempt"] == 2


def test_a_killed_worker_is_replaced_and_its_runs_end(victim: Service) -> None:
    runs = [victim.start_run(unique(SLOW, f"worker {n}"))["id"] for n in range(4)]
    wait_until_running(victim, runs[0])
    before = told_so_far(victim, runs[0])
    os.kill(victim.main_of("celery"), signal.SIGKILL)
    for run_id in runs:
        whole_story(victim, run_id, before if run_id == runs[0] else [])
    victim.wait_healthy()


def test_a_killed_store_comes_back_empty_and_no_run_is_lost(victim: Service) -> None:
    runs = [victim.start_run(unique(SLOW, f"store {n}"))["id"] for n in range(4)]
    wait_until_running(victim, runs[0])
    with victim.socket(f"/ws/runs/{runs[0]}/") as socket:
        first = socket.recv(timeout=20)
        os.kill(victim.main_of("unixsocket"), signal.SIGKILL)
        rest = [first]
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                rest.append(socket.recv(timeout=60))
        assert socket.close_code in {1000, 1012}
    for run_id in runs:
        whole_story(victim, run_id, rest if run_id == runs[0] else [])
    victim.wait_healthy()
    assert victim.wait_for_end(victim.start_run(unique(PASS, "store back"))["id"])["state"] == "done"


def test_while_the_store_hangs_every_answer_comes_and_is_typed(victim: Service) -> None:
    store = victim.main_of("unixsocket")
    with victim.http() as http:
        snippet = http.post("/api/v1/snippets", json={"source": PASS, "title": "still there"}).json()
        os.kill(store, signal.SIGSTOP)
        try:
            begun = time.monotonic()
            refused = http.post("/api/v1/runs", json={"source": unique(PASS, "hang")})
            assert refused.status_code in {429, 503}
            assert refused.json()["error"]["code"] == "store.down"
            assert int(refused.headers["Retry-After"]) > 0
            assert http.get("/healthz").status_code == 503
            assert "still there" in http.get(snippet["url"]).text
            assert http.post("/api/v1/check", json={"source": PASS}).status_code == 200
            assert time.monotonic() - begun < 15
        finally:
            os.kill(store, signal.SIGCONT)
    victim.wait_healthy()
    assert victim.wait_for_end(victim.start_run(unique(PASS, "awake"))["id"])["state"] == "done"


def test_a_killed_web_process_is_back_with_all_frames(victim: Service) -> None:
    run = victim.start_run(unique(PASS, "web"))
    before = victim.frames(run["id"])
    os.kill(victim.main_of("uvicorn"), signal.SIGKILL)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{victim.url}/", timeout=5).status_code == 200:
                break
        time.sleep(0.1)
    assert victim.frames(run["id"]) == before


def test_a_dead_worker_is_not_called_healthy(victim: Service) -> None:
    pids = list(victim.parts("celery"))
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        deadline = time.monotonic() + 25
        while httpx.get(f"{victim.url}/healthz", timeout=10).status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.5)
        answer = httpx.get(f"{victim.url}/healthz", timeout=10).json()
        assert any("worker" in missing for missing in answer["missing"])
    finally:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
    victim.wait_healthy()
