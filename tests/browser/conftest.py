"""The real app in a real Chromium: the dashboard served on loopback, and a page that reports what went wrong in it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from hostile import hostile_corpus

from builders import store_of

ROOT = Path(__file__).parents[2]
START = 60  # seconds a server may take on a busy machine
WAIT = 60_000  # ms for anything on a page; the clock is no test here


def chromium() -> str:
    """Where the browser is; without one these tests are skipped, and fail in CI, where nobody would notice."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if found:
        return found
    reason = "no chromium on the path (nor named by CHROMIUM)"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory):
    """The shipped sample, read and analysed here."""
    from analysis.batch import analyse
    from analysis.corpus import read_corpus

    corpus = read_corpus(ROOT / "seeds")
    folder = tmp_path_factory.mktemp("sample") / "store"
    analyse(corpus.articles, folder, report=corpus.report.to_dict())
    return folder


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory):
    return store_of(tmp_path_factory.mktemp("hostile") / "store", *hostile_corpus()).path


@contextmanager
def served(store: Path, log: Path) -> Iterator[str]:
    """The address of a dashboard on a free port, started as `streamlit run` starts it from anywhere."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "dashboard/app.py"),
        "--server.port",
        str(port),
    ]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"NEWSPARALLAX_STORE": str(store)},
            stdout=output,
            stderr=output,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START
    while server.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the dashboard did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def sample(browser, sample_store, tmp_path_factory):
    with served(sample_store, tmp_path_factory.mktemp("log") / "sample.txt") as address:
        yield address


@pytest.fixture(scope="session")
def hostile(browser, hostile_store, tmp_path_factory):
    with served(hostile_store, tmp_path_factory.mktemp("log") / "hostile.txt") as address:
        yield address


class Visit:
    """A page in a context of its own, what it shows, and everything it should not have done."""

    def __init__(self, browser, address: str, path: str = "", **options) -> None:
        self.address = address
        self.context = browser.new_context(**({"viewport": {"width": 1400, "height": 1000}} | options))
        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._said)
        self.open(path)

    def _said(self, message) -> None:
        # Below the root Streamlit looks for its server under the page's path first; it is not there, by design.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            self.errors.append(f"{message.text} {message.location}")

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else f"{self.address}/{path}")
        self.settle()

    def settle(self) -> None:
        """Until the script has run and nothing on the page is stale."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_selector("h1")
        self.page.wait_for_function(
            """() => !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
            && document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'"""
        )

    @property
    def caption(self) -> str:
        return self.page.locator(".np-caption").first.inner_text()

    def expect_caption(self, part: str) -> None:
        self.page.locator(".np-caption", has_text=part).first.wait_for()
        self.settle()

    def download(self, panel: str, label: str) -> bytes:
        """What a click in a card's menu brings down."""
        card = self.page.locator(f".st-key-card-{panel}")
        button = card.get_by_role("button", name="Download", exact=True)
        button.click()
        menu = self.page.locator('[data-testid="stPopoverBody"]')
        with self.page.expect_download() as coming:
            menu.get_by_role("button", name=label, exact=True).click()
        data = Path(coming.value.path()).read_bytes()
        self.file_name = coming.value.suggested_filename
        self.page.keyboard.press("Escape")
        return data

    def check(self) -> None:
        """No error in the page, no error box on it, nothing asked of another server."""
        assert not self.errors
        outside = [url for url in self.requests if not url.startswith((self.address, "data:", "blob:"))]
        assert not [url for url in outside if not url.startswith("ws://127.0.0.1")]
        assert not self.page.locator('[data-testid="stException"]').count()
        assert not self.page.get_by_text("This part could not be drawn").count()


@pytest.fixture
def visit(browser):
    """Opens pages; at the end each must have behaved."""
    open_visits: list[Visit] = []

    def go(address: str, path: str = "", **options) -> Visit:
        open_visits.append(Visit(browser, address, path, **options))
        return open_visits[-1]

    yield go
    try:
        for one in open_visits:
            one.check()
    finally:
        for one in open_visits:
            one.context.close()
