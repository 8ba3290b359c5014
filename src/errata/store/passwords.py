"""Passwords as they are stored: Argon2id, which costs an attacker memory as well as time."""

from __future__ import annotations

import secrets
import threading
from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from errata.core.errors import TooMany

# OWASP's minimum for Argon2id (19 MiB, two passes, one lane): tens of milliseconds on a small
# machine, so that several people can sign in at once.
MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1
AT_ONCE = 2  # each takes MEMORY_KIB
PATIENCE_SECONDS = 10.0


class Argon2Passwords:
    """`PasswordHashing` with Argon2id; at most `AT_ONCE` threads compute at a time."""

    def __init__(self, *, memory_kib: int = MEMORY_KIB, passes: int = PASSES) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=LANES)
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        # Nobody knows a password that fits it; trying one costs what any other costs.
        self._decoy = (
            f"$argon2id$v=19$m={memory_kib},t={passes},p={LANES}${_random(16)}${_random(32)}"
        )

    def hash(self, password: str) -> str:
        """The encoded hash with its salt and parameters."""
        with self._one_of_few():
            return self._hasher.hash(_bytes(password))

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one; without a stored one it takes as long."""
        with self._one_of_few():
            try:
                return self._hasher.verify(stored or self._decoy, _bytes(password)) and bool(stored)
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than these."""
        return self._hasher.check_needs_rehash(stored)

    def _one_of_few(self) -> _Turn:
        return _Turn(self._turn)


class _Turn:
    """One of the few who may compute; raises TooMany for whoever waits too long."""

    def __init__(self, turn: threading.BoundedSemaphore) -> None:
        self._turn = turn

    def __enter__(self) -> None:
        if not self._turn.acquire(timeout=PATIENCE_SECONDS):
            raise TooMany("too many people are signing in at once", seconds=PATIENCE_SECONDS)

    def __exit__(self, *_: object) -> None:
        self._turn.release()


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


def _random(n: int) -> str:
    return b64encode(secrets.token_bytes(n)).rstrip(b"=").decode()
