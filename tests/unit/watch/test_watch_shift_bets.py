from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from scipy.special import betaincinv

from errata.loop.watch.shift_bets import (
    cell_bets,
    exact_gains,
    largest_means,
    number_bets,
    spacings,
    tolerant_gains,
)

RANKS = np.array([[1, 3, 8]])
WEIGHTS = spacings(RANKS, 9)


def _urn_chance(sequence: tuple[int, ...], weights: Any, counts: Any) -> float:
    base, chance = weights + counts, 1.0
    for place in sequence:
        chance *= base[place] / base.sum()
        base = base + (np.arange(len(base)) == place)
    return float(chance)


def test_every_exact_bet_is_fair_under_the_urn() -> None:
    bets = number_bets(WEIGHTS)
    counts = np.array([[2, 0, 1, 5]])
    mean = np.zeros(bets.shape[1])
    for sequence in itertools.product(range(4), repeat=4):
        new = np.bincount(sequence, minlength=4)[None]
        chance = _urn_chance(sequence, WEIGHTS[0], counts[0])
        mean += chance * np.exp(exact_gains(bets, WEIGHTS, counts, new)[0])
    assert mean == pytest.approx(np.ones(bets.shape[1]))


def test_exact_bets_on_cells_are_fair_each() -> None:
    weights = spacings(np.array([[2], [5]]), 7)
    bets = cell_bets(2)
    counts = np.array([[3, 1], [0, 4]])
    mean = np.zeros(bets.shape[:2])
    for cell in range(2):
        for sequence in itertools.product(range(2), repeat=3):
            new = np.zeros((2, 2), dtype=np.int64)
            new[cell] = np.bincount(sequence, minlength=2)
            chance = _urn_chance(sequence, weights[cell], counts[cell])
            mean[cell] += chance * np.exp(exact_gains(bets, weights, counts, new)[cell])
    assert mean == pytest.approx(np.ones(bets.shape[:2]))


@pytest.mark.parametrize("tolerance", [0.0, 0.05, 0.5])
def test_no_world_within_the_tolerance_makes_a_tolerant_bet_pay(tolerance: float) -> None:
    rng = np.random.default_rng(0)
    bets = number_bets(WEIGHTS)
    means = largest_means(bets, RANKS, 9, tolerance=tolerance, miss=0.01)
    low = np.maximum(betaincinv(RANKS[0], 10 - RANKS[0], 0.01) - tolerance, 0)
    high = np.minimum(betaincinv(RANKS[0], 10 - RANKS[0], 0.99) + tolerance, 1)
    for _ in range(500):
        below = np.maximum.accumulate(rng.choice([low, high, rng.uniform(low, high)], axis=0))
        world = np.diff(np.r_[0, below, 1])
        paid = np.exp(np.log(np.exp(bets[0]) @ world) - means[0])
        assert (paid <= 1 + 1e-9).all()


def test_tolerant_gains_add_up_row_by_row() -> None:
    bets = number_bets(WEIGHTS)
    means = largest_means(bets, RANKS, 9, tolerance=0.1, miss=0.01)
    rows = [np.eye(4, dtype=int)[[place]] for place in (0, 3, 3)]
    each = [tolerant_gains(bets, means, row) for row in rows]
    assert tolerant_gains(bets, means, np.sum(rows, axis=0)) == pytest.approx(np.sum(each, axis=0))


def test_with_a_tolerance_of_everything_nothing_pays() -> None:
    means = largest_means(cell_bets(1), np.array([[5]]), 9, tolerance=0.99, miss=0.01)
    for new in (np.array([[1, 0]]), np.array([[0, 1]])):
        assert (tolerant_gains(cell_bets(1), means, new) <= 1e-12).all()


def test_a_reference_of_one_row_has_two_bins() -> None:
    weights = spacings(np.array([[1]]), 1)
    assert weights.tolist() == [[1, 1]]
    assert np.isfinite(number_bets(weights)).all()
