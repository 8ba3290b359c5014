"""Promises: all that a certificate says, true together and of the rule as it acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.certificate import Certificate
from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.loop.triage.certify import certify_threshold
from errata.loop.triage.certify_many import certify_groups
from errata.loop.triage.certify_misses import MissCertificate, certify_misses
from errata.stats.arrays import level, propensities, truth_values, vector
from errata.stats.binomial import wilson

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
NEVER = -1.0  # the score of what the rule accepts at no threshold; confidences lie above
ALWAYS = 2.0  # ... of a case that counts as missed at every threshold


@dataclass(frozen=True, kw_only=True, eq=False)
class Promises:
    """With probability >= 1 - delta, all of it holds."""

    threshold: float | None  # one for all; with groups the lowest of them; None: accept nothing
    groups: Mapping[str, Certificate] = field(default_factory=dict)  # empty: one rule for all
    misses: MissCertificate | None
    accepted: Bools  # (n,) which of the labelled cases the rule lets pass
    coverage: Estimate
    risk_upper: float  # of the error among the accepted; the worst group's, where there are groups
    n: int  # labelled cases that the bounds on the error rest on
    alpha: float
    delta: float
    method: str


def certify_promises(
    confidence: ArrayLike,
    predicted: ArrayLike,
    truth: ArrayLike,
    *,
    alpha: float,
    delta: float,
    barred: ArrayLike | None = None,
    groups: ArrayLike | None = None,
    miss_alpha: Mapping[int, float] | None = None,
    for_misses: ArrayLike | None = None,
    propensity: ArrayLike | None = None,
    smallest_propensity: float | None = None,
) -> Promises:
    """Thresholds for which "few accepted are wrong" and "few of a class are missed" hold together.

    How delta is split: without `miss_alpha`, all of it is for the error among the accepted, shared
    among the groups by `certify_groups`. With it, half is for the misses, on the cases marked
    `for_misses`, and half for the error, on the others. The cases are split too because the misses'
    threshold is chosen on labels: what it lets pass is then certified on cases it never saw, so
    that every promise is about the rule as it acts. Groups must not overlap (one name a case):
    then what holds in each holds in every union of them, a class, a slice, or all traffic.

    What is `barred` (classes and slices that people always see) is accepted at no threshold. A
    truth of -1 (nobody could settle it) is an error, and a miss of every named class.

    Shapes: confidence in [0, 1], predicted and truth class numbers, barred, groups, for_misses
    (drawn without a look at the labels) and propensity (n,); miss_alpha: class -> alpha.
    Raises InputError for other shapes or values out of range.
    Sources: `certify_threshold`, `certify_groups`, `certify_misses`.

    >>> confidence = np.linspace(0.5, 1.0, 2000)
    >>> truth = np.tile([0, 1], 1000)
    >>> predicted = np.where(confidence < 0.6, 0, truth)  # below .6 it says 0 whatever it sees
    >>> found = certify_promises(confidence, predicted, truth, alpha=0.05, delta=0.05,
    ...                          miss_alpha={1: 0.02}, for_misses=np.arange(2000) % 4 > 1)
    >>> round(found.threshold, 2), found.misses.by_class[1].alpha, found.misses.free
    (0.6, 0.02, 1)
    """
    sure = vector(confidence, "confidences")
    n = len(sure)
    if n and (sure.min() < 0 or sure.max() > 1):
        raise InputError(
            f"confidences from {sure.min():g} to {sure.max():g}", wanted="numbers from 0 to 1"
        )
    said, true = _numbers(predicted, "predicted", n), _numbers(truth, "truth", n)
    level(alpha, "alpha")
    level(delta, "delta")
    if smallest_propensity is None and propensity is not None and n:
        smallest_propensity = float(propensities(propensity, n=n).min())
    weight = None if propensity is None else propensities(propensity, n=n)
    shut = np.zeros(n, bool) if barred is None else truth_values(barred, "barred", n=n)
    score = np.where(shut, NEVER, sure)
    misses, rest, part = None, np.arange(n), delta
    if miss_alpha:
        if for_misses is None:
            raise InputError("miss_alpha without for_misses", wanted="booleans, (n,)")
        chosen = truth_values(for_misses, "for_misses", n=n)
        part, rest = delta / 2, np.flatnonzero(~chosen)
        rows = np.flatnonzero(chosen)
        misses = _misses(
            score[rows],
            said[rows],
            true[rows],
            miss_alpha,
            part,
            None if weight is None else weight[rows],
            smallest_propensity,
        )
        score = np.where(score < misses.accept_from(said), NEVER, score)
    right = (said == true) & (score > NEVER)
    kept = None if weight is None else weight[rest]
    if groups is None:
        names, found = None, {}
        whole = certify_threshold(
            score[rest],
            right[rest],
            alpha=alpha,
            delta=part,
            propensity=kept,
            smallest_propensity=smallest_propensity,
        )
        threshold = None if whole.threshold is None else max(whole.threshold, 0.0)
        least = np.full(n, np.inf if threshold is None else threshold)
        risk, method = whole.risk_upper, whole.method
    else:
        names = np.asarray(groups)
        if names.shape != (n,):
            raise InputError(f"groups of shape {names.shape}", wanted=f"{n} names")
        many = certify_groups(
            score[rest],
            right[rest],
            names[rest],
            alpha=alpha,
            delta=part,
            propensity=kept,
            smallest_propensity=smallest_propensity,
        )
        found = dict(many.certificates)
        least = np.maximum(many.accept_from(names), 0.0) if n else np.empty(0)
        stand = [each for each in found.values() if each.threshold is not None]
        threshold = min((max(each.threshold or 0.0, 0.0) for each in stand), default=None)
        risk = max((each.risk_upper for each in stand), default=1.0)
        method = many.method
    accepted = (score > NEVER) & (score >= least)
    return Promises(
        threshold=threshold,
        groups=found,
        misses=misses,
        accepted=accepted,
        coverage=_coverage(accepted, weight),
        risk_upper=risk,
        n=len(rest),
        alpha=alpha,
        delta=delta,
        method=method,
    )


def _misses(
    score: Floats,
    said: Ints,
    true: Ints,
    alpha: Mapping[int, float],
    delta: float,
    propensity: Floats | None,
    smallest: float | None,
) -> MissCertificate:
    """The misses' certificate; cases without a truth count as missed in every named class."""
    known, open_rows = np.flatnonzero(true >= 0), np.flatnonzero((true < 0) & (score > NEVER))
    copies = [(each, open_rows[said[open_rows] != each]) for each in alpha]
    rows = np.concatenate([known, *(part for _, part in copies)])
    truth = np.concatenate([true[known], *(np.full(len(part), each) for each, part in copies)])
    scores = np.where(np.arange(len(rows)) < len(known), score[rows], ALWAYS)
    found = certify_misses(
        scores,
        said[rows],
        truth,
        alpha=alpha,
        delta=delta,
        propensity=None if propensity is None else propensity[rows],
        smallest_propensity=smallest,
        grid=np.unique(np.maximum(score[known], 0.0)),
    )
    return found


def _coverage(accepted: Bools, propensity: Floats | None) -> Estimate:
    n = len(accepted)
    if not accepted.any():
        return Estimate(value=0.0, low=0.0, high=0.0, n=n, method="nothing is accepted")
    weight = np.ones(n) if propensity is None else 1 / propensity
    value = float(weight @ accepted / weight.sum())
    low, high = wilson(value, float(weight.sum() ** 2 / (weight @ weight)))
    method = "wilson" if propensity is None else "wilson, weighted by 1/propensity"
    return Estimate(value=value, low=low, high=high, n=n, method=method)


def _numbers(given: ArrayLike, name: str, n: int) -> Ints:
    values = vector(given, name, n=n)
    if (values != np.floor(values)).any():
        raise InputError(f"{name} that are no class numbers", wanted="whole numbers")
    return values.astype(np.int64)
