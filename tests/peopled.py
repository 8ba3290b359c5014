"""A server in this process with people and keys of every role, and a clock that the test sets."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from errata.core.account import EVERYWHERE, Role
from errata.core.project import Project
from errata.flow.accounts.invite import invite
from errata.flow.accounts.join import join
from errata.flow.accounts.make_key import make_key
from errata.flow.accounts.sign_in import sign_in
from errata.server.app import create_app
from errata.server.auth import COOKIE
from errata.server.room import Room
from errata.server.settings import ServerSettings
from errata.store.passwords import Argon2Passwords
from errata.wire import Site

with warnings.catch_warnings():
    # Starlette would rather have another client than the one that Errata itself uses.
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", UserWarning)
    from starlette.testclient import TestClient as TestClient

API = "/api/v1"
PASSWORD = "correct horse battery"


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Peopled:
    """A site with its app; `project` is there, others are made with `site.create`."""

    site: Site
    clock: Clock
    app: FastAPI
    project: Project
    clients: list[TestClient] = field(default_factory=list)

    @property
    def room(self) -> Room:
        """What the server has."""
        room = self.app.state.room
        assert isinstance(room, Room)
        return room

    def client(self, base_url: str = "http://testserver", **headers: str) -> TestClient:
        """A client of its own, without cookies."""
        made = TestClient(
            self.app, base_url=base_url, raise_server_exceptions=False, headers=headers
        )
        self.clients.append(made)
        return made

    def user(self, name: str, role: Role, *, project: str | None = None) -> str:
        """Somebody with a role in the project (its identifier; "" for everywhere); their name."""
        place = self.project.id if project is None else project
        made = invite(self.site.accounts, project_id=place, role=role, name=name, by="test")
        return join(self.site.accounts, made.token, name=None, password=PASSWORD).user.name

    def browser(self, name: str) -> TestClient:
        """A signed-in browser that sends the CSRF token with everything."""
        client, made = self.client(), sign_in(self.site.accounts, name, PASSWORD)
        client.cookies.set(COOKIE, made.token)
        client.headers["X-CSRF-Token"] = made.sign_in.csrf
        return client

    def key(self, role: Role, *, project: str | None = None, days: float = 1.0) -> str:
        """The secret of a new key."""
        place = self.project.id if project is None else project
        made = make_key(
            self.site.accounts, f"a {role}", project_id=place, role=role, days=days, by="test"
        )
        return made.secret

    def program(self, role: Role, *, project: str | None = None) -> TestClient:
        """A client with a key."""
        return self.client(Authorization=f"Bearer {self.key(role, project=project)}")

    def admin(self) -> TestClient:
        """A browser of an admin everywhere."""
        return self.browser(self.user("root", Role.ADMIN, project=EVERYWHERE))

    def close(self) -> None:
        """Let go of everything."""
        for client in self.clients:
            client.close()
        self.site.close()


def people(folder: Path, *, url: str | None = None, **settings: Any) -> Peopled:
    """A server on a fresh SQLite file, or on the database named; passwords are quick to hash."""
    clock = Clock()
    site = Site(url or f"sqlite:///{folder}/served.db", files=str(folder / "files"), clock=clock)
    quick = Argon2Passwords(memory_kib=64, passes=1)
    site.__dict__["accounts"] = replace(site.accounts, passwords=quick)
    ws = site.create("tickets", kind="text", labels=["card", "refund"])
    app = create_app(site, settings=ServerSettings(background=False, **settings))
    return Peopled(site=site, clock=clock, app=app, project=ws.project)
