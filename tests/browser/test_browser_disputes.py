"""Disputes in the browser: the expert reads everybody's reasons, and leads see what waits."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from browsing import PHONE, Room
from desk import Desk, reviews
from errata.core.account import Role
from errata.core.task import Resolution
from errata.flow.workspace import Workspace

POLICY = {"consensus": {"minimum": 2, "maximum": 3}}


def disputed(room: Room, **policy: Any) -> Workspace:
    """A project with one message about which three people could not agree."""
    ws = room.project(policy={**POLICY, **policy})
    room.fill(ws, ["Give me the money back to my card."])
    loop = room.loop(ws)
    said: dict[str, dict[str, Any]] = {
        "kim": {
            "label": "card",
            "why": "A card is named.",
            "evidence": [{"kind": "span", "start": 29, "end": 33, "text": "card"}],
        },
        "lou": {"label": "refund", "cause": "ambiguous", "why": "The money goes back."},
        "max": {"unsure": True},
    }
    for who, answer in said.items():
        task = loop.claim(reviewer=who)
        assert task is not None
        assert loop.submit(task, **answer) is None
    return ws


def resolution(ws: Workspace) -> Resolution:
    with ws.store.snapshot() as view:
        (found,) = view.find(Resolution, project_id=ws.project.id)
    return found


def opinions(page: Page) -> Any:
    return page.get_by_role("list", name="What the others said").get_by_role("listitem")


def test_the_expert_reads_the_reasons_by_keys_alone_and_decides(room: Room) -> None:
    ws = disputed(room)
    room.user("eve", Role.REVIEWER, ws, skills=("expert",))
    desk = Desk(room.page("/", name="eve"))
    desk.shown()
    expect(desk.page.get_by_role("heading", name="People disagree")).to_be_visible()
    said = opinions(desk.page)
    expect(said).to_have_count(3)
    expect(desk.page.locator("main")).to_contain_text("1 says card, 1 says refund, 1 cannot tell")
    for name in ("kim", "lou", "max"):
        expect(desk.page.locator("body")).not_to_contain_text(name)
    seen = []
    for _ in range(3):
        desk.press(";")
        now = desk.page.locator("li[aria-current=true]")
        expect(now).to_have_count(1)
        seen.append(now.inner_text())
    assert sorted(text.splitlines()[0] for text in seen) == ["Could not tell", "card", "refund"]
    desk.press(":")
    expect(desk.page.locator("li[aria-current=true]")).to_have_text(
        " ".join(seen[1].split()), use_inner_text=True
    )
    expect(said.filter(has_text="A card is named.").locator("mark")).to_have_text("card")
    desk.press("Enter")
    expect(desk.page.get_by_text("Choose a label first.")).to_be_visible()  # no default here
    desk.press("2", "w")
    desk.page.keyboard.type("rule 4")
    desk.press("Enter")
    desk.send_all()
    found = resolution(ws)
    assert (found.kind.value, found.label) == ("adjudicated", "refund")
    assert found.why == "rule 4 | The money goes back."


def test_nobody_else_sees_the_reasons(room: Room) -> None:
    ws = disputed(room)
    room.fill(ws, ["Another message."])
    desk = Desk(room.page("/", name=room.user("nora", Role.REVIEWER, ws)))
    assert desk.shown() == "Another message."
    expect(opinions(desk.page)).to_have_count(0)
    desk.press(";")  # does nothing
    desk.press("1", "Enter")
    desk.send_all()
    assert len(reviews(ws)) == 4


def test_in_blind_mode_the_reasons_come_and_the_models_answer_waits(room: Room) -> None:
    ws = disputed(room, review={"blind": "always"})
    room.user("eve", Role.REVIEWER, ws, skills=("expert",))
    desk = Desk(room.page("/", name="eve", size=PHONE, touch=True))
    desk.shown()
    expect(opinions(desk.page)).to_have_count(3)
    expect(desk.page.get_by_text("Hidden until you have answered")).to_be_visible()


def test_a_lead_sees_what_waits_and_why_nobody_could_tell(room: Room) -> None:
    ws = disputed(room)
    room.user("lena", Role.LEAD, ws)
    page = room.page(f"/p/{ws.project.name}/disputes", name="lena")
    row = page.get_by_role("row").filter(has_text="Give me the money")
    expect(row).to_contain_text("1 says card, 1 says refund, 1 cannot tell")
    expect(row).to_contain_text("expert")
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="What people said")).to_be_visible()
    expect(opinions(page)).to_have_count(3)
    loop = room.loop(ws)
    task = loop.claim(reviewer="eve", skills=["expert"])
    assert task is not None
    loop.submit(task, unsure=True, why="It names both.")
    page.get_by_role("link", name="Disputes").first.click()
    expect(page.get_by_text("nothing waits for an expert")).to_be_visible()
    page.get_by_label("State").select_option("rejected")
    expect(page.get_by_role("row").filter(has_text="It names both.")).to_contain_text(
        "nobody could tell"
    )
