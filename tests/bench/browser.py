"""How smooth the page stays under a flood: 10,000 records a second for ten seconds, in a real Chromium.

The page is the built one, served by a playground of its own; its socket is ours, so that the flood is the
same on every machine. Measured are frames that came late, tasks that blocked the page, and what a press
of Pause costs; that every record arrived is checked.
"""

import json
import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.measure import Row, Unavailable
from tests.service.conftest import launch

RATE, SECONDS = 10_000, 10  # records a second, and for how long
EVENTS = 252  # of one frame: 84 hooks, records and returns
PULSE = 0.05  # seconds between two bursts of frames
RUN = "floodedrun"

WATCH = """() => {
  const seen = (window.seen = { late: 0, frames: 0, worst: 0, tasks: [], last: performance.now() })
  const tick = now => {
    const gap = now - seen.last
    seen.last = now
    seen.frames += 1
    seen.worst = Math.max(seen.worst, gap)
    seen.late += Math.max(0, Math.round(gap / (1000 / 60)) - 1)
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  new PerformanceObserver(list => { for (const task of list.getEntries()) seen.tasks.push(task.duration) }).observe({ entryTypes: ['longtask'] })
}"""

INFO = {"name": "out", "type": "ringbuf", "key_size": 0, "value_size": 0, "max_entries": 65536, "flags": 0}
STATS = {"insns_processed": 10, "total_states": 1, "peak_states": 1, "max_states_per_insn": 1}
BEGIN = (
    {
        "type": "assembled",
        "programs": [{"name": "flood", "section": "xdp", "prog_type": "xdp", "insns": 10, "lines": []}],
        "maps": [INFO],
        "records": [{"map": "out", "fields": [{"name": "n", "type": "u64"}, {"name": "from", "type": "ipv4"}]}],
    },
    {"type": "accepted", "program": "flood", "stats": STATS},
)


def frame(seq: int, events: list[dict[str, Any]]) -> str:
    return json.dumps({"run": RUN, "seq": seq, "events": events}, separators=(",", ":"))


def invocation(n: int) -> list[dict[str, Any]]:
    at = hex(n * 100_000)
    data = n.to_bytes(8, "little").hex() + f"c63364{n % 250:02x}"
    return [
        {"type": "hook", "n": n, "time_ns": at, "section": "xdp", "cpu": n % 2, "pid": 0, "tgid": 0, "comm": "swapper/0", "summary": f"IPv4 UDP 198.51.100.{n % 250} > 10.0.0.1:53"},
        {"type": "record", "map": "out", "data": data, "time_ns": at},
        {"type": "returned", "n": n, "retval": "0x2", "insns": 10, "verdict": "XDP_PASS"},
    ]  # fmt: skip


def flood() -> list[str]:
    """Every frame of the run."""
    total, each = RATE * SECONDS, EVENTS // 3
    frames = [frame(0, list(BEGIN))]
    for first in range(0, total, each):
        frames.append(frame(len(frames), [e for n in range(first, min(total, first + each)) for e in invocation(n)]))
    totals = {"hooks": total, "insns": 10 * total, "records": total, "printed": 0, "faults": 0}
    frames.append(frame(len(frames), [{"type": "finished", "reason": "done", "message": "", "totals": totals}]))
    return frames


def smooth() -> list[Row]:
    """Play the flood: one row. Its ratio is the share of frames that came late."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise Unavailable("there is no Chromium: set CHROMIUM to its path")
    with tempfile.TemporaryDirectory() as folder:
        service = launch(Path(folder) / "data")
        try:
            return [flooded(path, service.url)]
        finally:
            service.stop()


def flooded(chromium: str, address: str) -> Row:
    """One flood of the page at that address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        sockets: list[Any] = []
        page.route_web_socket(re.compile("/ws/runs/"), lambda opened: sockets.append(opened))  # noqa: PLW0108 - playwright marks what it is given
        started = {"id": RUN, "url": f"/r/{RUN}", "ws": f"/ws/runs/{RUN}/"}
        page.route("**/api/v1/runs", lambda route: route.fulfill(status=201, json=started))
        page.goto(address)
        page.get_by_role("textbox", name="Source").wait_for()
        page.evaluate(WATCH)
        page.get_by_role("button", name="Run", exact=True).click()
        while not sockets:
            page.wait_for_timeout(20)
        before = page.evaluate("({ ...seen, tasks: seen.tasks.length })")
        sent = feed(page, sockets[0], flood())
        page.get_by_role("status").get_by_text("done").wait_for()
        seen = page.evaluate("seen")
        rows = int(page.get_by_role("grid", name="Records and printed lines").get_attribute("aria-rowcount") or 0)
        browser.close()
    if rows != RATE * SECONDS:
        raise SystemExit(f"{rows} of {RATE * SECONDS} records arrived")
    tasks = seen["tasks"][before["tasks"] :]
    late, frames = seen["late"] - before["late"], seen["frames"] - before["frames"]
    figures = {
        "records/s": f"{RATE * SECONDS / sent:,.0f}", "frames drawn": str(frames), "longest": f"{seen['worst']:.0f} ms",
        "long tasks": str(len(tasks)), "worst task": f"{max(tasks, default=0):.0f} ms", "late": f"{100 * late / (late + frames):.1f} %",
    }  # fmt: skip
    return Row("10,000 records a second for 10 s", figures, late / (late + frames))


def feed(page: Any, route: Any, frames: list[str]) -> float:
    """Send the frames at the rate. Seconds it took."""
    begin, sent = time.monotonic(), 0
    while sent < len(frames):
        due = min(len(frames), 1 + int((time.monotonic() - begin) * RATE / (EVENTS // 3)))
        for text in frames[sent:due]:
            route.send(text)
        sent = max(sent, due)
        page.wait_for_timeout(1000 * PULSE)
    return time.monotonic() - begin
