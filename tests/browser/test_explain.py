"""Explain, in a real browser: the way of a value, the pair, the repair, and what a kernel without a verifier would do."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_page import DONE, NULL_CHECK, REJECTED, panel, region, run, source_of, write

EXAMPLES = Path(__file__).parents[2] / "examples"
CRASH = (EXAMPLES / "kprobe_counter.broken.s").read_text()
QUIET = ".section xdp\nmain:\n    r0 = r3\n    exit\n"


def broken(page: Page) -> None:
    write(page, NULL_CHECK.sub("", source_of(page), count=1))
    run(page, REJECTED)


def test_the_chain_of_a_value_can_be_clicked(page: Page) -> None:
    broken(page)
    explain = panel(page, "Explain")
    expect(explain).to_contain_text("Where the value came from")
    explain.get_by_role("listitem").get_by_role("button", name=re.compile("^line")).first.click()
    expect(page.locator(".cm-activeLine")).to_contain_text("call bpf_map_lookup_elem")
    expect(explain).to_contain_text("R0 invalid mem access 'map_value_or_null'")


def test_the_pair_opens_as_a_draft_of_its_own(page: Page) -> None:
    broken(page)
    pair = region(page, "Broken and fixed")
    expect(pair.locator(".pair-new").first).to_contain_text("if r0 == 0 goto out")
    expect(pair.get_by_role("link")).to_have_attribute("href", "/reference/access.maybe-null")
    pair.get_by_role("button", name="Try the fixed one").click()
    expect(page.get_by_role("status")).to_have_text(DONE)
    source = page.get_by_role("textbox", name="Source")
    expect(source).to_contain_text("if r0 == 0 goto out")
    expect(page.get_by_role("textbox", name="Title")).to_have_value(re.compile("^Put right: "))
    drafts = page.get_by_role("combobox", name="Open").locator("option", has_text="XDP")
    assert drafts.count() >= 1, "what stood in the editor is kept"
    source.click()
    page.keyboard.press("ControlOrMeta+z")
    expect(source).to_contain_text("bpf_ringbuf_reserve")


@pytest.mark.parametrize("code", ["access.maybe-null", "register.uninitialised"])
def test_a_pair_that_does_not_come_leaves_the_rest(page: Page, code: str) -> None:
    page.route(f"**/reference/{code}.json", lambda route: route.fulfill(body="null", content_type="application/json"))
    write(page, NULL_CHECK.sub("", source_of(page), count=1) if code == "access.maybe-null" else QUIET)
    run(page, REJECTED)
    expect(region(page, "Consequence")).to_be_visible()
    expect(region(page, "Broken and fixed")).to_have_count(0)


def test_what_the_verifier_saved_one_from(page: Page) -> None:
    write(page, CRASH)
    run(page, REJECTED)
    part = region(page, "Consequence")
    part.get_by_role("button", name="Run it as a kernel module").click()
    expect(part).to_contain_text("The kernel follows a NULL pointer")
    expect(part).to_contain_text("simulated")
    console = part.get_by_role("group", name="The console, simulated")
    expect(console).to_contain_text("BUG: kernel NULL pointer dereference, address: 0000000000000000")
    expect(console.locator(".console-loud").first).to_be_visible()
    part.get_by_role("button", name=re.compile("^line")).click()
    expect(page.locator(".cm-activeLine")).to_contain_text("lock *(u64 *)(r0 + 0) += r1")
    part.get_by_role("button", name=re.compile("^event")).click()
    expect(region(page, "Events").get_by_role("row", selected=True)).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(REJECTED)


def test_luck_is_called_luck(page: Page) -> None:
    write(page, QUIET)
    run(page, REJECTED)
    part = region(page, "Consequence")
    part.get_by_role("button", name="Run it as a kernel module").click()
    expect(part).to_contain_text("Nothing happened this time")
    expect(part.get_by_role("group", name="The console, simulated")).to_have_count(0)


def test_on_a_phone(phone: Page) -> None:
    write(phone, CRASH)
    run(phone, REJECTED)
    expect(region(phone, "Explain")).to_be_visible()
    expect(region(phone, "Broken and fixed").locator(".pair-new").first).to_be_visible()
    region(phone, "Consequence").get_by_role("button", name="Run it as a kernel module").click()
    phone.get_by_role("tab", name="Explain").click()
    expect(region(phone, "Consequence")).to_contain_text("The kernel follows a NULL pointer")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
