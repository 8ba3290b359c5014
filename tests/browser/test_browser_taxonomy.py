"""Leads change causes, labels and guidelines while people review."""

from __future__ import annotations

import numpy as np
from playwright.sync_api import expect

from browsing import Room, calm
from desk import Desk, reviews
from errata.core.account import Role

POLICY = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "consensus": {"minimum": 1, "maximum": 1, "bar": 0.6},
    "review": {"model_prior": False},
}


def test_a_settled_task_teaches_and_its_label_and_cause_are_merged(room: Room) -> None:
    ws = room.project(labels=("card", "chip", "refund"), policy=POLICY)
    room.fill(ws, ["where is my plastic", "open"], np.array([[0.5, 0.3, 0.2]] * 2))
    room.user("lena", Role.LEAD, ws)
    desk = Desk(room.page(f"/p/{ws.project.name}/review", name="lena"))
    page = desk.page
    assert desk.shown() == "where is my plastic"
    desk.press("2")
    desk.cause("ambiguous").click()
    desk.why.fill("it has a chip")
    desk.press("Enter")
    desk.send_all()
    (review,) = reviews(ws)
    home = f"{room.address}/p/{ws.project.name}"
    page.goto(f"{home}/queue/{review.task_id}")
    page.get_by_role("button", name="Add to the guidelines").click()
    expect(page.get_by_text("Version 1 of the")).to_be_visible()
    expect(page.get_by_text("chip, do: “where is my plastic”: it has a chip")).to_be_visible()
    calm(page)
    page.goto(f"{home}/taxonomy")
    page.get_by_role("button", name="Replace ambiguous").click()
    page.get_by_label("How").select_option("merge")
    page.locator("select[name=into]").select_option("bias")
    page.get_by_role("dialog").get_by_role("button", name="Replace").click()
    expect(page.get_by_text("ambiguous became bias: 1 error now under bias")).to_be_visible()
    calm(page)
    page.goto(f"{home}/labels")
    page.get_by_role("button", name="Merge chip").click()
    page.get_by_role("dialog").locator("select").select_option("card")
    page.get_by_label("Why, in words").fill("nobody tells them apart")
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(page.get_by_text("chip counts as card: 1 review,")).to_be_visible()
    expect(page.get_by_text("and 1 that said chip")).to_be_visible()
    calm(page)
    page.goto(f"{home}/review")
    # What is new in the guidelines lies over it, so not by its role.
    expect(page.locator("#labels [role=radio]")).to_have_count(2)
