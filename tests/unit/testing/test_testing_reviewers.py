"""Simulated reviewers err as often and toward what they are told to, and always the same way."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.core.project import DEFAULT_TAXONOMY
from errata.testing.reasons import reason
from errata.testing.reviewers import (
    CAUSES,
    SimulatedReviewer,
    Spam,
    confusion_matrix,
    crew,
    lookalikes,
)

CLASSES = ("a", "b", "c")


def reviewer(**changes: object) -> SimulatedReviewer:
    given: dict[str, object] = {
        "name": "r1",
        "classes": CLASSES,
        "confusion": confusion_matrix(0.9, np.array([[0, 3, 1], [1, 0, 1], [1, 1, 0]])),
        "unsure_rate": 0.0,
    }
    return SimulatedReviewer(**{**given, **changes})  # type: ignore[arg-type]


def test_a_reviewer_errs_as_often_as_their_confusion_matrix_says() -> None:
    said = [reviewer().answer(case=f"i{n}", truth="a").label for n in range(4000)]
    share = {label: said.count(label) / len(said) for label in CLASSES}
    # three standard errors of a binomial with n = 4000
    assert share["a"] == pytest.approx(0.9, abs=0.015)
    assert share["b"] == pytest.approx(0.075, abs=0.013)


def test_the_same_reviewer_gives_the_same_answer_whatever_the_order() -> None:
    cases = [f"i{n}" for n in range(50)]
    forward = {case: reviewer().answer(case=case, truth="b") for case in cases}
    backward = {case: reviewer().answer(case=case, truth="b") for case in reversed(cases)}
    assert forward == backward


def test_different_reviewers_and_seeds_err_in_different_cases() -> None:
    def errors(**changes: object) -> set[int]:
        one = reviewer(**changes)
        return {n for n in range(500) if one.answer(case=f"i{n}", truth="a").label != "a"}

    assert errors() != errors(name="r2")
    assert errors() != errors(seed=1)


def test_a_confirmation_needs_no_cause_and_a_correction_has_one_with_a_reason() -> None:
    sure = reviewer(confusion=np.eye(3), cause_accuracy=1.0)
    agreed = sure.answer(case="i", truth="a", model_label="a")
    corrected = sure.answer(case="i", truth="a", model_label="b", cause="noisy_input", seen="dim")
    assert (agreed.cause, agreed.why) == (None, "")
    assert corrected.cause == "noisy_input"
    assert "dim" in corrected.why
    assert "a" in corrected.why
    assert corrected.seconds_spent > agreed.seconds_spent


def test_an_unsure_reviewer_names_no_label() -> None:
    said = reviewer(unsure_rate=1.0).answer(case="i", truth="a")
    assert said.unsure
    assert said.label is None


def test_a_reviewer_who_never_sees_the_cause_blames_all_sorts_of_causes() -> None:
    one = reviewer(confusion=np.eye(3), cause_accuracy=0.0)
    blamed = {one.answer(case=f"i{n}", truth="a", model_label="b").cause for n in range(200)}
    assert blamed == set(CAUSES)


def test_an_unknown_truth_or_a_wrong_matrix_is_said() -> None:
    with pytest.raises(InputError, match="one of a, b, c"):
        reviewer().answer(case="i", truth="z")
    with pytest.raises(InputError, match=r"\(3, 3\) for 3 classes"):
        reviewer(confusion=np.eye(2))
    with pytest.raises(InputError, match="rows sum to 1"):
        reviewer(confusion=np.full((3, 3), 0.5))


def test_a_confusion_matrix_sends_errors_to_lookalikes_or_anywhere() -> None:
    nobody_alike = confusion_matrix(0.7, np.zeros((3, 3)))
    np.testing.assert_allclose(nobody_alike, np.full((3, 3), 0.15) + np.eye(3) * 0.55)
    per_class = confusion_matrix([0.9, 0.8, 0.7], np.ones((3, 3)))
    np.testing.assert_allclose(np.diag(per_class), [0.9, 0.8, 0.7])
    np.testing.assert_allclose(per_class.sum(axis=1), 1)
    np.testing.assert_allclose(confusion_matrix(0.9, np.zeros((1, 1))), [[1.0]])


def test_a_crew_has_the_mean_accuracies_asked_for_and_skills_of_its_own() -> None:
    team = crew(CLASSES, accuracies=(0.9, 0.97), seed=3)
    assert [one.name for one in team] == ["r1", "r2"]
    for one, mean in zip(team, (0.9, 0.97), strict=True):
        assert one.accuracy == pytest.approx(mean, abs=0.01)
        assert np.ptp(np.diag(one.confusion)) > 0
    again = crew(CLASSES, accuracies=(0.9, 0.97), seed=3)
    np.testing.assert_array_equal(team[0].confusion, again[0].confusion)


@pytest.mark.parametrize("wrong", [(), (1.2,), (-0.1, 0.9)])
def test_a_crew_of_impossible_people_is_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(InputError, match="numbers from 0 to 1"):
        crew(CLASSES, accuracies=wrong)


def test_near_classes_are_taken_for_each_other_more_than_far_ones() -> None:
    features = np.array([[0.0], [0.1], [1.0], [1.1], [9.0], [9.1]])
    alike = lookalikes(features, np.array([0, 0, 1, 1, 2, 2]), 3)
    assert alike[0, 1] > alike[0, 2]
    assert (np.diag(alike) == 0).all()


def test_a_class_without_examples_is_as_far_as_the_middle_and_one_point_is_no_fault() -> None:
    alike = lookalikes(np.array([[0.0], [1.0]]), np.array([0, 1]), 3)
    assert alike[2, 0] == pytest.approx(np.exp(-4))
    same = lookalikes(np.zeros((2, 1)), np.array([0, 1]), 2)
    assert np.isfinite(same).all()


@pytest.mark.parametrize("cause", [name for name, _, _ in DEFAULT_TAXONOMY])
def test_every_cause_of_the_taxonomy_has_reasons_that_name_the_label(cause: str) -> None:
    for seed in range(5):
        says = reason(cause, label="L", model_label="M", seen="", rng=np.random.default_rng(seed))
        assert "L" in says
        assert "{" not in says


def test_an_unknown_cause_gets_a_reason_that_claims_nothing() -> None:
    says = reason("odd", label="L", model_label=None, seen="x", rng=np.random.default_rng(0))
    assert says == "It is L (x)."


def test_who_tires_knows_less_with_each_hour_and_guesses_in_its_place() -> None:
    tired = reviewer(confusion=np.eye(3), tires=0.3)
    shares = [
        np.mean([tired.answer(case=f"i{n}", truth="a", hours=h).label == "a" for n in range(3000)])
        for h in (0.0, 1.0, 2.0, 9.0)
    ]
    # three standard errors of a binomial with n = 3000
    assert shares == pytest.approx([1.0, 0.8, 0.6, 1 / 3], abs=0.027)


def test_spammers_are_quick_and_read_nothing() -> None:
    honest = reviewer().answer(case="i1", truth="c")
    said = {
        spam: [
            reviewer(spam=spam).answer(case=f"i{n}", truth="c", model_label="b") for n in range(300)
        ]
        for spam in Spam
    }
    assert {one.label for one in said[Spam.CONSTANT]} == {"a"}
    assert {one.label for one in said[Spam.COPY]} == {"b"}
    shares = [sum(one.label == label for one in said[Spam.RANDOM]) / 300 for label in CLASSES]
    assert shares == pytest.approx([1 / 3] * 3, abs=0.09)
    assert all(one.why == "" for each in said.values() for one in each)
    assert said[Spam.COPY][1].seconds_spent < 0.2 * honest.seconds_spent
    alone = reviewer(spam=Spam.COPY).answer(case="i1", truth="c")  # nothing to copy
    assert alone.label in CLASSES


def test_nobody_tires_by_more_than_all_they_know() -> None:
    with pytest.raises(InputError, match="tires by 2"):
        reviewer(tires=2)
