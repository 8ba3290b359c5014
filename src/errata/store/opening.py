"""Opening a store: find the database, bring its tables up to date, find its files."""

from __future__ import annotations

import secrets
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, insert, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from errata.core.errors import ErrataError, InputError, StoreDamaged
from errata.store.databases import Database, Postgres, Sqlite
from errata.store.durable import TEMPORARY, make_folder, write_file
from errata.store.faults import clear
from errata.store.schema import HEAD, VERSION_TABLE, counters, settings
from errata.store.sql_store import SqlStore

MIGRATIONS = Path(__file__).parent / "migrations"
MARK = "store-id"  # a file that says whose files these are
HEADER = b"SQLite format 3\0"


def open_store(url: str, *, files: str | None = None) -> SqlStore:
    """The store at a URL, made on first use and brought up to the newest schema.

    `url` is `sqlite:///path`, a bare path, or `postgresql://...`. Segments, blobs and the audit
    key lie in the folder `files`: by default `<path>.files` beside the SQLite file, or
    `errata.files` in the working folder for PostgreSQL. The database remembers it.

    Raises InputError for a URL that cannot be used, a file that is no such database, files of
    another store; NotFound when the server does not answer; StoreDamaged when files are gone.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = open_store(f"{folder}/errata.db")
    ...     store.describe().schema_version
    ...     store.close()
    '0004'
    """
    database, default = _database(url, files)
    try:
        store = _opened(database, default, files)
    except DBAPIError as error:
        database.engine.dispose()
        raise clear(error, shown=database.engine.url) from error
    except BaseException:
        database.engine.dispose()
        raise
    return store


def _database(url: str, files: str | None) -> tuple[Database, str]:
    if not isinstance(url, str) or not url.strip():
        raise InputError(f"the database {url!r}", wanted="a path or a URL")
    if "://" not in url:
        return _sqlite(Path(url))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise InputError(
            "a database URL that cannot be read", wanted="sqlite:///path or postgresql://..."
        ) from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        if not parsed.database or parsed.database == ":memory:" or parsed.query:
            raise InputError(
                f"the database {url!r}", wanted="sqlite:///path", do="name a file: it must last"
            )
        return _sqlite(Path(parsed.database))
    if kind in ("postgresql", "postgres"):
        return _postgres(parsed)
    raise InputError(
        f"a database of kind {parsed.drivername!r}", wanted="sqlite:///path or postgresql://..."
    )


def _postgres(url: URL) -> tuple[Database, str]:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise InputError("PostgreSQL without its driver", do="install psycopg[binary]") from None
    return Postgres(url), str(Path("errata.files").absolute())


def _sqlite(path: Path) -> tuple[Database, str]:
    path = path.expanduser()
    if path.is_dir():
        raise InputError(f"{path} is a folder", wanted="a file for the database")
    if not path.parent.is_dir():
        raise InputError(f"the folder {path.parent} does not exist", do="make it first")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        head = b""
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    if head and head != HEADER:
        raise InputError(f"{path} is no SQLite database", do="choose another file")
    return Sqlite(path.absolute()), path.name + ".files"


def _opened(database: Database, default: str, files: str | None) -> SqlStore:
    writer = database.engine.execution_options(errata_writes=True)
    base = database.path.parent if isinstance(database, Sqlite) else Path.cwd()
    with database.writing(), _connected(writer) as conn, conn.begin():
        database.lock(conn, "errata migration")
        made = _migrate(conn)
        if made:
            kept = default if files is None else str(Path(files).expanduser().absolute())
            _first_settings(conn, kept, base / kept)
        known = {row.key: row.value for row in conn.execute(select(settings))}
    folder = base / (known["files"] if files is None else Path(files).expanduser().absolute())
    _check_files(folder, known["store_id"])
    return SqlStore(database=database, folder=folder, salt=bytes.fromhex(known["audit_salt"]))


def _connected(engine: Any) -> Connection:
    """A connection; making a file WAL is the one step that does not wait for others by itself."""
    for _ in range(100):
        try:
            connection: Connection = engine.connect()
            return connection
        except DBAPIError as error:
            if not isinstance(error.orig, sqlite3.OperationalError) or "locked" not in str(error):
                raise
            time.sleep(0.05)
    raise InputError("the database is locked by another process", do="end it and try again")


def _migrate(conn: Connection) -> bool:
    """Bring the tables up to date; whether they are new."""
    found = inspect(conn).get_table_names()
    version = None
    if VERSION_TABLE in found:
        version = conn.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
    elif found and conn.dialect.name == "sqlite":
        raise InputError(
            f"{conn.engine.url.database} holds tables of another program",
            wanted="a new file, or one that Errata made",
        )
    if version == HEAD:
        return False
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise ErrataError(
            f"the database has the schema {version}",
            wanted=f"{HEAD} or older",
            do="install the newer Errata that made it",
        )
    command.upgrade(config, "head")
    return version is None


def _first_settings(conn: Connection, kept: str, folder: Path) -> None:
    store_id = secrets.token_hex(16)
    if (folder / MARK).exists():
        if any(not entry.name.startswith((MARK, TEMPORARY)) for entry in folder.iterdir()):
            raise InputError(
                f"the folder {folder} holds the files of another store",
                do="name another folder, or bring back the database that they belong to",
            )
        store_id = (folder / MARK).read_text()  # an opening that was cut short left it
    make_folder(folder)
    write_file(folder / MARK, store_id.encode())
    chosen = {
        "store_id": store_id,
        "files": kept,
        "audit_salt": secrets.token_hex(16),
        "created_at": datetime.now(UTC).isoformat(),
    }
    conn.execute(insert(settings), [{"key": k, "value": v} for k, v in chosen.items()])
    conn.execute(insert(counters), {"name": "slots", "value": 0})


def _check_files(folder: Path, store_id: str) -> None:
    try:
        mark = (folder / MARK).read_text()
    except FileNotFoundError:
        raise StoreDamaged(
            f"the files of this store are not at {folder}",
            do="bring the folder back, or say where it is with files='...'",
        ) from None
    except OSError as error:
        raise InputError(f"{folder} cannot be read: {error.strerror}") from None
    if mark != store_id:
        raise InputError(f"the folder {folder} holds the files of another store")
