"""What consensus promises, measured: against real crowds and by repetition."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from errata.core.overlap_policy import OverlapPolicy
from errata.loop.consensus.aggregate import aggregate
from errata.loop.consensus.next_rater import next_rater
from errata.loop.consensus.resolve import resolve

CROWDS = Path(__file__).resolve().parents[2].parent / "shared" / "data"

# Accuracy of majority / dawid_skene / consensus, measured once; half a point of room.
MEASURED = {
    "bluebird": (0.759, 0.898, 0.889),
    "dog": (0.818, 0.843, 0.841),
    "product": (0.897, 0.940, 0.936),
    "rte": (0.919, 0.928, 0.930),
    "sentiment_text": (0.890, 0.915, 0.917),
}


def accuracies(name: str) -> dict[str, float]:
    folder = CROWDS / f"crowd_{name}"
    if not folder.is_dir():
        pytest.skip(f"the real answers of crowd_{name} are not on this machine")
    table = np.loadtxt(folder / "answers.csv", delimiter=",", skiprows=1, dtype=np.int64)
    with (folder / "truth.csv").open() as file:
        truth = {int(row["item"]): int(row["truth"]) for row in csv.DictReader(file)}
    found = {}
    for method in ("majority.v1", "dawid_skene.v1", "consensus.v1"):
        said = aggregate(*table.T, method=method)
        pairs = [(truth[t], y) for t, y in zip(said.tasks.tolist(), said.labels, strict=True)]
        found[method] = float(np.mean([true == label for true, label in pairs]))
    return found


@pytest.mark.guarantee
@pytest.mark.parametrize("name", MEASURED)
def test_consensus_never_loses_a_point_to_majority_on_real_crowds(name: str) -> None:
    found = accuracies(name)
    assert found["consensus.v1"] >= found["majority.v1"] - 0.01


@pytest.mark.guarantee
@pytest.mark.parametrize("name", MEASURED)
def test_accuracy_on_real_crowds_stays_where_it_was_measured(name: str) -> None:
    assert list(accuracies(name).values()) == pytest.approx(MEASURED[name], abs=0.005)


@pytest.mark.guarantee
def test_posteriors_of_single_tasks_are_right_as_often_as_they_say() -> None:
    """Reviewers as accurate as stated: in every band, wrong answers fit the posterior."""
    rng = np.random.default_rng(11)
    accuracy = {0: 0.9, 1: 0.75, 2: 0.6}
    sure, right = [], []
    for truth in rng.integers(3, size=6000).tolist():
        answers = [
            (who, truth if rng.random() < share else (truth + int(rng.integers(1, 3))) % 3)
            for who, share in accuracy.items()
        ]
        posterior = resolve(answers, classes=[0, 1, 2], accuracy=accuracy)
        sure.append(posterior.max())
        right.append(int(posterior.argmax()) == truth)
    confidence, correct = np.array(sure), np.array(right)
    levels = np.unique(confidence.round(6))
    assert len(levels) >= 4
    for level in levels:
        at = np.isclose(confidence, level, atol=1e-5)
        low, high = binom.ppf([5e-5, 1 - 5e-5], at.sum(), level)
        assert low <= correct[at].sum() <= high


@pytest.mark.guarantee
def test_of_what_adaptive_overlap_accepts_at_least_the_bar_is_right() -> None:
    """Looking after every answer does not break the promise; it also asks fewer than five."""
    rng = np.random.default_rng(12)
    policy = OverlapPolicy()
    accepted = right = asked = 0
    for truth in rng.integers(2, size=4000).tolist():
        answers: list[tuple[int, int | None]] = []
        posterior = resolve([], classes=[0, 1])
        while (step := next_rater(posterior, len(answers), policy)) == "ask":
            answers.append((len(answers), truth if rng.random() < 0.85 else 1 - truth))
            posterior = resolve(answers, classes=[0, 1], accuracy=0.85)
        asked += len(answers)
        if step == "accept":
            accepted += 1
            right += int(posterior.argmax()) == truth
    assert accepted > 3000
    assert right >= binom.ppf(1e-4, accepted, policy.bar)
    assert asked < 0.6 * 5 * 4000
