"""How much a prediction is worth a human's time, by the model's own doubt: higher is more worth.

Each strategy takes (n, C) probabilities and answers (n,) scores in [0, 1], 1 for an even split.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.registry import Registry
from errata.stats.uncertainty import entropy, least_confidence, margin

Score = Callable[[ArrayLike], NDArray[np.float64]]
SCORES: Registry[Score] = Registry("score")

SCORES.register("margin.v1")(margin)
SCORES.register("entropy.v1")(entropy)
SCORES.register("least_confidence.v1")(least_confidence)
