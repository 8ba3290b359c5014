"""Exact and near-duplicates of protected items, for every kind of content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.item import ItemKind
from errata.loop.curate.image_duplicates import near_images
from errata.loop.curate.record_keys import record_key
from errata.loop.curate.text_duplicates import near_texts, normalised

# n of one kind: texts, uint8 images (a list, or one array of equal ones) or records
Contents = Sequence[Any] | NDArray[Any]

_TYPES: dict[ItemKind, type[Any]] = {
    ItemKind.TEXT: str,
    ItemKind.IMAGE: np.ndarray,
    ItemKind.RECORD: Mapping,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Closeness:
    """From where on two items are near-duplicates.

    Raises InputError for a figure out of range.
    """

    jaccard: float = 0.8  # texts: share of common shingles
    hamming: int = 8  # images: bits of 64 in which the perceptual hashes may differ
    correlation: float = 0.995  # images: of the thumbnails' pixels, needed as well

    def __post_init__(self) -> None:
        shares = 0 < self.jaccard <= 1 and 0 < self.correlation <= 1
        if not (shares and 0 <= self.hamming < 32):
            raise InputError(
                f"closeness {self.jaccard}, {self.hamming}, {self.correlation}",
                wanted="jaccard and correlation in (0, 1], hamming from 0 to 31",
            )


def exact_keys(contents: Contents, *, kind: ItemKind) -> list[bytes]:
    """One key a content, equal for contents that say the same: text as the eye reads it, an
    image's shape and pixels, a record's fields.

    Raises InputError for a content of another kind.

    >>> exact_keys(["Hi  there", "hi there"], kind=ItemKind.TEXT)[0].decode()
    'hi there'
    """
    for row, content in enumerate(contents):
        if not isinstance(content, _TYPES[kind]):
            raise InputError(
                f"content {row} of type {type(content).__name__}",
                wanted=f"a {_TYPES[kind].__name__}, as items of kind {kind.value} have",
            )
    if kind is ItemKind.TEXT:
        return [normalised(text).encode(errors="surrogatepass") for text in contents]
    if kind is ItemKind.IMAGE:
        return [_pixels(image) for image in contents]
    return [record_key(record).encode() for record in contents]


def near_duplicates(
    candidates: Contents,
    protected: Contents,
    *,
    kind: ItemKind,
    closeness: Closeness | None = None,
) -> NDArray[np.int64]:
    """For each of n candidates a protected item (its row) that it nearly or fully equals, or -1.

    Texts by shingles, images by hash and pixels, records by their fields in one form
    (`near_texts`, `near_images`, `record_key`). Exact matches are found first, and of several the
    first row is named. No all-pairs pass: 10,000 against 10,000 takes seconds.

    >>> near_duplicates(["Where is my card??", "top up"], ["where is my card?"],
    ...                 kind=ItemKind.TEXT)
    array([ 0, -1])
    """
    closeness = closeness or Closeness()
    match = exact_matches(candidates, protected, kind=kind)
    open_rows = np.flatnonzero(match < 0)
    if kind is ItemKind.RECORD or not len(open_rows) or not len(protected):
        return match
    left = [candidates[row] for row in open_rows.tolist()]
    if kind is ItemKind.TEXT:
        match[open_rows] = near_texts(left, list(protected), jaccard=closeness.jaccard)
    else:
        match[open_rows] = near_images(
            left, protected, hamming=closeness.hamming, correlation=closeness.correlation
        )
    return match


def exact_matches(
    candidates: Contents, protected: Contents, *, kind: ItemKind
) -> NDArray[np.int64]:
    """For each candidate the first protected row of the same key, or -1."""
    first: dict[bytes, int] = {}
    for row, key in enumerate(exact_keys(protected, kind=kind)):
        first.setdefault(key, row)
    keys = exact_keys(candidates, kind=kind)
    return np.array([first.get(key, -1) for key in keys], dtype=np.int64)


def _pixels(image: NDArray[Any]) -> bytes:
    return hashlib.sha256(f"{image.dtype}{image.shape}".encode() + image.tobytes()).digest()
