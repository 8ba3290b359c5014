"""Outcomes over HTTP: sent twice they count once, and only named accounts are trusted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from asking import Asked, serve
from errata.core.account import Role
from errata.core.outcome import OutcomeReport
from errata.core.task import Task
from errata.flow.correct import correct
from places import Place

PATH = "/projects/tickets/outcomes"


@pytest.fixture
def room(place: Place, tmp_path: Path) -> Iterator[Asked]:
    served = serve(tmp_path, url=place.url)
    served.project(policy={"triage": {"audit_rate": 0.0}, "outcomes": {"trusted": []}})
    yield served
    served.close()


def captured(room: Asked, project: str = "tickets") -> str:
    one = {"model": "v1", "text": "where is my card", "probabilities": [0.98, 0.01, 0.01]}
    path = f"/projects/{project}/predictions"
    return str(room.ask("POST", path, json=one, by=f"{project}/service").json()["id"])


def post(room: Asked, given: Any, **options: Any) -> Any:
    return room.ask("POST", PATH, json=given, **options)


def kept(room: Asked) -> list[OutcomeReport]:
    with room.site.store.snapshot() as view:
        return view.find(OutcomeReport)


def tasks(room: Asked) -> int:
    with room.site.store.snapshot() as view:
        return view.count(Task)


def trust(room: Asked, *names: str) -> None:
    given = {"policy": {"triage": {"audit_rate": 0.0}, "outcomes": {"trusted": list(names)}}}
    answer = room.ask("PUT", "/projects/tickets/policy", json=given, by="tickets/lead")
    assert answer.status_code == 200, answer.text


def test_a_claim_that_nobody_trusts_becomes_a_task(room: Asked) -> None:
    answer = post(room, {"prediction_id": captured(room), "label": "card", "why": "they said so"})
    assert answer.status_code == 201
    assert answer.json()["trusted"] is False
    assert answer.json()["task_created"] is True
    assert tasks(room) == 1
    assert kept(room)[0].by == "key:service"


def test_a_named_account_is_trusted(room: Asked) -> None:
    trust(room, "key:service")
    given = {"prediction_id": captured(room), "label": "card", "cause": "ambiguous", "why": "seen"}
    answer = post(room, given)
    assert answer.json() == {"id": answer.json()["id"], "trusted": True, "task_created": False}
    assert tasks(room) == 0


def test_the_name_in_by_makes_nobody_trusted(room: Asked) -> None:
    trust(room, "agent-12")
    given = {"prediction_id": captured(room), "label": "card", "by": "agent-12"}
    assert post(room, given).json()["trusted"] is False
    assert kept(room)[0].by == "agent-12"


def test_a_star_means_those_who_may_report_outcomes(room: Asked) -> None:
    trust(room, "*")
    ident = captured(room)
    for role in Role:
        answer = post(room, {"prediction_id": ident, "label": "card"}, by=f"tickets/{role}")
        if role is Role.REVIEWER:
            assert answer.status_code == 403
        else:
            assert answer.json()["trusted"] is True


def test_a_project_made_over_http_trusts_nobody_by_default(room: Asked) -> None:
    making = {"name": "fresh", "kind": "text", "labels": ["a", "b"]}
    made = room.ask("POST", "/projects", json=making, by="admin")
    assert made.status_code == 201, made.text
    assert made.json()["policy"]["outcomes"]["trusted"] == []
    given = {"policy": {"triage": {"alpha": 0.1}}}
    assert room.ask("PUT", "/projects/fresh/policy", json=given, by="admin").json() == {
        "version": 2
    }
    told = room.ask("GET", "/projects/fresh", by="admin").json()
    assert told["policy"]["outcomes"]["trusted"] == []


class TestTwice:
    def test_the_same_again_answers_the_stored_outcome(self, room: Asked) -> None:
        given = {"id": str(uuid4()), "prediction_id": captured(room), "label": "card"}
        first, again = post(room, given), post(room, given)
        assert first.json() == again.json()
        assert len(kept(room)) == 1
        assert tasks(room) == 1

    def test_however_the_identifiers_are_spelled(self, room: Asked) -> None:
        given = {"id": str(uuid4()), "prediction_id": captured(room), "label": "card"}
        first = post(room, given)
        loud = {**given, "id": given["id"].upper(), "prediction_id": given["prediction_id"].upper()}
        assert post(room, loud).json() == first.json()

    def test_another_outcome_under_the_identifier_is_a_conflict(self, room: Asked) -> None:
        given = {"id": str(uuid4()), "prediction_id": captured(room), "label": "card"}
        post(room, given)
        for change in ({"label": "other"}, {"why": "x"}, {"prediction_id": captured(room)}):
            assert post(room, {**given, **change}).status_code == 409
        assert len(kept(room)) == 1

    def test_another_projects_identifier_is_a_conflict(self, room: Asked) -> None:
        room.project("other")
        given = {"id": str(uuid4()), "prediction_id": captured(room), "label": "card"}
        post(room, given)
        path = "/projects/other/outcomes"
        elsewhere = {**given, "prediction_id": captured(room, "other")}
        answer = room.ask("POST", path, json=elsewhere, by="other/service")
        assert answer.status_code == 409

    def test_at_the_same_time(self, room: Asked) -> None:
        ws = room.app.state.room.workspace("tickets")
        prediction, ident = captured(room), str(uuid4())
        together, found = threading.Barrier(6), []

        def tell() -> None:
            together.wait()
            found.append(
                correct(
                    ws, prediction, label="card", cause=None, why="", by="a", ident=ident,
                    source="key:service",
                )
            )  # fmt: skip

        threads = [threading.Thread(target=tell) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 6
        assert {one.id for one in found} == {ident}
        assert len(kept(room)) == 1
        assert tasks(room) == 1


class TestLists:
    def test_a_list_is_answered_in_its_order(self, room: Asked) -> None:
        given = [{"prediction_id": captured(room), "label": label} for label in ("card", "other")]
        answer = post(room, given)
        assert answer.status_code == 201
        assert [one.label for one in kept(room)] == ["card", "other"]
        assert [one["id"] for one in answer.json()["outcomes"]] == [one.id for one in kept(room)]

    def test_a_list_with_faults_stores_nothing_and_tells_them_all(self, room: Asked) -> None:
        good = captured(room)
        given = [
            {"prediction_id": good, "label": "card"},
            {"prediction_id": good, "label": "nope"},
            {"prediction_id": str(uuid4()), "label": "card"},
            {"prediction_id": good, "label": "card", "cause": "bad luck"},
        ]
        answer = post(room, given)
        assert answer.status_code == 422
        assert [fault.split(":")[0] for fault in answer.json()["faults"]] == [
            "row 1", "row 2", "row 3",
        ]  # fmt: skip
        assert kept(room) == []


@pytest.mark.parametrize(
    "given",
    [
        {},
        [],
        {"prediction_id": "17"},
        {"prediction_id": "x" * 36, "label": "card"},
        {"label": "card"},
        {"prediction_id": None},
        {"extra": 1},
        "card",
        None,
    ],
)
def test_what_is_no_outcome_cannot_be_used(room: Asked, given: Any) -> None:
    answer = post(room, given)
    assert answer.status_code == 422, answer.text
    assert kept(room) == []


def test_unknown_prediction_label_and_cause(room: Asked) -> None:
    ident = captured(room)
    assert post(room, {"prediction_id": str(uuid4()), "label": "card"}).status_code == 404
    assert post(room, {"prediction_id": ident, "label": "nope"}).status_code == 422
    assert post(room, {"prediction_id": ident, "cause": "bad luck"}).status_code == 422
    assert post(room, {"prediction_id": ident, "why": "a\0b"}).status_code == 422
    assert kept(room) == []
