"""Law 5: the same rows give the same name, and any other row another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.curate.fingerprint import DatasetRows, dataset_fingerprint


def rows(n: int = 50, seed: int = 0) -> DatasetRows:
    rng = np.random.default_rng(seed)
    return DatasetRows(
        item_ids=rng.integers(0, 256, size=(n, 16), dtype=np.uint8),
        labels=[str(label) for label in rng.integers(5, size=n)],
        weights=rng.integers(1, 4, size=n).astype(np.float64),
        provenance=[f"resolution:{number}" for number in range(n)],
    )


def test_the_order_of_rows_does_not_matter() -> None:
    ours = rows()
    order = np.random.default_rng(1).permutation(50)
    mixed = DatasetRows(
        item_ids=ours.item_ids[order],
        labels=[ours.labels[row] for row in order],
        weights=ours.weights[order],
        provenance=[ours.provenance[row] for row in order],
    )
    assert dataset_fingerprint(mixed) == dataset_fingerprint(ours)


@pytest.mark.parametrize("column", ["item_ids", "labels", "weights", "provenance"])
def test_a_change_in_any_column_changes_the_name(column: str) -> None:
    ours = rows()
    changed: Any = {
        "item_ids": ours.item_ids ^ (np.arange(50) == 7).astype(np.uint8)[:, None],
        "labels": [*ours.labels[:-1], "other"],
        "weights": ours.weights + np.where(np.arange(50) == 3, 1e-12, 0),
        "provenance": ["base", *ours.provenance[1:]],
    }
    assert dataset_fingerprint(replace(ours, **{column: changed[column]})) != dataset_fingerprint(
        ours
    )


def test_text_cannot_slip_from_one_row_into_the_next() -> None:
    ids = np.arange(32, dtype=np.uint8).reshape(2, 16)
    names = {
        dataset_fingerprint(
            DatasetRows(
                item_ids=ids, labels=labels, weights=np.ones(2), provenance=["base", "base"]
            )
        )
        for labels in (["ab", "c"], ["a", "bc"], ["", "abc"])
    }
    assert len(names) == 3


def test_the_two_zeros_are_one_weight() -> None:
    ours = rows()
    zero, minus = replace(ours, weights=np.zeros(50)), replace(ours, weights=-np.zeros(50))
    assert dataset_fingerprint(zero) == dataset_fingerprint(minus)


def test_the_name_is_fixed_for_ever() -> None:
    """A change here would rename every dataset ever made."""
    assert dataset_fingerprint(rows(3)) == (
        "da30cb195be79dc58cc6088d27e5087f89cc8ed12c01bca3d216cc4fbc3e0187"
    )


def test_an_empty_dataset_has_a_name_of_its_own() -> None:
    assert len(dataset_fingerprint(rows(0))) == 64
    assert dataset_fingerprint(rows(0)) != dataset_fingerprint(rows(1))


def test_an_item_that_occurs_twice_is_refused_by_its_id() -> None:
    ours = rows(2)
    twice = replace(ours, item_ids=np.repeat(ours.item_ids[:1], 2, axis=0))
    with pytest.raises(InputError, match=f"item {ours.item_ids[0].tobytes().hex()} twice"):
        dataset_fingerprint(twice)


@pytest.mark.parametrize(
    "fault",
    [
        {"item_ids": np.zeros((50, 8), dtype=np.uint8)},
        {"item_ids": np.zeros((50, 16))},
        {"item_ids": np.zeros(50, dtype=np.uint8)},
        {"labels": ["a"]},
        {"weights": np.full(50, -1.0)},
        {"weights": np.full(50, np.nan)},
    ],
)
def test_columns_that_cannot_be_a_dataset_are_refused(fault: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        dataset_fingerprint(replace(rows(), **fault))
