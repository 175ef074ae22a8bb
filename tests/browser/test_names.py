"""The names by which everything important is found, in every state of the page, on a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import opened
from tests.browser.test_accessible import DESK, PHONE
from tests.browser.test_page import KPROBE, NULL_CHECK, REJECTED, run, source_of, write

BUTTONS = ("Run", "Share", "Step", "Back")
PANELS = ("Events", "Output", "Maps", "Verifier", "Registers", "Explain")


def fresh(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text("accepted · done")


def ran(page: Page) -> None:
    write(page, KPROBE)
    run(page)


def refused(page: Page) -> None:
    write(page, NULL_CHECK.sub("", source_of(page), count=1))
    run(page, REJECTED)


def unreadable(page: Page) -> None:
    write(page, ".section xdp\n    exitt\n")
    expect(page.locator(".cm-lintRange-error").first).to_be_attached()


def stepping(page: Page) -> None:
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_role("tabpanel", name="Registers", exact=True)).to_contain_text("step")


def shown(page: Page, name: str) -> Locator:
    """The panel of that name, whichever way it is there now."""
    region = page.get_by_role("region", name=name, exact=True)
    return region.or_(page.get_by_role("tabpanel", name=name, exact=True)).first


def reach(page: Page, name: str) -> None:
    """Bring a panel into sight as anybody would: by the tab of its name, or the view that holds it."""
    if shown(page, name).is_visible():
        return
    for tab in (name, "Explain" if name == "Verifier" else "Run"):
        found = page.get_by_role("tab", name=tab, exact=True)
        if found.count() and found.first.is_visible():
            found.first.click()
        if shown(page, name).is_visible():
            return
    page.get_by_role("tab", name=name, exact=True).click()


@pytest.mark.parametrize("state", [fresh, ran, refused, unreadable, stepping])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_buttons_and_panels_are_found_by_their_names(
    chromium: Browser, site: str, size: dict, state: Callable[[Page], None]
) -> None:
    context = chromium.new_context(viewport=size)
    page = opened(context, site)
    state(page)
    for name in BUTTONS:
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    for name in PANELS:
        reach(page, name)
        expect(shown(page, name)).to_be_visible()
        for button in BUTTONS:
            expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
    context.close()
