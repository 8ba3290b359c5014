"""What `aggregate` takes, and what it refuses in one sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.loop.consensus.answers import encode


def test_codes_point_at_the_sorted_names() -> None:
    answers = encode(["b", "a", "b"], [9, 9, 3], ["y", "x", "x"])
    assert answers.tasks[answers.task].tolist() == ["b", "a", "b"]
    assert answers.reviewers[answers.reviewer].tolist() == [9, 9, 3]
    assert answers.classes[answers.label].tolist() == ["y", "x", "x"]
    assert answers.votes().tolist() == [[1, 0], [1, 1]]


def test_given_classes_fix_the_columns_and_their_order() -> None:
    answers = encode([1, 2], [1, 1], ["no", "yes"], classes=["yes", "maybe", "no"])
    assert answers.votes().tolist() == [[0, 0, 1], [1, 0, 0]]


@pytest.mark.parametrize(
    "labels",
    [
        [True, False],
        [1.5, 2.5],
        [b"a\0", b"a"],  # numpy's own bytes type would make these two one
        [("a", 1), ("a", 2)],
        np.array(["x", "y"]),
        np.array(["x", "y"], dtype=object),
    ],
)
def test_labels_of_any_sortable_type_stay_apart(labels: Any) -> None:
    answers = encode([1, 2], [1, 1], labels)
    assert answers.classes[answers.label].tolist() == list(labels)


def test_numbers_of_several_types_are_one_kind() -> None:
    answers = encode([1, 2, 3], [1, 1, 1], [1, 2.0, np.int64(1)])
    assert answers.classes.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (([1, 2], [1], [0, 1]), "2 tasks, 1 reviewers, 2 labels"),
        (([], [], []), "no answers"),
        (([1, 1], [1, 2], [0.0, float("nan")]), "no label in row 1"),
        (([1, None], [1, 2], [0, 1]), "no task in row 1"),
        (([1, 1], ["r", None], [0, 1]), "no reviewer in row 1"),
        (([1, 2], [1, 1], [1, "a"]), "labels of kinds int, str"),
        ((np.zeros((2, 16)), [1, 2], [0, 1]), "a task column of shape (2, 16)"),
        ((["t7", "t7"], ["ann", "ann"], [0, 1]), "two answers of reviewer ann to task t7"),
    ],
)
def test_faulty_answers_are_refused_by_name(columns: Any, says: str) -> None:
    with pytest.raises(InputError) as caught:
        encode(*columns)
    assert says in str(caught.value)


def test_an_unknown_label_is_named_beside_the_classes() -> None:
    with pytest.raises(InputError, match=r"the label 'hi'; wanted one of 'no', 'yes'"):
        encode([1], [1], ["hi"], classes=["no", "yes"])


def test_a_class_given_twice_is_refused() -> None:
    with pytest.raises(InputError, match="each class once"):
        encode([1], [1], ["a"], classes=["a", "a"])


@pytest.mark.parametrize(
    "column",
    [
        np.array([-128, 127, 0, -128], dtype=np.int8).repeat(30),
        np.array([255, 0, 255, 7], dtype=np.uint8),
        np.array([2**64 - 1, 2**64 - 3, 2**64 - 3], dtype=np.uint64),
        np.array([-(2**63), -(2**63) + 2, -(2**63)], dtype=np.int64),
        np.array([5, 10**15, 5, -7], dtype=np.int64),  # too far apart to be counted
    ],
    ids=["int8", "uint8", "uint64", "int64", "far"],
)
def test_whole_numbers_of_every_kind_are_coded_as_sorting_would(column: NDArray[Any]) -> None:
    n = len(column)
    found = encode(np.arange(n), ["r"] * n, column)
    names, codes = np.unique(column, return_inverse=True)
    assert found.classes.dtype == column.dtype
    assert found.classes.tolist() == names.tolist()
    assert found.label.tolist() == codes.tolist()
