from __future__ import annotations

import numpy as np
import pytest

from errata.stats.anytime import not_started, restarted


def test_the_shares_of_all_starts_sum_to_one() -> None:
    shares = -np.diff(not_started(np.arange(10_001)))
    assert (shares > 0).all()
    assert shares.sum() + not_started(10_000) == pytest.approx(1)


def test_the_recursion_is_the_sum_over_all_starts() -> None:
    gains = np.random.default_rng(0).normal(0, 0.3, (30, 2))
    shares = -np.diff(not_started(np.arange(31)))
    by_start = [shares[k] * np.exp(gains[k:].sum(axis=0)) for k in range(30)]
    expected = np.log(np.mean(sum(by_start)) + not_started(30))
    wealth, evidence = restarted(gains, np.full(2, -np.inf), 0)
    assert evidence[-1] == pytest.approx(expected)
    assert np.exp(wealth) == pytest.approx(sum(by_start))


@pytest.mark.parametrize("cut", [1, 7, 29])
def test_it_does_not_matter_how_bets_are_cut_into_batches(cut: int) -> None:
    gains = np.random.default_rng(1).normal(0, 0.3, (30, 3, 4))
    none = np.full((3, 4), -np.inf)
    whole, evidence = restarted(gains, none, 0)
    first, early = restarted(gains[:cut], none, 0)
    then, late = restarted(gains[cut:], first, cut)
    assert then == pytest.approx(whole)
    assert np.concatenate([early, late]) == pytest.approx(evidence)


def test_bets_that_win_nothing_keep_the_unit() -> None:
    _, evidence = restarted(np.zeros((1000, 5)), np.full(5, -np.inf), 0)
    assert evidence == pytest.approx(np.zeros(1000))


def test_a_change_after_a_million_bets_costs_no_more_than_is_said() -> None:
    quiet, loud = np.full((1_000_000, 1), -0.05), np.full((500, 1), 0.1)
    wealth, _ = restarted(quiet, np.full(1, -np.inf), 0)
    _, evidence = restarted(loud, wealth, len(quiet))
    assert 50 - 18 < evidence[-1] < 50
