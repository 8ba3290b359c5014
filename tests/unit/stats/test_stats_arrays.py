from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.arrays import (
    level,
    probabilities_of,
    propensities,
    share,
    truth_values,
    vector,
)


@pytest.mark.parametrize(
    ("check", "given", "says"),
    [
        (lambda x: vector(x, "draws"), ["a"], "not numbers"),
        (lambda x: vector(x, "draws"), [[1.0]], "shape"),
        (lambda x: vector(x, "draws", n=3), [1.0], "1 draws for 3 rows"),
        (lambda x: vector(x, "draws"), [0.0, np.nan], "nan at row 1"),
        (lambda x: share(x, "draws"), [0.5, 1.5], "1.5 at row 1"),
        (lambda x: truth_values(x, "correct"), [0, 2], "neither true nor false"),
        (lambda x: truth_values(x, "correct", n=2), [True], "1 correct for 2 rows"),
        (propensities, [0.5, 0.0], "propensity 0 at row 1"),
        (probabilities_of, [["a"]], "not numbers"),
        (probabilities_of, [0.5, 0.5], "shape"),
        (probabilities_of, np.empty((2, 0)), "shape"),
        (probabilities_of, [[0.5, 0.5], [0.5, 0.2]], "sum to 0.7 at row 1"),
        (probabilities_of, [[1.5, -0.5]], "row 0"),
        (probabilities_of, [[np.nan, 1.0]], "row 0"),
        (lambda x: level(x, "alpha"), 1.0, "alpha 1.0"),
        (lambda x: level(x, "alpha"), "0.05", "alpha '0.05'"),
        (lambda x: level(x, "alpha"), None, "alpha None"),
        (lambda x: truth_values(x, "errors"), [[True], [True, False]], "errors of rows"),
    ],
)
def test_what_cannot_be_used_is_named(
    check: Callable[[Any], object], given: Any, says: str
) -> None:
    with pytest.raises(InputError, match=says):
        check(given)


def test_half_precision_probabilities_are_rescaled() -> None:
    p = np.full((1, 3), 1 / 3, dtype=np.float16)
    assert probabilities_of(p).sum() == pytest.approx(1, abs=1e-15)


def test_no_rows_are_fine() -> None:
    assert probabilities_of(np.empty((0, 3))).shape == (0, 3)
    assert len(vector([], "draws")) == 0


def test_zeros_and_ones_are_truth_values_and_propensities_may_be_one() -> None:
    assert truth_values([0, 1.0], "correct").tolist() == [False, True]
    assert propensities([0.1, 1]).tolist() == [0.1, 1.0]
