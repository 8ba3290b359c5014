"""In which order people see what waits: by the cost averted, and nothing starves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError

DAY_S = 86_400.0

# What comes first whatever it costs. A value is at most 1, so the smallest step is above them all.
OVERDUE_BONUS = 30.0  # before everything else, what one person has answered included
FOLLOW_UP_BONUS = 20.0  # what one person has answered comes first: half an answer is no use
AUDIT_BONUS = 10.0  # then audits: an unanswered one widens every interval
PICK_BONUS = 5.0  # then what teaches most
COMPLAINT_BONUS = 1.0  # then complaints: somebody was harmed; then every single doubt
STEPS = (
    (OVERDUE_BONUS, "overdue"),
    (FOLLOW_UP_BONUS, "one person has answered it"),
    (AUDIT_BONUS, "a random audit"),
    (PICK_BONUS, "picked because it teaches much"),
    (COMPLAINT_BONUS, "somebody complained"),
)


def expected_cost(
    probabilities: ArrayLike, predicted: ArrayLike, costs: ArrayLike
) -> NDArray[np.float64]:
    """What each prediction is expected to cost if nobody looks: sum over c != predicted of p_c k_c.

    `costs` k (C,) >= 0: what it costs when an item of class c is taken for another. Shapes:
    probabilities (n, C), predicted (n,) class numbers. A row of NaN (a label alone) is taken to be
    wrong, at the dearest other class: nobody knows better.
    Raises InputError for other shapes, costs that are negative or not finite, or a class number
    outside 0..C-1.

    >>> expected_cost([[0.9, 0.1], [0.6, 0.4]], [0, 0], [1.0, 50.0])
    array([ 5., 20.])
    """
    p = np.asarray(probabilities, dtype=np.float64)
    cost = np.asarray(costs, dtype=np.float64)
    said = np.asarray(predicted)
    _check("cost", cost)
    if p.ndim != 2 or cost.shape != p.shape[1:] or said.shape != p.shape[:1]:
        raise InputError(
            f"probabilities of shape {p.shape}, predicted {said.shape}, costs {cost.shape}",
            wanted="(n, C), (n,) and (C,)",
        )
    if len(said) and not (said.min() >= 0 and said.max() < len(cost)):
        raise InputError(
            f"class numbers from {said.min()} to {said.max()}", wanted=f"0..{len(cost) - 1}"
        )
    rows = np.arange(len(said))
    others = np.tile(cost, (len(said), 1))
    others[rows, said] = 0.0
    found = np.einsum("nc,nc->n", p, others)
    unknown = np.isnan(p).any(axis=1)
    found[unknown] = others[unknown].max(axis=1, initial=0.0)
    # Rounded inputs may add up to a little more than their classes' largest cost.
    return np.asarray(np.clip(found, 0.0, cost.max(initial=0.0)))


def value_of(doubt: ArrayLike, cost: ArrayLike, slice_weight: ArrayLike) -> NDArray[np.float64]:
    """A task's worth before ageing and steps: doubt x cost x weight, at most 1; broadcast.

    `cost` is in units of the project's dearest class, so that neither large costs nor heavy slices
    lift a doubt above a complaint, a pick or an audit, and ageing means the same in every project.

    >>> value_of([0.5, 0.9], [0.2, 1.0], [1.0, 4.0])
    array([0.1, 1. ])
    """
    product = np.asarray(doubt, float) * np.asarray(cost, float) * np.asarray(slice_weight, float)
    return np.asarray(np.minimum(product, 1.0))


def rank_words(
    worth: Mapping[str, float], age_s: float, *, ageing_rate: float, raised: float = 0.0
) -> str:
    """Why a task stands where it stands, from `Task.worth`; `raised`: what was added since.

    >>> worth = {"doubt": 0.42, "cost": 5.0, "slice_weight": 1.0, "bonus": 10.0, "unit": 10.0}
    >>> print(*rank_words(worth, 7200.0, ageing_rate=1e-5).split("; "), sep="\\n")
    a random audit, so before single doubts
    wrong with probability 0.42, cost 5 if so (the dearest is 10): 0.21 of 1 averted
    waiting 2.0 h adds 0.072
    """
    if not worth:
        return f"put before ranks were told; waiting {_span(age_s)}"
    steps = _steps(raised) + _steps(worth.get("bonus", 0.0))
    lead = " and ".join(steps) + ", so before single doubts; " if steps else ""
    unit, cost = worth.get("unit", 1.0) or 1.0, worth["cost"]
    weight = worth.get("slice_weight", 1.0)
    heavy = "" if weight == 1 else f", in a watched slice that errs {weight:.2g} times as much"
    value = float(value_of(worth["doubt"], cost / unit, weight))
    dearest = "" if unit == 1 else f" (the dearest is {unit:g})"
    older = ageing_rate * age_s
    adds = f"adds {older:.2g}" if older >= 0.005 else "adds next to nothing"
    return (
        f"{lead}wrong with probability {worth['doubt']:.2f}, cost {cost:.3g} if so{dearest}"
        f"{heavy}: {value:.2g} of 1 averted; "
        f"waiting {_span(age_s)} {adds}"
    )


def priority_key(
    error_probability: ArrayLike,
    cost: ArrayLike,
    slice_weight: ArrayLike,
    created_at_s: ArrayLike,
    *,
    ageing_rate: float,
) -> NDArray[np.float64]:
    """A key that never changes and orders tasks as their growing priorities do; higher is sooner.

    A task's priority at time t is value + ageing_rate * (t - created_at), with value =
    error_probability * cost * slice_weight, the cost that a review is expected to avert. All tasks
    age at one rate, so t drops out of every comparison and

        key = value - ageing_rate * created_at_s

    can be stored and indexed once. A task that waits (largest value) / ageing_rate seconds is
    ahead of everything created after that.

    Arrays of n tasks or single figures, broadcast: probabilities in [0, 1], cost and weight >= 0
    in the project's unit of cost, creation in seconds since 1970, the rate in cost a second.

    Raises InputError for figures outside these ranges, NaN, or shapes that do not fit.

    >>> day = 86_400
    >>> priority_key([0.9, 0.2], 1.0, 1.0, [2 * day, 1 * day], ageing_rate=1.0 / day)
    array([-1.1, -0.8])
    """
    _check("error_probability", error_probability, high=1.0)
    _check("cost", cost)
    _check("slice_weight", slice_weight)
    _check("created_at_s", created_at_s)
    _check("ageing_rate", ageing_rate)
    try:
        columns = np.broadcast_arrays(error_probability, cost, slice_weight, created_at_s)
    except ValueError:
        shapes = [np.shape(x) for x in (error_probability, cost, slice_weight, created_at_s)]
        raise InputError(f"columns of shapes {shapes}", wanted="one length n, or 1") from None
    probability, costs, weights, created = (np.asarray(c, dtype=np.float64) for c in columns)
    key: NDArray[np.float64] = probability * costs * weights - ageing_rate * created
    return key


def _steps(left: float) -> list[str]:
    """The steps that add up to this, in words."""
    found = []
    for size, words in STEPS:
        # What moved a task up took its own value away: less than 1, as all values are.
        if left > size - (1 if size > COMPLAINT_BONUS else 1e-6):
            found.append(words)
            left -= size
    return found


def _span(seconds: float) -> str:
    for size, unit in ((DAY_S, "d"), (3600.0, "h"), (60.0, "min")):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def _check(name: str, values: Any, *, high: float = np.inf) -> None:
    given = np.asarray(values, dtype=np.float64)
    bad = ~(np.isfinite(given) & (given >= 0) & (given <= high))
    if bad.any():
        wanted = f"0 to {high:g}" if np.isfinite(high) else "a finite figure, 0 or more"
        raise InputError(f"{name} {given[bad].flat[0]}", wanted=wanted)
