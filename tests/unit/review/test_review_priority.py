"""In which order people see what waits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.review.priority import explain, priority_key

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
def test_the_explanation_names_every_figure(age_s: float, span: str) -> None:
    says = explain(0.5, 4.0, 3.0, age_s, ageing_rate=1.0 / DAY)
    assert says == (
        "wrong with probability 0.50, cost 4 if so, slice weight 3: 6 averted; "
        f"waiting {span} adds {age_s / DAY:.2g}"
    )


def test_a_plain_slice_is_not_worth_a_word() -> None:
    assert "slice" not in explain(0.5, 4.0, 1.0, 0.0, ageing_rate=0.1)
