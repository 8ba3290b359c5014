"""On data without slices at most 5 % of the runs report any; planted ones are found."""

from __future__ import annotations

import numpy as np
import pytest

from errata.loop.triage.slices import find_slices
from errata.stats.binomial import lower_bound

pytestmark = pytest.mark.guarantee


@pytest.mark.parametrize(("n", "columns", "rate"), [(400, 5, 0.2), (1500, 4, 0.05), (800, 3, 0.4)])
def test_data_without_slices_report_none(n: int, columns: int, rate: float) -> None:
    reported = 0
    for repetition in range(200):
        rng = np.random.default_rng(repetition)
        attributes = {
            str(at): rng.integers(0, rng.integers(2, 7), n).astype(str) for at in range(columns)
        }
        attributes["number"] = rng.normal(size=n)
        attributes["shadow"] = np.where(rng.random(n) < 0.9, attributes["0"], "other")
        reported += bool(find_slices(attributes, rng.random(n) < rate))
    assert float(lower_bound(reported, 200, confidence=0.99)) <= 0.05


def test_what_is_reported_beside_a_planted_slice_is_rarely_false() -> None:
    found_it = false = told = 0
    for repetition in range(100):
        rng = np.random.default_rng(repetition)
        attributes = {str(at): rng.integers(0, 4, 2000).astype(str) for at in range(6)}
        weak = (attributes["1"] == "2") & (attributes["4"] == "0")
        found = find_slices(attributes, rng.random(2000) < np.where(weak, 0.45, 0.1))
        names = [each.name for each in found]
        found_it += "1=2 & 4=0" in names
        false += sum(name != "1=2 & 4=0" for name in names)
        told += len(names)
    assert found_it >= 95
    assert false / told <= 0.10
