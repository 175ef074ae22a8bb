"""No accessibility violation that axe-core knows, in every state worth a look, light and dark, desk and phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_page import DONE, NULL_CHECK, REJECTED, run, source_of, write

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("async () => (await axe.run()).violations")
    return [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in found for node in v["nodes"]]


def accepted(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text(DONE)


def refused(page: Page) -> None:
    write(page, NULL_CHECK.sub("", source_of(page), count=1))
    run(page, REJECTED)


def stepping(page: Page) -> None:
    if page.get_by_role("tab", name="Code").is_visible():
        page.get_by_role("tab", name="Run").click()
    page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_role("tabpanel", name="Registers")).to_contain_text("step 1")


def palette(page: Page) -> None:
    page.keyboard.press("ControlOrMeta+k")
    expect(page.get_by_role("dialog")).to_be_visible()


def keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def forge(page: Page) -> None:
    page.keyboard.press("Alt+e")
    expect(page.get_by_role("dialog", name="Events")).to_be_visible()


def lens(page: Page) -> None:
    page.get_by_role("button", name="Bytes").click()
    expect(page.get_by_role("region", name="Instruction")).to_contain_text("LDX")


@pytest.mark.skipif(not AXE.exists(), reason="frontend/node_modules is missing: run `npm ci` there for axe-core")
@pytest.mark.parametrize("state", [accepted, refused, stepping, palette, keys, forge, lens])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(chromium: Browser, site: str, scheme: str, size: dict, state) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(site)
    page.get_by_role("textbox", name="Source").wait_for()
    state(page)
    assert violations(page) == []
    context.close()
