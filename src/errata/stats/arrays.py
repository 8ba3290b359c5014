"""What may enter the mathematics: vectors, truth values and probabilities, checked once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError


def vector(values: ArrayLike, name: str, *, n: int | None = None) -> NDArray[np.float64]:
    """A finite (n,) float vector.

    Raises InputError for another shape, another length, or a value that is no finite number.

    >>> vector([1, 2], "draws")
    array([1., 2.])
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{name} that are not numbers", wanted="a vector of numbers") from None
    _same_length(array, name, n)
    if not np.isfinite(array).all():
        row = int(np.flatnonzero(~np.isfinite(array))[0])
        raise InputError(f"{name} {array[row]} at row {row}", wanted="finite numbers")
    return array


def share(values: ArrayLike, name: str, *, n: int | None = None) -> NDArray[np.float64]:
    """A (n,) vector of numbers in [0, 1]; raises InputError otherwise.

    >>> share([0.25, 1], "draws")
    array([0.25, 1.  ])
    """
    array = vector(values, name, n=n)
    outside = (array < 0) | (array > 1)
    if outside.any():
        row = int(np.flatnonzero(outside)[0])
        raise InputError(f"{name} {array[row]} at row {row}", wanted="numbers from 0 to 1")
    return array


def truth_values(values: ArrayLike, name: str, *, n: int | None = None) -> NDArray[np.bool_]:
    """A (n,) vector of booleans, or of zeros and ones; raises InputError otherwise.

    >>> truth_values([0, 1], "correct")
    array([False,  True])
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise InputError(f"{name} of rows of different lengths", wanted="booleans") from None
    if array.dtype != np.bool_:
        numbers = vector(array, name)
        if not np.isin(numbers, (0.0, 1.0)).all():
            raise InputError(f"{name} that are neither true nor false", wanted="booleans")
        array = numbers != 0
    _same_length(array, name, n)
    return array


def propensities(values: ArrayLike, *, n: int | None = None) -> NDArray[np.float64]:
    """A (n,) vector of chances of being sampled, each in (0, 1]; raises InputError otherwise.

    >>> propensities([0.05, 1.0])
    array([0.05, 1.  ])
    """
    array = share(values, "propensity", n=n)
    if (array == 0).any():
        raise InputError(
            f"propensity 0 at row {int(np.flatnonzero(array == 0)[0])}",
            wanted="a chance above 0",
            do="leave out what could not have been sampled",
        )
    return array


def probabilities_of(values: ArrayLike, name: str = "probabilities") -> NDArray[np.float64]:
    """An (n, C) matrix of class probabilities, each row scaled to sum to 1.

    Rows may miss 1 by one per cent, as half precision does.

    Raises InputError for another shape, for values outside [0, 1] and for rows far from 1.

    >>> probabilities_of([[0.25, 0.75]])
    array([[0.25, 0.75]])
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"{name} that are not numbers", wanted="an (n, C) matrix") from None
    if array.ndim != 2 or array.shape[1] == 0:
        raise InputError(f"{name} of shape {array.shape}", wanted="an (n, C) matrix")
    sums = array.sum(axis=1)
    bad = ~((array >= 0) & (array <= 1)).all(axis=1) | ~(np.abs(sums - 1) <= 0.01)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise InputError(
            f"{name} that sum to {sums[row]:.4g} at row {row}",
            wanted="numbers from 0 to 1 that sum to 1",
            do="give probabilities after the soft-max, not scores",
        )
    scaled: NDArray[np.float64] = array / sums[:, None]
    return scaled


def level(value: float, name: str) -> float:
    """A number strictly between 0 and 1; raises InputError otherwise.

    >>> level(0.05, "alpha")
    0.05
    """
    wanted = "a number between 0 and 1, such as 0.05"
    try:
        inside = 0 < value < 1
    except TypeError:
        raise InputError(f"{name} {value!r}", wanted=wanted) from None
    if not inside:
        raise InputError(f"{name} {value}", wanted=wanted)
    return float(value)


def _same_length(array: NDArray[np.generic], name: str, n: int | None) -> None:
    if array.ndim != 1:
        raise InputError(f"{name} of shape {array.shape}", wanted="one value a row")
    if n is not None and len(array) != n:
        raise InputError(f"{len(array)} {name} for {n} rows", wanted="one value a row")
