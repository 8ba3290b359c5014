"""`errata serve` as a process of its own, with keys to come in."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

import errata
from errata.core.account import Role
from errata.core.project import Project
from errata.flow.accounts.make_key import make_key
from errata.wire import Site

PATIENCE = 60.0  # seconds for a start on a machine that has other work


class Served:
    """`errata serve` as a process that can be killed and started again on the same port."""

    def __init__(self, database: Path, port: int, *options: str) -> None:
        self.database, self.port, self.options = database, port, options
        self.url = f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns when it is ready."""
        command = [
            "-c",
            "from errata.cli import main; main()",
            "serve",
            "--db",
            f"sqlite:///{self.database}",
        ]
        with (self.database.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command, "--port", str(self.port), *self.options],
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).is_success:
                    return
            except httpx.TransportError:
                pass
            assert self.process.poll() is None, "the server ended at its start"
            time.sleep(0.05)
        raise AssertionError(f"the server is not ready after {PATIENCE} s")

    def kill(self) -> None:
        """Kill it: no farewell, nothing flushed."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def keys_of(
    database: Path,
    project: str,
    *,
    labels: Sequence[str],
    policy: Mapping[str, Any],
    roles: Mapping[str, Role],
) -> dict[str, str]:
    """A new project in a database, and a key of each role by its name."""
    errata.open(str(database), project=project, kind="text", labels=labels, policy=policy).close()
    site = Site(str(database))
    try:
        with site.store.snapshot() as view:
            (found,) = view.find(Project, name=project)
        return {
            name: make_key(
                site.accounts, name, project_id=found.id, role=role, days=1, by="a test"
            ).secret
            for name, role in roles.items()
        }
    finally:
        site.close()


def free_port(first: int) -> int:
    """A port on which nobody listens, the first of ten."""
    for port in range(first, first + 10):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError(f"no free port from {first} on")
