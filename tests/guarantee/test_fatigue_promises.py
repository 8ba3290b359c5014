"""A reviewer who falls from .95 to .75 is noticed; one who stays steady is left alone.

What is usual for the reviewer is estimated, from earlier answers that are drawn anew each time.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from errata.loop.review.fatigue import Shown, after, start

SESSIONS = 1_000
SCORED = 150  # a whole session of the default length, every answer of it scored


def noticed(accuracies: list[float], *, before: int, seed: int) -> list[int | None]:
    """Of each session the number of scored answers at the alarm."""
    rng = np.random.default_rng(seed)
    found: list[int | None] = []
    for _ in range(SESSIONS):
        known = int(rng.binomial(before, accuracies[0]))
        right = rng.random(len(accuracies)) < accuracies
        state = after(
            start(right=known, wrong=before - known),
            (Shown(right=bool(one), seconds=0, reading=1) for one in right),
        )
        found.append(state.scored if state.alarm else None)
    return found


@pytest.mark.guarantee
@pytest.mark.parametrize("accuracy", [0.7, 0.8, 0.85, 0.9, 0.95, 0.99])
@pytest.mark.parametrize("before", [0, 10, 30, 60, 200])
def test_steady_reviewers_are_rarely_paused(accuracy: float, before: int) -> None:
    sessions = noticed([accuracy] * SCORED, before=before, seed=before)
    false = sum(one is not None for one in sessions)
    assert false <= binom.ppf(0.999, SESSIONS, 0.05), false / SESSIONS


@pytest.mark.guarantee
@pytest.mark.parametrize("before", [200, 1_000])
def test_a_drop_is_caught_within_forty_scored_answers(before: int) -> None:
    fell = noticed([0.95] * 60 + [0.75] * 40, before=before, seed=before)
    found = [one for one in fell if one is None or one > 60]
    caught = sum(one is not None for one in found)
    assert caught >= binom.ppf(0.001, len(found), 0.8), caught / len(found)
