"""Disputes: who decides, what they see, and what becomes of what nobody could tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import errata
from errata.core.dataset import HeldCase
from errata.core.error_record import ErrorRecord
from errata.core.errors import InputError, NotFound, NotReady
from errata.core.events import Event, Verb
from errata.core.ids import Minter
from errata.core.task import Answer, Resolution, ResolutionKind, Review, Task, own_slot
from errata.core.webhook import Delivery
from errata.flow.lead.disputes_page import dispute_story, disputes_page
from errata.flow.loop import Loop
from errata.flow.review.dispute import adjudicator, decides, divided
from errata.flow.review.in_hand import in_hand
from errata.flow.review.settle import settle

LABELS = ["card", "refund", "transfer"]
UNSURE = [[0.5, 0.3, 0.2]]
BASE: dict[str, Any] = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "review": {"model_prior": False},
    "consensus": {"minimum": 2, "maximum": 3},
}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def opened(folder: Path, **policy: Any) -> Loop:
    rules = {
        **BASE,
        **{name: {**BASE.get(name, {}), **table} for name, table in policy.items()},
    }
    return errata.open(
        f"sqlite:///{folder}/e.db",
        project="tickets",
        kind="text",
        labels=LABELS,
        policy=rules,
        clock=Clock(),
    )


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with opened(tmp_path) as loop:
        yield loop


def say(
    loop: Loop, who: str, label: str | None, *, skills: tuple[str, ...] = (), **more: Any
) -> Any:
    """Claim and answer; None as the label is unsure."""
    task = loop.claim(reviewer=who, skills=skills)
    assert task is not None, f"nothing for {who}"
    return loop.submit(task, label=label, unsure=label is None, **more)


def disagree(loop: Loop, *labels: str | None) -> None:
    """Three people, who cannot agree, with a reason each."""
    for who, label in zip(("ann", "bob", "cy"), labels or ("card", "refund", None), strict=True):
        cause = "ambiguous" if label == "refund" else None
        assert say(loop, who, label, cause=cause, why=f"{label} it seems") is None


def settled(loop: Loop) -> list[Resolution]:
    with loop.store.snapshot() as view:
        return view.find(Resolution, project_id=loop.project.id)


class TestWhoDecides:
    def test_the_expert_reads_everybodys_reasons_and_nobodys_name(self, loop: Loop) -> None:
        loop.capture(["money back to my card"], UNSURE, model="v1")
        for who in ("kim", "lou", "max"):
            task = loop.claim(reviewer=who)
            assert task is not None
            assert task.dispute is None, "nobody sees another's answer before consensus failed"
            label = {"kim": "card", "lou": "refund"}.get(who)
            evidence = [{"kind": "span", "start": 0, "end": 5, "text": "money"}] if label else []
            loop.submit(
                task, label=label, unsure=label is None, why=f"{label} it seems", evidence=evidence
            )
        assert loop.claim(reviewer="dee") is None
        task = loop.claim(reviewer="ed", skills=["expert"])
        assert task is not None
        assert task.dispute is not None
        assert sorted(one.why for one in task.dispute.answers) == [
            "None it seems", "card it seems", "refund it seems",
        ]  # fmt: skip
        assert {one.label for one in task.dispute.answers} == {"card", "refund", None}
        spans = [one.evidence for one in task.dispute.answers if one.label == "card"]
        assert spans[0][0]["text"] == "money"
        assert task.dispute.says == "1 says card, 1 says refund, 1 cannot tell"
        assert not any(who in repr(task.dispute) for who in ("kim", "lou", "max"))
        again = in_hand(loop._ws(), task.id, reviewer="ed")
        assert again.dispute == task.dispute, "the order is the same each time"
        found = loop.submit(task, label="refund", cause="unclear_guideline", why="rule 4")
        assert found is not None
        assert (found.kind, found.label) == (ResolutionKind.ADJUDICATED, "refund")
        assert (found.cause, found.method) == ("unclear_guideline", "expert.v1")
        assert found.why == "rule 4 | refund it seems", "the expert's reason comes first"
        assert found.posterior == pytest.approx(0.9), "as sure as an unknown reviewer is"

    def test_the_order_of_the_opinions_tells_nothing(self, loop: Loop) -> None:
        """Over many disputes the first opinion shown is not the first that was given."""
        n = 40
        loop.capture([f"item {case}" for case in range(n)], UNSURE * n, model="v1")
        for who, label in (("ann", "card"), ("bob", "refund"), ("cy", "transfer")):
            for _ in range(n):
                say(loop, who, label)
        first = []
        while (task := loop.claim(reviewer="ed", skills=["expert"])) is not None:
            assert task.dispute is not None
            first.append(task.dispute.answers[0].label)
            loop.submit(task, label="card")
        assert len(first) == n
        assert all(4 <= first.count(label) <= 24 for label in LABELS)

    def test_an_expert_who_takes_part_from_the_start_sees_nothing(self, tmp_path: Path) -> None:
        with opened(tmp_path, triage={"expert_below": 0.9}) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            for who, label in (("e1", "card"), ("e2", "refund"), ("e3", "transfer")):
                task = loop.claim(reviewer=who, skills=["expert"])
                assert task is not None
                assert task.dispute is None
                assert loop.submit(task, label=label) is None
            task = loop.claim(reviewer="e4", skills=["expert"])
            assert task is not None
            assert task.dispute is not None
            assert len(task.dispute.answers) == 3
            found = loop.submit(task, label="transfer")
            assert found is not None
            assert found.kind is ResolutionKind.ADJUDICATED

    def test_whoever_judges_meets_what_the_task_asked_anyway(self, tmp_path: Path) -> None:
        with opened(tmp_path, routing={"skills_by": ["language"]}) as loop:
            loop.capture(["oui"], UNSURE, model="v1", attributes={"language": ["fr"]})
            french = ("language=fr",)
            for who, label in (("ann", "card"), ("bob", "refund"), ("cy", "transfer")):
                assert loop.claim(reviewer=who) is None, "the item is in French"
                assert say(loop, who, label, skills=french) is None
            assert loop.claim(reviewer="ed", skills=["expert"]) is None
            found = say(loop, "eve", "card", skills=("expert", *french))
            assert found is not None
            assert found.kind is ResolutionKind.ADJUDICATED

    def test_in_blind_mode_the_models_answer_waits_for_the_experts_too(
        self, tmp_path: Path
    ) -> None:
        with opened(tmp_path, review={"blind": "always"}) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            disagree(loop)
            task = loop.claim(reviewer="ed", skills=["expert"])
            assert task is not None
            assert task.prediction is None
            assert task.dispute is not None, "the reasons are what the expert is there for"


class TestWhatComesOfIt:
    def test_what_the_expert_cannot_tell_is_rejected_with_the_reason(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        disagree(loop)
        found = say(
            loop, "ed", None, skills=("expert",), cause="missing_context", why="no amount is named"
        )
        assert (found.kind, found.label, found.posterior) == (ResolutionKind.REJECTED, None, 0.0)
        assert found.cause == "missing_context"
        assert found.why == (
            "the expert could not tell after the others (1 says card, 1 says refund, "
            "1 cannot tell): no amount is named | None it seems"
        )
        page = disputes_page(loop._ws(), stage="rejected")
        assert [(row.why, row.label) for row in page.items] == [(found.why, None)]
        with pytest.raises(NotReady, match="curate"):
            loop.curate()
        with loop.store.snapshot() as view:
            assert view.count(ErrorRecord, project_id=loop.project.id) == 0
            assert view.count(HeldCase, project_id=loop.project.id) == 0

    def test_without_any_words_the_reason_says_how_it_divided(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        for who in ("ann", "bob", "cy"):
            assert say(loop, who, None) is None
        assert say(loop, "ed", None, skills=("expert",)).why == (
            "the expert could not tell after the others (3 cannot tell)"
        )

    def test_critical_classes_ask_more_people_at_once(self, tmp_path: Path) -> None:
        critical = {"minimum": 1, "critical": ["card"], "critical_minimum": 3}
        with opened(tmp_path, consensus={**critical, "bar": 0.8}) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            loop.capture(["b"], [[0.2, 0.5, 0.3]], model="v1")
            answers: dict[str, int] = {}
            for who in ("ann", "bob", "cy"):
                while (task := loop.claim(reviewer=who)) is not None:
                    answers[str(task.item)] = answers.get(str(task.item), 0) + 1
                    loop.submit(task, label="card")
            assert answers == {"a": 3, "b": 1}

    def test_a_honeypot_ends_without_resolution_error_or_announcement(self, loop: Loop) -> None:
        ws = loop._ws()
        loop.capture(["a"], UNSURE, model="v1")
        with loop.store.snapshot() as view:
            (source,) = view.find(Task, project_id=ws.project.id)
        mint = Minter(now_ms=lambda: 1_772_355_600_000, random=ws.entropy, after=None)
        honeypot = replace(source, skill=own_slot("ann"), sampled=False, hold=False)
        for answer in (Answer.LABEL, Answer.SKIP):
            pot = replace(honeypot, id=mint(), prediction_id=mint())
            given = replace(
                review("transfer" if answer is Answer.LABEL else None, pot.skill, answer),
                id=mint(), project_id=ws.project.id, task_id=pot.id, reviewer="ann",
            )  # fmt: skip
            with loop.store.transaction(actor="ann", now=ws.now()) as tx:
                tx.queue.add([pot], slots=0)
                tx.put(given)
                assert settle(ws, tx, pot, loop.policy) is None
                tx.record(Event(verb=Verb.REVIEW_SUBMITTED, object_id=given.id))
            with loop.store.snapshot() as view:
                assert not view.queue.is_open(pot.id)
        with loop.store.snapshot() as view:
            assert view.count(Review, project_id=ws.project.id) == 2
            assert view.count(Resolution, project_id=ws.project.id) == 0
            assert view.count(ErrorRecord, project_id=ws.project.id) == 0
            assert view.count(Delivery) == 0


class TestTheLeadsPage:
    def test_open_disputes_are_told_with_their_labels_and_age(self, loop: Loop) -> None:
        loop.capture(["first words", "second words"], UNSURE * 2, model="v1")
        ws = loop._ws()
        assert disputes_page(ws).items == []
        for who, label in (("ann", "card"), ("bob", "refund"), ("cy", "card")):
            say(loop, who, label)
        page = disputes_page(ws)
        (row,) = page.items
        assert page.next is None
        assert (dict(row.labels), row.unsure) == ({"card": 2, "refund": 1}, 0)
        assert row.says == "2 say card, 1 says refund"
        assert (row.needs, row.held, row.overdue, row.label) == ("expert", False, False, None)
        assert row.began_at < ws.now()
        assert "words" in row.excerpt
        task = loop.claim(reviewer="ed", skills=["expert"])
        assert task is not None
        assert disputes_page(ws).items[0].held
        story = dispute_story(ws, row.task_id)
        assert story.content.decode() == row.excerpt
        assert len(story.dispute.answers) == 3
        loop.submit(task, label="refund", why="rule 4")
        assert disputes_page(ws).items == []
        (done,) = disputes_page(ws, stage="adjudicated").items
        assert (done.label, dict(done.labels)) == ("refund", {"card": 2, "refund": 1})
        assert done.settled_at is not None
        assert len(dispute_story(ws, row.task_id).dispute.answers) == 3

    def test_pages_follow_one_another_and_leave_the_expert_band_out(self, tmp_path: Path) -> None:
        with opened(tmp_path, triage={"expert_below": 0.4}) as loop:
            loop.capture([f"easy {case}" for case in range(5)], UNSURE * 5, model="v1")
            hard = [[0.34, 0.33, 0.33]]
            loop.capture([f"hard {case}" for case in range(3)], hard * 3, model="v1")
            for who, label in (("ann", "card"), ("bob", "refund"), ("cy", "transfer")):
                for _ in range(5):
                    say(loop, who, label)
            ws, seen, cursor = loop._ws(), [], None
            for _ in range(5):
                page = disputes_page(ws, cursor=cursor, limit=2)
                seen += [row.excerpt for row in page.items]
                cursor = page.next
                if cursor is None:
                    break
            assert sorted(seen) == [f"easy {case}" for case in range(5)]
            with pytest.raises(InputError, match="cursor"):
                disputes_page(ws, cursor="x")

    def test_what_is_no_dispute_is_not_found(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        with loop.store.snapshot() as view:
            (task,) = view.find(Task, project_id=loop.project.id)
        with pytest.raises(NotFound, match="no dispute about"):
            dispute_story(loop._ws(), task.id)
        with pytest.raises(NotFound):
            dispute_story(loop._ws(), "x")
        with pytest.raises(InputError, match="the stage 'old'; wanted one of open"):
            disputes_page(loop._ws(), stage="old")

    def test_accepted_tasks_are_no_disputes(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        say(loop, "ann", "card")
        found = say(loop, "bob", "card")
        assert found.kind is ResolutionKind.ACCEPTED
        with pytest.raises(NotFound):
            dispute_story(loop._ws(), found.task_id)


def test_the_trace_tells_raters_and_reasons_of_a_dispute(loop: Loop) -> None:
    (ident,) = loop.capture(["a"], UNSURE, model="v1").ids
    disagree(loop)
    say(loop, "ed", "refund", skills=("expert",), why="rule 4")
    told = "\n".join(loop.trace(ident).lines())
    for words in ("ann answered 'card': card it seems", "bob answered 'refund'", "cy answered",
                  "ed answered 'refund': rule 4", "adjudicated: 'refund'"):  # fmt: skip
        assert words in told
    version = loop.curate()
    with loop.store.snapshot() as view:
        assert view.count(Resolution, project_id=loop.project.id) == 1
    assert version.n_injected == 1
    (row,) = [row for row in _dataset(loop) if row["source"] == "resolution"]
    assert (row["label"], row["why"]) == ("refund", "rule 4 | refund it seems")


def _dataset(loop: Loop) -> list[dict[str, Any]]:
    from errata.flow.export import rows_to_export

    return rows_to_export(loop._ws(), "dataset")


def review(label: str | None, skill: str = "", answer: Answer = Answer.LABEL) -> Review:
    return Review(
        id=f"{label}{skill}", project_id="p", task_id="t", slot=0, reviewer="r", skill=skill,
        answer=answer, label=label, cause=None, why="", seconds_spent=1.0, guideline_version=0,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def test_divisions_are_said_most_frequent_first() -> None:
    reviews = [review(label) for label in ("b", "a", "b", None, None)]
    assert divided(reviews) == "2 say b, 1 says a, 2 cannot tell"


def test_skips_and_ordinary_answers_decide_nothing(loop: Loop) -> None:
    loop.capture(["a"], UNSURE, model="v1")
    with loop.store.snapshot() as view:
        (task,) = view.find(Task, project_id=loop.project.id)
    policy = loop.policy
    assert not decides(task, "", 9, policy)
    assert decides(task, "expert", 0, policy)
    skipped = review(None, "expert", Answer.SKIP)
    assert adjudicator(task, [review("card"), skipped], policy) is None
    expert = review("refund", "expert")
    assert adjudicator(task, [review("card"), expert], policy) is expert
