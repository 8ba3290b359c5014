from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.watch.change_point import KEPT, History, since


def test_the_start_of_a_planted_change_lies_in_the_interval() -> None:
    inside = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        hits = rng.binomial(50, np.where(np.arange(80) < 60, 0.05, 0.15))
        found = since(hits, np.full(80, 50), np.arange(80), before=0.05)
        assert found is not None
        inside += found.low <= 60 <= found.high
    assert inside >= 90


def test_a_fall_is_found_unless_only_a_rise_is_asked_for() -> None:
    hits, rows, at = [50] * 5 + [20] * 5, [100] * 10, np.arange(10)
    found = since(hits, rows, at, before=0.5)
    assert found is not None
    assert (found.at, found.now, found.rows) == (5, 0.2, 500)
    assert since(hits, rows, at, before=0.5, rising=False) == found
    assert since(hits, rows, at, before=0.5, rising=True) is None


def test_no_rows_or_no_change_is_none() -> None:
    assert since([], [], [], before=0.5) is None
    assert since([0, 0], [0, 0], [1, 2], before=0.5) is None
    assert since([5, 5], [10, 10], [1, 2], before=0.5) is None


@pytest.mark.parametrize("before", [0.0, -0.2])
def test_something_never_seen_before_has_finite_evidence(before: float) -> None:
    found = since([0, 3], [10, 10], [1, 2], before=before)
    assert found is not None
    assert found.at == 2
    assert 0 < found.evidence < 100


@pytest.mark.parametrize(
    ("hits", "rows", "at"),
    [
        ([2], [1], [0]),
        ([-1], [1], [0]),
        ([1, 1], [1], [0]),
        ([1], [1, 1], [0]),
        ([1], [1], [np.nan]),
    ],
)
def test_counts_that_cannot_be_are_refused(hits: Any, rows: Any, at: Any) -> None:
    with pytest.raises(InputError):
        since(hits, rows, at, before=0.1)


def test_a_long_history_is_short_coarse_in_the_past_and_loses_no_row() -> None:
    history = History.empty(2)
    for hour in range(1000):
        history = history.add(float(hour), 10.0, np.array([1.0, hour % 2]))
    assert len(history.at) == len(history.rows) == len(history.hits) == KEPT
    assert sum(history.rows) == 10_000
    assert history.hits.sum(axis=0).tolist() == [1000, 500]
    assert history.at[0] == 0
    assert history.at[-3:] == (997, 998, 999)
    gaps = np.diff(history.at)
    assert gaps[0] > 10 * gaps[-4]


def test_a_change_is_dated_from_a_long_history() -> None:
    history = History.empty(1)
    for hour in range(2000):
        history = history.add(float(hour), 100.0, np.array([5.0 if hour < 1980 else 15.0]))
    found = history.since(0, before=0.05)
    assert found is not None
    assert 1970 <= found.at <= 1985


def test_a_history_survives_json() -> None:
    history = (
        History.empty(2).add(1.0, 5.0, np.array([1.0, 2.0])).add(2.0, 5.0, np.array([0.0, 3.0]))
    )
    back = History.from_dict(json.loads(json.dumps(history.as_dict())))
    assert back.as_dict() == history.as_dict()
    assert back.since(1, before=0.1) == history.since(1, before=0.1)
