"""Consensus: what many reviewers' answers add up to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, slots=True)
class Consensus:
    """The agreed label per task, with its posterior, and what was learnt of the reviewers."""

    tasks: NDArray[Any]  # (n_tasks,) sorted task identifiers
    labels: NDArray[Any]  # (n_tasks,) the class of the largest posterior; on a scale its median
    posterior: NDArray[np.float64]  # (n_tasks, C)
    classes: NDArray[Any]  # (C,)
    reviewers: NDArray[Any]  # (n_reviewers,) sorted reviewer identifiers
    confusion: NDArray[np.float64]  # (n_reviewers, C, C): P(answer | truth), rows sum to 1
    method: str
