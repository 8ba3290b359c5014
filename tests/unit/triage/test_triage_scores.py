from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.scores import SCORES

NAMES = ("entropy.v1", "least_confidence.v1", "margin.v1")


def test_three_scores_are_registered() -> None:
    assert set(NAMES) <= set(SCORES)


@pytest.mark.parametrize("name", NAMES)
def test_doubt_is_worth_more(name: str) -> None:
    sure, doubtful, even = SCORES[name]([[0.9, 0.05, 0.05], [0.5, 0.4, 0.1], [1 / 3] * 3])
    assert 0 < sure < doubtful < even == pytest.approx(1)


@pytest.mark.parametrize("name", NAMES)
def test_certainty_and_a_single_class_are_worth_nothing(name: str) -> None:
    assert SCORES[name]([[1.0, 0.0]])[0] == 0
    assert SCORES[name]([[1.0], [1.0]]).tolist() == [0, 0]


@pytest.mark.parametrize("name", NAMES)
def test_the_input_stays_as_it_was_and_bad_input_is_named(name: str) -> None:
    p = np.array([[0.2, 0.8]])
    SCORES[name](p)
    assert p.tolist() == [[0.2, 0.8]]
    assert len(SCORES[name](np.empty((0, 4)))) == 0
    with pytest.raises(InputError, match="sum to"):
        SCORES[name]([[0.9, 0.9]])
