"""The keys of a project, or of all. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from errata.core.account import ApiKey, Ended
from errata.flow.accounts.office import Office


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownKey:
    """A key as people see it."""

    key: ApiKey
    revoked: bool


def list_keys(office: Office, *, project_id: str | None = None) -> list[KnownKey]:
    """The keys of a project (EVERYWHERE: those for all), or every key; newest first."""
    where: dict[str, Any] = {} if project_id is None else {"project_id": project_id}
    with office.store.snapshot() as view:
        keys = view.find(ApiKey, newest_first=True, **where)
        ended = {one.id for one in view.find(Ended, id=[key.id for key in keys])}
    return [KnownKey(key=key, revoked=key.id in ended) for key in keys]
