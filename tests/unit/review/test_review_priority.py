"""In which order people see what waits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.review.priority import (
    AUDIT_BONUS,
    COMPLAINT_BONUS,
    FOLLOW_UP_BONUS,
    OVERDUE_BONUS,
    PICK_BONUS,
    expected_cost,
    priority_key,
    rank_words,
    value_of,
)

DAY = 86_400.0


def test_a_costlier_error_comes_sooner_among_tasks_of_one_age() -> None:
    key = priority_key([0.2, 0.9, 0.2], [1.0, 1.0, 10.0], [1.0, 1.0, 1.0], 5.0, ageing_rate=0.1)
    assert np.argsort(-key).tolist() == [2, 1, 0]


def test_the_static_key_orders_as_the_growing_priority_does_at_every_time() -> None:
    rng = np.random.default_rng(0)
    probability, cost, weight = rng.random(50), rng.random(50) * 9, rng.random(50) * 3
    created = 1.7e9 + rng.random(50) * 30 * DAY
    rate = 0.1 / DAY
    key = priority_key(probability, cost, weight, created, ageing_rate=rate)
    for now in created.max() + np.array([0, 1, 365]) * DAY:
        growing = probability * cost * weight + rate * (now - created)
        assert np.argsort(growing).tolist() == np.argsort(key).tolist()


def test_nothing_starves() -> None:
    """Old and harmless beats new and worst once it has waited value / rate."""
    rate = 0.1 / DAY
    waited = 1.0 / rate
    old, new = priority_key([0.0, 1.0], 1.0, 1.0, [0.0, waited + 1], ageing_rate=rate)
    assert old > new


def test_no_ageing_is_the_cost_alone() -> None:
    assert priority_key(0.5, 4.0, 2.0, 1.7e9, ageing_rate=0.0) == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"error_probability": 1.1}, "error_probability 1.1; wanted 0 to 1"),
        ({"error_probability": [0.1, float("nan")]}, "error_probability nan"),
        ({"cost": -1.0}, "cost -1.0"),
        ({"slice_weight": float("inf")}, "slice_weight inf"),
        ({"created_at_s": -5.0}, "created_at_s -5.0"),
        ({"ageing_rate": -0.1}, "ageing_rate -0.1"),
        ({"cost": [1.0, 2.0], "slice_weight": [1.0, 2.0, 3.0]}, "columns of shapes"),
    ],
)
def test_impossible_figures_are_refused(change: dict[str, Any], says: str) -> None:
    figures: dict[str, Any] = {
        "error_probability": 0.5,
        "cost": 1.0,
        "slice_weight": 1.0,
        "created_at_s": 0.0,
        "ageing_rate": 0.1,
    }
    with pytest.raises(InputError) as caught:
        priority_key(**(figures | change))
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("age_s", "span"), [(30.0, "30 s"), (90.0, "1.5 min"), (7200.0, "2.0 h"), (2 * DAY, "2.0 d")]
)
def test_the_words_name_every_figure(age_s: float, span: str) -> None:
    worth = {"doubt": 0.5, "cost": 4.0, "slice_weight": 1.5, "bonus": 0.0, "unit": 8.0}
    adds = f"{age_s / DAY:.2g}" if age_s > 600 else "next to nothing"
    assert rank_words(worth, age_s, ageing_rate=1.0 / DAY) == (
        "wrong with probability 0.50, cost 4 if so (the dearest is 8), in a watched slice that "
        f"errs 1.5 times as much: 0.38 of 1 averted; waiting {span} adds {adds}"
    )


@pytest.mark.parametrize(
    ("bonus", "raised", "says"),
    [
        (10.0, 0.0, "a random audit, so"),
        (0.0, 4.6, "picked because it teaches much, so"),
        (0.0, 1.2, "somebody complained, so"),
        (10.0, 20.0, "one person has answered it and a random audit, so"),
        (0.0, 30.0, "overdue, so"),
        (0.0, 0.0, "wrong with"),
    ],
)
def test_what_comes_before_single_doubts_says_so(bonus: float, raised: float, says: str) -> None:
    worth = {"doubt": 0.5, "cost": 1.0, "slice_weight": 1.0, "bonus": bonus, "unit": 1.0}
    words = rank_words(worth, 0.0, ageing_rate=0.1, raised=raised)
    assert words.startswith(says)
    assert "slice" not in words
    assert "dearest" not in words


def test_an_old_task_has_no_words() -> None:
    assert rank_words({}, 60.0, ageing_rate=0.1) == "put before ranks were told; waiting 1.0 min"


def test_no_doubt_however_dear_reaches_the_smallest_step() -> None:
    worst = value_of([1.0, 0.2], [1.0, 1.0], [50.0, 50.0])
    assert worst.tolist() == [1.0, 1.0]
    assert worst.max() <= COMPLAINT_BONUS < PICK_BONUS < AUDIT_BONUS < FOLLOW_UP_BONUS
    assert FOLLOW_UP_BONUS < OVERDUE_BONUS


def test_the_expected_cost_is_of_the_other_classes() -> None:
    p = [[0.7, 0.2, 0.1], [0.1, 0.2, 0.7], [np.nan] * 3]
    found = expected_cost(p, [0, 2, 0], [1.0, 2.0, 30.0])
    assert found.tolist() == pytest.approx([3.4, 0.5, 30.0])
    assert len(expected_cost(np.empty((0, 3)), np.empty(0, int), [1.0, 1.0, 1.0])) == 0


@pytest.mark.parametrize(
    ("p", "said", "costs", "says"),
    [
        ([[0.5, 0.5]], [0], [1.0], "shape"),
        ([[0.5, 0.5]], [0, 1], [1.0, 1.0], "shape"),
        ([0.5, 0.5], [0, 1], [1.0, 1.0], "shape"),
        ([[0.5, 0.5]], [2], [1.0, 1.0], "from 2 to 2"),
        ([[0.5, 0.5]], [0], [-1.0, 1.0], "cost -1"),
    ],
)
def test_costs_that_do_not_fit_are_refused(p: Any, said: Any, costs: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        expected_cost(p, said, costs)
