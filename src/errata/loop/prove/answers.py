"""What a model says of the golden cases: labels, and probabilities where it gives them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import probabilities_of


@dataclass(frozen=True, kw_only=True, eq=False)
class Answers:
    """One model on n golden cases."""

    right: NDArray[np.bool_]  # (n,)
    confidence: NDArray[np.float64] | None  # (n,) of the predicted class; None for labels alone


def answers_of(truth: NDArray[np.generic], given: ArrayLike, name: str) -> Answers:
    """Read (n, C) probabilities, whose columns are classes 0..C-1, or (n,) labels as in `truth`.

    Raises InputError for other shapes, or probabilities beside labels that are no class numbers.

    >>> answers_of(np.array([0, 1]), [[0.9, 0.1], [0.6, 0.4]], "champion").right.tolist()
    [True, False]
    """
    array = np.asarray(given)
    if array.ndim == 1:
        if len(array) != len(truth):
            raise InputError(
                f"{len(array)} {name} labels for {len(truth)} golden cases", wanted="one for each"
            )
        if array.dtype.kind in "US" and truth.dtype.kind not in "USO":
            raise InputError(
                f"{name} labels as text beside a truth of numbers", wanted="the same kind of labels"
            )
        if truth.dtype.kind in "US" and array.dtype.kind not in "USO":
            raise InputError(
                f"{name} labels as numbers beside a truth of text", wanted="the same kind of labels"
            )
        if array.dtype.kind == "f" and np.isnan(array).any():
            raise InputError(f"a {name} label of NaN", wanted="a label for every golden case")
        return Answers(right=np.asarray(array == truth, dtype=bool), confidence=None)
    p = probabilities_of(array, f"{name} probabilities")
    if len(p) != len(truth):
        raise InputError(
            f"{len(p)} rows of {name} probabilities for {len(truth)} golden cases",
            wanted="one for each",
        )
    if truth.dtype.kind not in "iu":
        raise InputError(
            f"{name} probabilities beside labels of type {truth.dtype}",
            wanted=f"class numbers 0..{p.shape[1] - 1} as truth",
            do="number the labels, or give predicted labels in place of probabilities",
        )
    if len(truth) and (truth.min() < 0 or truth.max() >= p.shape[1]):
        raise InputError(
            f"class numbers from {truth.min()} to {truth.max()}",
            wanted=f"0..{p.shape[1] - 1}, the columns of the {name} probabilities",
        )
    return Answers(right=p.argmax(axis=1) == truth, confidence=p.max(axis=1))
