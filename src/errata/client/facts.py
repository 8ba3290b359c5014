"""Facts: what a client knows of its project, also when the server is away."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from errata.client.answers import value_of
from errata.client.link import Link
from errata.client.spool import Spool
from errata.core.errors import Conflict, NotAllowed, NotFound, Unavailable
from errata.core.policy import Policy, parse_policy
from errata.core.project import Project


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the project is to be like if it has to be made."""

    labels: tuple[str, ...] | None = None
    kind: str | None = None
    policy: Policy | None = None


class Facts:
    """One project's name, kind, labels and policy, as the server tells them."""

    def __init__(self, link: Link, spool: Spool, name: str) -> None:
        self.name, self.path = name, f"projects/{quote(name, safe='')}"
        self._link, self._spool = link, spool
        self._memory = f"{link.url} {name}"
        self.project: Project | None = None

    def ask(self) -> Project | None:
        """The project as it is now, None where there is none; raises Unavailable."""
        try:
            told = self._told()
        except NotFound:
            self.project = None
            return None
        self.project = _project(told)
        kept = {name: told.get(name) for name in ("id", "name", "kind", "labels", "created_at")}
        try:
            self._spool.remember(self._memory, json.dumps(kept))
        except Unavailable:  # no disk to remember it on: that matters only when the server is away
            return self.project
        return self.project

    def _told(self) -> Mapping[str, Any]:
        try:
            found: Mapping[str, Any] = self._link.get(self.path)
        except NotAllowed:  # a reviewer sees of a project what reviewing takes
            for one in self._link.get("session")["projects"]:
                if one["name"] == self.name:
                    return dict(one)
            raise
        return found

    def recall(self) -> Project | None:
        """The project as it was when the server was last asked."""
        kept = self._spool.recall(self._memory)
        self.project = None if kept is None else _project(json.loads(kept))
        return self.project

    def policy(self) -> Policy:
        """The rules in force."""
        return parse_policy(self._link.get(self.path).get("policy") or {})

    def make(self, wish: Wish, kind: str | None, labels: Sequence[str] | None) -> Project:
        """A new project; raises NotAllowed for a key that may not make one."""
        given: dict[str, Any] = {
            "name": self.name,
            "kind": wish.kind or kind or "",
            "labels": list(wish.labels or labels or ()),
        }
        if wish.policy is not None:
            given["policy"] = wish.policy.as_dict()
        try:
            self._link.post("projects", given)
        except NotAllowed:
            raise NotAllowed(
                f"no project {self.name!r} on {self._link.url}, and this key may not make one",
                do="have an admin make it, or name another project",
            ) from None
        except Conflict:  # somebody made it meanwhile
            pass
        found = self.ask()
        if found is None:
            raise NotFound(f"no project {self.name!r} on {self._link.url}")
        return found


def project_names(url: str, *, api_key: str | None = None) -> list[str]:
    """The projects of a server that the key, or ERRATA_API_KEY, opens; at most a page."""
    link = Link(url, api_key=api_key or os.environ.get("ERRATA_API_KEY") or None)
    try:
        return [str(one["name"]) for one in link.get("projects")["items"]]
    finally:
        link.close()


def _project(told: Mapping[str, Any]) -> Project:
    """The project without its key: that never leaves the server."""
    return value_of(Project, told, key=b"")
