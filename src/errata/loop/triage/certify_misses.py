"""Certify misses: of the cases that truly are of a class, few are accepted as something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.loop.triage.threshold_tests import design_weights
from errata.stats.arrays import level, vector
from errata.stats.betting import best_stake, mean_upper_bound
from errata.stats.binomial import lower_tail, upper_bound, wilson

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, slots=True)
class MissBound:
    """What is known of one class at the threshold."""

    alpha: float  # the share that may be missed
    misses: int  # cases of the class that were accepted as another
    rate: float  # their (weighted) share; 0.0 without a case
    upper: float  # its bound for itself at 1 - delta; alpha is what is promised for all together
    n: int  # labelled cases of the class


@dataclass(frozen=True, kw_only=True, slots=True)
class MissCertificate:
    """With probability >= 1 - delta, no named class is missed more often than its alpha."""

    threshold: float | None  # None: nothing that could be a miss is accepted
    free: int | None  # where one class is named: predictions of it cannot miss it
    by_class: Mapping[int, MissBound]
    coverage: Estimate  # share of the cases that the thresholds let pass
    n: int
    delta: float
    method: str

    def accept_from(self, predicted: ArrayLike) -> Floats:
        """Per prediction the least confidence accepted, (n,): -inf where no miss is possible."""
        return _least(vector(predicted, "predicted"), self.threshold, self.free)


def certify_misses(
    confidence: ArrayLike,
    predicted: ArrayLike,
    truth: ArrayLike,
    *,
    alpha: Mapping[int, float],
    delta: float,
    propensity: ArrayLike | None = None,
    smallest_propensity: float | None = None,
    grid: ArrayLike | None = None,
) -> MissCertificate:
    """The lowest confidence from which no named class is missed too often.

    For every class c in `alpha`: P(confidence >= threshold and predicted != c | truth = c) is at
    most alpha[c], for all of them together with probability >= 1 - delta. Whoever accepts less,
    on other grounds, keeps the promise.

    Fixed sequence from the highest threshold down: a threshold stands while for *every* class the
    cases of that class reject "more than alpha[c] is missed" at level delta, by the exact binomial
    tail or, with unequal propensities, by a betting capital of 1/delta. Lower thresholds miss more
    for certain, so every value may be tried; and as the first threshold too low for some class has
    to pass that class's test, naming many classes costs nothing. A class needs
    log(delta) / log(1 - alpha[c]) cases, 59 for .05 and .05, before anything can be accepted.

    Shapes: confidence, predicted, truth, propensity (n,) as `certify_threshold` has them, classes
    as numbers; grid (K,): candidates, by default the confidences.
    Raises InputError for other shapes, numbers that are not finite, an alpha or delta outside
    (0, 1), or no class named.
    Sources: Bates et al. 2021, arXiv:2101.02703 (losses that only grow); Berger 1982,
    doi:10.1080/00401706.1982.10487790 (every one of several tests at the full level).

    >>> confidence = np.linspace(0.5, 1.0, 600)
    >>> truth = np.tile([0, 1], 300)
    >>> predicted = np.where(confidence < 0.55, 0, truth)  # says 0 when unsure
    >>> found = certify_misses(confidence, predicted, truth, alpha={1: 0.05}, delta=0.05)
    >>> round(found.threshold, 3), found.by_class[1].misses, round(found.by_class[1].upper, 3)
    (0.537, 8, 0.048)
    """
    score = vector(confidence, "confidences")
    n = len(score)
    said, true = vector(predicted, "predicted", n=n), vector(truth, "truth", n=n)
    level(delta, "delta")
    if not alpha:
        raise InputError("no class whose misses to bound", wanted="alpha by class, at least one")
    for each, share in alpha.items():
        level(share, f"alpha of class {each}")
    weight, largest = design_weights(propensity, smallest_propensity, n=n)
    candidates = np.unique(score if grid is None else vector(grid, "grid"))[::-1]
    stands = np.ones(len(candidates), bool)
    for each, share in alpha.items():
        mine = true == each
        relative = None if weight is None else weight[mine] / largest
        stands &= _stands(score[mine], said[mine] != each, share, delta, relative, candidates)
    passed = len(stands) if stands.all() else int(np.argmin(stands))
    threshold = float(candidates[passed - 1]) if passed else None
    free = next(iter(alpha)) if len(alpha) == 1 else None
    accepted = score >= _least(said, threshold, free)
    w, most = (np.ones(n), None) if weight is None else (weight, largest)
    by_class = {
        each: _bound((accepted & (said != each))[true == each], w[true == each], most, share, delta)
        for each, share in alpha.items()
    }
    return MissCertificate(
        threshold=threshold,
        free=free,
        by_class=by_class,
        coverage=_coverage(accepted, w, weighted=weight is not None),
        n=n,
        delta=delta,
        method="misses_binomial.v1" if weight is None else "misses_betting.v1",
    )


def _stands(
    score: Floats,
    wrong: Bools,
    alpha: float,
    delta: float,
    relative: Floats | None,
    candidates: Floats,
) -> Bools:
    """Which thresholds, given descending, this class allows; its own cases are given."""
    order = np.argsort(-score[wrong], kind="stable")
    misses = np.searchsorted(-score[wrong][order], -candidates, side="right")
    if relative is None:
        return np.asarray(lower_tail(misses, len(score), alpha) <= delta)
    aim = -float(np.log(delta))
    # The weights of the class alone choose the stake, so it is the same for every threshold.
    stake = best_stake(relative, alpha, aim=aim)
    clean = np.log1p(stake * relative * alpha / (1 - alpha))
    lost = (np.log1p(-stake * relative) - clean)[wrong][order]
    capital = clean.sum() + np.r_[0.0, lost.cumsum()]
    return np.asarray(capital[misses] >= aim)


def _bound(
    missed: Bools, weight: Floats, largest: float | None, alpha: float, delta: float
) -> MissBound:
    """The figures of one class; its own cases are given."""
    n, misses = len(missed), int(missed.sum())
    upper = (
        float(upper_bound(misses, n, confidence=1 - delta))
        if largest is None
        else mean_upper_bound(missed, delta=delta, weights=weight, max_weight=largest)
    )
    rate = float(weight @ missed / weight.sum()) if n else 0.0
    return MissBound(alpha=alpha, misses=misses, rate=rate, upper=upper, n=n)


def _coverage(accepted: Bools, weight: Floats, *, weighted: bool) -> Estimate:
    """The weighted share accepted, with its interval."""
    n = len(accepted)
    if not accepted.any():
        return Estimate(value=0.0, low=0.0, high=0.0, n=n, method="nothing is accepted")
    value = float(weight @ accepted / weight.sum())
    low, high = wilson(value, float(weight.sum() ** 2 / (weight @ weight)))
    method = "wilson, weighted by 1/propensity" if weighted else "wilson"
    return Estimate(value=value, low=low, high=high, n=n, method=method)


def _least(predicted: Floats, threshold: float | None, free: int | None) -> Floats:
    lowest = np.inf if threshold is None else threshold
    return (
        np.where(predicted == free, -np.inf, lowest)
        if free is not None
        else np.full(len(predicted), lowest)
    )
