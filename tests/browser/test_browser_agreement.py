"""Agreement in the browser: where people part, on what, and what to do about errors."""

from __future__ import annotations

from playwright.sync_api import expect

from browsing import Room
from desk import breaches
from errata.core.account import Role
from errata.flow.guidelines import publish_guideline
from errata.flow.workspace import Workspace
from looked_at import look_at

POLICY = {"consensus": {"minimum": 2, "maximum": 3}, "watch": {"alpha": 0.05}}
SAID = [("card", "card"), ("transfer", "transfer"), *[("refund", "transfer")] * 4] * 8


def judged(room: Room) -> Workspace:
    """Messages that two people answered: they cannot tell a refund from a transfer."""
    ws = room.project(policy=POLICY)
    publish_guideline(ws, "# Labels", changes="The first version.")
    names = [f"Message {row}: money back to the account." for row in range(len(SAID))]
    room.fill(ws, names)
    loop = room.loop(ws)
    wanted = dict(zip(names, SAID, strict=True))
    for place, who in enumerate(("kim", "lou")):
        for _ in names:
            task = loop.claim(reviewer=who)
            assert task is not None
            label = wanted[task.item][place]
            loop.submit(
                task, label=label, cause=None if label == "card" else "ambiguous",
                why="" if label == "card" else "The rules do not say what a refund is.",
            )  # fmt: skip
    return ws


def test_a_lead_sees_which_instruction_is_unclear(room: Room) -> None:
    ws = judged(room)
    raised = {alarm.kind for alarm in room.loop(ws).look().open}
    assert "unclear_guideline" in raised
    room.user("lena", Role.LEAD, ws)
    page = room.page(f"/p/{ws.project.name}/agreement", name="lena")
    unclear = page.get_by_role("region", name="Unclear classes")
    expect(unclear.get_by_role("heading", name="refund or transfer?")).to_be_visible()
    expect(unclear.get_by_role("listitem").first).to_contain_text("refund or transfer")
    mixed = page.get_by_text("refund and transfer", exact=True)
    mixed.click()
    expect(page.get_by_text("32 items, ", exact=False)).to_be_visible()
    expect(page.get_by_text("kim and lou")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="The first version.")).to_be_visible()
    assert look_at(page, "agreement") == {}
    assert breaches(page) == []
    page.get_by_label("Labels").select_option("ordinal")
    page.wait_for_url("**scale=ordinal")
    unclear.get_by_role("listitem").first.get_by_role("link").click()
    page.wait_for_url("**/queue/*")


def test_the_errors_page_says_what_to_do_in_peoples_words(room: Room) -> None:
    ws = judged(room)
    room.user("lena", Role.LEAD, ws)
    page = room.page(f"/p/{ws.project.name}/errors", name="lena")
    todo = page.get_by_role("region", name="What to do")
    expect(todo).to_contain_text("Refine the guidelines")
    expect(todo.get_by_role("row").filter(has_text="everywhere")).to_contain_text("ambiguous")
    todo.get_by_text("The rules do not say what a refund is.").click()
    expect(todo.get_by_role("listitem").first).to_contain_text("said card")
    assert look_at(page, "what-to-do") == {}


def test_before_two_people_answered_it_says_how_to_get_there(room: Room) -> None:
    ws = room.project()
    room.fill(ws, ["A message."])
    room.user("lena", Role.LEAD, ws)
    page = room.page(f"/p/{ws.project.name}/agreement", name="lena")
    expect(page.get_by_text("no two people have answered the same item yet")).to_be_visible()
    assert look_at(page, "agreement-empty") == {}
