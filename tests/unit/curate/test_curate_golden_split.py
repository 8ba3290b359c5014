"""Which past errors guard the gate and which teach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binom

from errata.core.errors import InputError
from errata.loop.curate.golden_split import GOLDEN, TRAINING, UNDECIDED, golden_split

KEY = bytes(range(16))


def ids(n: int) -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(0, 256, size=(n, 16), dtype=np.uint8)


def test_the_share_of_groups_in_golden_is_the_share_asked_for() -> None:
    n = 4000
    golden = golden_split(ids(n), [""] * n, ["all"] * n, key=KEY, share=0.3).golden
    low, high = binom.ppf([5e-5, 1 - 5e-5], n, 0.3)
    assert low <= golden.sum() <= high


def test_a_group_is_never_on_both_sides() -> None:
    rng = np.random.default_rng(2)
    groups = [f"patient-{number}" for number in rng.integers(60, size=600)]
    slices = rng.choice(["dim", "rotated", ""], size=600).tolist()
    golden = golden_split(ids(600), groups, slices, key=KEY, share=0.5, minimum_training=120).golden
    sides = {group: set() for group in groups}  # type: dict[str, set[bool]]
    for group, side in zip(groups, golden.tolist(), strict=True):
        sides[group].add(side)
    assert all(len(side) == 1 for side in sides.values())
    assert 0 < golden.sum() < 600


def test_row_order_and_repetition_change_nothing_and_the_key_does() -> None:
    items, slices = ids(200), ["a"] * 200
    golden = golden_split(items, [""] * 200, slices, key=KEY).golden
    order = np.random.default_rng(3).permutation(200)
    assert np.array_equal(golden_split(items[order], [""] * 200, slices, key=KEY).golden,
                          golden[order])  # fmt: skip
    other = golden_split(items, [""] * 200, slices, key=bytes(16)).golden
    assert not np.array_equal(other, golden)


def test_a_small_slice_teaches_before_it_tests() -> None:
    slices = ["big"] * 300 + ["rare"] * 4 + ["small"] * 12
    golden = golden_split(ids(316), [""] * 316, slices, key=KEY, share=0.9).golden
    assert golden[:300].mean() > 0.8
    assert not golden[300:304].any()
    assert (~golden[304:]).sum() >= 5


def test_groups_come_back_only_as_far_as_the_minimum_asks() -> None:
    golden = golden_split(ids(40), [""] * 40, ["a"] * 40, key=KEY, share=1.0).golden
    assert (~golden).sum() == 5
    none_asked = golden_split(
        ids(40), [""] * 40, ["a"] * 40, key=KEY, share=1.0, minimum_training=0
    )
    assert none_asked.golden.all()


def test_what_was_settled_stays_and_takes_its_group_along() -> None:
    settled = np.full(100, UNDECIDED, dtype=np.int8)
    settled[:10], settled[10:20] = GOLDEN, TRAINING
    groups = [f"g{row % 50}" for row in range(100)]  # rows 50-69 share the groups of 0-19
    golden = golden_split(
        ids(100), groups, ["a"] * 100, key=KEY, minimum_training=1000, settled=settled
    ).golden
    assert golden[:10].all()
    assert golden[50:60].all()
    assert golden.sum() == 20  # the minimum cannot take what golden already has


def test_a_group_settled_on_both_sides_is_refused() -> None:
    settled = np.array([GOLDEN, TRAINING], dtype=np.int8)
    with pytest.raises(InputError, match="group:g on both sides"):
        golden_split(ids(2), ["g", "g"], ["", ""], key=KEY, settled=settled)


def test_a_group_named_like_an_item_is_still_a_group() -> None:
    items = ids(2)
    name = items[0].tobytes().decode("latin-1")
    golden = golden_split(items, ["", name], ["", ""], key=KEY, minimum_training=0).golden
    assert golden.shape == (2,)


def test_no_errors_split_into_nothing() -> None:
    split = golden_split(ids(0), [], [], key=KEY, share=0.25)
    assert split.golden.shape == (0,)
    assert split.rule == "golden_split.v1 share=0.25 minimum_training=5"


@pytest.mark.parametrize(
    "fault",
    [
        {"groups": [""]},
        {"slices": [""]},
        {"settled": np.zeros(1, dtype=np.int8)},
        {"share": 1.5},
        {"share": float("nan")},
        {"minimum_training": -1},
    ],
)
def test_faulty_splits_are_refused(fault: dict[str, Any]) -> None:
    given: dict[str, Any] = {"groups": ["", ""], "slices": ["", ""]} | fault
    with pytest.raises(InputError):
        golden_split(ids(2), given.pop("groups"), given.pop("slices"), key=KEY, **given)
