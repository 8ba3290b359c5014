"""Several people, several tabs, one queue: nobody waits for the absent, nothing is done twice."""

from __future__ import annotations

import json

from playwright.sync_api import Response, expect

from browsing import Room
from desk import Desk, reviews, seated, texts_of
from errata.core.account import Role
from errata.core.task import Draft


def test_two_reviewers_never_have_the_same_item_on_the_table(room: Room) -> None:
    ws = room.project()
    texts = [f"message {n}" for n in range(9)]
    room.fill(ws, texts)
    desks = [Desk(room.page("/", name=room.user(n, Role.REVIEWER, ws))) for n in ("ann", "bob")]
    now = [desk.shown() for desk in desks]
    seen = set(now)
    assert len(seen) == 2
    # By turns, to the last one: what comes to one has never been before the other.
    for turn in range(7):
        desk, mine = desks[turn % 2], now[turn % 2]
        desk.press("1", "Enter")
        now[turn % 2] = desk.moved_on(mine)
        assert now[turn % 2] not in seen
        seen.add(now[turn % 2])
    assert seen == set(texts)
    for desk in desks:
        desk.press("1", "Enter")
        expect(desk.page.get_by_role("heading", name="Nothing for you to do")).to_be_visible()
    for desk in desks:
        desk.send_all()
    assert sorted(texts_of(ws, reviews(ws))) == sorted(texts)


def test_two_tabs_of_one_reviewer_have_different_tasks_and_a_closed_one_gives_its_own_back(
    room: Room,
) -> None:
    ws = room.project()
    room.fill(ws, ["message 0", "message 1"])
    room.user("ann", Role.REVIEWER, ws)
    one = Desk(room.page("/", name="ann"))
    first = one.shown()
    two = Desk(room.tab(one.page.context))
    two.page.goto(room.address)
    second = two.shown()
    assert {first, second} == {"message 0", "message 1"}
    three = Desk(room.page("/", name=room.user("bob", Role.REVIEWER, ws)))
    expect(three.page.get_by_role("heading", name="Nothing for you to do")).to_be_visible()
    expect(three.page.locator("main")).to_contain_text("2")  # in others' hands
    one.page.close()
    assert three.shown() == first  # by itself
    two.press("Enter")
    three.press("Enter")
    for desk in (two, three):
        desk.send_all()
    assert sorted(texts_of(ws, reviews(ws))) == ["message 0", "message 1"]


def test_a_late_answer_to_a_task_that_went_on_is_kept_as_a_draft_and_said_kindly(
    room: Room,
) -> None:
    ws, desk = seated(room)
    first = desk.shown()
    desk.ready()
    room.clock.ahead = 700  # a lease lasts 600 seconds
    loop = room.loop(ws)
    taken = loop.claim(reviewer="bob")
    assert taken is not None
    assert taken.item == first  # an absent reviewer blocks nothing
    loop.submit(taken, label="transfer")
    desk.press("2", "w")
    desk.page.keyboard.type("mine came too late")
    desk.press("Enter")
    second = desk.moved_on(first)
    expect(desk.notices).to_contain_text("Somebody else had this task")
    expect(desk.notices).to_contain_text("kept as a draft")
    assert desk.shown() == second
    desk.sent()
    assert [(one.reviewer, one.label) for one in reviews(ws)] == [("bob", "transfer")]
    with ws.store.snapshot() as view:
        drafts = view.find(Draft, task_id=taken.id, reviewer="ann")
    assert [(one.label, one.why) for one in drafts][-1] == ("refund", "mine came too late")


def test_a_lease_that_ran_out_untaken_still_takes_the_answer(room: Room) -> None:
    ws, desk = seated(room)
    first = desk.shown()
    desk.ready()
    room.clock.ahead = 700
    desk.press("2", "Enter")
    second = desk.moved_on(first)
    desk.press("3", "Enter")
    third = desk.moved_on(second)
    assert third != first  # nobody is asked twice
    desk.sent()
    expect(desk.notices).to_be_empty()
    given = reviews(ws)
    assert sorted(zip(texts_of(ws, given), [one.label for one in given], strict=True)) == [
        (first, "refund"),
        (second, "transfer"),
    ]


def test_a_task_that_went_on_while_it_was_answered_makes_room_for_the_next(room: Room) -> None:
    ws, desk = seated(room)
    first = desk.shown()
    desk.ready()
    room.clock.ahead = 700
    taken = room.loop(ws).claim(reviewer="bob")
    assert taken is not None
    assert taken.item == first
    desk.press("2", "w")
    desk.page.keyboard.type("a thought")  # its draft is saved, and the server says who has it
    expect(desk.notices).to_contain_text("Somebody else has this task now")
    assert desk.shown() != first
    assert reviews(ws) == []


def test_an_empty_queue_says_what_is_waited_for_and_goes_on_by_itself(room: Room) -> None:
    ws = room.project()
    room.user("ann", Role.REVIEWER, ws)
    desk = Desk(room.page("/", name="ann"))
    page = desk.page
    expect(page.get_by_role("heading", name="Nothing for you to do right now")).to_be_visible()
    expect(page.get_by_text("This page looks again by itself")).to_be_visible()
    room.fill(ws, ["late news"])
    assert desk.shown() == "late news"
    expect(desk.label("card")).to_be_checked()


def test_work_for_another_skill_is_named_to_whoever_lacks_it(room: Room) -> None:
    ws = room.project(policy={"triage": {"expert_below": 0.9}})
    room.fill(ws, ["a hard one"])
    room.user("ann", Role.REVIEWER, ws)
    room.user("eve", Role.REVIEWER, ws, skills=("expert",))
    desk = Desk(room.page("/", name="ann"))
    expect(desk.page.locator("main")).to_contain_text("expert")
    assert Desk(room.page("/", name="eve")).shown() == "a hard one"


def test_a_blind_reviewer_cannot_know_the_models_answer_before_theirs_is_committed(
    room: Room,
) -> None:
    ws = room.project(policy={"review": {"blind": "always"}})
    says = [[0.0625, 0.8125, 0.125]] * 30  # the model says refund
    room.fill(ws, [f"message {n}" for n in range(30)], says)
    room.user("ann", Role.REVIEWER, ws)
    page = room.page("/sign-in")
    heard: list[Response] = []
    page.on("response", lambda answer: heard.append(answer) if "/api/" in answer.url else None)
    room.sign_in(page, "ann")
    desk = Desk(page)
    first = desk.shown()
    page.wait_for_function("document.querySelectorAll('button[title]').length > 3")  # the causes
    tasks = 0
    for answer in heard:
        if not answer.ok or answer.status == 204:
            continue
        told = answer.text()
        assert "0.8125" not in told, answer.url
        assert '"v1"' not in told, answer.url
        if answer.url.endswith("/claim") and (task := json.loads(told)["task"]):
            tasks += 1
            assert (task["blind"], task["prediction"], task["model"]) == (True, None, None)
            assert not any(name in str(task["reasons"]) for name in ws.project.labels)
    assert tasks
    whole = page.content()
    assert "81 %" not in whole
    assert "runner-up" not in whole
    assert "v1, calibrated" not in whole
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    desk.press("Enter")  # nothing to accept
    expect(page.get_by_text("Choose a label first")).to_be_visible()

    desk.press("1", "Enter")
    expect(page.get_by_text("81 %", exact=True)).to_be_visible()
    expect(page.get_by_text("The model says otherwise")).to_be_visible()
    desk.press("2")  # no second thoughts once it is known
    expect(page.get_by_text("that is what counts")).to_be_visible()
    expect(desk.label("card")).to_be_checked()
    desk.press("c", "Enter")
    desk.moved_on(first)
    desk.send_all()
    (stored,) = reviews(ws)
    assert (stored.label, stored.cause, stored.blind) == ("card", "missing_context", True)
