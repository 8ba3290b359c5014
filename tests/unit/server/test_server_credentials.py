"""Credentials over HTTP: declared, verified, expired, withdrawn; and what they open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from errata.core.account import Role
from errata.server.chores import look_after_people
from reviewing import Desk, Reviewing, reviewing


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Reviewing]:
    made = reviewing(tmp_path, policy={"routing": {"skills_by": ["language"]}})
    yield made
    made.close()


def french(room: Reviewing, n: int = 1) -> None:
    room.capture([f"où est ma carte {i} ?" for i in range(n)], attributes={"language": ["fr"] * n})


def skill(desk: Desk, whose: str) -> dict[str, object]:
    (found,) = [
        one
        for one in desk.call("GET", "credentials").json()["items"]
        if one["reviewer"] == whose and one["skill"] == "language=fr"
    ]
    return dict(found)


def test_a_declared_skill_opens_its_tasks_once_a_lead_verifies_it(room: Reviewing) -> None:
    ann, lead = room.skilled("ann", []), room.desk("lee", Role.LEAD)
    french(room)
    assert ann.claim()["task"] is None
    told = ann.claim()["waiting"]
    assert told["other_skill"] == {"language=fr": 1}
    assert told["says"] == "1 task needs the skill language=fr."
    made = ann.call("POST", "credentials", {"skill": "language=fr", "note": "from Lyon"})
    assert (made.status_code, made.json()["state"]) == (201, "declared")
    assert ann.call("POST", "credentials", {"skill": "language=fr"}).status_code == 409
    assert ann.claim()["task"] is None
    until = (room.served.clock.now + timedelta(hours=1)).isoformat()
    body = {"reviewer": "Ann", "skill": "language=fr", "expires_at": until}
    assert ann.call("POST", "credentials/verify", body).status_code == 403
    seen = lead.call("POST", "credentials/verify", body).json()
    assert (seen["state"], seen["verified_by"], seen["note"], seen["reviewer"]) == (
        "verified", "key:lee", "from Lyon", "ann",
    )  # fmt: skip
    assert skill(ann, "ann") == seen == skill(lead, "ann")
    ann.review(ann.task(), "card")
    room.served.clock.forward(hours=2)
    assert skill(lead, "ann")["state"] == "expired"
    french(room)
    assert ann.claim()["task"] is None


def test_a_reviewer_sees_and_takes_back_their_own_alone(room: Reviewing) -> None:
    ann, bob = room.skilled("ann", ["radiologist"]), room.skilled("bob", [])
    bob.call("POST", "credentials", {"skill": "language=fr"})
    (mine,) = ann.call("GET", "credentials").json()["items"]
    assert (mine["reviewer"], mine["skill"], mine["state"]) == ("ann", "radiologist", "granted")
    named = {"reviewer": "bob", "skill": "language=fr"}
    assert ann.call("POST", "credentials/withdraw", named).status_code == 403
    assert bob.call("POST", "credentials/withdraw", named).json()["state"] == "withdrawn"
    assert bob.call("POST", "credentials/withdraw", named).status_code == 404
    assert bob.call("POST", "credentials", {"skill": "@ann"}).status_code == 422


def test_leads_hear_at_once_of_a_task_that_nobody_can_answer(room: Reviewing) -> None:
    room.skilled("ann", [])
    lead = room.desk("lee", Role.LEAD)

    def open_alarms() -> list[str]:
        return [one["kind"] for one in lead.call("GET", "alarms?open=true").json()["items"]]

    french(room)
    assert open_alarms() == ["nobody_qualified"]
    verified = lead.call(
        "POST", "credentials/verify", {"reviewer": "ann", "skill": "language=fr"}
    ).json()
    assert verified["state"] == "verified"
    assert open_alarms() == []
    lead.call("POST", "credentials/withdraw", {"reviewer": "ann", "skill": "language=fr"})
    assert open_alarms() == ["nobody_qualified"]
    room.skilled("cy", ["language=fr"])
    look_after_people(room.served.room)
    assert open_alarms() == []
