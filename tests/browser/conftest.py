"""A real browser on a real server: Debian's Chromium, driven by Playwright.

Without Chromium these tests skip and say so; ERRATA_CHROMIUM names another one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from browsing import Room, browsed, chromium


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver."""
    if chromium() is None:
        pytest.skip("no Chromium: apt-get install chromium, or name one with ERRATA_CHROMIUM")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests."""
    found = playwright.chromium.launch(
        executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage"]
    )
    yield found
    found.close()


@pytest.fixture
def room(tmp_path: Path, browser: Browser) -> Iterator[Room]:
    """A server on a fresh database, and browsers that reach it."""
    with browsed(tmp_path, browser) as made:
        yield made
