"""The risk-coverage curve."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.core.errors import InputError
from errata.loop.triage.certify import certify_threshold
from errata.loop.triage.risk_coverage import risk_coverage
from errata.stats.binomial import upper_bound


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.4001, 0.9]), st.booleans()), min_size=1))
def test_every_point_counts_what_lies_at_or_above_its_threshold(
    cases: list[tuple[float, bool]],
) -> None:
    score = np.array([case[0] for case in cases])
    right = np.array([case[1] for case in cases])
    curve = risk_coverage(score, right)
    assert curve.n == len(cases)
    assert curve.threshold.tolist() == sorted(set(score.tolist()), reverse=True)
    for threshold, coverage, risk in zip(curve.threshold, curve.coverage, curve.risk, strict=True):
        accepted = score >= threshold
        assert coverage == pytest.approx(accepted.mean())
        assert risk == pytest.approx(1 - right[accepted].mean())
    assert curve.coverage[-1] == 1.0


def test_the_bound_is_the_exact_one_and_above_the_risk() -> None:
    rng = np.random.default_rng(0)
    score = rng.random(500)
    right = rng.random(500) < score
    curve = risk_coverage(score, right, delta=0.1)
    assert (curve.risk_upper >= curve.risk).all()
    accepted = score >= curve.threshold[-1]
    assert curve.risk_upper[-1] == pytest.approx(
        float(upper_bound((~right).sum(), accepted.sum(), confidence=0.9))
    )


def test_the_certificate_lies_on_the_curve() -> None:
    rng = np.random.default_rng(1)
    score = rng.random(1_000)
    right = rng.random(1_000) < 0.5 + score / 2
    found = certify_threshold(score, right, alpha=0.2, delta=0.05)
    assert found.threshold is not None
    curve = risk_coverage(score, right, points=2_000)
    at = int(np.argmin(np.abs(curve.threshold - found.threshold)))
    assert curve.coverage[at] == pytest.approx(found.coverage.value)
    assert curve.risk_upper[at] == pytest.approx(found.risk_upper)


def test_a_long_curve_is_thinned_and_keeps_its_ends() -> None:
    score = np.linspace(0, 1, 5_000)
    curve = risk_coverage(score, np.ones(5_000, dtype=bool), points=50)
    assert len(curve.threshold) == 50
    assert (curve.threshold[0], curve.threshold[-1]) == (1.0, 0.0)


def test_no_case_is_an_empty_curve() -> None:
    curve = risk_coverage([], [])
    assert curve.n == len(curve.threshold) == 0


def test_what_is_no_curve_is_refused() -> None:
    with pytest.raises(InputError, match="1 points"):
        risk_coverage([0.5], [True], points=1)
    with pytest.raises(InputError):
        risk_coverage([0.5, 0.6], [True])


def test_with_unequal_chances_the_curve_is_the_traffics() -> None:
    """Of the sure ones a tenth was drawn, of the unsure ones all."""
    confidence = np.r_[np.full(50, 0.9), np.full(50, 0.6)]
    correct = np.r_[np.ones(49, bool), False, np.ones(25, bool), np.zeros(25, bool)]
    chance = np.r_[np.full(50, 0.1), np.ones(50)]
    curve = risk_coverage(confidence, correct, propensity=chance, smallest_propensity=0.05)
    assert curve.coverage.tolist() == pytest.approx([500 / 550, 1.0])
    assert curve.risk.tolist() == pytest.approx([0.02, 35 / 550])
    assert (curve.risk_low < curve.risk).all()
    assert (curve.risk < curve.risk_upper).all()
    assert curve.risk_upper[0] > risk_coverage(confidence, correct).risk_upper[0]
