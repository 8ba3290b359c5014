"""Row digests: whether a prediction sent again is the one that is stored."""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray


def row_digests(
    key: bytes,
    item_ids: NDArray[np.uint8],
    model: str,
    probabilities: NDArray[np.float32],
    predicted: NDArray[np.int32],
) -> NDArray[np.uint8]:
    """16 bytes for each row (n, 16) that tell one prediction from another.

    Multilinear hashing (Lemire & Kaser 2014, doi:10.1093/comjnl/bxt070): four keyed sums
    `k0 + sum(k_j x_j) mod 2^64` over the row's 32-bit words, the upper half of each kept. The
    multipliers come from the project's secret key, so nobody can aim for a collision, and a batch
    costs one matrix product instead of a hash object for each row.
    """
    n, width = probabilities.shape
    words = np.empty((n, 6 + width), dtype=np.uint64)
    words[:, :4] = np.ascontiguousarray(item_ids).view("<u4")
    words[:, 4] = int.from_bytes(hashlib.sha256(model.encode()).digest()[:4], "little")
    words[:, 5] = predicted
    words[:, 6:] = np.ascontiguousarray(probabilities, dtype="<f4").view("<u4")
    stream = hashlib.shake_256(b"row digest\0" + key).digest(8 * 4 * (words.shape[1] + 1))
    keys = np.frombuffer(stream, dtype="<u8").astype(np.uint64).reshape(-1, 4)
    sums = words @ keys[1:] + keys[0]
    return np.ascontiguousarray((sums >> np.uint64(32)).astype("<u4")).view(np.uint8)
