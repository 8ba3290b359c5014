"""All promises of one certificate, true together of the rule as it acts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.promises import certify_promises


def world(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    confidence = rng.random(n) ** 0.3
    truth = rng.integers(3, size=n)
    wrong = rng.random(n) > confidence
    return confidence, np.where(wrong, (truth + 1) % 3, truth), truth


def test_one_rule_for_all_is_certify_thresholds() -> None:
    confidence, said, truth = world(2000)
    found = certify_promises(confidence, said, truth, alpha=0.05, delta=0.05)
    assert found.threshold is not None
    assert (found.accepted == (confidence >= found.threshold)).all()
    assert found.coverage.value == pytest.approx(found.accepted.mean())
    assert found.misses is None
    assert found.risk_upper <= 0.05
    assert found.n == 2000


def test_what_is_barred_is_accepted_at_no_threshold() -> None:
    confidence, said, truth = world(2000)
    found = certify_promises(confidence, said, truth, alpha=0.5, delta=0.05, barred=said == 2)
    assert found.threshold == 0.0 or found.threshold is not None
    assert not found.accepted[said == 2].any()
    # All that is not barred is right, and little is barred: the lowest threshold is 0, never -1.
    sure = np.linspace(0.0, 1.0, 400)
    all_right = np.zeros(400, int)
    zero = certify_promises(
        sure, all_right, all_right, alpha=0.3, delta=0.05, barred=np.arange(400) % 50 == 0
    )
    assert zero.threshold == 0.0


def test_groups_have_their_own_and_never_overlap() -> None:
    confidence, said, truth = world(3000)
    names = np.where(said == 0, "a", "b")
    found = certify_promises(confidence, said, truth, alpha=0.05, delta=0.05, groups=names)
    assert set(found.groups) == {"a", "b"}
    lowest = {name: each.threshold for name, each in found.groups.items()}
    for name, least in lowest.items():
        mine = names == name
        assert (found.accepted[mine] == (confidence[mine] >= (least or np.inf))).all()
    assert found.threshold == min(value for value in lowest.values() if value is not None)


def test_no_group_certified_accepts_nothing() -> None:
    confidence, said, truth = world(30)
    names = np.array(["a", "b"] * 15)
    found = certify_promises(confidence, said, truth, alpha=0.01, delta=0.05, groups=names)
    assert found.threshold is None
    assert found.risk_upper == 1.0
    assert found.coverage.value == 0.0
    empty = certify_promises([], [], [], alpha=0.1, delta=0.1, groups=[])
    assert empty.threshold is None


def test_misses_are_certified_on_cases_of_their_own() -> None:
    confidence, said, truth = world(4000)
    half = np.random.default_rng(1).random(4000) < 0.5
    found = certify_promises(
        confidence, said, truth, alpha=0.2, delta=0.1, miss_alpha={0: 0.05}, for_misses=half
    )
    assert found.misses is not None
    assert found.misses.n == half.sum()
    assert found.n == (~half).sum()
    assert found.misses.delta == 0.05
    other = found.accepted & (said != 0)
    assert confidence[other].min() >= (found.misses.threshold or 1)


def test_what_nobody_could_settle_is_an_error_and_a_miss_of_every_named_class() -> None:
    confidence, said, truth = world(4000)
    sure = np.ones(4000)
    half = np.arange(4000) % 2 == 0
    settled: dict[str, Any] = {
        "alpha": 0.3,
        "delta": 0.1,
        "miss_alpha": {0: 0.4, 1: 0.4},
        "for_misses": half,
    }
    fine = certify_promises(confidence, said, truth, **settled)
    unsure = np.where(np.arange(4000) < 1200, -1, truth)
    poor = certify_promises(confidence, said, unsure, **settled)
    assert fine.misses is not None
    assert poor.misses is not None
    assert poor.misses.by_class[0].n > 0
    assert poor.coverage.value < fine.coverage.value
    nothing = certify_promises(sure, said, np.full(4000, -1), alpha=0.5, delta=0.1)
    assert nothing.threshold is None


def test_unequal_chances_bet() -> None:
    confidence, said, truth = world(4000)
    chance = np.where(np.arange(4000) % 2 == 0, 1.0, 0.5)
    half = np.arange(4000) % 4 < 2
    found = certify_promises(confidence, said, truth, alpha=0.1, delta=0.1, propensity=chance)
    assert "betting" in found.method
    assert "weighted" in found.coverage.method
    both = certify_promises(
        confidence, said, truth, alpha=0.2, delta=0.1, propensity=chance,
        miss_alpha={1: 0.2}, for_misses=half, smallest_propensity=0.4,
    )  # fmt: skip
    assert both.misses is not None
    assert both.misses.method == "misses_betting.v1"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"confidence": [0.5, 1.2]}, "0 to 1"),
        ({"predicted": [0.5, 1]}, "class numbers"),
        ({"miss_alpha": {0: 0.1}}, "without for_misses"),
        ({"groups": ["a"]}, "groups of shape"),
        ({"alpha": 1.5}, "alpha"),
        ({"delta": 0.0}, "delta"),
        ({"truth": [0]}, "truth"),
    ],
)
def test_what_does_not_fit_is_named(change: dict[str, Any], says: str) -> None:
    given: dict[str, Any] = {
        "confidence": [0.5, 0.9],
        "predicted": [0, 1],
        "truth": [0, 1],
        "alpha": 0.1,
        "delta": 0.1,
    }
    with pytest.raises(InputError, match=says):
        certify_promises(**(given | change))
