from __future__ import annotations

from math import comb

import numpy as np
import pytest

from errata.stats.hypergeometric import upper_tail


def test_the_tail_is_the_sum_of_its_terms() -> None:
    n, e = 20, 7
    for s in (1, 5, 13, 20):
        for k in range(s + 2):
            terms = sum(
                comb(e, i) * comb(n - e, s - i) for i in range(k, min(s, e) + 1) if s - i <= n - e
            )
            assert upper_tail(k, s, e, n) == pytest.approx(terms / comb(n, s), abs=1e-12)


def test_far_tails_keep_their_relative_precision() -> None:
    assert upper_tail(50, 50, 50, 100) == pytest.approx(1 / comb(100, 50), rel=1e-9)


def test_arrays_broadcast() -> None:
    assert upper_tail(np.arange(3)[:, None], [4, 5], 4, 9).shape == (3, 2)
