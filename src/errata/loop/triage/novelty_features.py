"""What novelty is measured in: features of texts, images and records that no model has learned.

A model's own features know its training items better than new ones, so that new items of the same
kind look far; these are fitted on the reference half alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.item import Field
from errata.loop.triage.words import words_of

TERMS = 2**16  # places that words, and pieces of words, are hashed to
PIECE = 4  # characters
LONG = 4_000  # characters of a text that are read
SIDE = 16  # pixels of an image that are compared, a side
MOST_VALUES = 200  # of a field, that are known by name
FAR = 10.0  # spreads: a number farther out is not more novel

Floats = NDArray[np.float32]
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True, eq=False)
class TextFeatures:
    """Words and four-character pieces, hashed; rare ones weigh more. Rows of length 1."""

    weight: Floats  # (2 * TERMS,) inverse document frequency

    @classmethod
    def fit(cls, texts: Sequence[str]) -> TextFeatures:
        """Learn how rare the terms are: log((1 + n) / (1 + texts with it)) + 1."""
        counts = _terms(texts)
        seen = np.bincount(counts.indices, minlength=2 * TERMS)
        return cls(weight=(np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32))

    def of(self, texts: Sequence[str]) -> Any:
        """(n, 2 * TERMS) sparse, words and pieces each with half the squared length."""
        counts = _terms(texts)
        n = counts.shape[0]
        row = np.repeat(np.arange(n), np.diff(counts.indptr))
        value = (1 + np.log(counts.data)) * self.weight[counts.indices]
        half = 2 * row + (counts.indices >= TERMS)
        length = np.sqrt(np.bincount(half, weights=value**2, minlength=2 * n))
        both = np.bincount(np.unique(half) // 2, minlength=n)
        counts.data = (value / length[half] / np.sqrt(both[row])).astype(np.float32)
        return counts

    def arrays(self) -> Arrays:
        """What `from_arrays` reads."""
        return {"weight": self.weight}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> TextFeatures:
        """What `arrays` gave."""
        return cls(weight=arrays["weight"])


def _terms(texts: Sequence[str]) -> Any:
    """(n, 2 * TERMS) sparse counts: words first, then pieces of words with their ends."""
    from scipy.sparse import csr_matrix

    places: list[int] = []
    ends = [0]
    for text in texts:
        for word in text[:LONG].lower().split():
            ended = f" {word} "
            places += [
                TERMS + crc32(ended[at : at + PIECE].encode()) % TERMS
                for at in range(max(len(ended) - PIECE, 0) + 1)
            ]
        places += [crc32(word.encode()) % TERMS for word in words_of(text[:LONG])]
        ends.append(len(places))
    counts = csr_matrix(
        (np.ones(len(places)), np.array(places, dtype=np.int32), np.array(ends, dtype=np.int64)),
        shape=(len(texts), 2 * TERMS),
    )
    counts.sum_duplicates()
    return counts


@dataclass(frozen=True, kw_only=True, eq=False)
class ImageFeatures:
    """The image in grey at 16 x 16, each pixel centred by the known images' mean."""

    mean: Floats  # (SIDE * SIDE,)

    @classmethod
    def fit(cls, images: Sequence[NDArray[Any]]) -> ImageFeatures:
        """Learn the mean image."""
        return cls(mean=_small(images).mean(axis=0))

    def of(self, images: Sequence[NDArray[Any]]) -> Floats:
        """(n, SIDE * SIDE); raises InputError for what is no image."""
        return np.asarray(_small(images) - self.mean)

    def arrays(self) -> Arrays:
        """What `from_arrays` reads."""
        return {"mean": self.mean}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> ImageFeatures:
        """What `arrays` gave."""
        return cls(mean=arrays["mean"])


def _small(images: Sequence[NDArray[Any]]) -> Floats:
    found = np.empty((len(images), SIDE * SIDE), dtype=np.float32)
    for at, image in enumerate(images):
        pixels = np.asarray(image)
        if pixels.ndim not in (2, 3) or not pixels.size:
            raise InputError(f"image {at} of shape {pixels.shape}", wanted="height x width (x 3)")
        top = float(np.iinfo(pixels.dtype).max) if pixels.dtype.kind in "ui" else 1.0
        grey = pixels.astype(np.float32) / top
        grey = grey.mean(axis=2) if grey.ndim == 3 else grey
        found[at] = (_averaging(grey.shape[0]) @ grey @ _averaging(grey.shape[1]).T).ravel()
    return found


def _averaging(length: int) -> Floats:
    """(SIDE, length): the mean over each stretch of a line, shared at its ends."""
    edges = np.linspace(0, length, SIDE + 1)
    pixel = np.arange(length)
    low = np.maximum(edges[:-1, None], pixel)
    high = np.minimum(edges[1:, None], pixel + 1)
    return np.asarray(np.maximum(high - low, 0) * (SIDE / length), dtype=np.float32)


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordFeatures:
    """Numbers in spreads from their median, categories as one of those known.

    A missing value, and a category that was never seen, are a place of their own.
    """

    fields: tuple[dict[str, Any], ...]
    width: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", sum(_room(each) for each in self.fields))

    @classmethod
    def fit(cls, records: Sequence[Mapping[str, Field]]) -> RecordFeatures:
        """Learn each field: numeric where nine in ten of its values are numbers."""
        fields = []
        for name in sorted({name for record in records for name in record}):
            values = [record.get(name) for record in records]
            there = [value for value in values if value is not None and value != ""]
            numbers = [number for value in there if (number := _number(value)) is not None]
            if there and len(numbers) >= 0.9 * len(there):
                low, middle, high = np.quantile(numbers, [0.1, 0.5, 0.9])
                spread = float(high - low) / 2.56 or float(np.std(numbers)) or 1.0
                fields.append({"name": name, "middle": float(middle), "spread": spread})
            else:
                texts, count = np.unique([str(value) for value in there], return_counts=True)
                often = np.argsort(-count, kind="stable")[:MOST_VALUES]
                fields.append({"name": name, "values": sorted(texts[often].tolist())})
        return cls(fields=tuple(fields))

    def of(self, records: Sequence[Mapping[str, Field]]) -> Floats:
        """(n, width)."""
        found = np.zeros((len(records), self.width), dtype=np.float32)
        first = 0
        for each in self.fields:
            named = {value: at for at, value in enumerate(each.get("values", ()))}
            for row, record in enumerate(records):
                value = record.get(each["name"])
                if value is None or value == "":
                    found[row, first] = 1.0
                elif "values" in each:
                    found[row, first + 2 + named.get(str(value), -1)] = 1.0
                else:
                    number = _number(value)
                    if number is None:
                        found[row, first] = 1.0
                        continue
                    away = (number - each["middle"]) / each["spread"]
                    found[row, first + 1] = min(max(away, -FAR), FAR)
            first += _room(each)
        return found

    def arrays(self) -> Arrays:
        """What `from_arrays` reads."""
        return {"fields": np.frombuffer(json.dumps(self.fields).encode(), dtype=np.uint8)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> RecordFeatures:
        """What `arrays` gave."""
        return cls(fields=tuple(json.loads(arrays["fields"].tobytes())))


def _room(each: Mapping[str, Any]) -> int:
    """Missing, then the number; or missing, never seen, then the values."""
    return 2 + len(each.get("values", ()))


def _number(value: Field) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


Features = TextFeatures | ImageFeatures | RecordFeatures
