from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.watch.drift import detect_drift


def _normal(n: int, shift: float = 0.0, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(shift, 1, n)


def test_a_shifted_feature_alarms_and_is_named() -> None:
    before = {"age": _normal(400), "size": _normal(400, seed=1)}
    now = {"size": _normal(300, seed=2), "age": _normal(300, 0.5, seed=3)}
    found = detect_drift(before, now)
    assert found.alarm
    assert found.by_feature["age"] < 0.01 < found.by_feature["size"]
    assert found.p_value == found.by_feature["age"]
    assert (found.n_reference, found.n_current) == (400, 300)


def test_the_same_world_does_not_alarm() -> None:
    found = detect_drift(_normal(500), _normal(500, seed=1))
    assert not found.alarm
    assert list(found.by_feature) == ["0"]


def test_columns_of_a_matrix_are_numbered() -> None:
    matrix = np.stack([_normal(200), _normal(200, seed=1)], axis=1)
    assert list(detect_drift(matrix, matrix).by_feature) == ["0", "1"]
    assert detect_drift(matrix, matrix).score == 0


def test_the_alarm_is_the_p_value_against_alpha() -> None:
    before, now = _normal(100), _normal(100, 0.3, seed=1)
    p = detect_drift(before, now).p_value
    assert detect_drift(before, now, alpha=p + 1e-9).alarm
    assert not detect_drift(before, now, alpha=p - 1e-9).alarm


def test_more_features_need_stronger_evidence() -> None:
    before, now = _normal(100), _normal(100, 0.4, seed=1)
    alone = detect_drift({"a": before}, {"a": now})
    among = detect_drift({"a": before, "b": before}, {"a": now, "b": before})
    assert among.by_feature["a"] == pytest.approx(2 * alone.by_feature["a"])


def test_numbers_that_go_missing_are_drift() -> None:
    now = _normal(300, seed=1)
    now[:100] = np.nan
    assert detect_drift(_normal(300), now).alarm


def test_new_and_changed_categories_are_drift() -> None:
    before = np.array(["a", "b", "c"] * 100)
    assert detect_drift(before, np.array(["a", "b", "d"] * 100)).alarm
    assert not detect_drift(before, np.roll(before, 1)).alarm
    found = detect_drift(before, np.array(["a"] * 300))
    assert found.score == pytest.approx(2 / 3)


def test_two_categories_use_the_exact_test() -> None:
    before, now = np.arange(40) < 20, np.arange(40) < 2
    assert detect_drift(before, now).alarm
    assert detect_drift(before, before).p_value == 1


def test_rare_categories_are_counted_together() -> None:
    before = np.array(["a"] * 50 + [f"once{i}" for i in range(3)])
    now = np.array(["a"] * 50 + [f"new{i}" for i in range(3)])
    assert detect_drift(before, now).p_value == 1


def test_one_category_or_one_row_is_no_drift() -> None:
    assert detect_drift(["a"] * 50, ["a"] * 9).p_value == 1
    assert not detect_drift([1.0], [2.0]).alarm
    assert not detect_drift(["x"], ["y"]).alarm


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        ({"a": [1.0]}, {"b": [1.0]}, "a, b"),
        ({"a": [1.0]}, {"a": ["x"]}, "numbers in one batch"),
        ([], [1.0], "an empty reference"),
        ([1.0], [], "an empty current"),
        ([np.inf], [1.0], "infinite"),
        (np.zeros((2, 2, 2)), [1.0], "shape"),
        ({}, {}, "without features"),
        ({"a": [1.0], "b": [1.0, 2.0]}, {"a": [1.0], "b": [1.0]}, "columns of shapes"),
        ({"a": [[1.0]]}, {"a": [[1.0]]}, "columns of shapes"),
    ],
)
def test_unusable_batches_are_named(before: Any, now: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        detect_drift(before, now)
