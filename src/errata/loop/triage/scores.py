"""How much a prediction is worth a human's time, by the model's own doubt: higher is more worth."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.registry import Registry
from errata.stats import uncertainty

# (n, C) probabilities to (n,) scores in [0, 1], 1 for an even split.
Score = Callable[[ArrayLike], NDArray[np.float64]]
SCORES: Registry[Score] = Registry("score")

SCORES.register("margin.v1")(uncertainty.margin)
SCORES.register("entropy.v1")(uncertainty.entropy)
SCORES.register("least_confidence.v1")(uncertainty.least_confidence)
