"""A Chromium before the pages of the invented quarrel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.web import world


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("browser") / "herring.db"
    world.fill(path)
    with world.serving(path) as found:
        yield found


@pytest.fixture(scope="module")  # while it lives, this thread has an event loop that never rests
def browser(chromium: str) -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield made
        made.close()


class Window:
    """A page with what its console complained about."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.context = browser.new_context(base_url=address, **options)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )

    def sideways(self) -> int:
        """Give by how many pixels the page can be scrolled sideways."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


@pytest.fixture
def wide(browser: Browser, address: str) -> Iterator[Window]:
    window = Window(browser, address, viewport={"width": 1280, "height": 900})
    yield window
    window.context.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Window]:
    window = Window(browser, address, viewport={"width": 360, "height": 740}, color_scheme="dark")
    yield window
    window.context.close()


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Window]:
    """Give a window without JavaScript."""
    window = Window(
        browser, address, viewport={"width": 1000, "height": 900}, java_script_enabled=False
    )
    yield window
    window.context.close()
