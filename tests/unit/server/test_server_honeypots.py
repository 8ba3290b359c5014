"""Honeypots over HTTP: nothing that a reviewer can read or ask tells one from another task."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from errata.core.account import Role
from errata.core.people import Honeypot
from errata.core.task import Review
from errata.flow.people.honeypot import place_honeypots
from errata.loop.review.honeypots import FEWEST
from errata.server.chores import look_after_people
from reviewing import Desk, Reviewing, reviewing

ALWAYS_AT_WORK: dict[str, Any] = {
    "session_items": 0, "session_minutes": 0.0, "daily_items": 0, "daily_minutes": 0.0,
    "fatigue": False,
}  # fmt: skip
POLICY: dict[str, Any] = {
    "people": {**ALWAYS_AT_WORK, "honeypot_rate": 0.5},
    "consensus": {"minimum": 2, "maximum": 3, "bar": 0.9},
}


def known(room: Reviewing) -> None:
    """Answers that two people agree on; then routine work, of which one answer is enough."""
    room.capture([f"old {n}" for n in range(FEWEST + 5)])
    for who in ("xi", "yu"):
        while (task := room.loop.claim(reviewer=who)) is not None:
            room.loop.submit(task, label="card")
    room.capture([f"new {n}" for n in range(120)])


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Reviewing]:
    made = reviewing(tmp_path, policy=POLICY)
    known(made)
    yield made
    made.close()


def pots(room: Reviewing, who: str) -> set[str]:
    with room.ws.store.snapshot() as view:
        return {one.id for one in view.find(Honeypot, reviewer=who)}


def shape(value: Any) -> Any:
    """A value's fields and types, without what they hold."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in sorted(value.items())}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def worked(room: Reviewing, desk: Desk, n: int) -> tuple[list[Any], list[Any], set[str]]:
    """What was seen of tasks, what was answered to their labels, and which were honeypots."""
    seen, told = [], []
    for _ in range(n):
        look_after_people(room.served.room)
        seen.append(desk.task())
        told.append(desk.review(seen[-1], "card", cause="ambiguous"))
    return seen, told, pots(room, desk.name)


def test_a_reviewer_sees_no_difference(room: Reviewing) -> None:
    desk = room.desk("ann")
    desk.review(desk.task(), "card")  # whoever has answered is measured
    seen, told, own = worked(room, desk, 40)
    split: dict[bool, list[int]] = {True: [], False: []}
    for row, task in enumerate(seen):
        split[task["id"] in own].append(row)
    assert len(split[True]) > 8
    assert len(split[False]) > 8
    for what in (seen, told):
        shapes = [{str(shape(what[row])) for row in split[side]} for side in (True, False)]
        assert shapes[0] == shapes[1]
    for name in ("prediction", "reasons", "model", "blind", "committed", "labels", "attributes"):
        values = [{str(seen[row][name]) for row in split[side]} for side in (True, False)]
        assert values[0] == values[1], name
    assert {str(told[row]["resolution"]) for row in split[True]} <= {
        str(told[row]["resolution"]) for row in split[False]
    }
    times = [{seen[row]["due_at"] for row in split[side]} for side in (True, False)]
    assert times[0] <= times[1]
    assert {task["id"][:13] for task in seen} == {seen[split[False][0]]["id"][:13]}


def test_no_route_that_a_reviewer_has_tells_anything_of_it(room: Reviewing) -> None:
    desk = room.desk("ann")
    desk.review(desk.task(), "card")
    place_honeypots(room.ws, reviewer=desk.name)
    (some, *_) = sorted(pots(room, desk.name))
    for path in (
        f"trace/{some}", f"tasks/{some}/story", "tasks", f"predictions/{some}/decision",
        f"predictions/{some}", "golden", "exports", f"tasks/{some}", f"tasks/{some}/frames/0",
        "audit", f"disputes/{some}", "resolutions", "confusion", "reviewers", "overview",
    ):  # fmt: skip
        answer = desk.call("GET", path)
        assert answer.status_code in (403, 404), path
        assert "honeypot" not in answer.text
        assert "card" not in answer.text
    other = room.desk("bob")
    assert other.call("GET", f"tasks/{some}").status_code == 404


def test_the_same_answer_again_is_answered_the_same(room: Reviewing) -> None:
    desk = room.desk("ann")
    desk.review(desk.task(), "card")
    for _ in range(12):
        look_after_people(room.served.room)
        task = desk.task()
        first = desk.review(task, "card")
        assert desk.review(task, "card") == first


def test_blind_review_holds_for_them_too(tmp_path: Path) -> None:
    room = reviewing(tmp_path, policy={**POLICY, "review": {"blind": "always"}})
    known(room)
    desk = room.desk("ann")
    first = desk.task()
    desk.on(first, "reveal", label="card")
    desk.review(first, "card")
    kinds = set()
    for _ in range(12):
        look_after_people(room.served.room)
        task = desk.task()
        kinds.add(task["id"] in pots(room, desk.name))
        assert task["blind"]
        assert task["prediction"] is None
        assert task["reasons"] == []
        assert desk.on(task, "reveal", label="card").status_code == 200
        desk.review(task, "card")
    assert kinds == {True, False}
    room.close()


def test_a_lead_finds_them_marked_and_in_no_list(room: Reviewing) -> None:
    desk, lead = room.desk("ann"), room.desk("lee", Role.LEAD)
    desk.review(desk.task(), "card")
    *_, own = worked(room, desk, 10)
    with room.ws.store.snapshot() as view:
        answered = [r.task_id for r in view.find(Review, reviewer=desk.name) if r.measures]
    assert answered
    for state in ("open", "held", "answered", "resolved", "overdue"):
        page = lead.call("GET", f"tasks?state={state}").json()
        assert not {row["id"] for row in page["items"]} & own
    assert "@" not in lead.call("GET", "overview").text
    story = lead.call("GET", f"tasks/{answered[0]}/story")
    assert story.status_code == 200
    assert story.json()["measures"]
    assert "@" not in story.text
