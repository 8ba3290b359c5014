from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.betting import STAKES, best_stake, mean_upper_bound, tally


def test_the_bound_ignores_the_order_of_the_rows() -> None:
    x = np.r_[np.zeros(80), np.ones(20)]
    assert mean_upper_bound(x, delta=0.05) == mean_upper_bound(x[::-1], delta=0.05)


def test_the_bound_lies_above_the_mean_and_tightens_with_cases() -> None:
    few = mean_upper_bound(np.tile([0.0, 0.0, 0.0, 1.0], 10), delta=0.05)
    many = mean_upper_bound(np.tile([0.0, 0.0, 0.0, 1.0], 1000), delta=0.05)
    assert 0.25 < many < 0.29 < few < 0.5


def test_the_bound_is_that_of_chernoff_where_weights_are_equal() -> None:
    def kl(seen: float, mean: float) -> float:
        other = (1 - seen) * np.log((1 - seen) / (1 - mean))
        return float(seen * np.log(seen / mean) + other)

    bound = mean_upper_bound(np.r_[np.zeros(380), np.ones(20)], delta=0.05)
    assert 400 * kl(0.05, bound) == pytest.approx(-np.log(0.05), rel=0.03)


def test_shares_between_0_and_1_are_bounded_too() -> None:
    assert 0.3 < mean_upper_bound(np.full(200, 0.3), delta=0.05) < 0.42


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


def test_many_rows_are_bounded_as_few_are_but_for_a_hair_on_the_cautious_side() -> None:
    rng = np.random.default_rng(0)
    wrong, weights = rng.random(4096) < 0.1, rng.uniform(1, 20, 4096)
    exact = mean_upper_bound(wrong, delta=0.05, weights=weights, max_weight=20.0)
    # One row more of hardly any weight is one too many to keep every weight apart.
    more = mean_upper_bound(
        np.r_[wrong, False], delta=0.05, weights=np.r_[weights, 1e-6], max_weight=20.0
    )
    assert exact < more < exact + 0.001


def test_nothing_seen_nothing_bounded() -> None:
    assert mean_upper_bound([], delta=0.05) == 1


def test_only_errors_bound_nothing() -> None:
    assert mean_upper_bound(np.ones(50), delta=0.05) == pytest.approx(1)


def test_a_million_clean_rows_are_bounded_close_to_zero() -> None:
    assert 0 < mean_upper_bound(np.zeros(5_000_000), delta=0.5) < 1e-5


@pytest.mark.parametrize("weights", [[0.0, 1.0], [1.0, 3.0]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(InputError, match="weights"):
        mean_upper_bound([0.0, 0.0], delta=0.05, weights=weights, max_weight=2.0)


def test_a_tally_counts_nested_sets_and_leaves_out_the_rest() -> None:
    wrong = np.array([False, True, False, True])
    found = tally(wrong, np.array([1.0, 0.5, 0.5, 1.0]), np.array([0, 1, 1, 2]), 2)
    assert found.rows.tolist() == [[0, 1], [2, 1]]
    assert found.ones.tolist() == [[0, 0], [1, 0]]
    whole = tally(wrong[:3], np.array([1.0, 0.5, 0.5]), np.zeros(3, np.int64), 1)
    assert found.log_capital(0.3, aim=1.0)[1] == pytest.approx(whole.log_capital(0.3, aim=1.0)[0])


def test_the_stake_falls_as_cases_grow_and_exists_without_any() -> None:
    few = best_stake(np.ones(100), 0.05, aim=3.0)
    many = best_stake(np.ones(10_000), 0.05, aim=3.0)
    assert few > many
    assert best_stake(np.ones(0), 0.05, aim=3.0) in STAKES
