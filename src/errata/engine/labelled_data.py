"""LabelledData: items with their known labels, as a user's file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.item import Items

Column = NDArray[Any]  # (n,) of text, or of float64 with NaN where missing


@dataclass(frozen=True, kw_only=True)
class LabelledData:
    """n items, their labels and whatever else the file says about them."""

    items: Items
    labels: list[str]  # (n,)
    classes: tuple[str, ...]  # sorted
    attributes: Mapping[str, Column]
    split: NDArray[np.str_] | None = None  # (n,) such as "train" and "test"

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, kw_only=True)
class History:
    """What a model said about n items, and what was true."""

    items: Items
    predicted: list[str]  # (n,)
    confidence: NDArray[np.float64]  # (n,) of the predicted class
    truth: list[str]  # (n,)
    classes: tuple[str, ...]  # sorted: all that were predicted, true or given a probability
    probabilities: NDArray[np.float64] | None  # (n, C), where the file has them
    attributes: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.truth)

    @property
    def correct(self) -> NDArray[np.bool_]:
        """(n,) whether the model was right."""
        return np.asarray(np.array(self.predicted) == np.array(self.truth), dtype=np.bool_)
