"""Novelty: how far an item is from all that a model has learned from, as a conformal p-value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.registry import Registry

MOST = 20_000  # known items kept in all
SHARE = 0.2  # of the known items that measure how far known items are; the others are near to what
NEIGHBOURS = 5
BLOCK = 256  # items measured at a time
PLACES = 5  # decimals of a distance: what half-precision features can tell

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Matrix: TypeAlias = Any  # (n, d) numpy array or scipy sparse matrix
Distance = Callable[["Known", Matrix], Floats]
NOVELTY: Registry[Distance] = Registry("novelty")


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """Features of known items, and the class of each."""

    points: Matrix  # (m, d)
    labels: Ints  # (m,)
    turned: Matrix = field(init=False)  # (d, m) the same, ready for products
    lengths: Floats = field(init=False)  # (m,) squared
    centres: Matrix = field(init=False)  # (C', d) the mean of each class that is there

    def __post_init__(self) -> None:
        from scipy.sparse import csr_matrix

        m = self.points.shape[0]
        if m == 0 or self.labels.shape != (m,):
            raise InputError(
                f"{len(self.labels)} labels for {m} known items", wanted="one for each, at least 1"
            )
        _, place, size = np.unique(self.labels, return_inverse=True, return_counts=True)
        mean = csr_matrix(((1 / size)[place], (place, np.arange(m))), dtype=np.float32)
        object.__setattr__(self, "centres", mean @ self.points)
        turned = self.points.T
        object.__setattr__(self, "turned", turned.tocsr() if hasattr(turned, "tocsr") else turned)
        object.__setattr__(self, "lengths", _squares(self.points))


@NOVELTY.register("neighbours_and_centres.v1")
def neighbours_and_centres(known: Known, points: Matrix) -> Floats:
    """The mean distance to the 5 nearest known items plus the distance to the nearest class mean.

    The first tells what is unlike every example, the second what lies between the classes; on
    clinc150's out-of-scope queries the sum does better than either. Euclidean distances.
    Shapes: points (n, d) to (n,), higher is more novel.
    Source: Sun et al. 2022, arXiv:2204.06507 (nearest neighbours); Lee et al. 2018,
    arXiv:1807.03888 (class means), without its covariance, which did worse on texts.
    """
    return nearest_neighbours(known, points) + nearest_centre(known, points)


@NOVELTY.register("neighbours.v1")
def nearest_neighbours(known: Known, points: Matrix) -> Floats:
    """The mean distance to the 5 nearest known items alone; fewer where there are fewer."""
    k = min(NEIGHBOURS, known.points.shape[0])
    found = np.empty(points.shape[0])
    for at, square in _distances(points, known.turned, known.lengths):
        near = np.partition(square, k - 1, axis=1)[:, :k]
        found[at : at + len(near)] = np.sqrt(near).mean(axis=1)
    return found


@NOVELTY.register("centres.v1")
def nearest_centre(known: Known, points: Matrix) -> Floats:
    """The distance to the nearest class mean alone."""
    found = np.empty(points.shape[0])
    for at, square in _distances(points, known.centres.T, _squares(known.centres)):
        found[at : at + len(square)] = np.sqrt(square.min(axis=1))
    return found


def split_known(
    n: int, *, seed: int, groups: Sequence[str] | None = None, most: int = MOST
) -> tuple[Ints, Ints]:
    """Which of n known items to measure distances from, and which to measure them on.

    At most `most` in all, a fifth of them to measure on. Items of one group (the same patient)
    come to the same side: a new item's group is not among the known ones. "" is no group.
    Raises InputError for fewer than 2 items, or groups of another number.

    >>> reference, measured = split_known(10, seed=0)
    >>> len(reference), len(measured)
    (8, 2)
    """
    if n < 2:
        raise InputError(f"{n} known items", wanted="two or more")
    if groups is not None and len(groups) != n:
        raise InputError(f"{len(groups)} groups for {n} items", wanted="one for each")
    rng = np.random.default_rng(seed)
    kept = rng.permutation(n)[:most]
    names = [f"{row}" if groups is None or not groups[row] else f"g{groups[row]}" for row in kept]
    place = np.unique(names, return_inverse=True)[1]
    order = rng.permutation(int(place.max()) + 1)
    draw = order[place]
    measured = draw < max(1, round(SHARE * len(order)))
    if measured.all():
        raise InputError("known items of one group alone", wanted="two groups or more")
    return np.sort(kept[~measured]), np.sort(kept[measured])


def fit_novelty(
    known: Known, measured: Matrix, *, method: str = "neighbours_and_centres.v1"
) -> Floats:
    """How far known items are that the reference has not seen, ascending: (m,) distances.

    `measured` must be drawn as the known ones are, and nothing may have been fitted on it.
    """
    return np.sort(distance(known, measured, method=method))


def distance(known: Known, points: Matrix, *, method: str) -> Floats:
    """(n,) distances by the method of this name; raises InputError for features that do not fit."""
    if points.ndim != 2 or points.shape[1] != known.points.shape[1]:
        raise InputError(
            f"features of shape {points.shape}", wanted=f"(n, {known.points.shape[1]})"
        )
    values = points.data if hasattr(points, "tocsr") else points
    if not np.isfinite(values).all():
        raise InputError("features that are not finite", wanted="numbers")
    return np.asarray(np.round(NOVELTY[method](known, points), PLACES))


def share_as_far(distances: ArrayLike, measured: ArrayLike) -> Floats:
    """The share of known items at least as far away, (n,): small is novel.

    Formula: (1 + #{measured >= distance}) / (m + 1), a conformal p-value: of items drawn as the
    measured ones are, each gets r or less with chance at most r, whatever the distance is worth.
    The chance is over the measured items too: with one set of them the share spreads around r.
    Shapes: distances (n,), measured (m,) in any order. Raises InputError for NaN.
    Source: Bates et al. 2023, doi:10.1214/22-AOS2244.

    >>> share_as_far([0.5, 9.0], [1.0, 2.0, 3.0, 4.0])
    array([1. , 0.2])
    """
    far, known = np.asarray(distances, dtype=np.float64), np.sort(np.asarray(measured, np.float64))
    if far.ndim != 1 or known.ndim != 1 or np.isnan(far).any() or np.isnan(known).any():
        raise InputError("distances that are no vector of numbers", wanted="one for each item")
    nearer = np.searchsorted(known, far, side="left")
    return np.asarray((1 + len(known) - nearer) / (len(known) + 1))


def _distances(points: Matrix, turned: Matrix, lengths: Floats) -> Any:
    """Blocks of squared distances, (b, m) each, with the place of their first row."""
    own = _squares(points)
    for at in range(0, points.shape[0], BLOCK):
        product = points[at : at + BLOCK] @ turned
        product = product.toarray() if hasattr(product, "toarray") else product
        square = own[at : at + BLOCK, None] + lengths - 2.0 * product
        yield at, np.maximum(square, 0.0)


def _squares(points: Matrix) -> Floats:
    if hasattr(points, "multiply"):
        return np.asarray(points.multiply(points).sum(axis=1), dtype=np.float64).ravel()
    return np.asarray(np.square(points, dtype=np.float64).sum(axis=1))
