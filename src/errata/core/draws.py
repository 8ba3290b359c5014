"""Keyed draws: who is audited, what is held, fixed for ever by a key and an identifier.

A draw is SipHash-2-4 (Aumasson & Bernstein 2012, doi:10.1007/978-3-642-34931-7_28), a keyed
pseudo-random function over 16-byte identifiers. It is a message authentication code like HMAC, so
nobody without the project's key can choose an identifier that escapes its audit, and unlike HMAC
it runs over a whole batch in numpy: no Python object for each row
(docs/decisions/0002-keyed-draws.md).
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]


def _rotate(x: U64, bits: int) -> U64:
    return (x << np.uint64(bits)) | (x >> np.uint64(64 - bits))


def _round(v0: U64, v1: U64, v2: U64, v3: U64) -> tuple[U64, U64, U64, U64]:
    v0 = v0 + v1
    v1 = _rotate(v1, 13) ^ v0
    v0 = _rotate(v0, 32)
    v2 = v2 + v3
    v3 = _rotate(v3, 16) ^ v2
    v0 = v0 + v3
    v3 = _rotate(v3, 21) ^ v0
    v2 = v2 + v1
    v1 = _rotate(v1, 17) ^ v2
    v2 = _rotate(v2, 32)
    return v0, v1, v2, v3


def siphash24(key: bytes, messages: NDArray[np.uint8]) -> U64:
    """SipHash-2-4 of each 16-byte row of `messages` (n, 16) under a 16-byte `key`.

    >>> row = np.arange(16, dtype=np.uint8)[None, :]
    >>> hex(int(siphash24(bytes(range(16)), row)[0]))
    '0x3f2acc7f57c29bdb'
    """
    k0, k1 = np.frombuffer(key, dtype="<u8").astype(np.uint64)
    words = np.ascontiguousarray(messages).view("<u8").astype(np.uint64)
    start = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)
    n = len(messages)
    v0, v1, v2, v3 = (
        np.full(n, np.uint64(word) ^ half, dtype=np.uint64)
        for word, half in zip(start, (k0, k1, k0, k1), strict=True)
    )
    last = np.full(n, np.uint64(16 << 56), dtype=np.uint64)  # the message length closes it
    for word in (words[:, 0], words[:, 1], last):
        v3 = v3 ^ word
        for _ in range(2):
            v0, v1, v2, v3 = _round(v0, v1, v2, v3)
        v0 = v0 ^ word
    v2 = v2 ^ np.uint64(0xFF)
    for _ in range(4):
        v0, v1, v2, v3 = _round(v0, v1, v2, v3)
    return v0 ^ v1 ^ v2 ^ v3


def uniform(key: bytes, purpose: str, ids: NDArray[np.uint8]) -> NDArray[np.float64]:
    """A draw in [0, 1) for each 16-byte identifier, independent between purposes."""
    subkey = hashlib.blake2b(purpose.encode(), key=key, digest_size=16).digest()
    draws: NDArray[np.float64] = (siphash24(subkey, ids) >> np.uint64(11)) * np.float64(2.0**-53)
    return draws


def digest16(text: str | bytes) -> bytes:
    """16 bytes for a group's name, so that a draw can be made for it."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).digest()[:16]
