"""People at work in the browser: rests, skills, what one learns, and what leads see of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from browsing import PHONE, Room, calm
from desk import Desk, reviews
from errata.core.account import Role
from errata.core.people import Credential, Honeypot
from errata.flow.workspace import Workspace
from errata.loop.review.honeypots import FEWEST
from looked_at import fits, look_at, scan


def answered(desk: Desk, n: int) -> None:
    """Accept so many, one after another, or fewer if a rest comes."""
    over = desk.page.locator(".resting")
    for _ in range(n):
        desk.text.or_(over).wait_for()
        if over.is_visible():
            return
        before = desk.shown()
        desk.ready(hands=1)
        desk.press("Enter")
        expect(desk.text.filter(has_text=before)).to_have_count(0)


def resting(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def press(page: Page, key: str, *, until: Locator, state: Literal["visible", "detached"]) -> None:
    """Press it again, as a person would, where the page was not listening yet."""
    for _ in range(4):
        page.keyboard.press(key)
        try:
            until.wait_for(state=state, timeout=4_000)
        except TooLate:
            continue
        return
    until.wait_for(state=state)


def test_a_long_session_ends_in_a_rest_that_counts_down_and_leads_on(room: Room) -> None:
    ws = room.project(policy={"people": {"session_items": 2, "break_minutes": 10}})
    room.fill(ws, [f"message {n}" for n in range(20)])
    room.user("ann", Role.REVIEWER, ws)
    desk = Desk(room.page("/", name="ann"))
    page = desk.page
    answered(desk, 9)
    resting(page, "Well done. Time for a break.")
    desk.sent()
    done = len(reviews(ws))
    assert 2 <= done <= 4  # what waits for its undo, and what was fetched ahead, is not counted yet
    expect(page.locator(".clock")).to_contain_text("until")
    left = page.locator(".clock .left").inner_text()
    assert 8 <= int(left.split(":")[0]) <= 10
    expect(page.locator(".clock .left")).not_to_have_text(left)
    expect(page.get_by_text("of 2 items").first).to_be_visible()
    expect(page.get_by_text("All your answers are with the server")).to_be_visible()
    assert desk.held() == []  # nobody waits for what a resting person holds
    assert look_at(page, "resting") == {}
    desk.press("m")
    page.wait_for_url("**/my-work")
    calm(page)
    expect(page.get_by_text("You rest until")).to_be_visible()
    page.go_back()
    resting(page, "Well done. Time for a break.")
    desk.press("Enter")  # asked again too early, nothing is lost
    resting(page, "Well done. Time for a break.")
    assert len(reviews(ws)) == done
    room.clock.ahead += 11 * 60
    press(page, "Enter", until=page.locator(".resting"), state="detached")
    answered(desk, 1)
    desk.sent()
    assert len(reviews(ws)) > done


def test_a_lead_pauses_somebody_with_a_reason_and_lets_them_go_on(room: Room) -> None:
    ws = room.project()
    room.fill(ws, [f"message {n}" for n in range(20)])
    room.user("ann", Role.REVIEWER, ws)
    room.user("lena", Role.ADMIN)
    desk = Desk(room.page("/", name="ann"))
    answered(desk, 1)
    desk.sent()
    desk.why.fill("half a thought")
    lead = room.page("/p/tickets/reviewers", name="lena")
    lead.get_by_role("link", name="ann").click()
    lead.wait_for_url("**/reviewers/ann")
    expect(lead.get_by_role("heading", level=1, name="ann")).to_be_visible()
    lead.get_by_role("button", name="Pause").wait_for()
    press(lead, "p", until=lead.get_by_role("spinbutton"), state="visible")
    expect(lead.get_by_role("spinbutton")).to_be_focused()  # a driver types before a dialog opens
    lead.keyboard.type("5")
    lead.keyboard.press("Tab")
    lead.keyboard.type("Read the new guidelines first, please")
    lead.keyboard.press("Tab")
    lead.keyboard.press("Enter")
    expect(lead.get_by_role("button", name="Let go on")).to_be_visible()
    # What is on the table or was fetched ahead is answered in peace; then the reason is told.
    desk.why.press("Enter")
    answered(desk, 9)
    resting(desk.page, "A lead asks you to pause.")
    expect(desk.page.get_by_text("Read the new guidelines first, please")).to_be_visible()
    desk.sent()
    assert "half a thought" in [one.why for one in reviews(ws)]
    press(lead, "r", until=lead.get_by_role("dialog"), state="visible")
    lead.keyboard.press("Enter")
    expect(lead.get_by_role("button", name="Pause")).to_be_visible()
    lead.go_back()
    lead.wait_for_url("**/reviewers")
    desk.press("Enter")
    desk.shown()


def test_a_skill_is_declared_verified_until_a_day_and_withdrawn(room: Room) -> None:
    ws = room.project()
    room.fill(ws, ["message"])
    room.user("ann", Role.REVIEWER, ws)
    room.user("lena", Role.ADMIN)
    task = room.loop(ws).claim(reviewer="ann")
    assert task is not None
    room.loop(ws).submit(task, label="card")
    mine = room.page("/p/tickets/my-work", name="ann", size=PHONE)
    mine.get_by_text("None is known of you").wait_for()
    mine.keyboard.press("d")
    mine.keyboard.type("language=fr")
    mine.keyboard.press("Tab")
    mine.keyboard.type("my mother tongue")
    mine.keyboard.press("Enter")
    expect(mine.get_by_text("declared, waits for a lead; it opens no tasks")).to_be_visible()
    assert fits(mine)
    lead = room.page("/p/tickets/reviewers/ann", name="lena")
    expect(lead.get_by_text("my mother tongue")).to_be_visible()
    lead.get_by_role("button", name="Verify language: fr").click()
    day = datetime.now(UTC).date() + timedelta(days=90)
    lead.get_by_label("It holds until").fill(day.isoformat())
    lead.get_by_role("button", name="Verify it").click()
    expect(lead.get_by_text("verified until")).to_be_visible()
    with ws.store.snapshot() as view:
        held = view.find(Credential, project_id=ws.project.id, newest_first=True, limit=1)[0]
    assert (held.verified_by, held.note) == ("lena", "my mother tongue")
    assert held.expires_at is not None
    assert abs((held.expires_at.date() - day).days) <= 1
    mine.reload()
    expect(mine.get_by_text("its tasks come to you")).to_be_visible()
    mine.get_by_role("button", name="Take back language: fr").click()
    mine.get_by_role("button", name="Take it back").click()
    expect(mine.get_by_text("withdrawn; it opens no tasks")).to_be_visible()


def taught(room: Room, scoring: str = "named") -> Workspace:
    """Ann has answered items with a known answer, all otherwise, and her session is over."""
    people = {"honeypot_rate": 0.5, "everywhere": True, "fatigue": False, "scoring": scoring}
    consensus = {"minimum": 2, "maximum": 3}
    ws = room.project(policy={"people": people, "consensus": consensus})
    loop = room.loop(ws)
    room.fill(ws, [f"old {n}" for n in range(FEWEST + 5)])
    for who in ("xi", "yu"):
        while (task := loop.claim(reviewer=who)) is not None:
            loop.submit(task, label="card", why="A card is named.")
    room.fill(ws, [f"new {n}" for n in range(30)])
    for _ in range(20):
        task = loop.claim(reviewer="ann")
        assert task is not None
        loop.submit(task, label="refund")
    room.clock.ahead += 3 * 3600
    return ws


def test_what_was_known_teaches_is_contested_and_a_lead_settles_it(room: Room) -> None:
    ws = taught(room)
    with ws.store.snapshot() as view:
        pots = {pot.id for pot in view.find(Honeypot, reviewer="ann")}
    known = len([one for one in reviews(ws) if one.task_id in pots])
    assert known > 0
    room.user("ann", Role.REVIEWER, ws)
    room.user("lena", Role.ADMIN)
    mine = room.page("/p/tickets/my-work", name="ann")
    calm(mine)
    expect(mine.get_by_text(f"You got 0 of {known} right")).to_be_visible()
    items = mine.get_by_role("list", name="Items with a known answer").get_by_role("listitem")
    expect(items).to_have_count(known)
    expect(items.first).to_contain_text("You said refund; it is card.")
    assert look_at(mine, "my-work-taught") == {}
    items.first.get_by_role("button", name="I see it differently").click()
    mine.keyboard.type("They ask for money.")
    mine.keyboard.press("Tab")
    mine.keyboard.press("Enter")
    expect(items.first).to_contain_text("a lead will look at it")

    lead = room.page("/p/tickets/reviewers", name="lena")
    calm(lead)
    names = lead.locator("table tbody th a").all_inner_texts()
    assert names == sorted(names) == ["ann", "xi", "yu"]  # whatever their figures
    assert look_at(lead, "reviewers-contested") == {}
    contests = lead.get_by_role("list", name="Contests").get_by_role("listitem")
    expect(contests).to_have_count(1)
    expect(contests).to_contain_text("They ask for money.")
    contests.get_by_role("button", name="Uphold").press("Enter")
    lead.keyboard.type("Both can be meant.")
    lead.keyboard.press("Tab")
    lead.keyboard.press("Enter")
    expect(lead.get_by_role("heading", name="Contests to settle")).to_have_count(0)
    lead.get_by_role("link", name="ann", exact=True).click()
    expect(lead.get_by_text("Upheld by lena")).to_be_visible()
    expect(lead.get_by_role("img", name="Accuracy of ann by week")).to_be_visible()
    assert look_at(lead, "reviewer-measured") == {}
    mine.reload()
    expect(mine.get_by_text("You were right, and it does not count")).to_contain_text("Both can be")


def test_who_is_not_to_be_known_or_scored_is_not(room: Room) -> None:
    ws = taught(room, "pseudonymous")
    room.user("ann", Role.REVIEWER, ws)
    room.user("lena", Role.ADMIN)
    lead = room.page("/p/tickets/reviewers", name="lena")
    calm(lead)
    main, rows = lead.locator("main"), lead.locator("table tbody tr")
    expect(rows).to_have_count(3)
    expect(main).to_contain_text("Names are made up.")
    for place in ("list", "detail"):
        said = main.inner_text()
        assert not {"ann", "xi", "yu"} & set(said.split()), (place, said)
        assert scan(lead) == []
        if place == "list":
            rows.locator("a").first.click()
            lead.get_by_role("link", name="← Reviewers").wait_for()
            calm(lead)
    mine = room.page("/p/tickets/my-work", name="ann", size=PHONE)
    calm(mine)
    expect(mine.locator("main")).to_contain_text("under a made-up name")
    assert fits(mine)

    loop = room.loop(ws)
    off = replace(loop.policy, people=replace(loop.policy.people, scoring="off"))
    loop.change_policy(off, by="lena")
    lead.goto(f"{room.address}/p/tickets/reviewers")
    calm(lead)
    expect(main).to_contain_text("Nobody is scored here.")
    expect(lead.get_by_role("columnheader", name="Accuracy")).to_have_count(0)
    assert scan(lead) == []
    mine.reload()
    expect(mine.locator("main")).to_contain_text("Nobody is scored")
