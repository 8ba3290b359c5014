"""The name of a dataset version: a hash of what is in it, not of how it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError


@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetRows:
    """The rows of a dataset version, as parallel columns of n."""

    item_ids: NDArray[np.uint8]  # (n, 16)
    labels: Sequence[str]
    weights: NDArray[np.float64]  # (n,) finite, >= 0
    provenance: Sequence[str]  # what lets each example train: "resolution:...", "base"


def dataset_fingerprint(rows: DatasetRows) -> str:
    """64 hexadecimal digits that are equal exactly for equal rows, in whatever order.

    SHA-256 over the columns sorted by item id: identifiers, labels and provenance with their
    lengths in UTF-8 bytes, weights as big-endian doubles. Independent of file format, platform and
    row order. An empty dataset has a name too.

    Raises InputError for unequal lengths, ids that are not (n, 16) bytes, an item that occurs
    twice (settle conflicts first) and a weight that is negative or not finite.

    >>> ids = np.arange(32, dtype=np.uint8).reshape(2, 16)
    >>> rows = DatasetRows(item_ids=ids, labels=["a", "b"], weights=np.array([1.0, 3.0]),
    ...                    provenance=["base", "resolution:7"])
    >>> dataset_fingerprint(rows)[:16]
    '0de905f28ef4c0ee'
    """
    ids = np.ascontiguousarray(rows.item_ids)
    if ids.dtype != np.uint8 or ids.ndim != 2 or ids.shape[1] != 16:
        raise InputError(
            f"item ids of shape {ids.shape} and type {ids.dtype}", wanted="(n, 16) uint8"
        )
    weights = np.asarray(rows.weights, dtype=np.float64)
    lengths = (len(ids), len(rows.labels), len(weights), len(rows.provenance))
    if len(set(lengths)) > 1:
        raise InputError(
            "columns of {} ids, {} labels, {} weights, {} provenances".format(*lengths),
            wanted="equal lengths",
        )
    if not np.all(np.isfinite(weights) & (weights >= 0)):
        raise InputError("a weight that is negative or not finite", wanted="finite, 0 or more")
    order = _order(ids)
    digest = hashlib.sha256(b"errata.dataset.v1\0" + len(ids).to_bytes(8, "big"))
    digest.update(ids[order].tobytes())
    # Adding 0.0 makes the two zeros one.
    digest.update((weights[order] + 0.0).astype(">f8").tobytes())
    for column in (rows.labels, rows.provenance):
        texts = [column[row].encode() for row in order.tolist()]
        digest.update(np.array([len(text) for text in texts], dtype=">u8").tobytes())
        digest.update(b"".join(texts))
    return digest.hexdigest()


def _order(ids: NDArray[np.uint8]) -> NDArray[np.int64]:
    halves = ids.reshape(-1, 16).view(">u8").reshape(-1, 2)
    order = np.lexsort((halves[:, 1], halves[:, 0]))
    ranked = halves[order]
    twice = np.flatnonzero(np.all(ranked[1:] == ranked[:-1], axis=1))
    if len(twice):
        raise InputError(
            f"item {ids[order[twice[0]]].tobytes().hex()} twice",
            wanted="each item once",
            do="settle label conflicts before naming the version",
        )
    return order
