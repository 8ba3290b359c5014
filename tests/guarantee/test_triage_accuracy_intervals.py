"""95 % intervals of production accuracy cover the truth at least 93 % of the time."""

from __future__ import annotations

import numpy as np
import pytest

from errata.loop.triage.accuracy import estimate_accuracy
from errata.stats.binomial import proportion, upper_bound

pytestmark = pytest.mark.guarantee
REPETITIONS = 500


def _covers_enough(covered: int) -> bool:
    return float(upper_bound(covered, REPETITIONS, confidence=0.99)) >= 0.95 and (
        covered / REPETITIONS >= 0.93
    )


# The model is right skill / (skill + 1) of the time; its confidence is bent unless `bent` is 1,
# and the estimate may not rely on it.
@pytest.mark.parametrize(
    ("skill", "n", "bent"),
    [
        (4, 500, 1.0),
        (4, 3000, 0.3),
        (4, 3000, 3.0),
        (20, 500, 1.0),
        (20, 3000, 1.0),
        (99, 3000, 1.0),
    ],
)
def test_intervals_cover_under_uncertainty_driven_review(skill: int, n: int, bent: float) -> None:
    covered, naive = 0, 0.0
    truth = skill / (skill + 1)
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        chance = rng.beta(skill, 1, n)
        correct = rng.random(n) < chance
        propensity = np.where(chance < 0.7, 0.65, 0.05)
        reviewed = rng.random(n) < propensity
        found = estimate_accuracy(chance**bent, reviewed, correct, propensity)
        covered += found.low <= truth <= found.high
        naive += float(correct[reviewed].mean()) if reviewed.any() else truth
    assert _covers_enough(covered)
    if skill == 4:
        assert truth - naive / REPETITIONS > 0.15  # what the mean of the reviewed would say


@pytest.mark.parametrize(("skill", "rate"), [(4, 0.05), (30, 0.05), (30, 0.3)])
def test_intervals_cover_under_a_plain_audit(skill: int, rate: float) -> None:
    covered = 0
    truth = skill / (skill + 1)
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        chance = rng.beta(skill, 1, 1000)
        correct, reviewed = rng.random(1000) < chance, rng.random(1000) < rate
        found = estimate_accuracy(chance, reviewed, correct, np.full(1000, rate))
        covered += found.low <= truth <= found.high
    assert _covers_enough(covered)


def test_intervals_are_narrower_than_those_of_the_audited_labels_alone() -> None:
    ours = alone = 0.0
    for repetition in range(200):
        rng = np.random.default_rng(repetition)
        chance = np.clip(rng.beta(2, 0.4, 4000), 0.01, 1)
        correct, reviewed = rng.random(4000) < chance, rng.random(4000) < 0.1
        found = estimate_accuracy(chance, reviewed, correct, np.full(4000, 0.1))
        labels = proportion(int(correct[reviewed].sum()), int(reviewed.sum()))
        ours += found.high - found.low
        alone += labels.high - labels.low
    assert ours < 0.9 * alone
