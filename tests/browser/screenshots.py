"""Pictures of every pane, light and dark, on a desk and on a phone: `.venv/bin/python -m tests.browser.screenshots [URL]`.

Writes docs/images/<pane>-<light|dark>-<desktop|phone>.png. Without the address of a playground that runs,
one is started. Needs Chromium (or CHROMIUM=path). Look at them before you commit them.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import answers, free_port

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
EXAMPLES = ROOT / "examples"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def write(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="Source").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text((EXAMPLES / f"{name}.s").read_text())


def run(page: Page, verdict: str) -> None:
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(verdict)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def line(page: Page, text: str) -> None:
    """Put the cursor on the first line that holds `text`, wherever it is."""
    if page.get_by_role("tab", name="Code", exact=True).is_visible():
        tab(page, "Code")
    found = page.locator(".cm-line", has_text=text).first
    found.click(position={"x": 60, "y": 8})


def verifier(page: Page, view: str) -> None:
    phone = page.get_by_role("tab", name="Code", exact=True).is_visible()
    tab(page, "Explain" if phone else "Verifier")
    tab(page, view)
    expect(page.get_by_role("tabpanel", name=view)).not_to_contain_text("Looking closely")
    if phone:
        page.get_by_role("region", name="Verifier", exact=True).scroll_into_view_if_needed()
        page.get_by_role("region", name="Verifier", exact=True).evaluate("pane => pane.scrollIntoView()")


def whole(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("done")


def proof(page: Page) -> None:
    line(page, "lock *(u64 *)")
    if page.get_by_role("tab", name="Code", exact=True).is_visible():
        tab(page, "Explain")
    expect(page.get_by_role("region", name="Proof")).to_contain_text("not NULL")


def lens(page: Page) -> None:
    line(page, "r1 = counts ll")
    page.get_by_role("button", name="Bytes").click()
    expect(page.get_by_role("region", name="Instruction")).to_contain_text("IMM | DW | LD")


def states(page: Page) -> None:
    line(page, "if r2 > r7 goto pass")
    verifier(page, "States")
    page.get_by_role("button", name="r2", exact=True).click()
    expect(page.get_by_role("region", name="Where r2 came from")).to_be_visible()


def paths(page: Page) -> None:
    verifier(page, "Paths")


def log(page: Page) -> None:
    line(page, "if r0 == 0 goto pass")
    verifier(page, "Log")


def refused(page: Page) -> None:
    write(page, "kprobe_counter.broken")
    run(page, "rejected")
    expect(page.get_by_role("region", name="Broken and fixed")).to_be_visible()


def pair(page: Page) -> None:
    refused(page)
    page.get_by_role("region", name="Broken and fixed").evaluate("part => part.scrollIntoView()")


def consequence(page: Page) -> None:
    refused(page)
    page.get_by_role("button", name="Run it as a kernel module").click()
    if page.get_by_role("tab", name="Code", exact=True).is_visible():
        tab(page, "Explain")
    expect(page.get_by_role("group", name="The console, simulated")).to_be_visible()
    page.get_by_role("region", name="Consequence").evaluate("part => part.scrollIntoView()")


def step(page: Page) -> None:
    for _ in range(14):
        page.get_by_role("button", name="Step", exact=True).click()
    expect(page.get_by_role("tabpanel", name="Registers")).to_contain_text("lie inside")


def panel(name: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        if page.get_by_role("tab", name="Run", exact=True).is_visible():
            tab(page, "Run")
        tab(page, name)
        expect(page.get_by_role("tabpanel", name=name)).to_contain_text("r6 = ")

    return show


def stream(name: str) -> Callable[[Page], None]:
    """A pane that stands open on a desk, and behind a tab on a phone."""

    def show(page: Page) -> None:
        if page.get_by_role("tab", name="Run", exact=True).is_visible():
            tab(page, "Run")
            tab(page, name)
        expect(page.get_by_role("status")).to_contain_text("done")

    return show


def graph(page: Page) -> None:
    panel("Graph")(page)
    page.get_by_role("button", name="Count", exact=True).click()
    expect(page.get_by_role("group", name="Blocks").locator(".block-hits").first).to_be_visible()


def forge(page: Page) -> None:
    page.keyboard.press("Alt+e")
    expect(page.get_by_role("dialog", name="Events")).to_be_visible()


def palette(page: Page) -> None:
    page.keyboard.press("ControlOrMeta+k")
    expect(page.get_by_role("combobox", name="Command")).to_be_focused()


def keys(page: Page) -> None:
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def printed(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".print-source")).to_be_visible()


DESK_SHOTS: dict[str, Callable[[Page], None]] = {
    "page": whole, "proof": proof, "lens": lens, "states": states, "paths": paths, "log": log, "refused": refused,
    "pair": pair, "consequence": consequence, "step": step, "graph": graph, "jit": panel("JIT"), "forge": forge,
    "palette": palette, "keys": keys, "print": printed,
}  # fmt: skip
PHONE_SHOTS: dict[str, Callable[[Page], None]] = {
    "page": whole, "lens": lens, "states": states, "paths": paths, "refused": refused, "consequence": consequence,
    "step": step, "graph": graph, "jit": panel("JIT"), "events": stream("Events"), "output": stream("Output"),
    "maps": stream("Maps"), "forge": forge,
}  # fmt: skip


@contextmanager
def playground() -> Iterator[str]:
    """The address given, or a playground of its own."""
    if len(sys.argv) > 1:
        yield sys.argv[1].rstrip("/")
        return
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": folder}
        process = subprocess.Popen([sys.executable, "-m", "playground.supervisor"], cwd=ROOT, env=environment)
        try:
            while not answers(f"{address}/healthz"):
                assert process.poll() is None, "the playground did not start"
                time.sleep(0.3)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def keep(picture: bytes, path: Path) -> None:
    """256 colours are enough for text and lines, and a third of the bytes."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with playground() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for form, size, shots in (("desktop", DESKTOP, DESK_SHOTS), ("phone", PHONE, PHONE_SHOTS)):
            for scheme in ("light", "dark"):
                for name, prepare in shots.items():
                    context = browser.new_context(color_scheme=scheme, viewport=size, reduced_motion="reduce")
                    page = context.new_page()
                    page.goto(address)
                    page.get_by_role("textbox", name="Source").wait_for()
                    prepare(page)
                    page.wait_for_load_state("networkidle")
                    keep(page.screenshot(), IMAGES / f"{name}-{scheme}-{form}.png")
                    context.close()
                    sys.stdout.write(f"{name}-{scheme}-{form}\n")
        browser.close()


if __name__ == "__main__":
    main()
