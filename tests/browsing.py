"""A server that real browsers reach, with a project and the people who work in it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
)

from errata.core.account import EVERYWHERE, Role
from errata.core.policy import parse_policy
from errata.flow.accounts.invite import invite
from errata.flow.accounts.join import join
from errata.flow.accounts.sign_in import sign_in
from errata.flow.loop import Loop
from errata.flow.workspace import Workspace
from errata.server.app import create_app
from errata.server.auth import COOKIE
from errata.server.settings import ServerSettings
from errata.store.passwords import Argon2Passwords
from errata.wire import Site

PASSWORD = "correct horse battery"
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
expect.set_options(timeout=10_000)  # an answer goes out after six seconds
# Tells of every breach of the content security policy, and when all that was asked is answered.
WATCH = """
window.asked = 0;
window.quiet = 0;
const wire = window.fetch;
window.fetch = async (...what) => {
  window.asked++;
  try {
    const answer = await wire(...what);
    await answer.clone().arrayBuffer().catch(() => {});
    return answer;
  } finally {
    window.asked--;
  }
};
window.breaches = [];
addEventListener("securitypolicyviolation", (event) =>
  window.breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def calm(page: Page) -> None:
    """Wait until the page has its heading, every answer, and has shown them for some frames."""
    page.wait_for_function(
        """() => {
          const there = document.querySelector("#main h1, #main h2") && window.asked === 0;
          window.quiet = there ? window.quiet + 1 : 0;
          return window.quiet > 5;
        }"""
    )


def chromium() -> str | None:
    """Where Chromium is."""
    named = os.environ.get("ERRATA_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


class Clock:
    """The real time, and how far the test has moved it on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)


@dataclass
class Room:
    """A server that browsers reach, with a project of texts and the people who work in it."""

    site: Site
    clock: Clock
    address: str
    browser: Browser
    stop: Callable[[], None]
    start: Callable[[], None]
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def project(
        self,
        name: str = "tickets",
        *,
        labels: tuple[str, ...] = ("card", "refund", "transfer"),
        kind: str = "text",
        policy: dict[str, Any] | None = None,
    ) -> Workspace:
        """A project whose every prediction goes to review, one answer each."""
        rules: dict[str, dict[str, Any]] = {
            "triage": {"threshold": 1.0, "audit_rate": 0.0},
            "review": {"model_prior": False},
            "consensus": {"bar": 0.85},
        }
        for part, more in (policy or {}).items():
            rules[part] = {**rules.get(part, {}), **more}
        return self.site.create(name, kind=kind, labels=labels, policy=parse_policy(rules))

    def loop(self, ws: Workspace) -> Loop:
        """The Python contract on it."""
        return self.site.loop(ws)

    def fill(self, ws: Workspace, items: Any, says: Any = None, **more: Any) -> list[str]:
        """Captured predictions, all doubtful: the first label leads; their identifiers."""
        width = len(ws.project.labels)
        row = np.linspace(2.0, 1.0, width) ** 2
        rows = np.array([row / row.sum()] * len(items)) if says is None else np.asarray(says)
        return self.loop(ws).capture(items, rows, model="v1", **more).ids

    def user(
        self, name: str, role: Role, ws: Workspace | None = None, skills: tuple[str, ...] = ()
    ) -> str:
        """Somebody with a password; everywhere, or in one project."""
        place = ws.project.id if ws else EVERYWHERE
        office = self.site.accounts
        link = invite(office, project_id=place, role=role, name=name, skills=skills, by="test")
        join(office, link.token, name=name, password=PASSWORD)
        return name

    def page(
        self, path: str = "/", *, size: ViewportSize | None = None, name: str | None = None,
        dark: bool = False, touch: bool = False,
    ) -> Page:  # fmt: skip
        """A page of a browser of its own; of somebody who is signed in, if named.

        What it logs as an error, and what its scripts throw, fails the test at the end.
        """
        context = self.browser.new_context(
            viewport=size or DESK, color_scheme="dark" if dark else "light", has_touch=touch,
            reduced_motion="reduce",
        )  # fmt: skip
        context.add_init_script(WATCH)
        self.contexts.append(context)
        page = self.tab(context)
        if name is not None:
            self.let_in(context, name)
        page.goto(self.address + path)
        return page

    def tab(self, context: BrowserContext) -> Page:
        """One more tab of a browser."""
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._heard(page, said))
        return page

    def _heard(self, page: Page, said: ConsoleMessage) -> None:
        from_svelte = said.type == "warning" and "svelte.dev" in said.text
        network = "Failed to load resource" in said.text or "net::ERR" in said.text
        if from_svelte or (said.type == "error" and not network):
            self.complaints.append(f"{page.url}: {said.text}")

    def let_in(self, context: BrowserContext, name: str) -> None:
        """Signed in already: no page was open that could have claimed a task."""
        made = sign_in(self.site.accounts, name, PASSWORD)
        context.add_cookies([{"name": COOKIE, "value": made.token, "url": self.address}])

    def sign_in(self, page: Page, name: str) -> None:
        """Through the sign-in page, as people do."""
        page.goto(self.address + "/sign-in")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)


def _serving(site: Site, port: int) -> Callable[[], None]:
    """Serve on the port in a thread; what it answers stops it."""
    app = create_app(site, settings=ServerSettings(background=False))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_level="error", access_log=False, lifespan="on",
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > until:
            raise RuntimeError("the server did not start")
        time.sleep(0.01)

    def stop() -> None:
        server.should_exit = True
        thread.join(10)

    return stop


@contextmanager
def browsed(
    folder: Path, browser: Browser, *, clock: Callable[[], datetime] | None = None
) -> Iterator[Room]:
    """A server on a fresh database; `stop` and `start` play a lost connection."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    turned = Clock()
    site = Site(f"sqlite:///{folder}/room.db", clock=clock or turned)
    quick = Argon2Passwords(memory_kib=64, passes=1)
    site.__dict__["accounts"] = replace(site.accounts, passwords=quick)
    running: list[Callable[[], None]] = []

    def start() -> None:
        running.append(_serving(site, port))

    def stop() -> None:
        while running:
            running.pop()()

    start()
    made = Room(
        site=site, clock=turned, address=f"http://127.0.0.1:{port}", browser=browser, stop=stop,
        start=start,
    )  # fmt: skip
    try:
        yield made
        assert not made.complaints, made.complaints
    finally:
        for context in made.contexts:
            context.close()
        stop()
        site.close()
