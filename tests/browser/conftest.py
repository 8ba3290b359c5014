"""A real browser on a real server: Debian's Chromium, driven by Playwright.

Without Chromium these tests skip and say so; ERRATA_CHROMIUM names another one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from abroad import begin_abroad, begin_at, go_abroad
from browsing import Room, browsed, chromium
from errata.core.account import Role
from errata.wire import Site


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


@pytest.fixture(scope="session")
def far(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of callers from abroad, made once; to be copied."""
    folder = tmp_path_factory.mktemp("far")
    calendar = begin_at(datetime.now(UTC))
    site = Site(f"sqlite:///{folder}/room.db", clock=calendar)
    go_abroad(begin_abroad(site, calendar))
    site.close()
    return folder


@pytest.fixture(scope="module")
def abroad(far: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Room]:
    """The project "calls" on a server of its own, and the lead lena."""
    folder = tmp_path_factory.mktemp("abroad") / "copy"
    shutil.copytree(far, folder)
    with browsed(folder, browser) as made:
        made.user("lena", Role.ADMIN)
        yield made
