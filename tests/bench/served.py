"""What the service adds: a program from its source to its first native result in the sandbox, events to a socket."""

import json
import statistics
import tempfile
import time
from pathlib import Path

from playground.sandbox.client import ForkServer
from playground.sandbox.objects import Objects
from tests.bench.measure import Row, duration
from tests.service.conftest import Service, launch, unique

TRIES = 25
PAUSE = 0.6  # seconds in which a fork server makes the next child ready

COUNTING = """.license "GPL"
.map seen, array, key=4, value=8, max_entries=1
.section xdp
    *(u32 *)(r10 - 4) = 0
    r2 = r10
    r2 += -4
    r1 = seen ll
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
out:
    r0 = 2
    exit
"""


def hundred(salt: int) -> str:
    """A program of 100 instructions that no object is kept of."""
    lines = [f"    r0 += {salt + n}\n    r0 ^= {n * 7}" for n in range(48)]
    first = "    r0 = *(u32 *)(r1 + xdp_md.ingress_ifindex)"
    return "\n".join(['.license "GPL"', ".section xdp", first, *lines, "    r0 &= 3", "    exit", ""])


def first_result() -> list[Row]:
    """From handing a source to a fork server to the first frame with what native code returned.

    Once as a person presses Run, when a child stands by, and once job after job, when none does.
    """
    server = ForkServer()
    try:
        _until_returned(server, hundred(0))
        return [
            row
            for name, pause in (("a child stands by", PAUSE), ("job after job", 0.0))
            for row in _fresh_and_kept(server, name, pause)
        ]
    finally:
        server.stop()


def _fresh_and_kept(server: ForkServer, name: str, pause: float) -> list[Row]:
    fresh, kept = [], []
    for number in range(1, TRIES + 1):
        source = hundred(1000 * number)
        server.objects = Objects()
        for taken in (fresh, kept):
            time.sleep(pause)
            taken.append(_until_returned(server, source))
    return [_row(f"{name}: a new source", fresh), _row(f"{name}: its object kept", kept)]


def _row(name: str, taken: list[int]) -> Row:
    p95 = statistics.quantiles(taken, n=20)[-1]
    return Row(name, {"median": duration(statistics.median(taken)), "p95": duration(p95)})


def _until_returned(server: ForkServer, source: str) -> int:
    request = {"source": source, "run_id": "b", "scenario": None, "seed": 1, "engine": "jit", "trace": False}
    begun, taken = time.perf_counter_ns(), 0
    for tag, text in server.lines("J", request):  # to the end: the next one finds an idle server
        if tag == "F" and not taken and '"returned"' in text:
            taken = time.perf_counter_ns() - begun
    return taken


def events() -> list[Row]:
    """Runs of a counting program over a busy scenario, from `POST` to the end of the socket."""
    with tempfile.TemporaryDirectory() as folder:
        service = launch(Path(folder) / "data")
        try:
            _play(service, "interp")
            return [Row(f"events to a socket, {engine}", _figures(service, engine)) for engine in ("interp", "jit")]
        finally:
            service.stop()


def _figures(service: Service, engine: str) -> dict[str, str]:
    taken = [_play(service, engine) for _ in range(3)]
    count, seconds, first = statistics.median_low(taken)
    return {
        "events": str(count),
        "first frame": duration(first * 1e9),
        "all": duration(seconds * 1e9),
        "a second": f"{count / seconds:,.0f}",
    }


def _play(service: Service, engine: str) -> tuple[int, float, float]:
    """(events, seconds to the last one, seconds to the first)"""
    begun = time.perf_counter()
    run = service.start_run(unique(COUNTING, "bench"), engine=engine, scenario="synflood")
    count, first = 0, 0.0
    with service.socket(f"/ws/runs/{run['id']}/?since=0") as socket:
        for text in socket:
            first = first or time.perf_counter() - begun
            count += len(json.loads(text)["events"])
    return count, time.perf_counter() - begun, first
