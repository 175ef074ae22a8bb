"""Gallery, lessons and reference in a browser: they run programs where they stand, and no axe rule complains."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.browser.test_accessible import AXE, DESK, PHONE, violations

PAGES = ("/gallery", "/gallery/kprobe_counter?answer=0", "/learn/", "/learn/jit", "/learn/verifier", "/reference/helpers", "/reference/access.maybe-null")  # fmt: skip


@pytest.mark.skipif(not AXE.exists(), reason="frontend/node_modules is missing: run `npm ci` there for axe-core")
@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["light desk", "dark phone"])
def test_no_violation_and_nothing_wider_than_the_screen(chromium: Browser, site: str, scheme: str, size: dict) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport=size)
    page = context.new_page()
    for path in PAGES:
        page.goto(site + path)
        assert violations(page) == [], path
        assert page.locator("html").evaluate("html => html.scrollWidth") <= size["width"], path
    context.close()


@pytest.fixture
def reader(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page that is watched: a test that used it fails if the page complained."""
    page = context.new_page()
    watch = Watch(page, site)
    yield page
    assert watch.complaints == []
    assert watch.strangers == []


def test_a_lessons_program_runs_where_it_stands(reader: Page, site: str) -> None:
    reader.goto(f"{site}/learn/why")
    program = reader.locator(".program").first
    program.get_by_role("button", name="Run here").click()
    expect(program.get_by_role("status")).to_have_text(re.compile(r"^done: "), timeout=20_000)
    expect(program).to_contain_text(re.compile(r"XDP_PASS \d+ times"))
    expect(program).to_contain_text(re.compile(r"frames\[0\] = \d+"))


def test_a_twin_runs_as_a_kernel_module(reader: Page, site: str) -> None:
    reader.goto(f"{site}/gallery/kprobe_counter")
    reader.get_by_text("Show it, and repair it").click()
    twin = reader.locator(".twin")
    twin.get_by_role("button", name="Run as a kernel module").click()
    expect(twin.get_by_text("simulated", exact=True)).to_be_visible(timeout=20_000)
    expect(twin).to_contain_text("BUG: kernel NULL pointer dereference, address: 0000000000000000")


def test_a_map_of_powers_of_two_is_drawn(reader: Page, site: str) -> None:
    reader.goto(f"{site}/gallery/read_latency")
    reader.get_by_role("button", name="Run here").first.click()
    bars = reader.locator(".program .tally-bar")
    expect(bars).not_to_have_count(0, timeout=20_000)
    box, frame = bars.first.bounding_box(), reader.locator(".program").first.bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["x"] < box["x"], "in the figure, not elsewhere on the page"
    assert box["x"] + box["width"] < frame["x"] + frame["width"]


def test_rows_of_a_long_table_are_found(reader: Page, site: str) -> None:
    reader.goto(f"{site}/reference/helpers")
    reader.get_by_role("searchbox").fill("bpf_ringbuf_reserve")
    expect(reader.get_by_role("row").filter(has_text="bpf_ringbuf_reserve")).not_to_have_count(0)
    expect(reader.get_by_role("row").filter(has_text="bpf_ktime_get_ns")).to_have_count(0)
