"""Since when: the time after which a share is explained best by a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import rel_entr

from errata.core.errors import InputError
from errata.stats.arrays import vector

KEPT = 24  # batches a history keeps apart
LEAST = 1e-6  # no share is taken for surer than this


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """When a share changed, and from what to what."""

    at: float  # label of the first batch after the change
    low: float  # the change lies roughly between these two labels
    high: float
    before: float
    now: float  # the share since `at`
    rows: float  # weight of the rows since `at`
    evidence: float  # log likelihood ratio of the change


def since(
    hits: ArrayLike,
    rows: ArrayLike,
    at: ArrayLike,
    *,
    before: float,
    rising: bool | None = None,
    slack: float = 3.0,
) -> Since | None:
    """The start of a change of a share that used to be `before`; None where nothing speaks for one.

    Formula: the start s that maximises n_s KL(p_s || before), the log likelihood ratio of the best
    share since s against the old one, p_s being the share of hits in the n_s rows since s. The
    interval holds every start within `slack` of the maximum: a range to look into, not a
    confidence interval. It explains an alarm, it does not raise one.

    Shapes: hits, rows, at (k,), a batch each, oldest first; `rising` limits it to one direction.
    Raises InputError for other shapes or hits outside [0, rows].
    Source: Lorden 1971, doi:10.1214/aoms/1177693055 (the generalised likelihood ratio).

    >>> hits, rows = [5, 5, 6, 10, 11], [100] * 5
    >>> found = since(hits, rows, [0, 1, 2, 3, 4], before=0.05)
    >>> found.at, found.low, found.high, found.now
    (3.0, 0.0, 4.0, 0.105)
    """
    times = vector(at, "at")
    n = vector(rows, "rows", n=len(times))
    x = vector(hits, "hits", n=len(times))
    if ((x < 0) | (x > n + 1e-9)).any():
        raise InputError("hits outside 0 to rows", wanted="0 <= hits <= rows in every batch")
    old = min(max(before, LEAST), 1 - LEAST)
    rows_since, hits_since = (np.cumsum(part[::-1])[::-1] for part in (n, x))
    now = np.divide(hits_since, rows_since, out=np.full(len(x), old), where=rows_since > 0)
    now = np.minimum(now, 1.0)
    evidence = rows_since * (rel_entr(now, old) + rel_entr(1 - now, 1 - old))
    if rising is not None:
        evidence = np.where((now > old) == rising, evidence, 0.0)
    if len(times) == 0 or evidence.max() <= 0:
        return None
    best = int(evidence.argmax())
    near = np.flatnonzero(evidence >= max(evidence[best] - slack, 1e-12))
    return Since(
        at=float(times[best]),
        low=float(times[near[0]]),
        high=float(times[near[-1]]),
        before=float(before),
        now=float(now[best]),
        rows=float(rows_since[best]),
        evidence=float(evidence[best]),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """Counts of the batches so far in bounded memory: fine for the newest, coarse for the oldest.

    Formula: beyond 24 entries the two neighbours are joined whose joint size is smallest against
    all that came after them, so that an entry's width grows with its age.
    """

    at: tuple[float, ...]  # label of the first batch in the entry
    rows: tuple[float, ...]
    hits: NDArray[np.float64]  # (entries, kinds)

    @classmethod
    def empty(cls, kinds: int) -> History:
        """Nothing seen yet."""
        return cls(at=(), rows=(), hits=np.zeros((0, kinds)))

    def add(self, at: float, rows: float, hits: NDArray[np.float64]) -> History:
        """One more batch, labelled `at`, with `hits` (kinds,) among its rows."""
        times, sizes = (*self.at, at), np.array([*self.rows, rows])
        counts = np.vstack([self.hits, hits])
        if len(times) > KEPT:
            after = np.cumsum(sizes[::-1])[::-1]
            width = sizes[:-1] + sizes[1:]
            first = int(np.argmin(width[:-1] / after[2:]))
            times = times[: first + 1] + times[first + 2 :]
            counts[first] += counts[first + 1]
            sizes[first] += sizes[first + 1]
            counts, sizes = np.delete(counts, first + 1, 0), np.delete(sizes, first + 1)
        return History(at=times, rows=tuple(sizes.tolist()), hits=counts)

    def since(self, kind: int, *, before: float, rising: bool | None = None) -> Since | None:
        """`since` for one kind of hit."""
        return since(self.hits[:, kind], self.rows, self.at, before=before, rising=rising)

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"at": list(self.at), "rows": list(self.rows), "hits": self.hits.T.tolist()}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> History:
        """What `as_dict` wrote."""
        hits = np.array(kept["hits"], dtype=np.float64).T
        return cls(at=tuple(kept["at"]), rows=tuple(kept["rows"]), hits=hits)
