"""Causes that took another's place, and counts that follow them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errata.core.errors import InputError
from errata.loop.review.standing_causes import counted_under, standing_causes


def test_a_chain_of_names_counts_under_the_last() -> None:
    became = {"a": ["b"], "b": ["c"], "c": [], "d": ["c"]}
    assert standing_causes(became) == dict.fromkeys("abcd", "c")


def test_what_is_split_stays_under_its_own_name() -> None:
    assert standing_causes({"a": ["b"], "b": ["x", "y"], "x": [], "y": []}) == {
        "a": "b", "b": "b", "x": "x", "y": "y",
    }  # fmt: skip


def test_a_circle_is_refused() -> None:
    with pytest.raises(InputError, match="became each other"):
        standing_causes({"a": ["b"], "b": ["a"]})


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 50)), st.permutations("abcdef"))
def test_no_count_is_lost_whatever_became_of_causes(counts: dict[str, int], order: str) -> None:
    # Each may become one that comes later in some order: every history without a circle.
    became = {name: list(order[at + 1 : at + 2]) for at, name in enumerate(order) if at != 2}
    under = counted_under(counts.items(), standing_causes({**became, order[2]: []}))
    assert sum(under.values()) == sum(counts.values())
    assert list(under.values()) == sorted(under.values(), reverse=True)
