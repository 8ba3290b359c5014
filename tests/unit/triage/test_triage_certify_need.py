from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.certify import certify_threshold
from errata.loop.triage.certify_need import labels_needed


def test_clean_cases_need_as_many_as_the_bound_does() -> None:
    assert labels_needed([], [], alpha=0.05, delta=0.05) == 59
    assert labels_needed([0.5], [True], alpha=0.05, delta=0.05) == 58
    assert labels_needed(np.ones(58), np.ones(58, bool), alpha=0.05, delta=0.05) == 1
    assert labels_needed(np.ones(59), np.ones(59, bool), alpha=0.05, delta=0.05) == 0


def test_a_model_that_errs_too_often_everywhere_is_not_helped_by_any_number() -> None:
    assert labels_needed([0.5], [False], alpha=0.05, delta=0.05) is None
    right = np.arange(1000) % 5 > 0
    assert labels_needed(np.linspace(0, 1, 1000), right, alpha=0.05, delta=0.05) is None


def test_errors_below_the_target_need_more_than_none() -> None:
    right = np.arange(100) != 50
    flat = labels_needed(np.full(100, 0.9), right, alpha=0.03, delta=0.05)
    assert flat is not None
    assert flat > 100
    # Where the error lies at the bottom, the clean part above it needs fewer.
    sorted_out = labels_needed(-np.arange(100.0), np.arange(100) != 99, alpha=0.03, delta=0.05)
    assert sorted_out is not None
    assert sorted_out < flat


def test_the_number_named_is_about_enough() -> None:
    rng = np.random.default_rng(0)
    confidence = rng.beta(8, 1, 60)
    right = rng.random(60) < confidence
    more = labels_needed(confidence, right, alpha=0.05, delta=0.05)
    assert more is not None
    issued = 0
    for _ in range(40):
        again = rng.beta(8, 1, 60 + more)
        found = certify_threshold(again, rng.random(60 + more) < again, alpha=0.05, delta=0.05)
        issued += found.threshold is not None
    assert issued >= 16


def test_more_than_the_most_is_none() -> None:
    assert labels_needed([0.5], [True], alpha=0.05, delta=0.05, most=50) is None
    right = np.arange(1000) % 100 > 0
    many = labels_needed(np.full(1000, 0.5), right, alpha=0.0101, delta=0.05, most=100_000)
    assert many is None


def test_unusable_input_is_named() -> None:
    with pytest.raises(InputError, match="power"):
        labels_needed([0.5], [True], alpha=0.05, delta=0.05, power=1.0)
    with pytest.raises(InputError, match="nan"):
        labels_needed([np.nan], [True], alpha=0.05, delta=0.05)
