"""Runs that are stopped, captures that come out of runs and go into scenarios."""

import base64
import json
import time

import pytest

from tests.service.conftest import LOOP, Service, unique
from vm.kernel import pcap

pytestmark = pytest.mark.service

TX = ".section xdp\nr0 = 3\nexit\n"


def test_a_run_is_stopped_and_says_so(service: Service) -> None:
    run = service.start_run(unique(LOOP.format(150_000), "stop"), scenario="default")
    with service.http() as http:
        time.sleep(1.0)
        answer = http.post(f"/api/v1/runs/{run['id']}/stop")
        assert answer.status_code == 202
        assert answer.json()["id"] == run["id"]
        assert http.post("/api/v1/runs/none/stop").status_code == 404
    described = service.wait_for_end(run["id"], 8)
    assert described["state"] == "stopped"
    texts, code = service.frames(run["id"])
    assert code == 1000
    assert json.loads(texts[-1])["events"][-1]["reason"] == "stopped"
    with service.http() as http:
        again = http.post(f"/api/v1/runs/{run['id']}/stop")
    assert again.json()["state"] == "stopped"


def test_a_capture_goes_in_and_what_left_the_device_comes_out(service: Service) -> None:
    packets = [(n * 1_000_000, bytes(12) + b"\x08\0" + bytes([n] * 46), 60) for n in range(5)]
    given = base64.b64encode(pcap.write(packets)).decode()
    with service.http() as http:
        made = http.post("/api/v1/scenarios/pcap", json={"pcap": given, "title": "five"}).json()
        assert (made["packets"], made["frames"]) == (5, 5)
        run = service.start_run(unique(TX, "capture"), scenario=made["scenario"])
        service.wait_for_end(run["id"])
        captured = http.get(f"/api/v1/runs/{run['id']}/pcap")
        assert captured.headers["content-type"] == "application/vnd.tcpdump.pcap"
        assert [packet.data for packet in pcap.read(captured.content)] == [data for _, data, _ in packets]
        assert http.get("/api/v1/runs/none/pcap").status_code == 404


def test_a_window_of_a_run_is_told_in_full_and_the_rest_counted(service: Service) -> None:
    run = service.start_run(unique(TX, "window"), scenario="synflood", window=[500, 509])
    texts, _ = service.frames(run["id"])
    events = [event for text in texts for event in json.loads(text)["events"]]
    assert [event["n"] for event in events if event["type"] == "hook"] == list(range(500, 510))
    assert events[-1]["totals"]["hooks"] > 1000
    with service.http() as http:
        backwards = http.post("/api/v1/runs", json={"source": TX, "window": [9, 5]})
        short = http.post("/api/v1/runs", json={"source": TX, "window": [9]})
    assert (backwards.status_code, backwards.json()["error"]["code"]) == (400, "scenario.bad-value")
    assert short.status_code == 400


@pytest.mark.parametrize(("body", "status", "code"), [
    ({"pcap": base64.b64encode(b"no capture at all").decode()}, 400, "pcap.unreadable"),
    ({"pcap": "AAA"}, 400, "pcap.base64"),
    ({"pcap": "not base64!"}, 400, ""),
    ({}, 400, ""),
    ({"pcap": "A" * 1_400_000}, 400, "limit.pcap"),
    ({"pcap": "A" * 1_460_000}, 413, ""),
])  # fmt: skip
def test_what_is_no_capture_is_refused(service: Service, body: dict[str, str], status: int, code: str) -> None:
    with service.http() as http:
        answer = http.post("/api/v1/scenarios/pcap", json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["code"].startswith(code)
