"""The interval of a reviewer's skill holds the truth as often as it says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from errata.loop.review.skill import Skill


@pytest.mark.guarantee
def test_skill_intervals_cover_reviewers_drawn_from_the_prior() -> None:
    rng = np.random.default_rng(21)
    held, repetitions = 0, 2000
    for accuracy in rng.beta(4.5, 0.5, size=repetitions):
        interval = Skill().after(rng.random(40) < accuracy).estimate(confidence=0.9)
        held += interval.low <= accuracy <= interval.high
    low, high = binom.ppf([5e-5, 1 - 5e-5], repetitions, 0.9)
    assert low <= held <= high
