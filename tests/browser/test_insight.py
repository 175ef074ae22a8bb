"""The close look, in a real browser: proof, states, paths, log, graph, native code, claims beside values, repairs."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened
from tests.browser.test_accessible import AXE, DESK, PHONE, violations
from tests.browser.test_explain import CRASH
from tests.browser.test_page import NULL_CHECK, REJECTED, run, source_of, write

TAIL_CALLS = (Path(__file__).parents[2] / "examples" / "tail_calls.s").read_text()
LOOP = (Path(__file__).parents[2] / "examples" / "stack_budget.s").read_text()  # a loop, and functions
INSIDE = re.compile(r"[1-9][\d,]* register values over [\d,]+ steps lie inside")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def click_line(page: Page, text: str) -> None:
    page.locator(".cm-line", has_text=text).first.click(position={"x": 60, "y": 8})


def broken(page: Page) -> None:
    write(page, NULL_CHECK.sub("", source_of(page), count=1))
    run(page, REJECTED)


def test_a_click_on_an_access_tells_what_makes_it_safe(page: Page) -> None:
    click_line(page, "lock *(u64 *)")
    proof = page.get_by_role("region", name="Proof")
    expect(proof).to_contain_text("not NULL")
    expect(page.locator(".cm-proved")).to_contain_text("lock")
    expect(page.locator(".cm-because", has_text="if r0 == 0")).to_be_visible()
    proof.get_by_role("button", name=re.compile("^line")).nth(1).click()
    expect(page.locator(".cm-activeLine")).to_contain_text("if r0 == 0")


def test_states_paths_and_log_share_one_selection(page: Page) -> None:
    tab(page, "Verifier")
    tab(page, "States")
    click_line(page, "if r0 == 0 goto pass")
    states = page.get_by_role("tabpanel", name="States")
    row = states.get_by_role("row").filter(has_text="r0")
    expect(row.first).to_contain_text("or NULL")
    expect(row.first).to_contain_text("map_value_or_null")
    tab(page, "Paths")
    paths = page.get_by_role("list", name="Paths").get_by_role("listitem")
    expect(paths.filter(has_text="covered at").first).to_be_visible()
    paths.get_by_role("button", name=re.compile("^state")).first.click()
    tab(page, "Log")
    log = page.get_by_role("listbox", name="Log")
    log.get_by_role("option").filter(has_text=re.compile(r"^\d+: \(95\) exit")).first.click()
    expect(page.locator(".cm-activeLine")).to_contain_text("exit")
    expect(page.locator(".cm-heat .heat").first).to_be_attached()


def test_graph_counts_the_run_and_marks_the_refused_way(page: Page) -> None:
    tab(page, "Graph")
    blocks = page.get_by_role("group", name=re.compile("^Block from"))
    expect(blocks.first).to_be_visible()
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.get_by_text("counts of the whole run")).to_be_visible()
    expect(blocks.first).to_have_attribute("aria-label", re.compile(r"ran \d+ times"))
    broken(page)
    tab(page, "Graph")
    expect(page.locator(".block-refused").first).to_be_visible()
    expect(page.locator(".block-bad")).to_contain_text("lock")


def test_native_code_for_both_machines(page: Page) -> None:
    click_line(page, "r8 = *(u8 *)")
    tab(page, "JIT")
    machine = page.get_by_role("listbox", name="Machine code, by instruction")
    expect(machine.locator("[aria-selected=true]").first).to_contain_text("movz")
    expect(
        page.get_by_role("listbox", name="LLVM IR, by instruction").locator("[aria-selected=true]").first
    ).to_be_visible()
    page.get_by_label("Target machine").select_option("aarch64")
    expect(machine.locator("[aria-selected=true]").first).to_contain_text("ldrb")
    page.get_by_role("button", name="Count", exact=True).click()
    bytecode = page.get_by_role("listbox", name="Bytecode, by instruction").get_by_role("option")
    expect(bytecode.first).to_have_text(re.compile(r"^ *[0-9,]+\u00d7 +0 "))


@pytest.mark.parametrize("source", ["", LOOP], ids=["firewall", "loop and functions"])
def test_values_lie_inside_what_is_claimed(page: Page, source: str) -> None:
    if source:
        write(page, source)
        run(page)
    page.get_by_role("button", name="Step", exact=True).click()
    registers = page.get_by_role("tabpanel", name="Registers")
    expect(registers).to_contain_text(INSIDE)
    expect(registers.get_by_role("columnheader", name="the verifier claims")).to_be_visible()
    expect(registers.get_by_role("img", name="inside the claim").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def step_to(page: Page, statement: str) -> None:
    """Step until this statement is about to run."""
    here = page.get_by_role("tabpanel", name="Registers").locator(".step-line")
    for n in range(1, 60):
        page.get_by_role("button", name="Step", exact=True).click()
        expect(here).to_contain_text(re.compile(rf"step \d+ of|ended|{n}"))
        if statement in (here.text_content() or ""):
            return
    pytest.fail(f"never came to {statement}")


def test_a_call_leaves_nothing_in_its_arguments(page: Page) -> None:
    step_to(page, "if r0 == 0 goto pass")
    rows = page.get_by_role("tabpanel", name="Registers").locator("table.registers").get_by_role("row")
    for register in ("r1", "r2", "r3", "r4", "r5"):
        expect(rows.filter(has=page.get_by_role("rowheader", name=register, exact=True))).to_contain_text("—")
    expect(rows.filter(has=page.get_by_role("rowheader", name="r0", exact=True))).to_contain_text("map value")


def test_claims_go_along_through_tail_calls(page: Page) -> None:
    write(page, TAIL_CALLS)
    run(page)
    page.get_by_role("button", name="Back", exact=True).click()
    registers = page.get_by_role("tabpanel", name="Registers")
    expect(registers).to_contain_text(INSIDE)
    expect(registers).not_to_contain_text("could not be followed")
    expect(registers.get_by_role("img", name="inside the claim").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_register_tells_where_it_came_from(page: Page) -> None:
    tab(page, "Verifier")
    tab(page, "States")
    click_line(page, "if r2 > r7 goto pass")
    states = page.get_by_role("tabpanel", name="States")
    states.get_by_role("button", name="r2", exact=True).click()
    chain = page.get_by_role("region", name="Where r2 came from").get_by_role("listitem")
    expect(chain).to_have_count(3)
    expect(chain.first).to_contain_text("xdp_md.data)")
    expect(page.locator(".cm-chain.cm-because")).to_have_count(3)
    chain.first.get_by_role("button").click()
    expect(page.locator(".cm-activeLine")).to_contain_text("xdp_md.data)")


def test_a_repair_is_one_click_away(page: Page) -> None:
    broken(page)
    page.get_by_role("button", name=re.compile("goto leave.*verified")).click()
    run(page)
    expect(page.get_by_role("region", name="Proof")).to_be_visible()


@pytest.mark.skipif(not AXE.exists(), reason="frontend/node_modules is missing: run `npm ci` there for axe-core")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation(chromium: Browser, site: str, scheme: str, size: dict) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page = opened(context, site)
    phone = size is PHONE
    tab(page, "Explain" if phone else "Verifier")
    for view in ("States", "Paths", "Log"):
        tab(page, view)
        expect(page.get_by_role("tabpanel", name=view)).to_contain_text(re.compile("register|path 0|lines"))
        if view == "States":
            page.get_by_role("button", name="r1", exact=True).click()
        assert violations(page) == [], view
    if phone:
        tab(page, "Run")
    for panel in ("Graph", "JIT"):
        tab(page, panel)
        expect(page.get_by_role("tabpanel", name=panel)).to_contain_text("r6 = ")
        assert violations(page) == [], panel
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("tabpanel", name="Registers")).to_contain_text(INSIDE)
    assert violations(page) == [], "claims beside values"
    context.close()


@pytest.mark.skipif(not AXE.exists(), reason="frontend/node_modules is missing: run `npm ci` there for axe-core")
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_violation_after_a_crash(chromium: Browser, site: str, scheme: str, size: dict) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page = opened(context, site)
    write(page, CRASH)
    run(page, REJECTED)
    expect(page.get_by_role("region", name="Broken and fixed")).to_be_visible()
    page.get_by_role("button", name="Run it as a kernel module").click()
    if size is PHONE:
        tab(page, "Explain")
    expect(page.get_by_role("group", name="The console, simulated")).to_be_visible()
    assert violations(page) == []
    context.close()
