"""Find slices: the places in the data where the model errs more than elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.core.slices import Slice
from errata.loop.triage.attributes import Coded, code_attributes
from errata.stats.arrays import level, truth_values
from errata.stats.binomial import proportion
from errata.stats.hypergeometric import upper_tail
from errata.stats.multiple import benjamini_hochberg

Ints = NDArray[np.int64]
Predicate = tuple[tuple[int, int], ...]  # (attribute, code) pairs, attributes ascending

_DENSE = 4_000_000  # cells of a table counted directly; a larger one is counted by sorting


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

    Shapes: attributes each (n,), text, booleans or numbers (cut at quintiles); errors (n,).
    `p_value` is the adjusted one; `error_rate` has a Wilson interval, `lift` (inside over outside)
    a log-normal one. Empty where nothing is significant.
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
    wrong = truth_values(errors, "errors")
    level(fdr, "fdr")
    if max_depth < 1 or min_support < 1:
        raise InputError(
            f"max_depth {max_depth} and min_support {min_support}", wanted="both at least 1"
        )
    n, total = len(wrong), int(wrong.sum())
    coded = code_attributes(attributes, n)
    if total == 0 or total == n:
        return []  # no place is worse than another
    coded = [each for each in coded if len(each.values) > 1]
    blocks = _count(coded, wrong, max_depth, min_support)
    if not blocks:
        return []
    support = np.concatenate([block.support for block in blocks])
    failed = np.concatenate([block.errors for block in blocks])
    p = _p_values(failed, support, total, n)
    adjusted = benjamini_hochberg(p)
    found = np.flatnonzero(adjusted <= fdr)
    starts = np.cumsum([0] + [len(block.support) for block in blocks])
    # Equal p-values: the shorter, then the larger slice is the simpler story.
    depth = np.repeat([len(block.columns) for block in blocks], np.diff(starts))
    found = found[np.lexsort((-support[found], depth[found], p[found]))]
    predicates = [_predicate(blocks, starts, int(i)) for i in found]
    kept = set(_tell_apart(predicates, coded, wrong, fdr / len(p)))
    return [
        Slice(
            predicate={coded[a].name: coded[a].values[code] for a, code in predicates[at]},
            support=int(support[i]),
            error_rate=proportion(int(failed[i]), int(support[i])),
            lift=_lift(
                int(failed[i]), int(support[i]), total - int(failed[i]), n - int(support[i])
            ),
            p_value=float(adjusted[i]),
        )
        for at, i in enumerate(found)
        if at in kept
    ]


def _p_values(failed: Ints, support: Ints, total: int, n: int) -> NDArray[np.float64]:
    """Exact where a slice looks worse than the whole; 1 elsewhere, which only ever hides."""
    p = np.ones(len(support))
    rate = total / n
    spread = np.sqrt(support * rate * (1 - rate) * (1 - support / n))
    worth = np.flatnonzero(failed - support * rate > spread)
    p[worth] = upper_tail(failed[worth], support[worth], total, n)
    return p


def _predicate(blocks: list[_Block], starts: Ints, index: int) -> Predicate:
    at = int(np.searchsorted(starts, index, side="right")) - 1
    block = blocks[at]
    return tuple(
        (column, int(code))
        for column, code in zip(block.columns, block.codes[index - starts[at]], strict=True)
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Block:
    """The conjunctions of one set of attributes that have enough rows."""

    columns: tuple[int, ...]
    codes: Ints  # (cells, depth)
    support: Ints  # (cells,)
    errors: Ints  # (cells,)


def _count(
    coded: list[Coded], wrong: NDArray[np.bool_], max_depth: int, min_support: int
) -> list[_Block]:
    """Count every conjunction, depth first, so that `max_depth` columns are held at a time.

    Rows are numbered by the cell they fall in. Cells with too few rows share the last number, the
    spill; no part of them can be large enough, so that they are followed no further.
    """
    blocks: list[_Block] = []
    failed = np.flatnonzero(wrong)
    codes_of_failed = [each.codes[failed] for each in coded]

    def descend(columns: tuple[int, ...], codes: Ints, cell: Ints, cell_of_failed: Ints) -> None:
        for column in range(columns[-1] + 1 if columns else 0, len(coded)):
            width = len(coded[column].values)
            joint = cell * width + coded[column].codes
            joint_of_failed = cell_of_failed * width + codes_of_failed[column]
            keys, support, errors = _tabulate(
                joint, joint_of_failed, len(codes) * width, width, min_support
            )
            if len(keys) == 0:
                continue
            deeper = np.column_stack([codes[keys // width], keys % width])
            chosen = (*columns, column)
            blocks.append(_Block(columns=chosen, codes=deeper, support=support, errors=errors))
            if len(chosen) < max_depth and column + 1 < len(coded):
                cells = (len(codes) + 1) * width
                descend(
                    chosen,
                    deeper,
                    _renumber(joint, keys, cells),
                    _renumber(joint_of_failed, keys, cells),
                )

    nothing = np.zeros((1, 0), np.int64)
    descend((), nothing, np.zeros(len(wrong), np.int64), np.zeros(len(failed), np.int64))
    return blocks


def _tabulate(
    joint: Ints, joint_of_failed: Ints, cells: int, spill: int, min_support: int
) -> tuple[Ints, Ints, Ints]:
    """The cells below `cells` that at least `min_support` rows share: key, rows, errors."""
    if cells + spill <= _DENSE:
        support = np.bincount(joint, minlength=cells)[:cells]
        keys = np.flatnonzero(support >= min_support)
        errors = np.bincount(joint_of_failed, minlength=cells)[keys]
        return keys, support[keys], errors
    keys, support = np.unique(joint, return_counts=True)
    enough = (support >= min_support) & (keys < cells)
    keys, support = keys[enough], support[enough]
    ordered = np.sort(joint_of_failed)
    errors = np.searchsorted(ordered, keys, side="right") - np.searchsorted(ordered, keys)
    return keys, support, errors


def _renumber(joint: Ints, keys: Ints, cells: int) -> Ints:
    """Each row's place among the kept cells, or their number: the spill."""
    if cells <= _DENSE:
        table = np.full(cells, len(keys))
        table[keys] = np.arange(len(keys))
        return table[joint]
    place = np.searchsorted(keys, joint)
    place[place == len(keys)] = 0
    return np.where(keys[place] == joint, place, len(keys))


def _tell_apart(
    predicates: list[Predicate], coded: list[Coded], wrong: NDArray[np.bool_], bar: float
) -> list[int]:
    """Positions of the slices that say something new, taken strongest first.

    The bar is fdr / tests for the first and grows with each kept one, as in Benjamini-Hochberg:
    the parts of one true slice are many discoveries, and must not pay for a false one.
    """
    bits: dict[tuple[int, int], NDArray[np.uint8]] = {}

    def rows_of(predicate: Predicate) -> NDArray[np.uint8]:
        for pair in predicate:
            if pair not in bits:
                bits[pair] = np.packbits(coded[pair[0]].codes == pair[1])
        return np.asarray(np.bitwise_and.reduce([bits[pair] for pair in predicate]))

    bad = np.packbits(wrong)
    everything = np.packbits(np.ones(len(wrong), bool))
    kept: list[int] = []
    masks: dict[int, NDArray[np.uint8]] = {}
    for position, predicate in enumerate(predicates):
        mask = rows_of(predicate)
        wider = [i for i in kept if set(predicates[i]) <= set(predicate)]
        # What other kept slices explain is set aside, inside and outside alike.
        free = everything
        for i in kept:
            if i not in wider:
                free = free & ~masks[i]
        worlds = [free & masks[i] for i in wider] or [free]
        if all(_worse(mask & world, world, bad) <= bar * (len(kept) + 1) for world in worlds):
            kept.append(position)
            masks[position] = mask
    return kept


def _worse(inside: NDArray[np.uint8], world: NDArray[np.uint8], bad: NDArray[np.uint8]) -> float:
    """p-value of "no more errors inside than in the rest of this world", rows as bits."""
    counts = (_ones(inside & bad), _ones(inside), _ones(world & bad), _ones(world))
    return float(upper_tail(*counts))


def _ones(bits: NDArray[np.uint8]) -> int:
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


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
