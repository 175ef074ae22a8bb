"""Workshops in real browsers: a host and a participant go through every step of those that ship."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, WebSocketRoute, expect

from playground.workshops import format as authoring
from playground.workshops.document import Workshop
from tests.browser.conftest import Watch
from tests.browser.test_accessible import AXE, DESK, PHONE, violations

SHIPPED = sorted((Path(__file__).parents[2] / "workshops").glob("*.md"))
ANSWER_MS = 30_000


def visitor(chromium: Browser, site: str, size: ViewportSize = DESK) -> tuple[Page, Watch]:
    """Somebody with cookies of one's own."""
    page = chromium.new_context(viewport=size).new_page()
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


def hold(host: Page, title: str) -> str:
    """From the shelf to an open room in one press: the code."""
    host.get_by_role("button", name=f"Hold it now: {title}").click()
    host.wait_for_url("**/room/*/host", timeout=60_000)
    return host.locator(".shop-code").inner_text()


def play_through(page: Page, workshop: Workshop, ways: str = "") -> None:
    """Every step, by its solution. On a phone `ways` names the tab with the editor."""
    for n, step in enumerate(workshop.steps, 1):
        expect(page.get_by_role("heading", name=f"{n}. {step.title}")).to_be_visible()
        if ways:
            page.get_by_role("tab", name=ways).click()
        write(page, step.solution)
        page.get_by_role("button", name="Submit").click()
        line = page.get_by_text(re.compile(r"\d+ of \d+ tests passed"))
        expect(line).to_contain_text(f"{len(step.tests)} of {len(step.tests)} tests passed", timeout=ANSWER_MS)
        expect(line).to_be_in_viewport()
        if n < len(workshop.steps):
            page.get_by_role("button", name="Next step").click()
    expect(page.locator(".lesson-head")).to_contain_text(f"{workshop.points} points")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_workshop_from_start_to_end(chromium: Browser, site: str, host: Page, path: Path) -> None:
    workshop = authoring.read(path.read_text())
    code = begin(host, path.stem)
    page, watch = visitor(chromium, site)
    join(page, site, code, "Bo <b>b</b>")
    play_through(page, workshop)
    expect(host.locator("td.cell-passed")).to_have_count(len(workshop.steps))
    expect(host.get_by_role("row", name="Bo <b>b</b>")).to_be_visible()
    assert watch.complaints == []
    assert watch.strangers == []
    page.context.close()


@pytest.mark.timeout(240)
def test_a_workshop_on_a_phone(chromium: Browser, site: str, host: Page) -> None:
    workshop = authoring.read(next(path for path in SHIPPED if path.stem.startswith("xdp")).read_text())
    code = hold(host, workshop.title)
    page, watch = visitor(chromium, site, PHONE)
    join(page, site, code, "Pocket")
    play_through(page, workshop, ways="Code")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert watch.complaints == []
    page.context.close()


@pytest.mark.timeout(120)
def test_help_goes_both_ways(chromium: Browser, site: str, host: Page) -> None:
    code = hold(host, "Reading the verifier")
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
    page.get_by_role("button", name="Take it back").click()
    expect(wall.locator("#wall-spot")).to_be_hidden()
    assert watch.complaints == []
    page.context.close()


@pytest.mark.timeout(120)
def test_the_host_helps_all_who_are_stuck(chromium: Browser, site: str, host: Page) -> None:
    """A hint to one code, a program for all that overwrites nothing, the solution marked as shown."""
    code = hold(host, "Reading the verifier")
    page, watch = visitor(chromium, site)
    join(page, site, code, "Bea")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".lesson-tests li.fail")).to_be_visible(timeout=ANSWER_MS)
    host.locator("thead button").first.click()
    host.get_by_label("Hint", exact=True).fill("Count the registers.")
    host.get_by_role("button", name="Send the hint").click()
    expect(host.get_by_text("Sent to 1")).to_be_visible()
    expect(page.locator(".lesson-note")).to_contain_text("Count the registers.")

    mine = "# mine\n"
    write(page, mine)
    host.locator("td.cell-rejected button").click()
    host.get_by_role("button", name="Push this program to all").click()
    expect(page.locator(".lesson-note").last).to_contain_text("Yours stays until you open it")
    expect(page.get_by_role("textbox", name="Source")).to_contain_text("# mine")
    page.locator(".lesson-note").last.get_by_role("button", name="Open").click()
    expect(page.get_by_role("textbox", name="Source")).not_to_contain_text("# mine")

    page.get_by_role("button", name="Show the solution").click()
    expect(host.locator("td.cell-shown")).to_be_visible()
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".lesson-head")).to_contain_text("0 points")
    assert watch.complaints == []
    page.context.close()


@pytest.mark.timeout(120)
def test_lines_are_cut_and_come_back(chromium: Browser, site: str, host: Page) -> None:
    """The host's socket is cut: counts are right afterwards. A participant's never opens: HTTP takes over."""
    wires: list[WebSocketRoute] = []

    def through(wire: WebSocketRoute) -> None:
        wire.connect_to_server()
        wires.append(wire)

    host.route_web_socket(re.compile("/ws/rooms/"), through)
    code = hold(host, "Reading the verifier")
    people = host.locator(".grid-sum b").first
    expect(people).to_have_text("0")
    page, _ = visitor(chromium, site)
    page.route_web_socket(re.compile("/ws/rooms/"), lambda wire: wire.close())
    while len(wires) < 1:
        host.wait_for_timeout(50)
    wires[0].close(code=1012)
    join(page, site, code, "Cut off")
    expect(people).to_have_text("1")
    assert len(wires) > 1
    expect(page.get_by_text("reconnecting")).to_be_visible()
    host.get_by_label("Say to all").fill("Coffee!")
    host.get_by_role("button", name="Say", exact=True).click()
    expect(page.locator(".lesson-banner")).to_have_text("Coffee!")
    page.get_by_role("button", name="Hand up").click()
    expect(host.get_by_role("button", name="Take Cut off's hand down")).to_be_visible()
    page.context.close()


@pytest.mark.skipif(not AXE.exists(), reason="frontend/node_modules is missing: run `npm ci` there for axe-core")
@pytest.mark.timeout(240)
def test_every_page_is_accessible_and_fits(chromium: Browser, site: str, host: Page) -> None:
    code = hold(host, "Reading the verifier")
    page, _ = visitor(chromium, site)
    join(page, site, code, "Dee")
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".lesson-tests li.fail")).to_be_visible(timeout=ANSWER_MS)
    room = host.url.removesuffix("/host")
    host.goto(f"{site}/host")
    editor = host.locator(".shop-item a[href*='/host/workshops/']").first.get_attribute("href").removesuffix("/file.md")
    anybody = ["/host/login", "/host/signup", "/host/forgot", "/w", f"/w/{code}"]
    hosts = [
        "/host",
        "/host/account",
        editor,
        *(room.removeprefix(site) + way for way in ("/host", "/projector", "/report")),
    ]
    seats = [
        (None, anybody),
        (host.context.storage_state(), hosts),
        (page.context.storage_state(), [room.removeprefix(site)]),
    ]
    wrong = []
    for size, scheme in ((DESK, "light"), (PHONE, "dark")):
        for state, paths in seats:
            context = chromium.new_context(viewport=size, color_scheme=scheme, storage_state=state)
            seen = context.new_page()
            for path in paths:
                seen.goto(site + path)
                seen.get_by_role("heading", level=1).first.wait_for()
                wrong += [f"{path} {scheme}: {found}" for found in violations(seen)]
                if seen.evaluate("document.documentElement.scrollWidth") > size["width"]:
                    wrong.append(f"{path} {scheme}: wider than {size['width']}")
            context.close()
    assert wrong == []
    page.context.close()
