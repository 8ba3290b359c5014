"""A server in this process with a key for each role and project, asked by the name of the key."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx import Response

from errata.core.account import EVERYWHERE, Role
from errata.core.policy import parse_policy
from errata.core.project import Project
from errata.flow.accounts.make_key import make_key
from errata.flow.workspace import Workspace
from errata.server.app import create_app
from errata.server.settings import ServerSettings
from errata.wire import Site

with warnings.catch_warnings():
    # Starlette would rather have another client than the one that Errata itself uses.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

API = "/api/v1"


@dataclass
class Asked:
    """An app on a store, asked without a network."""

    site: Site
    app: FastAPI
    http: TestClient
    keys: dict[str, str]

    def project(
        self,
        name: str = "tickets",
        *,
        kind: str = "text",
        labels: tuple[str, ...] = ("refund", "card", "other"),
        policy: Mapping[str, Any] | None = None,
    ) -> Workspace:
        """A project with a key for each role, kept as NAME/ROLE."""
        ws = self.site.create(name, kind=kind, labels=labels, policy=parse_policy(policy or {}))
        for role in Role:
            self.keys[f"{name}/{role.value}"] = self.key(ws.project, role)
        return ws

    def key(self, project: Project | None, role: Role, name: str | None = None) -> str:
        """A fresh key's secret; of every project where none is named."""
        ident = project.id if project else EVERYWHERE
        made = make_key(
            self.site.accounts, name or role.value, project_id=ident, role=role, by="test"
        )
        return made.secret

    def ask(
        self, method: str, path: str, *, by: str = "tickets/service", **options: Any
    ) -> Response:
        """Ask with the key of that name."""
        headers = {"Authorization": f"Bearer {self.keys[by]}", **options.pop("headers", {})}
        answer: Response = self.http.request(method, API + path, headers=headers, **options)
        return answer

    def close(self) -> None:
        """Let go of the store."""
        self.http.close()
        self.site.close()


def serve(folder: Path, *, url: str | None = None, **chosen: Any) -> Asked:
    """A server on a new SQLite file in the folder, or on a given store."""
    settings = ServerSettings(**{"background": False, **chosen})
    site = Site(url or f"sqlite:///{folder / 'served.db'}", files=str(folder / "files"))
    app = create_app(site, settings=settings)
    served = Asked(
        site=site,
        app=app,
        http=TestClient(app, raise_server_exceptions=False),
        keys={},
    )
    served.keys["admin"] = served.key(None, Role.ADMIN)
    return served
