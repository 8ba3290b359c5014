"""Passwords as they are stored: Argon2id, which costs an attacker memory as well as time."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from errata.core.errors import TooMany

T = TypeVar("T")

# OWASP's minimum for Argon2id (19 MiB, two passes, one lane): tens of milliseconds on a small
# machine, so that several people can sign in at once.
MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
AT_ONCE = 2  # each takes MEMORY_KIB
PATIENCE_SECONDS = 10.0


class Argon2Passwords:
    """`PasswordHashing` with Argon2id.

    All of it happens in `AT_ONCE` threads of its own: an allocator keeps what a thread once used,
    so a crowd that signs in from any thread would hold MEMORY_KIB for each of them (measured: 290
    MiB more for 32 threads).
    """

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=LANES)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="errata passwords")
        # Nobody knows a password that fits it; trying one costs what any other costs.
        self._decoy = (
            f"$argon2id$v=19$m={memory_kib},t={passes},p={LANES}${_random(16)}${_random(32)}"
        )

    def hash(self, password: str) -> str:
        """The encoded hash with its salt and parameters; raises TooMany in a crowd."""
        return self._in_turn(lambda: self._hasher.hash(_bytes(password)))

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one; without a stored one it takes as long.

        Raises TooMany in a crowd.
        """
        return self._in_turn(lambda: self._verify(stored or self._decoy, password)) and bool(stored)

    def outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than these."""
        return self._hasher.check_needs_rehash(stored)

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    def _in_turn(self, work: Callable[[], T]) -> T:
        turn = self._threads.submit(work)
        try:
            return turn.result(PATIENCE_SECONDS)
        except TimeoutError:
            turn.cancel()
            raise TooMany(
                "too many people are signing in at once", seconds=PATIENCE_SECONDS
            ) from None


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _random(n: int) -> str:
    return b64encode(secrets.token_bytes(n)).rstrip(b"=").decode()
