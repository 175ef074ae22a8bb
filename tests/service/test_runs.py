"""A run from POST to the last frame: sockets, resume, polling, sharing, the herd."""

import asyncio
import json
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
import websockets

from tests.service.conftest import ENDLESS, PASS, REFUSED, SLOW, Service, unique

pytestmark = pytest.mark.service


def events(texts: list[str]) -> list[dict]:
    return [event for text in texts for event in json.loads(text)["events"]]


def test_a_run_tells_frames_in_order_and_closes_with_1000(service: Service) -> None:
    run = service.start_run(unique(PASS, "order"))
    texts, code = service.frames(run["id"])
    assert code == 1000
    frames = [json.loads(text) for text in texts]
    assert [frame["seq"] for frame in frames] == list(range(len(frames)))
    assert {frame["run"] for frame in frames} == {run["id"]}
    assert all(1 <= len(frame["events"]) <= 256 for frame in frames)
    told = events(texts)
    assert told[0]["type"] == "assembled"
    assert told[1]["type"] == "accepted"
    assert told[-1]["type"] == "finished"
    assert told[-1]["reason"] == "done"
    assert [e["n"] for e in told if e["type"] == "hook"] == [e["n"] for e in told if e["type"] == "returned"]
    described = service.run(run["id"])
    assert described["state"] == "done"
    assert described["verdict"] == "accepted"
    assert described["frames"] == len(frames)
    assert described["counts"]["hook"] == sum(e["type"] == "hook" for e in told)
    assert described["statistics"]["insns_processed"] > 0


def test_polling_gets_what_sockets_get(service: Service) -> None:
    run = service.start_run(unique(PASS, "poll"))
    texts, _ = service.frames(run["id"])
    with service.http() as http:
        for since in range(len(texts) + 2):
            answer = http.get(f"/api/v1/runs/{run['id']}/frames", params={"since": since})
            assert answer.json()["frames"] == [json.loads(text) for text in texts[since:]]
            assert answer.json()["done"] is True


def test_a_socket_resumes_at_every_frame_and_ends_past_the_last(service: Service) -> None:
    run = service.start_run(unique(PASS, "resume"))
    texts, _ = service.frames(run["id"])
    for since in [*range(min(len(texts), 12)), len(texts) - 1, len(texts), len(texts) + 1000]:
        assert service.frames(run["id"], since) == (texts[since:], 1000)


def test_a_socket_cut_in_the_middle_of_a_live_run_loses_nothing(service: Service) -> None:
    run = service.start_run(unique(SLOW, "cut"))
    seen: list[str] = []
    for _ in range(3):
        with service.socket(f"/ws/runs/{run['id']}/?since={len(seen)}") as socket:
            seen.append(socket.recv(timeout=20))
    rest, code = service.frames(run["id"], len(seen))
    assert code == 1000
    assert seen + rest == service.frames(run["id"])[0]


def test_a_refused_program_ends_as_rejected(service: Service) -> None:
    run = service.start_run(unique(REFUSED, "refused"))
    texts, _ = service.frames(run["id"])
    told = events(texts)
    rejected = next(e for e in told if e["type"] == "rejected")
    assert rejected["error_line"] == "R0 !read_ok"
    assert rejected["line"] == 3
    assert told[-1]["reason"] == "rejected"
    assert service.run(run["id"])["state"] == "rejected"
    assert service.run(run["id"])["verdict"] == "rejected"


def test_a_program_that_does_not_end_is_ended_with_the_limit_named(service: Service) -> None:
    begun = time.monotonic()
    run = service.start_run(unique(ENDLESS, "limit"))
    texts, code = service.frames(run["id"])
    last = events(texts)[-1]
    assert code == 1000
    assert last["type"] == "finished"
    assert last["reason"] == "limit"
    assert last["message"]
    assert time.monotonic() - begun < 12


def test_equal_runs_share_a_result_under_their_own_names(service: Service) -> None:
    source = unique(PASS, "shared")
    first = service.start_run(source)
    told, _ = service.frames(first["id"])
    second = service.start_run(source)
    again, _ = service.frames(second["id"])
    assert service.run(second["id"])["shared"] is True
    assert [t.replace(first["id"], "") for t in told] == [t.replace(second["id"], "") for t in again]
    third = service.start_run(source, seed=12345)
    assert service.run(third["id"])["shared"] is False


def test_both_engines_tell_the_same_events(service: Service) -> None:
    source = unique(PASS, "engines")
    told = {}
    for engine in ("interp", "jit"):
        run = service.start_run(source, engine=engine)
        told[engine] = events(service.frames(run["id"])[0])
        assert service.run(run["id"])["engine"] == engine
    assert told["interp"] == told["jit"]


def test_seeds_are_spelt_two_ways_and_come_back_one_way(service: Service) -> None:
    source = unique(PASS, "seeds")
    for seed in (2**64 - 1, "0xffffffffffffffff"):
        assert service.run(service.start_run(source, seed=seed)["id"])["seed"] == "0xffffffffffffffff"


def test_the_page_of_a_run_shows_its_output_escaped(service: Service) -> None:
    run = service.start_run(unique(REFUSED, "</script><script>alert(1)</script>"))
    service.frames(run["id"])
    with service.http() as http:
        page = http.get(run["url"])
    assert page.status_code == 200
    assert "R0 !read_ok" in page.text
    assert "<script>alert" not in page.text


def test_an_idle_socket_lives_longer_than_the_store_library_likes(service: Service) -> None:
    """redis-py closes connections idle for 5 s; a socket that waits for its run must not notice."""
    stopped = list(service.parts("celery"))
    for pid in stopped:
        os_signal(pid, signal.SIGSTOP)
    try:
        run = service.start_run(unique(PASS, "idle"))
        assert service.run(run["id"])["state"] == "queued"
        assert service.run(run["id"])["queue_position"] >= 1
        with service.socket(f"/ws/runs/{run['id']}/") as socket:
            with pytest.raises(TimeoutError):
                socket.recv(timeout=8)
            for pid in stopped:
                os_signal(pid, signal.SIGCONT)
            assert json.loads(socket.recv(timeout=30))["seq"] == 0
    finally:
        for pid in stopped:
            os_signal(pid, signal.SIGCONT)
    service.wait_for_end(run["id"])
    service.wait_healthy()


def os_signal(pid: int, number: int) -> None:
    import contextlib
    import os

    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def test_sixty_at_once_from_one_address_meet_no_closed_door(service: Service) -> None:
    stamp = time.monotonic_ns()

    async def one(http: httpx.AsyncClient, number: int) -> tuple[str, str]:
        source = f"{PASS}# herd {stamp} {number % 20}\n"
        answer = await http.post("/api/v1/runs", json={"source": source})
        assert answer.status_code == 201, answer.text
        run_id = answer.json()["id"]
        address = f"{service.url.replace('http', 'ws', 1)}/ws/runs/{run_id}/"
        last = ""
        async with websockets.connect(address, proxy=None) as socket:
            async for text in socket:
                last = text
            assert socket.close_code == 1000
        return run_id, last

    async def herd() -> list[tuple[str, str]]:
        limits = httpx.Limits(max_connections=80)
        async with httpx.AsyncClient(base_url=service.url, timeout=30, limits=limits) as http:
            (await http.get("/")).raise_for_status()  # one browser: all sixty carry its cookie
            return await asyncio.gather(*(one(http, n) for n in range(60)))

    begun = time.monotonic()
    ended = asyncio.run(herd())
    assert time.monotonic() - begun < 30
    assert len({run_id for run_id, _ in ended}) == 60
    assert all('"reason":"done"' in last for _, last in ended)


def test_a_crowd_of_readers_gets_the_same(service: Service) -> None:
    run = service.start_run(unique(SLOW, "crowd"))
    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(lambda _: service.frames(run["id"]), range(12)))
    assert all(one == told[0] for one in told)


def test_health_says_what_locks_hold(service: Service) -> None:
    with service.http() as http:
        health = http.get("/healthz").json()
    assert health["status"] == "ok"
    assert set(health["sandbox"]["locks"]) == {
        "code", "descriptors", "rlimits", "user", "death-signal", "no-new-privs", "landlock", "seccomp", "seal",
    }  # fmt: skip


def test_checks_are_quick(service: Service) -> None:
    """A generous bound here; the benchmark holds the promise of 150 ms at p95 to account."""
    taken = []
    with service.http() as http:
        for number in range(30):
            begun = time.perf_counter()
            assert http.post("/api/v1/check", json={"source": f"{PASS}# {number}"}).status_code == 200
            taken.append(time.perf_counter() - begun)
    assert sorted(taken)[27] < 0.5
