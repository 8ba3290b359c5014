"""Certify: the share of traffic that may go without a human, with a guarantee."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from errata.core.certificate import Certificate
from errata.loop.triage.threshold_tests import design_weights, threshold_tests
from errata.stats.arrays import level, truth_values, vector


def certify_threshold(
    confidence: ArrayLike,
    correct: ArrayLike,
    *,
    alpha: float,
    delta: float,
    propensity: ArrayLike | None = None,
    grid: ArrayLike | None = None,
    smallest_propensity: float | None = None,
) -> Certificate:
    """The lowest confidence from which at most alpha is wrong, with probability >= 1 - delta.

    Learn-then-Test with a fixed sequence: thresholds from the most confident down, each tested
    at level delta for "the error of what is accepted exceeds alpha"; the first that is not
    rejected ends it, the one before is the answer. Which thresholds are tested depends on the
    confidences alone, never on `correct`, so nothing is chosen on the labels: the counts m_k at
    which k errors become affordable, k >= 1 (one early error does not end it), where
    P(Binomial(m_k, alpha) <= k) <= delta, and steps between them. With equal propensities the
    test is the exact binomial tail; with unequal ones a betting capital of 1/delta, each case
    weighted 1/propensity.

    Shapes: confidence, correct, propensity (n,): labelled cases that trained nothing and were
    sampled at random; alpha, delta in (0, 1); grid (K,): candidates from unlabelled traffic,
    by default the labelled confidences; smallest_propensity: the least chance that the design gives
    any case, by default the least seen, which promises too much where the rarest were not drawn.
    Accept means confidence >= threshold, ties together.
    `coverage` is the (weighted) share of the cases at or above the threshold; `risk_upper` the
    1 - delta upper bound of the error there (1.0 where there is no threshold).
    Raises InputError for other shapes, numbers that are not finite, a propensity outside (0, 1] or
    below the smallest.
    Sources: Angelopoulos et al. 2021, arXiv:2110.01052; Geifman & El-Yaniv 2017,
    arXiv:1705.08500; Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009.

    >>> confidence = np.linspace(0.5, 1.0, 501)
    >>> correct = confidence > 0.6  # the model errs below .6
    >>> found = certify_threshold(confidence, correct, alpha=0.05, delta=0.05)
    >>> round(found.threshold, 3), round(found.coverage.value, 2), round(found.risk_upper, 3)
    (0.588, 0.82, 0.05)
    """
    score = vector(confidence, "confidences")
    right = truth_values(correct, "correct", n=len(score))
    level(alpha, "alpha")
    level(delta, "delta")
    weight, largest = design_weights(propensity, smallest_propensity, n=len(score))
    tests = threshold_tests(
        score,
        right,
        weight,
        alpha=alpha,
        level=delta,
        largest=largest,
        grid=None if grid is None else np.unique(vector(grid, "grid")),
    )
    return tests.certificate(tests.passed(delta), level=delta, delta=delta)
