"""Long runs: every event can be stepped into, whatever was recorded before, and what a flood left out can be had."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_page import DONE, panel, region, run, write

LOOPING = """
.license "GPL"
.map seen, array, key=4, value=8, max_entries=1
.section xdp
spin:
    *(u32 *)(r10 - 4) = 0
    r1 = seen ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r7 = *(u64 *)(r0 + 0)
    r7 += 1
    *(u64 *)(r0 + 0) = r7
    r6 = 30
again:
    r6 -= 1
    if r6 != 0 goto again
    r8 = r7
out:
    r0 = 2
    exit
"""

TALKING = """
.license "GPL"
.map out, ringbuf, max_entries=65536
.section xdp
talk:
    call bpf_ktime_get_ns
    *(u64 *)(r10 - 8) = r0
    r1 = out ll
    r2 = r10
    r2 += -8
    r3 = 8
    r4 = 0
    call bpf_ringbuf_output
    r0 = 2
    exit
"""


def play(page: Page, source: str, scenario: str) -> None:
    write(page, source)
    page.keyboard.press("Alt+e")
    dialog = page.get_by_role("dialog", name="Events")
    dialog.get_by_role("textbox", name="Scenario text").fill(scenario)
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(DONE)


def choose_seed(page: Page, seed: str) -> None:
    """For the next run: nothing is played yet."""
    page.keyboard.press("Alt+e")
    dialog = page.get_by_role("dialog", name="Events")
    dialog.get_by_label("seed").fill(seed)
    dialog.get_by_role("button", name="Close").click()


def where(page: Page):
    return page.get_by_role("group", name="Timeline")


def r8(page: Page):
    rows = panel(page, "Registers").get_by_role("row")
    return rows.filter(has=page.get_by_role("rowheader", name="r8"))


def to_end_of(page: Page, event: int, steps: int = 73) -> None:
    """To the event of that number, and one step back from its end."""
    page.get_by_role("slider", name="Event").evaluate(
        "(slider, at) => { slider.value = at; slider.dispatchEvent(new Event('input', { bubbles: true })) }", event
    )
    page.get_by_role("button", name="Back", exact=True).click()
    expect(panel(page, "Registers")).to_contain_text(f"event {event} · step {steps - 1} of {steps}")


def test_every_event_of_a_run_of_forty_thousand_steps_can_be_walked(page: Page) -> None:
    play(page, LOOPING, "duration 1s\npacket udp at=1ms dport=53 count=600 every=100us\n")
    expect(where(page)).to_contain_text(re.compile(r"event\s+599"))
    for event in (599, 3, 300):  # each counts the events before it
        to_end_of(page, event)
        expect(r8(page)).to_contain_text(f"{event + 1:,}")
    page.keyboard.press("F11")
    page.keyboard.press("F11")
    expect(panel(page, "Registers")).to_contain_text("event 301 · step 0 of 73")
    page.keyboard.press("Shift+F11")
    expect(panel(page, "Registers")).to_contain_text("event 300 · step 73 of 73")


def test_a_breakpoint_is_found_beyond_what_was_recorded(page: Page) -> None:
    rare = LOOPING.replace("r8 = r7", "if r7 != 400 goto out\n    r8 = r7")
    play(page, rare, "duration 1s\npacket udp at=1ms dport=53 count=600 every=100us\n")
    line = next(n for n, text in enumerate(rare.split("\n"), 1) if text.strip() == "r8 = r7")
    page.get_by_role("textbox", name="Source").click()
    page.locator(".cm-scroller").evaluate("box => box.scrollTop = box.scrollHeight")
    page.locator(".cm-line", has_text="r8 = r7").click()
    page.keyboard.press("F9")
    page.keyboard.press("F5")
    expect(panel(page, "Registers")).to_contain_text(f"line {line}")
    expect(where(page)).to_contain_text(re.compile(r"event\s+399"))
    page.keyboard.press("F5")
    expect(page.get_by_text("No breakpoint further on")).to_be_visible()


def test_what_a_flood_left_out_is_shown_in_full(page: Page) -> None:
    play(
        page,
        TALKING,
        "duration 1s\npacket udp at=1ms dport=53 count=8000 every=100us\n",
    )
    output = region(page, "Output")
    page.get_by_role("slider", name="Event").press("Home")
    events = region(page, "Events").get_by_role("grid")
    before = int(events.get_attribute("aria-rowcount") or 0)
    assert before < 8_000
    output.get_by_role("searchbox").fill("left out")
    output.get_by_role("button", name=re.compile("more$")).click()
    output.get_by_role("button", name="show in full").first.click()
    expect(events).not_to_have_attribute("aria-rowcount", str(before))
    after = int(events.get_attribute("aria-rowcount") or 0)
    assert after > before
    expect(region(page, "Events").get_by_role("row", selected=True)).to_be_visible()


def test_what_is_stepped_into_is_the_run_that_is_shown(page: Page) -> None:
    """Another seed chosen meanwhile is for the next run."""
    write(page, ".section xdp\n    call bpf_get_prandom_u32\n    r6 = r0\n    r0 = 2\n    exit\n")
    run(page)
    choose_seed(page, "7")
    page.get_by_role("button", name="Step", exact=True).click()
    page.keyboard.press("F11")
    r6 = panel(page, "Registers").get_by_role("row").filter(has=page.get_by_role("rowheader", name="r6"))
    first = r6.inner_text()
    run(page)
    choose_seed(page, "")
    page.get_by_role("button", name="Step", exact=True).click()
    page.keyboard.press("F11")
    expect(panel(page, "Registers")).to_contain_text("step 2 of 4")
    assert r6.inner_text() != first


def test_time_streams_and_the_forge_on_a_phone(phone: Page) -> None:
    phone.get_by_role("button", name="Events: edit, add, import").click()
    dialog = phone.get_by_role("dialog", name="Events")
    dialog.get_by_role("combobox", name="Built on").select_option("")
    dialog.get_by_role("textbox", name="Scenario text").fill("duration 20ms\n")
    dialog.get_by_label("to port").fill("53")
    dialog.get_by_label("times").fill("2")
    dialog.get_by_role("button", name="Add the packet").click()
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(phone.get_by_role("status")).to_have_text(DONE)
    expect(where(phone)).to_contain_text(re.compile(r"event\s+1"))
    phone.get_by_role("tab", name="Run", exact=True).click()
    expect(panel(phone, "Output").get_by_role("row")).to_have_count(2)
    expect(panel(phone, "Output")).to_contain_text("10.0.0.1")
    expect(panel(phone, "Maps")).to_contain_text("counts")
    phone.get_by_role("button", name="Back", exact=True).click()
    expect(where(phone)).to_contain_text(re.compile(r"step\s+\d+ of 36"))
    back = where(phone).inner_text()
    phone.get_by_role("button", name="Step", exact=True).click()
    expect(where(phone)).not_to_have_text(back)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
