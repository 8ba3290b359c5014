"""A candidate that is no better passes the gate with probability at most alpha."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.gate_policy import GatePolicy
from errata.core.verdict import Outcome
from errata.loop.prove.gate import prove
from errata.stats.binomial import lower_bound
from errata.stats.paired import mcnemar, non_inferiority

pytestmark = pytest.mark.guarantee
REPETITIONS = 1000


def _holds(passed: int, alpha: float = 0.05) -> bool:
    return float(lower_bound(passed, REPETITIONS, confidence=0.999)) <= alpha


@pytest.mark.parametrize("appended", [0, 40])
def test_false_promotions_stay_below_alpha(appended: int) -> None:
    """`appended` past errors, all fixed by luck or by design, must not help."""
    passed = naive = 0
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        n = 400 + appended
        truth = rng.integers(0, 3, n)
        past = np.arange(n) >= 400
        champion = np.where(past | (rng.random(n) < 0.15), (truth + 1) % 3, truth)
        candidate = np.where(~past & (rng.random(n) < 0.15), (truth + 1) % 3, truth)
        verdict = prove(truth, champion, candidate, past_errors=past)
        passed += verdict.outcome is Outcome.PASS
        old, new = champion == truth, candidate == truth
        naive += mcnemar(int((new & ~old).sum()), int((old & ~new).sum())) <= 0.05
    assert _holds(passed)
    if appended:
        assert naive > 0.5 * REPETITIONS  # what counting them overall would do


def test_a_better_candidate_is_promoted() -> None:
    passed = 0
    for repetition in range(100):
        rng = np.random.default_rng(repetition)
        truth = rng.integers(0, 3, 800)
        champion = np.where(rng.random(800) < 0.2, (truth + 1) % 3, truth)
        candidate = np.where(rng.random(800) < 0.1, (truth + 1) % 3, truth)
        slices = {"site": rng.integers(0, 4, 800)}
        passed += prove(truth, champion, candidate, slices=slices).outcome is Outcome.PASS
    assert passed >= 90


def test_harmless_candidates_are_rarely_vetoed() -> None:
    vetoed = 0
    for repetition in range(400):
        rng = np.random.default_rng(repetition)
        truth = rng.integers(0, 4, 400)
        champion, candidate = (
            np.where(rng.random(400) < 0.2, (truth + 1) % 4, truth) for _ in range(2)
        )
        checks = prove(truth, champion, candidate, slices={"site": rng.integers(0, 5, 400)}).checks
        vetoed += any(
            check.finding == "failed" for check in checks if check.name[:5] in ("class", "slice")
        )
    assert float(lower_bound(vetoed, 400, confidence=0.999)) <= 0.05


def test_an_inferior_candidate_rarely_passes_the_live_path() -> None:
    rules = GatePolicy(mode="non_inferiority", margin=0.03)
    passed = 0
    for repetition in range(300):
        rng = np.random.default_rng(repetition)
        u = rng.random(600)
        gained, lost = int((u < 0.03).sum()), int((u > 0.94).sum())  # worse by exactly 3 points
        passed += non_inferiority(gained, lost, 600, margin=rules.margin) <= rules.alpha
    assert float(lower_bound(passed, 300, confidence=0.999)) <= 0.05


def test_an_equal_candidate_usually_passes_the_live_path() -> None:
    passed = 0
    for repetition in range(100):
        u = np.random.default_rng(repetition).random(3000)
        gained, lost = int((u < 0.02).sum()), int((u > 0.98).sum())
        passed += non_inferiority(gained, lost, 3000, margin=0.01) <= 0.05
    assert passed >= 70
