"""What a batch strategy is, and the register of their versioned names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.registry import Registry


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """The predictions to choose from; n items, C classes."""

    probabilities: NDArray[np.float64]  # (n, C), rows sum to 1
    embeddings: NDArray[np.float32] | None = None  # (n, d); near means alike

    def __len__(self) -> int:
        return len(self.probabilities)

    def embedded(self, strategy: str) -> NDArray[np.float32]:
        """The embeddings, for a strategy that cannot do without; raises InputError."""
        if self.embeddings is None:
            raise InputError(
                f"no embeddings for {strategy}",
                wanted="an (n, d) matrix in which near items are alike",
                do="give `embeddings`, or choose a strategy such as 'margin.v1'",
            )
        return self.embeddings


# Answers n_items different places in the pool, the most worth a review first.
Strategy = Callable[[Pool, int, np.random.Generator], NDArray[np.int64]]

STRATEGIES: Registry[Strategy] = Registry("batch")


def highest(
    scores: NDArray[np.float64], n_items: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """The places of the `n_items` highest scores, highest first; ties fall at random.

    >>> highest(np.array([0.1, 0.9, 0.5]), 2, np.random.default_rng(0))
    array([1, 2])
    """
    if n_items < len(scores):
        # Only what could win is sorted: a pool of millions costs one partition.
        bar = np.partition(scores, len(scores) - n_items - 1)[len(scores) - n_items - 1]
        places = np.flatnonzero(scores >= bar)
    else:
        places = np.arange(len(scores))
    order = np.lexsort((rng.random(len(places)), -scores[places]))
    return np.asarray(places[order][:n_items], dtype=np.int64)
