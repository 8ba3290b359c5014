from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from errata.loop.watch.cells import KNOWN, MISSING, MOST, NEW, OTHER, Cells, text
from errata.loop.watch.rank_bins import RankBins, is_numeric, numbers


def _draws(n: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).random(n)


@pytest.mark.parametrize("kinds", [1, 3, 10_000])
@pytest.mark.parametrize("n", [1, 7, 500])
def test_each_bin_holds_the_rows_its_ranks_say(kinds: int, n: int) -> None:
    column, draws = np.random.default_rng(1).integers(0, kinds, n), _draws(n)
    bins = RankBins.of(column, draws)
    placed, plain = bins.place(column, draws)
    ranks = bins.ranks[0]
    assert np.cumsum(bins.count(placed, draws)[0])[:-1].tolist() == ranks.tolist()
    assert plain.tolist() == [(column <= value).sum() for value in bins.values]
    assert bins.shares == pytest.approx((plain + 0.5) / (n + 1))


def test_rows_equal_to_an_edge_are_told_apart_by_their_draw() -> None:
    bins = RankBins.of(np.zeros(100), np.arange(100) / 100)
    placed, _ = bins.place(
        np.array([0.0, 0.0, 0.0, -1.0, 1.0]), np.array([0.0, 0.495, 0.999, 0.9, 0.1])
    )
    assert placed.tolist() == [0, 7, len(bins.values), 0, len(bins.values)]


def test_missing_numbers_are_smaller_than_any() -> None:
    bins = RankBins.of(np.array([1.0, 2, 3, np.nan]), _draws(4))
    assert bins.words(0, rising=True) == "missing"
    assert bins.words(0, rising=False) == "not missing"
    assert bins.words(3, rising=True) == "values of 3 or less"
    assert bins.words(3, rising=False) == "values above 3"
    placed, plain = bins.place(np.array(["x", None, "2.5"], dtype=object), np.zeros(3))
    assert placed.tolist() == [0, 0, 3]
    assert plain.tolist() == [2, 2, 2, 3]


def test_what_a_number_is() -> None:
    assert is_numeric(np.array([1, None], dtype=object))
    assert not is_numeric(np.array([None, None], dtype=object))
    assert not is_numeric(np.array([1, "a"], dtype=object))
    assert not is_numeric(np.array(["1"]))
    assert is_numeric(np.array([1.5]))
    assert numbers(np.array([1, 2])).tolist() == [1, 2]


def test_places_of_numbers_survive_json() -> None:
    bins = RankBins.of(np.array([1.0, np.nan, 3]), _draws(3))
    back = RankBins.from_dict(json.loads(json.dumps(bins.as_dict())))
    assert back.as_dict() == bins.as_dict()
    assert back.values.tolist() == bins.values.tolist()


def _cells(column: Any, seed: int = 0) -> Cells:
    n = len(column)
    part = np.random.default_rng(seed).permutation(n) < n // 3
    return Cells.of(np.asarray(column), _draws(n, seed), part)


@pytest.mark.parametrize("seed", range(5))
def test_each_cut_holds_as_many_counted_rows_as_its_rank(seed: int) -> None:
    column = np.random.default_rng(seed).choice(["a", "b", "c"], 90, p=[0.6, 0.3, 0.1])
    draws = _draws(90, seed)
    part = np.random.default_rng(seed).permutation(90) < 30
    cells = Cells.of(column, draws, part)
    placed, plain = cells.place(column[~part], draws[~part])
    counted = cells.count(placed, draws[~part])
    assert counted[:, 0].tolist() == cells.ranks[:, 0].tolist()
    assert counted.sum(axis=1).tolist() == [60] * 6
    assert plain.sum() == 60
    assert cells.size == 60


def test_both_kinds_of_cut_occur() -> None:
    inside = np.concatenate([_cells(["a", "b"] * 30, seed).inside[:2] for seed in range(10)])
    assert inside.any()
    assert not inside.all()


def test_values_find_their_cell() -> None:
    cells = _cells(["a"] * 40 + ["b"] * 20 + [None] * 9)
    assert cells.names == ("a", "b")
    column = np.array(["b", "a", "z", None, np.nan], dtype=object)
    placed, plain = cells.place(column, _draws(5))
    assert placed.tolist() == [1, 0, 3, 4, 4]
    assert plain.tolist() == [1, 1, 0, 1, 2]
    says = [cells.words(at, rising=True) for at in range(5)]
    assert says == ["'a'", "'b'", OTHER, NEW, MISSING]


def test_rare_values_share_a_cell_and_new_ones_another() -> None:
    column = [f"v{i:02}" for i in range(30)] * 30
    cells = _cells(column)
    assert len(cells.names) == MOST
    rare = sorted(cells.rarer)
    assert len(rare) == 10
    placed, _ = cells.place(np.array([rare[0], "new"]), _draws(2))
    assert placed.tolist() == [MOST, MOST + 1]


def test_with_too_many_values_nothing_counts_as_new() -> None:
    cells = _cells([f"id{i}" for i in range(4 * KNOWN)])
    assert not cells.all_known
    assert not cells.rarer
    placed, _ = cells.place(np.array(["id0000", "never"]), _draws(2))
    assert placed.tolist() == [MOST, MOST]


def test_a_reference_of_one_row_names_nothing() -> None:
    cells = _cells(["a"])
    assert cells.names == ()
    assert cells.place(np.array(["a"]), _draws(1))[0].tolist() == [1]


def test_places_of_categories_survive_json() -> None:
    cells = _cells(["a", "b", "c"] * 9)
    back = Cells.from_dict(json.loads(json.dumps(cells.as_dict())))
    assert back.as_dict() == cells.as_dict()


def test_values_that_are_no_text_are_told_in_text() -> None:
    assert [text(value) for value in (True, 2.5, None, "x")] == ["True", "2.5", None, "x"]


def test_infinities_are_the_largest_numbers_and_nothing_is_missing() -> None:
    read = numbers(np.array([np.inf, -np.inf, np.nan, 1.0]))
    most = np.finfo(np.float64).max
    assert read.tolist() == [most, -most, -np.inf, 1.0]
    json.dumps(RankBins.of(read, np.arange(4) / 4).as_dict(), allow_nan=False)
