"""On data without slices at most 5 % of the runs report any; planted ones are found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.loop.triage.regions import fit_regions
from errata.loop.triage.slices import find_slices
from errata.loop.triage.words import word_attributes
from errata.stats.binomial import lower_bound

pytestmark = pytest.mark.guarantee


def _attributes(rng: np.random.Generator, n: int, columns: int) -> dict[str, NDArray[Any]]:
    """Categories, a number, and an attribute that all but equals another."""
    attributes: dict[str, NDArray[Any]] = {
        str(at): rng.integers(0, rng.integers(2, 7), n).astype(str) for at in range(columns)
    }
    attributes["number"] = np.where(rng.random(n) < 0.1, np.nan, rng.lognormal(size=n))
    attributes["shadow"] = np.where(rng.random(n) < 0.9, attributes["0"], "other")
    return attributes


@pytest.mark.parametrize(
    ("n", "columns", "rate", "depth"),
    [(400, 5, 0.2, 3), (1500, 4, 0.05, 3), (800, 3, 0.4, 1), (600, 6, 0.1, 2)],
)
def test_data_without_slices_report_none(n: int, columns: int, rate: float, depth: int) -> None:
    reported = 0
    for repetition in range(200):
        rng = np.random.default_rng(repetition)
        attributes = _attributes(rng, n, columns)
        reported += bool(find_slices(attributes, rng.random(n) < rate, max_depth=depth))
    assert float(lower_bound(reported, 200, confidence=0.99)) <= 0.05


def test_data_without_slices_report_none_among_words_and_regions_either() -> None:
    names = np.array([f"w{at}" for at in range(60)])
    chance = 1 / np.arange(3, 63)  # a few frequent words, many rare ones
    reported = 0
    for repetition in range(100):
        rng = np.random.default_rng([7, repetition])
        n = 600
        texts = [" ".join(names[rng.random(60) < chance]) for _ in range(n)]
        points = rng.normal(size=(n, 4)) + rng.integers(0, 3, (n, 1))
        columns = _attributes(rng, n, 2) | word_attributes(texts, most=60)
        columns |= fit_regions(points, texts, seed=repetition, scales=[8]).attributes(points)
        assert sum(name.startswith("word:") for name in columns) >= 15
        assert "region of 8" in columns
        reported += bool(find_slices(columns, rng.random(n) < 0.15))
    assert float(lower_bound(reported, 100, confidence=0.99)) <= 0.05


def test_what_is_reported_beside_a_planted_slice_is_rarely_false() -> None:
    found_it = false = told = 0
    for repetition in range(100):
        rng = np.random.default_rng(repetition)
        attributes = {str(at): rng.integers(0, 4, 2000).astype(str) for at in range(6)}
        weak = (attributes["1"] == "2") & (attributes["4"] == "0")
        found = find_slices(attributes, rng.random(2000) < np.where(weak, 0.45, 0.1))
        names = [each.name for each in found]
        found_it += "1=2 & 4=0" in names
        false += sum(name != "1=2 & 4=0" for name in names)
        told += len(names)
    assert found_it >= 95
    assert false / told <= 0.10
