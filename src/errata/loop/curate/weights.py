"""How much a reviewed example counts in training."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.registry import Registry
from errata.stats.arrays import share, truth_values


class Weighting(Protocol):
    """From the posteriors of n resolutions to the weights of n examples."""

    def __call__(
        self, posterior: ArrayLike, *, corrected: ArrayLike | None = None, priority: float = 1.0
    ) -> NDArray[np.float64]:
        """Answer (n,) weights above 0."""
        ...


WEIGHTS: Registry[Weighting] = Registry("weights")
FLOOR = 1e-3  # trainers want weights above 0; this is next to nothing


@WEIGHTS.register("posterior_priority.v1")
def example_weights(
    posterior: ArrayLike, *, corrected: ArrayLike | None = None, priority: float = 1.0
) -> NDArray[np.float64]:
    """Weight = posterior, times `priority` for a correction; an example of the base counts 1.

    `posterior` (n,) is the consensus' probability that the label is right; `corrected` (n,) says
    which labels differ from the model's (None: all of them). An answer that is 70 % likely right
    counts .7: so a doubtful label teaches less than a sure one, and no second review is spent on
    it. `priority` 1 is the default for a reason: weighting corrections up weighs the reviewers'
    mistakes up with them, since a mistake mostly looks like a correction
    (docs/why/choosing-what-to-review.md has the figures). Weights stay at .001 or above.

    Raises InputError for posteriors outside [0, 1], columns of different lengths, a priority that
    is not finite and above 0.

    >>> example_weights([0.9, 0.8], corrected=[True, False], priority=2.0)
    array([1.8, 0.8])
    """
    if not (math.isfinite(priority) and priority > 0):
        raise InputError(f"priority {priority}", wanted="a number above 0, such as 1")
    sure = share(posterior, "posterior")
    changed = (
        np.ones(len(sure), dtype=bool)
        if corrected is None
        else truth_values(corrected, "corrected", n=len(sure))
    )
    return np.asarray(np.maximum(np.where(changed, priority * sure, sure), FLOOR))
