"""What a day under a rule costs is told with an interval that holds, whoever was rarely drawn."""

from __future__ import annotations

import numpy as np
import pytest

from errata.loop.triage.simulate import rule_cost
from errata.stats.binomial import upper_bound

pytestmark = pytest.mark.guarantee

REPETITIONS = 400


@pytest.mark.parametrize("rare", [0.002, 0.02, 0.2])
def test_errors_among_the_rarely_drawn_stay_inside_the_interval(rare: float) -> None:
    covered = 0
    for repetition in range(REPETITIONS):
        rng = np.random.default_rng(repetition)
        seldom = rng.random(20_000) < 0.5
        wrong = seldom & (rng.random(20_000) < 0.06)
        chance = np.where(seldom, rare, 0.5)
        taken = rng.random(20_000) < chance
        found = rule_cost(
            np.ones(taken.sum(), dtype=bool),
            ~wrong[taken],
            a_day=1000,
            audit=0.0,
            propensity=chance[taken],
            smallest_propensity=rare,
        ).errors_a_day
        covered += found.low <= 30.0 <= found.high
    assert float(upper_bound(covered, REPETITIONS, confidence=0.999)) >= 0.95
