"""diverse_margin.v1: unsure, and no two alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.loop.discover.clusters import Clusters, weighted_k_means
from errata.loop.discover.strategies import STRATEGIES, Pool, highest
from errata.stats.uncertainty import margin

NAME = "diverse_margin.v1"
CANDIDATES = 3  # of them for each item wanted
GROUPS = 0.9  # groups for each item wanted; the heaviest send a second item
_FLOOR = 1e-3  # of a candidate's weight: a sure item may still stand for its group


@STRATEGIES.register(NAME)
def diverse_margin(pool: Pool, n_items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """One item for each group of uncertain predictions; more for the heaviest groups.

    Doubt alone asks about many copies of one confusion. So three steps:

        groups = weighted k-means of the 3 n_items largest margins into .9 n_items groups, weight =
                 margin, in the space of the embedding beside sqrt(probabilities), both scaled alike
        pick   = in each group the item nearest to its centre, heaviest group first
        fill   = the largest margins of the group with the most weight / (picks so far + 1), as
                 seats are shared out by D'Hondt; where embeddings cannot tell texts apart, a group
                 may hold hundreds

    The nearest to the centre is the group's most typical item, so lone noise is asked about once.
    The probabilities are in the space because two items that the model confuses in different ways
    are different questions, and because an embedding may know little of what is new.

    Needs embeddings; raises InputError without. After Zhdanov 2019, arXiv:1901.05954 (diverse
    mini-batches by weighted k-means).

    >>> p = np.array([[0.5, 0.5], [0.52, 0.48], [0.51, 0.49], [0.6, 0.4], [0.99, 0.01]])
    >>> x = np.array([[0, 0], [0, 1], [0, 2], [9, 9], [9, 8]], dtype=np.float32)
    >>> diverse_margin(Pool(probabilities=p, embeddings=x), 2, np.random.default_rng(0))
    array([1, 3])
    """
    embeddings = pool.embedded(NAME)
    if n_items == 0:
        return np.empty(0, dtype=np.int64)
    doubt = margin(pool.probabilities)
    candidates = highest(doubt, min(len(pool), CANDIDATES * n_items), rng)
    weight = doubt[candidates] + _FLOOR
    space = np.hstack(
        [
            _unit_spread(embeddings[candidates]),
            _unit_spread(np.sqrt(pool.probabilities[candidates]).astype(np.float32)),
        ]
    )
    groups = weighted_k_means(space, weight, max(1, round(GROUPS * n_items)), rng)
    return candidates[_seats(groups, weight)[:n_items]]


def _unit_spread(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Centred, and scaled to a mean squared length of 1, so that neither part drowns the other."""
    centred = points - points.mean(axis=0)
    spread = float(np.sqrt(np.einsum("ij,ij->", centred, centred) / len(points)))
    return np.asarray(centred / (spread or 1.0), dtype=np.float32)


def _seats(groups: Clusters, weight: NDArray[np.float64]) -> NDArray[np.int64]:
    """All candidates in the order of picking; they come with the highest score first."""
    mass = np.bincount(groups.member, weights=weight)[groups.member]
    nearest = np.lexsort((groups.distance, groups.member))
    _, starts = np.unique(groups.member[nearest], return_index=True)
    first = np.zeros(len(weight), dtype=bool)
    first[nearest[starts]] = True
    # The place of each candidate in its own group: the nearest, then by score.
    in_group = np.lexsort((np.arange(len(weight)), ~first, groups.member))
    place = np.empty(len(weight))
    sizes = np.bincount(groups.member)
    place[in_group] = np.concatenate([np.arange(size) for size in sizes])
    return np.asarray(np.lexsort((np.arange(len(weight)), -mass / (place + 1), ~first)))
