"""Where the fatigue CUSUM alarms: so high that the steady are rarely paused, and no higher.

What is usual for somebody is an estimate: from 95 right answers of 100 it may be .90 or .98, and a
threshold that suits the one pauses the other for nothing. Here the chance that a steady reviewer's
CUSUM ever reaches a height within a session is worked out as a Markov chain (Brook and Evans 1972,
doi:10.1093/biomet/59.3.539) and averaged over what their accuracy may be, the posterior
Beta(right + 1/2, wrong + 1/2); the height at which that average is 4 % is taken. Less history
makes the average worse and the height greater, so that who is little known is looked at mildly.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from errata.core.errors import InputError

FALSE = 0.04  # of a steady reviewer's sessions may alarm; checked to stay below .05
ENOUGH = 30  # scored answers before: with fewer the average hides who is paused too often
DROP = 0.2  # of accuracy that is looked for
HIGHEST = 0.985  # an accuracy that is taken for usual
CELLS = 160  # of the chain
POINTS = 12  # of the posterior
HEIGHTS = (0.5, 40.0)
HALVINGS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """The accuracy to compare with, and the sum of the CUSUM at which it alarms."""

    accuracy: float
    alarm: float  # inf: too little is known for any alarm

    @property
    def fallen(self) -> float:
        """The accuracy that is looked for: a fifth of all answers fewer, or half as many."""
        return max(self.accuracy - DROP, self.accuracy / 2)

    @property
    def steps(self) -> tuple[float, float]:
        """What a right and a wrong answer add to the sum."""
        return (
            math.log(self.fallen / self.accuracy),
            math.log((1 - self.fallen) / (1 - self.accuracy)),
        )


@lru_cache(maxsize=4_096)
def usual(right: int, wrong: int, *, answers: int = 150) -> Usual:
    """What is usual after so many right and wrong answers, for a session of so many scored ones.

    Raises InputError for counts below 0, or a session without answers.

    >>> usual(950, 50).alarm < usual(95, 5).alarm < usual(29, 1).alarm < usual(19, 1).alarm
    True
    """
    if right < 0 or wrong < 0 or answers < 1:
        raise InputError(
            f"{right} right and {wrong} wrong answers before a session of {answers}",
            wanted="counts of 0 or more, and a session of 1 or more",
        )
    mean = (right + 0.5) / (right + wrong + 1)
    found = Usual(accuracy=min(mean, HIGHEST), alarm=math.inf)
    if right + wrong < ENOUGH:
        return found
    middles = (np.arange(POINTS) + 0.5) / POINTS
    truths = beta(right + 0.5, wrong + 0.5).ppf(middles)
    low, high = HEIGHTS
    for _ in range(HALVINGS):
        height = (low + high) / 2
        if chance_of_alarm(found.steps, height, truths, answers).mean() > FALSE:
            low = height
        else:
            high = height
    return Usual(accuracy=found.accuracy, alarm=high)


def chance_of_alarm(
    steps: tuple[float, float], height: float, accuracy: NDArray[np.float64], answers: int
) -> NDArray[np.float64]:
    """For each steady accuracy (k,) the chance that the sum reaches the height within so many.

    `steps`: what a right and a wrong answer add. The sum is kept on a grid; what falls between two
    of its points is shared between them, so that the mean of every step is exact.

    >>> chance_of_alarm((-0.2, 1.6), 1.5, np.array([1.0, 0.0]), 1).tolist()
    [0.0, 1.0]
    """
    right, wrong = (_chain(step, height) for step in steps)
    at = np.zeros((len(accuracy), CELLS))
    at[:, 0] = 1.0
    reached = np.zeros(len(accuracy))
    for _ in range(answers):
        to = accuracy[:, None] * (at @ right) + (1 - accuracy)[:, None] * (at @ wrong)
        reached += to[:, CELLS]
        at = to[:, :CELLS]
    return reached


def _chain(step: float, height: float) -> NDArray[np.float64]:
    """(CELLS, CELLS + 1): from each point of the grid to each, the last being the alarm."""
    to = np.clip(np.arange(CELLS) + step * CELLS / height, 0, CELLS)
    below = np.minimum(to.astype(int), CELLS - 1)
    share = to - below
    rows = np.arange(CELLS)
    chain = np.zeros((CELLS, CELLS + 1))
    chain[rows, below] = 1 - share
    chain[rows, below + 1] += share
    return chain
