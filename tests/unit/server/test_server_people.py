"""People over HTTP: rests, teaching, contests, and what leads and reviewers see of scores."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from errata.core.account import Role
from errata.core.errors import NotReady
from errata.core.people import Honeypot, Pause, PauseReason
from errata.core.policy import parse_policy
from errata.core.task import Review, own_slot
from errata.flow.people.honeypot import place_honeypots
from errata.flow.people.pause import pause
from errata.loop.review.fatigue import HASTY
from errata.loop.review.fatigue_alarm import ENOUGH
from errata.loop.review.honeypots import FEWEST
from errata.server.chores import look_after_people
from reviewing import NEVER, Desk, Reviewing, reviewing

MINUTE = timedelta(minutes=1)
PEOPLE: dict[str, Any] = {
    "session_minutes": 5.0, "session_items": 8, "break_minutes": 10.0,
    "daily_minutes": 0.0, "daily_items": 20, "honeypot_rate": 0.5,
}  # fmt: skip
POLICY: dict[str, Any] = {
    "people": PEOPLE,
    "consensus": {"minimum": 2, "maximum": 3, "bar": 0.9},
}


def opened(folder: Path, **people: Any) -> Reviewing:
    """Answers that two people agree on, and then work that waits."""
    made = reviewing(folder, policy={**POLICY, "people": {**PEOPLE, **people}})
    made.capture([f"old {n}" for n in range(FEWEST + 5)])
    for who in ("xi", "yu"):
        while (task := made.loop.claim(reviewer=who)) is not None:
            made.loop.submit(task, label="card")
    made.capture([f"new {n}" for n in range(90)])
    return made


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Reviewing]:
    made = opened(tmp_path)
    yield made
    made.close()


def answer(room: Reviewing, desk: Desk, *, label: str = "card", seconds: float = 30) -> str:
    """One task answered, half a minute later."""
    task = desk.task()
    room.served.clock.now += timedelta(seconds=seconds)
    desk.review(task, label, seconds_spent=seconds)
    return str(task["id"])


def me(desk: Desk) -> dict[str, Any]:
    told = desk.call("GET", "reviewers/me")
    assert told.status_code == 200, told.text
    found: dict[str, Any] = told.json()
    return found


def pots(room: Reviewing, desk: Desk) -> set[str]:
    with room.ws.store.snapshot() as view:
        found = view.find(Review, reviewer=desk.name, skill=own_slot(desk.name))
        return {one.task_id for one in found}


class TestRest:
    def test_a_session_ends_on_the_server_across_devices(self, room: Reviewing) -> None:
        desk = room.desk("ann")
        other = Desk(desk.client, desk.name, desk.path)  # another device, the same person
        for n in range(8):
            answer(room, other if n % 2 else desk)
        told = other.claim()
        assert told["task"] is None
        assert told["waiting"] is None
        assert told["rest"]["reason"] == "session"
        assert "4 minutes and 8 items" in told["rest"]["says"]
        assert desk.claim(ahead=True)["task"] is None
        seen = me(desk)["session"]
        assert (seen["items"], seen["minutes"]) == (8, 4.0)
        assert seen["rest"] == told["rest"]
        room.served.clock.now += 10 * MINUTE
        assert desk.claim()["rest"] is None
        assert me(desk)["session"]["items"] == 0

    def test_minutes_of_work_end_it_too_and_idle_ones_do_not(self, room: Reviewing) -> None:
        desk = room.desk("ann")
        for _ in range(5):
            answer(room, desk, seconds=59)
            room.served.clock.now += 5 * MINUTE  # away, yet not for a break
        task = desk.claim()["task"]
        assert task is not None
        room.served.clock.now += MINUTE
        desk.review(task, "card", seconds_spent=60)
        assert desk.claim()["rest"]["reason"] == "session"

    def test_no_more_is_claimed_ahead_than_the_session_allows(self, room: Reviewing) -> None:
        desk = room.desk("ann")
        for _ in range(7):
            answer(room, desk)
        task = desk.task()
        ahead = desk.claim(ahead=True)
        assert (ahead["task"], ahead["rest"]) == (None, None)
        desk.review(task, "card")

    def test_a_day_ends_with_a_night(self, room: Reviewing) -> None:
        desk = room.desk("ann")
        for n in range(20):
            if n % 8 == 0:
                room.served.clock.now += 10 * MINUTE
            answer(room, desk)
        room.served.clock.now += 10 * MINUTE
        assert desk.claim()["rest"]["reason"] == "day"
        assert me(desk)["day"]["items"] == 20
        room.served.clock.now += timedelta(hours=8)
        assert desk.claim()["rest"] is None

    def test_a_lead_pauses_and_resumes(self, room: Reviewing) -> None:
        desk, lead = room.desk("ann"), room.desk("lea", Role.LEAD)
        answer(room, desk)
        made = lead.call("POST", f"reviewers/{desk.name}/pause", {"minutes": 30, "why": "Lunch."})
        assert made.status_code == 201, made.text
        rest = desk.claim()["rest"]
        assert (rest["reason"], "Lunch." in rest["says"]) == ("lead", True)
        (row,) = [
            one for one in lead.call("GET", "reviewers").json()["items"] if one["name"] == desk.name
        ]
        assert (row["now"]["state"], row["now"]["reason"]) == ("resting", "lead")
        assert lead.call("POST", f"reviewers/{desk.name}/resume").status_code == 200
        assert desk.claim()["rest"] is None
        assert lead.call("POST", f"reviewers/{desk.name}/resume").status_code == 409
        story = lead.call("GET", f"reviewers/{desk.name}").json()
        assert [one["by"] for one in story["pauses"]] == [lead.name, lead.name]

    @pytest.mark.parametrize("minutes", [0, -1, 10_081])
    def test_a_pause_has_bounds(self, room: Reviewing, minutes: float) -> None:
        lead = room.desk("lea", Role.LEAD)
        asked = lead.call("POST", "reviewers/xi/pause", {"minutes": minutes})
        assert asked.status_code == 422
        nobody = lead.call("POST", "reviewers/nobody/pause", {"minutes": 5})
        assert nobody.status_code == 404


class TestTeaching:
    def test_known_answers_come_back_when_the_session_is_over(self, room: Reviewing) -> None:
        desk = room.desk("ann")
        answer(room, desk, label="refund")
        place_honeypots(room.ws, reviewer=desk.name)
        for _ in range(6):
            answer(room, desk, label="refund")
        own = pots(room, desk)
        assert own
        before = me(desk)
        assert before["taught"] == []
        assert before["accuracy"] is None  # nor anything that only they would change
        room.served.clock.now += 10 * MINUTE
        after = me(desk)
        assert {one["task_id"] for one in after["taught"]} == own
        first = after["taught"][0]
        assert (first["your_label"], first["label"], first["right"]) == ("refund", "card", False)
        assert first["contest"] is None
        assert after["accuracy"]["n"] == len(own)
        assert after["accuracy"]["high"] < 1

    def test_a_score_is_contested_and_upheld(self, room: Reviewing) -> None:
        desk, lead = room.desk("ann"), room.desk("lea", Role.LEAD)
        answer(room, desk, label="refund")
        place_honeypots(room.ws, reviewer=desk.name)
        for _ in range(6):
            answer(room, desk, label="refund")
        task = sorted(pots(room, desk))[0]
        path, why = f"tasks/{task}/contest", {"why": "It says refund."}
        assert desk.call("POST", path, why).status_code == 404  # while the session runs
        room.served.clock.now += 10 * MINUTE
        scored = me(desk)["accuracy"]["n"]
        assert desk.call("POST", path, why).status_code == 201
        assert desk.call("POST", path, why).status_code == 409
        (row,) = lead.call("GET", "contests?open=true").json()["items"]
        assert (row["reviewer"], row["label"], row["your_label"]) == (desk.name, "card", "refund")
        verdict = {"upheld": True, "why": "So it does."}
        settle = f"contests/{row['id']}/settle"
        assert lead.call("POST", settle, verdict).status_code == 200
        assert lead.call("POST", settle, verdict).status_code == 409
        assert lead.call("POST", "contests/none/settle", verdict).status_code == 404
        assert lead.call("GET", "contests?open=true").json()["items"] == []
        assert len(lead.call("GET", "contests").json()["items"]) == 1
        seen = me(desk)
        (told,) = [one for one in seen["taught"] if one["task_id"] == task]
        assert (told["contest"], told["contest_why"]) == ("upheld", "So it does.")
        now = seen["accuracy"]
        assert (now["n"] if now else 0) == scored - 1

    def test_nobody_contests_what_is_not_theirs_or_settles_their_own(self, room: Reviewing) -> None:
        lead, desk = room.desk("lea", Role.LEAD), room.desk("ann")
        answer(room, lead, label="refund")
        place_honeypots(room.ws, reviewer=lead.name)
        for _ in range(6):
            answer(room, lead, label="refund")
        room.served.clock.now += 10 * MINUTE
        task = sorted(pots(room, lead))[0]
        assert desk.call("POST", f"tasks/{task}/contest", {"why": "No."}).status_code == 404
        made = lead.call("POST", f"tasks/{task}/contest", {"why": "No."}).json()
        settle = f"contests/{made['id']}/settle"
        assert lead.call("POST", settle, {"upheld": True, "why": "Me."}).status_code == 409


class TestScoring:
    def test_leads_see_accuracy_with_interval(self, room: Reviewing) -> None:
        lead = room.desk("lea", Role.LEAD)
        page = lead.call("GET", "reviewers").json()
        assert page["scoring"] == "named"
        assert [row["name"] for row in page["items"]] == ["xi", "yu"]
        for row in page["items"]:
            assert row["accuracy"]["low"] < row["accuracy"]["value"] < row["accuracy"]["high"]
            assert row["accuracy"]["n"] == FEWEST + 5
            assert row["drift"] is None  # nothing to compare with yet
        story = lead.call("GET", "reviewers/xi").json()
        assert [one["answers"] for one in story["weeks"]] == [FEWEST + 5]
        assert {one["domain"] for one in story["domains"]} >= {"", "class=card", "kind=text"}
        assert lead.call("GET", "reviewers/nobody").status_code == 404

    def test_drift_compares_the_last_weeks(self, room: Reviewing) -> None:
        room.served.clock.now += timedelta(weeks=5)
        for who, label in (("xi", "card"), ("yu", "card"), ("zoe", "refund")):
            for _ in range(12):
                task = room.loop.claim(reviewer=who)
                assert task is not None
                room.loop.submit(task, label=label if int(task.item.split()[1]) % 2 else "card")
        row = room.desk("lea", Role.LEAD).call("GET", "reviewers").json()["items"][0]
        assert row["drift"]["low"] < row["drift"]["value"] < row["drift"]["high"]

    def test_pseudonyms_stand_where_scores_are_shown(self, tmp_path: Path) -> None:
        room = opened(tmp_path, scoring="pseudonymous")
        lead = room.desk("lea", Role.LEAD)
        page = lead.call("GET", "reviewers").json()
        names = [row["name"] for row in page["items"]]
        assert page["scoring"] == "pseudonymous"
        assert all(name.startswith("reviewer-") for name in names)
        assert names == [row["name"] for row in lead.call("GET", "reviewers").json()["items"]]
        assert [row["now"] for row in page["items"]] == [None, None]
        story = lead.call("GET", f"reviewers/{names[0]}").json()
        assert story["accuracy"] is not None
        assert story["name"] == names[0]
        assert '"xi"' not in str(page) + str(story)
        assert lead.call("GET", "reviewers/xi").status_code == 404
        made = lead.call("POST", f"reviewers/{names[0]}/pause", {"minutes": 5})
        assert made.status_code == 201
        room.close()

    def test_nothing_is_scored_where_that_is_off(self, tmp_path: Path) -> None:
        room = opened(tmp_path, scoring="off")
        lead, desk = room.desk("lea", Role.LEAD), room.desk("ann")
        for row in lead.call("GET", "reviewers").json()["items"]:
            assert (row["accuracy"], row["drift"], row["agreement"]) == (None, None, None)
        story = lead.call("GET", "reviewers/xi").json()
        assert (story["domains"], story["weeks"][0]["accuracy"]) == ([], None)
        for _ in range(4):
            place_honeypots(room.ws, reviewer=desk.name)
            answer(room, desk)
        with room.ws.store.snapshot() as view:
            assert view.find(Honeypot) == []
        room.served.clock.now += 10 * MINUTE
        seen = me(desk)
        assert (seen["scoring"], seen["accuracy"], seen["taught"]) == ("off", None, [])
        room.close()


def test_reviewers_may_not_do_what_leads_do(room: Reviewing) -> None:
    desk = room.desk("ann")
    for method, path, body in (
        ("GET", "reviewers", None), ("GET", "reviewers/xi", None), ("GET", "contests", None),
        ("POST", "reviewers/xi/pause", {"minutes": 5}), ("POST", "reviewers/xi/resume", None),
        ("POST", "contests/one/settle", {"upheld": True, "why": "x"}),
    ):  # fmt: skip
        assert desk.call(method, path, body).status_code == 403, path


def test_corrections_are_told_with_what_became_of_them(room: Reviewing) -> None:
    for who in ("ann", "bob"):
        desk = room.desk(who)
        for _ in range(4):
            answer(room, desk, label="refund")
    (first, *_) = me(room.desk("cat"))["lives"] or [None]
    assert first is None
    assert me(desk)["lives"] == []  # while the session goes on, it would tell honeypots apart
    room.served.clock.now += 10 * MINUTE
    found = me(desk)["lives"]
    assert found
    assert {one["label"] for one in found} == {"refund"}
    assert {one["predicted"] for one in found} == {"card"}
    assert {one["stage"] for one in found} <= {"found", "explained", "resolved"}


def test_in_python_a_rest_is_said_where_the_policy_says_everywhere(tmp_path: Path) -> None:
    room = opened(tmp_path, session_items=0, session_minutes=0.0, daily_items=0, everywhere=True)
    pause(room.ws, "xi", minutes=10, why="Tea.", by="lea")
    with pytest.raises(NotReady, match=r"xi rests until .* They say: Tea\. Claim again"):
        room.loop.claim(reviewer="xi")
    room.served.clock.now += 10 * MINUTE
    assert room.loop.claim(reviewer="xi") is not None
    room.close()


def test_the_defaults_leave_time_to_work() -> None:
    people = parse_policy(NEVER).people
    assert (people.session_minutes, people.session_items, people.break_minutes) == (45, 150, 10)


class TestTired:
    def test_who_gets_worse_pauses_once_and_is_told_kindly(self, tmp_path: Path) -> None:
        room = opened(
            tmp_path, session_items=0, session_minutes=0.0, daily_items=0, honeypot_rate=0.0
        )
        desk, *others = (room.desk(name) for name in ("ann", "bob", "cat"))
        for _ in range(ENOUGH + 10):  # what is usual for ann, by what others agreed with
            answer(room, desk)
            answer(room, others[0])
        room.served.clock.now += 11 * MINUTE
        for _ in range(14):
            answer(room, desk, label="refund")
            for other in others:
                answer(room, other)
            look_after_people(room.served.room)
            if me(desk)["session"]["rest"]:
                break
        rest = desk.claim()["rest"]
        assert rest["reason"] == "tired"
        assert "break" in rest["says"]
        with room.ws.store.snapshot() as view:
            (stored,) = view.find(Pause, reviewer=desk.name)
        assert (stored.by, stored.reason) == ("errata", PauseReason.TIRED)
        assert 3 <= stored.figures["scored"] <= 14
        assert stored.figures["usual"] > 0.95
        look_after_people(room.served.room)
        room.served.clock.now += 10 * MINUTE
        assert desk.claim()["rest"] is None
        look_after_people(room.served.room)
        with room.ws.store.snapshot() as view:
            assert view.count(Pause, reviewer=desk.name) == 1
        room.close()

    def test_haste_is_told_apart_and_may_be_allowed(self, tmp_path: Path) -> None:
        for fatigue in (True, False):
            (tmp_path / str(fatigue)).mkdir()
            room = opened(
                tmp_path / str(fatigue),
                session_items=0,
                daily_items=0,
                scoring="off",
                fatigue=fatigue,
            )
            desk = room.desk("ann")
            for _ in range(HASTY):
                answer(room, desk, seconds=0.1)
            look_after_people(room.served.room)
            rest = desk.claim()["rest"]
            assert (rest and rest["reason"]) == ("haste" if fatigue else None)
            room.close()
