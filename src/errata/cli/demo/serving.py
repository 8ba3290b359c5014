"""The demo's last part: the review room opens on what is still in the queue."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from socket import socket
from typing import TYPE_CHECKING

from errata.core.account import EVERYWHERE, Role

if TYPE_CHECKING:
    from errata.flow.workspace import Workspace
    from errata.wire import Site

TEAM: tuple[tuple[str, Role, tuple[str, ...], str], ...] = (
    ("reviewer", Role.REVIEWER, (), "answers what is in the queue"),
    ("expert", Role.REVIEWER, ("expert",), "settles disputes as well"),
    ("lead", Role.LEAD, (), "sees the loop and turns it"),
    ("admin", Role.ADMIN, (), "makes accounts and keys"),
)


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who can sign in to the demo."""

    name: str
    password: str
    does: str


def serve_demo(
    db: str, project: str, guidelines: str, sock: socket, *, say: Callable[[str], None]
) -> None:
    """Serve the demo's database on the socket until Ctrl+C, with an account of each role."""
    from errata.cli.opened import sqlite_file
    from errata.server.lock import owning
    from errata.server.serve import serve
    from errata.server.settings import ServerSettings
    from errata.wire import Site

    host, port = sock.getsockname()[:2]
    address = f"http://{host}:{port}"
    with sock, owning(sqlite_file(db)):
        site = Site(db)
        try:
            team = furnish(site, project, guidelines)

            def ready() -> None:
                say(f"\nThe review room is open at {address}/p/{project}/review")
                width = max(len(account.name) for account in team)
                for account in team:
                    say(f"  {account.name:<{width}}  password {account.password}  {account.does}")
                say(
                    "Sign in as reviewer and finish a session by keyboard (? shows the keys); "
                    f"then as lead, at {address}/p/{project}/overview, turn the loop."
                )
                say("Stop with Ctrl+C.")

            settings = ServerSettings(public_url=address)
            serve(site, sock, settings=settings, ready=ready)
        finally:
            site.close()


def furnish(site: Site, project: str, guidelines: str) -> list[Account]:
    """What a team needs: accounts, guidelines, and audits that are answered blind."""
    from errata.flow.guidelines import first_guideline
    from errata.flow.open_project import change_policy, require_project
    from errata.flow.workspace import policy_of

    found = require_project(site.store, project)
    ws = site.workspace(found, actor="demo")
    first_guideline(ws, guidelines)
    with site.store.snapshot() as view:
        policy = policy_of(view, found)[1]
    change_policy(
        site.store,
        found,
        replace(policy, review=replace(policy.review, blind="audits")),
        now=site.clock(),
        entropy=site.entropy,
        actor="demo",
    )
    return [_account(site, ws, *entry) for entry in TEAM]


def _account(
    site: Site, ws: Workspace, name: str, role: Role, skills: tuple[str, ...], does: str
) -> Account:
    """An account with a password of its own; one of that name in the database gets a new one."""
    from errata.flow.accounts.invite import invite
    from errata.flow.accounts.join import join

    password = secrets.token_urlsafe(9)
    link = invite(
        site.accounts,
        project_id=EVERYWHERE if role in (Role.ADMIN, Role.LEAD) else ws.project.id,
        role=role,
        name=name,
        skills=skills,
        by="demo",
    )
    join(site.accounts, link.token, name=name, password=password)
    return Account(name=name, password=password, does=does)
