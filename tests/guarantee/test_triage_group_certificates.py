"""Certificates of many groups, of misses and under unequal chances keep their joint promises."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.loop.triage.calibrate import calibrate
from errata.loop.triage.certify import certify_threshold
from errata.loop.triage.certify_many import certify_groups
from errata.loop.triage.certify_misses import certify_misses
from errata.loop.triage.reliability import reliability
from errata.stats.betting import mean_upper_bound
from errata.stats.binomial import lower_bound

DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
DELTA = 0.05

pytestmark = pytest.mark.guarantee


def _holds(broken: int, repetitions: int, chance: float = DELTA) -> bool:
    """Whether so many broken promises are compatible with this chance of each."""
    return float(lower_bound(broken, repetitions, confidence=0.999)) <= chance


def _cifar(name: str) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    file = DATA / "cifar_model_probs/cifar10.npz"
    if not file.exists():
        pytest.skip(f"the published CIFAR-10 probabilities are not here: {file}")
    with np.load(file) as stored:
        return stored[name].astype(np.float64), stored["label"].astype(np.int64)


@pytest.mark.parametrize(
    "sizes",
    [
        [300] * 8,  # every group could be certified, and none may be
        [2000, 400, 400, *[30] * 20],  # many tiny ones beside
        [70, 70],  # where the budget goes to one of them
    ],
)
def test_no_group_just_above_the_risk_is_certified_too_often(sizes: list[int]) -> None:
    groups = np.repeat([f"g{i}" for i in range(len(sizes))], sizes)
    broken, repetitions = 0, 200
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        # Confidences that say little, and differ by group so that the split may be uneven.
        confidence = rng.beta(30, 1, len(groups))
        correct = rng.random(len(groups)) >= 0.0501
        found = certify_groups(confidence, correct, groups, alpha=0.05, delta=DELTA)
        broken += any(each.threshold is not None for each in found.certificates.values())
    assert _holds(broken, repetitions)


def test_a_budget_handed_on_by_finished_groups_is_not_spent_twice() -> None:
    groups = np.repeat(["good0", "good1", "bad0", "bad1"], 400)
    good = np.char.startswith(groups, "good")
    broken, finished, repetitions = 0, 0, 400
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        confidence = rng.random(1600)
        correct = rng.random(1600) >= np.where(good, 0.001, 0.0501)
        found = certify_groups(confidence, correct, groups, alpha=0.05, delta=DELTA)
        broken += any(found.certificates[bad].threshold is not None for bad in ("bad0", "bad1"))
        finished += found.certificates["good0"].coverage.value == 1
    assert _holds(broken, repetitions)
    assert finished > 0.9 * repetitions  # so they did hand on


def test_overlapping_groups_hold_together() -> None:
    broken, repetitions = 0, 300
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        confidence = rng.random(1500)
        first, second = rng.random((2, 1500)) < 0.5
        members = {"first": first, "second": second, "both": first & second, "all": first | True}
        correct = rng.random(1500) >= 0.0501
        found = certify_groups(confidence, correct, members, alpha=0.05, delta=DELTA)
        broken += any(each.threshold is not None for each in found.certificates.values())
    assert _holds(broken, repetitions)


def test_groups_hold_under_unequal_propensities() -> None:
    broken, repetitions = 0, 150
    names = np.array(["a", "b", "c"])
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        chance = rng.choice([0.1, 0.5, 1.0], 3000)
        taken = rng.random(3000) < chance
        # What is seldom drawn errs, what is often drawn does not; the mean is just above alpha.
        correct = rng.random(3000) >= np.where(chance == 0.1, 0.1503, 0.0)
        found = certify_groups(
            rng.random(taken.sum()),
            correct[taken],
            rng.choice(names, taken.sum()),
            alpha=0.05,
            delta=DELTA,
            propensity=chance[taken],
            smallest_propensity=0.1,
        )
        broken += any(each.threshold is not None for each in found.certificates.values())
    assert _holds(broken, repetitions)


@pytest.mark.parametrize(("alpha", "n"), [(0.02, 4000), (0.05, 1000), (0.05, 2000), (0.1, 1000)])
def test_real_classes_hold_and_cover_at_least_what_bonferroni_does(alpha: float, n: int) -> None:
    p, labels = _cifar("wideresnet_16_4")
    broken, ours, plain, repetitions = 0, 0.0, 0.0, 40
    for repetition in range(repetitions):
        order = np.random.default_rng(repetition).permutation(len(labels))
        rows, fitting = order[:n], order[-500:]
        q = calibrate(p[fitting], labels[fitting]).apply(p)
        confidence, said = q.max(axis=1), q.argmax(axis=1)
        correct = said == labels
        found = certify_groups(
            confidence[rows], correct[rows], said[rows], alpha=alpha, delta=DELTA
        )
        accepted = confidence >= found.accept_from(said)
        risks = [(~correct[accepted & (said == each)]) for each in range(10)]
        broken += any(each.mean() > alpha for each in risks if len(each))
        ours += accepted.mean()
        for each in range(10):
            mine = rows[said[rows] == each]
            alone = certify_threshold(
                confidence[mine], correct[mine], alpha=alpha, delta=DELTA / 10
            )
            if alone.threshold is not None:
                plain += ((said == each) & (confidence >= alone.threshold)).mean()
    assert _holds(broken, repetitions)
    assert ours >= plain - 1e-9
    if plain / repetitions < 0.1:  # where an even split starves everyone
        assert ours > 3 * plain


def test_misses_stay_rare_for_every_class_at_the_price_of_one() -> None:
    broken, accepted, repetitions = 0, 0.0, 600
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        # Three classes in unequal numbers. A miss of each has a confidence uniform on 0 to 1 and
        # a chance of its own, so that the share missed above t is chance * (1 - t).
        truth = rng.choice(3, 1500, p=[0.6, 0.3, 0.1])
        chance = np.array([0.05, 0.15, 0.3])
        predicted = np.where(rng.random(1500) < chance[truth], (truth + 1) % 3, truth)
        confidence = rng.random(1500)
        bounds = {0: 0.025, 1: 0.075, 2: 0.15}  # all broken below t = .5
        found = certify_misses(confidence, predicted, truth, alpha=bounds, delta=DELTA)
        if found.threshold is not None:
            broken += found.threshold < 0.5
            accepted += 1 - found.threshold
    assert _holds(broken, repetitions)
    assert accepted / repetitions > 0.25  # an oracle's .5 needs no labels


def test_misses_of_one_class_are_spent_to_the_full_and_no_further() -> None:
    broken, repetitions = 0, 1000
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        truth, confidence = rng.integers(0, 2, 800), rng.random(800)
        predicted = np.where(rng.random(800) < 0.2, 1 - truth, truth)
        found = certify_misses(confidence, predicted, truth, alpha={1: 0.1}, delta=DELTA)
        broken += found.threshold is not None and found.threshold < 0.5
    assert _holds(broken, repetitions)
    assert broken > repetitions * DELTA / 4  # a bound that never fails wastes acceptance


def test_misses_hold_under_unequal_propensities() -> None:
    broken, repetitions = 0, 300
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        truth, confidence = rng.integers(0, 2, 3000), rng.random(3000)
        chance = np.where(confidence > 0.5, 0.2, 1.0)
        taken = rng.random(3000) < chance
        predicted = np.where(rng.random(3000) < 0.2, 1 - truth, truth)
        found = certify_misses(
            confidence[taken],
            predicted[taken],
            truth[taken],
            alpha={0: 0.1, 1: 0.1},
            delta=DELTA,
            propensity=chance[taken],
            smallest_propensity=0.2,
        )
        broken += found.threshold is not None and found.threshold < 0.5
    assert _holds(broken, repetitions)


def test_the_betting_bound_fails_seldom_where_the_rare_rows_carry_the_errors() -> None:
    broken, told, repetitions = 0, 0, 600
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        heavy = rng.random(1500) < 0.1
        chance = np.where(heavy, 0.01, 1.0)
        taken = rng.random(1500) < chance
        wrong = rng.random(1500) < np.where(heavy, 0.5, 0.01)  # .059 in all
        weights = 1 / chance[taken]
        bound = mean_upper_bound(wrong[taken], weights=weights, delta=DELTA, max_weight=100.0)
        broken += bound < 0.059
        told += mean_upper_bound(wrong[taken], weights=weights, delta=DELTA) < 0.059
    assert _holds(broken, repetitions)
    # The largest weight seen is no bound by design: without a heavy row it promises too much.
    assert not _holds(told, repetitions)


@pytest.mark.parametrize("smallest", [None, 0.01])
def test_a_certificate_needs_the_smallest_propensity_of_the_design(smallest: float | None) -> None:
    broken, repetitions = 0, 200
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        heavy = rng.random(600) < 0.06
        chance = np.where(heavy, 0.01, 1.0)
        taken = rng.random(600) < chance
        found = certify_threshold(
            rng.random(taken.sum()),
            ~heavy[taken],  # all of them wrong: .06 in all
            alpha=0.05,
            delta=DELTA,
            propensity=chance[taken],
            smallest_propensity=smallest,
        )
        broken += found.threshold is not None
    assert _holds(broken, repetitions) == (smallest is not None)


@pytest.mark.parametrize("n", [100, 1000])
@pytest.mark.parametrize("bend", [0.0, 0.05])
def test_the_interval_of_the_calibration_error_covers(n: int, bend: float) -> None:
    everyone = np.random.default_rng(99).beta(6, 1.2, 20_000)

    def chance(confidence: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(confidence + bend * np.sin(20 * confidence), 0, 1)

    missed, repetitions = 0, 200
    for repetition in range(repetitions):
        rng = np.random.default_rng(repetition)
        confidence = rng.beta(6, 1.2, n)
        found = reliability(confidence, rng.random(n) < chance(confidence))
        # The truth in the bins at hand: the gap of everyone who falls into each.
        edges = np.sort(confidence)[np.cumsum([each.n for each in found.bins])[:-1]]
        place = np.searchsorted(edges, everyone, side="right")
        gaps = np.bincount(place, weights=chance(everyone) - everyone)
        truth = np.abs(gaps).sum() / len(everyone)
        missed += not found.ece.low <= truth <= found.ece.high
    assert _holds(missed, repetitions)
