"""Accuracy by group: of each predicted class and slice, and the recall of each true class."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.loop.triage.accuracy import estimate_accuracy
from errata.stats.arrays import level, propensities, share, truth_values
from errata.stats.weighted_share import weighted_share

UNKNOWN = ""  # the truth of what was sampled and not answered


def estimate_accuracy_by(
    groups: ArrayLike,
    predicted_correct_proba: ArrayLike,
    reviewed: ArrayLike,
    correct: ArrayLike,
    propensity: ArrayLike,
    *,
    confidence: float = 0.95,
    simultaneous: bool = False,
) -> dict[str, Estimate]:
    """`estimate_accuracy` of each group's predictions, by name.

    A group must be known of every prediction, reviewed or not: the predicted class (this is then
    its precision), or the value of an attribute. Each interval rests on its group's reviews alone,
    so a small group's is wide, and [0, 1] where nothing was reviewed. Each holds for itself with
    the confidence asked for; with `simultaneous` all of them hold together with it: each of G is
    made at confidence^(1/G) (Sidak), for groups do not overlap and their draws are independent.

    Shapes: groups (n,), read as text; the others as `estimate_accuracy` has them.
    Raises InputError as it does, and for groups of another length.
    Source: Sidak 1967, doi:10.1080/01621459.1967.10482935.

    >>> rng = np.random.default_rng(0)
    >>> region = np.where(rng.random(4000) < 0.05, "north", "south")
    >>> right = rng.random(4000) < np.where(region == "north", 0.6, 0.9)
    >>> found = estimate_accuracy_by(region, np.full(4000, 0.9), rng.random(4000) < 0.2, right,
    ...                              np.full(4000, 0.2))
    >>> {name: str(each) for name, each in found.items()}
    {'north': '0.634 [0.470, 0.780] n=41', 'south': '0.902 [0.879, 0.922] n=742'}
    """
    f = share(predicted_correct_proba, "predicted_correct_proba")
    n = len(f)
    names, rows = _members(groups, n)
    seen = truth_values(reviewed, "reviewed", n=n)
    p = propensities(propensity, n=n)
    right = np.asarray(correct)
    if right.shape != (n,):
        raise InputError(f"correct of shape {right.shape}", wanted=f"{n} values")
    each = _each(confidence, len(names), simultaneous)
    return {
        name: estimate_accuracy(f[mine], seen[mine], right[mine], p[mine], confidence=each)
        for name, mine in zip(names, rows, strict=True)
    }


def estimate_recall_by(
    truth: ArrayLike,
    predicted: ArrayLike,
    reviewed: ArrayLike,
    propensity: ArrayLike,
    *,
    smallest: float | None = None,
    confidence: float = 0.95,
    simultaneous: bool = False,
) -> dict[str, Estimate]:
    """Of each true class, the share that the model names so.

    Formula: sum w [truth = c = predicted] / sum w [truth = c] over the reviewed, w = 1/propensity
    (`weighted_share`). The true class of what was not reviewed is unknown, so that the model's
    confidence cannot help here, and the ratio is the sound estimate. What was sampled and not
    answered (truth "") might be of any class: at worst all of it that was named otherwise is a
    miss of this class, at best all of it that was named so is a hit; the interval spans both.
    Classes that no reviewed prediction has as its truth are not in the answer, unless predicted.
    `simultaneous`: all intervals hold together, each made at 1 - (1 - confidence) / C
    (Bonferroni: what is not answered counts in several classes).

    Shapes: all (n,); truth and predicted are read as text, truth only where reviewed. `smallest`:
    the least propensity that any prediction has, where not all are given here.
    Raises InputError for other shapes or values out of range.

    >>> found = estimate_recall_by(["cat", "cat", "dog"] * 20, ["cat", "dog", "dog"] * 20,
    ...                            [True] * 60, [1.0] * 60)
    >>> {name: str(each) for name, each in found.items()}
    {'cat': '0.500 [0.341, 0.659] n=40', 'dog': '1.000 [0.832, 1.000] n=20'}
    """
    p = propensities(propensity)
    n = len(p)
    if n == 0:
        raise InputError("no prediction", wanted="at least 1")
    seen = truth_values(reviewed, "reviewed", n=n)
    least = float(p.min()) if smallest is None else smallest
    true, said = _texts(truth, "truth", seen), _texts(predicted, "predicted", seen)
    p = p[seen]
    names = sorted((set(true.tolist()) | set(said.tolist())) - {UNKNOWN})
    level(confidence, "confidence")
    each = 1 - (1 - confidence) / max(len(names), 1) if simultaneous else confidence
    found = {}
    for name in names:
        mine, hit, open_ = true == name, said == name, true == UNKNOWN
        low, high = (
            weighted_share(hit[rows], p[rows], smallest=least, confidence=each)
            for rows in (mine | (open_ & ~hit), mine | (open_ & hit))
        )
        alone = weighted_share(hit[mine], p[mine], smallest=least, confidence=each)
        found[name] = Estimate(
            value=min(max(alone.value, low.low), high.high),
            low=low.low,
            high=high.high,
            n=alone.n,
            confidence=each,
            method=alone.method,
        )
    return found


def _texts(values: ArrayLike, name: str, seen: NDArray[np.bool_]) -> NDArray[np.str_]:
    given = np.asarray(values)
    if given.shape != seen.shape:
        raise InputError(f"{name} of shape {given.shape}", wanted=f"{len(seen)} values")
    return given[seen].astype(str)


def _members(groups: ArrayLike, n: int) -> tuple[list[str], list[NDArray[np.int64]]]:
    """Each group's name and rows, by name."""
    given: NDArray[Any] = np.asarray(groups)
    if given.shape != (n,):
        raise InputError(f"groups of shape {given.shape}", wanted=f"{n} names")
    if n == 0:
        raise InputError("no prediction", wanted="at least 1")
    if given.dtype == object:
        given = given.astype(str)
    names, place = np.unique(given, return_inverse=True)
    short = place.astype(np.min_scalar_type(len(names)))  # up to 16 bits are sorted in one pass
    order = np.argsort(short, kind="stable")
    ends = np.cumsum(np.bincount(place))[:-1]
    return [str(name) for name in names.tolist()], list(np.split(order, ends))


def _each(confidence: float, groups: int, simultaneous: bool) -> float:
    level(confidence, "confidence")
    return float(confidence ** (1 / groups)) if simultaneous else confidence
