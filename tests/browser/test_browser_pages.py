"""Every page has an address, loads without a complaint, empty and filled, and can be read by all.

ERRATA_SCREENSHOTS=DIR leaves a picture of each page there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import DESK, Room, browsed, calm
from desk import breaches
from errata.core.account import Role
from errata.core.dataset import DatasetVersion
from errata.core.model import GateReport
from errata.core.task import Task
from errata.flow.guidelines import publish_guideline
from errata.flow.webhooks.registered import add_webhook
from led import Calendar, Led, begin, turn
from looked_at import look_at, picture, scan

WEB = Path(__file__).parents[2] / "web"
PROJECT, EMPTY = "tickets", "bare"
OF_PROJECT = (
    "review", "review/done", "overview", "queue", "queue/{task}", "reviewers",
    "disputes", "agreement",
    "reviewers/{reviewer}", "my-work", "errors", "trace",
    "trace/{prediction}", "datasets", "datasets/diff", "datasets/{dataset}", "models", "gates",
    "gates/{gate}", "triage", "watch", "guidelines", "guidelines/history", "taxonomy", "labels",
    "settings", "users", "keys", "webhooks", "webhooks/{webhook}", "audit",
)  # fmt: skip
EMPTIES = tuple(way for way in OF_PROJECT if "{" not in way)
ELSEWHERE = ("/", "/account", "/projects/new", "/nowhere")
IN_TEXT = """
## refund
Money comes back.
- Do: chargebacks
- Don't: transfers
"""


@dataclass
class Filled:
    """A server with a project in full work and one that nothing has happened in."""

    room: Room
    led: Led
    ids: dict[str, str]
    page: Page  # of somebody who may see all

    def open(self, path: str) -> None:
        """Go to an address by day at a desk, and wait until all is there."""
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(color_scheme="light")
        self.page.goto(self.room.address + path.format(**self.ids))
        calm(self.page)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Filled]:
    """Made once: a champion, a day of traffic, its reviews, a cycle, and a queue."""
    calendar = Calendar(datetime.now(UTC) - timedelta(days=3))
    with browsed(tmp_path_factory.mktemp("filled"), browser, clock=calendar) as room:
        led = begin(room.site, calendar, PROJECT)
        turn(led)
        ws = led.ws.acting("lena")
        publish_guideline(ws, IN_TEXT, changes="the first")
        publish_guideline(ws, IN_TEXT + "- Do: reversals\n", changes="reversals are refunds")
        hook = add_webhook(ws, url="https://example.org/told")
        calendar.at = datetime.now(UTC)
        captured = led.capture(40, 7)
        led.loop.certify()
        room.site.create(EMPTY, kind="text", labels=("a", "b"))
        room.user("lena", Role.ADMIN)
        with ws.store.snapshot() as view:
            task = view.find(Task, project_id=ws.project.id, newest_first=True, limit=1)[0]
            gate = view.find(GateReport, project_id=ws.project.id)[0]
            dataset = view.find(DatasetVersion, project_id=ws.project.id)[0]
        ids = {
            "task": task.id, "prediction": captured[0], "gate": gate.id, "dataset": dataset.id,
            "webhook": hook.id, "reviewer": "r1",
        }  # fmt: skip
        yield Filled(room=room, led=led, ids=ids, page=room.page("/account", name="lena"))


def test_the_list_here_names_every_page_of_the_app() -> None:
    sources = "".join(
        (WEB / "src" / name).read_text()
        for name in ("pages.ts", "lead/pages.ts", "account/pages.ts")
    )
    ways = {f"/p/:project/{way}" for way in re.findall(r'page\("([^"]+)"', sources)}
    known = ways | set(re.findall(r'path: "([^"]+)"', sources))
    here = {f"/p/:project/{re.sub(r'{.*}', ':id', way)}" for way in OF_PROJECT}
    elsewhere = {"/", "/sign-in", "/join/:token", "/account", "/projects/new"}
    # A dispute's page is opened where there is one: test_browser_disputes.py.
    assert known == here | elsewhere | {"/p/:project/disputes/:id"}


@pytest.mark.parametrize("way", OF_PROJECT + ELSEWHERE)
def test_a_page_loads_by_its_address_and_can_be_read_on_desk_and_phone_by_day_and_night(
    filled: Filled, way: str
) -> None:
    page = filled.page
    filled.open(way if way.startswith("/") else f"/p/{PROJECT}/{way}")
    expect(page.locator("#main").get_by_role("heading").first).to_be_visible()
    assert page.get_by_role("alert").all_inner_texts() == []
    assert page.title().endswith("Errata")
    assert look_at(page, way.strip("/") or "home") == {}
    assert breaches(page) == []
    assert filled.room.complaints == []


@pytest.mark.parametrize("way", EMPTIES)
def test_a_page_of_a_project_without_a_past_says_what_to_do(filled: Filled, way: str) -> None:
    page = filled.page
    filled.open(f"/p/{EMPTY}/{way}")
    picture(page, f"empty-{way}-desk-light")
    main = page.locator("main").first
    assert page.get_by_role("alert").all_inner_texts() == []
    said = main.inner_text()
    assert len(said) > 60, said
    assert not re.search(r"\b(NaN|undefined|null|Infinity|\[object)\b", said), said
    assert scan(page) == []
    assert filled.room.complaints == []


def test_the_navigation_the_back_button_and_a_reload_lead_to_the_same_pages(
    filled: Filled,
) -> None:
    page = filled.page
    filled.open(f"/p/{PROJECT}/overview")
    links = page.get_by_role("navigation").first.get_by_role("link")
    ways = [str(links.nth(at).get_attribute("href")) for at in range(links.count())]
    assert len(ways) >= 12
    visited = []
    for href in ways:
        if href.endswith("/review"):
            continue  # a room of its own, without the navigation
        page.get_by_role("navigation").first.locator(f"a[href='{href}']").click()
        page.wait_for_url(f"**{href}")
        calm(page)
        visited.append((href, page.locator("h1").inner_text()))
    for href, heading in reversed(visited):
        expect(page.locator("h1")).to_have_text(heading)
        assert page.url.endswith(href)
        page.go_back()
    page.go_forward()
    expect(page.locator("h1")).to_have_text(visited[0][1])
    page.reload()
    expect(page.locator("h1")).to_have_text(visited[0][1])


def test_a_filter_is_in_the_address_and_survives_a_reload(filled: Filled) -> None:
    page = filled.page
    filled.open(f"/p/{PROJECT}/queue?state=resolved")
    rows = page.locator("table tbody tr").count()
    assert rows > 0
    page.reload()
    calm(page)
    assert page.url.endswith("state=resolved")
    assert page.locator("table tbody tr").count() == rows


@pytest.mark.parametrize("way", ["overview", "errors", "users", "settings"])
def test_a_reviewer_is_refused_kindly_on_a_leads_page(filled: Filled, way: str) -> None:
    room = filled.room
    if "rita" not in room.__dict__:
        room.user("rita", Role.REVIEWER, filled.led.ws)
        room.__dict__["rita"] = room.page("/account", name="rita")
    page: Page = room.__dict__["rita"]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{room.address}/p/{PROJECT}/{way}")
    expect(page.get_by_text("This page needs the role “lead”")).to_be_visible()
    expect(page.get_by_role("link", name="go to the start")).to_be_visible()
    assert not any(f"/{way}" in url and "/api/" in url for url in asked)
