"""Contents: what was classified, small ones in a row, large ones in a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from errata.core.errors import Conflict, NotFound
from errata.core.ids import to_bytes
from errata.core.item import ItemKind, Items
from errata.store.blobs import FileBlobs
from errata.store.bulk import insert_rows
from errata.store.columns import plain_text
from errata.store.prepared import Prepared
from errata.store.schema import items as table

INLINE = 256 * 1024  # bytes; larger contents are files
MANY = 5_000
_ONE = Prepared(
    select(table).where(table.c.project_id == bindparam("p"), table.c.id == bindparam("item"))
)
COLUMNS = ("project_id", "id", "kind", "subject", "group", "content", "blob")


def write_items(conn: Connection, blobs: FileBlobs, project_id: str, items: Items) -> None:
    """Store items that are not stored yet."""
    n = len(items)
    if n == 0:
        return
    idents = items.ids.tobytes()
    content, blob = place(blobs, items.content)
    subjects, groups = _owners(items.subject, n), _owners(items.group, n)
    kind = items.kind.value
    rows = {
        (ident := idents[16 * i : 16 * i + 16]): (
            project_id, ident, kind, subjects[i], groups[i], content[i], blob[i],
        )
        for i in range(n)
    }  # fmt: skip
    ordered = [rows[ident] for ident in sorted(rows)]  # the same order everywhere: no deadlock
    insert_rows(conn, table, COLUMNS, ordered, ignore=True)


def _owners(column: Sequence[str | None] | None, n: int) -> Sequence[str | None]:
    if column is None:
        return (None,) * n
    for owner in set(column):
        if owner is not None:
            plain_text(owner)
    return column


def place(
    blobs: FileBlobs, content: Sequence[bytes]
) -> tuple[list[bytes | None], list[str | None]]:
    """Each content inline, or the name of the file that holds it."""
    inline: list[bytes | None] = list(content)
    names: list[str | None] = [None] * len(inline)
    if max(map(len, content), default=0) > INLINE:
        for i, data in enumerate(content):
            if len(data) > INLINE:
                inline[i], names[i] = None, blobs.put(data)
    return inline, names


def fetch(blobs: FileBlobs, content: bytes | None, blob: str | None) -> bytes:
    """A placed content."""
    return blobs.get(blob) if blob is not None else content or b""


def read_items(
    conn: Connection, blobs: FileBlobs, project_id: str, item_ids: Sequence[str]
) -> Items:
    """Stored items in the order asked."""
    wanted = [to_bytes(ident) for ident in item_ids]
    distinct = list(dict.fromkeys(wanted))
    found: dict[bytes, Any] = {}
    if len(distinct) == 1:
        one = distinct[0]
        found.update((one, row) for row in _ONE.all(conn, {"p": project_id, "item": one}))
    for at in range(0, len(distinct) if len(distinct) > 1 else 0, MANY):
        query = select(table).where(
            table.c.project_id == project_id, table.c.id.in_(distinct[at : at + MANY])
        )
        found.update((bytes(row.id), row) for row in conn.execute(query))
    for ident, key in zip(item_ids, wanted, strict=True):
        if key not in found:
            raise NotFound(f"the item {ident} is not stored")
    rows = [found[key] for key in wanted]
    return as_items(
        kinds=[row.kind for row in rows],
        content=[fetch(blobs, row.content, row.blob) for row in rows],
        subject=[row.subject for row in rows],
        group=[row.group for row in rows],
    )


def as_items(
    *,
    kinds: Sequence[str],
    content: Sequence[bytes],
    subject: Sequence[str | None],
    group: Sequence[str | None],
) -> Items:
    """One batch of one kind; raises Conflict for a mixture."""
    distinct = set(kinds) or {ItemKind.TEXT.value}
    if len(distinct) > 1:
        raise Conflict(f"items of the kinds {sorted(distinct)} together", do="ask for them apart")
    return Items(
        kind=ItemKind(distinct.pop()),
        content=tuple(content),
        subject=tuple(subject) if any(subject) else None,
        group=tuple(group) if any(group) else None,
    )
