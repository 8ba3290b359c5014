"""Nothing a reviewer has done is lost: undo, drafts, lost connections, a server that dies."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from browsing import Room
from desk import Desk, reviews, seated, texts_of
from errata.core.account import Role
from errata.flow.workspace import Workspace


def test_undo_brings_the_task_and_the_answer_back_and_nothing_was_stored(room: Room) -> None:
    ws, desk = seated(room)
    first = desk.shown()
    desk.ready()
    desk.press("2", "c", "w")
    desk.page.keyboard.type("sent twice")
    desk.press("Enter")
    second = desk.moved_on(first)
    desk.press("z")
    assert desk.moved_on(second) == first
    expect(desk.label("refund")).to_be_checked()
    expect(desk.cause("missing context")).to_have_attribute("aria-pressed", "true")
    expect(desk.why).to_have_value("sent twice")
    assert reviews(ws) == []
    desk.press("z")  # there is nothing more
    expect(desk.notices).to_contain_text("nothing to take back")
    # Another answer instead; the task that stood between comes back after it.
    desk.press("3", "Enter")
    assert desk.moved_on(first) == second
    desk.press("Enter")  # which sends the one before
    desk.moved_on(second)
    desk.sent(left=1)
    (stored,) = reviews(ws)
    assert (stored.label, stored.cause, stored.why) == ("transfer", "missing_context", "sent twice")
    assert texts_of(ws, [stored]) == [first]


def test_an_answer_that_is_with_the_server_is_not_taken_back(room: Room) -> None:
    ws, desk = seated(room)
    first = desk.shown()
    desk.ready()
    desk.press("Enter")
    second = desk.moved_on(first)
    desk.ready()
    desk.press("Enter")
    third = desk.moved_on(second)
    desk.sent(left=1)
    assert texts_of(ws, reviews(ws)) == [first]
    desk.press("z")
    assert desk.moved_on(third) == second
    desk.press("z")
    expect(desk.notices).to_contain_text("nothing to take back")
    assert desk.shown() == second


def write_draft(desk: Desk) -> str:
    """A label, a cause and a why, not sent."""
    text = desk.shown()
    desk.ready()
    desk.press("2", "c", "w")
    desk.page.keyboard.type("half a thou")
    return text


def expect_draft(desk: Desk, text: str) -> None:
    """It is there again."""
    assert desk.shown() == text
    expect(desk.label("refund")).to_be_checked()
    expect(desk.cause("missing context")).to_have_attribute("aria-pressed", "true")
    expect(desk.why).to_have_value("half a thou")


def test_a_draft_survives_a_reload(room: Room) -> None:
    ws, desk = seated(room)
    text = write_draft(desk)
    desk.page.reload()
    expect_draft(desk, text)
    assert reviews(ws) == []


def test_a_draft_survives_a_closed_tab_and_the_task_is_free_at_once(room: Room) -> None:
    ws, desk = seated(room)
    text = write_draft(desk)
    expect(desk.page.get_by_text("Draft saved")).to_be_visible()
    context = desk.page.context
    desk.page.close()
    other = Desk(room.page("/", name=room.user("bob", Role.REVIEWER, ws)))
    assert other.shown() == text  # a closed tab holds nothing
    expect(other.label("card")).to_be_checked()  # and what was begun is nobody else's business
    expect(other.why).to_have_value("")
    other.page.close()
    again = Desk(room.tab(context))
    again.page.goto(room.address)
    expect_draft(again, text)


def test_a_draft_follows_to_another_machine(room: Room) -> None:
    _, desk = seated(room)
    text = write_draft(desk)
    expect(desk.page.get_by_text("Draft saved")).to_be_visible()
    desk.page.close()
    expect_draft(Desk(room.page("/", name="ann")), text)


def answered_each_once(ws: Workspace, given: dict[str, str]) -> None:
    """The store has these texts with these labels, once each."""
    stored = reviews(ws)
    assert sorted(zip(texts_of(ws, stored), [one.label for one in stored], strict=True)) == sorted(
        given.items()
    )


def test_a_lost_connection_loses_and_doubles_nothing(room: Room) -> None:
    ws, desk = seated(room)
    page = desk.page
    first = desk.shown()
    desk.ready()
    page.context.set_offline(True)
    expect(page.get_by_text("No connection.")).to_be_visible()
    desk.press("2", "Enter")
    second = desk.moved_on(first)
    desk.press("3", "Enter")  # the one that was here already is answered, too
    expect(page.get_by_text("2 answers wait to be sent; nothing is lost.")).to_be_visible()
    assert reviews(ws) == []
    page.context.set_offline(False)
    third = desk.shown()  # work goes on by itself
    assert third not in (first, second)
    desk.sent()
    expect(page.get_by_text("No connection.")).to_be_hidden()
    answered_each_once(ws, {first: "refund", second: "transfer"})


def test_an_answer_whose_acknowledgement_was_lost_counts_once(room: Room) -> None:
    ws, desk = seated(room)
    page = desk.page
    first = desk.shown()
    desk.ready()
    swallowed: list[int] = []

    def swallow(route: Route) -> None:
        swallowed.append(route.fetch().status)  # the server has it, the page hears nothing
        route.abort("connectionreset")

    page.route("**/tasks/*/review", swallow, times=1)
    desk.press("2", "Enter")
    second = desk.moved_on(first)
    desk.ready()
    desk.press("Enter")
    desk.moved_on(second)
    desk.sent()
    assert swallowed == [200]
    answered_each_once(ws, {first: "refund", second: "card"})


def test_a_server_that_goes_and_comes_back_is_waited_for(room: Room) -> None:
    ws, desk = seated(room)
    page = desk.page
    first = desk.shown()
    desk.ready()
    room.stop()
    desk.press("2", "Enter")
    second = desk.moved_on(first)
    desk.press("3", "Enter")
    expect(page.get_by_text("2 answers wait to be sent; nothing is lost.")).to_be_visible()
    room.start()
    third = desk.shown()
    assert third not in (first, second)
    desk.sent()
    answered_each_once(ws, {first: "refund", second: "transfer"})


def test_answers_that_a_closed_browser_could_not_send_go_out_at_the_next_visit(room: Room) -> None:
    ws, desk = seated(room)
    context = desk.page.context
    first = desk.shown()
    desk.ready()
    context.set_offline(True)
    desk.press("2", "Enter")
    desk.moved_on(first)
    desk.page.close()
    assert reviews(ws) == []
    context.set_offline(False)
    page: Page = room.tab(context)
    page.goto(room.address)
    back = Desk(page)
    back.sent()
    assert back.shown() != first
    answered_each_once(ws, {first: "refund"})
