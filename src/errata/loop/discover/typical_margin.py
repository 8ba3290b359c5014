"""typical_margin.v1: unsure, typical of the stream, and no two alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.loop.discover.clusters import weighted_k_means
from errata.loop.discover.strategies import STRATEGIES, Pool, highest
from errata.loop.discover.typicality import typicality
from errata.stats.uncertainty import margin

NAME = "typical_margin.v1"
CANDIDATES = 5  # of them for each item wanted
CONSIDERED = 20_000  # most uncertain items whose typicality is measured, at least
_FLOOR = 1e-3  # of a candidate's weight: a sure item may still stand for its group


@STRATEGIES.register(NAME)
def typical_margin(pool: Pool, n_items: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """One item for each of `n_items` groups of uncertain, typical predictions.

    Doubt alone picks noise (uncertain, but no answer teaches the model anything) and many copies
    of one confusion. So three steps:

        score  = margin * sqrt(typicality rank)         noise lies alone, and falls back
        groups = weighted k-means of the 5 * n_items highest scores, weight = score
        pick   = in each group the item nearest to its centre

    The heaviest groups come first, so that a budget that ends early has seen what matters most.
    Beyond 20,000 items (or 10 for each wanted) only the most uncertain are considered.

    Needs embeddings; raises InputError without. After Zhdanov 2019, arXiv:1901.05954 (diverse
    mini-batches), and Hacohen et al. 2022, arXiv:2202.02794 (typicality).

    >>> p = np.array([[0.5, 0.5], [0.52, 0.48], [0.51, 0.49], [0.6, 0.4], [0.99, 0.01]])
    >>> x = np.array([[0, 0], [0, 1], [0, 2], [9, 9], [9, 8]], dtype=np.float32)
    >>> typical_margin(Pool(probabilities=p, embeddings=x), 2, np.random.default_rng(0))
    array([1, 3])
    """
    embeddings = pool.embedded(NAME)
    if n_items == 0:
        return np.empty(0, dtype=np.int64)
    doubt = margin(pool.probabilities)
    considered = highest(doubt, min(len(pool), max(CONSIDERED, 10 * n_items)), rng)
    score = doubt[considered] * np.sqrt(typicality(embeddings, considered, rng))
    best = highest(score, min(len(considered), CANDIDATES * n_items), rng)
    candidates, weight = considered[best], score[best] + _FLOOR
    groups = weighted_k_means(embeddings[candidates], weight, n_items, rng)

    nearest_first = np.lexsort((groups.distance, groups.member))
    _, firsts = np.unique(groups.member[nearest_first], return_index=True)
    centre = nearest_first[firsts]
    mass = np.bincount(groups.member, weights=weight)
    picked = centre[np.argsort(-mass[groups.member[centre]], kind="stable")]
    # Fewer groups than items, as among duplicates: the next best scores fill up.
    rest = np.setdiff1d(np.arange(len(candidates)), picked)[: n_items - len(picked)]
    return np.asarray(candidates[np.concatenate([picked, rest])], dtype=np.int64)
