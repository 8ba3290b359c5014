"""What an aggregation method is, and the register of their versioned names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from errata.core.registry import Registry
from errata.loop.consensus.answers import Answers


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """What a method found: of the tasks and of the reviewers."""

    posterior: NDArray[np.float64]  # (n_tasks, C), rows sum to 1
    confusion: NDArray[np.float64]  # (n_reviewers, C, C): P(answer | truth)


Method = Callable[[Answers], Fit]

METHODS: Registry[Method] = Registry("consensus")
