"""Review over HTTP: tasks are claimed, held, answered and given back, once and by one each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from errata.core.account import Role
from errata.core.task import Draft, Review, Task
from places import Place
from reviewing import Reviewing, reviewing

# Everything that a reviewer is told of a task; what is not here must never be.
TASK_KEYS = {
    "id", "token", "item", "prediction", "model", "blind", "committed", "labels", "reasons",
    "attributes", "lease_expires_at", "guideline_version", "draft", "due_at",
    "dispute",
}  # fmt: skip
SECRETS = ("hold", "sampled", "honeypot", "posterior", "item_id", "group", "overlap", "priority")

Start = Callable[..., Reviewing]


@pytest.fixture
def start(place: Place, tmp_path: Path) -> Iterator[Start]:
    """Starts a server, once on each database."""
    started: list[Reviewing] = []

    def begin(**chosen: Any) -> Reviewing:
        started.append(reviewing(tmp_path, url=place.url, **chosen))
        return started[-1]

    yield begin
    for room in started:
        room.close()


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Start]:
    """Starts a server on SQLite."""
    started: list[Reviewing] = []

    def made(**chosen: Any) -> Reviewing:
        started.append(reviewing(tmp_path, **chosen))
        return started[-1]

    yield made
    for room in started:
        room.close()


class TestClaim:
    def test_a_claimed_task_tells_what_a_reviewer_needs_and_nothing_else(
        self, start: Start
    ) -> None:
        room = start()
        room.capture(["where is my card?"], attributes={"channel": ["mail"]})
        task = room.desk("ann").task()
        assert set(task) == TASK_KEYS
        assert task["item"] == {"kind": "text", "text": "where is my card?"}
        assert [one["label"] for one in task["prediction"]] == ["card", "refund", "transfer"]
        assert task["prediction"][0]["probability"] == pytest.approx(0.5)
        assert task["reasons"] == [
            {
                "flag": "low_confidence",
                "says": "The model is unsure: 50 % for card, 30 % for refund.",
            }
        ]
        assert task["labels"] == ["card", "refund", "transfer"]
        assert (task["model"], task["blind"], task["committed"]) == ("v1", False, None)
        assert (task["attributes"], task["draft"]) == ({"channel": "mail"}, None)
        assert 0 <= task["token"] < 1 << 53

    def test_audits_held_cases_and_doubts_look_alike(self, begin: Start) -> None:
        room = begin(policy={"triage": {"audit_rate": 1.0, "threshold": 0.9}})
        room.capture([f"audit {n}" for n in range(12)], (0.99, 0.006, 0.004))
        with room.ws.store.snapshot() as view:
            tasks = {task.id: task for task in view.find(Task)}
        assert {task.hold for task in tasks.values()} == {True, False}
        desk = room.desk("ann")
        seen = [desk.task() for _ in tasks]
        held = [one for one in seen if tasks[one["id"]].hold]
        rest = [one for one in seen if not tasks[one["id"]].hold]
        for one in (*held, *rest):
            assert set(one) == TASK_KEYS
        alike = ("prediction", "reasons", "due_at", "blind", "labels", "model", "attributes")
        assert [{n: one[n] for n in alike} for one in held[:1]] * len(rest) == [
            {n: one[n] for n in alike} for one in rest
        ]
        told = str(seen)
        assert not [word for word in SECRETS if word in told]

    def test_a_record_and_an_image_are_shown(self, begin: Start, tmp_path: Path) -> None:
        room = begin(kind="record")
        room.capture([{"amount": 12.5, "note": None, "paid": True}])
        item = room.desk("ann").task()["item"]
        assert item == {"kind": "record", "fields": {"amount": 12.5, "note": None, "paid": True}}

    def test_frames_are_for_who_holds_the_task_and_for_leads(self, begin: Start) -> None:
        room = begin(kind="image")
        room.capture(np.arange(12, dtype=np.uint8).reshape(1, 3, 4))
        ann, bob, lead = room.desk("ann"), room.desk("bob"), room.desk("lea", Role.LEAD)
        task = ann.task()
        image = task["item"]["image"]
        assert (image["format"], image["width"], image["height"], image["frames"]) == (
            "png", 4, 3, 1,
        )  # fmt: skip
        path = image["url"].replace("{k}", "0")
        for desk, status in ((ann, 200), (lead, 200), (bob, 404)):
            answer = desk.client.get(path)
            assert answer.status_code == status
        shown = ann.client.get(path)
        assert shown.headers["content-type"] == "image/png"
        assert shown.headers["cache-control"] == "private, no-store"
        assert shown.content.startswith(b"\x89PNG")
        assert ann.client.get(image["url"].replace("{k}", "1")).status_code == 404

    def test_nothing_left_says_why(self, start: Start) -> None:
        room = start(policy={"triage": {"threshold": 1.0, "audit_rate": 0.0, "expert_below": 0.4}})
        room.capture(["one"])
        room.capture(["for an expert"], (0.35, 0.33, 0.32))
        ann, bob = room.desk("ann"), room.desk("bob")
        held = ann.task()
        assert ann.claim()["waiting"]["held_by_you"] == 1
        waiting = bob.claim()["waiting"]
        assert (waiting["held_by_others"], waiting["other_skill"]) == (1, {"expert": 1})
        assert waiting["next_expiry"] == held["lease_expires_at"]
        assert waiting["says"] == (
            "1 task is in other hands, and comes back if it is not answered. "
            "1 task needs the skill expert."
        )
        ann.review(held, "card")
        left = ann.claim()["waiting"]
        assert (left["held_by_others"], left["held_by_you"], left["next_expiry"]) == (0, 0, None)

    def test_skills_of_an_account_open_tasks(self, begin: Start) -> None:
        room = begin(policy={"triage": {"threshold": 1.0, "audit_rate": 0.0, "expert_below": 0.9}})
        room.capture(["hard"])
        assert room.desk("ann").claim()["task"] is None
        assert room.skilled("eve", ["expert"]).claim()["task"] is not None

    def test_ahead_leaves_the_last_tasks_to_who_has_none(self, start: Start) -> None:
        room = start()
        room.capture([f"case {n}" for n in range(9)])
        ann, bob = room.desk("ann"), room.desk("bob")
        ann.task()
        assert ann.claim(ahead=True)["task"] is not None  # 8 are free and 1 is held
        assert ann.claim(ahead=True)["task"] is not None  # 7 and 2
        assert ann.claim(ahead=True) == {"task": None, "waiting": None, "rest": None}  # 6 and 3
        for _ in range(6):
            bob.task()
        assert bob.claim()["task"] is None

    def test_tabs_of_one_reviewer_never_get_the_same_task(self, start: Start) -> None:
        room = start()
        room.capture([f"case {n}" for n in range(24)])
        desk = room.desk("ann")
        got: list[str] = []
        faults: list[BaseException] = []

        def tab() -> None:
            try:
                while (task := desk.claim(tab="x")["task"]) is not None:
                    got.append(task["id"])
            except BaseException as error:
                faults.append(error)

        tabs = [threading.Thread(target=tab) for _ in range(4)]
        for one in tabs:
            one.start()
        for one in tabs:
            one.join()
        assert not faults
        assert len(got) == len(set(got)) == 24


class TestLease:
    def test_a_task_is_shown_again_while_it_is_held(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann, bob = room.desk("ann"), room.desk("bob")
        task = ann.task()
        assert ann.call("GET", f"tasks/{task['id']}").json() == task
        assert bob.call("GET", f"tasks/{task['id']}").status_code == 404
        assert ann.on(task, "release").status_code == 204
        assert ann.call("GET", f"tasks/{task['id']}").status_code == 404

    def test_a_heartbeat_holds_longer_and_takes_back_what_nobody_took(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann, bob = room.desk("ann"), room.desk("bob")
        task = ann.task()
        room.served.clock.forward(seconds=500)
        longer = ann.on(task, "heartbeat")
        assert longer.status_code == 200
        assert longer.json()["lease_expires_at"] > task["lease_expires_at"]
        room.served.clock.forward(seconds=5_000)
        assert ann.on(task, "heartbeat").status_code == 200  # nobody wanted it meanwhile
        room.served.clock.forward(seconds=5_000)
        other = bob.task()
        assert other["id"] == task["id"]
        assert bob.on(other, "release").status_code == 204
        lost = ann.on(task, "heartbeat")
        assert (lost.status_code, lost.json()["type"]) == (409, "/docs/problems/lease-lost")

    def test_an_absent_reviewer_blocks_nothing(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann, bob = room.desk("ann"), room.desk("bob")
        task = ann.task()
        room.served.clock.forward(seconds=601)
        assert bob.review(bob.task(), "refund")["resolution"]["label"] == "refund"
        late = ann.on(task, "review", label="card", why="too late")
        assert (late.status_code, late.json()["type"]) == (409, "/docs/problems/lease-lost")
        with room.ws.store.snapshot() as view:
            assert [draft.why for draft in view.find(Draft)] == ["too late"]
            assert view.count(Review) == 1

    def test_a_late_answer_counts_while_nobody_took_the_task(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann = room.desk("ann")
        task = ann.task()
        room.served.clock.forward(hours=3)
        assert ann.review(task, "card")["resolution"]["label"] == "card"

    def test_a_task_that_another_tab_took_anew_is_lost_to_the_first(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann = room.desk("ann")
        task = ann.task()
        room.served.clock.forward(hours=3)
        again = ann.task()
        assert again["id"] == task["id"]
        assert ann.on(task, "review", label="card").status_code == 409
        assert ann.review(again, "card")["resolution"] is not None

    def test_a_closing_page_gives_back_what_it_holds_alone(self, start: Start) -> None:
        room = start()
        room.capture([f"case {n}" for n in range(3)])
        ann, bob = room.desk("ann"), room.desk("bob")
        here, other_tab = [ann.task(), ann.task()], ann.task()
        held = [{"id": one["id"], "token": one["token"]} for one in here]
        stolen = bob.call("POST", "tasks/release-all", {"tasks": held})
        assert stolen.status_code == 204  # a ticket opens nothing for another reviewer
        assert bob.claim()["task"] is None
        assert ann.call("POST", "tasks/release-all", {"tasks": held}).status_code == 204
        assert {bob.task()["id"], bob.task()["id"]} == {one["id"] for one in here}
        assert ann.on(other_tab, "heartbeat").status_code == 200
        assert ann.on(here[0], "heartbeat").status_code == 409

    def test_nobody_answers_or_keeps_what_they_never_held(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann, bob = room.desk("ann"), room.desk("bob")
        task = ann.task()
        assert ann.on(task, "release").status_code == 204
        for token in (task["token"], 0, 1, (1 << 53) - 1):
            forged = {**task, "token": token}
            for what, body in (
                ("heartbeat", {}), ("review", {"label": "card"}), ("skip", {"why": "no"}),
                ("draft", {"why": "mine"}),
            ):  # fmt: skip
                assert bob.on(forged, what, **body).status_code == 409, (what, token)
        with room.ws.store.snapshot() as view:
            assert view.count(Review) == 0
            assert view.queue.free_slots(room.ws.project.id, at_most=9) == 1


class TestAnswer:
    def test_an_answer_tells_what_came_of_it(self, start: Start) -> None:
        room = start(policy={"consensus": {"minimum": 2}})
        room.capture(["money back"])
        ann, bob = room.desk("ann"), room.desk("bob")
        first = ann.review(ann.task(), "refund", cause="ambiguous", why="wants it back")
        assert (first["resolution"], first["correction"], first["model"]) == (None, True, "v1")
        assert first["prediction"][0]["label"] == "card"
        second = bob.review(bob.task(), "refund")
        assert second["resolution"] == {"kind": "accepted", "label": "refund"}
        assert not {"posterior", "n_reviews", "hold"} & set(second["resolution"])

    def test_the_same_answer_again_is_answered_the_same(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann = room.desk("ann")
        task = ann.task()
        piece = {"kind": "span", "start": 0, "end": 3, "text": "one"}
        given: dict[str, Any] = {
            "label": "refund", "cause": "bias", "why": "because", "evidence": [piece],
        }  # fmt: skip
        first = ann.review(task, **given, seconds_spent=3.5)
        assert ann.review(task, **given, seconds_spent=9.0) == first
        other = ann.on(task, "review", **{**given, "why": "something else"})
        assert (other.status_code, other.json()["type"]) == (409, "/docs/problems/conflict")
        with room.ws.store.snapshot() as view:
            (stored,) = view.find(Review)
            assert view.count(Draft) == 0
        assert (stored.id, stored.seconds_spent) == (first["review_id"], 3.5)

    def test_the_same_answer_at_once_is_stored_once(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        desk = room.desk("ann")
        task = desk.task()
        answers: list[Any] = []
        threads = [
            threading.Thread(target=lambda: answers.append(desk.on(task, "review", label="card")))
            for _ in range(4)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert [one.status_code for one in answers] == [200] * 4
        assert len({one.json()["review_id"] for one in answers}) == 1

    def test_unsure_and_skip_are_answers(self, start: Start) -> None:
        room = start()
        room.capture(["one"])
        ann, bob = room.desk("ann"), room.desk("bob")
        skipped = ann.on(ann.task(), "skip", why="I know them")
        assert skipped.status_code == 200
        assert skipped.json()["correction"] is False
        assert ann.claim()["task"] is None  # it is others' now
        task = bob.task()
        assert bob.on(task, "review", unsure=True).json()["resolution"] is None
        assert bob.on(task, "review", unsure=True, label="card").status_code == 422
        assert bob.on(task, "review").status_code == 422

    @pytest.mark.parametrize(
        ("body", "says"),
        [
            ({"label": "loan"}, "'loan'"),
            ({"label": "card", "cause": "moon"}, "'moon'"),
            ({"label": "card", "why": "x" * 10_001}, "why"),
            ({"label": "card", "seconds_spent": -1}, "seconds_spent"),
            ({"label": "card", "guideline_version": 7}, "Version 7"),
            ({"label": "card", "evidence": [{"kind": "span", "start": 2, "end": 2, "text": ""}]},
             "spans 2 to 2"),
            ({"label": "card", "evidence": [{"kind": "span", "start": 0, "end": 99, "text": ""}]},
             "0 to 8"),
            ({"label": "card", "evidence": [{"kind": "span", "start": 0, "end": 4, "text": "a"}]},
             "quotes"),
            ({"label": "card", "evidence": [{"kind": "region", "frame": 0, "x": 0, "y": 0,
                                             "width": 1, "height": 1}]}, "span"),
            ({"label": "card", "evidence": [{"kind": "magic"}]}, "evidence"),
            ({"label": "card", "evidence": [{"kind": "span", "start": 0, "end": 1, "text": "o"}]
              * 201}, "200"),
        ],
    )  # fmt: skip
    def test_an_answer_that_does_not_fit_is_refused_and_the_task_is_kept(
        self, begin: Start, body: dict[str, Any], says: str
    ) -> None:
        room = begin()
        room.capture(["one card"])
        desk = room.desk("ann")
        task = desk.task()
        answer = desk.on(task, "review", **body)
        assert answer.status_code == 422, answer.text
        assert says in answer.text
        with room.ws.store.snapshot() as view:
            assert (view.count(Review), view.count(Draft)) == (0, 0)
        assert desk.on(task, "heartbeat").status_code == 200

    def test_a_page_left_open_overnight_spent_a_day_at_most(self, begin: Start) -> None:
        room = begin()
        room.capture(["one"])
        desk = room.desk("ann")
        desk.review(desk.task(), "card", seconds_spent=1e9)
        with room.ws.store.snapshot() as view:
            assert view.find(Review)[0].seconds_spent == 86_400

    def test_evidence_counts_as_browsers_count(self, begin: Start) -> None:
        room = begin()
        room.capture(["😀 كارت"])
        desk = room.desk("ann")
        piece = {"kind": "span", "start": 3, "end": 7, "text": "كارت"}
        desk.review(desk.task(), "card", evidence=[piece])
        with room.ws.store.snapshot() as view:
            assert view.find(Review)[0].evidence == (piece,)

    def test_another_projects_task_is_not_there(self, begin: Start) -> None:
        room = begin()
        room.capture(["one"])
        task = room.desk("ann").task()
        elsewhere = room.served.program(Role.LEAD)
        path = f"/api/v1/projects/tickets/tasks/{task['id']}"
        for what, body in (
            ("review", {"label": "card"}), ("reveal", {"label": "card"}), ("heartbeat", {}),
            ("draft", {}),
        ):  # fmt: skip
            answer = elsewhere.post(f"{path}/{what}", json={"token": task["token"], **body})
            assert answer.status_code in (404, 409), what
        assert elsewhere.get(f"{path}/frames/0").status_code == 404


class TestDraft:
    def test_a_draft_comes_back_with_the_task_to_its_reviewer_alone(self, start: Start) -> None:
        room = start()
        room.capture(["one card"])
        ann, bob = room.desk("ann"), room.desk("bob")
        task = ann.task()
        piece = {"kind": "span", "start": 4, "end": 8, "text": "card"}
        begun = {"label": "refund", "cause": "bias", "why": "I think", "evidence": [piece]}
        saved = ann.on(task, "draft", **begun)
        assert saved.status_code == 200
        room.served.clock.forward(seconds=5)
        again = ann.call("PUT", f"tasks/{task['id']}/draft", {"token": task["token"], **begun})
        assert again.json() == saved.json()  # nothing new, nothing stored
        assert ann.call("GET", f"tasks/{task['id']}").json()["draft"] == {
            **begun, "saved_at": saved.json()["saved_at"],
        }  # fmt: skip
        room.served.clock.forward(seconds=601)
        assert bob.task()["draft"] is None
        assert ann.on(task, "draft", why="more").status_code == 409
        with room.ws.store.snapshot() as view:
            assert view.count(Draft) == 1

    def test_a_late_answer_comes_back_as_a_draft(self, start: Start) -> None:
        room = start(policy={"consensus": {"minimum": 2}})
        room.capture(["one"])
        ann, bob, cat = room.desk("ann"), room.desk("bob"), room.desk("cat")
        task = ann.task()
        room.served.clock.forward(seconds=601)
        others = [bob.task(), cat.task()]
        assert ann.on(task, "review", label="refund", why="so late").status_code == 409
        assert cat.on(others[1], "release").status_code == 204
        back = ann.task()
        assert (back["id"], back["draft"]["why"]) == (task["id"], "so late")
        assert ann.review(back, "refund", why="so late")["correction"] is True
