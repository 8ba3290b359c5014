"""An example counts as much as its label is sure, and never nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.curate.weights import FLOOR, WEIGHTS, example_weights


def test_the_default_weighting_is_registered() -> None:
    assert WEIGHTS["posterior_priority.v1"] is example_weights


def test_by_default_the_weight_is_the_posterior() -> None:
    sure = np.array([0.5, 0.75, 1.0])
    np.testing.assert_array_equal(example_weights(sure), sure)
    np.testing.assert_array_equal(example_weights(sure, corrected=[True, False, True]), sure)


def test_priority_lifts_corrections_and_leaves_confirmations() -> None:
    found = example_weights([0.9, 0.9], corrected=[True, False], priority=3.0)
    np.testing.assert_allclose(found, [2.7, 0.9])


def test_without_a_corrected_column_every_example_takes_the_priority() -> None:
    np.testing.assert_allclose(example_weights([0.5, 1.0], priority=2.0), [1.0, 2.0])


def test_weights_stay_above_zero_for_the_trainers() -> None:
    assert example_weights([0.0]).tolist() == [FLOOR]


def test_no_example_gives_no_weight() -> None:
    assert example_weights([]).shape == (0,)


@pytest.mark.parametrize(
    ("posterior", "named", "message"),
    [
        ([1.1], {}, "posterior 1.1 at row 0"),
        ([np.nan], {}, "posterior nan"),
        ([0.5, 0.5], {"corrected": [True]}, "1 corrected for 2 rows"),
        ([0.5], {"corrected": [2]}, "neither true nor false"),
        ([0.5], {"priority": 0.0}, "priority 0.0"),
        ([0.5], {"priority": np.inf}, "priority inf"),
        ([0.5], {"priority": np.nan}, "priority nan"),
    ],
)
def test_what_is_no_weight_is_refused(
    posterior: list[float], named: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        example_weights(posterior, **named)
