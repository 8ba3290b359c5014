from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.loop.triage.slices import find_slices
from errata.stats.binomial import proportion

Attributes = dict[str, NDArray[Any]]


def _world(n: int = 6000, seed: int = 0) -> tuple[Attributes, NDArray[np.bool_]]:
    """Errors are frequent where a=1 and b=1, more frequent where c=2, and nowhere else."""
    rng = np.random.default_rng(seed)
    attributes = {name: rng.integers(0, 4, n).astype(str) for name in "abcd"}
    rate = np.full(n, 0.05)
    rate[(attributes["a"] == "1") & (attributes["b"] == "1")] = 0.4
    rate[attributes["c"] == "2"] = 0.2
    return attributes, rng.random(n) < rate


def test_planted_slices_are_found_and_nothing_else() -> None:
    attributes, errors = _world()
    assert [found.name for found in find_slices(attributes, errors)] == ["c=2", "a=1 & b=1"]


def test_a_slice_states_its_own_counts() -> None:
    attributes, errors = _world()
    found = find_slices(attributes, errors)[0]
    inside = attributes["c"] == "2"
    assert found.support == inside.sum()
    assert found.error_rate == proportion(int(errors[inside].sum()), int(inside.sum()))
    assert found.lift.low < errors[inside].mean() / errors[~inside].mean() < found.lift.high
    assert found.p_value < 1e-10


def test_a_refinement_is_told_only_when_it_is_worse_than_its_parent() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.choice(["x", "y"], 4000), rng.choice(["x", "y"], 4000)
    flat = rng.random(4000) < np.where(a == "x", 0.3, 0.05)
    assert [found.name for found in find_slices({"a": a, "b": b}, flat)] == ["a=x"]
    steep = rng.random(4000) < np.where(a == "x", np.where(b == "x", 0.7, 0.3), 0.05)
    names = [found.name for found in find_slices({"a": a, "b": b}, steep)]
    assert names == ["a=x & b=x", "a=x"] or names == ["a=x", "a=x & b=x"]


def test_an_attribute_that_only_follows_another_is_not_told() -> None:
    rng = np.random.default_rng(4)
    cause = rng.random(5000) < 0.3
    shadow = np.where(rng.random(5000) < 0.8, cause, rng.random(5000) < 0.5)
    errors = rng.random(5000) < np.where(cause, 0.3, 0.05)
    found = find_slices({"cause": cause, "shadow": shadow}, errors)
    assert [each.name for each in found] == ["cause=True"]


def test_depth_limits_the_conjunctions() -> None:
    attributes, errors = _world()
    assert all(len(found.predicate) == 1 for found in find_slices(attributes, errors, max_depth=1))


def test_the_order_of_rows_and_attributes_does_not_matter() -> None:
    attributes, errors = _world()
    order = np.random.default_rng(9).permutation(len(errors))
    shuffled = {name: attributes[name][order] for name in "dbca"}
    assert find_slices(shuffled, errors[order]) == find_slices(attributes, errors)


@pytest.mark.parametrize("errors", [np.zeros(100, bool), np.ones(100, bool), np.zeros(0, bool)])
def test_without_contrast_there_is_no_slice(errors: NDArray[np.bool_]) -> None:
    assert find_slices({"a": np.arange(len(errors)) % 2}, errors) == []


def test_no_attribute_or_no_support_is_no_slice() -> None:
    errors = np.arange(100) < 30
    assert find_slices({}, errors) == []
    assert find_slices({"same": np.ones(100)}, errors) == []
    assert find_slices({"a": np.arange(100).astype(str)}, errors) == []
    assert find_slices({"a": np.arange(100) % 2}, errors, min_support=1000) == []


def test_noise_alone_is_no_slice() -> None:
    rng = np.random.default_rng(0)
    assert find_slices({"a": rng.integers(0, 3, 500)}, rng.random(500) < 0.2) == []


def test_a_single_error_outside_leaves_the_lift_finite() -> None:
    errors = np.arange(200) < 60
    found = find_slices({"a": np.where(errors, "x", "y")}, errors)[0]
    assert found.error_rate.value == 1
    assert 1 < found.lift.low < found.lift.value < found.lift.high < np.inf


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"attributes": {"a": [1, 2]}}, "attribute 'a' of shape"),
        ({"errors": [0, 1, 2]}, "neither true nor false"),
        ({"max_depth": 0}, "max_depth 0"),
        ({"min_support": 0}, "min_support 0"),
        ({"fdr": 1.0}, "fdr"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, Any], says: str) -> None:
    usable: dict[str, Any] = {"attributes": {"a": [1, 2, 3]}, "errors": [0, 1, 0]}
    with pytest.raises(InputError, match=says):
        find_slices(**(usable | changes))


def test_a_p_value_is_never_zero() -> None:
    where = np.arange(20_000) % 2 == 0
    found = find_slices({"a": where}, where)[0]
    assert 0 < found.p_value < 1e-300
