"""A playground of its own for the browser tests, started as `make run` starts it, and a real Chromium."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
READY_SECONDS = 60
STOP_SECONDS = 20

PATIENCE = 40_000  # milliseconds: a busy machine is slow, not wrong

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running playground. PLAYGROUND_URL names one that runs already."""
    if given := os.environ.get("PLAYGROUND_URL"):
        yield given.rstrip("/")
        return
    port = free_port()
    folder = tmp_path_factory.mktemp("data")
    log = (folder / "log").open("wb")
    environment = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "DATA_DIR": str(folder)}
    process = subprocess.Popen(
        [sys.executable, "-m", "playground.supervisor"], cwd=ROOT, env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + READY_SECONDS
    while not answers(f"{address}/healthz"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail("the playground did not start:\n" + (folder / "log").read_text()[-4000:])
        time.sleep(0.2)
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(STOP_SECONDS)


# Not for the session: a running Playwright holds the event loop, which other tests need.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if path is None:
        pytest.skip("no Chromium here: set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Watch:
    """What a page must not do: complain on the console, throw, ask another host."""

    def __init__(self, page: Page, site: str) -> None:
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.site = site
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self.request)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.strangers.append(request.url)


def opened(context: BrowserContext, site: str, path: str = "/") -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(site + path)
    page.get_by_role("textbox", name="Source").wait_for()
    return page


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Iterator[Page]:
    """The start page on a desk, watched: a test that used it fails if the page complained."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(page, site)
    page.goto(site)
    page.get_by_role("textbox", name="Source").wait_for()
    yield page
    assert watch.complaints == []
    assert watch.strangers == []


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(page, site)
    page.goto(site)
    page.get_by_role("textbox", name="Source").wait_for()
    yield page
    assert watch.complaints == []
    context.close()
