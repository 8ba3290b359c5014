"""The way in: passwords, one-time links, and out again."""

from __future__ import annotations

from playwright.sync_api import expect

from browsing import PASSWORD, Room, calm
from desk import breaches
from errata.core.account import Role
from errata.flow.accounts.invite import invite
from looked_at import look_at, scan


def test_a_wrong_password_is_said_without_telling_who_is_known(room: Room) -> None:
    ws = room.project()
    room.user("ann", Role.REVIEWER, ws)
    page = room.page("/p/tickets/review")  # asked to sign in first, and led back afterwards
    name, password = page.get_by_label("Name"), page.get_by_label("Password")
    said = []
    for who in ("ann", "nobody"):
        name.fill(who)
        password.fill("wrong horse")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_be_visible()
        expect(password).to_be_focused()  # ready for another try
        said.append(page.get_by_role("alert").inner_text().replace(who, "WHO"))
        assert scan(page) == []
        page.reload()
        calm(page)
    assert look_at(page, "sign-in") == {}
    assert said[0] == said[1]
    name.fill("ann")
    password.fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/tickets/review")
    expect(page.get_by_role("heading", name="Nothing for you")).to_be_visible()
    assert breaches(page) == []


def test_somebody_who_guesses_has_to_wait_and_is_told_how_long(room: Room) -> None:
    page = room.page("/sign-in")
    for guess in range(40):
        page.get_by_label("Name").fill("ann")
        page.get_by_label("Password").fill(f"guess number {guess}")
        with page.expect_response("**/api/v1/session") as answer:
            page.keyboard.press("Enter")
        if answer.value.status == 429:
            break
    else:
        raise AssertionError("40 guesses in a row")
    button = page.get_by_role("button", name="Try again in")
    expect(button).to_be_visible()
    expect(button).to_be_disabled()


def test_a_one_time_link_makes_an_account_once(room: Room) -> None:
    ws = room.project()
    room.fill(ws, ["message"])
    link = invite(room.site.accounts, project_id=ws.project.id, role=Role.REVIEWER, by="test")
    page = room.page(link.path)
    expect(page.get_by_role("heading", name="Welcome to Errata")).to_be_visible()
    expect(page.get_by_text("You are invited as reviewer of tickets")).to_be_visible()
    assert look_at(page, "join") == {}
    page.get_by_label("Your name").fill("zoë")
    field = page.get_by_label("Password", exact=True)
    join = page.get_by_role("button", name="Join")
    field.fill("short")
    expect(join).to_be_disabled()
    field.fill(PASSWORD)
    join.click()
    expect(page.get_by_label("The item", exact=True)).to_contain_text("message")

    other = room.page(link.path)  # somebody else with the same link
    expect(other.get_by_text("This link does not work any more")).to_be_visible()
    expect(other.get_by_role("link", name="sign in")).to_be_visible()
    assert scan(other) == []


def test_signing_out_ends_it_in_every_tab_and_the_back_button_shows_nothing(room: Room) -> None:
    ws = room.project()
    room.user("lena", Role.LEAD, ws)
    page = room.page("/p/tickets/overview", name="lena")
    other = room.tab(page.context)
    other.goto(f"{room.address}/p/tickets/queue")
    calm(other)
    page.bring_to_front()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()
    other.bring_to_front()
    other.get_by_role("navigation").first.get_by_role("link", name="Models").click()
    expect(other.get_by_label("Password")).to_be_visible()
    # And whoever signs in there is where they wanted to be.
    other.get_by_label("Name").fill("lena")
    other.get_by_label("Password").fill(PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url("**/models")
