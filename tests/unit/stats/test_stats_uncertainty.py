"""Three measures of doubt: none where the model is sure, 1 where it cannot tell at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.uncertainty import entropy, least_confidence, margin

MEASURES = [margin, entropy, least_confidence]


@pytest.mark.parametrize("measure", MEASURES)
def test_doubt_runs_from_0_when_sure_to_1_for_an_even_split(measure: Callable[..., Any]) -> None:
    for classes in (2, 3, 77):
        p = np.stack([np.eye(classes)[0], np.full(classes, 1 / classes)])
        np.testing.assert_allclose(measure(p), [0, 1], atol=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_one_class_alone_leaves_no_doubt(measure: Callable[..., Any]) -> None:
    assert measure(np.ones((3, 1))).tolist() == [0, 0, 0]


@pytest.mark.parametrize("measure", MEASURES)
def test_no_row_gives_no_score(measure: Callable[..., Any]) -> None:
    assert measure(np.empty((0, 4))).shape == (0,)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_input_is_left_as_it_was(measure: Callable[..., Any]) -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(5), 20)
    kept = p.copy()
    measure(p)
    np.testing.assert_array_equal(p, kept)


def test_the_margin_is_between_the_two_largest_ties_included() -> None:
    np.testing.assert_allclose(
        margin([[0.2, 0.5, 0.3], [0.4, 0.2, 0.4], [0.1, 0.1, 0.8]]), [0.8, 1.0, 0.3]
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_no_probability_is_refused(measure: Callable[..., Any]) -> None:
    with pytest.raises(InputError):
        measure([[0.5, 0.6]])
