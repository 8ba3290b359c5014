"""Guidelines, causes and a reviewer's own figures over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from errata.core.account import Role
from errata.core.error_record import ErrorRecord, ErrorStage, Stage
from errata.core.events import Event, Verb
from errata.core.task import Review
from errata.flow.found import enter
from reviewing import Desk, Reviewing, reviewing

TEXT = "Read this.\n\n## refund\nMoney back.\n- Do: 'I want it back'\n- Don't: 'where is it?'"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Reviewing]:
    made = reviewing(tmp_path)
    yield made
    made.close()


@pytest.fixture
def lead(room: Reviewing) -> Desk:
    return room.desk("lea", Role.LEAD)


@pytest.fixture
def ann(room: Reviewing) -> Desk:
    return room.desk("ann")


class TestGuidelines:
    def test_before_the_first_version_they_say_nothing(self, ann: Desk) -> None:
        told = ann.call("GET", "guidelines").json()
        assert told == {
            "version": 0, "text": "", "by": None, "created_at": None, "changes": "",
            "sections": [],
        }  # fmt: skip
        assert ann.call("GET", "guidelines/1").status_code == 404
        assert ann.call("GET", "guidelines/history").json() == {"items": [], "next": None}

    def test_a_version_is_read_by_label_and_says_what_changed(
        self, room: Reviewing, lead: Desk, ann: Desk
    ) -> None:
        made = lead.call("POST", "guidelines", {"text": TEXT, "changes": "The first."})
        assert (made.status_code, made.json()) == (201, {"version": 1})
        told = ann.call("GET", "guidelines").json()
        assert (told["version"], told["by"], told["changes"]) == (1, "key:lea", "The first.")
        assert told["sections"] == [
            {"label": None, "text": "Read this.", "do": [], "dont": []},
            {
                "label": "refund",
                "text": "Money back.",
                "do": ["'I want it back'"],
                "dont": ["'where is it?'"],
            },
        ]
        edited = {"text": TEXT + "\n## card\nCards.", "changes": "Cards too.", "after": 1}
        assert lead.call("POST", "guidelines", edited).status_code == 201
        late = lead.call("POST", "guidelines", {**edited, "text": "Other."})
        assert (late.status_code, late.json()["type"]) == (409, "/docs/problems/conflict")
        listed = ann.call("GET", "guidelines/history?limit=1").json()
        assert [one["changes"] for one in listed["items"]] == ["Cards too."]
        following = ann.call("GET", f"guidelines/history?cursor={listed['next']}").json()
        assert [one["version"] for one in following["items"]] == [1]
        assert ann.call("GET", "guidelines/1").json()["text"] == TEXT + "\n"

    def test_a_review_names_the_version_that_was_read(
        self, room: Reviewing, lead: Desk, ann: Desk
    ) -> None:
        for n in range(2):
            lead.call("POST", "guidelines", {"text": f"Text {n}.", "changes": "New."})
        room.capture(["one", "two"])
        assert ann.call("GET", "reviewers/me").json()["guideline_seen"] == 0
        task = ann.task()
        assert task["guideline_version"] == 2
        ann.review(task, "card", guideline_version=1)
        assert ann.call("GET", "reviewers/me").json()["guideline_seen"] == 1
        ann.review(ann.task(), "card")
        with room.ws.store.snapshot() as view:
            assert [one.guideline_version for one in view.find(Review)] == [1, 2]

    @pytest.mark.parametrize(
        "given", [{"text": "", "changes": "x"}, {"text": "x", "changes": " "}, {"text": "x"}]
    )
    def test_what_changed_must_be_said(self, lead: Desk, given: dict[str, str]) -> None:
        assert lead.call("POST", "guidelines", given).status_code == 422

    def test_reviewers_read_and_leads_write(self, ann: Desk, lead: Desk) -> None:
        given = {"text": "x", "changes": "y"}
        assert ann.call("POST", "guidelines", given).status_code == 403
        assert lead.call("POST", "guidelines", given).status_code == 201
        assert lead.call("POST", "guidelines", given).status_code == 422  # nothing changed


class TestCauses:
    def test_each_has_a_key_of_its_own(self, ann: Desk) -> None:
        causes = ann.call("GET", "causes").json()["items"]
        assert len(causes) == len({one["key"] for one in causes}) == 9
        assert {one["used"] for one in causes} == {0}
        assert causes[0] == {
            "name": "noisy_input", "remedy": "fix_input", "key": "n", "used": 0, "retired": False,
            "became": [], "taken": {},
            "meaning": "the input is damaged, dim, garbled or cut off",
        }  # fmt: skip

    def test_a_cause_is_added_changed_and_retired(
        self, room: Reviewing, ann: Desk, lead: Desk
    ) -> None:
        given = {"name": "blurred", "remedy": "fix_input", "meaning": "out of focus"}
        made = lead.call("POST", "causes", given)
        assert (made.status_code, made.json()["key"]) == (201, "r")
        assert lead.call("POST", "causes", given).status_code == 409
        assert ann.call("POST", "causes", {**given, "name": "mine"}).status_code == 403
        changed = lead.call("PATCH", "causes/blurred", {"meaning": "not sharp"})
        assert (changed.json()["meaning"], changed.json()["remedy"]) == ("not sharp", "fix_input")
        room.capture(["one", "two"])
        ann.review(ann.task(), "refund", cause="blurred")
        assert lead.call("PATCH", "causes/blurred", {"retired": True}).json()["used"] == 1
        refused = ann.on(ann.task(), "review", label="refund", cause="blurred")
        assert refused.status_code == 422
        assert "retired" in refused.text
        for who, used in ((lead, 1), (ann, 0)):  # reviewers are not told: see routes/causes.py
            (listed,) = [
                one for one in who.call("GET", "causes").json()["items"] if one["name"] == "blurred"
            ]
            assert (listed["retired"], listed["used"]) == (True, used)
        assert lead.call("PATCH", "causes/blurred", {"retired": False}).json()["retired"] is False

    def test_what_is_not_there_or_says_nothing_is_refused(self, lead: Desk) -> None:
        assert lead.call("PATCH", "causes/moon", {"retired": True}).status_code == 404
        blank = {"name": " ", "remedy": "fix_input", "meaning": "x"}
        assert lead.call("POST", "causes", blank).status_code == 422
        assert lead.call("POST", "causes", {**blank, "remedy": "pray"}).status_code == 422

    def test_one_cause_always_remains(self, lead: Desk) -> None:
        names = [one["name"] for one in lead.call("GET", "causes").json()["items"]]
        for name in names[1:]:
            assert lead.call("PATCH", f"causes/{name}", {"retired": True}).status_code == 200
        assert lead.call("PATCH", f"causes/{names[0]}", {"retired": True}).status_code == 422


class TestMe:
    def test_a_reviewer_sees_their_own_answers_and_what_came_of_them(
        self, room: Reviewing, ann: Desk
    ) -> None:
        room.capture([f"case {n}" for n in range(5)])
        bob = room.desk("bob")
        bob.review(bob.task(), "refund")
        for _ in range(2):
            ann.review(ann.task(), "refund", seconds_spent=4)
        room.served.clock.forward(hours=1)
        since = room.served.clock.now.isoformat().replace("+", "%2B")
        ann.review(ann.task(), "card", seconds_spent=2)
        ann.on(ann.task(), "skip", why="no")
        told = ann.call("GET", "reviewers/me").json()
        assert {name: told[name] for name in (
            "reviews", "corrections", "confirmations", "unsure", "skipped", "seconds", "resolved",
            "in_training", "golden", "fixed", "learned_by", "session_items",
        )} == {
            "reviews": 4, "corrections": 2, "confirmations": 1, "unsure": 0, "skipped": 1,
            "seconds": 10.0, "resolved": 3, "in_training": 0, "golden": 0, "fixed": 0,
            "learned_by": [], "session_items": 20,
        }  # fmt: skip
        later = ann.call("GET", f"reviewers/me?since={since}").json()
        assert (later["reviews"], later["corrections"], later["confirmations"]) == (2, 0, 1)
        assert ann.call("GET", "reviewers/me?since=2026-01-01T00:00:00").status_code == 422

    def test_what_became_of_corrections_is_told(self, room: Reviewing, ann: Desk) -> None:
        room.loop.add_base([f"base {n} card" for n in range(6)] + [f"refund {n}" for n in range(6)],
                           ["card"] * 6 + ["refund"] * 6)  # fmt: skip
        words = [
            "parcel",
            "invoice",
            "holiday",
            "kitchen",
            "garden",
            "bicycle",
            "theatre",
            "window",
        ]
        room.capture([f"{word} {word[::-1]} {n * 7919}" for n, word in enumerate(words)])
        for _ in range(8):
            ann.review(ann.task(), "refund")
        dataset = room.loop.curate()
        model = room.loop.retrain()
        with room.ws.store.snapshot() as view:
            errors = view.find(ErrorRecord)
            entered = {stage.error_id for stage in view.find(ErrorStage, stage=Stage.IN_TRAINING)}
        learned = [error for error in errors if error.id in entered]
        assert learned
        with room.ws.store.transaction(actor="t", now=room.ws.now()) as tx:
            enter(room.ws, tx, learned[0], Stage.FIXED, model.id)
            tx.record(Event(verb=Verb.MODEL_PROMOTED, object_id=model.id))
        told = ann.call("GET", "reviewers/me").json()
        assert (told["in_training"], told["golden"]) == (len(learned), 8 - len(learned))
        assert told["fixed"] == 1
        assert told["learned_by"] == [
            {
                "model": model.name, "dataset": dataset.number, "taught": len(learned),
                "fixed": 1, "verdict": None,
            }
        ]  # fmt: skip
        nobody = room.desk("bob").call("GET", "reviewers/me").json()
        assert (nobody["reviews"], nobody["learned_by"]) == (0, [])
