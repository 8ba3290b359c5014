"""The errors page: where the model errs, told as stories; slices are watched from there."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browsing import Room, calm
from desk import breaches
from errata.core.model import SliceWatch
from errata.core.project import Project
from looked_at import look_at


@pytest.fixture(scope="module")
def page(abroad: Room) -> Page:
    """The lead's browser."""
    return abroad.page("/account", name="lena")


@pytest.fixture(autouse=True)
def at_the_page(abroad: Room, page: Page) -> None:
    page.goto(f"{abroad.address}/p/calls/errors")
    calm(page)


def test_it_can_be_read_on_desk_and_phone_by_day_and_night(abroad: Room, page: Page) -> None:
    assert page.get_by_role("alert").all_inner_texts() == []
    assert look_at(page, "errors-abroad") == {}
    assert breaches(page) == []
    said = page.locator("main").inner_text()
    assert not re.search(r"\b(NaN|undefined|null|Infinity|\[object)\b", said), said
    assert abroad.complaints == []


def test_the_places_where_it_errs_are_the_languages_it_never_saw(page: Page) -> None:
    names = page.get_by_role("article").get_by_role("heading", level=3).all_inner_texts()
    assert names
    abroad_only = re.compile(r"language=(de|es|fr|hi|th)|region of|beyond ASCII|word ")
    assert [name for name in names if not abroad_only.search(name)] == []
    assert "language=en" not in page.locator("main").inner_text()


def test_a_story_shows_its_rate_with_interval_its_causes_its_remedy_and_examples(
    page: Page,
) -> None:
    first = page.get_by_role("article").first
    name = first.get_by_role("heading", level=3).inner_text()
    plot = first.get_by_role("img").first
    told = plot.get_attribute("aria-label")
    assert told is not None
    assert re.search(
        rf"^{re.escape(name)}: \d+\u00a0% \(\d+–\d+\u00a0%, n\u00a0=\u00a0\d+\) wrong", told
    )
    table = first.get_by_role("table", name="Counts by cause")
    assert "new class" in table.inner_text() or "underrepresented" in table.inner_text()
    expect(first.get_by_text(re.compile("^(Collect data|Change the model)"))).to_be_visible()
    example = first.get_by_role("listitem").first
    expect(example).to_contain_text(re.compile("said IN:[A-Z_]+, was IN:[A-Z_]+"))
    example.get_by_role("link").click()
    page.wait_for_url("**/queue/*")
    calm(page)
    expect(page.locator("h1")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Errors")


def test_a_slice_is_watched_by_keys_alone_and_stays_watched(abroad: Room, page: Page) -> None:
    first = page.get_by_role("article").first
    name = first.get_by_role("heading", level=3).inner_text()
    switch = first.get_by_role("switch", name=f"Watch this slice {name}", exact=True)
    expect(switch).not_to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    expect(first.get_by_text("by lena")).to_be_visible()
    page.reload()
    expect(switch).to_be_checked()
    with abroad.site.store.snapshot() as view:
        project = view.find(Project, name="calls")[0]
        kept = view.find(SliceWatch, project_id=project.id)
    assert [(each.name, each.watched, each.by) for each in kept] == [(name, True, "lena")]
    assert kept[0].weight > 1
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).not_to_be_checked()
    expect(first.get_by_text("by lena")).to_have_count(0)
    page.reload()
    expect(switch).not_to_be_checked()
    assert abroad.complaints == []


def test_causes_and_confusion_are_still_there(page: Page) -> None:
    expect(
        page.get_by_role("table", name=re.compile("by the label the model said"))
    ).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("what was right"))).to_be_visible()
