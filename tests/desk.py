"""A reviewer at the review page: what they see and what they press."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from browsing import Room
from errata.core.account import Role
from errata.core.task import Review, Task
from errata.flow.workspace import Workspace


@dataclass
class Desk:
    """The review page of one tab."""

    page: Page

    @property
    def item(self) -> Locator:
        """Where the item is."""
        return self.page.get_by_label("The item", exact=True)

    @property
    def text(self) -> Locator:
        """The item's text."""
        return self.item.locator(".text")

    @property
    def why(self) -> Locator:
        """The field for the reviewer's own words."""
        return self.page.get_by_role("textbox", name="In your words")

    @property
    def notices(self) -> Locator:
        """What the page said in passing."""
        return self.page.locator(".toasts")

    def label(self, name: str) -> Locator:
        """One of the labels offered."""
        return self.page.get_by_role("radio", name=name)

    def cause(self, name: str) -> Locator:
        """One of the causes offered."""
        return self.page.get_by_role("button", name=name)

    def press(self, *keys: str) -> None:
        """Keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def shown(self) -> str:
        """The text on the table, as soon as there is one."""
        self.text.wait_for()
        return self.text.inner_text()

    def moved_on(self, before: str) -> str:
        """The text after `before`, as soon as it is there."""
        expect(self.text).not_to_have_text(before)
        return self.shown()

    def held(self) -> list[str]:
        """The tasks in this tab's hands, by what the tab remembers."""
        kept = self.page.evaluate(
            "Object.entries(sessionStorage).filter(([name]) => name.includes('held/'))"
        )
        return [task for _, ids in kept for task in json.loads(ids)]

    def ready(self, hands: int = 2) -> None:
        """Wait until the rules are read and the next task is here too."""
        self.page.get_by_text("Cause, when you correct it").or_(
            self.page.get_by_text("Why the model")
        ).first.wait_for()
        self.page.wait_for_function(
            """hands => Object.entries(sessionStorage).some(
                 ([name, ids]) => name.includes("held/") && JSON.parse(ids).length >= hands)""",
            arg=hands,
        )

    def send_all(self) -> None:
        """Come in anew: what could still be taken back goes out at once, not seconds later."""
        self.page.reload()
        self.item.or_(self.page.get_by_role("heading", name="Nothing for you")).wait_for()
        self.sent()

    def sent(self, left: int = 0) -> None:
        """Wait until all answers but so many are with the server."""
        self.page.wait_for_function(
            """left => left >=
                 Object.keys(localStorage).filter(name => name.includes("outbox/")).length""",
            arg=left,
        )


def seated(room: Room, *, says: Any = None, **project: Any) -> tuple[Workspace, Desk]:
    """Ann at her desk, in a project of its own with 30 messages waiting."""
    ws = room.project(**project)
    room.fill(ws, [f"message {n}" for n in range(30)], says)
    room.user("ann", Role.REVIEWER, ws)
    return ws, Desk(room.page("/", name="ann"))


def reviews(ws: Workspace) -> list[Review]:
    """Every answer that is stored."""
    with ws.store.snapshot() as view:
        return view.find(Review, project_id=ws.project.id)


def texts_of(ws: Workspace, given: list[Review]) -> list[str]:
    """The texts that reviews are about."""
    with ws.store.snapshot() as view:
        found: list[str] = []
        for review in given:
            (task,) = view.find(Task, id=review.task_id)
            found += view.log.items(ws.project.id, [task.prediction_id]).texts()
        return found


def breaches(page: Page) -> Any:
    """What the content security policy stopped on this page."""
    return page.evaluate("window.breaches")
