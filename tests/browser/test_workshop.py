"""Workshops in real browsers: a host and a participant go through every step of those that ship."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playground.workshops import format as authoring
from tests.browser.conftest import Watch

SHIPPED = sorted((Path(__file__).parents[2] / "workshops").glob("*.md"))
ANSWER_MS = 30_000


def visitor(chromium: Browser, site: str) -> tuple[Page, Watch]:
    """Somebody with cookies of one's own."""
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(20_000)
    return page, Watch(page, site)


@pytest.fixture
def host(chromium: Browser, site: str) -> Iterator[Page]:
    page, watch = visitor(chromium, site)
    page.goto(f"{site}/host/signup")
    page.get_by_label("Username").fill(f"host-{secrets.token_hex(4)}")
    page.get_by_label("Password", exact=True).fill("words that are long")
    page.get_by_label("Password confirmation").fill("words that are long")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/host")
    yield page
    assert watch.complaints == []
    assert watch.strangers == []
    page.context.close()


def begin(host: Page, name: str) -> str:
    """Take a workshop from the shelf, prove it, publish it, start it: the code."""
    host.locator(f'[data-take="{name}"]').click()
    host.wait_for_url("**/host/workshops/*")
    host.get_by_role("button", name="Dry run").click()
    host.locator(".author-dry").wait_for(timeout=60_000)
    host.get_by_role("button", name="Publish", exact=True).click()
    host.get_by_role("button", name="Start").click()
    host.wait_for_url("**/room/*/host")
    return host.locator(".shop-code").inner_text()


def join(page: Page, site: str, code: str, name: str) -> None:
    page.goto(f"{site}/w")
    page.get_by_label("The code on the wall").fill(code.lower())
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join").click()
    page.get_by_role("link", name="To the workshop").click()
    page.get_by_role("textbox", name="Source").wait_for()


def write(page: Page, source: str) -> None:
    page.get_by_role("textbox", name="Source").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(source)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_workshop_from_start_to_end(chromium: Browser, site: str, host: Page, path: Path) -> None:
    workshop = authoring.read(path.read_text())
    code = begin(host, path.stem)
    page, watch = visitor(chromium, site)
    join(page, site, code, "Bo <b>b</b>")
    for n, step in enumerate(workshop.steps, 1):
        expect(page.get_by_role("heading", name=f"{n}. {step.title}")).to_be_visible()
        write(page, step.solution)
        page.get_by_role("button", name="Submit").click()
        line = page.get_by_text(re.compile(r"\d+ of \d+ tests passed"))
        expect(line).to_contain_text(f"{len(step.tests)} of {len(step.tests)} tests passed", timeout=ANSWER_MS)
        if n < len(workshop.steps):
            page.get_by_role("button", name="Next step").click()
    expect(page.locator(".lesson-head")).to_contain_text(f"{workshop.points} points")
    expect(host.locator(".cell-passed")).to_have_count(len(workshop.steps))
    expect(host.get_by_role("row", name="Bo <b>b</b>")).to_be_visible()
    assert watch.complaints == []
    assert watch.strangers == []
    page.context.close()


@pytest.mark.timeout(120)
def test_help_goes_both_ways(chromium: Browser, site: str, host: Page) -> None:
    code = begin(host, "reading-the-verifier")
    page, watch = visitor(chromium, site)
    join(page, site, code, "Ann")
    page.get_by_role("button", name="Hand up").click()
    expect(host.get_by_role("button", name="Take Ann's hand down")).to_be_visible()
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".lesson-tests li.fail")).to_be_visible(timeout=ANSWER_MS)
    cell = host.locator("td.cell-rejected button")
    expect(cell).to_contain_text("register.uninitialised")
    cell.click()
    look = host.get_by_role("dialog")
    look.get_by_label("Comment", exact=True).fill("What is in r2?")
    look.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".lesson-note")).to_contain_text("What is in r2?")
    look.get_by_role("button", name="Ask to show it").click()
    page.get_by_role("button", name="Agree").click()
    look.get_by_role("button", name="Show on the wall").click()
    wall = host.context.new_page()
    wall.goto(host.url.replace("/host", "/projector"))
    expect(wall.locator("#wall-spot")).to_contain_text("Ann")
    assert watch.complaints == []
    page.context.close()
