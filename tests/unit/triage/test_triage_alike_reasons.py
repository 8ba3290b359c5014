"""Reasons in people's own words, grouped."""

from __future__ import annotations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.triage.alike_reasons import group_reasons

DIM = ["The picture is too dim", "picture too dim", "too dim, the picture", "very dim picture"]
REFUND = ["asks for a refund", "Asks for refunds", "customer asks for a refund"]
GERMAN = ["Das Bild ist unscharf", "Bild unscharf", "das Bild ist sehr unscharf"]
CHINESE = ["图片太暗了", "图片太暗", "图片 太暗了"]


def test_reasons_that_say_the_same_stand_together_in_any_language() -> None:
    told = [*DIM, *REFUND, *GERMAN, *CHINESE]
    groups = group_reasons(told)
    assert [group.n for group in groups] == [4, 3, 3, 3]
    for group, wanted in zip(groups, (DIM, REFUND, GERMAN, CHINESE), strict=True):
        assert [told[row] for row in group.rows] == wanted
        assert group.says in wanted


def test_every_reason_is_in_one_group_and_empty_ones_in_none() -> None:
    told = [*DIM, "", "  ", *REFUND, "?!"]
    groups = group_reasons(told)
    rows = sorted(row for group in groups for row in group.rows)
    assert rows == [row for row, reason in enumerate(told) if reason.strip()]
    assert group_reasons(["", " "]) == []
    assert group_reasons([]) == []


def test_the_order_of_reasons_decides_no_group() -> None:
    told = [*DIM, *REFUND, *GERMAN, *CHINESE]
    order = np.random.default_rng(0).permutation(len(told))
    turned = group_reasons([told[place] for place in order])
    straight = {frozenset(group.rows) for group in group_reasons(told)}
    assert {frozenset(int(order[row]) for row in group.rows) for group in turned} == straight


def test_a_stricter_likeness_makes_more_groups() -> None:
    assert len(group_reasons(DIM, alike=1.0)) > len(group_reasons(DIM, alike=0.2)) == 1
    with pytest.raises(InputError, match="above 0 and at most 1"):
        group_reasons(DIM, alike=0)
