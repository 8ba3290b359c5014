"""When a task is agreed, asked again, or handed to an expert; and its posterior on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError, PolicyError
from errata.core.overlap_policy import OverlapPolicy
from errata.loop.consensus.next_rater import next_rater
from errata.loop.consensus.resolve import resolve


@pytest.mark.parametrize(
    ("lead", "n_reviews", "minimum", "decision"),
    [
        (0.99, 0, 1, "ask"),
        (0.99, 1, 1, "accept"),
        (0.95, 1, 1, "accept"),
        (0.94, 1, 1, "ask"),
        (0.99, 2, 3, "ask"),
        (0.99, 3, 3, "accept"),
        (0.94, 4, 1, "ask"),
        (0.94, 5, 1, "adjudicate"),
        (0.99, 5, 1, "accept"),
        (0.50, 9, 1, "adjudicate"),
    ],
)
def test_overlap_grows_until_the_bar_or_the_expert(
    lead: float, n_reviews: int, minimum: int, decision: str
) -> None:
    assert next_rater([lead, 1 - lead], n_reviews, OverlapPolicy(minimum=minimum)) == decision


@pytest.mark.parametrize(
    "posterior", [[], [0.5, 0.2], [float("nan"), 1.0], [1.5, -0.5], [[0.5, 0.5]]]
)
def test_what_is_no_distribution_is_never_accepted(posterior: Any) -> None:
    with pytest.raises(InputError, match="sum to 1"):
        next_rater(posterior, 3, OverlapPolicy())


def test_a_negative_number_of_reviews_is_refused() -> None:
    with pytest.raises(InputError, match="-1 reviews"):
        next_rater([1.0], -1, OverlapPolicy())


def test_a_policy_names_all_its_faults() -> None:
    with pytest.raises(PolicyError) as caught:
        OverlapPolicy(minimum=0, maximum=-1, bar=0.5, critical_minimum=0)
    assert [fault.split()[0] for fault in caught.value.faults] == [
        "overlap.minimum",
        "overlap.maximum",
        "overlap.critical_minimum",
        "overlap.bar",
    ]


@pytest.mark.parametrize("bar", [float("nan"), 1.01, 0.5])
def test_a_bar_that_two_labels_could_clear_or_none_is_refused(bar: float) -> None:
    with pytest.raises(PolicyError, match=r"overlap\.bar"):
        OverlapPolicy(bar=bar)


def test_agreement_follows_bayes() -> None:
    answers = [("a", "x"), ("b", "y"), ("c", "x")]
    accuracy = {"a": 0.9, "b": 0.8, "c": 0.7}
    x, y, z = 0.9 * 0.1 * 0.7, 0.05 * 0.8 * 0.15, 0.05 * 0.1 * 0.15
    posterior = resolve(answers, classes=["x", "y", "z"], accuracy=accuracy)
    assert posterior == pytest.approx(np.array([x, y, z]) / (x + y + z))


def test_unsure_leaves_the_posterior_as_it_was() -> None:
    prior = [0.7, 0.3]
    assert resolve([("a", None)], classes=["x", "y"], prior=prior) == pytest.approx(prior)
    assert resolve([], classes=["x", "y"]) == pytest.approx([0.5, 0.5])


def test_reviewers_without_a_measured_accuracy_get_nine_in_ten() -> None:
    known = resolve([("a", "x")], classes=["x", "y"], accuracy=0.9)
    assert resolve([("a", "x")], classes=["x", "y"], accuracy={"b": 0.6}) == pytest.approx(known)


def test_what_is_known_of_a_reviewer_takes_the_place_of_one_figure() -> None:
    # cy says x to everything; ann is known by her figure alone
    table = np.array([[0.9, 0.05, 0.05], [0.8, 0.15, 0.05], [0.7, 0.1, 0.2]])
    posterior = resolve(
        [("cy", "x"), ("ann", "y")], classes=["x", "y", "z"], accuracy=0.8, confusion={"cy": table}
    )
    expected = np.array([0.9 * 0.1, 0.8 * 0.8, 0.7 * 0.1])
    assert posterior == pytest.approx(expected / expected.sum())


def test_no_table_makes_a_label_impossible() -> None:
    table = np.eye(2)
    posterior = resolve(
        [("a", "x"), ("b", "y")], classes=["x", "y"], confusion={"a": table, "b": table}
    )
    assert posterior == pytest.approx([0.5, 0.5])


def test_two_perfect_reviewers_who_disagree_cancel_out() -> None:
    posterior = resolve([("a", "x"), ("b", "y")], classes=["x", "y"], accuracy=1.0)
    assert posterior == pytest.approx([0.5, 0.5])


def test_people_overrule_a_model_that_was_certain() -> None:
    answers = [(name, "y") for name in "abcdef"]
    assert resolve(answers, classes=["x", "y"], prior=[1.0, 0.0])[1] > 0.95


def test_one_class_is_certain() -> None:
    assert resolve([("a", "x")], classes=["x"]).tolist() == [1.0]


@pytest.mark.parametrize(
    ("answers", "options", "says"),
    [
        ([("a", "q")], {}, "the label 'q'"),
        ([("a", "x"), ("a", "x")], {}, "two answers of reviewer a"),
        ([], {"classes": []}, "the classes []"),
        ([], {"classes": ["x", "x"]}, "each once"),
        ([], {"prior": [1.0]}, "2 probabilities"),
        ([], {"prior": [0.7, 0.7]}, "sum to 1"),
        ([], {"prior": [float("nan"), 1.0]}, "sum to 1"),
        ([("a", "x")], {"accuracy": 1.2}, "the accuracy 1.2 of reviewer a"),
        ([("a", "x")], {"accuracy": {"a": float("nan")}}, "the accuracy nan"),
        ([("a", "x")], {"confusion": {"a": np.eye(3)}}, "shape (3, 3) for reviewer a"),
        ([("a", "x")], {"confusion": {"a": np.full((2, 2), np.nan)}}, "the table of reviewer a"),
    ],
)
def test_faulty_answers_to_a_task_are_refused(
    answers: Any, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        resolve(answers, **{"classes": ["x", "y"], **options})
    assert says in str(caught.value)
