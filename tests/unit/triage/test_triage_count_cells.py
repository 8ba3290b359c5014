from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.loop.triage import count_cells as module
from errata.loop.triage.attributes import code_attributes
from errata.loop.triage.count_cells import count_cells

Counts = dict[tuple[tuple[str, str], ...], tuple[int, int]]


def _world(n: int, seed: int = 0) -> tuple[dict[str, NDArray[Any]], NDArray[np.bool_]]:
    """Categories, one with many rare values, and a handful of words."""
    rng = np.random.default_rng(seed)
    attributes: dict[str, NDArray[Any]] = {
        name: rng.integers(0, 4, n).astype(str) for name in "abcd"
    }
    attributes["rare"] = rng.integers(0, n // 4, n).astype(str)
    attributes["same"] = np.full(n, "x")
    for at in range(12):
        attributes[f"word:{at}"] = rng.random(n) < 0.02 * (at + 1)
    return attributes, rng.random(n) < 0.2


def _exhaustive(
    attributes: dict[str, NDArray[Any]], errors: NDArray[np.bool_], depth: int, support: int
) -> Counts:
    """Every conjunction, each counted by itself."""
    found: Counts = {}
    coded = code_attributes(attributes, len(errors))
    for size in range(1, depth + 1):
        for chosen in combinations(coded, size):
            table = np.stack([each.codes for each in chosen])
            for cell in np.unique(table, axis=1).T:
                if any(code >= len(each.values) for code, each in zip(cell, chosen, strict=True)):
                    continue
                inside = (table == cell[:, None]).all(axis=0)
                singles = [(table[at] == code).sum() for at, code in enumerate(cell)]
                if inside.sum() >= support and max(singles) < len(errors):
                    key = sorted(
                        (each.name, each.values[code])
                        for code, each in zip(cell, chosen, strict=True)
                    )
                    found[tuple(key)] = (int(inside.sum()), int(errors[inside].sum()))
    return found


def _counted(
    attributes: dict[str, NDArray[Any]], errors: NDArray[np.bool_], depth: int, support: int
) -> Counts:
    coded = code_attributes(attributes, len(errors))
    cells = count_cells(coded, errors, max_depth=depth, min_support=support)
    assert len(cells) == len(cells.depth) == len(cells.errors)
    found: Counts = {}
    for at in range(len(cells)):
        predicate = cells.predicate(at)
        assert len(predicate) == cells.depth[at]
        key = tuple(sorted((coded[a].name, coded[a].values[code]) for a, code in predicate))
        assert key not in found
        found[key] = (int(cells.support[at]), int(cells.errors[at]))
    return found


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"DENSE": 1},
        {"TABLE": 0},
        {"WORTH": 0},
        {"SPILT": 0.0},
        {"SPILT": 2.0},
        {"DENSE": 1, "TABLE": 0, "SPILT": 2.0},
    ],
    ids=str,
)
def test_counts_equal_an_exhaustive_search(
    limits: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in limits.items():
        monkeypatch.setattr(module, name, value)
    attributes, errors = _world(600)
    assert _counted(attributes, errors, 3, 12) == _exhaustive(attributes, errors, 3, 12)


def test_each_row_may_be_a_cell() -> None:
    attributes, errors = _world(40)
    del attributes["rare"]
    assert _counted(attributes, errors, 2, 1) == _exhaustive(attributes, errors, 2, 1)


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_depth_is_what_was_asked(depth: int) -> None:
    attributes, errors = _world(400)
    assert _counted(attributes, errors, depth, 20) == _exhaustive(attributes, errors, depth, 20)


def test_nothing_large_is_no_cell() -> None:
    attributes, errors = _world(100)
    assert _counted(attributes, errors, 3, 200) == {}
    assert _counted({}, errors, 3, 1) == {}
    assert _counted({"a": np.zeros(0, "U1")}, np.zeros(0, bool), 3, 1) == {}
