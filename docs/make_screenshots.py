"""Draw the picture in the README: `python docs/make_screenshots.py`, with a Chromium on the path.

The sample is analysed anew and shown by the dashboard on a free port, so the picture is what a reader will see.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "overview.png"
WIDTH, HEIGHT = 1400, 900
COLOURS = 128  # a page of flat colours loses nothing the eye sees, and the file is a third


@contextmanager
def dashboard(store: Path) -> Iterator[str]:
    """The address of a dashboard that shows the store."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "analysis.cli", "app", str(store), "--port", str(port), "--no-browser"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip()  # printed when it answers
    finally:
        server.send_signal(signal.SIGINT)  # Ctrl-C, as the command says
        server.wait(timeout=10)


def photograph(address: str, picture: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(address)
        page.get_by_test_id("stApp").and_(page.locator("[data-test-script-state=notRunning]")).wait_for()
        page.wait_for_timeout(3_000)  # charts draw themselves after the script has ended
        page.screenshot(path=picture)
        browser.close()
    Image.open(picture).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        picture, optimize=True
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "analysis.cli", "analyze", "seeds", "--out", f"{folder}/store"]
        subprocess.run(command, cwd=ROOT, check=True)
        with dashboard(Path(folder) / "store") as address:
            photograph(address, PICTURE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1_000:.0f} kB")
