"""A real Chromium, Debian's own, driven by playwright: pages are opened from files, with no network to reach."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


# One a module, not one a session: while playwright is open its event loop runs, and later tests could start none.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: install Debian's package, or name a binary in CHROMIUM")
    # The sandbox needs rights that containers and root do not have; the pages are our own.
    with sync_playwright() as driver, driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]) as made:
        yield made


class Opened:
    """A page in a window, with everything it did that it must not: console errors, requests beyond its own file."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._asked)
        page.on("request", lambda request: self.requests.append(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, file: Path) -> Page:
        """Load `file`; its own address is the one request that is right."""
        self.page.goto(file.as_uri())
        self.page.wait_for_load_state("networkidle")
        return self.page

    @property
    def foreign(self) -> list[str]:
        """Requests beyond the page itself and what it carries inside (`data:`)."""
        return [url for url in self.requests[1:] if not url.startswith(("data:", "about:"))]


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Opened]:
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    yield Opened(context.new_page())
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Opened]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield Opened(context.new_page())
    context.close()
