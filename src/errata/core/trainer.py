"""Trainer and Model: the ports between the loop and whatever learns.

A trainer of your own is any object with a `name` and a `fit`; register it as the entry point
`trainer:<name>` in the group `errata.trainers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from errata.core.item import Items


class Model(Protocol):
    """What a trainer makes: it predicts, embeds, and can be saved."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The C classes, in the order of the columns of `predict_proba`."""
        ...

    @property
    def trainer(self) -> str:
        """The versioned name of the trainer that made it."""
        ...

    def predict_proba(self, items: Items) -> NDArray[np.float64]:
        """(n, C) probabilities: positive, each row sums to 1."""
        ...

    def embed(self, items: Items) -> NDArray[np.float32]:
        """(n, d) features in which near items are alike, for diverse batches and slices."""
        ...

    def save(self) -> bytes:
        """The model as bytes that `errata.train.trainers.load_model` reads."""
        ...


class Trainer(Protocol):
    """Fits a model to labelled items; the same input and seed give the same model."""

    @property
    def name(self) -> str:
        """The versioned name, such as `text_linear.v1`."""
        ...

    def fit(
        self,
        items: Items,
        labels: Sequence[str] | NDArray[np.integer],
        classes: tuple[str, ...],
        *,
        weights: NDArray[np.float64] | None = None,
        seed: int = 0,
    ) -> Model:
        """A model of `classes`.

        `labels` are n class names, or n places in `classes`; `weights` (n,) say how much an
        example counts. A class without an example still gets a probability.

        Raises InputError when items, labels, classes or weights do not fit together.
        """
        ...
