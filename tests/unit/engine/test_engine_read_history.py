from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from errata.core.errors import FileError, Unsupported
from errata.core.item import ItemKind
from errata.engine.images import decode_image, encode_png
from errata.engine.read import read_history

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(content: str) -> Path:
        path = tmp_path / "history.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return write_file


def faults(path: Path) -> list[str]:
    with pytest.raises(FileError) as caught:
        read_history(path)
    return list(caught.value.faults)


def test_predictions_confidences_and_truth_are_read(write: Write) -> None:
    past = read_history(
        write("text,predicted,confidence,truth,channel,group\nx,a,.9,a,web,g\ny,b,0.6,c,app,\n")
    )
    assert past.items.texts() == ["x", "y"]
    assert past.items.group == ("g", None)
    assert (past.predicted, past.truth, len(past)) == (["a", "b"], ["a", "c"], 2)
    assert past.confidence.tolist() == [0.9, 0.6]
    assert past.correct.tolist() == [True, False]
    assert past.classes == ("a", "b", "c")
    assert past.probabilities is None
    assert past.attributes["channel"].tolist() == ["web", "app"]


def test_probabilities_give_what_was_predicted_and_how_surely(write: Write) -> None:
    past = read_history(write("x,p_b,p_a,truth\n1,.7,.3,b\n2,.2,.8,z\n"))
    assert past.predicted == ["b", "a"]
    assert past.confidence.tolist() == [0.7, 0.8]
    assert past.classes == ("a", "b", "z")
    assert past.probabilities is not None
    np.testing.assert_allclose(past.probabilities, [[0.3, 0.7, 0], [0.8, 0.2, 0]])
    assert past.items.records() == [{"x": 1}, {"x": 2}]


def test_a_prediction_other_than_the_largest_has_its_own_probability(write: Write) -> None:
    past = read_history(write("p_a,p_b,predicted,truth\n.7,.3,b,b\n.1,.9,b,a\n"))
    assert past.predicted == ["b", "b"]
    assert past.confidence.tolist() == [0.3, 0.9]
    assert past.items.records() == [{"row": 2}, {"row": 3}]


def test_one_column_beginning_with_p_is_an_attribute(write: Write) -> None:
    past = read_history(write("text,p_value,predicted,confidence,truth\nx,3,a,.5,a\ny,4,b,.5,b\n"))
    assert past.probabilities is None
    assert past.attributes["p_value"].tolist() == [3, 4]


def test_rounded_probabilities_are_scaled_to_one(write: Write) -> None:
    past = read_history(write("x,p_a,p_b,p_c,truth\n1,.33,.33,.33,a\n2,1,0,0,b\n"))
    assert past.probabilities is not None
    np.testing.assert_allclose(past.probabilities.sum(axis=1), 1)


def test_all_problems_are_reported_at_once(write: Write) -> None:
    found = faults(
        write(
            "text,predicted,confidence,truth\nx,a,nan,a\ny,b,1.5,b\nz,,.5,a\nw,a,high,\n"
            "v,a,,b\nu,b,inf,b\n"
        )
    )
    assert found == [
        "row 5, column 'truth': empty; leave out rows whose truth is not known",
        "row 4, column 'predicted': empty",
        "row 2, column 'confidence': 'nan'; wanted a number from 0 to 1",
        "row 3, column 'confidence': '1.5'; wanted a number from 0 to 1; a percentage? "
        "divide by 100",
        "row 5, column 'confidence': 'high'; wanted a number from 0 to 1",
        "row 6, column 'confidence': empty; wanted a number from 0 to 1",
        "row 7, column 'confidence': 'inf'; wanted a number from 0 to 1",
    ]


def test_probabilities_that_are_none_are_named(write: Write) -> None:
    assert faults(write("x,p_a,p_b,truth\n1,.5,.2,a\n2,nan,.5,b\n3,-.5,1.5,b\n")) == [
        "row 3, column 'p_a': 'nan'; wanted a number from 0 to 1",
        "row 4, column 'p_a': '-.5'; wanted a number from 0 to 1",
        "row 4, column 'p_b': '1.5'; wanted a number from 0 to 1; a percentage? divide by 100",
        "row 2, column 'p_a..p_b': the probabilities sum to 0.7; wanted 1",
    ]


def test_a_prediction_without_its_probability_is_named(write: Write) -> None:
    assert faults(write("x,p_a,p_b,predicted,truth\n1,.5,.5,c,a\n2,.5,.5,a,b\n")) == [
        "row 2, column 'predicted': 'c' has no column 'p_c'"
    ]


def test_missing_columns_are_named_together(write: Write) -> None:
    assert faults(write("text,prediction,score\nx,a,.5\n")) == [
        "row 1: no column 'predicted'; there are 'text', 'prediction', 'score'; "
        "did you mean 'prediction'?",
        "row 1: no column 'confidence'; there are 'text', 'prediction', 'score'",
        "row 1: no column 'truth'; there are 'text', 'prediction', 'score'",
    ]
    assert faults(write("text,predicted,truth\nx,a,a\ny,b,b\n")) == [
        "row 1: no column 'confidence'; there are 'text', 'predicted', 'truth'"
    ]
    assert "'predicted'" in faults(write("text,confidence,truth\nx,.5,a\ny,.5,b\n"))[0]
    assert "only a header" in faults(write("text,predicted,confidence,truth\n"))[0]


def test_one_class_and_several_labels_are_refused(write: Write) -> None:
    head = "text,predicted,confidence,truth\n"
    assert faults(write(head + "x,a,.5,a\n")) == [
        "only one class, 'a', in 'predicted' and 'truth'; wanted two"
    ]
    with pytest.raises(Unsupported, match="row 2 has several labels"):
        read_history(write(head + "x,a,.5,a|b\ny,b,.5,b\n"))


def test_images_are_found_beside_the_file(write: Write, tmp_path: Path) -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(3, 4)
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans/one.png").write_bytes(encode_png(pixels))
    past = read_history(
        write(
            "image,predicted,confidence,truth,group\n"
            "scans/one.png,a,.5,a,g\nscans/one.png,b,.5,a,\n"
        )
    )
    assert past.items.kind is ItemKind.IMAGE
    assert past.items.group == ("g", None)
    np.testing.assert_array_equal(decode_image(past.items.content[0]), pixels)
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    found = faults(
        write(
            "image,predicted,confidence,truth\nscans/two.png,a,.5,a\nbroken.png,b,.5,b\n"
            "http://x/y.png,a,.5,b\n,a,.5,b\nscans,a,.5,b\n"
        )
    )
    assert len(found) == 5
    assert "row 2, column 'image': no file" in found[0]
    assert "the folder has one.png" in found[0]
    assert "row 3, column 'image': 'broken.png': bytes that are not a PNG or JPEG" in found[1]
    assert "no address is ever fetched" in found[2]
    assert found[3] == "row 5, column 'image': empty"
    assert "is a folder" in found[4]


def test_images_beyond_the_bounds_are_refused(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(encode_png(np.zeros((20, 20), dtype=np.uint8)))
    path = write("image,predicted,confidence,truth\na.png,a,.5,a\na.png,b,.5,b\n")
    monkeypatch.setattr("errata.engine.read_history.MAX_IMAGES", 600)
    assert "row 3, column 'image': images of over" in faults(path)[0]
    monkeypatch.setattr("errata.engine.read_history.MAX_IMAGE_FILE", 100)
    assert "is over" in faults(path)[0]


def test_empty_texts_are_named(write: Write) -> None:
    assert faults(write("text,predicted,confidence,truth\n,a,.5,b\n")) == [
        "row 2, column 'text': empty"
    ]
