"""Passwords: a crowd waits its turn, in few threads, and is told to come back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from errata.core.errors import TooMany
from errata.store import passwords
from errata.store.passwords import AT_ONCE, Argon2Passwords

PASSWORD = "correct horse battery"


def test_each_hash_has_a_salt_of_its_own_and_fits_its_password_alone() -> None:
    hashing = Argon2Passwords(memory_kib=64, passes=1)
    one, two = hashing.hash(PASSWORD), hashing.hash(PASSWORD)
    assert one != two
    assert hashing.matches(one, PASSWORD)
    assert hashing.matches(two, PASSWORD)
    assert not hashing.matches(one, PASSWORD + " ")


def test_the_stand_in_has_the_cost_of_a_real_hash() -> None:
    hashing = Argon2Passwords(memory_kib=64, passes=1)
    assert not hashing.outdated(hashing._decoy)
    assert len(hashing._decoy) == len(hashing.hash(PASSWORD))


def test_a_crowd_computes_in_few_threads() -> None:
    hashing, seen = Argon2Passwords(memory_kib=64, passes=1), set()
    verify = hashing._verify

    def watched(stored: str, password: str) -> bool:
        seen.add(threading.get_ident())
        return verify(stored, password)

    hashing._verify = watched  # type: ignore[method-assign]
    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(lambda _: hashing.matches(None, PASSWORD), range(64)))
    assert answers == [False] * 64
    assert 1 <= len(seen) <= AT_ONCE
    assert threading.get_ident() not in seen


def test_whoever_waits_too_long_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_SECONDS", 0.05)
    hashing, go_on = Argon2Passwords(memory_kib=64, passes=1), threading.Event()
    for _ in range(AT_ONCE):
        hashing._threads.submit(go_on.wait)
    with pytest.raises(TooMany, match="at once"):
        hashing.matches(None, PASSWORD)
    go_on.set()
    assert hashing.matches(hashing.hash(PASSWORD), PASSWORD)
