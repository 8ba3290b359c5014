from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from errata.core.errors import FileError, Unsupported
from errata.core.item import ItemKind
from errata.engine.images import decode_image
from errata.engine.read import read_labelled

DATA = Path(__file__).resolve().parents[4] / "shared/data"
IMAGES = np.arange(4 * 5 * 6, dtype=np.uint8).reshape(4, 5, 6)


def save(path: Path, **arrays: Any) -> Path:
    np.savez(path / "f.npz", **arrays)
    return path / "f.npz"


def faults(path: Path) -> list[str]:
    with pytest.raises(FileError) as caught:
        read_labelled(path)
    return list(caught.value.faults)


def test_images_labels_and_what_goes_with_them_are_read(tmp_path: Path) -> None:
    data = read_labelled(
        save(
            tmp_path,
            images=IMAGES,
            labels=np.array([[0], [1], [1], [0]]),
            classes=np.array(["cat", "dog"]),
            split=np.array(["train", "train", "test", "test"]),
            group=np.array([b"g1", b"g2", b"g2", b""]),
            age=np.array([1, 2, 3, 4]),
            sex=np.array(["f", "m", "f", "m"]),
        )
    )
    assert data.items.kind is ItemKind.IMAGE
    np.testing.assert_array_equal(decode_image(data.items.content[2]), IMAGES[2])
    assert data.labels == ["cat", "dog", "dog", "cat"]
    assert data.items.group == ("g1", "g2", "g2", None)
    assert data.split is not None
    assert data.split.tolist() == ["train", "train", "test", "test"]
    assert data.attributes["age"].tolist() == [1.0, 2.0, 3.0, 4.0]
    assert data.attributes["sex"].tolist() == ["f", "m", "f", "m"]


def test_float_bool_and_colour_images_become_bytes(tmp_path: Path) -> None:
    floats = np.linspace(0, 1, 2 * 2 * 2).reshape(2, 2, 2)
    data = read_labelled(save(tmp_path, images=floats, labels=np.array([0.0, 1.0])))
    np.testing.assert_array_equal(
        decode_image(data.items.content[1]), np.round(floats[1] * 255).astype(np.uint8)
    )
    assert data.labels == ["0", "1"]
    bools = np.array([[[True, False]], [[False, True]]])
    data = read_labelled(save(tmp_path, images=bools, labels=np.array(["a", "b"])))
    assert decode_image(data.items.content[0]).tolist() == [[255, 0]]
    wide = np.full((2, 2, 2, 1), 200, dtype=np.int64)
    data = read_labelled(save(tmp_path, images=wide, labels=np.array(["a", "b"])))
    assert decode_image(data.items.content[0]).tolist() == [[200, 200]] * 2
    colour = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
    data = read_labelled(save(tmp_path, images=colour, labels=np.array([True, False])))
    np.testing.assert_array_equal(decode_image(data.items.content[0]), colour[0])


def test_the_layout_of_medmnist_is_joined_with_its_split(tmp_path: Path) -> None:
    data = read_labelled(
        save(
            tmp_path,
            train_images=IMAGES[:2],
            train_labels=np.array([[0], [1]]),
            test_images=IMAGES[2:],
            test_labels=np.array([[1], [0]]),
            classes=np.array(["a", "b"]),
        )
    )
    assert data.split is not None
    assert data.split.tolist() == ["train", "train", "test", "test"]
    assert data.labels == ["a", "b", "b", "a"]


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    bad = np.linspace(0, 1, 4 * 2 * 2).reshape(4, 2, 2)
    bad[1, 0, 0], bad[3, 1, 1] = np.nan, 16
    found = faults(save(tmp_path, images=bad, labels=np.array([1, 1, 1]), age=np.arange(2)))
    assert found == [
        "4 images and 3 labels",
        "the array 'age' of shape (2,) for 4 images",
        "row 2, column 'images': pixels from nan to nan; wanted 0 to 1",
        "row 4, column 'images': pixels from 0.8 to 16; wanted 0 to 1",
    ]


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"images": IMAGES}, "no array 'labels'; there are 'images'"),
        ({"image": IMAGES, "labels": [0, 1, 0, 1]}, "did you mean 'image'?"),
        ({"images": IMAGES, "labels": [1, 1, 1, 1]}, "only one class, '1'"),
        ({"images": IMAGES, "labels": [0, 0.5, 1, 0]}, "row 2, column 'labels': 0.5"),
        ({"images": IMAGES, "labels": [0, np.nan, 1, 0]}, "row 2, column 'labels': nan"),
        ({"images": IMAGES, "labels": 3}, "labels of shape ()"),
        ({"images": IMAGES, "labels": [1j, 2j, 0, 0]}, "labels of type complex128"),
        ({"images": IMAGES, "labels": ["a", "", "b", "a"]}, "row 2, column 'labels': empty"),
        ({"images": IMAGES[0], "labels": [0, 1, 0, 1, 0]}, "images of shape (5, 6)"),
        ({"images": IMAGES[:0], "labels": []}, "images of shape (0, 5, 6)"),
        ({"images": IMAGES.astype("U"), "labels": [0, 1, 0, 1]}, "images of type <U"),
        ({"images": IMAGES.astype(int) - 5, "labels": [0, 1, 0, 1]}, "pixels from -5 to 24"),
        ({"images": IMAGES, "labels": [0, 1, 0, 9], "classes": ["a", "b"]}, "2 classes are named"),
        ({"train_images": IMAGES}, "no array 'train_labels'"),
        ({"train_images": IMAGES, "train_labels": 1}, "'train_labels' is a single value"),
        ({"train_images": IMAGES, "train_labels": [0, 1]}, "train: 4 images and 2 labels"),
        (
            {
                "train_images": IMAGES,
                "train_labels": [0, 1, 0, 1],
                "val_images": IMAGES[:, :2],
                "val_labels": [0, 1, 0, 1],
            },
            "differ in shape or type",
        ),
        ({}, "no arrays in the file"),
    ],
)
def test_wrong_arrays_are_named(tmp_path: Path, arrays: dict[str, Any], message: str) -> None:
    assert any(message in fault for fault in faults(save(tmp_path, **arrays)))


def test_pickled_arrays_are_never_read(tmp_path: Path) -> None:
    labels = np.array(["a", None, "b", 3], dtype=object)
    assert faults(save(tmp_path, images=IMAGES, labels=labels))[0] == (
        "the array 'labels': Python objects (pickled), which are never read"
    )


def test_several_labels_an_image_are_out_of_scope(tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match=r"labels of shape \(4, 2\).*one label an image"):
        read_labelled(save(tmp_path, images=IMAGES, labels=np.eye(4)[:, :2]))


def test_damaged_and_foreign_files_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path, images=IMAGES, labels=np.array([0, 1, 0, 1]))
    whole = path.read_bytes()
    for content in (b"", b"not an archive", whole[: len(whole) // 2], whole[:-30]):
        path.write_bytes(content)
        assert len(faults(path)) == 1
    torn = bytearray(whole)
    torn[300] ^= 0xFF  # in the middle of the images: the checksum no longer fits
    path.write_bytes(bytes(torn))
    assert faults(path)


def test_an_archive_that_would_unpack_beyond_the_bound_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        head = io.BytesIO()
        shape = {"descr": "|u1", "fortran_order": False, "shape": (2000, 1000, 1000)}
        np.lib.format.write_array_header_1_0(head, shape)
        with archive.open("images.npy", "w", force_zip64=True) as part:
            part.write(head.getvalue())
            for _ in range(1_100):
                part.write(bytes(1 << 20))
    assert faults(path) == ["arrays of over 1,024 MiB, unpacked"]


def test_a_header_that_promises_more_than_the_file_holds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lie.npz"
    head = io.BytesIO()
    shape = {"descr": "|u1", "fortran_order": False, "shape": (1 << 14, 1 << 14, 1 << 14)}
    np.lib.format.write_array_header_1_0(head, shape)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("images.npy", head.getvalue() + b"few")
    assert faults(path)


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is not here")
def test_pneumoniamnist_is_read() -> None:
    data = read_labelled(DATA / "pneumoniamnist/pneumoniamnist.npz")
    assert (len(data), data.classes) == (5_856, ("0", "1"))
    assert data.split is not None
    assert np.unique(data.split, return_counts=True)[1].tolist() == [624, 4708, 524]
