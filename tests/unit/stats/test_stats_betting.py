from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.betting import log_capital, mean_upper_bound


def test_the_bound_ignores_the_order_of_the_rows() -> None:
    x = np.r_[np.zeros(80), np.ones(20)]
    assert mean_upper_bound(x, delta=0.05) == mean_upper_bound(x[::-1], delta=0.05)


def test_the_bound_lies_above_the_mean_and_tightens_with_cases() -> None:
    few = mean_upper_bound(np.tile([0.0, 0.0, 0.0, 1.0], 10), delta=0.05)
    many = mean_upper_bound(np.tile([0.0, 0.0, 0.0, 1.0], 1000), delta=0.05)
    assert 0.25 < many < 0.29 < few < 0.5


def test_a_heavy_error_counts_by_its_weight() -> None:
    x, weights = np.r_[np.zeros(99), 1.0], np.ones(100)
    heavy = np.r_[np.ones(99), 20.0]
    light = mean_upper_bound(x, delta=0.05, weights=weights)
    assert light < mean_upper_bound(x, delta=0.05, weights=heavy)


def test_a_rarer_possible_weight_widens_the_bound() -> None:
    x, weights = np.zeros(100), np.ones(100)
    assert mean_upper_bound(x, delta=0.05, weights=weights, max_weight=5.0) > mean_upper_bound(
        x, delta=0.05, weights=weights
    )


def test_nothing_seen_nothing_bounded() -> None:
    assert mean_upper_bound([], delta=0.05) == 1


def test_only_errors_bound_nothing() -> None:
    assert mean_upper_bound(np.ones(50), delta=0.05) == pytest.approx(1)


@pytest.mark.parametrize("weights", [[0.0, 1.0], [1.0, 3.0]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(InputError, match="weights"):
        mean_upper_bound([0.0, 0.0], delta=0.05, weights=weights, max_weight=2.0)


def test_capital_at_a_cut_is_the_capital_of_the_rows_before_it() -> None:
    x = np.array([0.0, 0.0, 1.0, 0.0])
    at_cuts = log_capital(x, 0.3, cuts=np.array([2, 4]))
    assert at_cuts == pytest.approx([log_capital(x[:2], 0.3)[0], log_capital(x, 0.3)[0]])


def test_repeated_rows_may_be_counted() -> None:
    counted = log_capital(np.array([0.0, 1.0]), 0.3, times=np.array([3.0, 2.0]))
    assert counted == pytest.approx(log_capital(np.array([0.0, 0, 0, 1, 1]), 0.3))
