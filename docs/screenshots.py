"""Take the pictures of the README from the running demo: ``python docs/screenshots.py``.

Needs a Chromium; ``--chromium PATH`` names another than the one on the path.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> int:
    """Start the demo on a free port, take the pictures, stop it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    given = parser.parse_args()
    demo = subprocess.Popen(
        [sys.executable, "-m", "detente", "demo", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        lines = iter(demo.stdout.readline, "") if demo.stdout else iter(())
        address = next(m[0] for m in (re.search(r"http://[\d.:]+", x) for x in lines) if m)
        with sync_playwright() as tools:
            browser = tools.chromium.launch(executable_path=given.chromium, args=OPTIONS)
            context = browser.new_context(color_scheme="light", locale="en-GB")
            take(context.new_page(), address)
    finally:
        demo.terminate()
        demo.wait()
    return 0


def take(page: Page, address: str) -> None:
    """Take the pair page, and the page of its first contested event."""
    page.set_viewport_size({"width": 1280, "height": 1260})
    page.goto(f"{address}/pair/AZE-RUS")
    page.wait_for_selector(".live[data-ready=yes]")
    page.wait_for_timeout(400)
    page.screenshot(path=IMAGES / "pair.png")
    contested = page.locator("#timeline .event", has=page.locator(".contested")).first
    link = contested.locator("a").first.get_attribute("href")
    page.set_viewport_size({"width": 1280, "height": 820})
    page.goto(f"{address}{link}")
    page.wait_for_timeout(300)
    page.screenshot(path=IMAGES / "event.png")


if __name__ == "__main__":
    sys.exit(main())
