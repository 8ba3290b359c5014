"""In which order people see what waits: by the cost averted, and nothing starves."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError

DAY_S = 86_400.0


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


def explain(
    error_probability: float, cost: float, slice_weight: float, age_s: float, *, ageing_rate: float
) -> str:
    """Why a task stands where it stands, in a sentence; the same figures as `priority_key`.

    >>> explain(0.42, 5.0, 1.0, 7200.0, ageing_rate=1e-5)
    'wrong with probability 0.42, cost 5 if so: 2.1 averted; waiting 2.0 h adds 0.072'
    """
    value = error_probability * cost * slice_weight
    weight = "" if slice_weight == 1 else f", slice weight {slice_weight:g}"
    return (
        f"wrong with probability {error_probability:.2f}, cost {cost:g} if so{weight}: "
        f"{value:.3g} averted; waiting {_span(age_s)} adds {ageing_rate * age_s:.2g}"
    )


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
