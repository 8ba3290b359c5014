"""errata doctor: is everything there and sound? It only looks; it writes nothing."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Db, Json, Project
from errata.cli.output import answer, working

PACKAGES = (
    "errata",
    "numpy",
    "scipy",
    "scikit-learn",
    "skops",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "pyarrow",
    "duckdb",
    "rensa",
    "pillow",
    "typer",
    "rich",
)


def run(
    db: Db = DEFAULT_DB, project: Project = None, config: Config = None, as_json: Json = False
) -> None:
    """Check versions, configuration, database, files and audit log. Exit 1: something is wrong.

    \b
    Example:
      errata doctor --db sqlite:///errata.db
    """
    with working("looking"):
        checks = [_versions(), _configuration(config), *_database(db)]

    def say(out: Any) -> None:
        for check in checks:
            mark = {"ok": "ok  ", "wrong": "WRONG", "skipped": "--  "}[check["finding"]]
            out.print(f"{mark:<6}{check['name']:<14}{check['says']}")

    answer(
        {"checks": checks, "versions": _installed(), "python": platform.python_version()},
        say,
        as_json=as_json,
    )
    if any(check["finding"] == "wrong" for check in checks):
        raise typer.Exit(1)


def _check(name: str, finding: str, says: str) -> dict[str, str]:
    return {"name": name, "finding": finding, "says": says}


def _installed() -> dict[str, str | None]:
    out: dict[str, str | None] = {}
    for package in PACKAGES:
        try:
            out[package] = version(package)
        except PackageNotFoundError:
            out[package] = None
    return out


def _versions() -> dict[str, str]:
    found = _installed()
    missing = [name for name, installed in found.items() if installed is None]
    if missing:
        return _check("versions", "wrong", "not installed: " + ", ".join(missing))
    told = ", ".join(
        f"{name} {found[name]}"
        for name in ("errata", "numpy", "scikit-learn", "sqlalchemy", "pyarrow")
    )
    return _check("versions", "ok", f"Python {sys.version.split()[0]}, {told}")


def _configuration(config: Any) -> dict[str, str]:
    from errata.cli.config import read_config
    from errata.core.errors import ErrataError

    try:
        found = read_config(config)
    except ErrataError as error:
        return _check("configuration", "wrong", str(error))
    if found.path is None:
        return _check("configuration", "skipped", "no errata.toml here; the defaults hold")
    return _check("configuration", "ok", str(found.path))


def _database(db: str) -> list[dict[str, str]]:
    from errata.cli.opened import local, sqlite_file
    from errata.core.errors import ErrataError

    local(db)
    path = sqlite_file(db)
    if path is not None and not path.exists():
        return [_check("database", "skipped", f"none at {path} yet")]
    from errata.store import open_store

    try:
        store = open_store(db)
    except ErrataError as error:
        return [_check("database", "wrong", str(error))]
    try:
        described: Mapping[str, Any] = store.describe()
        audit = store.verify_audit()
    except ErrataError as error:
        return [_check("database", "wrong", str(error))]
    finally:
        store.close()
    return [*_described(described), _audit(audit)]


def _described(described: Mapping[str, Any]) -> list[dict[str, str]]:
    faults = [str(fault) for fault in described.get("faults", ())]
    told = ", ".join(
        f"{name} {value}"
        for name, value in described.items()
        if name != "faults" and not isinstance(value, Mapping)
    )
    counts = described.get("counts")
    out = [_check("database", "wrong" if faults else "ok", "; ".join(faults) or told)]
    if isinstance(counts, Mapping):
        out.append(_check("rows", "ok", ", ".join(f"{k} {v}" for k, v in counts.items() if v)))
    return out


def _audit(audit: Any) -> dict[str, str]:
    if not audit.intact:
        return _check("audit", "wrong", "; ".join(audit.faults))
    sealed = audit.head.entries if audit.head else 0
    return _check("audit", "ok", f"{sealed} entries sealed, {audit.unsealed} not sealed yet")
