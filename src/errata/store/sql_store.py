"""The store: snapshots to read from, transactions that change it, behind the ports of `core`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, func, select, text
from sqlalchemy.exc import IntegrityError

from errata.core.backlog import AuditEntry
from errata.core.errors import Conflict, InputError, NotFound, Refused
from errata.core.events import Event
from errata.core.item import Items
from errata.core.ports import AuditHead, AuditReport
from errata.store.audit import AuditLog, entries
from errata.store.backlog import SqlBacklog
from errata.store.blobs import FileBlobs
from errata.store.bulk import insert_rows
from errata.store.compact import compact, sweep
from errata.store.contents import read_items, write_items
from errata.store.databases import Database
from errata.store.faults import cleared
from errata.store.finders import finder
from errata.store.health import StoreHealth, examine
from errata.store.log import SqlLog
from errata.store.log_reading import SqlLogReader
from errata.store.outbox import SqlOutbox, SqlOutboxReader
from errata.store.overdue import SqlOverdue
from errata.store.prepared import Prepared
from errata.store.queue import SqlQueue
from errata.store.queue_reading import SqlQueueReader
from errata.store.records import Record
from errata.store.schema import RECORDS
from errata.store.segments import Segments

T = TypeVar("T")

MANY = 5_000  # values in one IN; more are asked for in turn


class SqlStore:
    """Everything that lasts, in SQLite or PostgreSQL and a folder of files."""

    def __init__(self, *, database: Database, folder: Path, salt: bytes) -> None:
        self._database = database
        self._folder = folder
        self._reader = database.engine
        if database.skip_locked:
            self._reader = database.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._writer = database.engine.execution_options(errata_writes=True)
        self._blobs = FileBlobs(folder / "blobs")
        self._segments = Segments(folder, self._blobs)
        self._audit = AuditLog(folder, salt)

    @property
    def blobs(self) -> FileBlobs:
        """Bytes under their content hash."""
        return self._blobs

    @contextmanager
    def snapshot(self) -> Iterator[SqlSnapshot]:
        """A read transaction: one consistent view, however long it lasts."""
        with cleared(), self._reader.connect() as conn, conn.begin():
            _PIN.first(conn, {})  # the view is fixed at the first statement
            yield SqlSnapshot(conn, self._segments, self._blobs)

    @contextmanager
    def transaction(self, *, actor: str, now: datetime) -> Iterator[SqlTransaction]:
        """A write transaction: commits whole, with exactly one event, or not at all.

        One that changed nothing (a claim that found no task) may end without an event. Raises
        Refused otherwise; a Conflict inside it ends it, even if caught.
        """
        with self._writing() as conn:
            tx = SqlTransaction(conn, self, actor=actor, now=now)
            try:
                yield tx
                tx.check()
            except BaseException as error:
                conn.rollback()
                self._segments.discard(tx.files)
                if tx.lost is not None and isinstance(error, Exception):
                    raise tx.lost from error  # what came after it is its consequence
                raise

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            cleared(),
            self._database.writing(),
            self._writer.connect() as conn,
            conn.begin() as change,
        ):
            yield conn
            if change.is_active:
                change.commit()

    def compact(self, project_id: str, *, now: datetime, at_least: int = 1) -> int:
        """Move hot predictions into segments and merge small ones; answers how many moved."""
        return compact(self, project_id, now=now, at_least=at_least)

    def sweep(self, *, now: datetime, grace_seconds: float = 3600.0) -> int:
        """Delete files retired for longer than the grace, and orphans of broken writes."""
        return sweep(self, now=now, grace_seconds=grace_seconds)

    def seal(self, *, now: datetime) -> AuditHead | None:
        """Chain the committed, unsealed audit entries and sign the new head."""
        with self._writing() as conn:
            self._database.lock(conn, "errata seal")
            head = self._audit.seal(conn, now)
        self._audit.remember(head)
        return head

    def verify_audit(self, head: AuditHead | None = None) -> AuditReport:
        """Recompute the chain, and hold it against a head exported earlier."""
        with cleared(), self._reader.connect() as conn, conn.begin():
            return self._audit.verify(conn, head)

    def describe(self, *, deep: bool = False) -> StoreHealth:
        """What is stored and whether it is whole; `deep` reads every file."""
        with cleared(), self._reader.connect() as conn, conn.begin():
            return examine(conn, self._folder, deep=deep)

    def close(self) -> None:
        """Let go of the database."""
        self._database.engine.dispose()


_PIN = Prepared(text("SELECT count(*) FROM settings"))


class SqlSnapshot:
    """One consistent view of everything kept."""

    def __init__(self, conn: Connection, segments: Segments, blobs: FileBlobs) -> None:
        self._conn, self._segments, self._blobs = conn, segments, blobs

    @property
    def log(self) -> SqlLogReader:
        """The prediction log."""
        return SqlLogReader(self._conn, self._segments)

    @property
    def queue(self) -> SqlQueueReader:
        """The review queue."""
        return SqlQueueReader(self._conn)

    @property
    def outbox(self) -> SqlOutboxReader:
        """The messages that wait."""
        return SqlOutboxReader(self._conn)

    @property
    def backlog(self) -> SqlBacklog:
        """The queue as lists and counts."""
        return SqlBacklog(self._conn)

    def get(self, kind: type[T], ident: str, *, project_id: str | None = None) -> T:
        """The value of that kind and identifier; raises NotFound.

        Content hashes may repeat in another project: raises Conflict when several projects have
        the identifier and none is named.
        """
        where: dict[str, Any] = {"id": ident}
        if project_id is not None:
            where["project_id"] = project_id
        found = self.find(kind, limit=2, **where)
        if not found:
            raise NotFound(f"no {kind.__name__} has the identifier {ident!r}")
        if len(found) > 1:
            raise Conflict(
                f"several projects have a {kind.__name__} {ident!r}", do="name the project_id"
            )
        return found[0]

    def find(
        self,
        kind: type[T],
        /,
        *,
        newest_first: bool = False,
        limit: int | None = None,
        after: str | int | None = None,
        **where: Any,
    ) -> list[T]:
        """The values whose fields equal `where`, oldest first, behind `after` in that order."""
        spec = _spec(kind)
        simple = finder(spec, where, newest_first=newest_first, limit=limit)
        if simple is not None and after is None:
            query, given = simple
            return [spec.value(row) for row in query.all(self._conn, given)]
        found: list[T] = []
        chosen = list(_conditions(spec, where))
        order = spec.table.c[spec.order]
        for conditions in chosen:
            rows = select(*spec.table.c).where(*conditions)
            if after is not None:
                rows = rows.where(order < after if newest_first else order > after)
            rows = rows.order_by(order.desc() if newest_first else order).limit(limit)
            found.extend(spec.value(row) for row in self._conn.execute(rows))
        if len(chosen) > 1:
            found.sort(key=lambda value: getattr(value, spec.order), reverse=newest_first)
            found = found[:limit]
        return found

    def count(self, kind: type[Any], /, *, after: str | int | None = None, **where: Any) -> int:
        """How many values `find` would answer."""
        return sum(self.tally(kind, after=after, **where).values())

    def pluck(
        self,
        kind: type[Any],
        /,
        *fields: str,
        limit: int | None = None,
        after: str | int | None = None,
        **where: Any,
    ) -> list[tuple[Any, ...]]:
        """These fields alone of the values that `find` would answer, oldest first."""
        spec = _spec(kind)
        order = spec.table.c[spec.order]
        found: list[Any] = []
        for conditions in _conditions(spec, where):
            rows = select(order, *(spec.table.c[name] for name in fields)).where(*conditions)
            if after is not None:
                rows = rows.where(order > after)
            found.extend(self._conn.execute(rows.order_by(order).limit(limit)).all())
        found.sort(key=lambda row: row[0])
        return [tuple(row[1:]) for row in found[:limit]]

    def tally(
        self,
        kind: type[Any],
        /,
        *by: str,
        newest_of: str | None = None,
        after: str | int | None = None,
        **where: Any,
    ) -> dict[tuple[Any, ...], int]:
        """How many values there are of each combination of these fields.

        `newest_of`: of the values that share this field only the newest counts.
        """
        spec = _spec(kind)
        order, columns = spec.table.c[spec.order], [spec.table.c[name] for name in by]
        found: dict[tuple[Any, ...], int] = {}
        for conditions in _conditions(spec, where):
            if after is not None:
                conditions = [*conditions, order > after]
            if newest_of is not None:
                newest = select(func.max(order)).where(*conditions)
                newest = newest.group_by(spec.table.c[newest_of])
                conditions = [*conditions, order.in_(newest)]
            query = select(*columns, func.count()).select_from(spec.table).where(*conditions)
            for *key, n in self._conn.execute(query.group_by(*columns)):
                found[tuple(key)] = found.get(tuple(key), 0) + int(n)
        return found

    def audit_entries(
        self,
        *,
        verb: str | None = None,
        actor: str | None = None,
        after: str | None = None,
        limit: int,
    ) -> list[AuditEntry]:
        """Lines of the audit log, newest first, behind the one named."""
        return entries(self._conn, verb=verb, actor=actor, after=after, limit=limit)

    def contents(self, project_id: str, item_ids: Sequence[str]) -> Items:
        """The contents of stored items, in the order asked; raises NotFound naming one."""
        return read_items(self._conn, self._blobs, project_id, item_ids)


class SqlTransaction(SqlSnapshot):
    """One change."""

    def __init__(self, conn: Connection, store: SqlStore, *, actor: str, now: datetime) -> None:
        super().__init__(conn, store._segments, store._blobs)
        self._store, self._actor, self._now = store, actor, now
        self._events = 0
        self._changed = False
        self.lost: Conflict | None = None  # what ended the change, even if it was caught
        self.files: list[str] = []  # segments written for this change

    @property
    def log(self) -> SqlLog:
        """The prediction log."""
        return SqlLog(self._conn, self._segments, self._store._database, self._now, self)

    @property
    def queue(self) -> SqlQueue:
        """The review queue."""
        return SqlQueue(self._conn, self._store._database, self)

    @property
    def outbox(self) -> SqlOutbox:
        """The messages that wait."""
        return SqlOutbox(self._conn, self._store._database, self)

    @property
    def overdue(self) -> SqlOverdue:
        """Open answers that are late."""
        return SqlOverdue(self._conn, self._store._database, self)

    def put(self, *values: object) -> None:
        """Insert immutable values; raises Conflict, which ends the transaction."""
        self.changed()
        at = 0
        while at < len(values):
            spec = _spec(type(values[at]))
            end = at
            while end < len(values) and type(values[end]) is spec.kind:
                end += 1
            self.insert(spec, values[at:end])
            at = end

    def insert(self, spec: Record, values: Sequence[Any]) -> None:
        """Insert values of one kind."""
        try:
            insert_rows(self._conn, spec.table, spec.names, [spec.row(value) for value in values])
        except IntegrityError as error:
            named = values[0].id if len(values) == 1 else f"among {len(values)}"
            self.lost = Conflict(
                f"a {spec.kind.__name__} {named} is stored already, or breaks a law of its kind",
                wanted=f"a new {spec.laws()}",
            )
            raise self.lost from error

    def keep_items(self, project_id: str, items: Items) -> None:
        """Store the contents of items that are not stored yet."""
        self.changed()
        write_items(self._conn, self._blobs, project_id, items)

    def record(self, event: Event) -> None:
        """Say what happened."""
        self._events += 1
        self._store._audit.write(self._conn, self._actor, self._now, event)

    def changed(self) -> None:
        """Something is about to be written that an event must tell of."""
        self._changed = True

    def check(self) -> None:
        """Raise unless exactly one event tells of what was changed."""
        if self.lost is not None:
            raise self.lost
        if self._events != 1 and (self._changed or self._events):
            raise Refused(
                f"a change with {self._events} events", wanted="exactly one", do="nothing was kept"
            )


def _spec(kind: type[Any]) -> Record:
    try:
        return RECORDS[kind]
    except KeyError:
        raise InputError(f"a {kind.__name__}", wanted="a record of errata.core") from None


def _conditions(spec: Record, where: dict[str, Any]) -> Iterator[list[ColumnElement[bool]]]:
    """The conditions of each query needed: one, unless a list is very long."""
    simple: list[ColumnElement[bool]] = []
    long: tuple[str, list[Any]] | None = None
    for name, wanted in where.items():
        if name not in spec.names:
            raise InputError(
                f"the field {name!r} of {spec.kind.__name__}", wanted=", ".join(spec.names)
            )
        column = spec.table.c[name]
        if wanted is None:
            simple.append(column.is_(None))
        elif isinstance(wanted, list | tuple | set | frozenset):
            values = list(dict.fromkeys(wanted))
            if len(values) > MANY and long is None:
                long = (name, values)
            else:
                simple.append(column.in_(values))
        else:
            simple.append(column == wanted)
    if long is None:
        yield simple
        return
    name, values = long
    for at in range(0, len(values), MANY):
        yield [*simple, cast("ColumnElement[bool]", spec.table.c[name].in_(values[at : at + MANY]))]
