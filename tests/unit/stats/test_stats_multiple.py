from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.multiple import benjamini_hochberg, benjamini_yekutieli, holm


def test_textbook_values() -> None:
    p = [0.005, 0.011, 0.02, 0.04, 0.13]
    assert holm(p) == pytest.approx([0.025, 0.044, 0.06, 0.08, 0.13])
    assert benjamini_hochberg(p) == pytest.approx([0.025, 0.0275, 1 / 30, 0.05, 0.13])


def test_the_order_given_is_the_order_answered() -> None:
    p = np.array([0.2, 0.001, 0.04])
    for adjust in (holm, benjamini_hochberg, benjamini_yekutieli):
        assert adjust(p)[[1, 2, 0]] == pytest.approx(adjust(np.sort(p)))


def test_unseen_tests_are_paid_for() -> None:
    assert benjamini_hochberg([0.001], tests=100)[0] == pytest.approx(0.1)
    assert benjamini_yekutieli([0.001], tests=10)[0] == pytest.approx(0.02929, abs=1e-5)


def test_fewer_tests_than_values_are_refused() -> None:
    with pytest.raises(InputError):
        benjamini_hochberg([0.1, 0.2], tests=1)


def test_nothing_asked_nothing_answered() -> None:
    assert len(holm([])) == len(benjamini_hochberg([])) == 0
