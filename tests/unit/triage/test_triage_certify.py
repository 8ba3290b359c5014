from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.certificate import Certificate
from errata.core.errors import InputError
from errata.loop.triage.certify import certify_threshold
from errata.stats.binomial import upper_bound


def _cases(n: int, seed: int = 0) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    rng = np.random.default_rng(seed)
    confidence = rng.beta(8, 1, n)
    return confidence, rng.random(n) < confidence


def _certify(n: int, **more: object) -> Certificate:
    confidence, correct = _cases(n)
    return certify_threshold(confidence, correct, alpha=0.05, delta=0.05, **more)  # type: ignore[arg-type]


def test_the_answer_states_its_own_arithmetic() -> None:
    confidence, correct = _cases(3000)
    found = certify_threshold(confidence, correct, alpha=0.05, delta=0.1)
    assert found.threshold is not None
    accepted = confidence >= found.threshold
    wrong = int((~correct[accepted]).sum())
    assert found.coverage.value == accepted.mean()
    assert found.risk_upper == pytest.approx(upper_bound(wrong, accepted.sum(), confidence=0.9))
    assert found.risk_upper <= 0.05
    assert (found.n, found.alpha, found.delta) == (3000, 0.05, 0.1)


def test_the_order_of_the_cases_does_not_matter() -> None:
    confidence, correct = _cases(1000)
    order = np.random.default_rng(1).permutation(1000)
    kwargs = {"alpha": 0.05, "delta": 0.05}
    chance = np.where(confidence > 0.9, 0.1, 1.0)
    assert certify_threshold(confidence, correct, **kwargs) == certify_threshold(
        confidence[order], correct[order], **kwargs
    )
    weighted = certify_threshold(confidence, correct, propensity=chance, **kwargs)
    again = certify_threshold(confidence[order], correct[order], propensity=chance[order], **kwargs)
    assert weighted.threshold == again.threshold


def test_a_stricter_promise_accepts_less() -> None:
    confidence, correct = _cases(5000)
    loose = certify_threshold(confidence, correct, alpha=0.08, delta=0.1)
    strict = certify_threshold(confidence, correct, alpha=0.04, delta=0.1)
    assert strict.coverage.value < loose.coverage.value


def test_one_early_error_does_not_end_it() -> None:
    confidence, correct = np.linspace(0, 1, 2000), np.ones(2000, bool)
    correct[-1] = False
    assert certify_threshold(confidence, correct, alpha=0.02, delta=0.05).coverage.value == 1


@pytest.mark.parametrize("n", [0, 1, 58])
def test_too_few_cases_certify_nothing(n: int) -> None:
    found = certify_threshold(np.ones(n), np.ones(n, bool), alpha=0.05, delta=0.05)
    assert found.threshold is None
    assert (found.risk_upper, found.coverage.value, found.n) == (1.0, 0.0, n)


def test_fifty_nine_clean_cases_are_enough_at_five_per_cent() -> None:
    found = certify_threshold(np.full(59, 0.7), np.ones(59, bool), alpha=0.05, delta=0.05)
    assert found.threshold == 0.7
    assert found.coverage.value == 1


def test_a_model_that_is_always_wrong_certifies_nothing() -> None:
    found = certify_threshold(np.linspace(0, 1, 500), np.zeros(500, bool), alpha=0.05, delta=0.05)
    assert found.threshold is None
    weighted = certify_threshold(
        np.linspace(0, 1, 500),
        np.zeros(500, bool),
        alpha=0.05,
        delta=0.05,
        propensity=np.linspace(0.1, 1, 500),
    )
    assert weighted.threshold is None
    assert weighted.method == "ltt_betting.v1"


def test_tied_confidences_are_accepted_together_or_not_at_all() -> None:
    confidence = np.repeat([0.6, 0.9], 500)
    correct = np.r_[np.zeros(100), np.ones(900)].astype(bool)
    found = certify_threshold(confidence, correct, alpha=0.05, delta=0.05)
    assert (found.threshold, found.coverage.value) == (0.9, 0.5)


def test_thresholds_come_from_the_grid_in_any_order() -> None:
    grid = [0.7, 0.95, 0.8, 0.9, 0.9]
    found = _certify(3000, grid=grid)
    assert found.threshold in grid
    assert found == _certify(3000, grid=sorted(grid))


def test_a_grid_that_accepts_too_few_or_is_empty_certifies_nothing() -> None:
    assert _certify(500, grid=[2.0]).threshold is None
    assert _certify(500, grid=[]).threshold is None
    chance = np.linspace(0.2, 1, 500)
    assert _certify(500, grid=[2.0], propensity=chance).threshold is None


def test_equal_propensities_change_nothing() -> None:
    assert _certify(1000, propensity=np.full(1000, 0.05)) == _certify(1000)
    assert _certify(0, propensity=[]).threshold is None


def test_unequal_propensities_use_the_betting_bound() -> None:
    confidence, correct = _cases(8000)
    chance = np.where(confidence > 0.9, 0.25, 1.0)
    taken = np.random.default_rng(5).random(8000) < chance
    found = certify_threshold(
        confidence[taken], correct[taken], alpha=0.05, delta=0.05, propensity=chance[taken]
    )
    assert found.method == "ltt_betting.v1"
    assert found.threshold is not None
    assert found.risk_upper <= 0.05 + 1e-9
    assert abs(found.coverage.value - (confidence >= found.threshold).mean()) < 0.03
    assert found.coverage.low < found.coverage.value < found.coverage.high


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"confidence": [0.5, np.nan]}, "nan"),
        ({"correct": [True]}, "1 correct for 2 rows"),
        ({"alpha": 0.0}, "alpha"),
        ({"delta": 1.0}, "delta"),
        ({"propensity": [0.5, 0.0]}, "propensity 0"),
        ({"grid": [np.inf]}, "grid inf"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, object], says: str) -> None:
    usable: dict[str, object] = {
        "confidence": [0.5, 0.6],
        "correct": [True, False],
        "alpha": 0.05,
        "delta": 0.05,
    }
    with pytest.raises(InputError, match=says):
        certify_threshold(**(usable | changes))  # type: ignore[arg-type]


def test_a_propensity_smaller_than_any_seen_makes_the_promise_smaller() -> None:
    confidence, correct = _cases(4000)
    kwargs = {"alpha": 0.05, "delta": 0.05, "propensity": np.full(4000, 0.5)}
    seen = certify_threshold(confidence, correct, **kwargs)  # type: ignore[arg-type]
    by_design = certify_threshold(confidence, correct, smallest_propensity=0.1, **kwargs)  # type: ignore[arg-type]
    assert (seen.method, by_design.method) == ("ltt_binomial.v1", "ltt_betting.v1")
    assert by_design.coverage.value < seen.coverage.value


@pytest.mark.parametrize("smallest", [0.0, 0.6])
def test_a_smallest_propensity_that_cannot_be_is_named(smallest: float) -> None:
    with pytest.raises(InputError, match="smallest propensity"):
        certify_threshold(
            [0.5, 0.6],
            [True, True],
            alpha=0.05,
            delta=0.05,
            propensity=[0.5, 1.0],
            smallest_propensity=smallest,
        )
