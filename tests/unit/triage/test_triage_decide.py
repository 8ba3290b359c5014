from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.core.prediction import DECISIONS, Flag
from errata.loop.triage.decide import Triaged, decide


def _words(triaged: Triaged) -> list[str]:
    return [DECISIONS[code].value for code in triaged.decision]


def test_three_bands() -> None:
    found = decide(
        [0.95, 0.949, 0.4, 0.399], [0.9] * 4, accept_from=0.95, expert_below=0.4, propensity=0.1
    )
    assert _words(found) == ["accept", "review", "review", "expert"]
    assert found.flags.tolist() == [0, *[Flag.LOW_CONFIDENCE] * 3]
    assert found.decision.dtype == np.uint8
    assert found.flags.dtype == np.uint32


def test_without_a_certificate_nothing_is_accepted() -> None:
    found = decide([1.0, 0.1], [0.9, 0.9], accept_from=None, propensity=0.1, expert_below=0.5)
    assert _words(found) == ["review", "expert"]


def test_an_unknown_confidence_goes_to_review() -> None:
    found = decide([np.nan], [0.9], accept_from=0.0, propensity=0.1, expert_below=0.0)
    assert _words(found) == ["review"]


def test_sampling_looks_at_the_draw_alone_and_leaves_the_decision() -> None:
    found = decide([0.99, 0.1, 0.99], [0.04, 0.04, 0.05], accept_from=0.9, propensity=0.05)
    assert found.sampled.tolist() == [True, True, False]
    assert found.propensity.tolist() == [0.05] * 3
    assert _words(found) == ["accept", "review", "accept"]
    assert found.flags.tolist() == [Flag.AUDIT, Flag.AUDIT | Flag.LOW_CONFIDENCE, 0]


def test_a_class_that_is_never_accepted_goes_to_review() -> None:
    found = decide(
        [0.99, 0.99],
        [0.9, 0.9],
        accept_from=0.9,
        propensity=0.0,
        predicted=[0, 1],
        never_accept=[False, True],
    )
    assert _words(found) == ["accept", "review"]
    assert not found.sampled.any()


def test_an_empty_batch_is_decided() -> None:
    found = decide(
        [],
        [],
        accept_from=0.9,
        propensity=1.0,
        predicted=np.empty(0, int),
        never_accept=[True],
    )
    assert len(found.decision) == 0


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"confidence": [0.5]}, "shape"),
        ({"confidence": [np.inf, 0.5]}, "infinite"),
        ({"draws": [0.5, 1.0]}, "a draw of 1"),
        ({"propensity": 1.5}, "no chance"),
        ({"expert_below": 0.99}, "experts below"),
        ({"never_accept": [True, False]}, "without predicted"),
        ({"never_accept": [True, False], "predicted": [0]}, "predicted of shape"),
        ({"never_accept": [True, False], "predicted": [0.0, 1.0]}, "type float64"),
        ({"never_accept": [True, False], "predicted": [0, 2]}, "from 0 to 2"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, Any], says: str) -> None:
    usable: dict[str, Any] = {
        "confidence": [0.5, 0.9],
        "draws": [0.5, 0.5],
        "accept_from": 0.9,
        "propensity": 0.1,
    }
    with pytest.raises(InputError, match=says):
        decide(**(usable | changes))


def test_each_prediction_may_have_its_own_threshold_and_chance() -> None:
    found = decide(
        [0.9, 0.9, 1.0],
        [0.15, 0.15, 0.15],
        accept_from=[0.8, 0.95, np.inf],
        propensity=[0.1, 0.2, 1.0],
        expert_below=0.92,
    )
    assert _words(found) == ["accept", "expert", "review"]
    assert found.sampled.tolist() == [False, True, True]
    assert found.propensity.tolist() == [0.1, 0.2, 1.0]


def test_what_is_suspect_is_not_accepted_and_says_why() -> None:
    weak = np.array([Flag.WEAK_SLICE, 0, Flag.NOVEL], dtype=np.uint32)
    found = decide(
        [0.99, 0.99, 0.1],
        [0.9] * 3,
        accept_from=0.9,
        propensity=0.1,
        suspect=weak,
        expert=[True, True, False],
    )
    assert _words(found) == ["expert", "accept", "review"]
    assert found.flags.tolist() == [Flag.WEAK_SLICE, 0, Flag.NOVEL | Flag.LOW_CONFIDENCE]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"accept_from": [0.5]}, "accept_from of shape"),
        ({"accept_from": [0.5, np.nan]}, "no NaN"),
        ({"propensity": [0.5, -0.1]}, "no chance"),
        ({"suspect": np.zeros(2)}, "type float64"),
        ({"suspect": np.zeros(3, np.uint32)}, "suspect of shape"),
    ],
)
def test_columns_that_do_not_fit_are_named(changes: dict[str, Any], says: str) -> None:
    usable: dict[str, Any] = {"accept_from": 0.9, "propensity": 0.1}
    with pytest.raises(InputError, match=says):
        decide([0.5, 0.9], [0.5, 0.5], **(usable | changes))
