"""Opening the project that a verb is about."""

from __future__ import annotations

import getpass
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from errata.cli.config import read_config
from errata.core.errors import InputError, Unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from errata.flow.loop import Loop
    from errata.wire import Site


THROUGH_A_SERVER = (
    "status, watch, capture, trace, slices, curate, retrain, prove, promote, rollback, cycle, "
    "certify, simulate, export and audit verify"
)


def is_server(db: str) -> bool:
    """Whether the address is a server's."""
    return db.lower().startswith(("http://", "https://"))


def local(db: str) -> str:
    """The address, if the database can be opened from here; raises Unsupported for a server's."""
    if is_server(db):
        raise Unsupported(
            f"the server {db}",
            wanted="a database: sqlite:///FILE or postgresql://...",
            do=f"run this where the database is, with --db; through a server go {THROUGH_A_SERVER}",
        )
    if not db.strip():
        raise InputError("an empty database address", wanted="sqlite:///FILE or postgresql://...")
    return db


def existing(db: str, project: str | None, config: Path | None) -> Loop:
    """The project, which must exist; nothing is created by looking."""
    import errata

    settings = read_config(config)
    if not is_server(db):
        _must_be_there(local(db))
    name = project or settings.project or _only_project(db)
    if name is None:
        raise InputError("a database without a project", do="run errata import or capture first")
    return _guided(
        errata.open(db, project=name, policy=settings.policy, create=False), settings.guidelines
    )


@contextmanager
def existing_site(db: str) -> Iterator[Site]:
    """The database with all its projects, which must exist; closed afterwards."""
    from errata.wire import Site

    _must_be_there(local(db))
    site = Site(db)
    try:
        yield site
    finally:
        site.close()


def opened(
    db: str,
    project: str | None,
    config: Path | None,
    *,
    kind: str | None = None,
    labels: Sequence[str] | None = None,
    default: str | None = None,
) -> Loop:
    """The project, made if it is new: kind and labels from errata.toml, else as given.

    Without a name it is the database's only project, else `default`.
    """
    import errata

    settings = read_config(config)
    if not is_server(db):
        local(db)
    name = project or settings.project
    if name is None:
        name = (_only_project(db) if _is_there(db) else None) or default
    if name is None:
        raise InputError(
            "no project is named", do="give --project NAME, or run errata init to make errata.toml"
        )
    loop = errata.open(
        db,
        project=name,
        kind=settings.kind or kind,
        labels=settings.labels or labels,
        policy=settings.policy,
    )
    return _guided(loop, settings.guidelines)


def _guided(loop: Loop, guidelines: Path | None) -> Loop:
    """The loop, its project with the guidelines of errata.toml where it had none.

    Later versions are written in the review room, where reviewers are told what changed.
    """
    if guidelines is None:
        return loop
    try:
        loop.guide(guidelines.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        loop.close()
        raise InputError(f"{guidelines} is not UTF-8 at byte {error.start}") from None
    except BaseException:
        loop.close()
        raise
    return loop


def actor(by: str | None) -> str:
    """Who acts: as given, else the user of this machine."""
    if by is not None:
        if not by.strip():
            raise InputError("an empty name", do="say who does it with --by NAME")
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return "errata"


def sqlite_file(db: str) -> Path | None:
    """The file of an SQLite address, or None for another kind of database."""
    if "://" not in db:
        return Path(db)
    return Path(db.removeprefix("sqlite:///")) if db.startswith("sqlite:///") else None


def _is_there(db: str) -> bool:
    if is_server(db):
        return True
    path = sqlite_file(db)
    return path is None or path.exists()


def _must_be_there(db: str) -> None:
    if not _is_there(db):
        raise InputError(
            f"no database at {sqlite_file(db)}",
            do="name it with --db, or run errata import, capture or demo first",
        )


def _only_project(db: str) -> str | None:
    """The database's project, None where there is none; raises InputError for several."""
    names = _projects_on(db) if is_server(db) else _projects_in(db)
    if len(names) > 1:
        raise InputError(
            "several projects and none named",
            wanted="one of " + ", ".join(names),
            do="name it with --project",
        )
    return names[0] if names else None


def _projects_in(db: str) -> list[str]:
    from errata.core.project import Project
    from errata.store import open_store

    store = open_store(local(db))
    try:
        with store.snapshot() as view:
            return [found.name for found in view.find(Project)]
    finally:
        store.close()


def _projects_on(server: str) -> list[str]:
    from errata.client.facts import project_names

    return project_names(server)
