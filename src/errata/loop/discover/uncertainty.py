"""Batches by the model's own doubt alone, and the random batch that they must beat.

These need no embeddings. On their own they ask about the same few confusions again and again;
`diverse_margin.v1` does not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.loop.discover.strategies import STRATEGIES, Pool, highest
from errata.stats.uncertainty import entropy, least_confidence, margin


@STRATEGIES.register("random.v1")
def by_chance(pool: Pool, n_items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Every item with the same chance: the baseline."""
    return np.asarray(rng.choice(len(pool), size=n_items, replace=False), dtype=np.int64)


@STRATEGIES.register("margin.v1")
def by_margin(pool: Pool, n_items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Where the first two classes are closest (Scheffer et al. 2001)."""
    return highest(margin(pool.probabilities), n_items, rng)


@STRATEGIES.register("entropy.v1")
def by_entropy(pool: Pool, n_items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Where the probability is spread over many classes (Shannon 1948)."""
    return highest(entropy(pool.probabilities), n_items, rng)


@STRATEGIES.register("least_confidence.v1")
def by_least_confidence(pool: Pool, n_items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Where the best class has the smallest probability (Lewis & Gale 1994)."""
    return highest(least_confidence(pool.probabilities), n_items, rng)
