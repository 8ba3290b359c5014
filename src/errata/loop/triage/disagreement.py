"""Disagreement: where two models differ about an item, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.stats.arrays import probabilities_of


@dataclass(frozen=True, kw_only=True, eq=False)
class Disagreement:
    """Of n items, one column each."""

    differs: NDArray[np.bool_]  # (n,) whether people should look
    score: NDArray[np.float64]  # (n,) Jensen-Shannon distance, 0 alike to 1 nothing shared


def disagreement(champion: ArrayLike, shadow: ArrayLike, *, above: float = 1.0) -> Disagreement:
    """Where two models name other labels, or their probabilities lie farther apart than `above`.

    Formula: sqrt of the Jensen-Shannon divergence in bits, H((p + q) / 2) - (H(p) + H(q)) / 2.
    Shapes: champion, shadow (n, C) probabilities of the same items and classes; `above` in [0, 1],
    1 for other labels alone (the first class of a tie counts). Raises InputError otherwise.
    Source: Endres & Schindelin 2003, doi:10.1109/TIT.2003.813506.

    >>> found = disagreement([[0.9, 0.1], [0.6, 0.4]], [[0.9, 0.1], [0.4, 0.6]])
    >>> found.differs.tolist(), found.score.round(2).tolist()
    ([False, True], [0.0, 0.17])
    """
    if not 0 <= above <= 1:
        raise InputError(f"above {above}", wanted="a distance from 0 to 1")
    p, q = probabilities_of(champion, "the champion's"), probabilities_of(shadow, "the shadow's")
    if p.shape != q.shape:
        raise InputError(
            f"probabilities of shapes {p.shape} and {q.shape}", wanted="the same items and classes"
        )
    bits = _entropy((p + q) / 2) - (_entropy(p) + _entropy(q)) / 2
    score = np.sqrt(np.clip(bits, 0.0, 1.0))
    return Disagreement(
        differs=(p.argmax(axis=1) != q.argmax(axis=1)) | (score > above), score=score
    )


def _entropy(p: NDArray[np.float64]) -> NDArray[np.float64]:
    logs = np.log2(p, out=np.zeros_like(p), where=p > 0)
    return np.asarray(-(p * logs).sum(axis=1))
