"""errata doctor: is everything there and sound? It only looks; it writes nothing."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errata.cli.options import DEFAULT_DB, Config, Json, LocalDb
from errata.cli.output import answer, working

if TYPE_CHECKING:
    from errata.store.health import StoreHealth

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
    db: LocalDb = DEFAULT_DB,
    config: Config = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Read every file and compare it with its hash.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check versions, configuration, database, files and audit log. Exit 1: something is wrong.

    \b
    Example:
      errata doctor --db sqlite:///errata.db
    """
    with working("looking"):
        checks = [_versions(), _configuration(config), *_database(db, deep=deep)]

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


def _database(db: str, *, deep: bool) -> list[dict[str, str]]:
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
        found = store.describe(deep=deep)
        audit = store.verify_audit()
    except ErrataError as error:
        return [_check("database", "wrong", str(error))]
    finally:
        store.close()
    return [*_described(found), _audit(audit)]


def _described(found: StoreHealth) -> list[dict[str, str]]:
    filled = {name: count for name, count in found.counts.items() if count}
    broken = [f"missing: {name}" for name in found.missing]
    broken += [f"damaged: {name}" for name in found.damaged]
    more = [f"and {len(broken) - 10} more"] if len(broken) > 10 else []
    return [
        _check(
            "database",
            "ok" if found.integrity == "ok" else "wrong",
            f"{found.database}, schema {found.schema_version}, integrity {found.integrity}",
        ),
        _check(
            "files",
            "wrong" if broken else "ok",
            "; ".join(broken[:10] + more)
            or f"{found.files}: {found.segments} segments with "
            f"{found.segment_rows:,} predictions ({found.segment_bytes:,} bytes)",
        ),
        _check("rows", "ok", ", ".join(f"{name} {n:,}" for name, n in filled.items()) or "none"),
    ]


def _audit(audit: Any) -> dict[str, str]:
    if not audit.intact:
        return _check("audit", "wrong", "; ".join(audit.faults))
    sealed = audit.head.entries if audit.head else 0
    return _check("audit", "ok", f"{sealed} entries sealed, {audit.unsealed} not sealed yet")
