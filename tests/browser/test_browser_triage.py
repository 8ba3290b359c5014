"""The triage page: the certificate and its end, the curve, and what another promise would cost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import PHONE, Room, calm
from desk import breaches
from errata.core.model import Operating
from errata.core.project import Project
from looked_at import fits, look_at, scan


@pytest.fixture(scope="module")
def page(abroad: Room) -> Page:
    """The lead's browser."""
    return abroad.page("/account", name="lena")


@pytest.fixture(autouse=True)
def at_the_page(abroad: Room, page: Page) -> None:
    page.goto(f"{abroad.address}/p/calls/triage")
    calm(page)


def certificates(room: Room) -> list[Operating]:
    """Of the project, oldest first."""
    with room.site.store.snapshot() as view:
        project = view.find(Project, name="calls")[0]
        return view.find(Operating, project_id=project.id)


def figure(page: Page, name: str) -> str:
    """What stands under a name."""
    return (
        page.locator("dt", has_text=name)
        .first.locator("xpath=following-sibling::dd[1]")
        .inner_text()
    )


def reader(page: Page) -> Locator:
    """What reads the curve."""
    return page.get_by_role("slider", name="Read the curve")


def test_it_can_be_read_on_desk_and_phone_by_day_and_night(abroad: Room, page: Page) -> None:
    assert page.get_by_role("alert").all_inner_texts() == []
    assert look_at(page, "triage-abroad") == {}
    assert breaches(page) == []
    said = page.locator("main").inner_text()
    assert not re.search(r"\b(NaN|undefined|null|Infinity|\[object)\b", said), said
    assert abroad.complaints == []


def test_a_certificate_that_lapsed_says_why_and_that_everything_is_reviewed(page: Page) -> None:
    said = page.get_by_text(
        re.compile(r"^Lapsed \d+ (hours?|days?) ago: What comes in has changed")
    )
    expect(said).to_be_visible()
    expect(page.get_by_text("Everything goes to review until you certify anew.")).to_be_visible()
    bar = page.get_by_role("img", name=re.compile("^Shares of the traffic: "))
    assert "accept 0.0\u00a0%" in str(bar.get_attribute("aria-label"))
    page.get_by_role("link", name="See the alarm.").click()
    page.wait_for_url("**/watch")
    calm(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Triage")


def test_any_point_of_the_curve_is_read_with_the_arrow_keys_and_the_pointer(page: Page) -> None:
    reader(page).focus()
    page.keyboard.press("End")
    all_of_it = str(reader(page).get_attribute("aria-valuetext"))
    assert re.search(r"100\.0\u00a0% \(9\d\.\d\u00a0% to 100\.0\u00a0%\) automated", all_of_it)
    assert re.search(
        r"errors among them \d+\.\d\u00a0% \(\d+\.\d\u00a0% to \d+\.\d\u00a0%\)", all_of_it
    )
    page.keyboard.press("ArrowLeft")
    assert reader(page).get_attribute("aria-valuetext") != all_of_it
    page.keyboard.press("Home")
    least = figure(page, "Automated")
    plot = page.get_by_role("img", name=re.compile("^Error among accepted"))
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    plot.hover(position={"x": box["width"] - 20, "y": box["height"] / 2})
    expect(reader(page)).to_have_attribute("aria-valuetext", re.compile("9[0-9]|100"))
    assert figure(page, "Automated") != least


def test_a_stricter_promise_costs_more_reviews_and_lets_fewer_errors_through(page: Page) -> None:
    slide = page.get_by_role("slider", name=re.compile("^At most"))
    table = page.get_by_role("table").filter(has_text="Errors a day")
    expect(table.locator("tbody tr").first).to_be_visible()
    reviews, errors = [], []
    for row in table.locator("tbody tr").all():
        cells = [
            re.sub(r"[,\s]", "", text.split("(")[0]) for text in row.locator("td").all_inner_texts()
        ]
        reviews.append(float(cells[1]))
        errors.append(float(cells[2]))
    assert reviews == sorted(reviews, reverse=True)
    assert errors == sorted(errors)
    assert reviews[0] > reviews[-1]
    slide.focus()
    before = figure(page, "Reviews a day")
    page.keyboard.press("End")  # 20 %
    expect(page.get_by_role("button", name="Certify at 20.0\u00a0%")).to_be_visible()
    expect(table.locator("tr[aria-current]")).to_contain_text("20.0\u00a0%")
    page.get_by_role("button", name="Look at ≤ 0.5\u00a0%").click()
    expect(table.locator("tr[aria-current]")).to_contain_text("0.5\u00a0%")
    assert before


def test_a_promise_that_cannot_be_kept_says_so_and_how_many_labels_would_help(page: Page) -> None:
    page.get_by_label("in figures, %").fill("0.2")
    said = page.get_by_text(re.compile(r"^No threshold keeps the errors at or below 0\.2"))
    expect(said).to_contain_text(re.compile(r"more labels would|More labels alone will not do"))


def test_a_promise_is_made_from_here_and_holds(abroad: Room, page: Page) -> None:
    before = len(certificates(abroad))
    page.get_by_label("in figures, %").fill("15")
    page.get_by_role("button", name="Certify at 15.0\u00a0%").click()
    expect(
        page.get_by_role("status").filter(has_text=re.compile("Certified|No threshold"))
    ).to_be_visible()
    made = certificates(abroad)
    assert len(made) == before + 1
    assert made[-1].alpha == 0.15
    expect(page.get_by_text(re.compile(r"^Expires in (29|30) days"))).to_be_visible()
    rows = page.get_by_role("table").filter(has_text="Share automated").locator("tbody tr")
    expect(rows).to_have_count(before + 1)
    expect(rows.first).to_contain_text("≤ 15.0\u00a0% errors")
    assert scan(page) == []
    assert abroad.complaints == []


def test_classes_have_promises_of_their_own_and_the_confidence_is_held_against_the_truth(
    page: Page,
) -> None:
    table = page.get_by_role("table").filter(has_text="Automated of it")
    expect(table.get_by_role("rowheader").filter(has_text="predicted class").first).to_be_visible()
    plot = page.get_by_role("img", name=re.compile("^Reliability: says"))
    expect(plot).to_be_visible()
    error = page.get_by_text("Calibration error").locator("xpath=..").inner_text()
    assert re.search(r"\d+\.\d–\d+\.\d\u00a0%, n\u00a0=\u00a0\d+", error), error


def test_nothing_to_promise_on_yet_says_what_to_do(abroad: Room, page: Page) -> None:
    abroad.site.create("bare", kind="text", labels=("a", "b"))
    page.goto(f"{abroad.address}/p/bare/triage")
    calm(page)
    said = page.locator("main").inner_text()
    assert "not certified yet" in said
    assert "errata import sample.csv --as hold" in said
    page.set_viewport_size(PHONE)
    assert fits(page)
    assert scan(page) == []
