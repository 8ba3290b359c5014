"""Identifiers: minted by the client, so that a call sent again stands for the same."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.ids import to_bytes, uuid7_batch


def identifiers(n: int, given: Sequence[str] | None) -> NDArray[np.uint8]:
    """(n, 16): those given, or fresh ones of this moment, ascending.

    Raises InputError for another number of them, or one twice.

    >>> identifiers(2, None).shape
    (2, 16)
    """
    if given is None:
        return uuid7_batch(n, at_ms=now_ms(), random=os.urandom(8 * n))
    if len(given) != n:
        raise InputError(f"{len(given)} identifiers for {n} items", wanted="one for each")
    if len(set(given)) < n:
        raise InputError("the same identifier twice in one call", wanted="one for each prediction")
    return np.frombuffer(b"".join(map(to_bytes, given)), dtype=np.uint8).reshape(n, 16)


def now_ms() -> int:
    """Milliseconds since 1970."""
    return int(datetime.now(UTC).timestamp() * 1000)
