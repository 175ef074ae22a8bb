"""Links, as others meet them: embeds in foreign pages, pictures, what the page shows before and without any script."""

import http.server
import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watch
from tests.browser.test_accessible import AXE, violations

PRINTING = """
.license "GPL"
.map hits, array, key=4, value=8, max_entries=1
.section xdp
main:
    *(u32 *)(r10 - 4) = 0
    r1 = hits ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
out:
    r0 = 2
    exit
"""


def saved(site: str, source: str, **more: str) -> str:
    """The name of a new snippet."""
    body = json.dumps({"source": source, **more}).encode()
    asked = urllib.request.Request(f"{site}/api/v1/snippets", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        return json.loads(answer.read())["id"]


@contextmanager
def elsewhere(page: str) -> Iterator[str]:
    """The address of somebody else's page."""

    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()


def test_an_embed_runs_at_a_click_in_a_page_of_somebody_else(chromium: Browser, site: str) -> None:
    name = saved(site, PRINTING, title="Counted")
    with urllib.request.urlopen(f"{site}/oembed?url={site}/s/{name}") as answer:
        frame = json.loads(answer.read())["html"]
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with elsewhere(f"<!doctype html><title>A blog</title><h1>See</h1>{frame}") as blog:
        page.goto(blog)
        inside = page.frame_locator("iframe")
        expect(inside.get_by_text("lock *(u64 *)(r0 + 0)")).to_be_visible()
        assert not [url for url in asked if "/api/" in url]
        inside.get_by_role("button", name="Run").click()
        expect(inside.get_by_role("status")).to_have_text(re.compile("^done: "), timeout=30_000)
        expect(inside.locator("[data-output]")).to_contain_text(re.compile(r"hits\[0\] = \d+"))
        expect(inside.locator("[data-output]")).to_contain_text(re.compile(r"XDP_PASS \d+ times"))
    assert context.cookies() == []
    context.close()


def test_embeds_are_accessible_in_light_and_dark(chromium: Browser, site: str) -> None:
    if not AXE.exists():
        return
    name = saved(site, PRINTING, title="Counted")
    for theme in ("light", "dark"):
        page = chromium.new_context(bypass_csp=True).new_page()
        watch = Watch(page, site)
        page.goto(f"{site}/e/{name}?run=click&theme={theme}&panes=code,verdict,output")
        assert violations(page) == [], theme
        assert watch.complaints == []
        page.context.close()


def test_the_first_paint_is_a_finished_run_without_any_script(chromium: Browser, site: str) -> None:
    name = saved(site, PRINTING, title="Counted")
    run = saved_run(site, PRINTING)
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    for path in ("/", f"/s/{name}", f"/r/{run}"):
        page.goto(site + path)
        expect(page.locator(".verdict-line")).to_have_text("accepted · done")
        rows = page.get_by_role("table", name="Event list").get_by_role("row")
        assert rows.count() > 5, path
        expect(rows.last).to_be_in_viewport()
        expect(rows.last).to_contain_text(re.compile("PASS|DROP"))
        expect(page.get_by_role("region", name="Maps").get_by_role("table").first).to_be_visible()
        expect(page.get_by_role("region", name="Code")).to_contain_text("bpf_map_lookup_elem")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def saved_run(site: str, source: str) -> str:
    """The name of a run that has ended."""
    body = json.dumps({"source": source}).encode()
    asked = urllib.request.Request(f"{site}/api/v1/runs", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        run = json.loads(answer.read())["id"]
    while True:
        with urllib.request.urlopen(f"{site}/api/v1/runs/{run}") as answer:
            if json.loads(answer.read())["state"] not in {"new", "queued", "running"}:
                return run


SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) sum += shift.value })
    .observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 300)))
})"""


def test_nothing_jumps_when_the_script_takes_over(chromium: Browser, site: str) -> None:
    for size, most in (({"width": 1440, "height": 900}, 0.05), ({"width": 390, "height": 844}, 0.1)):
        context = chromium.new_context(viewport=size)
        page = context.new_page()
        page.goto(site)
        page.get_by_role("textbox", name="Source").wait_for()
        page.evaluate("document.fonts.ready")
        assert page.evaluate(SHIFTS) < most, size  # what Lighthouse calls good begins at 0.1
        context.close()


def test_a_run_goes_on_after_the_line_was_cut(chromium: Browser, site: str) -> None:
    """Every socket but the third is cut after a few frames; nothing is lost, and the page says what happened."""
    source = PRINTING.replace("r0 = 2\n", "call bpf_ktime_get_ns\n    r0 = 2\n")
    context = chromium.new_context()
    page = context.new_page()
    opened: list[str] = []

    def cut(route) -> None:
        opened.append(route.url)
        server = route.connect_to_server()
        left = 2 if len(opened) < 3 else 1 << 30

        def pass_on(message: str | bytes) -> None:
            nonlocal left
            left -= 1
            if left >= 0:
                route.send(message)
            if left == 0:
                route.close(code=1012)

        server.on_message(pass_on)

    page.route_web_socket(re.compile("/ws/runs/"), cut)
    page.goto(site)
    page.get_by_role("textbox", name="Source").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    alerts = page.get_by_role("alert").filter(has_text="Nothing is lost")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(alerts).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile("accepted.*done"))
    expect(alerts).to_have_count(0)
    assert [int(url.partition("since=")[2]) for url in opened] == [0, 2, 4]
    hooks = int(re.sub(r"\D", "", page.locator(".figures-line span", has_text="events").inner_text()))
    shown = page.get_by_role("grid", name="Event list").get_attribute("aria-rowcount")
    assert int(shown or 0) == hooks + 1
    context.close()


def test_an_old_link_says_kindly_that_the_engine_changed(chromium: Browser, site: str) -> None:
    name = saved(site, PRINTING.replace("r1 = 1", "r1 = 3"), title="Old")
    context = chromium.new_context()
    page = context.new_page()
    changed = {
        "was": "Rejected at line 9: R0 invalid mem access.",
        "now": "Accepted: 12 instructions.",
        "verdict": True,
    }

    def older(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"aged": false', '"aged": true'))

    page.route(f"**/s/{name}", older)
    page.route(f"**/s/{name}.drift.json", lambda route: route.fulfill(json={"drift": changed}))
    page.goto(f"{site}/s/{name}")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The engine has changed since this was shared")
    expect(notice).to_contain_text("Then: Rejected at line 9")
    expect(notice).to_contain_text("Now: Accepted")
    expect(page.get_by_role("status")).to_have_text(re.compile("accepted.*done"))
    notice.get_by_role("button", name="Dismiss").click()
    expect(notice).to_have_count(0)
    context.close()
