"""select_batch: which items of a pool to send to review."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.loop.discover import diverse_margin, uncertainty
from errata.loop.discover.strategies import STRATEGIES, Pool
from errata.stats.arrays import probabilities_of

BUILT_IN = (diverse_margin, uncertainty)  # imported so that they register
WITHOUT_EMBEDDINGS = "margin.v1"
DEFAULT = "default"


def select_batch(
    probabilities: ArrayLike,
    n_items: int,
    *,
    embeddings: ArrayLike | None = None,
    strategy: str | None = None,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """The places of the `n_items` predictions most worth a review, the most worth first.

    Without a strategy: `diverse_margin.v1` where there are embeddings, which beat random reviews
    on three of the four data sets of docs/why/choosing-what-to-review.md and lost on none; else
    `margin.v1`. Also: `entropy.v1`, `least_confidence.v1`, `random.v1`, and those of others.

    Shapes: probabilities (n, C), calibrated if they can be; embeddings (n, d), Euclidean; the
    answer (n_items,), no place twice. The same arguments and rng state give the same answer.
    These picks are deterministic or depend on the pool: they carry no propensity, and no estimate
    of accuracy may use them.

    Raises InputError for more items than the pool holds, probabilities that are none, embeddings
    of another length or not finite, a strategy that lacks its embeddings; NotFound for an unknown
    strategy.

    >>> p = [[0.9, 0.1], [0.5, 0.5], [0.6, 0.4]]
    >>> select_batch(p, 2, rng=np.random.default_rng(0))
    array([1, 2])
    """
    if not isinstance(rng, np.random.Generator):
        raise InputError(f"rng {rng!r}", wanted="a generator, np.random.default_rng(seed)")
    p = probabilities_of(probabilities)
    wanted = _count(n_items, len(p))
    pool = Pool(probabilities=p, embeddings=_embeddings(embeddings, len(p)))
    name = default_strategy(pool) if strategy in (None, DEFAULT) else str(strategy)
    return STRATEGIES[name](pool, wanted, rng)


def default_strategy(pool: Pool) -> str:
    """The name of the strategy used when none is asked for, to store with the picks.

    >>> default_strategy(Pool(probabilities=np.ones((1, 1))))
    'margin.v1'
    """
    return WITHOUT_EMBEDDINGS if pool.embeddings is None else diverse_margin.NAME


def _count(n_items: Any, n: int) -> int:
    try:
        count = operator.index(n_items)
    except TypeError:
        raise InputError(f"{n_items!r} items", wanted="a whole number") from None
    if count < 0:
        raise InputError(f"{count} items", wanted="0 or more")
    if count > n:
        raise InputError(
            f"asked for {count} items, {n} are open", do="lower n_items or capture more"
        )
    return count


def _embeddings(given: ArrayLike | None, n: int) -> NDArray[np.float32] | None:
    if given is None:
        return None
    try:
        # One pass and no second matrix where it is single precision already.
        embeddings = np.asarray(given, dtype=np.float32)
    except (TypeError, ValueError):
        raise InputError("embeddings that are not numbers", wanted="an (n, d) matrix") from None
    if embeddings.ndim != 2 or len(embeddings) != n or embeddings.shape[1] == 0:
        raise InputError(f"embeddings of shape {embeddings.shape}", wanted=f"({n}, d), d above 0")
    bad = ~np.isfinite(embeddings).all(axis=1)
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise InputError(f"an embedding that is not finite at row {row}", wanted="finite numbers")
    return embeddings
