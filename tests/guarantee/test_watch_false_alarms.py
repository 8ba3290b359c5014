"""Two batches of one world raise an alarm with probability at most alpha."""

from __future__ import annotations

import numpy as np
import pytest

from errata.loop.watch.drift import detect_drift
from errata.stats.binomial import lower_bound

pytestmark = pytest.mark.guarantee


@pytest.mark.parametrize(("n", "m"), [(20, 20), (300, 60), (1000, 1000)])
def test_one_world_rarely_alarms(n: int, m: int) -> None:
    alarms = 0
    for repetition in range(500):
        rng = np.random.default_rng(repetition)
        batches = [
            {
                "normal": rng.normal(size=size),
                "tied": rng.integers(0, 4, size),
                "missing": np.where(rng.random(size) < 0.1, np.nan, rng.random(size)),
                "flag": rng.random(size) < 0.1,
                "word": rng.choice(
                    ["a", "b", "c", "d", "rare"], size, p=[0.4, 0.3, 0.2, 0.09, 0.01]
                ),
            }
            for size in (n, m)
        ]
        alarms += detect_drift(batches[0], batches[1], alpha=0.05).alarm
    assert float(lower_bound(alarms, 500, confidence=0.99)) <= 0.05


def test_a_clear_shift_is_always_seen() -> None:
    for repetition in range(50):
        rng = np.random.default_rng(repetition)
        before = {"x": rng.normal(size=500), "y": rng.choice(["a", "b"], 500)}
        now = {"x": rng.normal(0.5, 1, size=500), "y": rng.choice(["a", "b"], 500)}
        assert detect_drift(before, now).alarm
