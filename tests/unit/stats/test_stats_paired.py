from __future__ import annotations

from math import comb

import pytest

from errata.core.errors import InputError
from errata.stats.paired import (
    cases_needed,
    cases_needed_non_inferiority,
    mcnemar,
    non_inferiority,
    power,
)


def test_the_test_is_the_sign_test_of_the_discordant_cases() -> None:
    for gained, lost in [(0, 0), (5, 0), (3, 9), (12, 4)]:
        n = gained + lost
        terms = sum(comb(n, i) for i in range(gained, n + 1)) / 2**n
        assert mcnemar(gained, lost) == pytest.approx(terms)


def test_equal_models_are_not_inferior_on_many_cases_only() -> None:
    assert non_inferiority(10, 10, 4000, margin=0.01) < 0.01
    assert non_inferiority(10, 10, 200, margin=0.01) > 0.2


def test_a_model_worse_by_more_than_the_margin_is_never_non_inferior() -> None:
    assert non_inferiority(0, 100, 1000, margin=0.01) > 0.99


def test_so_few_discordant_cases_that_no_such_loss_fits() -> None:
    assert non_inferiority(0, 0, 10_000, margin=0.01) == 0.001


def test_every_case_discordant_is_still_answered() -> None:
    assert non_inferiority(40, 0, 40, margin=0.01) < 0.01
    assert power(40, 0, 40, cases=40) == pytest.approx(1)


def test_the_number_needed_has_the_power_asked() -> None:
    needed = cases_needed(20, 10, 200)
    assert needed is not None
    assert power(20, 10, 200, cases=needed) >= 0.8 > power(20, 10, 200, cases=needed - 20)


def test_a_tiny_gain_needs_many_cases() -> None:
    needed = cases_needed(101, 100, 2000)
    assert needed is not None
    assert 1_000_000 < needed < 5_000_000
    exact = cases_needed(33, 25, 600)
    assert exact is not None
    assert 1500 < exact < 5000


def test_no_number_of_cases_helps_a_candidate_that_is_no_better() -> None:
    assert cases_needed(5, 5, 100) is None
    assert cases_needed_non_inferiority(0, 10, 100, margin=0.01) is None


def test_agreement_everywhere_has_no_power() -> None:
    assert power(0, 0, 10, cases=1000) == 0


def test_more_margin_needs_fewer_cases() -> None:
    wide = cases_needed_non_inferiority(5, 5, 100, margin=0.05)
    narrow = cases_needed_non_inferiority(5, 5, 100, margin=0.01)
    assert wide is not None
    assert narrow is not None
    assert wide < narrow


@pytest.mark.parametrize(("gained", "lost", "n"), [(-1, 0, 5), (3, 3, 5), (0, 0, 0)])
def test_impossible_counts_are_refused(gained: int, lost: int, n: int) -> None:
    with pytest.raises(InputError):
        power(gained, lost, n, cases=10)
    with pytest.raises(InputError):
        non_inferiority(gained, lost, n, margin=0.01)
