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
    confusion: Mapping[Any, NDArray[np.float64]] | None = None,
) -> NDArray[np.float64]:
    """The posterior (C,) of one task, given (reviewer, label) pairs; None is `unsure`.

    Naive Bayes: log p[k] = log prior[k] + sum over answers y of log P_r(y | k). For reviewers in
    `confusion`, (C truths, C answers) each, P_r is that table; for the others one coin: a_r if y
    is k, else (1 - a_r) / (C - 1). `accuracy` is one figure for all or one a reviewer (.9 for
    those it does not name). Nobody is right less or more often than .001 and .999, and no cell of a
    table is below .001 / (C - 1); `prior` is even unless given, and no class starts below .0001.
    `unsure` adds nothing.

    Raises InputError for a label that is no class, a reviewer who answers twice, an accuracy or a
    cell of a table outside [0, 1], a table of another shape and a prior that is no distribution
    over the classes.

    >>> resolve([("ann", "cat"), ("bob", "cat")], classes=["cat", "dog"]).round(3)
    array([0.988, 0.012])
    >>> resolve([("ann", "cat"), ("bob", None)], classes=["cat", "dog"],
    ...         accuracy={"ann": 0.8}).round(3)
    array([0.8, 0.2])

    Of bob it is known that he calls most dogs cats, so his "cat" tells little:

    >>> resolve([("bob", "cat")], classes=["cat", "dog"],
    ...         confusion={"bob": np.array([[0.9, 0.1], [0.8, 0.2]])}).round(3)
    array([0.529, 0.471])
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
        known = None if confusion is None else confusion.get(reviewer)
        if known is not None:
            log_posterior += np.log(_column(known, place[label], len(place), reviewer))
            continue
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


def _column(
    table: NDArray[np.float64], answer: int, n_classes: int, reviewer: Hashable
) -> NDArray[np.float64]:
    """P(answer | truth) for each truth, (C,)."""
    if table.shape != (n_classes, n_classes):
        raise InputError(
            f"a table of shape {table.shape} for reviewer {reviewer}",
            wanted=f"({n_classes}, {n_classes}): a row for each truth",
        )
    cells = table[:, answer]
    if not bool(np.all((cells >= 0) & (cells <= 1))):
        raise InputError(f"the table of reviewer {reviewer}", wanted="shares from 0 to 1")
    rarest = (1 - NEARLY_SURE) / max(n_classes - 1, 1)
    column: NDArray[np.float64] = cells.clip(rarest, NEARLY_SURE)
    return column
