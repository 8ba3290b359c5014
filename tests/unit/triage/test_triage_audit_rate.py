"""The chance of being audited."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.audit_rate import audit_propensity

CONFIDENCE = np.random.default_rng(0).beta(5, 1, 1000)
ACCEPTED = CONFIDENCE > 0.7


def test_without_a_budget_all_have_the_same_chance() -> None:
    assert (audit_propensity(CONFIDENCE, ACCEPTED, rate=0.05) == 0.05).all()


@pytest.mark.parametrize(
    ("budget", "waiting", "accepted", "chance"),
    [
        (150.0, 50.0, 1000.0, 0.1),
        (150.0, 150.0, 1000.0, 0.002),  # nothing is left: the floor
        (150.0, 500.0, 1000.0, 0.002),
        (5000.0, 0.0, 1000.0, 1.0),
        (150.0, 0.0, 0.0, 0.05),  # nobody knows yet how many are accepted
        (150.0, 0.0, None, 0.05),
        (0.0, 0.0, 1000.0, 0.002),
    ],
)
def test_a_budget_is_spread_over_what_is_accepted(
    budget: float, waiting: float, accepted: float | None, chance: float
) -> None:
    found = audit_propensity(
        CONFIDENCE,
        ACCEPTED,
        rate=0.05,
        budget_a_day=budget,
        accepted_a_day=accepted,
        waiting_a_day=waiting,
        floor=0.002,
    )
    assert found == pytest.approx(np.full(1000, chance))


def test_a_rate_of_nought_leaves_the_floor() -> None:
    assert (audit_propensity(CONFIDENCE, ACCEPTED, rate=0.0) == 0.001).all()


@pytest.mark.parametrize("rate", [0.001, 0.05, 0.4, 0.97])
@pytest.mark.parametrize("lean", [0.3, 0.9])
def test_leaning_chances_spend_what_even_ones_do(rate: float, lean: float) -> None:
    found = audit_propensity(CONFIDENCE, ACCEPTED, rate=rate, lean=lean)
    assert found[ACCEPTED].mean() == pytest.approx(rate)
    assert (found >= 0.001).all()
    assert (found <= 1).all()
    unsure = np.argsort(np.abs(CONFIDENCE - 0.5))
    assert (np.diff(found[unsure]) <= 1e-12).all()


def test_weights_of_leaning_chances_stay_moderate() -> None:
    found = audit_propensity(CONFIDENCE, ACCEPTED, rate=0.05, lean=0.9)
    assert found.min() >= 0.05 / 10 * 0.99


def test_a_chance_does_not_depend_on_who_came_along() -> None:
    """With `typical` given, a prediction alone has the chance that it has in a batch."""
    whole = audit_propensity(CONFIDENCE, ACCEPTED, rate=0.05, lean=0.5, typical=CONFIDENCE)
    for row in (0, 500):
        alone = audit_propensity(
            CONFIDENCE[[row]], ACCEPTED[[row]], rate=0.05, lean=0.5, typical=CONFIDENCE
        )
        assert alone[0] == whole[row]


def test_an_unknown_confidence_is_as_unsure_as_can_be() -> None:
    found = audit_propensity([0.5, np.nan, 0.9], [True, False, True], rate=0.1, lean=0.5)
    assert found[0] == found[1] > found[2]


@pytest.mark.parametrize("sure", [[1.0, 1.0], []])
def test_where_all_are_sure_there_is_nothing_to_lean_on(sure: list[float]) -> None:
    found = audit_propensity(sure, [True] * len(sure), rate=0.1, lean=0.5)
    assert (found == 0.1).all()
    assert len(found) == len(sure)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"rate": 1.5}, "audit rate"),
        ({"rate": float("nan")}, "audit rate"),
        ({"rate": 0.1, "floor": 0.0}, "a floor of 0.0"),
        ({"rate": 0.1, "lean": 1.0}, "lean 1.0"),
        ({"rate": 0.1, "budget_a_day": -1.0}, "budget_a_day -1.0"),
        ({"rate": 0.1, "accepted_a_day": float("inf")}, "accepted_a_day inf"),
        ({"rate": 0.1, "waiting_a_day": -2.0}, "waiting_a_day -2.0"),
        ({"rate": 0.1, "lean": 0.5, "typical": [1.2]}, "typical 1.2"),
    ],
)
def test_unusable_settings_are_named(given: dict[str, float], says: str) -> None:
    with pytest.raises(InputError, match=says):
        audit_propensity([0.9], [True], **given)


def test_unusable_columns_are_named() -> None:
    with pytest.raises(InputError, match="accepted for"):
        audit_propensity([0.9], [True, False], rate=0.1)
    with pytest.raises(InputError, match=r"confidence 1\.1"):
        audit_propensity([1.1], [True], rate=0.1)
