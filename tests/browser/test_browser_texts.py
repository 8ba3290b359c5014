"""Any text is text: every script, every length, and never a word of it is run."""

from __future__ import annotations

from urllib.parse import quote

import numpy as np
from playwright.sync_api import Page, expect

from browsing import Room, calm
from desk import Desk, breaches, reviews
from errata.core.account import Role
from errata.core.project import Remedy
from errata.flow.causes import add_cause
from errata.flow.guidelines import publish_guideline

SCRIPT = "<script>window.hit='script'</script>"
IMAGE = "<img src=x onerror=\"window.hit='img'\">"
HOSTILE = f"{SCRIPT}{IMAGE}<svg onload=window.hit='svg'> [go](javascript:window.hit='link')"
ARABIC = "أرسلت المال إلى card الخطأ، رقم 4417"
HEBREW = "הכרטיס שלי לא הגיע (card) עדיין"


def unharmed(page: Page) -> None:
    """Nothing has run, and the policy had nothing to stop."""
    assert page.evaluate("window.hit ?? null") is None
    assert breaches(page) == []
    assert page.locator("img:not([src^='/']), svg[onload], a[href^='javascript']").count() == 0


def test_markup_in_everything_people_write_is_shown_and_never_run(room: Room) -> None:
    name, label = f"p{IMAGE[:40]}", IMAGE
    ws = room.project(name, labels=("card", label, "transfer"))
    ws = ws.acting("lena")
    add_cause(ws, "odd", remedy=Remedy.FIX_INPUT, meaning=HOSTILE)
    publish_guideline(
        ws,
        f"{HOSTILE}\n\n## {label}\n{HOSTILE}\n- Do: {IMAGE}\n- Don't: {SCRIPT}\n",
        changes=HOSTILE,
    )
    room.fill(
        ws, [HOSTILE, *(f"message {n}" for n in range(29))],
        np.array([[0.3, 0.5, 0.2]] * 30), attributes={HOSTILE[:60]: [HOSTILE] * 30},
    )  # fmt: skip
    room.user("lena", Role.LEAD, ws)
    home = f"/p/{quote(name, safe='')}"
    page = room.page(f"{home}/review", name="lena")
    desk = Desk(page)
    assert desk.shown() == HOSTILE
    desk.ready()
    expect(desk.item).to_contain_text(HOSTILE[:60])
    expect(page.get_by_role("radio").nth(1)).to_contain_text(IMAGE)
    desk.press("1", "g")
    desk.press("Escape", "2", "g")
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text(SCRIPT)
    expect(sheet).to_contain_text(IMAGE)
    unharmed(page)
    desk.press("Escape", "1", "w")
    page.keyboard.type(HOSTILE)
    desk.press("Enter")
    desk.moved_on(HOSTILE)
    unharmed(page)
    desk.send_all()
    assert reviews(ws)[0].why == HOSTILE
    # And on every page where leads meet it.
    (task,) = {one.task_id for one in reviews(ws)}
    for way in (
        "overview", "queue", "queue?state=resolved", f"queue/{task}", "errors", "taxonomy",
        "guidelines", "guidelines/history", "reviewers", "audit", "review/done",
    ):  # fmt: skip
        page.goto(f"{room.address}{home}/{way}")
        page.locator("h1").first.wait_for()
        calm(page)
        unharmed(page)
    page.goto(f"{room.address}{home}/queue/{task}")
    expect(page.get_by_text(HOSTILE).first).to_be_visible()


def test_a_text_and_a_why_run_in_the_direction_of_their_script(room: Room) -> None:
    ws = room.project()
    room.fill(ws, [ARABIC, HEBREW, "plain"])
    room.user("ann", Role.REVIEWER, ws)
    desk = Desk(room.page("/", name="ann"))
    for text, direction in ((ARABIC, "rtl"), (HEBREW, "rtl"), ("plain", "ltr")):
        expect(desk.text).to_have_text(text)
        assert desk.text.evaluate("node => getComputedStyle(node).direction") == direction
        desk.why.fill(text)
        assert desk.why.evaluate("node => getComputedStyle(node).direction") == direction
        if text == ARABIC:  # the second word is on the left of the first
            desk.press("Escape")
            desk.press("2", "h", "ArrowLeft", "Shift+ArrowLeft", "Enter")
            expect(desk.page.locator(".evidence mark")).to_have_text("المال إلى")
        desk.press("Enter")
    expect(desk.page.get_by_role("heading", name="Nothing for you")).to_be_visible()
    desk.send_all()
    span = reviews(ws)[0].evidence[0]
    assert ARABIC[span["start"] : span["end"]] == span["text"] == "المال إلى"


def test_a_hundred_thousand_characters_scroll_in_their_pane_alone(room: Room) -> None:
    long = " ".join(f"word{n}" for n in range(11_500))
    assert len(long) > 100_000
    ws = room.project()
    room.fill(ws, [long, "short"], np.array([[0.34, 0.33, 0.33], [0.8, 0.1, 0.1]]))
    room.user("ann", Role.REVIEWER, ws)
    desk = Desk(room.page("/", name="ann"))
    page = desk.page
    expect(desk.text).to_contain_text("word11499")
    before = desk.item.evaluate(
        "node => [node.scrollTop, node.scrollHeight > 4 * node.clientHeight]"
    )
    assert before == [0, True]
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    desk.press("j", "j")
    page.wait_for_function("() => document.querySelector('section.item').scrollTop > 600")
    for seen in (desk.why, page.get_by_role("button", name="Accept")):
        expect(seen).to_be_in_viewport()
    desk.press("k", "k")
    desk.press("Enter")
    expect(desk.text).not_to_contain_text("word11499")


def test_evidence_counts_as_the_text_counts_beyond_the_basic_plane(room: Room) -> None:
    ws = room.project()
    text = "🙂🙂 the card 🏳️‍🌈 was eaten"
    room.fill(ws, [text])
    room.user("ann", Role.REVIEWER, ws)
    desk = Desk(room.page("/", name="ann"))
    expect(desk.text).to_have_text(text)
    desk.text.evaluate(
        """node => {
          const range = document.createRange();
          const from = node.textContent.indexOf("card");
          const piece = node.querySelector("span").firstChild;
          range.setStart(piece, from);
          range.setEnd(piece, from + 4);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    desk.press("h")
    expect(desk.page.locator(".evidence mark")).to_have_text("card")
    desk.press("2", "Enter")
    expect(desk.page.get_by_role("heading", name="Nothing for you")).to_be_visible()
    desk.send_all()
    (span,) = reviews(ws)[0].evidence
    units = text.encode("utf-16-le")
    assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == "card" == span["text"]
