"""Office: what every use case of the accounts works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from errata.core.account import PasswordHashing
from errata.core.ids import Minter
from errata.core.ports import Clock, Entropy, Store, Transaction


class Changes:
    """Counts what this process changed, so that whoever remembers an answer knows its age."""

    def __init__(self) -> None:
        self.count = 0

    def happened(self) -> None:
        """Something may be different from now on."""
        self.count += 1


@dataclass(frozen=True, kw_only=True)
class Office:
    """The store, clock, entropy and password hashing; `wire` puts it together."""

    store: Store
    clock: Clock
    entropy: Entropy
    passwords: PasswordHashing
    changes: Changes = field(default_factory=Changes)

    def now(self) -> datetime:
        """The time, aware, UTC."""
        return self.clock()

    def mint(self, *, after: str | None = None) -> str:
        """A fresh identifier, above `after`.

        The newest grant and password count. So each is minted above the one that it replaces,
        in the transaction that stores it, even when another server's clock was ahead.
        """
        minter = Minter(
            now_ms=lambda: int(self.now().timestamp() * 1000), random=self.entropy, after=after
        )
        return minter()

    @contextmanager
    def transaction(self, *, actor: str) -> Iterator[Transaction]:
        """A change on somebody's behalf; what is remembered of accounts is old after it."""
        with self.store.transaction(actor=actor, now=self.now()) as tx:
            yield tx
        self.changes.happened()
