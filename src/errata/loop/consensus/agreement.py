"""Agreement: do people who look at the same item say the same, beyond what chance explains?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.special import ndtr, ndtri

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.loop.consensus.answers import Answers
from errata.stats.arrays import level

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Scale = Literal["nominal", "ordinal"]
SCALES = ("nominal", "ordinal")
RESAMPLES = 1_000
CELLS = 1 << 22  # of a table of resamples at once: memory stays bounded


@dataclass(frozen=True, kw_only=True, slots=True)
class Patterns:
    """Units by what was said of them: units with the same counts are one pattern.

    K patterns, C classes, P pairs of different classes that meet in a unit.
    """

    times: Ints  # (K,) units of each pattern
    counts: csr_array  # (K, C) answers of one unit by class, each row's sum >= 2
    pairs: csr_array  # (K, P) coincidences of unlike answers in one unit, both orders together
    first: Ints  # (P,) class
    second: Ints  # (P,) class, first < second
    distances: Floats  # (K,) of no use but on the nominal scale: sum of `pairs` over P

    @property
    def units(self) -> int:
        """Units with at least two answers."""
        return int(self.times.sum())


def alpha(
    answers: Answers,
    *,
    scale: Scale = "nominal",
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
    resamples: int = RESAMPLES,
) -> Estimate:
    """Krippendorff's alpha with a bootstrap interval over units (tasks).

    Formula: 1 - D_o / D_e, the disagreement seen over the one that chance would show,

        D_o = 1/n     sum_u 1/(m_u - 1) sum_ck n_uc n_uk d_ck,
        D_e = 1/(n (n - 1))             sum_ck n_c n_k d_ck,

    over units with m_u >= 2 answers, n_uc of them c, n in all. Nominal: d = 1 for unlike answers.
    Ordinal: d_ck = (r_c - r_k)^2, r the mid-ranks of the classes in the order of
    `answers.classes`. 1: all agree; 0: as by chance. Missing answers need nothing: a unit counts
    with the answers it has, and one with a single answer tells of no agreement.

    The interval is BCa's (Efron 1987): units are drawn again, with the reviewers that they had.
    Where nobody ever disagreed, resamples would show no doubt at all; there the lower end comes
    from the exact bound of the share of units with a disagreement, taken as the worst one.

    `n` of the estimate is the number of units with two answers or more.
    Raises InputError without such a unit, and where all answers name one class: chance alone would
    agree as well, so alpha is 0/0. Source: Krippendorff 2011, "Computing Krippendorff's
    Alpha-Reliability"; doi:10.1080/19312450709336664 (Hayes & Krippendorff 2007).

    >>> from errata.loop.consensus.answers import encode
    >>> said = encode([1, 1, 2, 2, 3, 3, 4, 4], list("abababab"), list("xxxyyyyx"))
    >>> round(alpha(said).value, 3)
    0.125
    """
    return alpha_of(
        patterns(answers), scale=scale, confidence=confidence, rng=rng, resamples=resamples
    )


def by_class(
    answers: Answers,
    *,
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
    resamples: int = RESAMPLES,
) -> dict[str, Estimate]:
    """Alpha of each class against all others: whether people mean the same by it.

    A class that nobody, or everybody, named where two looked is left out: there is no alpha.
    `n` is the number of units with two answers of which one at least names the class.
    Raises InputError without a unit of two answers.
    """
    found = patterns(answers)
    dense = found.counts.tocsc()
    of_unit = np.asarray(found.counts.sum(axis=1)).ravel()
    out = {}
    for place, name in enumerate(answers.classes.tolist()):
        mine = np.asarray(dense[:, [place]].toarray()).ravel()
        two = np.column_stack([mine, of_unit - mine])
        named = two.sum(axis=0)
        if named.min() == 0:
            continue
        told = alpha_of(
            _patterns_of(two, found.times), confidence=confidence, rng=rng, resamples=resamples
        )
        n = int(found.times[mine > 0].sum())
        out[str(name)] = Estimate(
            value=told.value, low=told.low, high=told.high, n=n, method=told.method,
            confidence=confidence,
        )  # fmt: skip
    return out


def patterns(answers: Answers) -> Patterns:
    """Count equal units together; raises InputError where no unit has two answers."""
    n_classes = len(answers.classes)
    said = np.bincount(answers.task, minlength=len(answers.tasks))
    kept = said[answers.task] > 1
    if not kept.any():
        raise InputError(
            f"{len(answers.task)} answers, no two of them to the same task",
            wanted="tasks that two reviewers or more have answered",
            do="raise consensus.minimum, or wait for the audits and the hold: several answer those",
        )
    cells, n = np.unique(answers.task[kept] * n_classes + answers.label[kept], return_counts=True)
    task, label = np.divmod(cells, n_classes)
    # A unit's name: what was said of it, in words that are equal where the counts are.
    starts = np.flatnonzero(np.r_[True, task[1:] != task[:-1]])
    ends = np.r_[starts[1:], len(task)]
    width = int((ends - starts).max())
    key = np.full((len(starts), width), -1, dtype=np.int64)
    place = np.arange(len(task)) - np.repeat(starts, ends - starts)
    unit = np.repeat(np.arange(len(starts)), ends - starts)
    key[unit, place] = label * (int(n.max()) + 1) + n
    _, example, times = np.unique(key, axis=0, return_index=True, return_counts=True)
    row_of = np.full(len(starts), -1, dtype=np.int64)
    row_of[example] = np.arange(len(example))
    inside = row_of[unit] >= 0
    counts = coo_array(
        (n[inside].astype(np.float64), (row_of[unit[inside]], label[inside])),
        shape=(len(example), n_classes),
    ).tocsr()
    return _with_pairs(counts, times.astype(np.int64))


def alpha_of(
    found: Patterns,
    *,
    scale: Scale = "nominal",
    confidence: float = 0.95,
    rng: np.random.Generator | None = None,
    resamples: int = RESAMPLES,
) -> Estimate:
    """`alpha` of counted units."""
    if scale not in SCALES:
        raise InputError(f"the scale {scale!r}", wanted="one of " + ", ".join(SCALES))
    level(confidence, "confidence")
    if resamples < 100:
        raise InputError(f"{resamples} resamples", wanted="at least 100")
    whole = found.times[None, :].astype(np.float64)
    value = float(_alphas(found, whole, scale)[0])
    if np.isnan(value):
        only = int(np.argmax(found.counts.sum(axis=0)))
        raise InputError(
            f"{found.units} units in which every answer names the class in place {only}",
            wanted="answers of two classes at least",
            do="nothing: where one class alone is ever named, agreement cannot be told from chance",
        )
    if value == 1:
        low, high = _never_apart(found, scale, confidence), 1.0
    else:
        low, high = _bootstrap(found, value, scale, confidence, rng, resamples)
    return Estimate(
        value=value,
        low=min(low, value),
        high=max(high, value),
        n=found.units,
        confidence=confidence,
        method=f"Krippendorff's alpha ({scale}), bootstrap over units",
    )


def _alphas(found: Patterns, weights: Floats, scale: Scale) -> Floats:
    """Alpha for each row of unit weights (B, K); NaN where one class alone was named."""
    totals = np.asarray((found.counts.T @ weights.T).T)  # (B, C): n_c
    n = totals.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        if scale == "nominal":
            seen = (weights @ found.distances) / n
            by_chance = (n**2 - (totals**2).sum(axis=1)) / (n * (n - 1))
        else:
            ranks = np.cumsum(totals, axis=1) - totals / 2
            apart = (ranks[:, found.first] - ranks[:, found.second]) ** 2
            seen = (np.asarray((found.pairs.T @ weights.T).T) * apart).sum(axis=1) / n
            mean = (totals * ranks).sum(axis=1) / n
            spread = (totals * (ranks - mean[:, None]) ** 2).sum(axis=1)
            by_chance = 2 * spread / (n - 1)
        out = 1 - seen / by_chance
    out[(totals > 0).sum(axis=1) < 2] = np.nan
    return np.asarray(out)


def _bootstrap(
    found: Patterns,
    value: float,
    scale: Scale,
    confidence: float,
    rng: np.random.Generator | None,
    resamples: int,
) -> tuple[float, float]:
    """BCa's ends. Resamples in which one class alone was named have no alpha and are left out."""
    units = found.units
    if units == 1:
        return -1.0, 1.0  # nothing is known of how units differ
    rng = np.random.default_rng(0) if rng is None else rng
    k = len(found.times)
    step = max(CELLS // max(k, len(found.first), found.counts.shape[1]), 1)
    parts = []
    for at in range(0, resamples, step):
        drawn = rng.multinomial(units, found.times / units, size=min(step, resamples - at))
        parts.append(_alphas(found, drawn.astype(np.float64), scale))
    drawn_alphas = np.concatenate(parts)
    drawn_alphas = np.sort(drawn_alphas[~np.isnan(drawn_alphas)])
    below = (drawn_alphas < value).sum() + (drawn_alphas == value).sum() / 2
    bias = float(ndtri(np.clip(below / len(drawn_alphas), 1e-4, 1 - 1e-4)))
    skew = _acceleration(found, scale, step)
    ends = ndtri(np.array([(1 - confidence) / 2, (1 + confidence) / 2]))
    moved = bias + (bias + ends) / np.maximum(1 - skew * (bias + ends), 1e-3)
    low, high = np.quantile(drawn_alphas, ndtr(moved))
    return float(low), float(high)


def _acceleration(found: Patterns, scale: Scale, step: int) -> float:
    """The jackknife's skewness over units: each pattern is left out once, and counts as often."""
    times = found.times.astype(np.float64)
    parts = []
    for at in range(0, len(times), step):
        rows = np.arange(at, min(at + step, len(times)))
        left = np.repeat(times[None, :], len(rows), axis=0)
        left[np.arange(len(rows)), rows] -= 1
        parts.append(_alphas(found, left, scale))
    without = np.concatenate(parts)
    known = ~np.isnan(without)
    weight = times[known]
    pull = np.average(without[known], weights=weight) - without[known]
    spread = float((weight * pull**2).sum())
    return float((weight * pull**3).sum() / (6 * spread**1.5)) if spread > 1e-20 else 0.0


def _never_apart(found: Patterns, scale: Scale, confidence: float) -> float:
    """The lower end where no two answers ever differed: 1 - worst share * worst distance / D_e."""
    totals = np.asarray(found.times @ found.counts)
    n = totals.sum()
    share = 1 - ((1 - confidence) / 2) ** (1 / found.units)  # exact upper bound of 0 in so many
    named = np.flatnonzero(totals)
    if scale == "nominal":
        worst, by_chance = 1.0, (n**2 - (totals**2).sum()) / (n * (n - 1))
    else:
        ranks = np.cumsum(totals) - totals / 2
        # Two camps at both ends: m/2 against m/2 of m answers, n_c n_k d / (m (m - 1)), is worst
        # for m = 2, where it is the whole distance.
        worst = float((ranks[named[-1]] - ranks[named[0]]) ** 2)
        mean = (totals * ranks).sum() / n
        by_chance = 2 * (totals * (ranks - mean) ** 2).sum() / (n - 1)
    return float(max(1 - share * worst / by_chance, -1.0))


def _patterns_of(table: Floats, times: Ints) -> Patterns:
    """Patterns of a dense table (K, C), equal rows joined."""
    rows, place = np.unique(table, axis=0, return_inverse=True)
    joined = np.bincount(place.ravel(), weights=times).astype(np.int64)
    return _with_pairs(csr_array(rows), joined)


def _with_pairs(counts: csr_array, times: Ints) -> Patterns:
    """Each pattern's coincidences of unlike answers: 2 n_c n_k / (m - 1) for c < k."""
    n_classes = counts.shape[1]
    counts.sort_indices()
    answered = np.asarray(counts.sum(axis=1)).ravel()
    length = np.diff(counts.indptr)
    rows, cells, values = [], [], []
    for size in np.unique(length[length > 1]).tolist():
        some = np.flatnonzero(length == size)
        at = counts.indptr[some][:, None] + np.arange(size)
        a, b = np.triu_indices(size, k=1)
        label, n = counts.indices[at].astype(np.int64), counts.data[at]
        cells.append((label[:, a] * n_classes + label[:, b]).ravel())
        values.append((2 * n[:, a] * n[:, b] / (answered[some] - 1)[:, None]).ravel())
        rows.append(np.repeat(some, len(a)))
    if not rows:
        rows, cells, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    kinds, column = np.unique(np.concatenate(cells), return_inverse=True)
    pairs = coo_array(
        (np.concatenate(values), (np.concatenate(rows), column)), shape=(len(times), len(kinds))
    ).tocsr()
    return Patterns(
        times=times,
        counts=counts,
        pairs=pairs,
        first=kinds // n_classes,
        second=kinds % n_classes,
        distances=np.asarray(pairs.sum(axis=1)).ravel(),
    )
