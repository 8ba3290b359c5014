"""Watch one feature: its bets, what they have won, and what would explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.loop.watch.cells import Cells
from errata.loop.watch.change_point import History, Since
from errata.loop.watch.rank_bins import RankBins, is_numeric
from errata.loop.watch.shift_bets import (
    cell_bets,
    exact_gains,
    largest_means,
    number_bets,
    spacings,
    tolerant_gains,
)
from errata.stats.anytime import Array, restarted

DIGITS = 1e5  # wealth is rounded down to five places: it stays a bound and short in JSON
TOLD = 3.0  # log likelihood ratio from which a change is told


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureMonitor:
    """What is known of one feature. A number is one test, a category is one test a cell."""

    places: RankBins | Cells
    counts: NDArray[np.int64]  # (T, B) rows of the stream in each bin of each test
    wealth: Array  # (T, H) log
    steps: int
    log_evidence: float  # of the strongest test, the number of tests paid for
    peak: float
    history: History

    @classmethod
    def of(
        cls, column: NDArray[Any], draws: NDArray[np.float64], part: NDArray[np.bool_]
    ) -> FeatureMonitor:
        """Nothing seen yet, against a reference column (n,)."""
        places = RankBins.of(column, draws) if is_numeric(column) else Cells.of(column, draws, part)
        weights, bets = _table(places)
        return cls(
            places=places,
            counts=np.zeros(weights.shape, dtype=np.int64),
            wealth=np.full(bets.shape[:2], -np.inf),
            steps=0,
            log_evidence=0.0,
            peak=0.0,
            history=History.empty(len(places.shares)),
        )

    def update(
        self,
        column: NDArray[Any],
        draws: NDArray[np.float64],
        cuts: Sequence[int],
        *,
        at: float,
        tolerance: float,
        miss: float,
    ) -> FeatureMonitor:
        """Take in rows (m,), bet by bet between `cuts`, the last of which is m."""
        weights, bets = _table(self.places)
        placed, plain = self.places.place(column, draws)
        counts, gains = self.counts, []
        if tolerance:
            means = largest_means(
                bets, self.places.ranks, self.places.size, tolerance=tolerance, miss=miss
            )
        for first, last in zip([0, *cuts], cuts, strict=False):
            new = self.places.count(placed[first:last], draws[first:last])
            if tolerance:
                gains.append(tolerant_gains(bets, means, new))
            else:
                gains.append(exact_gains(bets, weights, counts, new))
            counts = counts + new
        wealth, evidence = restarted(np.array(gains), self.wealth, self.steps)
        strongest = evidence.max(axis=1) - np.log(len(weights))
        return replace(
            self,
            counts=counts,
            wealth=np.floor(wealth * DIGITS) / DIGITS,
            steps=self.steps + len(gains),
            log_evidence=float(strongest[-1]),
            peak=max(self.peak, float(strongest.max())),
            history=self.history.add(at, float(len(column)), plain),
        )

    def explained(self, tolerance: float = 0.0) -> tuple[str, Since] | None:
        """The plain share that changed most beyond the tolerance, and since when.

        It looks at changes that go on to this day; None where none is worth telling.
        """
        best: tuple[str, Since] | None = None
        for edge, share in enumerate(self.places.shares.tolist()):
            for rising, bound in ((True, share + tolerance), (False, share - tolerance)):
                found = self.history.since(edge, before=bound, rising=rising)
                if found is not None and (best is None or found.evidence > best[1].evidence):
                    found = replace(found, before=share)
                    if isinstance(self.places, RankBins) and not rising:
                        found = replace(found, before=1 - share, now=1 - found.now)
                    best = self.places.words(edge, rising=rising), found
        return best if best is not None and best[1].evidence >= TOLD else None

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "places": self.places.as_dict(),
            "counts": self.counts.tolist(),
            "wealth": self.wealth.tolist() if self.steps else None,
            "steps": self.steps,
            "log_evidence": self.log_evidence,
            "peak": self.peak,
            "history": self.history.as_dict(),
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> FeatureMonitor:
        """What `as_dict` wrote."""
        reader = RankBins if kept["places"]["kind"] == "numbers" else Cells
        places = reader.from_dict(kept["places"])
        counts = np.array(kept["counts"], dtype=np.int64)
        empty = np.full(_table(places)[1].shape[:2], -np.inf)
        return cls(
            places=places,
            counts=counts,
            wealth=np.array(kept["wealth"]) if kept["steps"] else empty,
            steps=kept["steps"],
            log_evidence=kept["log_evidence"],
            peak=kept["peak"],
            history=History.from_dict(kept["history"])
            if kept["steps"]
            else History.empty(len(places.shares)),
        )


def _table(places: RankBins | Cells) -> tuple[Array, Array]:
    """Prior weights of the bins (T, B) and log pay-offs (T, H, B)."""
    if isinstance(places, RankBins):
        return _number_table(tuple(places.ranks[0].tolist()), places.size)
    weights = spacings(places.ranks, places.size)
    return weights, cell_bets(len(weights))


@lru_cache(maxsize=64)
def _number_table(ranks: tuple[int, ...], size: int) -> tuple[Array, Array]:
    # The same at every look, and the same for all numbers without gaps: worth keeping.
    weights = spacings(np.array([ranks]), size)
    return weights, number_bets(weights)
