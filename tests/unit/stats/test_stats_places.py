from __future__ import annotations

import numpy as np
import pytest

from errata.stats.places import how_many_reached


@pytest.mark.parametrize(
    "thresholds",
    [
        np.sort(np.random.default_rng(0).beta(12, 1, 500)),
        np.array([0.3]),
        np.array([]),
        np.array([-1e308, 1e308]),
        np.array([0.5, np.nextafter(0.5, 1), 0.9]),
    ],
)
def test_many_values_find_the_place_that_a_search_finds(thresholds: np.ndarray) -> None:
    rng = np.random.default_rng(1)
    values = np.r_[rng.beta(12, 1, 120_000), thresholds, [-5.0, 0.0, 1.0, 5.0, 1e30, -1e30]]
    expected = np.asarray(np.searchsorted(thresholds, values, side="right"))
    assert (how_many_reached(thresholds, values) == expected).all()
    few = how_many_reached(thresholds, values[:50])
    assert (few == expected[:50]).all()
