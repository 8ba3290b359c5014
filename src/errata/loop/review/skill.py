"""What a reviewer has shown to be right about: a Beta posterior, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import beta

from errata.core.errors import InputError
from errata.core.estimate import Estimate

ENOUGH = 10  # scored answers before anything is earned
SURE = 0.8  # that the accuracy is what is asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Skill:
    """Beta(right, wrong) for one reviewer in one domain: a class, an attribute value, a modality.

    The start, 4.5 right and 0.5 wrong answers, is a reviewer believed right nine times in ten
    until five scored answers weigh as much as the belief.

    Raises InputError unless both counts are above zero.

    >>> Skill().after([1, 1, 0, 1, 1]).accuracy
    0.85
    >>> str(Skill().after([1] * 45 + [0] * 5).estimate())
    '0.900 [0.809, 0.964] n=50'
    """

    right: float = 4.5
    wrong: float = 0.5
    n: int = 0  # answers scored so far

    def __post_init__(self) -> None:
        if not (0 < self.right < np.inf and 0 < self.wrong < np.inf):
            raise InputError(
                f"a skill of {self.right} right and {self.wrong} wrong answers",
                wanted="two finite counts above 0",
            )

    @property
    def accuracy(self) -> float:
        """The posterior mean, right / (right + wrong)."""
        return self.right / (self.right + self.wrong)

    def after(self, scores: ArrayLike) -> Skill:
        """The skill after scored answers: 1 or True right, 0 wrong, between where truth is unsure.

        A score is the posterior probability that the answer was right: 0 or 1 for a honeypot, the
        consensus's weight on the reviewer's label for a resolution.

        Raises InputError for a score outside [0, 1] or NaN.
        """
        given = np.asarray(scores, dtype=np.float64).ravel()
        bad = ~((given >= 0) & (given <= 1))
        if bad.any():
            raise InputError(f"the score {given[bad][0]}", wanted="a share from 0 to 1")
        hits = float(given.sum())
        return Skill(
            right=self.right + hits,
            wrong=self.wrong + (given.size - hits),
            n=self.n + given.size,
        )

    def has_earned(self, accuracy: float) -> bool:
        """Whether the answers so far show an accuracy of at least this: nobody earns it unseen.

        The posterior must put a chance of `SURE` on it, after at least `ENOUGH` scored answers.

        >>> Skill().after([1] * 30).has_earned(0.9), Skill().after([1] * 5).has_earned(0.9)
        (True, False)
        """
        if self.n < ENOUGH:
            return False
        return bool(beta.sf(accuracy, self.right, self.wrong) >= SURE)

    def estimate(self, *, confidence: float = 0.95) -> Estimate:
        """Posterior mean with its equal-tailed credible interval; n counts scored answers.

        Raises InputError unless 0 < confidence < 1.
        """
        if not 0 < confidence < 1:
            raise InputError(f"confidence {confidence}", wanted="between 0 and 1, such as 0.95")
        tail = (1 - confidence) / 2
        low, high = beta.ppf([tail, 1 - tail], self.right, self.wrong)
        return Estimate(
            value=self.accuracy,
            low=float(low),
            high=float(high),
            n=self.n,
            confidence=confidence,
            method="beta posterior of scored answers",
        )
