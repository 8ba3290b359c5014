"""The decision on a prediction: pending until people agree, and never final by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from asking import Asked, serve
from errata.core.model import Alarm
from errata.core.task import Escalation
from errata.flow.escalate import escalate
from errata.loop.review.priority import OVERDUE_BONUS
from errata.server.chores import move_up
from places import Place

PATH = "/projects/tickets/predictions"
QUICK = {
    "consensus": {"minimum": 1, "maximum": 1, "bar": 0.51},
    "review": {"due_hours": 1.0},
    "triage": {"audit_rate": 0.0},
}
SURE, DOUBTFUL = [0.98, 0.01, 0.01], [0.4, 0.35, 0.25]


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def room(place: Place, tmp_path: Path) -> Iterator[Asked]:
    served = serve(tmp_path, url=place.url)
    served.site.clock = Clock()
    served.project(policy=QUICK)
    yield served
    served.close()


def capture(room: Asked, shares: list[float], text: str = "where is my card") -> str:
    one = {"model": "v1", "text": text, "probabilities": shares}
    answer = room.ask("POST", PATH, json=one)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def decision(room: Asked, ident: str, **query: Any) -> dict[str, Any]:
    answer = room.ask("GET", f"{PATH}/{ident}/decision", params=query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def review(room: Asked, label: str | None, **said: Any) -> dict[str, Any]:
    """The next task is answered by the reviewer."""
    who = {"by": "tickets/reviewer"}
    task = room.ask("POST", "/projects/tickets/tasks/claim", json={}, **who).json()["task"]
    assert task is not None
    given = {"token": task["token"], "label": label, "seconds_spent": 2.0, **said}
    answer = room.ask("POST", f"/projects/tickets/tasks/{task['id']}/review", json=given, **who)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def later(room: Asked, **span: float) -> None:
    clock = room.site.clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(**span)


def test_an_accepted_prediction_is_final_with_the_models_label(room: Asked) -> None:
    told = decision(room, capture(room, SURE))
    assert (told["status"], told["label"], told["source"]) == ("final", "refund", "model")
    assert told["decided_at"] is not None


def test_a_doubtful_one_is_pending_until_people_agree(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    told = decision(room, ident)
    assert (told["status"], told["label"], told["source"]) == ("pending", None, None)
    assert told["due_at"] is not None
    made = review(room, "card", cause="ambiguous", why="says card")
    told = decision(room, ident)
    assert (told["status"], told["label"], told["source"]) == ("final", "card", "resolution")
    assert (told["cause"], told["why"]) == ("ambiguous", "says card")
    assert told["resolution_id"] is not None
    assert told["due_at"] is None
    assert made["resolution"]["label"] == "card"


def test_what_people_cannot_settle_is_rejected_and_has_no_label(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    review(room, None, unsure=True)
    expert = room.key(room.app.state.room.workspace("tickets").project, _lead())
    room.keys["expert"] = expert
    told = decision(room, ident)
    assert told["status"] == "pending"  # an expert is asked
    assert told["label"] is None


def _lead() -> Any:
    from errata.core.account import Role

    return Role.LEAD


def test_a_trusted_outcome_is_final_at_once(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    given = {"prediction_id": ident, "label": "other", "cause": "new_class", "why": "asked them"}
    answer = room.ask("POST", "/projects/tickets/outcomes", json=given)
    assert answer.json()["trusted"] is True
    told = decision(room, ident)
    assert (told["status"], told["label"], told["source"]) == ("final", "other", "outcome")


def test_the_newest_truth_counts(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    review(room, "card")
    later(room, minutes=5)
    room.ask("POST", "/projects/tickets/outcomes", json={"prediction_id": ident, "label": "other"})
    assert decision(room, ident)["label"] == "other"


def test_lateness_accepts_nothing(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    later(room, hours=2_000)
    move_up(room.app.state.room)
    told = decision(room, ident)
    assert (told["status"], told["label"]) == ("pending", None)
    assert told["escalated"] is True


def test_a_wait_ends_when_people_have_agreed(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    told: dict[str, Any] = {}
    with room.http:  # one event loop, as in a server

        def wait() -> None:
            told.update(decision(room, ident, wait=30))

        waiting = threading.Thread(target=wait)
        started = time.monotonic()
        waiting.start()
        time.sleep(0.3)
        assert waiting.is_alive()
        review(room, "card")
        waiting.join(20)
    assert told["label"] == "card"
    assert time.monotonic() - started < 20


def test_a_wait_ends_when_the_time_is_over(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    started = time.monotonic()
    assert decision(room, ident, wait=1.5)["status"] == "pending"
    assert 1.4 < time.monotonic() - started < 20


def test_a_wait_sees_what_another_server_decided(room: Asked) -> None:
    ident = capture(room, DOUBTFUL)
    told: dict[str, Any] = {}
    with room.http:
        waiting = threading.Thread(target=lambda: told.update(decision(room, ident, wait=30)))
        waiting.start()
        time.sleep(0.3)
        room.app.state.room.news.tell = lambda ident: None  # nobody in this process says so
        review(room, "card")
        waiting.join(20)
    assert told["label"] == "card"


@pytest.mark.parametrize("wait", ["-1", "61", "x", "nan", "inf"])
def test_a_wait_has_bounds(room: Asked, wait: str) -> None:
    ident = capture(room, SURE)
    answer = room.ask("GET", f"{PATH}/{ident}/decision", params={"wait": wait})
    assert answer.status_code == 422


def test_what_is_not_there_is_not_found(room: Asked) -> None:
    assert room.ask("GET", f"{PATH}/{uuid4()}/decision").status_code == 404
    assert room.ask("GET", f"{PATH}/17/decision").status_code == 422
    room.project("other")
    ident = capture(room, SURE)
    path = f"/projects/other/predictions/{ident}/decision"
    assert room.ask("GET", path, by="other/service").status_code == 404


class TestEscalation:
    def test_late_tasks_move_up_once_with_one_alarm(self, room: Asked) -> None:
        first = capture(room, DOUBTFUL)
        capture(room, DOUBTFUL, "another")
        later(room, hours=2)
        capture(room, DOUBTFUL, "not late")
        assert move_up(room.app.state.room) is False
        ws = room.app.state.room.workspace("tickets")
        with room.site.store.snapshot() as view:
            found = view.find(Escalation, project_id=ws.project.id)
            alarms = view.find(Alarm, project_id=ws.project.id)
        assert len(found) == 2
        assert len(alarms) == 1
        assert alarms[0].figures["tasks"] == 2
        move_up(room.app.state.room)
        with room.site.store.snapshot() as view:
            assert view.count(Escalation, project_id=ws.project.id) == 2
            assert view.count(Alarm, project_id=ws.project.id) == 1
        assert decision(room, first)["escalated"] is True

    def test_what_is_late_is_handed_out_first(self, room: Asked) -> None:
        capture(room, DOUBTFUL, "late")
        later(room, hours=2)
        capture(room, [0.34, 0.33, 0.33], "more doubtful")
        capture(room, [0.34, 0.33, 0.33], "more doubtful still")
        who = {"by": "tickets/reviewer"}
        path = "/projects/tickets/tasks/claim"
        move_up(room.app.state.room)
        task = room.ask("POST", path, json={}, **who).json()["task"]
        assert task["item"]["text"] == "late"

    def test_batches_go_on_until_nothing_is_late(self, room: Asked) -> None:
        ws = room.app.state.room.workspace("tickets")
        for n in range(5):
            capture(room, DOUBTFUL, f"text {n}")
        later(room, hours=2)
        assert [escalate(ws, limit=2) for _ in range(4)] == [2, 2, 1, 0]

    def test_an_answered_task_is_never_late(self, room: Asked) -> None:
        ident = capture(room, DOUBTFUL)
        review(room, "refund")
        later(room, hours=2)
        ws = room.app.state.room.workspace("tickets")
        assert escalate(ws) == 0
        assert decision(room, ident)["escalated"] is False

    def test_the_bonus_outranks_every_other(self) -> None:
        from errata.loop.review import priority

        others = [value for name, value in vars(priority).items() if name.endswith("_BONUS")]
        assert max(v for v in others if v != OVERDUE_BONUS) < OVERDUE_BONUS == max(others)
