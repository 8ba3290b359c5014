"""Where a test's store is."""

from __future__ import annotations

from dataclasses import dataclass, field

from errata.store import open_store
from errata.store.sql_store import SqlStore


@dataclass
class Place:
    """Where a test's store is; `open` may be called again, as another process would."""

    kind: str
    url: str
    files: str
    opened: list[SqlStore] = field(default_factory=list)

    @property
    def dialect(self) -> str:
        """SQLAlchemy's name for it."""
        return {"postgres": "postgresql"}.get(self.kind, self.kind)

    def open(self) -> SqlStore:
        """Open the store."""
        store = open_store(self.url, files=self.files)
        self.opened.append(store)
        return store
