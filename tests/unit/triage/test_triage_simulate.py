"""What a rule of acceptance costs a day."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.simulate import rule_cost


def test_reviews_and_errors_add_up() -> None:
    accepted = np.arange(100) < 80
    correct = np.arange(100) >= 8
    found = rule_cost(accepted, correct, a_day=500, audit=0.1)
    assert found.coverage.value == 0.8
    assert found.error.value == 0.08
    assert found.reviews_a_day.value == pytest.approx(500 * (0.2 + 0.08))
    assert found.errors_a_day.value == pytest.approx(500 * 0.9 * 0.08)
    for one in (found.coverage, found.error, found.reviews_a_day, found.errors_a_day):
        assert one.low < one.value < one.high


def test_nothing_accepted_reviews_all_and_lets_no_error_pass() -> None:
    found = rule_cost(np.zeros(50, bool), np.ones(50, bool), a_day=10, audit=0.5)
    assert found.reviews_a_day.value == 10
    assert found.errors_a_day.value == 0


def test_unequal_chances_are_weighed_and_equal_ones_are_not() -> None:
    accepted, correct = np.array([True, False] * 50), np.ones(100, bool)
    chance = np.where(accepted, 0.1, 0.4)
    found = rule_cost(accepted, correct, a_day=1, audit=0.0, propensity=chance)
    assert found.coverage.value == pytest.approx(0.8)
    assert found.coverage.low <= 0.8 <= found.coverage.high
    assert "weighted" in found.coverage.method
    even = rule_cost(accepted, correct, a_day=1, audit=0.0, propensity=np.full(100, 0.2))
    assert even.coverage.method == "clopper_pearson"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"accepted": [], "correct": []}, "no labelled case"),
        ({"a_day": -1.0}, "predictions a day"),
        ({"a_day": float("nan")}, "predictions a day"),
        ({"audit": 1.5}, "audit chance"),
        ({"correct": [True]}, "correct"),
        ({"confidence": 1.0}, "confidence"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], says: str) -> None:
    given: dict[str, Any] = {
        "accepted": [True, False],
        "correct": [True, True],
        "a_day": 1.0,
        "audit": 0.1,
    }
    with pytest.raises(InputError, match=says):
        rule_cost(**(given | change))
