"""The watch page: what people see of a world that changed, and what they do about it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import PHONE, Room, calm
from desk import breaches
from looked_at import fits, look_at, scan


@pytest.fixture(scope="module")
def page(abroad: Room) -> Page:
    """The lead's browser, at the watch page."""
    return abroad.page("/p/calls/watch", name="lena")


@pytest.fixture(autouse=True)
def at_the_page(abroad: Room, page: Page) -> None:
    page.goto(f"{abroad.address}/p/calls/watch")
    calm(page)


def test_it_can_be_read_on_desk_and_phone_by_day_and_night(abroad: Room, page: Page) -> None:
    assert page.get_by_role("alert").all_inner_texts() == []
    assert look_at(page, "watch-abroad") == {}
    assert breaches(page) == []
    said = page.locator("main").inner_text()
    assert not re.search(r"\b(NaN|undefined|null|Infinity|\[object)\b", said), said
    assert abroad.complaints == []


def test_the_change_is_named_with_its_feature_its_shares_and_since_when(page: Page) -> None:
    inputs = page.get_by_role("article", name="Inputs")
    expect(inputs.get_by_text("Has changed", exact=True)).to_be_visible()
    first = inputs.get_by_role("table").first.locator("tbody tr").first
    expect(first.get_by_role("rowheader")).to_have_text("language")
    expect(first).to_contain_text("a value not seen before")
    expect(first).to_contain_text("88.3\u00a0%")  # of the callers now; hardly any before
    expect(
        inputs.get_by_text(
            re.compile(r"Since about \d+ (hours?|days?) ago \(\d+ \w+, \d\d:\d\d UTC\): from")
        )
    ).to_be_visible()


def test_evidence_is_read_look_by_look_with_the_arrow_keys_and_the_pointer(page: Page) -> None:
    inputs = page.get_by_role("article", name="Inputs")
    reader = inputs.get_by_role("slider", name="Read the evidence of Inputs")
    reader.focus()
    last = reader.get_attribute("aria-valuetext")
    assert last is not None
    assert "over the alarm line of 444 to 1" in last
    page.keyboard.press("Home")
    first = reader.get_attribute("aria-valuetext")
    assert first is not None
    assert first != last
    expect(inputs.get_by_text(first)).to_be_visible()
    plot = inputs.locator("svg")
    box = plot.bounding_box()
    assert box is not None
    plot.scroll_into_view_if_needed()
    plot.hover(position={"x": box["width"] - 13, "y": box["height"] / 2})
    expect(reader).to_have_attribute("aria-valuetext", last)


def test_an_alarm_marks_the_accuracy_over_time(page: Page) -> None:
    plot = page.get_by_role("img", name=re.compile("^Accuracy in production over time"))
    told = plot.get_attribute("aria-label")
    assert told is not None
    for mark in ("v1", "certified", "alarm"):
        assert mark in told


def test_an_alarm_is_closed_with_a_reason_by_keys_alone_and_stands_among_the_closed(
    page: Page,
) -> None:
    alarms = page.get_by_role("list", name="Open alarms")
    before = alarms.get_by_role("listitem").count()
    assert before >= 2
    words = "What the model predicts has changed"
    close = alarms.get_by_role("listitem").filter(has_text=words).get_by_role("button")
    close.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Close the alarm")
    expect(sheet).to_contain_text(words)
    assert scan(page) == []
    sheet.get_by_role("button", name="Close it").focus()
    page.keyboard.press("Enter")
    expect(sheet).to_be_visible()  # not without a reason
    sheet.get_by_label("Why is it over?").focus()
    page.keyboard.type("we opened the lines to other countries")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(sheet).to_have_count(0)
    expect(alarms.get_by_role("listitem")).to_have_count(before - 1)
    page.get_by_text("Closed alarms").click()
    row = page.get_by_role("row").filter(has_text="we opened the lines")
    expect(row).to_contain_text("by lena")
    page.reload()
    expect(page.get_by_role("list", name="Open alarms").get_by_role("listitem")).to_have_count(
        before - 1
    )


def test_a_look_is_asked_for_with_a_key_and_told(abroad: Room, page: Page) -> None:
    ago = page.locator("dt", has_text="Last look").locator("xpath=following-sibling::dd[1]//time")
    before = ago.first.get_attribute("datetime")
    page.keyboard.press("l")
    expect(page.get_by_role("status").filter(has_text="Looked.")).to_have_count(1)
    expect(ago.first).not_to_have_attribute("datetime", str(before))
    assert abroad.complaints == []


def test_nothing_to_look_at_yet_says_what_to_do(abroad: Room, page: Page) -> None:
    abroad.site.create("bare", kind="text", labels=("a", "b"))
    page.goto(f"{abroad.address}/p/bare/watch")
    calm(page)
    said = page.locator("main").inner_text()
    assert "None is open." in said
    assert "capture" in said
    page.set_viewport_size(PHONE)
    assert fits(page)
    assert scan(page) == []
