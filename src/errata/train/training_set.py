"""What every trainer asks of its examples, and what it owes to classes without one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.item import ItemKind, Items


@dataclass(frozen=True, kw_only=True)
class TrainingSet:
    """Examples that count: m items with weight > 0."""

    items: Items
    codes: NDArray[np.int64]  # (m,) places in `present`
    weights: NDArray[np.float64]  # (m,) positive, as given
    present: NDArray[np.int64]  # places in the classes that have an example, ascending
    classes: tuple[str, ...]

    @classmethod
    def of(
        cls,
        items: Items,
        labels: Sequence[str] | NDArray[np.integer],
        classes: tuple[str, ...],
        *,
        kind: ItemKind,
        weights: NDArray[np.float64] | None,
    ) -> TrainingSet:
        """The examples, checked; those of weight 0 are left out.

        Raises InputError for another kind of item, labels or weights that do not fit, classes
        given twice, or fewer than two classes among the examples.
        """
        if items.kind is not kind:
            raise InputError(f"items of kind {items.kind.value}", wanted=f"kind {kind.value}")
        codes = class_codes(labels, classes)
        if len(codes) != len(items):
            raise InputError(f"{len(codes)} labels for {len(items)} items", wanted="one an item")
        weight = _checked(weights, len(items))
        if not (weight > 0).all():
            kept = np.flatnonzero(weight > 0)
            items, codes, weight = items.take(kept), codes[kept], weight[kept]
        present, local = np.unique(codes, return_inverse=True)
        if len(present) < 2:
            named = f"only of the class {classes[present[0]]!r}" if len(present) else "none"
            raise InputError(
                f"{len(items)} examples, {named}",
                wanted="examples of at least two classes",
                do="add examples of another class",
            )
        return cls(
            items=items,
            codes=local.astype(np.int64),
            weights=weight,
            present=present.astype(np.int64),
            classes=tuple(classes),
        )


def class_codes(
    labels: Sequence[str] | NDArray[np.integer], classes: tuple[str, ...]
) -> NDArray[np.int64]:
    """Labels (names, or places already) as places in `classes`.

    Raises InputError for an unknown label, a place out of range, or a class given twice.

    >>> class_codes(["b", "a"], ("a", "b")).tolist()
    [1, 0]
    """
    places = {name: place for place, name in enumerate(classes)}
    if len(places) != len(classes):
        twice = sorted({name for name in classes if classes.count(name) > 1})
        raise InputError(f"the class {twice[0]!r} twice", wanted="each class once")
    given = np.asarray(labels)
    if given.ndim != 1:
        raise InputError(f"labels of shape {given.shape}", wanted="one label an item: shape (n,)")
    if np.issubdtype(given.dtype, np.integer):
        wrong = np.flatnonzero((given < 0) | (given >= len(classes)))
        if len(wrong):
            raise InputError(
                f"the label {int(given[wrong[0]])} of item {int(wrong[0])}",
                wanted=f"a place from 0 to {len(classes) - 1}",
            )
        return given.astype(np.int64)
    codes = np.empty(len(given), dtype=np.int64)
    for at, label in enumerate(given.tolist()):
        place = places.get(label)
        if place is None:
            raise InputError(f"the label {label!r} of item {at}", wanted="one of the classes")
        codes[at] = place
    return codes


def _checked(weights: NDArray[np.float64] | None, n: int) -> NDArray[np.float64]:
    if weights is None:
        return np.ones(n)
    weight = np.asarray(weights, dtype=np.float64)
    if weight.shape != (n,):
        raise InputError(f"weights of shape {weight.shape} for {n} items", wanted=f"shape ({n},)")
    wrong = np.flatnonzero(~np.isfinite(weight) | (weight < 0))
    if len(wrong):
        raise InputError(
            f"the weight {weight[wrong[0]]} of item {int(wrong[0])}", wanted="a number >= 0"
        )
    return weight


def complete(
    probabilities: NDArray[np.float64], *, present: NDArray[np.int64], n_classes: int, n: int
) -> NDArray[np.float64]:
    """Probabilities of the present classes as probabilities of all, none of them 0.

    A class never seen among n examples gets 1 / (n + C), the share that adding one example of
    each class would give it (Laplace); the others give way in proportion. Then each is at least
    1e-9, so that no logarithm is infinite.

    >>> complete(np.array([[0.5, 0.5]]), present=np.array([0, 2]), n_classes=3, n=7).round(2)
    array([[0.45, 0.1 , 0.45]])
    """
    full = np.full((len(probabilities), n_classes), 1.0 / (n + n_classes))
    seen = 1.0 - (n_classes - len(present)) / (n + n_classes)
    full[:, present] = probabilities * seen
    np.maximum(full, 1e-9, out=full)
    full /= full.sum(axis=1, keepdims=True)
    return full
