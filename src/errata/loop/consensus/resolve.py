"""One task from its few answers, at once: no refit of the crowd for every submit."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError

UNKNOWN_ACCURACY = 0.9  # of a reviewer who has not been measured
NEARLY_SURE = 0.999  # nobody is taken for perfect: two who contradict each other must be possible
PRIOR_FLOOR = 1e-4  # people can overrule a model that was certain


def resolve(
    answers: Sequence[tuple[Hashable, Hashable | None]],
    *,
    classes: Sequence[Hashable],
    accuracy: Mapping[Any, float] | float = UNKNOWN_ACCURACY,
    prior: NDArray[np.float64] | Sequence[float] | None = None,
) -> NDArray[np.float64]:
    """The posterior (C,) of one task, given (reviewer, label) pairs; None is `unsure`.

    One-coin naive Bayes: log p[k] = log prior[k] + sum over answers of log a_r if the answer is k,
    else log((1 - a_r) / (C - 1)). `accuracy` is one figure for all or one a reviewer (.9 for those
    it does not name), held within [.001, .999]; `prior` is even unless given, and no class starts
    below .0001. `unsure` adds nothing.

    Raises InputError for a label that is no class, a reviewer who answers twice, an accuracy
    outside [0, 1] and a prior that is no distribution over the classes.

    >>> resolve([("ann", "cat"), ("bob", "cat")], classes=["cat", "dog"]).round(3)
    array([0.988, 0.012])
    >>> resolve([("ann", "cat"), ("bob", None)], classes=["cat", "dog"],
    ...         accuracy={"ann": 0.8}).round(3)
    array([0.8, 0.2])
    """
    place = {name: position for position, name in enumerate(classes)}
    if not place or len(place) < len(classes):
        raise InputError(f"the classes {list(classes)}", wanted="at least one, each once")
    log_posterior = np.log(_start(prior, len(place)))
    seen: set[Hashable] = set()
    for reviewer, label in answers:
        if reviewer in seen:
            raise InputError(f"two answers of reviewer {reviewer}", wanted="one of each reviewer")
        seen.add(reviewer)
        if label is None:
            continue
        if label not in place:
            raise InputError(f"the label {label!r}", wanted="one of " + ", ".join(map(repr, place)))
        right = _accuracy_of(reviewer, accuracy)
        weight = np.full(len(place), np.log((1 - right) / max(len(place) - 1, 1)))
        weight[place[label]] = np.log(right)
        log_posterior += weight
    shares = np.exp(log_posterior - log_posterior.max())
    posterior: NDArray[np.float64] = shares / shares.sum()
    return posterior


def _start(
    prior: NDArray[np.float64] | Sequence[float] | None, n_classes: int
) -> NDArray[np.float64]:
    if prior is None:
        return np.full(n_classes, 1 / n_classes)
    given = np.asarray(prior, dtype=np.float64)
    fits = given.shape == (n_classes,) and bool(np.all(given >= 0))
    if not fits or abs(float(given.sum()) - 1) > 1e-3:  # float16 storage rounds this far
        raise InputError(
            f"the prior {given.tolist()}",
            wanted=f"{n_classes} probabilities that sum to 1",
        )
    floored: NDArray[np.float64] = np.maximum(given, PRIOR_FLOOR)
    return floored


def _accuracy_of(reviewer: Hashable, accuracy: Mapping[Any, float] | float) -> float:
    if isinstance(accuracy, Mapping):
        accuracy = accuracy.get(reviewer, UNKNOWN_ACCURACY)
    if not 0 <= accuracy <= 1:
        raise InputError(
            f"the accuracy {accuracy} of reviewer {reviewer}", wanted="a share from 0 to 1"
        )
    return min(max(accuracy, 1 - NEARLY_SURE), NEARLY_SURE)
