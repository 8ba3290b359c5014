from __future__ import annotations

from math import comb

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.stats.binomial import lower_bound, lower_tail, proportion, upper_bound, wilson


def test_the_tail_is_the_sum_of_its_terms() -> None:
    for n in (1, 7, 30):
        for k in range(n + 1):
            terms = sum(comb(n, i) * 0.3**i * 0.7 ** (n - i) for i in range(k + 1))
            assert lower_tail(k, n, 0.3) == pytest.approx(terms, abs=1e-12)


def test_at_the_upper_bound_the_tail_is_what_was_allowed() -> None:
    bound = upper_bound([0, 3, 9], [10, 10, 10], confidence=0.9)
    tails = [float(lower_tail(k, 10, float(b))) for k, b in zip([0, 3, 9], bound, strict=True)]
    assert tails == pytest.approx([0.1, 0.1, 0.1])


def test_bounds_at_the_ends_are_closed() -> None:
    assert upper_bound(10, 10) == 1
    assert lower_bound(0, 10) == 0
    assert lower_bound(10, 10) == pytest.approx(1 - upper_bound(0, 10))


def test_the_exact_interval_contains_the_score_interval() -> None:
    exact, score = proportion(18, 20, method="clopper_pearson"), proportion(18, 20)
    assert exact.low < score.low < score.value == 0.9 < score.high < exact.high
    assert (exact.method, score.method) == ("clopper_pearson", "wilson")


def test_the_score_interval_stays_around_its_value() -> None:
    assert wilson(0.0, 5)[0] == 0
    assert wilson(1.0, 5)[1] == 1


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_impossible_counts_are_refused(k: int, n: int) -> None:
    with pytest.raises(InputError):
        proportion(k, n)


def test_bounds_take_arrays_of_any_shape() -> None:
    assert upper_bound(np.zeros((2, 3)), 5).shape == (2, 3)
