"""Limits of weighted shares."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.binomial import proportion
from errata.stats.weighted_share import (
    discount,
    effective,
    largest_weight,
    share_limits,
    weighted_share,
)


@pytest.mark.parametrize(("k", "n"), [(0, 30), (1, 30), (5, 200), (29, 30), (30, 30)])
def test_equal_cases_have_nearly_the_limits_of_clopper_and_pearson(k: int, n: int) -> None:
    exact = proportion(k, n, method="clopper_pearson")
    found = share_limits(k / n, k * (n - k) / n**3, 1 / n)
    assert found == pytest.approx((exact.low, exact.high), abs=0.01)


def test_a_share_that_is_known_has_no_width() -> None:
    assert share_limits(0.25, 0.0, 0.0) == (0.25, 0.25)


def test_where_nothing_is_known_the_limits_are_nought_and_one() -> None:
    assert share_limits(0.5, 0.3, 0.1) == (0.0, 1.0)


def test_more_surprise_is_a_wider_interval() -> None:
    small, large = share_limits(0.1, 1e-4, 0.01), share_limits(0.1, 1e-4, 0.2)
    assert large[0] <= small[0] < 0.1 < small[1] < large[1]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((1.1, 0.0, 0.0), "a share of 1.1"),
        ((0.5, -1.0, 0.0), "variance -1.0"),
        ((0.5, 0.0, float("nan")), "surprise nan"),
    ],
)
def test_figures_that_cannot_be_are_named(given: tuple[float, ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        share_limits(*given)


def test_cases_count_by_their_weight() -> None:
    found = weighted_share([True, False], [0.1, 1.0])
    assert found.value == pytest.approx(10 / 11)
    assert found.n == 2
    assert found.high == pytest.approx(1.0, abs=0.01)


def test_cases_that_were_never_drawn_widen_the_interval() -> None:
    seen = weighted_share([True] * 40, [0.5] * 40)
    feared = weighted_share([True] * 40, [0.5] * 40, smallest=0.05)
    assert feared.low < seen.low


def test_no_case_says_nothing() -> None:
    found = weighted_share([], [])
    assert (found.low, found.high, found.n) == (0, 1, 0)


def test_a_smallest_chance_above_one_that_was_seen_is_named() -> None:
    with pytest.raises(InputError, match="smallest 0.5"):
        weighted_share([True], [0.1], smallest=0.5)


def test_half_a_surprise_is_left_where_both_kinds_are_common() -> None:
    ones = np.ones(200)
    assert discount(ones, np.repeat([1.0, 0.0], 100)) == 0.5
    assert discount(ones, np.repeat([1.0, 0.0], [14, 186])) == pytest.approx(10 / 14)
    assert discount(ones, ones) == 1.0


def test_heavy_cases_are_worth_fewer() -> None:
    assert effective(np.r_[np.ones(99), 99.0]) == pytest.approx(198**2 / (99 + 99**2))
    assert effective(np.zeros(3)) == 0.0


@pytest.mark.parametrize("chance", [0.001, 0.05, 0.5, 0.7, 1.0])
def test_equal_chances_have_one_weight(chance: float) -> None:
    assert largest_weight(np.full(5000, chance)) == pytest.approx(1 / chance)


def test_a_handful_of_rare_cases_can_surprise_by_no_more_than_all_being_wrong() -> None:
    few, many = np.r_[[0.001] * 10, [0.128] * 990], np.r_[[0.001] * 600, [0.128] * 400]
    assert largest_weight(few) == pytest.approx(1 / 0.128 + 10)
    assert largest_weight(many) == pytest.approx(600 + 1 / 0.128)
