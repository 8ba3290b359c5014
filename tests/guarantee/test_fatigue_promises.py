"""A reviewer who falls from .95 to .75 is noticed; one who stays steady is left alone."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from errata.loop.review.fatigue import Shown, after, start

SESSIONS = 1_000
SCORED = 150  # a whole session of the default length, every answer of it scored


def noticed(accuracies: list[float], seed: int) -> list[int | None]:
    """Of each session the number of scored answers at the alarm."""
    rng = np.random.default_rng(seed)
    found: list[int | None] = []
    for _ in range(SESSIONS):
        right = rng.random(len(accuracies)) < accuracies
        state = after(
            start(accuracy=0.95), (Shown(right=bool(one), seconds=0, reading=1) for one in right)
        )
        found.append(state.scored if state.alarm else None)
    return found


@pytest.mark.guarantee
def test_steady_reviewers_are_rarely_paused() -> None:
    false = sum(one is not None for one in noticed([0.95] * SCORED, 1))
    assert false <= binom.ppf(0.999, SESSIONS, 0.05), false / SESSIONS


@pytest.mark.guarantee
def test_a_drop_is_caught_within_forty_scored_answers() -> None:
    caught = sum(one is not None for one in noticed([0.75] * 40, 2))
    assert caught >= binom.ppf(0.001, SESSIONS, 0.8), caught / SESSIONS
    fell = [one for one in noticed([0.95] * 30 + [0.75] * 40, 3) if one is None or one > 30]
    assert sum(one is not None for one in fell) >= 0.8 * len(fell)
