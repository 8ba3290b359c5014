"""A whole session by keyboard alone: what is pressed is what is stored, and nothing waits."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from playwright.sync_api import Page, Route, expect

from browsing import PASSWORD, Room
from desk import Desk, reviews, texts_of
from errata.core.account import Role
from errata.core.task import Answer
from errata.flow.guidelines import publish_guideline
from looked_at import look_at

GUIDE = """What customers write to a bank.

## refund
- Do: money that should come back
- Don't: money that has not left yet

## card
- Do: anything about the plastic
"""

# From the keystroke to the frame in which another item stands on the table.
STOPWATCH = """
window.gaps = [];
window.keystrokes = 0;
{
  let pressed = 0, before = "";
  addEventListener("keydown", () => { window.keystrokes++; pressed = performance.now(); }, true);
  new MutationObserver(() => {
    const now = document.querySelector("section.item .text")?.textContent ?? "";
    if (!now || now === before) return;
    const first = before === "";
    before = now;
    const since = pressed;
    if (!first) requestAnimationFrame(() => window.gaps.push(performance.now() - since));
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
"""


def strokes(page: Page) -> int:
    """How many keys were pressed since the last time it was asked."""
    return int(page.evaluate("[window.keystrokes, window.keystrokes = 0][0]"))


def test_a_session_by_keyboard_alone_stores_exactly_what_was_typed(
    room: Room, record_property: Callable[[str, object], None]
) -> None:
    ws = room.project(policy={"review": {"session_items": 7}})
    publish_guideline(ws, GUIDE, changes="the first version")
    room.fill(ws, [f"message {n}" for n in range(30)])
    room.user("ann", Role.REVIEWER, ws)

    page = room.page("/")  # whoever is not signed in is asked to
    page.add_init_script(STOPWATCH)
    page.get_by_label("Name").wait_for()
    page.reload()
    page.get_by_label("Name").focus()
    page.keyboard.type("ann")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    desk = Desk(page)

    # Accept: one keystroke.
    accepted = desk.shown()
    desk.ready()
    expect(page.get_by_text("0 of 7")).to_be_visible()
    strokes(page)
    page.wait_for_timeout(400)  # somebody reads it, and that counts
    desk.press("Enter")
    corrected = desk.moved_on(accepted)
    assert strokes(page) == 1

    # Correct with cause: three keystrokes.
    desk.ready()
    strokes(page)
    desk.press("2", "c", "Enter")
    explained = desk.moved_on(corrected)
    assert strokes(page) == 3

    # With a why: the field is one key away, and Enter sends from it.
    desk.ready()
    desk.press("3", "a", "w")
    page.keyboard.type("they say: send it on, à l'étranger")
    desk.press("Enter")
    puzzling = desk.moved_on(explained)

    desk.ready()
    desk.press("u")
    skipped = desk.moved_on(puzzling)

    # A skip asks for the reason.
    desk.ready()
    desk.press("s")
    expect(page.get_by_role("dialog", name="Skip: why?")).to_be_visible()
    desk.press("2")
    marked = desk.moved_on(skipped)

    # Evidence without a mouse: from the first word to the second.
    desk.ready()
    desk.press("2", "h", "Shift+ArrowRight", "Enter")
    expect(page.get_by_role("heading", name="Evidence")).to_be_visible()
    # The guidelines of the label chosen are one key away; the keys are behind the question mark.
    desk.press("g")
    sheet = page.get_by_role("dialog", name="Guidelines: refund")
    expect(sheet).to_contain_text("money that should come back")
    expect(sheet).to_contain_text("money that has not left yet")
    desk.press("Escape")
    expect(sheet).to_be_hidden()
    desk.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    for said in ("Accept, or submit your correction", "Unsure", "Take the last answer back"):
        expect(keys).to_contain_text(said)
    desk.press("Escape")
    expect(keys).to_be_hidden()
    desk.press("Enter")
    last = desk.moved_on(marked)

    desk.press("Enter")
    page.wait_for_url("**/review/done")
    expect(page.get_by_role("heading", name="Well done")).to_be_visible()
    desk.sent()
    expect(page.locator("dl")).to_have_text(
        re.compile(r"answered\s*6\s*corrected\s*3\s*confirmed\s*2\s*unsure\s*1\s*skipped\s*1")
    )

    given = reviews(ws)
    stored = dict(zip(texts_of(ws, given), given, strict=True))
    assert set(stored) == {accepted, corrected, explained, puzzling, skipped, marked, last}
    assert len(given) == 7
    typed = {
        text: (one.answer, one.label, one.cause, one.why, one.evidence)
        for text, one in stored.items()
    }
    span = {"kind": "span", "start": 0, "end": len(marked), "text": marked}
    assert typed == {
        accepted: (Answer.LABEL, "card", None, "", ()),
        corrected: (Answer.LABEL, "refund", "missing_context", "", ()),
        explained: (
            Answer.LABEL, "transfer", "ambiguous", "they say: send it on, à l'étranger", (),
        ),
        puzzling: (Answer.UNSURE, None, None, "", ()),
        skipped: (Answer.SKIP, None, None, "Too little to decide", ()),
        marked: (Answer.LABEL, "refund", None, "", (span,)),
        last: (Answer.LABEL, "card", None, "", ()),
    }  # fmt: skip
    answered = [one for one in given if one.answer is not Answer.SKIP]
    assert {one.guideline_version for one in answered} == {1}
    assert {one.reviewer for one in given} == {"ann"}
    assert all(0 <= one.seconds_spent < 60 for one in answered)
    assert stored[accepted].seconds_spent >= 0.4

    gaps = page.evaluate("window.gaps")
    assert len(gaps) == 6
    record_property("submit_to_next_ms", [round(gap, 1) for gap in gaps])
    record_property("submit_to_next_ms_median", round(median(gaps), 1))
    # The next session begins where this one ended.
    desk.press("Enter")
    desk.shown()
    expect(page.get_by_text("0 of 7")).to_be_visible()


def test_the_next_item_is_on_screen_before_the_network_has_said_anything(room: Room) -> None:
    ws = room.project()
    room.fill(ws, [f"message {n}" for n in range(30)])
    room.user("ann", Role.REVIEWER, ws)
    page = room.page("/", name="ann")
    desk = Desk(page)
    first = desk.shown()
    desk.ready()
    silent: list[Route] = []
    page.route("**/api/v1/**", lambda route: silent.append(route))  # nothing is answered any more
    desk.press("2", "Enter")
    second = desk.moved_on(first)
    expect(desk.label("card")).to_be_checked()  # the new item is whole: it can be answered
    assert second != first
    assert reviews(ws) == []
    assert silent  # something was asked, and waits
    page.unroute("**/api/v1/**")  # which lets what waits through
    desk.ready()
    desk.press("Enter")
    desk.moved_on(second)
    desk.sent(left=1)  # the newest may still be taken back
    assert texts_of(ws, reviews(ws)) == [first]


def test_the_sheets_over_the_review_page_can_be_read_by_all(room: Room) -> None:
    ws = room.project()
    publish_guideline(ws, GUIDE, changes="the first version")
    room.fill(ws, [f"message {n}" for n in range(30)])
    room.user("ann", Role.REVIEWER, ws)
    page = room.page("/", name="ann")
    desk = Desk(page)
    desk.shown()
    desk.ready()
    for key, name in (("g", "guidelines"), ("s", "skip"), ("?", "keys")):
        desk.press(key)
        sheet = page.get_by_role("dialog")
        expect(sheet).to_be_visible()
        assert look_at(page, f"sheet-{name}") == {}
        desk.press("Escape")
        expect(sheet).to_be_hidden()
    # What changes while somebody works is told, and how it changed.
    publish_guideline(ws, GUIDE + "- Do: chips, too\n", changes="chips are cards")
    page.reload()
    expect(page.get_by_text("The guidelines have changed. chips are cards")).to_be_visible()
    assert look_at(page, "review-changed") == {}
    desk.press("g", "Escape")
    expect(page.get_by_text("The guidelines have changed.")).to_be_hidden()
