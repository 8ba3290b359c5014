"""Whether a task needs another reviewer, an expert, or nobody any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.overlap_policy import OverlapPolicy

Next = Literal["accept", "ask", "adjudicate"]


def next_rater(
    posterior: NDArray[np.float64] | Sequence[float], n_reviews: int, policy: OverlapPolicy
) -> Next:
    """What to do with a task that has `n_reviews` answers and the posterior (C,) so far.

    `accept` from the policy's minimum on once the leading label clears the bar; `ask` another
    while it does not; `adjudicate`, by an expert, after the policy's maximum. Answers `unsure`
    count as reviews and leave the posterior as it was, so a task nobody can tell ends with the
    expert. No decision ever means accepted.

    Raises InputError when the posterior is no probability distribution or `n_reviews` is negative.

    >>> next_rater([0.97, 0.03], 1, OverlapPolicy(minimum=3))
    'ask'
    >>> next_rater([0.97, 0.03], 3, OverlapPolicy(minimum=3))
    'accept'
    >>> next_rater([0.60, 0.40], 5, OverlapPolicy())
    'adjudicate'
    """
    weights = np.asarray(posterior, dtype=np.float64)
    distribution = weights.ndim == 1 and weights.size > 0 and bool(np.all(weights >= 0))
    if not distribution or abs(float(weights.sum()) - 1) > 1e-6:
        raise InputError(
            f"the posterior {weights.tolist()}", wanted="probabilities, one a class, that sum to 1"
        )
    if n_reviews < 0:
        raise InputError(f"{n_reviews} reviews", wanted="0 or more")
    if n_reviews >= policy.minimum and float(weights.max()) >= policy.bar:
        return "accept"
    return "ask" if n_reviews < policy.maximum else "adjudicate"
