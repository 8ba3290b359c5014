"""Labels that are added, renamed and merged while the loop goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.dataset import GoldenVersion, HeldCase
from errata.core.error_record import ErrorRecord
from errata.core.errors import Conflict, InputError, NotFound
from errata.core.model import Lapse, Operating
from errata.core.people import LabelSet
from errata.core.task import Review, Task
from errata.flow.agreed import agreed_truths
from errata.flow.base import examples_of
from errata.flow.capture import capture
from errata.flow.labels import listed_labels
from errata.flow.loop import Loop
from errata.flow.relabelled import as_said

LABELS = ["card", "chip", "refund"]
ONE = {"minimum": 1, "maximum": 3, "bar": 0.6}
POLICY: dict[str, Any] = {
    "triage": {"audit_rate": 0.0, "threshold": 1.0},
    "consensus": ONE,
    "review": {"model_prior": False},
}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def opened(folder: Path, labels: list[str] | None = None, **policy: Any) -> Loop:
    return errata.open(
        f"sqlite:///{folder}/e.db", project="bank", kind="text", labels=labels or LABELS,
        policy={**POLICY, **policy}, clock=Clock(),
    )  # fmt: skip


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with opened(tmp_path) as loop:
        yield loop


def say(loop: Loop, text: str, label: str, *, shares: list[float] | None = None, n: int = 1) -> Any:
    loop.capture([text], [shares or [0.4, 0.35, 0.25]], model="m")
    for k in range(n):
        task = loop.claim(reviewer=f"r{k}")
        assert task is not None
        done = loop.submit(task, label=label, cause="ambiguous")
    return done


def rows(loop: Loop, number: int | None = None) -> Counter[str]:
    version = loop.curate()
    examples = examples_of(loop._ws(), version)
    return Counter(loop.project.labels[label] for label in examples.labels)


class TestMerged:
    def test_everything_counts_as_the_label_that_is_left(self, loop: Loop) -> None:
        loop.add_base(["base one", "base two", "base three"], LABELS)
        say(loop, "a", "chip")
        say(loop, "b", "refund")
        say(loop, "c", "card", shares=[0.3, 0.4, 0.3])
        before = loop.curate()
        done = loop.change_labels(merge={"chip": "card"}, by="lea")
        assert done.in_use == ("card", "refund")
        (moved,) = done.moved
        assert (moved.label, moved.into) == ("chip", "card")
        assert (moved.reviews, moved.resolutions, moved.examples) == (1, 1, 2)
        assert done.errors_gone == 2  # card for chip, and chip for card
        assert "chip counts as card: 1 review, 1 resolution" in done.says()
        assert loop.labels.in_use == ("card", "refund")
        after = loop.curate()
        assert after.number == before.number + 1
        assert after.report["relabelled"] == {"chip became card": 1}
        assert rows(loop) == Counter(card=4, refund=2)
        assert loop.curate().id == after.id  # again is nothing new
        with loop.store.snapshot() as view:  # what was said stays said
            assert sorted(str(one.label) for one in view.find(Review)) == ["card", "chip", "refund"]
            versions = view.find(LabelSet)
        assert [each.version for each in versions] == [1, 2]
        assert versions[1].changes == "chip is card now."
        old = examples_of(loop._ws(), before)  # an immutable version says what it said
        assert Counter(loop.project.labels[k] for k in old.labels) == Counter(
            card=2, chip=2, refund=2
        )

    def test_two_who_said_what_is_one_now_agree(self, tmp_path: Path) -> None:
        with opened(tmp_path, consensus={"minimum": 2, "maximum": 3, "bar": 0.6}) as loop:
            assert say(loop, "a", "chip") is None
            loop.change_labels(merge={"chip": "card"})
            task = loop.claim(reviewer="bob")
            assert task is not None
            assert task.labels == ("card", "refund")
            assert task.prediction is not None
            assert task.prediction["card"] == pytest.approx(0.75)
            done = loop.submit(task, label="card")
            assert done is not None
            assert (done.label, done.n_reviews) == ("card", 2)

    def test_a_champion_of_the_old_labels_goes_on_serving(self, loop: Loop) -> None:
        loop.change_labels(merge={"chip": "card"})
        said = loop.capture(["a", "b"], [[0.3, 0.3, 0.4], [0.1, 0.1, 0.8]], model="m")
        assert [one.label for one in said] == ["card", "refund"]
        named = loop.capture(["c"], [[0.3, 0.7]], classes=["refund", "card"], model="m2")
        assert named[0].label == "card"
        alone = loop.capture(["d"], predicted=["chip"], model="m")
        assert alone[0].label == "card"
        with loop._ws().store.snapshot() as view:
            stored = view.log.rows(loop.project.id, said.ids)
        assert stored[0].label == "card"
        assert stored[0].probabilities.tolist() == pytest.approx([0.6, 0.0, 0.4])
        assert stored[0].runner_up == "refund"

    def test_what_is_stored_reads_folded_and_nothing_is_lost(self, loop: Loop) -> None:
        ids = loop.capture(
            ["a", "b", "c"], [[0.2, 0.5, 0.3], [0.5, 0.4, 0.1], [0.1, 0.2, 0.7]], model="m"
        ).ids
        alone = loop.capture(["d"], predicted=["chip"], model="m").ids
        loop.change_labels(merge={"chip": "card"})
        ws = loop._ws()
        with ws.store.snapshot() as view:
            stored = view.log.rows(ws.project.id, [*ids, *alone])
            scanned = view.log.scan(ws.project.id, model="m")
            drawn = view.log.drawn(ws.project.id, model="m")
            walked = list(
                view.log.walk(
                    ws.project.id, model="m",
                    since=datetime(2026, 1, 1, tzinfo=UTC), until=datetime(2027, 1, 1, tzinfo=UTC),
                )
            )  # fmt: skip
            assert view.get(Task, view.find(Task)[0].id).predicted == "card"
            assert as_said(view).find(Task)[0].predicted == "chip"
            assert as_said(as_said(view)) is as_said(view)
        assert [one.label for one in stored] == ["card", "card", "refund", "card"]
        assert [one.runner_up for one in stored] == ["refund", "refund", "card", None]
        assert scanned.predicted.tolist() == [0, 0, 2, 0]
        assert scanned.probabilities[:3].sum(axis=1) == pytest.approx(1.0)
        assert np.isnan(scanned.probabilities[3]).all()
        assert not scanned.probabilities[:3, 1].any()
        assert len(drawn) == 0
        assert np.concatenate([part.predicted for part in walked]).tolist() == [0, 0, 2, 0]

    def test_a_merge_afterwards_is_the_merge_from_the_start(self, tmp_path: Path) -> None:
        """The same answers under merged labels, and under the old ones that merged later."""
        rng = np.random.default_rng(5)
        said = [str(label) for label in rng.choice(LABELS, 30)]
        shares = rng.dirichlet(np.ones(3), 30)
        found = []
        for name in ("first", "later"):
            (tmp_path / name).mkdir()
            early = name == "first"
            labels = ["card", "refund"] if early else LABELS
            with opened(tmp_path / name, labels, curate={"golden_share": 0.0}) as loop:
                for k, label in enumerate(said):
                    p = shares[k]
                    told = "card" if early and label == "chip" else label
                    say(loop, f"t{k}", told, shares=[p[0] + p[1], p[2]] if early else list(p))
                if not early:
                    loop.change_labels(merge={"chip": "card"})
                ws = loop._ws()
                with ws.store.snapshot() as view:
                    truths, _ = agreed_truths(view, ws)
                    errors = view.find(ErrorRecord)
                found.append(
                    (
                        Counter((truth.claim.label, truth.item_id) for truth in truths),
                        rows(loop),
                        sum(one.label == "refund" for one in errors),
                    )
                )
        assert found[0][:2] == found[1][:2]
        assert found[0][2] == found[1][2]  # errors between what never was one

    def test_certificates_end_and_golden_cases_move_to_the_next_version(
        self, tmp_path: Path
    ) -> None:
        from errata.wire import Site
        from led import Calendar, begin, turn

        site = Site(f"sqlite:///{tmp_path}/led.db")
        calendar = Calendar()
        site.clock = calendar
        led = begin(site, calendar)
        turn(led)
        loop = led.loop
        loop.certify()
        with loop.store.snapshot() as view:
            operating = [one for one in view.find(Operating) if one.threshold is not None]
            golden = view.find(GoldenVersion)
            transfers = view.count(HeldCase, label="transfer")
            cards = view.count(HeldCase, label="card")
            lapsed = view.count(Lapse)
        assert transfers
        assert cards
        assert operating
        done = loop.change_labels(merge={"transfer": "card"}, by="lea")
        assert done.certificates == len(operating) - lapsed
        assert done.moved[0].held_cases == transfers
        with loop.store.snapshot() as view:
            assert view.count(Lapse) == len(operating)
        loop.certify()  # and a new one can be made at once
        loop.curate()
        model = loop.retrain()
        report = loop.prove(model.name)
        ws = loop._ws()
        with ws.store.snapshot() as view:
            assert view.count(HeldCase, label="card") == cards + transfers
            assert view.count(HeldCase, label="transfer") == 0
            newest = view.find(GoldenVersion, newest_first=True, limit=1)[0]
        assert newest.id not in {one.id for one in golden}
        assert report.golden_id == newest.id
        said = loop.model(model.name).predict_proba(["please send iban", "my card"])
        assert said.sum(axis=1) == pytest.approx(1.0)
        assert not said[:, list(loop.project.labels).index("transfer")].any()


class TestRenamed:
    def test_the_old_name_is_still_understood(self, loop: Loop) -> None:
        say(loop, "a", "refund")
        ids = loop.capture(["b"], [[0.4, 0.35, 0.25]], model="m").ids
        done = loop.change_labels(rename={"refund": "money back"}, changes="clearer")
        assert done.moved[0].into == "money back"
        assert loop.labels.in_use == ("card", "chip", "money back")
        report = loop.correct(ids[0], label="refund", by="till")  # a caller who has not heard
        assert report.label == "money back"
        assert rows(loop) == Counter({"money back": 2})
        listed, versions = listed_labels(loop._ws())
        assert [(one.label, one.counts_as, one.since) for one in listed] == [
            ("card", "card", 1), ("chip", "chip", 1), ("refund", "money back", 1),
            ("money back", "money back", 2),
        ]  # fmt: skip
        assert [one.changes for one in versions] == ["clearer", "The first labels."]

    def test_a_name_comes_back_by_renaming_back(self, loop: Loop) -> None:
        say(loop, "a", "refund")
        loop.change_labels(rename={"refund": "money back"})
        with pytest.raises(InputError, match="which became 'money back'"):
            loop.change_labels(add=["refund"])
        say(loop, "b", "money back")
        done = loop.change_labels(rename={"money back": "refund"})
        assert done.in_use == ("card", "chip", "refund")
        assert rows(loop) == Counter(refund=2)

    def test_the_project_opens_under_its_first_and_its_present_labels(self, tmp_path: Path) -> None:
        with opened(tmp_path) as loop:
            loop.change_labels(rename={"refund": "money back"}, merge={"chip": "card"})
        for labels in (LABELS, ["card", "money back"]):
            with opened(tmp_path, labels) as loop:
                assert loop.labels.in_use == ("card", "money back")
        with pytest.raises(InputError, match="other labels"):
            opened(tmp_path, ["card", "else"])

    def test_rules_follow_the_names(self, tmp_path: Path) -> None:
        triage = {"audit_rate": 0.0, "threshold": 0.5, "never_accept": ["chip"]}
        with opened(tmp_path, triage=triage) as loop:
            loop.change_labels(rename={"chip": "smart chip"})
            said = loop.capture(["a", "b"], [[0.9, 0.1, 0, 0], [0.1, 0.9, 0, 0]], model="m")
            assert said.accepted.tolist() == [True, False]


class TestAdded:
    def test_models_that_do_not_know_it_go_on_and_people_may_say_it(self, tmp_path: Path) -> None:
        with opened(tmp_path, review={"model_prior": True}) as loop:
            ids = loop.capture(["a"], [[0.6, 0.3, 0.1]], model="m").ids
            done = loop.change_labels(add=["fraud"])
            assert done.says() == "version 2: 4 labels in use; new: fraud"
            again = loop.capture(["a"], [[0.6, 0.3, 0.1]], model="m", ids=ids)
            assert again.replayed.all()  # the same prediction, also in wide rows
            again = loop.capture(["a"], [[0.6, 0.3, 0.1, 0.0]], model="m", ids=ids)
            assert again.replayed.all()
            with pytest.raises(Conflict):
                loop.capture(["a"], [[0.6, 0.2, 0.1, 0.1]], model="m", ids=ids)
            with pytest.raises(InputError, match="2 classes"):
                loop.capture(["a"], [[0.6, 0.4]], model="m")
            for reviewer in ("r1", "r2", "r3"):
                task = loop.claim(reviewer=reviewer)
                if task is None:
                    break
                assert task.labels == ("card", "chip", "refund", "fraud")
                done_ = loop.submit(task, label="fraud", cause="new_class")
            assert done_ is not None
            assert done_.label == "fraud"
            new = loop.capture(["z"], [[0.1, 0.1, 0.1, 0.7]], model="m2")
            assert new[0].label == "fraud"

    def test_two_captures_of_one_call_are_one(self, loop: Loop) -> None:
        loop.change_labels(add=["fraud"])
        ws = loop._ws()
        items = ws.encode(["a"], "text")
        said = np.array([[0.6, 0.3, 0.1]], dtype=np.float32)
        first = capture(
            ws, items, model="m", probabilities=said, predicted=np.array([0], dtype=np.int32),
            attributes={},
        )  # fmt: skip
        again = capture(
            ws, items, model="m", probabilities=said, predicted=np.array([0], dtype=np.int32),
            attributes={}, ids=first.ids,
        )  # fmt: skip
        assert again.replayed.all()


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({}, "no change"),
        ({"add": ["card"]}, "'card' twice"),
        ({"add": [" "]}, "wanted 1 to 200"),
        ({"add": ["a\nb"]}, "one line"),
        ({"rename": {"card": "chip"}}, "'chip' twice"),
        ({"merge": {"card": "card"}}, "merged into itself"),
        ({"merge": {"card": "chip", "refund": "chip"}}, "one label left"),
        ({"add": ["x"], "changes": "w" * 2001}, "2,001 characters"),
    ],
)
def test_what_cannot_be_changed_is_refused(loop: Loop, edit: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        loop.change_labels(**edit)
    assert loop.labels.in_use == tuple(LABELS)


def test_a_label_that_is_not_in_use_is_named(loop: Loop) -> None:
    with pytest.raises(NotFound, match="no label in use is named 'x'; wanted one of card"):
        loop.change_labels(merge={"x": "card"})
