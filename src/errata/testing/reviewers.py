"""Simulated reviewers: people with a skill for each class, a pace, tiredness and tricks, seeded.

A reviewer reads an item whose truth the simulation knows and answers a draw from their own
confusion matrix. The draw is fixed by (seed, reviewer, case): the same reviewer gives the same
answer to the same case whatever the order of work, so that two runs that choose different cases
still compare the same people.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.project import DEFAULT_TAXONOMY
from errata.testing.reasons import reason

CAUSES = tuple(name for name, _, _ in DEFAULT_TAXONOMY)
GLANCE = 0.1  # of an honest person's time is what a spammer takes


class Spam(StrEnum):
    """How somebody answers who does not read: always the same, anything, or what the model said."""

    CONSTANT = "constant"
    RANDOM = "random"
    COPY = "copy"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What a simulated reviewer says of one case."""

    label: str | None  # None: unsure
    cause: str | None  # None for a confirmation
    why: str
    seconds_spent: float

    @property
    def unsure(self) -> bool:
        """Whether no label was given."""
        return self.label is None


@dataclass(frozen=True, kw_only=True, eq=False)
class SimulatedReviewer:
    """One person: how often they err and toward what, how fast they are, what they blame.

    `confusion[t, a]` is the chance to answer class `a` when the truth is `t`, (C, C), rows sum
    to 1. Raises InputError when the shape or the sums are wrong.

    >>> ada = SimulatedReviewer(name="ada", classes=("cat", "dog"), confusion=np.eye(2))
    >>> ada.answer(case="item-1", truth="cat", model_label="dog").label
    'cat'
    >>> idler = SimulatedReviewer(
    ...     name="ida", classes=("cat", "dog"), confusion=np.eye(2), spam=Spam.COPY
    ... )
    >>> idler.answer(case="item-1", truth="cat", model_label="dog").label
    'dog'
    """

    name: str
    classes: tuple[str, ...]
    confusion: NDArray[np.float64]
    unsure_rate: float = 0.02  # chance to say "unsure" instead
    cause_accuracy: float = 0.85  # chance to name the true cause
    seconds: float = 6.0  # median time for a case
    tires: float = 0.0  # of what they know, the share that an hour's work takes away
    spam: Spam | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        count = len(self.classes)
        if self.confusion.shape != (count, count):
            raise InputError(
                f"a confusion matrix of shape {self.confusion.shape}",
                wanted=f"({count}, {count}) for {count} classes",
            )
        if (self.confusion < 0).any() or not np.allclose(self.confusion.sum(1), 1):
            raise InputError("a confusion matrix that is no set of chances", wanted="rows sum to 1")
        if not 0 <= self.tires <= 1:
            raise InputError(f"a reviewer who tires by {self.tires}", wanted="a share from 0 to 1")

    @property
    def accuracy(self) -> float:
        """The chance of a right label, every class equally often."""
        return float(np.diag(self.confusion).mean())

    def answer(
        self,
        *,
        case: str,
        truth: str,
        model_label: str | None = None,
        cause: str = "model_blind_spot",
        seen: str = "",
        hours: float = 0.0,
    ) -> Answered:
        """Read `case`, whose truth and true cause the simulation knows.

        `seen` is what is visible of the circumstances ("dim, scanner B"); it goes into the why.
        `hours` they have worked without a break: of what they know they lose tires x hours, and
        guess evenly in its place.
        """
        if truth not in self.classes:
            raise InputError(f"the truth {truth!r}", wanted="one of " + ", ".join(self.classes))
        rng = self._rng(case)
        seconds = float(self.seconds * rng.lognormal(0.0, 0.45))
        if self.spam is not None:
            label = self._spammed(rng, model_label)
            said = None if label == model_label else CAUSES[0]
            return Answered(label=label, cause=said, why="", seconds_spent=GLANCE * seconds)
        if rng.random() < self.unsure_rate:
            return Answered(
                label=None, cause="ambiguous", why="I cannot tell.", seconds_spent=seconds
            )
        lost = min(self.tires * max(hours, 0.0), 1.0)
        row = (1 - lost) * self.confusion[self.classes.index(truth)] + lost / len(self.classes)
        label = self.classes[int(rng.choice(len(row), p=row / row.sum()))]
        if label == model_label:
            return Answered(label=label, cause=None, why="", seconds_spent=seconds)
        if rng.random() >= self.cause_accuracy:
            cause = CAUSES[int(rng.integers(len(CAUSES)))]
        why = reason(cause, label=label, model_label=model_label, seen=seen, rng=rng)
        return Answered(label=label, cause=cause, why=why, seconds_spent=2 * seconds)

    def _spammed(self, rng: np.random.Generator, model_label: str | None) -> str:
        if self.spam is Spam.COPY and model_label is not None:
            return model_label
        if self.spam is Spam.CONSTANT:
            return self.classes[0]
        return self.classes[int(rng.integers(len(self.classes)))]

    def _rng(self, case: str) -> np.random.Generator:
        digest = hashlib.sha256(f"{self.seed}\0{self.name}\0{case}".encode()).digest()
        return np.random.default_rng(int.from_bytes(digest[:16], "big"))


def confusion_matrix(skill: ArrayLike, lookalike: NDArray[np.float64]) -> NDArray[np.float64]:
    """(C, C) chances of each answer: right with `skill`, else a look-alike.

    Formula: diagonal s_t; off the diagonal (1 - s_t) * L[t, a] / sum_{b != t} L[t, b].
    `skill` is one number or (C,); `lookalike` is (C, C), non-negative, its diagonal ignored.

    >>> confusion_matrix(0.9, np.array([[0, 3, 1], [1, 0, 1], [1, 1, 0]])).round(3)[0]
    array([0.9  , 0.075, 0.025])
    """
    count = len(lookalike)
    if count == 1:
        return np.ones((1, 1))
    off = np.where(np.eye(count, dtype=bool), 0.0, lookalike)
    total = off.sum(1, keepdims=True)
    even = np.where(np.eye(count, dtype=bool), 0.0, 1.0 / (count - 1))
    off = np.where(total > 0, off / np.where(total > 0, total, 1.0), even)
    right = np.broadcast_to(np.asarray(skill, dtype=float), (count,))
    return np.asarray(np.diag(right) + (1 - right)[:, None] * off)


def crew(
    classes: Sequence[str],
    *,
    accuracies: Sequence[float] = (0.90, 0.92, 0.94, 0.955, 0.97),
    lookalike: NDArray[np.float64] | None = None,
    spread: float = 0.02,
    seed: int = 0,
) -> tuple[SimulatedReviewer, ...]:
    """A team of reviewers `r1`, `r2` ...: honest people of the given mean accuracies.

    Each has a skill of their own for every class (mean as given, standard deviation `spread`) and
    a pace of their own. `lookalike` (C, C) says which classes are taken for which; None: any.

    >>> [round(r.accuracy, 3) for r in crew(["a", "b"], accuracies=(0.9, 0.97), spread=0)]
    [0.9, 0.97]
    """
    if not all(0 <= value <= 1 for value in accuracies) or not accuracies:
        raise InputError(f"reviewer accuracies {tuple(accuracies)}", wanted="numbers from 0 to 1")
    rng = np.random.default_rng([seed, len(classes), len(accuracies)])
    alike = np.ones((len(classes), len(classes))) if lookalike is None else lookalike
    team = []
    for number, mean in enumerate(accuracies, start=1):
        noise = rng.normal(0, spread, len(classes))
        skill = np.clip(mean + noise - noise.mean(), 0.5, 0.995) if spread else mean
        team.append(
            SimulatedReviewer(
                name=f"r{number}",
                classes=tuple(classes),
                confusion=confusion_matrix(skill, alike),
                seconds=float(rng.uniform(4, 9)),
                seed=seed,
            )
        )
    return tuple(team)


def lookalikes(
    features: NDArray[Any], labels: NDArray[Any], n_classes: int, *, sharpness: float = 4.0
) -> NDArray[np.float64]:
    """(C, C) how easily one class is taken for another, from how close their means lie.

    Formula: L[t, a] = exp(-sharpness * d(t, a) / median d), d the distance of the classes' mean
    features. `features` (n, d), `labels` (n,) class indices; a class without a row is as far from
    all others as the median.

    >>> x = np.array([[0.0], [1.0], [9.0]])
    >>> bool(lookalikes(x, np.arange(3), 3)[0, 1] > lookalikes(x, np.arange(3), 3)[0, 2])
    True
    """
    means = np.full((n_classes, features.shape[1]), np.nan)
    for c in np.unique(labels):
        means[int(c)] = features[labels == c].mean(0)
    gap = np.sqrt(((means[:, None] - means[None]) ** 2).sum(-1))
    off = ~np.eye(n_classes, dtype=bool)
    known = gap[off & np.isfinite(gap)]
    middle = float(np.median(known)) if known.size and np.median(known) > 0 else 1.0
    gap = np.where(np.isfinite(gap), gap, middle)
    return np.asarray(np.where(off, np.exp(-sharpness * gap / middle), 0.0))
