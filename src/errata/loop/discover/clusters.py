"""Weighted k-means: as many groups as reviews, so that no two reviews ask the same thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

ROUNDS = 10  # of Lloyd's algorithm; more changed no figure of the benchmark
_BLOCK = 2_048  # rows of distances in memory at once


@dataclass(frozen=True, kw_only=True, slots=True)
class Clusters:
    """Which group each point fell into, and how far it lies from its centre."""

    member: NDArray[np.int64]  # (n,) the group, 0..k-1
    distance: NDArray[np.float64]  # (n,) squared, from the centre


def weighted_k_means(
    points: NDArray[np.float32],
    weights: NDArray[np.float64],
    k: int,
    rng: np.random.Generator,
) -> Clusters:
    """Split the points into at most k groups that minimise sum_i w_i |x_i - centre|^2.

    Starts by weighted k-means++ (Arthur & Vassilvitskii 2007), then 10 rounds of Lloyd
    (doi:10.1109/TIT.1982.1056489). A group that loses its last point stays empty. Distances are
    single precision, less the mean, so far-off embeddings lose nothing.

    Shapes: points (n, d), weights (n,) > 0, 1 <= k <= n.

    >>> x = np.array([[0.0], [0.1], [5.0], [5.1]], dtype=np.float32)
    >>> groups = weighted_k_means(x, np.ones(4), 2, np.random.default_rng(0)).member
    >>> bool(groups[0] == groups[1] != groups[2] == groups[3])
    True
    """
    centred = points - points.mean(axis=0)
    centres = centred[_seeds(centred, weights, k, rng)]
    found = _nearest(centred, centres)
    for _ in range(ROUNDS):
        n = len(centred)
        share = csr_matrix((weights, (found.member, np.arange(n))), shape=(k, n))
        mass = np.bincount(found.member, weights=weights, minlength=k)
        filled = mass > 0
        means = (share @ centred)[filled] / mass[filled, None]
        centres = centres.copy()
        centres[filled] = means.astype(np.float32)
        moved = _nearest(centred, centres)
        if np.array_equal(moved.member, found.member):
            return moved
        found = moved
    return found


def _seeds(
    points: NDArray[np.float32], weights: NDArray[np.float64], k: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """k different points, far apart: each with chance w * squared distance to those before."""
    seeds = np.empty(k, dtype=np.int64)
    gap = np.full(len(points), np.inf)
    lengths = np.einsum("ij,ij->i", points, points)
    chance = weights
    for number in range(k):
        total = np.cumsum(chance)
        if total[-1] > 0:
            place = int(np.searchsorted(total, rng.random() * total[-1], side="right"))
            place = min(place, len(points) - 1)
        else:  # what is left repeats what was taken
            place = int(np.setdiff1d(np.arange(len(points)), seeds[:number])[0])
        seeds[number] = place
        gap = np.minimum(gap, lengths + lengths[place] - 2 * (points @ points[place]))
        gap[seeds[: number + 1]] = 0
        np.maximum(gap, 0, out=gap)  # rounding can leave a square just below 0
        chance = weights * gap
    return seeds


def _nearest(points: NDArray[np.float32], centres: NDArray[np.float32]) -> Clusters:
    lengths = np.einsum("ij,ij->i", centres, centres)
    member = np.empty(len(points), dtype=np.int64)
    distance = np.empty(len(points))
    for start in range(0, len(points), _BLOCK):
        rows = points[start : start + _BLOCK]
        squares = lengths - 2 * (rows @ centres.T)
        best = squares.argmin(axis=1)
        member[start : start + _BLOCK] = best
        distance[start : start + _BLOCK] = squares[np.arange(len(rows)), best] + np.einsum(
            "ij,ij->i", rows, rows
        )
    return Clusters(member=member, distance=distance)
