"""The main job, in a real browser: the page shows a finished run; write, run, read why not, step, share."""

import json
import re
import urllib.request

from playwright.sync_api import BrowserContext, Page, expect

ACCEPTED = re.compile(r"accepted")
DONE = re.compile(r"accepted.*done")
REJECTED = re.compile(r"rejected")
NULL_CHECK = re.compile(r"^\s*if r0 == 0 goto pass.*\n", re.MULTILINE)

KPROBE = """
.license "GPL"
.map seen, hash, key=4, value=8, max_entries=64
.map out, ringbuf, max_entries=4096
.section kprobe/vfs_read
count_reads:
    call bpf_get_current_pid_tgid
    *(u32 *)(r10 - 4) = r0
    *(u64 *)(r10 - 16) = 7
    r1 = seen ll
    r2 = r10
    r2 += -4
    r3 = r10
    r3 += -16
    r4 = 0
    call bpf_map_update_elem
    r1 = out ll
    r2 = r10
    r2 += -16
    r3 = 8
    r4 = 0
    call bpf_ringbuf_output
    r0 = 0
    exit
"""


def source_of(page: Page) -> str:
    """What the page was made of; the editor draws only the lines in sight."""
    return json.loads(page.locator("#boot").text_content() or "{}")["source"]


def write(page: Page, source: str) -> None:
    box = page.get_by_role("textbox", name="Source")
    box.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)


def run(page: Page, verdict: re.Pattern[str] = DONE) -> None:
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("status")).to_have_text(verdict)


def region(page: Page, name: str):
    return page.get_by_role("region", name=name, exact=True)


def panel(page: Page, name: str):
    page.get_by_role("tab", name=name, exact=True).click()
    return page.get_by_role("tabpanel", name=name, exact=True)


def frames(site: str, run_id: str) -> list[dict]:
    with urllib.request.urlopen(f"{site}/api/v1/runs/{run_id}/frames?since=0") as answer:
        return json.loads(answer.read())["frames"]


def test_a_finished_run_is_there_before_the_first_click(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text(DONE)
    assert region(page, "Events").get_by_role("row").count() > 5
    assert region(page, "Maps").get_by_role("row").count() > 1
    expect(region(page, "Output").get_by_role("row").first).to_be_visible()


def test_source_and_title_stand_there_without_script(chromium, site: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(site)
    expect(page.locator("pre").first).to_contain_text(".section xdp")


def test_run_streams_events_records_and_map_rows(page: Page) -> None:
    write(page, KPROBE)
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_role("status")).to_have_text(DONE)
    expect(region(page, "Output").get_by_role("row").filter(has_text="out").first).to_be_visible()
    table = region(page, "Maps").get_by_role("table", name="seen")
    assert table.get_by_role("row").filter(has_text="7").count() >= 1
    assert region(page, "Events").get_by_role("row").filter(has_text="vfs_read").count() >= 1


def test_a_lost_null_check_is_refused_in_the_kernels_words_at_its_line(page: Page) -> None:
    broken = NULL_CHECK.sub("", source_of(page), count=1)
    line = next(n for n, text in enumerate(broken.split("\n"), 1) if "lock" in text)
    write(page, broken)
    run(page, REJECTED)
    verifier = panel(page, "Verifier")
    expect(verifier).to_contain_text("R0 invalid mem access 'map_value_or_null'")
    expect(verifier).to_contain_text(f"line {line}")
    note = page.get_by_role("note")
    expect(note).to_contain_text("map_value_or_null")
    expect(note).to_be_in_viewport()
    above = note.evaluate("note => note.parentElement.previousElementSibling.textContent")
    assert "lock" in above
    expect(panel(page, "Explain")).to_contain_text("NULL")
    expect(region(page, "Events").get_by_role("row")).to_have_count(0)


def test_a_link_in_the_explanation_goes_to_its_line(page: Page) -> None:
    broken = NULL_CHECK.sub("", source_of(page), count=1)
    write(page, broken)
    run(page, REJECTED)
    link = panel(page, "Verifier").get_by_role("button", name=re.compile("^line "))
    number = (link.first.text_content() or "").removeprefix("line ")
    link.first.click()
    expect(page.locator(".cm-lineNumbers .cm-activeLineGutter")).to_have_text(number)


def test_assembly_errors_show_while_typing(page: Page) -> None:
    write(page, ".section xdp\n    r0 = 2\n    exitt\n")
    expect(page.locator(".cm-lintRange-error").first).to_be_visible()
    expect(panel(page, "Verifier")).to_contain_text("line 3")


def test_share_gives_a_link_that_shows_the_same_and_runs_the_same(
    page: Page, context: BrowserContext, site: str
) -> None:
    write(page, KPROBE)
    page.get_by_role("textbox", name="Title").fill("Reads by task")
    started = []
    page.on(
        "response", lambda answer: started.append(answer.json()["id"]) if answer.url.endswith("/api/v1/runs") else None
    )
    run(page)
    page.get_by_role("button", name="Share", exact=True).click()
    page.wait_for_url("**/s/*")
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("textbox", name="Title")).to_have_value("Reads by task")
    assert source_of(other) == KPROBE
    other.on(
        "response", lambda answer: started.append(answer.json()["id"]) if answer.url.endswith("/api/v1/runs") else None
    )
    run(other)
    mine, theirs = ([frame["events"] for frame in frames(site, run_id)] for run_id in started)
    assert mine == theirs


def test_step_and_back_walk_the_registers(page: Page) -> None:
    write(page, ".section xdp\n    r6 = 5\n    r6 += 37\n    r0 = 2\n    exit\n")
    run(page)
    step = page.get_by_role("button", name="Step", exact=True)
    step.click()
    registers = page.get_by_role("tabpanel", name="Registers")
    r6 = registers.get_by_role("row").filter(has=page.get_by_role("rowheader", name="r6"))
    expect(registers).to_contain_text("step 1 of 4")
    expect(r6).to_contain_text("0x5")
    page.keyboard.press("F10")
    expect(r6).to_contain_text("0x2a")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(r6).to_contain_text("0x5")
    expect(page.locator(".cm-now")).to_contain_text("r6 += 37")


def test_scrubbing_shows_maps_as_they_were(page: Page) -> None:
    write(page, KPROBE)
    run(page)
    rows = region(page, "Maps").get_by_role("table", name="seen").get_by_role("row")
    at_end = rows.count()
    page.get_by_role("slider", name="Event").focus()
    page.keyboard.press("Home")
    expect(rows).to_have_count(2)
    assert at_end > 2


def test_everything_by_keyboard(page: Page) -> None:
    page.get_by_role("textbox", name="Source").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(".section xdp\nr0 = 2\nexit\n")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_role("status")).to_have_text(DONE)
    page.keyboard.press("Alt+1")
    expect(page.get_by_role("grid", name="Event list")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(region(page, "Events").get_by_role("row", selected=True)).to_have_attribute("aria-rowindex", "3")
    page.keyboard.press("Alt+5")
    expect(page.get_by_role("tab", name="Registers")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("ControlOrMeta+k")
    expect(page.get_by_role("combobox", name="Command")).to_be_focused()  # it arrives when first asked for
    page.keyboard.type("go to the code")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Source")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Source")).not_to_be_focused()
    page.keyboard.press("ControlOrMeta+s")
    page.wait_for_url("**/s/*")


def test_a_typed_program_is_what_was_typed(page: Page) -> None:
    """Completion and bracket closing must not change what fast fingers write."""
    box = page.get_by_role("textbox", name="Source")
    box.click()
    page.keyboard.press("ControlOrMeta+a")
    text = '.license "GPL"\n.section xdp\nmain:\nr1 = *(u32 *)(r1 + xdp_md.data)\ncall bpf_ktime_get_ns\nr0 = 2\nexit'
    page.keyboard.type(text, delay=15)
    assert box.inner_text().strip() == text


def test_a_draft_outlives_the_page_and_is_never_overwritten(page: Page, site: str) -> None:
    write(page, KPROBE)
    page.get_by_role("textbox", name="Title").fill("Kept for later")
    page.wait_for_timeout(600)
    page.goto(site)
    write(page, ".section xdp\n    r0 = 1\n    exit\n")
    page.wait_for_timeout(600)
    page.goto(site)
    expect(page.get_by_role("button", name="Open the draft")).to_be_visible()
    kept = page.get_by_role("option", name=re.compile("Kept for later"), include_hidden=True)
    page.get_by_role("combobox", name="Open").select_option(kept.get_attribute("value"))
    expect(page.get_by_role("textbox", name="Source")).to_contain_text("count_reads")


def test_a_server_out_of_reach_is_said_and_the_text_stays(chromium, site: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site)
    page.get_by_role("textbox", name="Source").wait_for()
    write(page, KPROBE)
    context.set_offline(True)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be reached")
    expect(page.get_by_role("textbox", name="Source")).to_contain_text("count_reads")
    context.set_offline(False)
    run(page)
    context.close()


def test_the_theme_is_kept(page: Page) -> None:
    button = page.get_by_role("button", name=re.compile("^Theme"))
    button.click()
    button.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_phone(phone: Page) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    broken = NULL_CHECK.sub("", source_of(phone), count=1)
    write(phone, broken)
    phone.get_by_role("button", name="Run", exact=True).click()
    expect(phone.get_by_role("status")).to_have_text(REJECTED)
    expect(region(phone, "Explain")).to_contain_text("NULL")
    expect(region(phone, "Verifier")).to_contain_text("map_value_or_null")
    phone.get_by_role("tab", name="Code").click()
    expect(phone.get_by_role("textbox", name="Source")).to_be_visible()
    write(phone, KPROBE)
    phone.get_by_role("button", name="Run", exact=True).click()
    expect(phone.get_by_role("status")).to_have_text(DONE)
    phone.get_by_role("tab", name="Run").click()
    phone.get_by_role("tab", name="Maps").click()
    assert phone.get_by_role("table", name="seen").get_by_role("row").count() > 1
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
