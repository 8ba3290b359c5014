"""A phone in the hand, and a dark room."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from browsing import PHONE, Room
from desk import Desk, reviews
from errata.core.account import Role
from looked_at import fits


def can_be_hit(target: Locator) -> bool:
    """WCAG 2.2: at least 24 by 24 pixels."""
    box = target.bounding_box()
    return box is not None and min(box["width"], box["height"]) >= 24


def test_a_whole_answer_by_touch_alone(room: Room) -> None:
    ws = room.project()
    room.fill(ws, [f"message {n} " + "long " * 60 for n in range(30)])
    room.user("ann", Role.REVIEWER, ws)
    page = room.page("/", size=PHONE, name="ann", touch=True)
    desk = Desk(page)
    first = desk.shown()
    desk.ready()
    assert fits(page)
    send = page.get_by_role("button", name="Accept")
    expect(send).to_be_in_viewport()  # without scrolling
    touched = [desk.label("refund"), desk.cause("missing context"), desk.why]
    for target in touched:
        target.tap()
        assert can_be_hit(target)
    desk.why.fill("by thumb")
    page.get_by_role("button", name="Guidelines").tap()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    assert fits(page)
    sheet.get_by_role("button", name="Close").tap()
    page.get_by_role("button", name="Submit correction").tap()
    second = desk.moved_on(first)
    desk.ready()
    assert page.evaluate("scrollY") == 0  # the next one from its beginning
    page.get_by_role("button", name="Undo").tap()
    assert desk.moved_on(second) == first
    expect(desk.why).to_have_value("by thumb")
    page.get_by_role("button", name="Submit correction").tap()
    desk.moved_on(first)
    page.get_by_role("button", name="Unsure").tap()
    third = desk.moved_on(second)
    desk.ready()
    page.get_by_role("button", name="Skip").tap()
    expect(page.get_by_role("dialog", name="Skip: why?")).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Not my field").tap()
    desk.moved_on(third)
    page.get_by_role("link", name="End").tap()
    page.wait_for_url("**/review/done")
    assert fits(page)
    desk.sent()
    given = reviews(ws)
    assert [(one.answer, one.label, one.cause, one.why) for one in given] == [
        ("label", "refund", "missing_context", "by thumb"),
        ("unsure", None, None, ""),
        ("skip", None, None, "Not my field"),
    ]


def test_a_dark_screen_is_dark(room: Room) -> None:
    ws = room.project()
    room.fill(ws, ["message"])
    room.user("ann", Role.REVIEWER, ws)
    shades = []
    for dark in (False, True):
        desk = Desk(room.page("/", name="ann", dark=dark))
        desk.shown()
        colours = desk.page.evaluate(
            """() => [getComputedStyle(document.body).backgroundColor,
                 getComputedStyle(document.querySelector("section.item .text")).color]
                 .map(colour => colour.match(/[0-9.]+/g).slice(0, 3).map(Number))"""
        )
        shades.append([sum(colour) / 3 for colour in colours])
        desk.page.close()
    (paper, ink), (dark_paper, light_ink) = shades
    assert paper > 200 > 100 > ink
    assert dark_paper < 60 < 180 < light_ink
