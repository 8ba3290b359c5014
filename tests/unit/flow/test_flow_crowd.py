"""The crowd: what is learnt of reviewers, when, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.events import Event, Verb
from errata.core.people import Contest, ContestSettled, Crowd, Honeypot
from errata.core.policy import parse_policy
from errata.core.task import Answer, Resolution, Review, Task, own_slot
from errata.flow import crowd
from errata.flow.crowd import known_of, refresh_crowd
from errata.flow.loop import Loop
from errata.flow.workspace import Workspace
from errata.loop.consensus.crowd import fit_crowd

LABELS = ["card", "refund", "transfer"]
UNSURE = [[0.5, 0.3, 0.2]]
GOOD = ("ann", "bob")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def opened(folder: Path, **policy: Any) -> Loop:
    rules: dict[str, Any] = {
        "triage": {"audit_rate": 0.0, "threshold": 1.0},
        "review": {"model_prior": False},
        "consensus": {"minimum": 3, "maximum": 4, "bar": 0.9},
    }
    for name, chosen in policy.items():
        rules[name] = {**rules.get(name, {}), **chosen}
    return errata.open(
        f"sqlite:///{folder}/e.db", project="tickets", kind="text", labels=LABELS, policy=rules,
        clock=Clock(),
    )  # fmt: skip


@pytest.fixture
def loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    monkeypatch.setattr(crowd, "LOOKS", 1 << 40)  # the tests say when
    with opened(tmp_path) as loop:
        yield loop


def answers(loop: Loop, n: int, *, careless: str = "cy", start: int = 0) -> None:
    """n tasks of three answers: two people are right, one calls everything a card."""
    texts = [f"item {case}" for case in range(start, start + n)]
    loop.capture(texts, UNSURE * n, model="v1")
    for who in (*GOOD, careless):
        for _ in range(n):
            task = loop.claim(reviewer=who)
            assert task is not None
            right = LABELS[int(str(task.item).split()[1]) % 3]
            loop.submit(task, label="card" if who == careless else right)


def known(loop: Loop) -> crowd.Known | None:
    with loop.store.snapshot() as view:
        return known_of(view, loop._ws(), loop.policy)


def crowds(loop: Loop) -> list[Crowd]:
    with loop.store.snapshot() as view:
        return view.find(Crowd, project_id=loop.project.id)


class TestWhatIsLearnt:
    def test_who_is_right_and_who_says_card_to_everything(self, loop: Loop) -> None:
        assert known(loop) is None
        assert refresh_crowd(loop._ws()) is None, "nothing has been answered"
        answers(loop, 40)
        made = refresh_crowd(loop._ws())
        assert made is not None
        assert made.number == 1
        with loop.store.snapshot() as view:
            entries = view.audit_entries(verb=Verb.CROWD_FITTED, limit=5)
        assert len(entries) == 1
        found = known(loop)
        assert found is not None
        tables = found.of(["ann", "cy", "nobody"])
        assert set(tables) == {"ann", "cy"}, "whoever never answered is not known"
        assert np.diag(tables["ann"]).min() > 0.85
        assert tables["cy"][1, 0] > 0.7
        assert tables["cy"][1, 1] < 0.3
        assert found.of(["ann"])["ann"] is tables["ann"]

    def test_few_new_answers_are_not_worth_a_look(self, loop: Loop) -> None:
        answers(loop, 20)
        assert refresh_crowd(loop._ws()) is not None
        assert refresh_crowd(loop._ws()) is None
        answers(loop, 10, start=100)
        assert refresh_crowd(loop._ws()) is None
        assert len(crowds(loop)) == 1

    def test_only_the_new_answers_are_read_once_a_project_has_grown(
        self, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers(loop, 60)
        first = refresh_crowd(loop._ws())
        assert first is not None
        before = known(loop)
        assert before is not None
        answers(loop, 20, start=100)
        monkeypatch.setattr(crowd, "fit_crowd", None)  # a whole fit would fail
        second = refresh_crowd(loop._ws())
        assert second is not None
        assert (second.number, second.upto > first.upto) == (2, True)
        after = known(loop)
        assert after is not None
        assert (before.state.answers, after.state.answers) == (180, 240)
        added = sum(table.sum() for table in after.state.counts.values())
        assert added == pytest.approx(240, abs=0.1), "each answer once"

    def test_what_an_expert_decided_is_the_truth_and_the_expert_is_not_held_against_it(
        self, loop: Loop
    ) -> None:
        n = 20
        loop.capture([f"item {case}" for case in range(n)], UNSURE * n, model="v1")
        four = (("ann", "card"), ("bob", "refund"), ("cy", None), ("di", None))
        for who, label in four:
            for _ in range(n):
                task = loop.claim(reviewer=who)
                assert task is not None
                loop.submit(task, label=label, unsure=label is None)
        for _ in range(n):
            task = loop.claim(reviewer="ed", skills=["expert"])
            assert task is not None
            loop.submit(task, label="refund")
        assert refresh_crowd(loop._ws()) is not None
        found = known(loop)
        assert found is not None
        assert set(found.state.counts) == {"ann", "bob"}
        assert found.state.counts["bob"][1].tolist() == pytest.approx([0, n, 0])
        assert found.state.counts["ann"][1].tolist() == pytest.approx([n, 0, 0])

    def test_what_waits_for_an_expert_teaches_once_whenever_the_expert_comes(
        self, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers(loop, 30)
        assert refresh_crowd(loop._ws()) is not None
        monkeypatch.setattr(crowd, "FIRST", 4)
        loop.capture(["item 1000"], UNSURE, model="v1")
        labels = {"ann": "card", "bob": "refund", "cy": "transfer", "di": None}
        for who, label in labels.items():
            task = loop.claim(reviewer=who)
            assert task is not None
            assert loop.submit(task, label=label, unsure=label is None) is None
        assert refresh_crowd(loop._ws()) is not None, "consensus failed: that tells something"
        found = known(loop)
        assert found is not None
        assert found.state.answers == 93
        monkeypatch.setattr(crowd, "FIRST", 1)
        expert = loop.claim(reviewer="ed", skills=["expert"])
        assert expert is not None
        loop.submit(expert, label="refund")
        monkeypatch.setattr(crowd, "SHARE", 0.0)
        assert refresh_crowd(loop._ws()) is not None
        found = known(loop)
        assert found is not None
        assert found.state.answers == 93, "it was learnt from before"

    def test_what_nobody_could_tell_and_single_answers_teach_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(crowd, "LOOKS", 1 << 40)
        monkeypatch.setattr(crowd, "FIRST", 3)
        with opened(tmp_path, consensus={"minimum": 1, "maximum": 2, "bar": 0.8}) as loop:
            loop.capture(["a", "b"], UNSURE * 2, model="v1")
            for who, label in (("ann", "card"), ("ann", None), ("bob", None)):
                task = loop.claim(reviewer=who)
                assert task is not None
                loop.submit(task, label=label, unsure=label is None)
            expert = loop.claim(reviewer="ed", skills=["expert"])
            assert expert is not None
            loop.submit(expert, unsure=True)
            assert refresh_crowd(loop._ws()) is not None
            found = known(loop)
            assert found is not None
            assert (dict(found.state.counts), found.state.answers) == ({}, 0)

    def test_honeypots_are_held_against_their_truth_unless_rightly_contested(
        self, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(crowd, "FIRST", 3)
        ws = loop._ws()
        loop.capture(["a", "b", "c"], UNSURE * 3, model="v1")
        with loop.store.snapshot() as view:
            sources = view.find(Task, project_id=ws.project.id)
        pots = [_honeypot(ws, source, "ann", label="refund") for source in sources]
        for pot in pots:
            _answer(ws, pot, "ann", "card")
        _contest(ws, pots[0], upheld=True)
        _contest(ws, pots[1], upheld=False)
        assert refresh_crowd(ws) is not None
        found = known(loop)
        assert found is not None
        assert found.state.counts["ann"].tolist() == [[0, 0, 0], [2, 0, 0], [0, 0, 0]]
        with loop.store.snapshot() as view:
            assert view.count(Resolution, project_id=ws.project.id) == 0


class TestWhatItChanges:
    def test_who_is_known_to_be_careless_no_longer_tips_the_scales(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(crowd, "LOOKS", 1 << 40)
        with opened(tmp_path) as loop:
            answers(loop, 60)
            methods = _methods(loop)
            assert methods == {"one_coin.v1"}
            refresh_crowd(loop._ws())
            loop.capture(["item 1000"], UNSURE, model="v1")
            said = {"ann": "refund", "bob": "refund", "cy": "card"}
            for who, label in said.items():
                task = loop.claim(reviewer=who)
                assert task is not None
                found = loop.submit(task, label=label)
            assert found is not None
            assert (found.label, found.method) == ("refund", "crowd.v1")
            assert found.posterior > 0.99, "cy's card tells next to nothing"

    def test_the_word_of_the_better_counts_more_than_a_majority_of_the_careless(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two who call everything a card do not outvote one who is nearly always right."""
        monkeypatch.setattr(crowd, "LOOKS", 1 << 40)
        rules = {"minimum": 4, "maximum": 5, "bar": 0.9}
        with opened(tmp_path, consensus=rules) as loop:
            n = 60
            loop.capture([f"item {case}" for case in range(n)], UNSURE * n, model="v1")
            for who in ("ann", "bob", "cy", "di", "eve"):
                while (task := loop.claim(reviewer=who)) is not None:
                    right = LABELS[int(str(task.item).split()[1]) % 3]
                    loop.submit(task, label="card" if who in ("di", "eve") else right)
            refresh_crowd(loop._ws())
            loop.capture(["item 1000"], UNSURE, model="v1")
            for who, label in {
                "ann": "refund",
                "bob": "refund",
                "di": "card",
                "eve": "card",
            }.items():
                task = loop.claim(reviewer=who)
                assert task is not None
                found = loop.submit(task, label=label)
            assert found is not None
            assert (found.label, found.kind.value) == ("refund", "accepted")

    def test_where_nobody_is_scored_nothing_is_learnt_or_used(self, tmp_path: Path) -> None:
        with opened(tmp_path, people={"scoring": "off"}) as loop:
            answers(loop, 30)
            assert refresh_crowd(loop._ws()) is None
            assert known(loop) is None
            assert crowds(loop) == []

    def test_what_was_known_is_left_aside_once_scoring_ends(self, loop: Loop) -> None:
        answers(loop, 20)
        refresh_crowd(loop._ws())
        assert known(loop) is not None
        rules = loop.policy.as_dict()
        rules["people"]["scoring"] = "off"
        loop.change_policy(parse_policy(rules), by="lead")
        assert known(loop) is None


class TestKeeping:
    def test_a_submit_without_a_server_looks_now_and_then(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(crowd, "LOOKS", 1)
        with opened(tmp_path) as loop:
            answers(loop, 20)
            assert len(crowds(loop)) == 1

    def test_of_two_servers_the_second_leaves_it_to_the_first(
        self, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers(loop, 20)
        whole = fit_crowd

        def meanwhile(*given: Any, **more: Any) -> Any:
            monkeypatch.setattr(crowd, "fit_crowd", whole)
            assert refresh_crowd(loop._ws()) is not None
            return whole(*given, **more)

        monkeypatch.setattr(crowd, "fit_crowd", meanwhile)
        assert refresh_crowd(loop._ws()) is None
        assert len(crowds(loop)) == 1

    def test_a_state_that_cannot_be_read_is_made_anew(self, loop: Loop) -> None:
        answers(loop, 20)
        ws = loop._ws()
        made = refresh_crowd(ws)
        assert made is not None
        with loop.store.transaction(actor="test", now=ws.now()) as tx:
            tx.put(replace(made, id=ws.mint(), number=2, state="no state"))
            tx.record(Event(verb=Verb.CROWD_FITTED, object_id="x"))
        assert known(loop) is None, "then everybody counts as the policy says"
        answers(loop, 20, start=100)
        assert refresh_crowd(ws) is not None
        found = known(loop)
        assert found is not None
        assert found.state.answers == 120

    def test_other_labels_make_it_anew(self, loop: Loop) -> None:
        answers(loop, 20)
        assert refresh_crowd(loop._ws()) is not None
        ws = loop._ws()
        more = replace(ws, project=replace(ws.project, labels=(*ws.project.labels, "fee")))
        assert known(loop) is not None
        with loop.store.snapshot() as view:
            assert known_of(view, more, loop.policy) is None
        answers(loop, 20, start=100)
        assert refresh_crowd(more) is not None
        with loop.store.snapshot() as view:
            found = known_of(view, more, loop.policy)
        assert found is not None
        assert found.state.classes == (*LABELS, "fee")

    def test_merged_labels_make_it_anew_though_the_classes_stay(
        self, loop: Loop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers(loop, 60)
        assert refresh_crowd(loop._ws()) is not None
        loop.change_labels(merge={"transfer": "refund"})
        with monkeypatch.context() as patch:
            patch.setattr(crowd, "learn", None)  # what was learnt of the old labels is not added to
            answers(loop, 20, start=100)
            assert refresh_crowd(loop._ws()) is not None
        found = known(loop)
        assert found is not None
        assert found.state.counts["ann"][:, LABELS.index("transfer")].sum() == 0
        monkeypatch.setattr(crowd, "fit_crowd", None)
        answers(loop, 20, start=200)
        assert refresh_crowd(loop._ws()) is not None, "once is enough"


def _methods(loop: Loop) -> set[str]:
    with loop.store.snapshot() as view:
        return {found.method for found in view.find(Resolution, project_id=loop.project.id)}


def _honeypot(ws: Workspace, source: Task, reviewer: str, *, label: str) -> Task:
    pot = replace(
        source, id=ws.mint(), prediction_id=ws.mint(), skill=own_slot(reviewer), overlap=1
    )
    with ws.store.transaction(actor="test", now=ws.now()) as tx:
        tx.queue.add([pot])
        tx.put(
            Honeypot(
                id=pot.id, project_id=ws.project.id, reviewer=reviewer, item_id=pot.item_id,
                label=label, cause=None, why="", source="held:x", created_at=ws.now(),
            )
        )  # fmt: skip
        tx.record(Event(verb=Verb.HONEYPOT_PLACED, object_id=pot.id))
    return pot


def _answer(ws: Workspace, task: Task, reviewer: str, label: str) -> None:
    review = Review(
        id=ws.mint(), project_id=ws.project.id, task_id=task.id, slot=0, reviewer=reviewer,
        skill=task.skill, answer=Answer.LABEL, label=label, cause=None, why="", seconds_spent=1.0,
        guideline_version=0, created_at=ws.now(),
    )  # fmt: skip
    with ws.store.transaction(actor=reviewer, now=ws.now()) as tx:
        tx.put(review)
        tx.record(Event(verb=Verb.REVIEW_SUBMITTED, object_id=review.id))


def _contest(ws: Workspace, task: Task, *, upheld: bool) -> None:
    contest = Contest(
        id=ws.mint(), project_id=ws.project.id, reviewer="ann", task_id=task.id, why="no",
        created_at=ws.now(),
    )  # fmt: skip
    ended = ContestSettled(
        id=ws.mint(), project_id=ws.project.id, contest_id=contest.id, upheld=upheld, by="lead",
        why="yes", created_at=ws.now(),
    )  # fmt: skip
    for one, verb in ((contest, Verb.CONTESTED), (ended, Verb.CONTEST_SETTLED)):
        with ws.store.transaction(actor="ann", now=ws.now()) as tx:
            tx.put(one)
            tx.record(Event(verb=verb, object_id=one.id))
