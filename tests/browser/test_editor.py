"""The editor, in a real browser: what it offers, explains, finds, renames, lays out, and shows of bytes."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_page import KPROBE, NULL_CHECK, REJECTED, region, run, source_of, write

TWO = """.license "GPL"
.map counts, array, key=4, value=8, max_entries=4

.section xdp
pass_all:
    r0 = 2
    exit

.section kprobe/vfs_read
second:
    call work
    goto out
out:
    r0 = 0
    exit

.text
work:
    r0 = 1
    exit
"""


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Source")


def line(page: Page, text: str) -> Locator:
    return page.locator(".cm-line", has_text=text).first


def click_line(page: Page, text: str) -> None:
    line(page, text).click(position={"x": 60, "y": 8})


def type_at_end(page: Page, text: str) -> None:
    """Type, key by key, into an empty line at the end."""
    box(page).click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def offers(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Completions").get_by_role("option")


def test_helpers_are_offered_with_their_signature(page: Page) -> None:
    type_at_end(page, "call bpf_map_look")
    expect(offers(page).first).to_contain_text("bpf_map_lookup_elem")
    expect(offers(page).first).to_contain_text("map, key -> map value or null")
    page.keyboard.press("Tab")
    expect(box(page)).to_contain_text("call bpf_map_lookup_elem")


def test_fields_are_those_of_the_programs_own_context(page: Page) -> None:
    write(page, ".section tc\nmain:\n    r0 = 0\n    exit")
    type_at_end(page, "r2 = *(u32 *)(r1 + ")
    page.keyboard.press("Control+Space")
    expect(offers(page).filter(has_text="__sk_buff.len").first).to_be_visible()
    expect(offers(page).filter(has_text="xdp_md.")).to_have_count(0)


def test_map_types_sections_and_labels_are_offered(page: Page) -> None:
    write(page, ".section xdp\nmain:\n    r0 = 2\nleave:\n    exit")
    for typed, wanted in (("goto lea", "leave"), (".map m, lpm", "lpm_trie"), (".section kpro", "kprobe/function")):
        type_at_end(page, typed)
        expect(offers(page).filter(has_text=wanted).first).to_be_visible()
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("text", "word", "says"), [
    ("call bpf_map_lookup_elem", "bpf_map_lookup_elem", "Find the value stored under a key"),
    ("r6 = *(u32 *)(r1 + xdp_md.data)", "xdp_md.data", "offset 0, 4 bytes"),
    ("r2 += -4", "+=", r"dst = dst \+ src"),
    (".map counts", "array", "values by index"),
])  # fmt: skip
def test_hovering_explains(page: Page, text: str, word: str, says: str) -> None:
    box(page).click()
    page.keyboard.press("ControlOrMeta+Home")
    line(page, text).get_by_text(word, exact=False).last.hover()
    expect(page.locator(".doc-card")).to_contain_text(re.compile(says))


def test_one_goes_to_a_label_and_renames_it_everywhere(page: Page) -> None:
    write(page, TWO)
    line(page, "goto out").get_by_text("out").click()
    page.keyboard.press("F12")
    expect(page.locator(".cm-activeLine")).to_have_text("out:")
    page.keyboard.press("F2")
    name = page.get_by_label(re.compile("Rename out in 2 places"))
    name.fill("leave")
    page.keyboard.press("Enter")
    expect(line(page, "goto leave")).to_be_visible()
    expect(line(page, "leave:")).to_be_visible()
    expect(box(page)).not_to_contain_text("goto out")


def test_format_changes_layout_only(page: Page) -> None:
    write(page, ".section xdp\nmain:\nr0 = 2   # pass\n  r1 = 0 # nothing\nexit")
    page.get_by_role("button", name="Format").click()
    expect(line(page, "r0 = 2")).to_have_text("    r0 = 2  # pass")
    expect(line(page, "r1 = 0")).to_have_text("    r1 = 0  # nothing")


def test_vim_keys_can_be_had(page: Page) -> None:
    write(page, TWO)
    page.get_by_role("button", name="Vim").click()
    expect(page.get_by_role("button", name="Vim")).to_have_attribute("aria-pressed", "true")
    box(page).click()
    expect(page.locator(".cm-vim-panel")).to_be_visible()
    page.keyboard.type("ggdd")
    expect(box(page)).not_to_contain_text(".license")
    page.keyboard.type("u")
    expect(box(page)).to_contain_text(".license")


def test_sections_make_an_outline_with_their_verdicts(page: Page) -> None:
    write(page, TWO)
    run(page)
    outline = page.get_by_role("combobox", name="Outline")
    assert outline.locator("optgroup").evaluate_all("groups => groups.map(group => group.label)") == [
        "Maps and numbers", "xdp", "kprobe/vfs_read", ".text: functions",
    ]  # fmt: skip
    entries = [text.strip() for text in outline.locator("optgroup option").all_text_contents()]
    assert entries == ["counts", "✓ pass_all", "✓ second", "out", "work"]
    outline.select_option(label="✓ second")
    expect(page.locator(".cm-activeLine")).to_have_text("second:")


def test_the_gutter_tells_slots_verdicts_and_coverage(page: Page) -> None:
    gutter = page.locator(".cm-slots")
    expect(gutter.locator(".verdict-good")).to_have_attribute(
        "title", re.compile("accepted, [0-9]+ instructions walked")
    )
    expect(gutter.locator(".slot", has_text=re.compile("^0$"))).to_have_attribute("title", "instruction 0")
    page.get_by_role("tab", name="Graph").click()
    page.get_by_role("button", name="Count", exact=True).click()
    expect(gutter.locator(".slot-ran").first).to_have_attribute("title", re.compile("ran [0-9,]+."))
    write(page, NULL_CHECK.sub("", source_of(page), count=1))
    run(page, REJECTED)
    expect(gutter.locator(".verdict-bad").last).to_have_attribute("title", re.compile("NULL"))


def test_editing_bytes_or_fields_rewrites_the_line(page: Page) -> None:
    click_line(page, "r2 += 42")
    page.get_by_role("button", name="Bytes").click()
    lens = region(page, "Instruction")
    imm = lens.get_by_role("textbox", name=re.compile("^imm of slot"))
    expect(imm).to_have_value("42")
    imm.fill("0x20")
    imm.press("Enter")
    expect(line(page, "r2 += 32")).to_be_visible()
    imm.fill("0")
    imm.press("Enter")
    expect(line(page, "r2 += 0")).to_be_visible()
    opcode = lens.get_by_role("textbox", name=re.compile("^opcode, bytes"))
    opcode.fill("bf")
    opcode.press("Enter")
    expect(line(page, "r2 = r0")).to_be_visible()
    expect(lens).to_contain_text("MOV | X | ALU64")
    source = lens.get_by_role("textbox", name=re.compile("^src of slot"))
    source.fill("7")
    source.press("Enter")
    expect(lens).to_contain_text("r2 = r7")
    source.fill("99")
    source.press("Enter")
    expect(source).to_have_attribute("aria-invalid", "true")
    box(page).click()
    for _ in range(4):
        page.keyboard.press("ControlOrMeta+z")
    expect(line(page, "r2 += 42")).to_be_visible()


def test_a_load_of_64_bits_is_two_slots_in_both_syntaxes(page: Page) -> None:
    write(page, ".section xdp\nmain:\n    lddw r3, 0x1122334455667788\n    r0 = 2\n    exit\n")
    run(page)
    click_line(page, "lddw")
    page.get_by_role("button", name="Bytes").click()
    lens = region(page, "Instruction")
    expect(lens).to_contain_text("r3 = 0x1122334455667788 ll")
    expect(lens).to_contain_text("lddw r3, 0x1122334455667788")
    expect(lens.locator(".lens-slot")).to_have_count(2)
    high = lens.get_by_role("textbox", name="imm, bytes of slot 1")
    expect(high).to_have_value("44 33 22 11")
    high.fill("00 00 00 00")
    high.press("Enter")
    expect(line(page, "lddw r3, 0x55667788")).to_be_visible()


def test_on_a_phone_the_same_editor(phone: Page) -> None:
    write(phone, KPROBE)
    phone.get_by_role("button", name="Bytes").click()
    click_line(phone, "r2 += -4")
    field = region(phone, "Instruction").get_by_role("textbox", name=re.compile("^imm of slot"))
    field.fill("-8")
    field.press("Enter")
    expect(line(phone, "r2 += -8")).to_be_visible()
    outline = phone.get_by_role("combobox", name="Outline")
    program = outline.locator("option", has_text="count_reads").last
    outline.select_option(program.get_attribute("value"))
    expect(phone.locator(".cm-activeLine")).to_have_text("count_reads:")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
