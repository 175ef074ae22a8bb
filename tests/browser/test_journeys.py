"""What visitors do around the main job: come back, mistype, take a print, look at the page from narrow places."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import opened
from tests.browser.test_page import ACCEPTED, DONE, KPROBE, run, write

PACKET = """.section xdp
    r2 = *(u32 *)(r1 + xdp_md.data)
    r3 = *(u32 *)(r1 + xdp_md.data_end)
    r4 = r2
    r4 += 14
    if r4 > r3 goto out
    r5 = *(u16 *)(r2 + 12)
    *(u64 *)(r10 - 8) = r5
out:
    r0 = 2
    exit
"""
WIDTHS = {"desk": 1440, "tablet": 1024, "between": 800, "phone": 390}


def source(page: Page):
    return page.get_by_role("textbox", name="Source")


def draft_is_kept(page: Page, word: str) -> None:
    page.wait_for_function("word => Object.values(localStorage).some(text => text.includes(word))", arg=word)


def test_a_page_loaded_again_shows_what_was_being_typed(page: Page) -> None:
    write(page, KPROBE)
    draft_is_kept(page, "count_reads")
    page.reload()
    expect(source(page)).to_contain_text("count_reads")
    run(page)
    page.reload()
    page.get_by_role("button", name="Show the original").click()
    expect(source(page)).to_contain_text("firewall:")


def test_back_and_forward_lead_through_what_was_shown(page: Page) -> None:
    write(page, KPROBE)
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_url("**/s/*")
    page.go_back()
    expect(source(page)).to_contain_text("firewall:")
    page.go_forward()
    expect(source(page)).to_contain_text("count_reads")


def test_an_example_has_an_address_of_its_own(page: Page) -> None:
    page.get_by_role("combobox", name="Open").select_option("e:kprobe_counter")
    page.wait_for_url("**/?example=kprobe_counter")
    page.reload()
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Count calls of a kernel function")
    expect(page.get_by_role("status")).to_have_text(DONE)


def test_a_word_mistyped_is_said_at_its_line_and_put_right(page: Page) -> None:
    write(page, ".section xdp\n    r0 = 2\n    exti\n")
    note = page.locator(".cm-line", has_text="exti").get_by_role("note")
    expect(note).to_contain_text("exti")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^Line 3: "))
    page.get_by_role("button", name="Write exit").click()
    expect(note).to_have_count(0)
    run(page)


def test_a_source_that_is_empty_or_too_long_is_said_at_once(context: BrowserContext, site: str) -> None:
    page = opened(context, site)  # the browser itself complains of the refusal
    write(page, "# x\n" * 20_000)
    expect(page.get_by_role("tabpanel", name="Explain")).to_contain_text("80,000 bytes")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("nothing to run")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("r5 = *(u16 *)(r2 + 12)", "if r4 > r3 goto out"),
        ("*(u64 *)(r10 - 8) = r5", "stack"),
        ("r3 = *(u32 *)(r1 + xdp_md.data_end)", "context"),
    ],
    ids=["packet", "stack", "context"],
)
def test_each_kind_of_access_has_its_proof(page: Page, text: str, says: str) -> None:
    write(page, PACKET)
    run(page, ACCEPTED)
    page.locator(".cm-line", has_text=text).click(position={"x": 60, "y": 8})
    proof = page.get_by_role("region", name="Proof")
    expect(proof).to_contain_text(text)
    expect(proof.locator(".reason")).to_contain_text(says)


def test_a_print_has_the_whole_program_and_its_verdict(page: Page) -> None:
    lines = [f"    r0 = {n}" for n in range(120)]
    write(page, "\n".join([".section xdp", *lines, "    exit"]))
    run(page)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    sheet = page.locator(".print-source")
    expect(sheet).to_contain_text("r0 = 119")
    expect(sheet).to_contain_text("122")
    expect(page.get_by_text("Proved safe on every path")).to_be_visible()
    for name in ("Run", "Share", "Step"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheet).to_have_count(0)
    expect(source(page)).to_be_visible()


OVERLAPS = """() => {
  const shown = [...document.querySelectorAll('.top > *, .top .pickers > *, .top .actions > *')]
    .filter(part => part.matches('a, button, select, input, label') && part.checkVisibility() && !part.closest('.visually-hidden'))
  const boxes = shown.map(part => [part.getAttribute('aria-label') ?? part.textContent.trim(), part.getBoundingClientRect()])
  const apart = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1
  return boxes.flatMap(([name, a], i) => boxes.slice(i + 1).flatMap(([other, b]) => (apart(a, b) ? [] : [`${name} over ${other}`])))
    .concat(boxes.filter(([, box]) => box.right > innerWidth + 1 || box.width < 20).map(([name]) => `${name} has no room`))
}"""


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_nothing_overlaps_in_the_head_of_the_page(chromium: Browser, site: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = opened(context, site)
    page.get_by_role("textbox", name="Title").fill("A title that is rather long for the room that there is")
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width <= 1080:
        page.get_by_role("button", name="Pages of this site").click()
    page.get_by_role("link", name="Gallery", exact=True).click()
    page.wait_for_url("**/gallery/")
    context.close()


def test_an_address_that_leads_nowhere_leads_on(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}/s/nothing")
    expect(page.get_by_role("heading")).to_have_text("There is nothing at this address")
    page.get_by_role("link", name="Playground").click()
    expect(page.get_by_role("status")).to_have_text(DONE)
