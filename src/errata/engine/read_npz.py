"""Labelled images from an NPZ file, also in the layout of MedMNIST."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import Unsupported
from errata.core.item import Items
from errata.engine.csv_rows import open_file
from errata.engine.faults import Faults, nearest
from errata.engine.images import encode_png
from errata.engine.labelled_data import LabelledData
from errata.engine.labels import check_labels

MAX_BYTES = 1 << 30  # of all arrays, unpacked
_SPLITS = ("train", "val", "test")
_OWN = ("images", "labels", "classes", "split", "subject", "group")
Array = NDArray[Any]


def read_labelled_npz(path: Path) -> LabelledData:
    """Images and labels of an NPZ file.

    `images` (n, h, w) or (n, h, w, 3), uint8 or float from 0 to 1, and `labels` (n,) or (n, 1); or
    `train_images`, `train_labels` and so on for val and test, which become the split. `classes`
    may name the classes of integer labels; `split`, `group`, `subject` and any other array of n
    values are read too. Nothing pickled is read.

    Raises FileError with every problem found, Unsupported for several labels an image, InputError
    when there is no such file.
    """
    faults = Faults(str(path))
    arrays = _joined(_arrays(path, faults), faults)
    faults.check()
    images = arrays["images"]
    labels = _labels(path, arrays, faults)
    n = len(images)
    if len(labels) != n:
        faults.add(f"{n} images and {len(labels)} labels")
    others = {name: array for name, array in arrays.items() if name not in _OWN}
    for name, array in arrays.items():
        if name not in ("images", "labels", "classes") and array.shape not in ((n,), (n, 1)):
            faults.add(f"the array {name!r} of shape {array.shape} for {n} images")
    pixels = _pixels(images, faults)
    if len(labels) == n:
        check_labels(labels, range(1, n + 1), "labels", faults)
    faults.check()
    return LabelledData(
        items=Items.of_images(
            [encode_png(image) for image in pixels],
            subject=_texts(arrays.get("subject")),
            group=_texts(arrays.get("group")),
        ),
        labels=labels,
        classes=tuple(sorted(set(labels))),
        attributes={name: _attribute(array) for name, array in others.items()},
        split=np.array(_texts(arrays["split"])) if "split" in arrays else None,
    )


def _arrays(path: Path, faults: Faults) -> dict[str, Array]:
    """The arrays of the file; sizes are read from the headers before anything is unpacked."""
    arrays: dict[str, Array] = {}
    with open_file(path) as file:
        if not file.read(1):
            faults.add("the file is empty")
            raise faults.error()
        file.seek(0)
        try:
            with zipfile.ZipFile(file) as archive:
                members = [entry for entry in archive.infolist() if entry.filename.endswith(".npy")]
                if sum(entry.file_size for entry in members) > MAX_BYTES:
                    faults.add(f"arrays of over {MAX_BYTES >> 20:,} MiB, unpacked")
                    raise faults.error(do="split the file")
                for entry in members:
                    name = entry.filename.removesuffix(".npy")
                    with archive.open(entry) as part:
                        try:
                            arrays[name] = np.lib.format.read_array(part, allow_pickle=False)
                        except MemoryError:
                            faults.add(f"the array {name!r}: promises more than the file holds")
                        except ValueError as error:
                            faults.add(f"the array {name!r}: {_why(error)}")
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            faults.add(f"not a whole NPZ file ({error})")
            raise faults.error(do="save it again with numpy.savez") from None
    if not arrays and not faults.count:
        faults.add("no arrays in the file")
    return arrays


def _why(error: ValueError) -> str:
    pickled = str(error).startswith("Object arrays")
    return "Python objects (pickled), which are never read" if pickled else str(error)


def _joined(arrays: Mapping[str, Array], faults: Faults) -> dict[str, Array]:
    """MedMNIST's arrays for each split joined into one set; others as they are."""
    splits = [split for split in _SPLITS if f"{split}_images" in arrays]
    if "images" in arrays or not splits:
        for name in ("images", "labels"):
            if name not in arrays and arrays:
                there = ", ".join(map(repr, arrays))
                faults.add(f"no array {name!r}; there are {there}{nearest(name, arrays)}")
        return dict(arrays)
    joined: dict[str, list[Array]] = {}
    split_of: list[str] = []
    for split in splits:
        for name in ("images", "labels"):
            part = arrays.get(f"{split}_{name}")
            if part is None:
                faults.add(f"no array '{split}_{name}' beside '{split}_images'")
            elif part.ndim == 0:
                faults.add(f"the array '{split}_{name}' is a single value")
            else:
                joined.setdefault(name, []).append(part)
        images, labels = arrays[f"{split}_images"], arrays.get(f"{split}_labels")
        if labels is not None and labels.ndim and images.ndim and len(labels) != len(images):
            faults.add(f"{split}: {len(images)} images and {len(labels)} labels")
        split_of += [split] * (len(images) if images.ndim else 0)
    whole: dict[str, Array] = {"split": np.array(split_of)}
    for name, parts in joined.items():
        shapes = {part.shape[1:] for part in parts}
        kinds = {part.dtype for part in parts}
        if len(shapes) > 1 or len(kinds) > 1:
            faults.add(f"the {name} of the splits differ in shape or type: {shapes or kinds}")
        else:
            whole[name] = np.concatenate(parts)
    if "classes" in arrays:
        whole["classes"] = arrays["classes"]
    return whole


def _labels(path: Path, arrays: Mapping[str, Array], faults: Faults) -> list[str]:
    labels = arrays["labels"]
    if labels.ndim == 2 and labels.shape[1] > 1:
        raise Unsupported(
            f"{path}: labels of shape {labels.shape}",
            wanted="one label an image: shape (n,) or (n, 1)",
            do="multi-label is out of scope for now; if one column of each row is 1, save "
            "labels.argmax(axis=1)",
        )
    if labels.ndim == 0 or labels.ndim > 2 or labels.shape[1:] == (0,):
        faults.add(f"labels of shape {labels.shape}; wanted (n,) or (n, 1)")
        return []
    labels = labels.reshape(-1)
    if labels.dtype.kind == "f":
        for at in np.flatnonzero(~np.isfinite(labels) | (labels != np.round(labels))):
            faults.at(int(at) + 1, "labels", f"{labels[at]}; wanted a whole number or a name")
        if faults.count:
            return [""] * len(labels)
        labels = labels.astype(np.int64)
    elif labels.dtype.kind not in "iubUS":
        faults.add(f"labels of type {labels.dtype}; wanted whole numbers or names")
        return [""] * len(labels)
    if "classes" in arrays and labels.dtype.kind in "iu":
        names = _texts(arrays["classes"])
        for at in np.flatnonzero((labels < 0) | (labels >= len(names))):
            faults.at(int(at) + 1, "labels", f"{labels[at]}, but {len(names)} classes are named")
        if faults.count:
            return [""] * len(labels)
        return [names[label] for label in labels]
    return [text.strip() for text in _texts(labels)]


def _pixels(images: Array, faults: Faults) -> Array:
    """(n, h, w) or (n, h, w, 3) uint8."""
    if images.ndim == 4 and images.shape[3] == 1:
        images = images[..., 0]
    grey_or_colour = images.ndim == 3 or (images.ndim == 4 and images.shape[3] == 3)
    if not grey_or_colour or 0 in images.shape:
        faults.add(f"images of shape {images.shape}; wanted (n, h, w) or (n, h, w, 3)")
        return images
    if images.dtype == np.uint8:
        return images
    low, high = (0.0, 1.0) if images.dtype.kind == "f" else (0, 255)
    if images.dtype.kind not in "fiub":
        faults.add(f"images of type {images.dtype}; wanted uint8, or float from 0 to 1")
        return images
    whole = np.zeros(images.shape, dtype=np.uint8)
    for at, image in enumerate(images):  # one at a time, so that no second copy is held
        if not (np.isfinite(image).all() and image.min() >= low and image.max() <= high):
            faults.at(
                at + 1,
                "images",
                f"pixels from {np.min(image):g} to {np.max(image):g}; wanted {low:g} to {high:g}",
            )
        elif images.dtype.kind == "f":
            whole[at] = np.round(image * 255)
        else:
            whole[at] = image * 255 if images.dtype.kind == "b" else image
    return whole


def _texts(array: Array | None) -> Any:
    if array is None:
        return None
    flat = array.reshape(-1)
    if flat.dtype.kind == "S":
        return [value.decode("utf-8", "replace") for value in flat.tolist()]
    return [str(value) for value in flat.tolist()]


def _attribute(array: Array) -> Array:
    flat = array.reshape(-1)
    return flat.astype(np.float64) if flat.dtype.kind in "fiu" else np.array(_texts(flat))
