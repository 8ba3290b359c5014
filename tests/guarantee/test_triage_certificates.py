"""A certificate breaks its promise with probability at most delta, and covers what it can."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.loop.triage.certify import certify_threshold
from errata.stats.binomial import lower_bound

DATA = Path(__file__).resolve().parents[2].parent / "shared/data"
SETS = {
    "wideresnet": ("cifar_model_probs/cifar10.npz", "wideresnet_16_4"),
    "cross_validated": ("cifar10_human_ai/cifar10_human_ai.npz", "model_probs"),
}
DELTA, REPETITIONS = 0.05, 300

pytestmark = pytest.mark.guarantee


def _real(name: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    file, key = SETS[name]
    if not (DATA / file).exists():
        pytest.skip(f"the published CIFAR-10 probabilities are not here: {DATA / file}")
    with np.load(DATA / file) as stored:
        p, labels = stored[key], stored["label"]
    return p.max(axis=1).astype(np.float64), p.argmax(axis=1) == labels


def _holds(broken: int, repetitions: int) -> bool:
    """Whether so many broken promises are compatible with a chance of delta."""
    return float(lower_bound(broken, repetitions, confidence=0.999)) <= DELTA


@pytest.mark.parametrize(
    ("name", "alpha", "n", "reference"),
    [
        ("wideresnet", 0.02, 500, 0.476),
        ("wideresnet", 0.02, 2000, 0.683),
        ("wideresnet", 0.05, 2000, 0.835),
        ("cross_validated", 0.02, 500, 0.619),
        ("cross_validated", 0.02, 2000, 0.807),
        ("cross_validated", 0.05, 2000, 0.931),
    ],
)
@pytest.mark.parametrize("from_traffic", [False, True])
def test_real_certificates_hold_and_cover_more_than_the_reference(
    name: str, alpha: float, n: int, reference: float, from_traffic: bool
) -> None:
    confidence, correct = _real(name)
    broken, coverage = 0, 0.0
    for repetition in range(REPETITIONS):
        order = np.random.default_rng(repetition).permutation(len(confidence))
        labelled, traffic = order[:n], order[n:]
        grid = np.quantile(confidence[traffic], np.linspace(0, 1, 1001)) if from_traffic else None
        found = certify_threshold(
            confidence[labelled], correct[labelled], alpha=alpha, delta=DELTA, grid=grid
        )
        if found.threshold is not None:
            accepted = confidence >= found.threshold
            coverage += float(accepted.mean())
            broken += bool((~correct[accepted]).mean() > alpha)
    assert _holds(broken, REPETITIONS)
    assert coverage / REPETITIONS >= reference


@pytest.mark.parametrize("from_traffic", [False, True])
def test_certificates_hold_where_confidence_says_nothing_and_the_risk_is_just_above(
    from_traffic: bool,
) -> None:
    broken = 0
    for repetition in range(1000):
        rng = np.random.default_rng(repetition)
        confidence, correct = rng.random(400), rng.random(400) >= 0.0501
        grid = np.linspace(1, 0, 501) if from_traffic else None
        found = certify_threshold(confidence, correct, alpha=0.05, delta=DELTA, grid=grid)
        broken += found.threshold is not None
    assert _holds(broken, 1000)


def test_certificates_hold_under_unequal_propensities() -> None:
    broken, coverage = 0, 0.0
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        confidence = rng.beta(12, 1, 3000)
        chance = np.where(confidence < 0.8, 1.0, 0.2)
        taken = rng.random(3000) < chance
        correct = rng.random(3000) < confidence
        found = certify_threshold(
            confidence[taken],
            correct[taken],
            alpha=0.05,
            delta=DELTA,
            propensity=chance[taken],
        )
        if found.threshold is not None:
            # Beta(12, 1): the share above t is 1 - t^12, the mean above it is known as well.
            t = found.threshold
            risk = 1 - 12 / 13 * (1 - t**13) / (1 - t**12)
            broken += risk > 0.05
            coverage += 1 - t**12
    assert _holds(broken, REPETITIONS)
    assert coverage / REPETITIONS > 0.15


def test_certificates_hold_under_unequal_propensities_just_above_the_risk() -> None:
    broken = 0
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        chance = rng.choice([0.1, 0.5, 1.0], 1500)
        taken = rng.random(1500) < chance
        confidence, correct = rng.random(1500), rng.random(1500) >= 0.0501
        found = certify_threshold(
            confidence[taken], correct[taken], alpha=0.05, delta=DELTA, propensity=chance[taken]
        )
        broken += found.threshold is not None
    assert _holds(broken, REPETITIONS)


def test_picking_the_threshold_by_its_empirical_error_breaks_the_promise() -> None:
    confidence, correct = _real("wideresnet")
    broken = 0
    for repetition in range(100):
        cases = np.random.default_rng(repetition).permutation(len(confidence))[:2000]
        order = cases[np.argsort(-confidence[cases])]
        risk = np.cumsum(~correct[order]) / np.arange(1, 2001)
        threshold = confidence[order][np.flatnonzero(risk <= 0.02)[-1]]
        broken += bool((~correct[confidence >= threshold]).mean() > 0.02)
    assert broken > 30  # the reason why certificates exist
