"""Intervals of groups, of recalls and of production with a certain stratum cover the truth."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.ports import Drawn
from errata.flow.production import UNSETTLED, Audits, accuracy_of, measured
from errata.loop.triage.accuracy_by import estimate_accuracy_by, estimate_recall_by
from errata.stats.binomial import upper_bound

pytestmark = pytest.mark.guarantee
REPETITIONS = 500
SHARES = np.array([0.6, 0.25, 0.1, 0.05])  # of the groups; the smallest is the poorest
RIGHT = np.array([0.97, 0.9, 0.8, 0.5])


def _covers_enough(covered: int, of: int = REPETITIONS) -> bool:
    return float(upper_bound(covered, of, confidence=0.99)) >= 0.95 and covered / of >= 0.93


@pytest.mark.parametrize("n", [300, 2000])
def test_each_group_is_covered_and_all_of_them_together(n: int) -> None:
    alone, together = np.zeros(4, int), 0
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        groups = rng.choice(4, n, p=SHARES)
        correct = rng.random(n) < RIGHT[groups]
        sure = np.clip(RIGHT[groups] + rng.normal(0, 0.1, n), 0, 1)
        propensity = np.clip(0.9 - sure, 0.04, 0.6)
        reviewed = rng.random(n) < propensity
        given = (groups, sure, reviewed, correct, propensity)
        for group, found in estimate_accuracy_by(*given).items():
            truth = RIGHT[int(group)]
            alone[int(group)] += found.low <= truth <= found.high
        joint = estimate_accuracy_by(*given, simultaneous=True)
        together += all(each.low <= RIGHT[int(g)] <= each.high for g, each in joint.items())
    assert all(_covers_enough(each) for each in alone.tolist()), alone
    assert _covers_enough(together)


def test_recalls_of_the_true_classes_are_covered_though_errors_are_reviewed_first() -> None:
    recall = np.array([0.95, 0.7])
    alone, together, naive = np.zeros(2, int), 0, np.zeros(2)
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        truth = (rng.random(3000) < 0.15).astype(int)
        predicted = np.where(rng.random(3000) < recall[truth], truth, 1 - truth)
        sure = np.where(predicted == truth, rng.beta(8, 1, 3000), rng.beta(2, 2, 3000))
        propensity = np.where(sure < 0.7, 0.7, 0.06)
        reviewed = rng.random(3000) < propensity
        known = np.where(reviewed, truth, -1)
        found = estimate_recall_by(known, predicted, reviewed, propensity)
        joint = estimate_recall_by(known, predicted, reviewed, propensity, simultaneous=True)
        inside = [joint[str(c)].low <= recall[c] <= joint[str(c)].high for c in (0, 1)]
        together += all(inside)
        for c in (0, 1):
            alone[c] += found[str(c)].low <= recall[c] <= found[str(c)].high
            mine = reviewed & (truth == c)
            naive[c] += float((predicted[mine] == c).mean())
    assert all(_covers_enough(each) for each in alone.tolist()), alone
    assert _covers_enough(together)
    assert (recall - naive / REPETITIONS > 0.12).all()


@pytest.mark.parametrize("waiting", [0.0, 0.03, 0.4])
def test_production_is_covered_with_all_doubts_reviewed_or_some_waiting(waiting: float) -> None:
    """The hard ones wait longer. Settled doubts make the interval much narrower."""
    covered, narrow, ours, alone = 0, 0, 0.0, 0.0
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        chance = np.clip(rng.beta(3, 0.5, 3000), 0.02, 0.998)
        right = rng.random(3000) < chance
        accepted, sampled = chance > 0.9, rng.random(3000) < 0.08
        late = rng.random(3000) < 2 * waiting * (1 - chance * right)
        truth = np.where((sampled | ~accepted) & ~late, right.astype(np.int32), UNSETTLED)
        drawn = Drawn(
            ids=np.zeros((3000, 16), np.uint8),
            at=np.zeros(3000, "datetime64[us]"),
            predicted=np.ones(3000, np.int32),
            confidence=chance,
            decision=np.where(accepted, 0, 1).astype(np.uint8),
            propensity=np.full(3000, 0.08),
            sampled=sampled,
            total=3000,
        )
        audits = Audits(drawn=drawn, truth=truth, certain=~accepted)
        plain = Audits(drawn=drawn, truth=truth, certain=np.zeros(3000, bool))
        found, by_audits = accuracy_of(audits), accuracy_of(plain)
        assert found is not None
        assert by_audits is not None
        covered += found.low <= 3 / 3.5 <= found.high
        narrow += int(measured(audits).reviewed.sum() > sampled.sum())
        ours += found.high - found.low
        alone += by_audits.high - by_audits.low
    assert covered / REPETITIONS >= 0.93
    if waiting == 0:
        assert narrow == REPETITIONS
        assert ours < 0.6 * alone
    if waiting == 0.4:
        assert narrow == 0
