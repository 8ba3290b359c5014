"""image_small.v1: pixels and edge directions of small images, multinomial logistic regression.

For images up to about 64 x 64; larger ones are scaled down. Each image is brought to the same
brightness and contrast first (`contrast`): on digits with noise of .2 this is the difference
between .57 and .88, and a dim scan costs nothing either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.utils.extmath import randomized_svd

from errata.core.item import ItemKind, Items
from errata.train.one_thread import on_one_thread
from errata.train.pixels import even_contrast, image_shape, orientation_histograms, pixel_batch
from errata.train.saved import dump_state
from errata.train.softmax_regression import SoftmaxRegression, fit_softmax_regression
from errata.train.training_set import TrainingSet, complete

NAME = "image_small.v1"
LARGEST = 64  # pixels a side
CELLS = (4, 8)  # cells a side in the two grids of edge directions
DIMENSIONS = 32  # of the embedding
CHUNK = 512  # images in memory at once


@dataclass(frozen=True)
class ImageSmall:
    """The trainer; `contrast` brings all images to one brightness and contrast first."""

    C: float = 0.1
    contrast: bool = True
    name: str = NAME

    @on_one_thread
    def fit(
        self,
        items: Items,
        labels: Sequence[str] | NDArray[np.integer],
        classes: tuple[str, ...],
        *,
        weights: NDArray[np.float64] | None = None,
        seed: int = 0,
    ) -> ImageSmallModel:
        """A model of `classes` (see `errata.core.trainer.Trainer`).

        Raises InputError when the input does not fit together or an item is no image.
        """
        examples = TrainingSet.of(items, labels, classes, kind=ItemKind.IMAGE, weights=weights)
        shape = _common_shape(examples.items.content)
        features = np.concatenate(
            [part for _, part in _features(examples.items, shape, contrast=self.contrast)]
        )
        centre = features.mean(axis=0)
        scale = features.std(axis=0)
        # A pixel that hardly varies in clean data must not shout when production is noisy.
        scale = np.maximum(scale, np.median(scale))
        scale[scale < 1e-6] = np.inf  # nothing varies at all
        features = (features - centre) / scale
        regression = fit_softmax_regression(
            features, examples.codes, examples.weights, C=self.C, seed=seed
        )
        return ImageSmallModel(
            classes=examples.classes,
            shape=shape,
            contrast=self.contrast,
            centre=centre,
            scale=scale,
            regression=regression,
            axes=_principal_axes(features, seed=seed),
            present=examples.present,
            n=len(features),
        )


@dataclass(frozen=True, kw_only=True)
class ImageSmallModel:
    """What `image_small.v1` learned."""

    classes: tuple[str, ...]
    shape: tuple[int, int, int]  # height, width, channels
    contrast: bool
    centre: NDArray[np.float32]  # (f,) of the features
    scale: NDArray[np.float32]  # (f,)
    regression: SoftmaxRegression
    axes: NDArray[np.float32]  # (f, d) principal axes
    present: NDArray[np.int64]
    n: int  # examples it was trained on
    trainer: str = NAME

    @on_one_thread
    def predict_proba(self, items: Items) -> NDArray[np.float64]:
        """(n, C) probabilities."""
        found = np.empty((len(items), len(self.classes)))
        for where, features in self._features(items):
            found[where] = complete(
                self.regression.probabilities(features),
                present=self.present,
                n_classes=len(self.classes),
                n=self.n,
            )
        return found

    @on_one_thread
    def embed(self, items: Items) -> NDArray[np.float32]:
        """(n, d) coordinates along the principal axes of the training images' features."""
        found = np.empty((len(items), self.axes.shape[1]), dtype=np.float32)
        for where, features in self._features(items):
            found[where] = features @ self.axes
        return found

    def _features(self, items: Items) -> Iterator[tuple[slice, NDArray[np.float32]]]:
        for where, features in _features(items, self.shape, contrast=self.contrast):
            yield where, (features - self.centre) / self.scale

    def save(self) -> bytes:
        """The model as a file."""
        return dump_state(
            self.trainer,
            {
                "classes": list(self.classes),
                "shape": list(self.shape),
                "contrast": self.contrast,
                "centre": self.centre,
                "scale": self.scale,
                "coef": self.regression.coef,
                "intercept": self.regression.intercept,
                "axes": self.axes,
                "present": self.present,
                "n": self.n,
            },
        )

    @classmethod
    def load(cls, state: Mapping[str, Any]) -> ImageSmallModel:
        """The model from its saved state."""
        height, width, channels = state["shape"]
        return cls(
            classes=tuple(state["classes"]),
            shape=(height, width, channels),
            contrast=state["contrast"],
            centre=state["centre"],
            scale=state["scale"],
            regression=SoftmaxRegression(coef=state["coef"], intercept=state["intercept"]),
            axes=state["axes"],
            present=state["present"],
            n=state["n"],
        )


def _common_shape(pngs: Sequence[bytes]) -> tuple[int, int, int]:
    """The median height and width, at most LARGEST; colour where any image has it."""
    shapes = np.array([image_shape(png) for png in pngs])
    height, width = np.median(shapes[:, :2], axis=0)
    shrink = min(1.0, LARGEST / max(height, width))
    return (
        max(1, round(height * shrink)),
        max(1, round(width * shrink)),
        int(shapes[:, 2].max()),
    )


def _features(
    items: Items, shape: tuple[int, int, int], *, contrast: bool
) -> Iterator[tuple[slice, NDArray[np.float32]]]:
    """Chunks of (n, f) features with their places."""
    items.expect(ItemKind.IMAGE)
    for start in range(0, len(items), CHUNK):
        batch = pixel_batch(items.content[start : start + CHUNK], shape)
        if contrast:
            batch = even_contrast(batch)
        edges = orientation_histograms(batch.mean(axis=3), CELLS)
        flat = batch.reshape(len(batch), -1)
        yield slice(start, start + len(batch)), np.concatenate([edges, flat], axis=1)


def _principal_axes(features: NDArray[np.float32], *, seed: int) -> NDArray[np.float32]:
    """(f, d) leading right singular vectors of the centred features."""
    dimensions = min(DIMENSIONS, *features.shape)
    axes = randomized_svd(features, dimensions, n_iter=2, random_state=seed)[2].T
    return np.ascontiguousarray(axes, dtype=np.float32)
