"""Find slices: the places in the data where the model errs more than elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.core.slices import Slice
from errata.loop.triage.attributes import Coded, code_attributes
from errata.loop.triage.count_cells import Cells, Ints, Predicate, count_cells
from errata.loop.triage.tell_apart import Rows, tell_apart
from errata.stats.arrays import level, truth_values
from errata.stats.binomial import proportion
from errata.stats.hypergeometric import upper_tail
from errata.stats.multiple import benjamini_hochberg


def find_slices(
    attributes: Mapping[str, ArrayLike],
    errors: ArrayLike,
    *,
    max_depth: int = 3,
    fdr: float = 0.05,
    min_support: int = 30,
) -> list[Slice]:
    """The conjunctions of attribute values with more errors than elsewhere, strongest first.

    Every conjunction of up to `max_depth` values with at least `min_support` rows is counted
    (pruning by support is sound: no part of a small slice is large), tested inside against
    outside with the exact one-sided Fisher test, and adjusted by Benjamini-Hochberg over all of
    them, those without any error too. Then, strongest first, a slice is kept only if it says
    something new, once the rows of the other kept slices are set aside: a refinement must be worse
    than the rest of each kept slice that it refines, any other worse than elsewhere. The bar for
    this is fdr (kept + 1) / tests, so that the control extends to what is reported.

    Shapes: attributes each (n,), text, booleans or numbers (cut near their quintiles, at round
    figures); errors (n,). Words of texts come from `word_attributes`, regions of an embedding from
    `Regions.attributes`. `p_value` is the adjusted one; `error_rate` has a Wilson interval, `lift`
    (inside over outside) a log-normal one. Empty where nothing is significant.
    Raises InputError for other shapes, max_depth or min_support below 1, fdr outside (0, 1).
    Sources: Sagadeeva & Boehm 2021, doi:10.1145/3448016.3457323 (lattice and pruning);
    Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.

    >>> rng = np.random.default_rng(0)
    >>> light, site = rng.choice(["dim", "bright"], 2000), rng.choice(["a", "b", "c"], 2000)
    >>> errors = rng.random(2000) < np.where((light == "dim") & (site == "a"), 0.4, 0.05)
    >>> for found in find_slices({"light": light, "site": site}, errors):
    ...     print(found.name, found.support, found.error_rate)
    light=dim & site=a 317 0.385 [0.333, 0.439] n=317
    """
    found = search(attributes, errors, max_depth=max_depth, fdr=fdr, min_support=min_support)
    return [found.slice(at) for at in found.kept]


@dataclass(frozen=True, kw_only=True, eq=False)
class Search:
    """Everything significant, strongest first, and which of it says something of its own."""

    rows: Rows
    cells: Cells
    order: Ints  # (significant,) their places among the cells
    p_values: NDArray[np.float64]  # (significant,) adjusted
    predicates: list[Predicate]  # (significant,)
    kept: list[int]  # places in `predicates`

    def slice(self, at: int) -> Slice:
        """The significant cell at a place, as people read it."""
        n, total = len(self.rows.wrong), int(self.rows.wrong.sum())
        cell = self.order[at]
        support, failed = int(self.cells.support[cell]), int(self.cells.errors[cell])
        coded = self.rows.coded
        return Slice(
            predicate={coded[a].name: coded[a].values[code] for a, code in self.predicates[at]},
            support=support,
            error_rate=proportion(failed, support),
            lift=_lift(failed, support, total - failed, n - support),
            # A tail below what a float holds is no 0: this is an upper bound of it.
            p_value=max(float(self.p_values[at]), sys.float_info.min),
        )


def search(
    attributes: Mapping[str, ArrayLike],
    errors: ArrayLike,
    *,
    max_depth: int,
    fdr: float,
    min_support: int,
) -> Search:
    """What `find_slices` and `find_stories` tell of."""
    wrong = truth_values(errors, "errors")
    level(fdr, "fdr")
    if max_depth < 1 or min_support < 1:
        raise InputError(
            f"max_depth {max_depth} and min_support {min_support}", wanted="both at least 1"
        )
    n, total = len(wrong), int(wrong.sum())
    coded = code_attributes(attributes, n)
    if total == 0 or total == n:
        coded = []  # no place is worse than another
    return _significant(coded, wrong, max_depth, fdr, min_support)


def _significant(
    coded: list[Coded], wrong: NDArray[np.bool_], max_depth: int, fdr: float, min_support: int
) -> Search:
    cells = count_cells(coded, wrong, max_depth=max_depth, min_support=min_support)
    p = _p_values(cells.errors, cells.support, int(wrong.sum()), len(wrong), fdr)
    adjusted = benjamini_hochberg(p)
    found = np.flatnonzero(adjusted <= fdr)
    # Equal p-values: the shorter, then the larger slice is the simpler story.
    found = found[np.lexsort((-cells.support[found], cells.depth[found], p[found]))]
    predicates = [cells.predicate(int(at)) for at in found]
    rows = Rows(coded=coded, wrong=wrong)
    return Search(
        rows=rows,
        cells=cells,
        order=found,
        p_values=adjusted[found],
        predicates=predicates,
        kept=tell_apart(predicates, rows, fdr / max(len(cells), 1)),
    )


def _p_values(failed: Ints, support: Ints, total: int, n: int, fdr: float) -> NDArray[np.float64]:
    """Exact up to fdr, past which nothing is found; 1 where a slice hardly looks worse at all."""
    p = np.ones(len(support))
    rate = total / max(n, 1)
    spread = np.sqrt(support * rate * (1 - rate) * (1 - support / max(n, 1)))
    worth = np.flatnonzero(failed - support * rate > spread)
    p[worth] = upper_tail(failed[worth], support[worth], total, n, enough=fdr)
    return p


def _lift(errors: int, support: int, errors_out: int, support_out: int) -> Estimate:
    """Error rate inside over outside; half a case is added so that no error outside is finite."""
    a, b, c, d = errors + 0.5, support + 0.5, errors_out + 0.5, support_out + 0.5
    value = (a / b) / (c / d)
    half = float(ndtri(0.975)) * np.sqrt(1 / a - 1 / b + 1 / c - 1 / d)
    return Estimate(
        value=float(value),
        low=float(value * np.exp(-half)),
        high=float(value * np.exp(half)),
        n=support,
        method="log-normal ratio",
    )
