"""`errata.aggregate`: many answers in, one label a task out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.consensus import Consensus
from errata.core.errors import InputError

# Importing a method's file registers it.
from errata.loop.consensus import consensus, dawid_skene, majority, one_coin  # noqa: F401
from errata.loop.consensus.answers import encode
from errata.loop.consensus.methods import METHODS
from errata.loop.consensus.scale import SCALES, Scale, medians


def aggregate(
    tasks: Sequence[Any] | NDArray[Any],
    reviewers: Sequence[Any] | NDArray[Any],
    labels: Sequence[Any] | NDArray[Any],
    *,
    method: str = "consensus.v1",
    classes: Sequence[Any] | NDArray[Any] | None = None,
    scale: Scale = "nominal",
) -> Consensus:
    """Combine n answers, one row each: reviewer `reviewers[i]` said `labels[i]` of `tasks[i]`.

    Methods: `majority.v1`, `one_coin.v1`, `dawid_skene.v1` and `consensus.v1`, the default, which
    lies between them. The label of a task is the class of its largest posterior; on a tie the
    class that comes first. `classes` fixes the classes and their order (default: those seen,
    sorted); a class never answered gets its small share. Leave `unsure` answers out.

    On an `ordinal` scale the classes are steps in their order: the label is the median of the
    posterior, which is nearest to the truth on average, and `consensus.v1` expects near misses
    before far ones.

    Raises InputError for unequal lengths, no answers, a missing value, an unknown class or scale,
    or two answers of one reviewer to one task; NotFound for a method that nobody registered.

    >>> said = aggregate(["t1", "t1", "t1", "t2", "t2"], ["r1", "r2", "r3", "r1", "r2"],
    ...                  ["cat", "cat", "dog", "dog", "dog"])
    >>> said.labels
    array(['cat', 'dog'], dtype='<U3')
    >>> said.posterior.round(2)
    array([[0.71, 0.29],
           [0.06, 0.94]])
    """
    if scale not in SCALES:
        raise InputError(f"the scale {scale!r}", wanted="one of " + ", ".join(SCALES))
    answers = encode(tasks, reviewers, labels, classes, ordered=scale == "ordinal")
    fit = METHODS[method](answers)
    chosen = medians(fit.posterior) if answers.ordered else np.argmax(fit.posterior, axis=1)
    return Consensus(
        tasks=answers.tasks,
        labels=answers.classes[chosen],
        posterior=fit.posterior,
        classes=answers.classes,
        reviewers=answers.reviewers,
        confusion=fit.confusion,
        method=method,
    )
