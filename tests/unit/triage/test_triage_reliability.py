from __future__ import annotations

import json

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.reliability import reliability


def _cases(n: int, shift: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    confidence = rng.uniform(0.5, 1, n)
    return confidence, rng.random(n) < confidence - shift


def test_bins_hold_equal_mass_and_rise() -> None:
    found = reliability(*_cases(1500), bins=10)
    assert [each.n for each in found.bins] == [150] * 10
    said = [each.confidence for each in found.bins]
    assert said == sorted(said)
    assert all(each.low <= each.accuracy <= each.high for each in found.bins)


def test_the_order_of_the_cases_does_not_matter() -> None:
    confidence, correct = _cases(500)
    order = np.random.default_rng(1).permutation(500)
    mixed = reliability(confidence[order], correct[order])
    assert mixed.ece.value == pytest.approx(reliability(confidence, correct).ece.value)


def test_a_calibrated_model_has_an_error_compatible_with_0() -> None:
    found = reliability(*_cases(5000))
    assert found.ece.low == 0
    assert found.ece.value < 0.015


def test_a_model_that_is_too_sure_by_a_tenth_is_found_out() -> None:
    found = reliability(*_cases(5000, shift=0.1))
    assert 0.05 < found.ece.low < 0.1 < found.ece.high
    assert found.ece.value == pytest.approx(0.1, abs=0.015)


def test_ties_are_never_parted() -> None:
    found = reliability(np.repeat([0.6, 0.7, 0.9], [10, 480, 10]), np.ones(500, bool), bins=5)
    assert [each.n for each in found.bins] == [10, 490]
    one = reliability(np.full(500, 0.8), np.arange(500) % 5 > 0)
    assert len(one.bins) == 1
    assert one.ece.value == 0
    assert one.ece.low == 0


def test_weights_count_like_repeated_cases() -> None:
    confidence, correct = _cases(300)
    weights = np.where(np.arange(300) < 100, 3.0, 1.0)
    rows = np.r_[np.repeat(np.arange(100), 3), np.arange(100, 300)]
    weighted = reliability(confidence, correct, weights=weights, bins=1)
    repeated = reliability(confidence[rows], correct[rows], bins=1)
    assert weighted.bins[0].accuracy == pytest.approx(repeated.bins[0].accuracy)
    assert weighted.bins[0].confidence == pytest.approx(repeated.bins[0].confidence)
    # They are worth less than as many cases of their own.
    assert weighted.bins[0].high > repeated.bins[0].high


@pytest.mark.parametrize("right", [True, False])
def test_one_case_is_one_bin_and_says_little(right: bool) -> None:
    found = reliability([0.9], [right])
    assert (len(found.bins), found.ece.n) == (1, 1)
    assert found.ece.low <= abs(float(right) - 0.9) <= found.ece.high


def test_certain_confidences_leave_no_room_for_chance() -> None:
    assert reliability(np.ones(50), np.ones(50, bool)).ece.value == 0
    wrong = reliability(np.ones(50), np.zeros(50, bool)).ece
    assert (wrong.value, wrong.high) == (1, 1)


def test_it_survives_json() -> None:
    told = json.loads(json.dumps(reliability(*_cases(300)).as_dict()))
    assert set(told) == {"ece", "bins"}
    assert set(told["bins"][0]) == {"confidence", "accuracy", "low", "high", "n"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"confidence": [0.5, np.nan]}, "nan"),
        ({"confidence": [0.5, 1.5]}, "1.5"),
        ({"confidence": [], "correct": []}, "no case"),
        ({"bins": 0}, "0 bins"),
        ({"weights": [1.0, 0.0]}, "weight of 0"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, object], says: str) -> None:
    usable: dict[str, object] = {"confidence": [0.5, 0.6], "correct": [True, False]}
    with pytest.raises(InputError, match=says):
        reliability(**(usable | changes))  # type: ignore[arg-type]
