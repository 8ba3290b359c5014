"""Disputes over HTTP: the expert's slot alone shows the reasons, and leads see what waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from errata.core.account import Role
from errata.core.people import Crowd
from errata.flow.crowd import FIRST
from errata.server.background import jobs
from reviewing import Desk, Reviewing, reviewing

POLICY = {"consensus": {"minimum": 2, "maximum": 3}}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    made = reviewing(tmp_path, policy=POLICY)
    yield made
    made.close()


def disagree(desk: Reviewing) -> str:
    """Three people answer the one task, each otherwise; the task's identifier."""
    desk.capture(["money back to my card"])
    said: dict[str, dict[str, Any]] = {
        "kim": {"label": "card", "why": "a card is named"},
        "lou": {"label": "refund", "cause": "ambiguous", "why": "money back"},
        "max": {"unsure": True},
    }
    ident = ""
    for who, answer in said.items():
        page = desk.desk(who)
        task = page.task()
        assert task["dispute"] is None
        assert page.on(task, "review", **answer).status_code == 200
        assert page.call("GET", f"tasks/{task['id']}").status_code == 404, "no longer in hand"
        ident = task["id"]
    return ident


def lead(desk: Reviewing) -> Desk:
    return desk.desk("lena", Role.LEAD)


def test_the_expert_sees_the_reasons_and_nobody_else_does(desk: Reviewing) -> None:
    ident = disagree(desk)
    assert desk.desk("nora").claim()["task"] is None
    expert = desk.skilled("eve", ["expert"])
    task = expert.task()
    assert task["id"] == ident
    told = task["dispute"]
    assert told["says"] == "1 says card, 1 says refund, 1 cannot tell"
    assert {(one["label"], one["cause"], one["why"]) for one in told["answers"]} == {
        ("card", None, "a card is named"),
        ("refund", "ambiguous", "money back"),
        (None, None, ""),
    }
    assert set(told["answers"][0]) == {"label", "cause", "why", "evidence"}
    assert not any(name in str(told) for name in ("kim", "lou", "max", "key:"))
    assert expert.call("GET", f"tasks/{ident}").json()["dispute"] == told
    other = desk.desk("nora").call("GET", f"tasks/{ident}")
    assert other.status_code == 404, "only who holds the slot"
    done = expert.review(task, "refund", why="rule 4")
    assert done["resolution"] == {"kind": "adjudicated", "label": "refund"}


def test_leads_see_what_waits_and_what_became_of_it(desk: Reviewing) -> None:
    assert lead(desk).call("GET", "disputes").json() == {"items": [], "next": None}
    ident = disagree(desk)
    page = lead(desk)
    (row,) = page.call("GET", "disputes").json()["items"]
    assert row["task_id"] == ident
    assert (row["labels"], row["unsure"]) == ({"card": 1, "refund": 1}, 1)
    assert (row["stage"], row["needs"], row["held"]) == ("open", "expert", False)
    told = page.call("GET", f"disputes/{ident}").json()
    assert told["item"]["text"] == "money back to my card"
    assert len(told["answers"]["answers"]) == 3
    expert = desk.skilled("eve", ["expert"])
    task = expert.task()
    assert expert.on(task, "review", unsure=True, why="no amount").status_code == 200
    assert page.call("GET", "disputes").json()["items"] == []
    (gone,) = page.call("GET", "disputes?state=rejected").json()["items"]
    assert gone["label"] is None
    assert gone["why"].startswith("the expert could not tell after the others")
    assert gone["why"].endswith(": no amount")
    assert page.call("GET", "disputes?state=adjudicated").json()["items"] == []


def test_what_is_no_dispute_is_not_found_and_reviewers_may_not_look(desk: Reviewing) -> None:
    page = lead(desk)
    assert page.call("GET", "disputes/x").status_code == 404
    assert page.call("GET", "disputes?state=old").status_code == 422
    assert desk.desk("nora").call("GET", "disputes").status_code == 403


def test_the_server_learns_of_its_reviewers_by_itself(desk: Reviewing) -> None:
    n = FIRST // 2 + 1
    desk.capture([f"item {case}" for case in range(n)])
    for who in ("kim", "lou"):
        page = desk.desk(who)
        for _ in range(n):
            page.review(page.task(), "card")
    (job,) = [each for each in jobs(desk.served.room) if each.name == "crowd"]
    assert job.run() is False
    with desk.served.site.store.snapshot() as view:
        (known,) = view.find(Crowd, project_id=desk.ws.project.id)
    assert known.number == 1
