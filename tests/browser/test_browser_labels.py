"""Seventy-seven labels by keyboard: type a few letters, arrows, Enter."""

from __future__ import annotations

from playwright.sync_api import expect

from browsing import Room
from desk import reviews, seated

WORDS = ("card", "transfer", "refund", "cash", "top_up", "exchange", "identity")
LABELS = tuple(f"{word}_case_{n}" for word in WORDS for n in range(11))


def test_a_few_letters_and_arrows_find_one_of_77_labels(room: Room) -> None:
    assert len(LABELS) == 77
    ws, desk = seated(room, labels=LABELS)
    page = desk.page
    desk.ready()
    labels = page.get_by_role("radio")
    expect(labels).to_have_count(77)
    expect(labels.first).to_have_text("1 card case 0 model")  # likeliest first, on the first keys
    first = desk.shown()

    desk.press("/")
    page.keyboard.type("case exch")  # words in any order
    expect(labels).to_have_count(11)
    desk.press("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown", "Enter")
    expect(labels).to_have_count(77)  # the filter has done its work
    chosen = desk.label("exchange case 2")
    expect(chosen).to_be_checked()
    expect(chosen).to_be_in_viewport()
    desk.press("Enter")
    second = desk.moved_on(first)

    # A digit is a letter in the filter, and a key outside it.
    desk.ready()
    desk.press("/")
    page.keyboard.type("identity 1")
    expect(labels).to_have_count(2)
    desk.press("Enter")
    expect(desk.label("identity case 1").first).to_be_checked()
    desk.press("Enter")
    third = desk.moved_on(second)

    desk.ready()
    desk.press("/")
    page.keyboard.type("zzz")
    expect(page.get_by_text("No label has “zzz” in it.")).to_be_visible()
    desk.press("Escape", "Escape", "ArrowDown", "Enter")
    desk.moved_on(third)
    desk.send_all()
    assert [one.label for one in reviews(ws)] == [
        "exchange_case_2",
        "identity_case_1",
        "card_case_1",
    ]


def test_77_labels_leave_the_item_and_the_answer_on_one_screen(room: Room) -> None:
    _, desk = seated(room, labels=LABELS)
    desk.ready()
    for seen in (desk.text, desk.page.get_by_role("button", name="Accept"), desk.why):
        expect(seen).to_be_in_viewport()
    height = desk.page.evaluate("document.documentElement.scrollHeight")
    assert height <= 800
