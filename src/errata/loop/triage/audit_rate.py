"""Audit rate: the chance of each prediction of being audited, known before anybody looks."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import share, truth_values

Floats = NDArray[np.float64]

FLOOR = 0.001  # below it a single audit would weigh more than a thousand predictions
MOST_LEAN = 0.9  # the sure ones keep a tenth of the usual chance: weights stay within ten times


def audit_propensity(
    confidence: ArrayLike,
    accepted: ArrayLike,
    *,
    rate: float,
    budget_a_day: float | None = None,
    accepted_a_day: float | None = None,
    waiting_a_day: float = 0.0,
    floor: float = FLOOR,
    lean: float = 0.0,
    typical: ArrayLike | None = None,
) -> Floats:
    """The chance of each of n predictions of being drawn for audit, fixed at capture.

    Without a budget it is `rate` for all. With one it is (budget - waiting) / accepted for all:
    what is not accepted is a task anyway, so only an audit among the accepted costs a task more,
    and over independent draws the tasks of a day add up to the budget in expectation. It is never
    above 1, and never below `floor`: a prediction that cannot be drawn can enter no estimate, so
    a budget that is used up already is exceeded by floor x accepted. `rate` serves too while it
    is not known how many a day are accepted (None, or 0).

    `lean` > 0 audits more where the model is unsure: the chance is c (1 - lean + lean s / S), with
    s = sqrt(q (1 - q)) at confidence q (.5 where that is NaN), S its mean, and c such that the
    chances of the accepted still have the mean said above, floor and ceiling included. With
    lean <= .9 no prediction has less than a tenth of c. The means are taken over `typical`, the
    confidences of what was accepted lately, and without them over the batch's own accepted (then
    a single prediction gets the plain chance). Unequal chances need estimates weighted by
    1 / chance. Whoever needs equal ones (a golden set) takes those whose draw is below the
    smallest chance that the formula can give: a plain sample lies within every leaning one.

    Shapes: confidence (n,) in [0, 1] or NaN, accepted (n,) booleans, typical (m,) as confidence;
    answers (n,) in (0, 1].
    Raises InputError for other shapes and values out of range.
    Source of s: Neyman 1934, doi:10.2307/2342192 (optimal allocation).

    >>> confidence, accepted = np.array([0.99, 0.7, np.nan]), np.array([True, True, False])
    >>> audit_propensity(confidence, accepted, rate=0.05)
    array([0.05, 0.05, 0.05])
    >>> audit_propensity(confidence, accepted, rate=0.05, budget_a_day=150, waiting_a_day=50,
    ...                  accepted_a_day=1000)
    array([0.1, 0.1, 0.1])
    >>> audit_propensity(confidence, accepted, rate=0.05, lean=0.8).round(3)
    array([0.024, 0.076, 0.082])
    """
    unsure = _spread(confidence, "confidence")
    stands = truth_values(accepted, "accepted", n=len(unsure))
    if not (0 < floor <= 1):
        raise InputError(f"a floor of {floor}", wanted="a chance above 0, at most 1")
    if not (0 <= rate <= 1):
        raise InputError(f"an audit rate of {rate}", wanted="a share from 0 to 1")
    if not (0 <= lean <= MOST_LEAN):
        raise InputError(f"lean {lean}", wanted=f"a number from 0 to {MOST_LEAN}")
    target = min(max(_wanted(rate, budget_a_day, accepted_a_day, waiting_a_day), floor), 1.0)
    measure = unsure[stands] if typical is None else _spread(typical, "typical")
    mean = float(measure.mean()) if len(measure) else 0.0
    if lean == 0 or mean == 0:  # nothing to lean on: all are equally sure
        return np.full(len(unsure), target)
    scale = _scale(1 - lean + lean * measure / mean, target, floor)
    return np.clip(scale * (1 - lean + lean * unsure / mean), floor, 1.0)


def _wanted(
    rate: float, budget: float | None, accepted_a_day: float | None, waiting: float
) -> float:
    """The mean chance of the accepted, before floor and ceiling."""
    for value, name in ((budget, "budget_a_day"), (accepted_a_day, "accepted_a_day")):
        if value is not None and not (0 <= value < np.inf):
            raise InputError(f"{name} {value}", wanted="a number of 0 or more")
    if not (0 <= waiting < np.inf):
        raise InputError(f"waiting_a_day {waiting}", wanted="a number of 0 or more")
    if budget is None or not accepted_a_day:
        return rate
    return max(budget - waiting, 0.0) / accepted_a_day


def _spread(values: ArrayLike, name: str) -> Floats:
    """The standard deviation of being right, at these confidences."""
    given = np.asarray(values, dtype=np.float64)
    q = share(np.where(np.isnan(given), 0.5, given), name)
    return np.sqrt(q * (1 - q))


def _scale(shape: Floats, target: float, floor: float) -> float:
    """The factor at which chances of this shape, kept within floor and 1, have the target mean."""
    low, high = 0.0, 1 / float(shape.min())  # there all are 1
    for _ in range(60):
        middle = (low + high) / 2
        if np.clip(middle * shape, floor, 1.0).mean() < target:
            low = middle
        else:
            high = middle
    return high
