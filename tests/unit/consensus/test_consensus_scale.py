"""Labels on a scale: distance counts, and order alone decides nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.loop.consensus.aggregate import aggregate
from errata.loop.consensus.scale import medians, mistakes_by_distance

STEPS = np.abs(np.arange(5)[:, None] - np.arange(5))


def crowd(
    seed: int, n_tasks: int, *, decay: float
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """Three of six people rate each of n tasks from 1 to 5; the columns and the truth."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(5, size=n_tasks)
    weights = np.exp(-decay * STEPS)
    reach = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    reviewers = np.argsort(rng.random((n_tasks, 6)), axis=1)[:, :3].ravel()
    tasks = np.repeat(np.arange(n_tasks), 3)
    labels = (rng.random(len(tasks))[:, None] > reach[truth[tasks]]).sum(axis=1)
    return [tasks, reviewers, np.minimum(labels, 4) + 1], truth + 1


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(InputError, match="wanted one of nominal, ordinal"):
        aggregate([1], [1], [0], scale="ratio")  # type: ignore[arg-type]


def test_a_scale_that_nobody_names_changes_nothing() -> None:
    columns, _ = crowd(0, 60, decay=1.0)
    plain, named = aggregate(*columns), aggregate(*columns, scale="nominal")
    assert np.array_equal(plain.posterior, named.posterior)


def test_between_two_far_answers_the_middle_is_nearest() -> None:
    said = {
        scale: aggregate(
            [1] * 5, list("abcde"), [1, 1, 2, 5, 5], classes=[1, 2, 3, 4, 5],
            method="majority.v1", scale=scale,
        ).labels.tolist()
        for scale in ("nominal", "ordinal")
    }  # fmt: skip
    assert said == {"nominal": [1], "ordinal": [2]}


def test_the_median_is_where_half_of_the_posterior_is_reached() -> None:
    table = np.array([[0.5, 0.5, 0.0], [0.49, 0.02, 0.49], [0.0, 0.2, 0.8], [1.0, 0.0, 0.0]])
    assert medians(table).tolist() == [0, 1, 2, 0]
    assert medians(np.ones((2, 1))).tolist() == [0, 0]


@pytest.mark.parametrize("decay", [0.0, 0.5, 1.5])
def test_the_decay_of_mistakes_is_found(decay: float) -> None:
    weights = np.exp(-decay * STEPS) * (STEPS > 0)
    expected = weights / weights.sum(axis=1, keepdims=True)
    found = mistakes_by_distance(200 * expected + 900 * np.eye(5))
    assert found == pytest.approx(expected)


def test_a_scale_of_one_step_has_no_mistakes() -> None:
    assert mistakes_by_distance(np.array([[3.0]])).tolist() == [[0.0]]
    assert aggregate([1, 2], [1, 1], ["a", "a"], scale="ordinal").labels.tolist() == ["a", "a"]


def test_few_ratings_come_nearer_to_the_truth_on_their_scale() -> None:
    nearer = []
    for seed in range(12):
        columns, truth = crowd(seed, 60, decay=0.9)
        away = {
            scale: np.abs(aggregate(*columns, scale=scale, classes=[1, 2, 3, 4, 5]).labels - truth)
            for scale in ("nominal", "ordinal")
        }
        nearer.append(away["nominal"].mean() - away["ordinal"].mean())
    assert np.mean(nearer) > 2 * np.std(nearer, ddof=1) / np.sqrt(len(nearer))
