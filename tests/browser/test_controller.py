"""A line to user space, typed while looking at an event: it is recorded in the scenario, and the link reproduces it."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import opened
from tests.browser.test_page import DONE, region, run, write

COUNT = """
.license "GPL"
.map counts, array, key=4, value=8, max_entries=4
.map jumps, prog_array, max_entries=2
.section xdp
count:
    r6 = r1
    *(u32 *)(r10 - 4) = 0
    r1 = counts ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    r1 = r6
    r2 = jumps ll
    r3 = 1
    call bpf_tail_call
out:
    r0 = 2
    exit
.section xdp/drop
drop_all:
    r0 = 1
    exit
"""


def command(page: Page, line: str) -> None:
    box = region(page, "Maps").get_by_role("textbox", name="Command to user space")
    box.fill(line)
    box.press("Enter")


def test_a_command_is_recorded_and_the_link_reproduces_it(page: Page, context: BrowserContext, site: str) -> None:
    write(page, COUNT)
    run(page)
    region(page, "Events").get_by_role("row").nth(4).click()
    command(page, "update nothing key 0 value 1")
    expect(region(page, "Maps").get_by_role("alert")).to_contain_text("counts, jumps")
    command(page, "bpftool map update name counts key 0 value 1000")
    expect(region(page, "Output")).to_contain_text("map update name counts key 0 value 1000: done")
    expect(page.get_by_role("status").first).to_contain_text(DONE)
    command(page, "update jumps key 1 value prog:drop_all")
    expect(region(page, "Output")).to_contain_text("map update name jumps key 1 value prog:drop_all: done")
    expect(page.get_by_role("list", name="Verdicts so far")).to_contain_text("DROP")
    shown = region(page, "Maps").get_by_role("table").all_inner_texts()

    page.get_by_role("button", name="Share").first.click()
    page.wait_for_url("**/s/*")
    other = opened(context, site, page.url.removeprefix(site).split("#")[0])
    run(other)
    expect(region(other, "Output")).to_contain_text("map update name jumps key 1 value prog:drop_all: done")
    assert shown
