"""Simulate: what a rule of acceptance costs in reviews, and how many errors pass it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.arrays import level, propensities, truth_values
from errata.stats.binomial import proportion
from errata.stats.weighted_share import weighted_share

Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleCost:
    """A day under a rule; shares where the traffic is not known (1 prediction a day)."""

    coverage: Estimate  # share of the traffic accepted
    error: Estimate  # share of the traffic accepted and wrong, audits apart
    reviews_a_day: Estimate  # what is not accepted, and the audits
    errors_a_day: Estimate  # wrong, accepted, and not audited: they reach users


def rule_cost(
    accepted: ArrayLike,
    correct: ArrayLike,
    *,
    a_day: float,
    audit: float,
    propensity: ArrayLike | None = None,
    smallest_propensity: float | None = None,
    confidence: float = 0.95,
) -> RuleCost:
    """Reviews and errors a day of a rule, from cases whose answer is known.

    reviews = a_day ((1 - c) + c q) and errors = a_day (1 - q) e, with c the share accepted, e the
    share accepted and wrong, q the audits' chance. c and e come from the n cases, weighted by
    1/propensity; intervals are exact (Clopper-Pearson) with equal propensities and those of
    `weighted_share` else. The traffic and q are taken as given.

    Shapes: accepted, correct, propensity (n,); correct is False where nobody could settle it;
    `smallest_propensity`: the least that the design allows, without which the interval says too
    much where the rarest draws were never made.
    Raises InputError for other shapes, no case, a negative traffic or an audit chance outside
    [0, 1].

    >>> accepted = np.arange(200) < 150
    >>> found = rule_cost(accepted, np.arange(200) % 50 > 0, a_day=1000, audit=0.02)
    >>> print(found.reviews_a_day.value, round(found.errors_a_day.value, 1))
    265.0 14.7
    """
    passed = truth_values(accepted, "accepted")
    n = len(passed)
    if n == 0:
        raise InputError("no labelled case", wanted="at least 1")
    right = truth_values(correct, "correct", n=n)
    level(confidence, "confidence")
    if not (0 <= a_day < np.inf):
        raise InputError(f"{a_day} predictions a day", wanted="a number of 0 or more")
    if not (0 <= audit <= 1):
        raise InputError(f"an audit chance of {audit}", wanted="a share from 0 to 1")
    chance = None if propensity is None else propensities(propensity, n=n)

    def share(hits: Bools) -> Estimate:
        if chance is None or chance.min() == chance.max():
            return proportion(int(hits.sum()), n, confidence=confidence, method="clopper_pearson")
        return weighted_share(hits, chance, smallest=smallest_propensity, confidence=confidence)

    coverage, error = share(passed), share(passed & ~right)
    # More is reviewed where less is accepted: the ends of the interval change places.
    kept = 1 - audit
    return RuleCost(
        coverage=coverage,
        error=error,
        reviews_a_day=_scaled(coverage, a_day, lambda c: 1 - kept * c),
        errors_a_day=_scaled(error, a_day, lambda e: kept * e),
    )


def _scaled(share: Estimate, a_day: float, of: Callable[[float], float]) -> Estimate:
    ends = sorted((a_day * of(share.low), a_day * of(share.high)))
    return Estimate(
        value=a_day * of(share.value),
        low=ends[0],
        high=ends[1],
        n=share.n,
        confidence=share.confidence,
        method=share.method,
    )
