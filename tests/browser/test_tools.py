"""What the page offers beyond running: time with breakpoints, maps by type, events made to measure, the code's own tools."""

import re
import struct

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import opened
from tests.browser.test_page import DONE, panel, region, run, source_of, write

RING = """
.license "GPL"
.map sizes, array, key=4, value=8, max_entries=32
.map out, ringbuf, max_entries=65536
.record out, first:u32, port:be16, flags:u16
.section xdp
count:
    r6 = *(u32 *)(r1 + xdp_md.data)
    r7 = *(u32 *)(r1 + xdp_md.data_end)
    r7 -= r6
    r8 = 0
again:
    if r7 < 2 goto found
    r7 >>= 1
    r8 += 1
    if r8 < 20 goto again
found:
    r8 &= 31
    *(u32 *)(r10 - 4) = r8
    r1 = sizes ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    if r0 == 0 goto out
    r1 = 1
    lock *(u64 *)(r0 + 0) += r1
    *(u32 *)(r10 - 16) = 42
    *(u32 *)(r10 - 12) = 0x3500
    r1 = out ll
    r2 = r10
    r2 += -16
    r3 = 8
    r4 = 0
    call bpf_ringbuf_output
out:
    r0 = 2
    exit
"""


def where(page: Page):
    return page.get_by_role("group", name="Timeline")


def test_runs_stop_at_breakpoints_of_lines_and_maps(page: Page) -> None:
    line = next(n for n, text in enumerate(source_of(page).split("\n"), 1) if "lock" in text)
    page.get_by_role("textbox", name="Source").click()
    page.locator(".cm-breaks .cm-gutterElement").nth(line).click()
    page.keyboard.press("F5")
    expect(panel(page, "Registers")).to_contain_text(f"line {line}")
    expect(where(page)).to_contain_text(re.compile(r"event\s+0"))
    page.keyboard.press("F5")
    expect(where(page)).to_contain_text(re.compile(r"event\s+1"))
    page.locator(".cm-breaks .cm-gutterElement").nth(line).click()
    page.get_by_role("button", name="Stop when counts is written").click()
    page.get_by_role("button", name="Continue").click()
    expect(where(page)).to_contain_text(re.compile(r"event\s+1"))
    page.get_by_role("button", name="Continue").click()
    expect(where(page)).to_contain_text(re.compile(r"event\s+2"))
    expect(region(page, "Maps").get_by_role("table", name="counts")).to_be_visible()


def test_presses_made_while_a_trace_is_recorded_are_not_lost(page: Page) -> None:
    for _ in range(6):
        page.keyboard.press("F11")
    expect(panel(page, "Registers")).to_contain_text("step 6 of")
    expect(panel(page, "Registers").get_by_role("list", name="Packet by layers")).to_contain_text("Ethernet")


def test_maps_and_records_are_drawn_as_what_they_are(page: Page) -> None:
    write(page, RING)
    run(page)
    maps = region(page, "Maps")
    maps.get_by_role("button", name=re.compile("^(histogram|table)$")).wait_for()
    if maps.get_by_role("button", name="histogram").is_visible():
        maps.get_by_role("button", name="histogram").click()
    expect(maps.get_by_role("table", name="sizes").get_by_role("row").filter(has_text="[64, 128)")).to_be_visible()
    maps.get_by_role("button", name="table").click()
    table = maps.get_by_role("table", name="sizes")
    table.get_by_role("row").nth(2).click()
    expect(maps.get_by_role("list", name="Changes, newest first")).to_contain_text("event")
    expect(region(page, "Output").get_by_role("row").first).to_contain_text(re.compile(r"first\s*42\s*port\s*53"))


def test_output_can_be_held_still(page: Page) -> None:
    output = region(page, "Output")
    total = int(output.get_by_role("grid").get_attribute("aria-rowcount") or 0)
    region(page, "Events").get_by_role("grid").focus()
    page.keyboard.press("Home")
    rows = int(output.get_by_role("grid").get_attribute("aria-rowcount") or 0)
    expect(output.get_by_role("button", name=re.compile("more$"))).to_have_text(f"{total - rows} more")
    output.get_by_role("button", name="Pause").click()
    output.get_by_role("button", name=re.compile("more$")).click()
    assert int(output.get_by_role("grid").get_attribute("aria-rowcount") or 0) == total
    page.get_by_role("button", name="trace_pipe").click()
    expect(output.get_by_role("grid")).to_have_attribute("aria-rowcount", "0")


def test_a_packet_by_form_is_played(page: Page) -> None:
    page.keyboard.press("Alt+e")
    dialog = page.get_by_role("dialog", name="Events")
    dialog.get_by_role("combobox", name="Built on").select_option("")
    dialog.get_by_role("textbox", name="Scenario text").fill("duration 20ms\n")
    dialog.get_by_label("kind").select_option("tcp")
    dialog.get_by_label("to port").fill("443")
    dialog.get_by_label("times").fill("3")
    dialog.get_by_role("button", name="Add the packet").click()
    dialog.get_by_role("button", name="Play").click()
    expect(page.get_by_role("status")).to_have_text(DONE)
    expect(where(page)).to_contain_text(re.compile(r"event\s+2"))
    expect(region(page, "Events")).to_contain_text("10.0.0.1:443")


def four_frames() -> bytes:
    """A capture of four ARP frames, a millisecond apart."""
    frame = bytes.fromhex("525400000001525400000002") + b"\x08\x06" + bytes(46)
    capture = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    return capture + b"".join(struct.pack("<IIII", 5, n * 1000, len(frame), len(frame)) + frame for n in range(4))


def test_an_edited_frame_and_a_capture_are_played(page: Page) -> None:
    page.keyboard.press("Alt+e")
    dialog = page.get_by_role("dialog", name="Events")
    dialog.get_by_role("combobox", name="Built on").select_option("")
    dialog.get_by_role("tab", name="Capture").click()
    dialog.get_by_label("Capture file").set_input_files(
        {"name": "four.pcap", "mimeType": "application/vnd.tcpdump.pcap", "buffer": four_frames()}
    )
    expect(dialog).to_contain_text("4 of 4 frames of four.pcap added")
    dialog.get_by_role("button", name="Play").click()
    expect(where(page)).to_contain_text(re.compile(r"event\s+3"))
    page.keyboard.press("Alt+e")
    dialog.get_by_role("tab", name="Event 3").click()
    hexed = dialog.get_by_role("textbox", name="Bytes in hex")
    hexed.fill(hexed.input_value().replace("0806", "0800", 1))
    dialog.get_by_role("button", name="Play it with these bytes").click()
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(DONE)
    expect(region(page, "Events").get_by_role("row").last).not_to_contain_text("ARP")


def test_a_scenario_that_cannot_be_read_is_said_and_marks_no_line_of_the_source(
    context: BrowserContext, site: str
) -> None:
    page = opened(context, site)  # the browser itself complains of the refusal
    page.keyboard.press("Alt+e")
    dialog = page.get_by_role("dialog", name="Events")
    dialog.get_by_role("textbox", name="Scenario text").fill("use default\npacket udp at=soon\n")
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(dialog.get_by_role("log")).to_contain_text("line 2")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)
    dialog.get_by_role("textbox", name="Scenario text").fill("use default\npacket udp at=1ms\n")
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text(DONE)


def test_the_lens_shows_bytes_and_which_events_reach_a_line(page: Page) -> None:
    page.get_by_role("button", name="Bytes").click()
    lens = page.get_by_role("region", name="Instruction")
    page.get_by_role("textbox", name="Source").locator(".cm-line").filter(has_text="counts ll").click()
    expect(lens).to_contain_text("IMM | DW | LD")
    expect(lens).to_contain_text("upper half")
    expect(lens).to_contain_text("lddw")
    lens.get_by_role("button", name="Which event reaches this line?").click()
    expect(lens).to_contain_text(re.compile(r"Ran \d+., in \d+ events"))
    lens.get_by_role("button", name=re.compile("^first: event")).click()
    expect(panel(page, "Registers")).to_contain_text("counts ll")


def test_rename_format_outline_and_vim(page: Page) -> None:
    code = page.get_by_role("textbox", name="Source")
    write(page, ".section xdp\nmain:\n  r0 = 2 # pass\n   goto out\nout:\nexit\n")
    page.get_by_role("button", name="Format").click()
    expect(code.locator(".cm-line").nth(5)).to_have_text("    exit")
    page.get_by_role("combobox", name="Outline").select_option(label="  out")
    page.keyboard.press("F2")
    page.get_by_label(re.compile("Rename out in 2 places")).fill("done")
    page.keyboard.press("Enter")
    expect(code).to_contain_text("goto done")
    expect(code).to_contain_text("done:")
    page.get_by_role("button", name="Vim").click()
    expect(page.locator(".cm-vim-panel")).to_be_visible()
    code.click()
    page.keyboard.type("ggdd")
    expect(code).not_to_contain_text(".section")
    page.get_by_role("button", name="Vim").click()


def test_a_fork_is_shown_beside_its_parent(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    page.wait_for_url("**/s/*")
    source = source_of(page)
    write(page, source.replace("r0 = 1", "r0 = 2", 1).replace("r1 = 1\n", "r1 = 2\n", 1))
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Diff").click()
    dialog = page.get_by_role("dialog", name="Compared with the parent")
    expect(dialog.get_by_role("row").filter(has_text="r1 = 2")).to_contain_text("+")
    expect(dialog).to_contain_text("instructions walked")
    expect(dialog.get_by_role("row").filter(has_text="counts").first).to_be_visible()


def test_a_link_nobody_ran_shows_a_run(page: Page, chromium: Browser, site: str) -> None:
    write(page, RING.replace("42", "43"))
    page.get_by_role("button", name="Share").click()
    page.wait_for_url("**/s/*")
    other = chromium.new_page()
    other.goto(page.url)
    expect(other.get_by_role("status")).to_have_text(DONE)
    other.close()


def test_an_event_is_edited_by_its_fields(page: Page) -> None:
    play = "duration 20ms\npacket udp at=1ms dport=53 sport=1234 text=hello\n"
    page.keyboard.press("Alt+e")
    dialog = page.get_by_role("dialog", name="Events")
    dialog.get_by_role("textbox", name="Scenario text").fill(play)
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(where(page)).to_contain_text(re.compile(r"event\s+0"))
    page.keyboard.press("Alt+e")
    dialog.get_by_role("tab", name="Event 0").click()
    dialog.get_by_label("UDP destination port").fill("4430")
    dialog.get_by_label("UDP destination port").press("Tab")
    dialog.get_by_label("IPv4 TTL").fill("900")
    dialog.get_by_label("IPv4 TTL").press("Tab")
    expect(dialog.get_by_label("IPv4 TTL")).to_have_value("64")  # 900 is no TTL
    dialog.get_by_role("button", name="Play it with these bytes").click()
    dialog.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(DONE)
    expect(region(page, "Events")).to_contain_text("10.0.0.1:4430")


def test_what_is_shared_can_be_put_into_a_page_and_taken_away(page: Page) -> None:
    write(page, ".section xdp\n    r0 = 2\n    exit\n")
    page.get_by_role("textbox", name="Title").fill('Two "and" done')
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_url("**/s/*")
    page.keyboard.press("ControlOrMeta+k")
    page.keyboard.type("embed, picture")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Shared program")
    name = page.url.rsplit("/", 1)[1]
    frame = dialog.get_by_role("textbox", name="In a page")
    expect(frame).to_have_value(re.compile(f'src="[^"]*/e/{name}\\?run=click".* title="Two &quot;and&quot; done"'))
    dialog.get_by_role("checkbox", name="with a Run button").uncheck()
    expect(frame).not_to_have_value(re.compile("allow-scripts"))
    with page.expect_download() as saved:
        dialog.get_by_role("link", name=".bin", exact=True).click()
    assert saved.value.path().read_bytes() == bytes.fromhex("b700000002000000" + "9500000000000000")


def test_a_file_is_opened(page: Page) -> None:
    text = ".section tc\n    r0 = 0\n    exit\n"
    page.get_by_label("File to open").set_input_files(
        {"name": "mine.s", "mimeType": "text/plain", "buffer": text.encode()}
    )
    expect(page.get_by_role("textbox", name="Source")).to_contain_text(".section tc")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("mine")
    run(page)


def test_bytecode_and_a_capture_are_opened(page: Page) -> None:
    chooser = page.get_by_label("File to open")
    bare = bytes.fromhex("b700000002000000" + "9500000000000000")
    chooser.set_input_files({"name": "two.bin", "mimeType": "application/octet-stream", "buffer": bare})
    expect(page.get_by_role("textbox", name="Source")).to_contain_text("r0 = 2")
    chooser.set_input_files({"name": "four.pcap", "mimeType": "application/vnd.tcpdump.pcap", "buffer": four_frames()})
    page.get_by_role("log").get_by_role("button", name="Run").click()
    expect(page.get_by_role("status")).to_have_text(DONE)
    expect(where(page)).to_contain_text(re.compile(r"event\s+3"))
    chooser.set_input_files({"name": "what.dat", "mimeType": "application/octet-stream", "buffer": b"\0\1\2"})
    expect(page.get_by_role("log").filter(has_text="what.dat:")).to_be_visible()
    expect(page.get_by_role("textbox", name="Source")).to_contain_text("r0 = 2")
