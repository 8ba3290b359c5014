"""Reviews, outcomes and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

import errata
from errata.core.dataset import HeldCase
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.errors import Conflict, InputError, LeaseLost, NotFound, Unsupported
from errata.core.outcome import OutcomeReport
from errata.core.task import Draft, Resolution, ResolutionKind, Task
from errata.flow.loop import Loop

LABELS = ["card", "refund", "transfer"]
UNSURE = [[0.5, 0.3, 0.2]]
SURE = [[0.99, 0.006, 0.004]]


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def opened(folder: Path, clock: Clock, **policy: Mapping[str, object]) -> Loop:
    policy.setdefault("triage", {"audit_rate": 0.0})
    return errata.open(
        f"sqlite:///{folder}/e.db",
        project="tickets",
        kind="text",
        labels=LABELS,
        policy=policy,
        clock=clock,
    )


@pytest.fixture
def loop(tmp_path: Path, clock: Clock) -> Iterator[Loop]:
    with opened(tmp_path, clock, consensus={"minimum": 2}, review={"model_prior": False}) as loop:
        yield loop


class TestCapture:
    def test_the_sure_are_accepted_and_the_doubtful_reviewed(self, loop: Loop) -> None:
        first, second = loop.capture(["a", "b"], SURE + UNSURE, model="v1")
        assert (first.decision, first.label) == ("accept", "card")
        assert (second.decision, second.reasons) == ("review", ("low_confidence",))
        assert loop.status().tasks_open == 1

    def test_a_replay_answers_the_stored_decision_and_stores_nothing(self, loop: Loop) -> None:
        ids = loop.capture(["a", "b"], SURE + UNSURE, model="v1").ids
        again = loop.capture(
            ["b", "c"],
            UNSURE + SURE,
            model="v1",
            ids=[ids[1], "0190b3a4-0000-7000-8000-000000000001"],
        )
        assert again.replayed.tolist() == [True, False]
        assert again[0].decision == "review"
        assert loop.status().predictions == 3
        assert loop.status().tasks_open == 1

    def test_the_same_identifier_for_other_content_stores_nothing(self, loop: Loop) -> None:
        ids = loop.capture(["a"], SURE, model="v1").ids
        fresh = "0190b3a4-0000-7000-8000-000000000001"
        for items, rows, model in ((["x"], SURE, "v1"), (["a"], UNSURE, "v1"), (["a"], SURE, "v2")):
            with pytest.raises(Conflict, match="row 1"):
                loop.capture(["n", *items], SURE + rows, model=model, ids=[fresh, ids[0]])
        assert loop.status().predictions == 1

    def test_a_label_alone_always_goes_to_review(self, loop: Loop) -> None:
        (decided,) = loop.capture(["a"], predicted=["refund"], model="v1")
        assert decided.decision == "review"
        task = loop.claim(reviewer="r1")
        assert task is not None
        assert task.prediction is not None
        assert list(task.prediction) == ["refund"]

    def test_labels_that_are_never_accepted_go_to_review(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        never = {"audit_rate": 0.0, "never_accept": ["card"]}
        with opened(tmp_path, clock, triage=never) as loop:
            assert loop.capture(["a"], SURE, model="v1")[0].decision == "review"

    def test_the_expert_band_asks_for_an_expert(self, tmp_path: Path, clock: Clock) -> None:
        with opened(tmp_path, clock, triage={"audit_rate": 0.0, "expert_below": 0.6}) as loop:
            assert loop.capture(["a"], UNSURE, model="v1")[0].decision == "expert"
            assert loop.claim(reviewer="r1") is None
            assert loop.claim(reviewer="r1", skills=["expert"]) is not None

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"items": ["a"], "probabilities": SURE, "model": " "}, "no model"),
            ({"items": ["a"], "model": "v1"}, "neither probabilities nor"),
            ({"items": "a", "probabilities": SURE, "model": "v1"}, "one str; wanted a list"),
            ({"items": [1], "probabilities": SURE, "model": "v1"}, "type int"),
            ({"items": [{"f": 1}], "probabilities": SURE, "model": "v1"}, "kind record; wanted"),
            ({"items": ["a"], "predicted": ["loan"], "model": "v1"}, "'loan' at row 0"),
            ({"items": ["a"], "probabilities": SURE, "model": "v1", "ids": ["x"]}, "identifier"),
            ({"items": ["a"], "probabilities": SURE, "model": "v1", "ids": []}, "0 identifiers"),
            (
                {
                    "items": ["a", "b"],
                    "probabilities": SURE * 2,
                    "model": "v1",
                    "ids": ["0190b3a4-0000-7000-8000-000000000001"] * 2,
                },
                "twice",
            ),
            (
                {"items": ["a"], "probabilities": SURE, "model": "v1", "at": datetime(2026, 1, 1)},
                "without a zone",
            ),
            ({"items": ["a"], "probabilities": SURE, "model": "v1", "groups": ["g", "h"]}, "group"),
        ],
    )
    def test_wrong_arguments_are_named_and_change_nothing(
        self, loop: Loop, arguments: dict[str, object], message: str
    ) -> None:
        items = arguments.pop("items")
        probabilities = arguments.pop("probabilities", None)
        with pytest.raises(InputError, match=message):
            loop.capture(items, probabilities, **arguments)  # type: ignore[arg-type]
        assert loop.status().predictions == 0

    def test_multi_label_answers_are_refused_as_out_of_scope(self, loop: Loop) -> None:
        with pytest.raises(Unsupported, match="Multi-label"):
            loop.capture(["a"], [[0.9, 0.8, 0.1]], model="v1")

    def test_a_watched_classifier_answers_as_before_and_is_captured(self, loop: Loop) -> None:
        class Classifier:
            classes_ = np.array(LABELS)
            flavour = "plain"

            def predict_proba(self, items: list[str]) -> np.ndarray:
                return np.array(SURE * len(items))

        model = loop.watch(Classifier(), name="v1")
        assert model.predict(["a", "b"]).tolist() == ["card", "card"]
        assert model.flavour == "plain"
        assert loop.status().predictions == 2
        with pytest.raises(InputError, match="without predict_proba"):
            loop.watch(object(), name="v1")


class TestReview:
    def test_two_who_agree_resolve_a_task_and_find_the_error(self, loop: Loop) -> None:
        loop.capture(["where is my money"], UNSURE, model="v1")
        first = loop.claim(reviewer="r1")
        assert first is not None
        assert first.item == "where is my money"
        assert loop.claim(reviewer="r1") is None  # never twice to one reviewer
        assert loop.submit(first, label="refund", cause="ambiguous", why="money back") is None
        second = loop.claim(reviewer="r2")
        assert second is not None
        resolution = loop.submit(second, label="refund", cause="ambiguous", why="wants it back")
        assert resolution is not None
        assert (resolution.kind, resolution.label) == (ResolutionKind.ACCEPTED, "refund")
        assert resolution.cause == "ambiguous"
        assert resolution.why == "money back | wants it back"
        with loop.store.snapshot() as view:
            (error,) = view.find(ErrorRecord)
            stages = [stage.stage.value for stage in view.find(ErrorStage)]
        assert (error.predicted, error.label) == ("card", "refund")
        assert stages == ["found", "explained", "resolved"]
        assert loop.status().tasks_open == 0

    def test_a_confirmation_is_no_error(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        for reviewer in ("r1", "r2"):
            task = loop.claim(reviewer=reviewer)
            assert task is not None
            loop.submit(task, label="card")
        assert loop.status().errors_found == 0
        assert loop.status().resolutions == {"accepted": 1}

    def test_who_disagree_get_a_third(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        for reviewer, label in (("r1", "refund"), ("r2", "card"), ("r3", "refund")):
            task = loop.claim(reviewer=reviewer)
            assert task is not None, reviewer
            loop.submit(task, label=label)
        with loop.store.snapshot() as view:
            found = view.find(Resolution)
        assert len(found) <= 1

    def test_after_the_last_disagreement_an_expert_decides(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        rules = {"minimum": 2, "maximum": 2}
        with opened(tmp_path, clock, consensus=rules, review={"model_prior": False}) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            for reviewer, label in (("r1", "refund"), ("r2", "transfer")):
                task = loop.claim(reviewer=reviewer)
                assert task is not None
                assert loop.submit(task, label=label) is None
            assert loop.claim(reviewer="r3") is None
            task = loop.claim(reviewer="eva", skills=["expert"])
            assert task is not None
            resolution = loop.submit(task, label="transfer")
            assert resolution is not None
            assert (resolution.kind, resolution.label) == (ResolutionKind.ADJUDICATED, "transfer")

    def test_an_expert_who_cannot_tell_rejects_the_task(self, tmp_path: Path, clock: Clock) -> None:
        with opened(
            tmp_path, clock, consensus={"minimum": 1, "maximum": 1}, review={"model_prior": False}
        ) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            task = loop.claim(reviewer="r1")
            assert task is not None
            assert loop.submit(task, unsure=True) is None
            task = loop.claim(reviewer="eva", skills=["expert"])
            assert task is not None
            resolution = loop.submit(task, unsure=True, why="no picture")
            assert resolution is not None
            assert (resolution.kind, resolution.label) == (ResolutionKind.REJECTED, None)
            assert loop.status().errors_found == 0

    def test_a_skipped_task_goes_to_others(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        task = loop.claim(reviewer="r1")
        assert task is not None
        assert loop.skip(task, why="I know the customer") is None
        assert loop.claim(reviewer="r1") is None
        for reviewer in ("r2", "r3"):
            task = loop.claim(reviewer=reviewer)
            assert task is not None, reviewer
            resolution = loop.submit(task, label="refund")
        assert resolution is not None
        assert resolution.n_reviews == 2

    def test_a_released_task_is_free_at_once(self, loop: Loop) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        task = loop.claim(reviewer="r1")
        assert task is not None
        loop.release(task)
        again = loop.claim(reviewer="r1")
        assert again is not None
        assert again.id == task.id

    def test_a_heartbeat_keeps_the_lease(self, loop: Loop, clock: Clock) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        task = loop.claim(reviewer="r1")
        assert task is not None
        clock.forward(minutes=9)
        task = loop.heartbeat(task)
        clock.forward(minutes=9)
        assert task.lease_expires_at > clock()
        loop.submit(task, label="card")

    def test_a_late_answer_whose_slot_is_gone_is_kept_as_a_draft(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        with opened(tmp_path, clock, review={"model_prior": False}) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            late = loop.claim(reviewer="r1")
            assert late is not None
            clock.forward(hours=1)
            other = loop.claim(reviewer="r2")
            assert other is not None
            with pytest.raises(LeaseLost):
                loop.submit(late, label="refund", why="typed for an hour")
            with loop.store.snapshot() as view:
                (draft,) = view.find(Draft)
            assert (draft.label, draft.why) == ("refund", "typed for an hour")
            assert loop.status().reviews == 0

    def test_blind_mode_hides_the_models_answer_and_what_reveals_it(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        with opened(tmp_path, clock, review={"blind": "always"}) as loop:
            loop.capture(["a"], UNSURE, model="v1")
            task = loop.claim(reviewer="r1")
            assert task is not None
            assert task.prediction is None
            assert task.reasons == ()

    @pytest.mark.parametrize(
        ("answer", "message"),
        [
            ({"label": "loan"}, "'loan'; wanted one of card"),
            ({"label": "card", "cause": "mood"}, "'mood'; wanted one of"),
            ({}, "without a label"),
            ({"label": "card", "unsure": True}, "at once"),
            ({"label": "card", "seconds_spent": -1.0}, "seconds_spent"),
        ],
    )
    def test_wrong_answers_are_named_and_cost_nothing(
        self, loop: Loop, answer: dict[str, object], message: str
    ) -> None:
        loop.capture(["a"], UNSURE, model="v1")
        task = loop.claim(reviewer="r1")
        assert task is not None
        with pytest.raises(InputError, match=message):
            loop.submit(task, **answer)  # type: ignore[arg-type]
        loop.submit(task, label="card")  # the lease still stands

    def test_a_reviewer_needs_a_name(self, loop: Loop) -> None:
        with pytest.raises(InputError, match="without a name"):
            loop.claim(reviewer=" ")

    def test_an_agreed_audit_of_the_hold_becomes_a_held_case(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        with opened(tmp_path, clock, triage={"audit_rate": 1.0}) as loop:
            loop.capture([f"text {i}" for i in range(40)], SURE * 40, model="v1")
            with loop.store.snapshot() as view:
                tasks = view.find(Task)
            held = {task.id for task in tasks if task.hold}
            assert len(tasks) == 40
            assert 8 < len(held) < 32
            for reviewer in ("r1", "r2", "r3"):
                while (task := loop.claim(reviewer=reviewer)) is not None:
                    loop.submit(task, label="card")
            with loop.store.snapshot() as view:
                cases = view.find(HeldCase)
                by_hold = {r.task_id: r.n_reviews for r in view.find(Resolution) if r.hold}
            assert len(cases) == len(held)
            assert set(by_hold) == held
            assert set(by_hold.values()) == {3}  # held truth asks three, whatever the model says
            status = loop.status()
            assert status.accuracy is not None
            assert status.accuracy.high == 1.0
            assert status.accuracy.n == 40  # every audit counts, held or not


class TestOutcomes:
    def test_a_trusted_correction_is_an_error_at_once(self, loop: Loop) -> None:
        (ident,) = loop.capture(["a"], SURE, model="v1").ids
        report = loop.correct(ident, label="refund", cause="underrepresented", why="new", by="ann")
        assert report.trusted
        assert loop.status().errors_found == 1
        loop.correct(ident, label="refund", by="bob")
        assert loop.status().errors_found == 1  # the same error, told twice

    def test_a_confirmed_prediction_is_no_error(self, loop: Loop) -> None:
        (ident,) = loop.capture(["a"], SURE, model="v1").ids
        loop.correct(ident, label="card", by="ann")
        assert loop.status().errors_found == 0

    def test_a_stranger_s_correction_becomes_a_task(self, tmp_path: Path, clock: Clock) -> None:
        with opened(tmp_path, clock, outcomes={"trusted": ["ann"]}) as loop:
            (ident,) = loop.capture(["a"], SURE, model="v1").ids
            assert not loop.correct(ident, label="refund", by="mallory").trusted
            assert not loop.correct(ident, by="ann").trusted  # a complaint names no label
            task = loop.claim(reviewer="r1")
            assert task is not None
            assert task.reasons == ("complaint",)
            assert loop.claim(reviewer="r1") is None  # one task for both
            with loop.store.snapshot() as view:
                assert view.count(OutcomeReport) == 2

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"label": "loan", "by": "ann"}, InputError, "'loan'"),
            ({"label": "card", "by": ""}, InputError, "nobody"),
            ({"label": "card", "by": "ann", "cause": "mood"}, InputError, "'mood'"),
        ],
    )
    def test_wrong_outcomes_are_refused(
        self, loop: Loop, arguments: dict[str, str], error: type[Exception], message: str
    ) -> None:
        (ident,) = loop.capture(["a"], SURE, model="v1").ids
        with pytest.raises(error, match=message):
            loop.correct(ident, **arguments)

    def test_an_unknown_prediction_is_not_found(self, loop: Loop) -> None:
        with pytest.raises(NotFound):
            loop.correct("0190b3a4-0000-7000-8000-000000000001", label="card", by="ann")


class TestConsensusWithTheModel:
    def test_a_sure_model_never_outvotes_the_person_who_looked(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        with opened(tmp_path, clock, triage={"audit_rate": 0.0, "threshold": 1.0}) as loop:
            loop.capture(["a"], [[0.998, 0.001, 0.001]], model="v1")
            first = loop.claim(reviewer="r1")
            assert first is not None
            assert loop.submit(first, label="refund") is None
            resolution = None
            for reviewer in ("r2", "r3", "r4"):
                task = loop.claim(reviewer=reviewer)
                if task is None:
                    break
                resolution = loop.submit(task, label="refund")
            assert resolution is not None
            assert resolution.label == "refund"

    def test_one_person_who_agrees_with_the_model_is_enough(
        self, tmp_path: Path, clock: Clock
    ) -> None:
        with opened(tmp_path, clock) as loop:
            loop.capture(["a"], [[0.6, 0.3, 0.1]], model="v1")
            task = loop.claim(reviewer="r1")
            assert task is not None
            resolution = loop.submit(task, label="card")
            assert resolution is not None
            assert resolution.method == "one_coin_model_prior.v1"
            assert resolution.n_reviews == 1
