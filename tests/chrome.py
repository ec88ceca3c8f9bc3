"""Tabs of a real browser, on a machine that may be too busy to start one at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from conftest import chromium
from playwright.sync_api import Browser, Error, Page, Playwright, ViewportSize, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=360, height=740)
NARROWEST = ViewportSize(width=320, height=640)
PATIENCE = 100_000
"""Milliseconds that a step may take; Playwright's own half a minute is for machines at leisure."""
ATTEMPTS = 3


class Chromium:
    """A browser without a window, started for the first tab and anew when it has gone."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._browser: Browser | None = None

    @contextmanager
    def tab(
        self,
        window: ViewportSize = WIDE,
        *,
        theme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        bypass_policy: bool = False,
    ) -> Iterator[Page]:
        """Open a tab that shares nothing with others; it closes with the block."""
        with self._running().new_context(
            viewport=window,
            color_scheme=theme,
            java_script_enabled=scripts,
            bypass_csp=bypass_policy,
        ) as context:
            context.set_default_timeout(PATIENCE)
            yield context.new_page()

    def _running(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self._browser = self._start(ATTEMPTS)
        return self._browser

    def _start(self, attempts: int) -> Browser:
        try:
            return self._playwright.chromium.launch(
                executable_path=chromium(), args=FLAGS, timeout=PATIENCE
            )
        except Error:
            if attempts == 1:
                raise
        return self._start(attempts - 1)


@contextmanager
def started() -> Iterator[Chromium]:
    """Give a browser that ends with the block."""
    with sync_playwright() as playwright:
        yield Chromium(playwright)


def show(page: Page, url: str) -> None:
    """Open an address and wait until it looks as it will: a font may come after the page."""
    page.goto(url)
    page.evaluate("() => document.fonts.ready.then(() => true)")
