"""Identifiers: UUIDv7 for what happens in time, content hashes for what is the same.

Time-ordered identifiers keep inserts at the right edge of an index (measured twice as fast as
random ones) and let a replay be found in the prediction log by its time.
"""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError


def uuid7_batch(n: int, *, at_ms: int, random: bytes) -> NDArray[np.uint8]:
    """`n` UUIDv7 (RFC 9562) of one instant as an (n, 16) byte array, ascending.

    The twelve bits after the time and the eighteen below count up, so that one batch keeps its
    order; the rest is `random`, 8 bytes an identifier.

    Raises InputError when `random` has not 8 bytes for each or `n` exceeds 2**30.

    >>> ids = uuid7_batch(2, at_ms=1_700_000_000_000, random=bytes(16))
    >>> uuid.UUID(bytes=ids[1].tobytes()).version
    7
    """
    if len(random) != 8 * n or n > 1 << 30:
        raise InputError(f"{len(random)} random bytes for {n} identifiers", wanted="8 for each")
    out = np.empty((n, 16), dtype=np.uint8)
    out[:, :6] = np.frombuffer(at_ms.to_bytes(6, "big"), dtype=np.uint8)
    tail = np.frombuffer(random, dtype=np.uint8).reshape(n, 8)
    counter = np.arange(n, dtype=np.uint32)
    high, low = (counter >> 18).astype(np.uint16), counter & 0x3FFFF
    out[:, 6] = 0x70 | (high >> 8).astype(np.uint8)
    out[:, 7] = (high & 0xFF).astype(np.uint8)
    out[:, 8] = 0x80 | (low >> 12).astype(np.uint8)
    out[:, 9] = ((low >> 4) & 0xFF).astype(np.uint8)
    out[:, 10] = ((low & 0xF) << 4).astype(np.uint8) | (tail[:, 2] & 0xF)
    out[:, 11:] = tail[:, 3:]
    return out


def uuid7(*, at_ms: int, random: bytes) -> str:
    """One UUIDv7 as text; `random` is 10 bytes."""
    value = at_ms << 80 | int.from_bytes(random[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


class Minter:
    """Fresh identifiers that ascend for the whole life of a process, even if the clock does not.

    Within a millisecond, and when the clock steps back, the twelve bits below the time count up
    (RFC 9562, section 6.2, method 1) above fresh random ones, so that two processes that go on
    from the same identifier do not collide. `after`: all are above this one, such as the newest
    that an earlier process stored. Safe between threads.

    >>> mint = Minter(now_ms=lambda: 1_700_000_000_000, random=lambda n: bytes(n))
    >>> mint() < mint()
    True
    """

    def __init__(
        self,
        *,
        now_ms: Callable[[], int],
        random: Callable[[int], bytes],
        after: str | None = None,
    ) -> None:
        self._now_ms, self._random = now_ms, random
        self._last = uuid.UUID(after).int if after else 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """A fresh identifier, 36 characters."""
        fresh = uuid.UUID(uuid7(at_ms=self._now_ms(), random=self._random(10))).int
        with self._lock:
            if fresh <= self._last:  # count the 12 bits below the time up; random bits stay below
                above = ((self._last >> 80) << 12 | (self._last >> 64) & 0xFFF) + 1
                high = (above >> 12) << 16 | 0x7000 | above & 0xFFF
                fresh = high << 64 | fresh & (1 << 64) - 1
            self._last = fresh
        return str(uuid.UUID(int=fresh))


def to_text(ids: NDArray[np.uint8]) -> list[str]:
    """An (n, 16) byte array as 36-character identifiers."""
    digits = np.ascontiguousarray(ids, dtype=np.uint8).tobytes().hex()
    return [
        f"{digits[i : i + 8]}-{digits[i + 8 : i + 12]}-{digits[i + 12 : i + 16]}"
        f"-{digits[i + 16 : i + 20]}-{digits[i + 20 : i + 32]}"
        for i in range(0, len(digits), 32)
    ]


def to_bytes(ident: str) -> bytes:
    """A 36-character identifier as 16 bytes; raises InputError when it is not a UUID."""
    try:
        return uuid.UUID(ident).bytes
    except (ValueError, AttributeError, TypeError):
        raise InputError(f"the identifier {ident!r}", wanted="a UUID, best a UUIDv7") from None


def time_of(ident: bytes) -> datetime | None:
    """When a UUIDv7 was minted, or None for another kind of identifier."""
    if ident[6] >> 4 != 7:
        return None
    return datetime.fromtimestamp(int.from_bytes(ident[:6], "big") / 1000, UTC)


def item_id(kind: str, content: bytes, subject: str = "") -> bytes:
    """16 bytes that are the same exactly for the same content of the same subject.

    Deduplication never crosses subjects, so that erasing one person's data leaves another's whole.
    """
    return hashlib.sha256(_owned_by(kind, subject) + content).digest()[:16]


def item_ids(kind: str, contents: Iterable[bytes], subject: str = "") -> list[bytes]:
    """`item_id` of many contents of one subject."""
    head, sha256 = _owned_by(kind, subject), hashlib.sha256
    return [sha256(head + content).digest()[:16] for content in contents]


def _owned_by(kind: str, subject: str) -> bytes:
    owner = subject.encode()
    return f"{kind}\0{len(owner)}\0".encode() + owner
