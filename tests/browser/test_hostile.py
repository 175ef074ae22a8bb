"""Text that wants to be markup stays text, wherever a program, a title or a name can carry it."""

import contextlib
import json
import re
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_workshop import begin, host, join, visitor  # noqa: F401 - `host` is a fixture

PAYLOADS = (
    "</script><script>window.hit=1</script><img src=x onerror=hit=1>",
    "</title><svg onload=hit=1>'\"><iframe srcdoc='<b>'>",
    "{{7*7}}${7*7}#{7*7}</script><base href=//x>",
    "\u202egnp.\u2066<b onerror=hit=1>\x1b[31m",
)


def printing(text: str) -> str:
    """A program that prints `text`, with the text in its comments too."""
    data = text.encode() + b"\n\0"
    data += bytes(-len(data) % 8)
    words = [int.from_bytes(data[at : at + 8], "little") for at in range(0, len(data), 8)]
    stores = "".join(f"r1 = {word:#x} ll\n*(u64 *)(r10 - {len(data) - 8 * n}) = r1\n" for n, word in enumerate(words))
    return (
        f'.license "GPL"\n.section xdp\n{stores}r1 = r10\nr1 += -{len(data)}\nr2 = {len(text.encode()) + 2}\n'
        f"call bpf_trace_printk  # {text}\nr0 = 2\nexit\n"
    )


def share(site: str, source: str, title: str) -> str:
    body = json.dumps({"source": source, "title": title}).encode()
    request = urllib.request.Request(f"{site}/api/v1/snippets", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(json.load(answer)["id"])


def unharmed(page: Page) -> None:
    """Nothing ran, nothing was built from the text."""
    assert page.evaluate("'hit' in window") is False
    assert page.locator("img[src=x], svg[onload], iframe[srcdoc], base, [onerror]").count() == 0


@pytest.fixture
def watched(chromium: Browser, site: str) -> Iterator[Page]:
    page, watch = visitor(chromium, site)
    page.on("dialog", lambda dialog: (watch.complaints.append(dialog.message), dialog.dismiss()))
    yield page
    assert watch.complaints == []
    assert watch.strangers == []
    page.context.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_titles_comments_and_printed_lines_stay_text(watched: Page, site: str, payload: str) -> None:
    printed = "".join(c for c in payload if " " <= c <= "~")  # the kernel prints no other
    name = share(site, printing(printed), "".join(c for c in payload if c >= " "))
    watched.goto(f"{site}/s/{name}")
    watched.get_by_role("textbox", name="Source").wait_for()
    watched.get_by_role("button", name="Run").first.click()
    lines = watched.get_by_role("region", name="Output", exact=True)
    expect(lines).to_contain_text(printed)
    expect(watched.get_by_role("status").first).not_to_have_text(re.compile("running|queued"))
    unharmed(watched)
    watched.goto(f"{site}/e/{name}")
    unharmed(watched)


def test_a_name_in_the_room_stays_text(
    host: Page,  # noqa: F811 - the fixture
    chromium: Browser,
    site: str,
) -> None:
    name = "<img src=x onerror=hit=1>"
    code = begin(host, "ebpf-in-90-minutes")
    guest, _watch = visitor(chromium, site)
    with contextlib.closing(guest.context):
        join(guest, site, code, name)
        expect(host.locator("body")).to_contain_text(name)
        unharmed(guest)
    unharmed(host)
