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
