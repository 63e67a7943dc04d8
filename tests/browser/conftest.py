"""Browser tests run the real command with the demonstration region, in the system's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
# without a sandbox for root; nothing of the browser's own goes out on the network
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOME = Path(__file__).resolve().parents[2]


@dataclass
class Site:
    """A running site with its data folder."""

    address: str
    data: Path
    log: Path


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """`shelterwood run` on a free port, as a new user would start it; all tests come from one address, so the brake is wide."""
    with running(SHELTERWOOD_CONCERNS_BEFORE_PAUSE="100000") as site:
        yield site


@pytest.fixture
def braked_site() -> Iterator[Site]:
    """A site that lets one concern pass from an address and then asks for a pause."""
    with running(SHELTERWOOD_CONCERNS_BEFORE_PAUSE="1") as site:
        yield site


@contextmanager
def running(**settings: str) -> Iterator[Site]:
    data = Path(tempfile.mkdtemp(prefix="shelterwood-browser-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = data / "log"
    environment = {
        **os.environ,
        "SHELTERWOOD_MODE": "demonstration",
        "SHELTERWOOD_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "shelterwood.project.settings",
        **settings,
    }
    environment.pop("SHELTERWOOD_DATABASE", None)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "shelterwood", "run", "--port", str(port)], cwd=HOME, env=environment, stdout=out, stderr=out
        )
    address = f"http://localhost:{port}"
    try:
        _wait_for(address, process, log)
        yield Site(address, data, log)
    finally:
        process.terminate()
        process.wait(timeout=40)
        shutil.rmtree(data, ignore_errors=True)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.5)
    raise AssertionError(f"The site did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for every browser of the run: a second beside it does not start."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def new_page(chromium: Browser, site: Site):
    """Pages in contexts of their own; each fails the test when the page complained or asked another origin for anything."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def make(*, width: int = 1280, height: int = 900, scripts: bool = True) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts, base_url=site.address)
        complaints: list[str] = []
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith((site.address, "data:")) else complaints.append(f"asked {request.url}"))
        opened.append((context, complaints))
        return page

    yield make
    found = []
    for context, complaints in opened:
        # a refused or faulty form answers 4xx, which Chromium reports as a failed resource
        found += [text for text in complaints if "Failed to load resource: the server responded with a status of 4" not in text]
        context.close()
    assert found == []


def step_into(page: Page, post: str, organization: str) -> None:
    """Sign in through the role picker as the person who holds this post in this organization."""
    page.goto("/")
    page.locator(".cards button", has_text=post).filter(has_text=organization).first.click()
    page.wait_for_url("**/desk")
