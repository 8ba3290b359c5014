"""What a model's output must look like."""

from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError, Unsupported
from errata.loop.capture import check_columns, check_labels, check_probabilities, in_order, spread


def test_what_a_confidence_leaves_is_spread_evenly() -> None:
    rows = spread([0.4, 1.0], np.array([0, 2], dtype=np.int32), 3)
    assert rows.round(6).tolist() == [
        [pytest.approx(0.4), pytest.approx(0.3), pytest.approx(0.3)],
        [0.0, 0.0, 1.0],
    ]


@pytest.mark.parametrize("wrong", [[0.4], [0.4, 1.2], [0.4, float("nan")]])
def test_a_confidence_that_is_none_is_refused(wrong: list[float]) -> None:
    with pytest.raises(InputError, match="outside 0 to 1"):
        spread(wrong, np.array([0, 2], dtype=np.int32), 3)


def test_good_probabilities_pass_as_float32() -> None:
    rows = check_probabilities([[0.2, 0.8], [1.0, 0.0]], n=2, n_classes=2)
    assert rows.dtype == np.float32
    assert rows.tolist() == [[pytest.approx(0.2), pytest.approx(0.8)], [1.0, 0.0]]


def test_half_precision_outputs_pass() -> None:
    p = np.random.default_rng(0).dirichlet(np.ones(100), 50).astype(np.float16)
    assert check_probabilities(p, n=50, n_classes=None).shape == (50, 100)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([["a", "b"]], "no numbers"),
        ([[0.5], [0.5, 0.5]], "no numbers"),
        ([0.5, 0.5], r"shape \(2,\)"),
        ([[1.0]], r"shape \(1, 1\)"),
        ([[0.5, 0.5], [0.5, 0.5]], r"shape \(2, 2\); wanted \(1, 2\)"),
        ([[0.2, 0.3, 0.5]], "3 classes; wanted the project's 2 labels"),
        ([[float("nan"), 1.0]], "nan at row 0, class 0"),
        ([[float("inf"), 1.0]], "inf at row 0, class 0"),
        ([[-0.5, 1.5]], "-0.5 at row 0, class 0"),
        ([[0.3, 0.3]], "sum to 0.600 at row 0"),
    ],
)
def test_what_is_wrong_is_named_with_its_row(given: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_probabilities(given, n=1, n_classes=2)


def test_a_yes_or_no_for_each_label_is_refused_as_multi_label() -> None:
    with pytest.raises(Unsupported, match="Multi-label"):
        check_probabilities([[0.9, 0.8], [0.7, 0.9]], n=2, n_classes=2)


def test_labels_become_positions() -> None:
    assert check_labels(["b", "a", "b"], ["a", "b"], n=3).tolist() == [1, 0, 1]
    assert check_labels(np.array([1, 0]), ["0", "1"], n=2).tolist() == [1, 0]


def test_an_unknown_label_is_named_with_the_known() -> None:
    with pytest.raises(InputError, match=r"label 'c' at row 1; wanted one of a, b"):
        check_labels(["a", "c"], ["a", "b"], n=2)
    with pytest.raises(InputError, match=r"\.\.\.\.$"):
        check_labels(["z"], [f"k{i}" for i in range(20)], n=1)


def test_unequal_lengths_are_refused() -> None:
    with pytest.raises(InputError, match="1 labels for 2 items"):
        check_labels(["a"], ["a", "b"], n=2)


def test_several_labels_in_one_row_are_out_of_scope() -> None:
    with pytest.raises(Unsupported, match="one label an item"):
        check_labels([["a", "b"]], ["a", "b"], n=1)


def test_attributes_are_text_or_numbers() -> None:
    columns = check_columns(
        {"who": ["x", None], "age": [3, 4.5], "on": np.array([True, False])}, n=2
    )
    assert columns["who"].tolist() == ["x", ""]
    assert columns["age"].tolist() == [3.0, 4.5]
    assert columns["on"].dtype == np.float64
    assert check_columns(None, n=0) == {}


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ([1, 2, 3], r"'a' of shape \(3,\); wanted \(2,\)"),
        (np.array(["2020", "2021"], dtype="M8[Y]"), "texts or numbers"),
    ],
)
def test_wrong_attributes_are_named(column: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_columns({"a": column}, n=2)  # type: ignore[dict-item]


class Frame:
    """As much of a data frame as counts here."""

    def __init__(self, columns: list[Any]) -> None:
        self.columns = columns

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray[Any, Any]:
        return np.array([[0.7, 0.2, 0.1]], dtype=dtype)


def test_columns_are_taken_by_name() -> None:
    labels = ["a", "b", "c"]
    assert np.asarray(in_order(Frame(["c", "b", "a"]), None, labels)).tolist() == [[0.1, 0.2, 0.7]]
    assert np.asarray(in_order([[0.7, 0.2, 0.1]], ["b", "a", "c"], labels)).tolist() == [
        [0.2, 0.7, 0.1]
    ]
    same = [[0.7, 0.2, 0.1]]
    assert in_order(same, labels, labels) is same
    assert in_order(same, None, labels) is same
    assert in_order(same, np.arange(3).tolist(), labels) is same  # numbers go by position
    frame = Frame([0, 1, 2])
    assert in_order(frame, None, labels) is frame


def test_columns_of_other_classes_are_refused() -> None:
    with pytest.raises(InputError, match="of the classes a, b, x"):
        in_order([[0.7, 0.2, 0.1]], ["a", "b", "x"], ["a", "b", "c"])
