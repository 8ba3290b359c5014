"""How typical each item is of the pool: many near neighbours, or alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

SAMPLE = 2_048  # items of the pool that stand for all of it
NEIGHBOURS = 5
_BLOCK = 4_096  # rows of distances in memory at once: 4,096 x 2,048 x 4 bytes = 32 MiB


def typicality(
    embeddings: NDArray[np.float32], asked: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Rank of the asked items by how near their nearest neighbours are, in (0, 1], 1 most typical.

    Formula: rank of -(mean distance to the 5 nearest others) / m, ties sharing their mean rank.
    Neighbours are sought among at most 2,048 items drawn from the pool, so that the cost grows
    with m, not with m * n. After Hacohen et al. 2022, arXiv:2202.02794 (typiclust), who take the
    inverse distance; the rank keeps one far-off scale from deciding everything.

    Shapes: embeddings (n, d), asked (m,) places in the pool, answer (m,).

    >>> x = np.array([[0], [1], [2], [4], [9]], dtype=np.float32)
    >>> typicality(x, np.arange(5), np.random.default_rng(0))
    array([0.4, 0.8, 1. , 0.6, 0.2])
    """
    sample = np.sort(rng.permutation(len(embeddings))[:SAMPLE])
    middle = embeddings[sample].mean(axis=0)  # squares of far-off numbers lose their digits
    others = embeddings[sample] - middle
    neighbours = min(NEIGHBOURS, len(sample) - 1)
    if neighbours < 1:
        return np.ones(len(asked))
    lengths = np.einsum("ij,ij->i", others, others)
    away = np.empty(len(asked))
    for start in range(0, len(asked), _BLOCK):
        places = asked[start : start + _BLOCK]
        rows = embeddings[places] - middle
        squares = lengths - 2 * (rows @ others.T)
        squares += np.einsum("ij,ij->i", rows, rows)[:, None]
        squares[places[:, None] == sample] = np.inf  # nobody is their own neighbour
        nearest = np.partition(squares, neighbours - 1, axis=1)[:, :neighbours]
        away[start : start + _BLOCK] = np.sqrt(np.maximum(nearest, 0)).mean(axis=1)
    return np.asarray(rankdata(-away) / len(asked), dtype=np.float64)
