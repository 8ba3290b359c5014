"""The audit log: entries commit with their change; a sealer chains them afterwards.

    entry   (id, at, actor, verb, H(salt, object), H(event))     written by each transaction
    block   hash_b = H(hash_(b-1), b, entries of b in order)     written by the sealer
    head    HMAC(key, block, entries, hash, time)                signed, and exported at will

Writers never wait for a chain head. An entry that commits while a block is being sealed goes into
the next one. The key and the newest head lie in the files folder, out of the database's reach, so
that editing, adding, dropping or cutting sealed entries in the database shows.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from errata.core.backlog import AuditEntry
from errata.core.errors import StoreDamaged
from errata.core.events import Event
from errata.core.ids import uuid7
from errata.core.ports import AuditHead, AuditReport
from errata.store.columns import micros, moment, to_json
from errata.store.durable import write_file
from errata.store.prepared import Prepared
from errata.store.schema import audit, blocks

BLOCK = 10_000  # entries at most
START = "0" * 64  # what the first block's hash stands on
FIELDS = ("id", "at", "actor", "verb", "object", "event")
_WRITE = Prepared(insert(audit))


class AuditLog:
    """Writes, seals and verifies the log of one store."""

    def __init__(self, folder: Path, salt: bytes) -> None:
        self._key_file, self._head_file = folder / "audit.key", folder / "audit.head"
        self._salt = salt

    def write(self, conn: Connection, actor: str, now: datetime, event: Event) -> None:
        """An entry, unchained."""
        at = micros(now)
        said = to_json(
            {"verb": event.verb, "object": event.object_id, "figures": dict(event.figures)}
        )
        entry = {
            "id": uuid7(at_ms=max(at, 0) // 1000, random=secrets.token_bytes(10)),
            "at": at,
            "actor": actor,
            "verb": event.verb.value,
            "object": self.salted(event.object_id),
            "event": hashlib.sha256(self._salt + said.encode()).hexdigest(),
        }
        _WRITE.run(conn, entry)

    def salted(self, ident: str) -> str:
        """How the log names an identifier."""
        return hashlib.sha256(self._salt + ident.encode()).hexdigest()[:32]

    def seal(self, conn: Connection, now: datetime) -> AuditHead | None:
        """Chain what is unsealed; the newest head, new or not."""
        head = _newest(conn)
        while True:
            query = select(*(audit.c[name] for name in FIELDS)).where(audit.c.block.is_(None))
            entries = conn.execute(query.order_by(audit.c.id).limit(BLOCK)).all()
            if not entries:
                return head
            number = head.block + 1 if head else 1
            total = (head.entries if head else 0) + len(entries)
            digest = _chain(head.hash if head else START, number, entries)
            sealed_at = moment(micros(now))
            signature = self._sign(self._key(make=True), number, total, digest, sealed_at)
            conn.execute(
                update(audit).where(audit.c.id == bindparam("entry")).values(block=number),
                [{"entry": entry.id} for entry in entries],
            )
            head = AuditHead(
                block=number, entries=total, hash=digest, signature=signature, sealed_at=sealed_at
            )
            conn.execute(
                insert(blocks),
                {
                    "block": number, "first": entries[0].id, "last": entries[-1].id,
                    "n": len(entries), "entries": total, "hash": digest, "signature": signature,
                    "sealed_at": sealed_at,
                },
            )  # fmt: skip

    def remember(self, head: AuditHead | None) -> None:
        """Keep the head outside the database, so that a cut there shows."""
        if head is None:
            return
        kept = self._remembered()
        if kept is None or kept["block"] < head.block:
            data = {"block": head.block, "hash": head.hash}
            write_file(self._head_file, json.dumps(data).encode(), mode=0o600)

    def verify(self, conn: Connection, exported: AuditHead | None) -> AuditReport:
        """Recompute every block."""
        faults: list[str] = []
        key = self._key(make=False)
        head: AuditHead | None = None
        hashes: dict[int, str] = {}
        for block in conn.execute(select(blocks).order_by(blocks.c.block)):
            expected = head.block + 1 if head else 1
            if block.block != expected:
                faults.append(f"block {expected} is missing before block {block.block}")
            faults.extend(self._faults(conn, block, head, key))
            head = AuditHead(
                block=block.block, entries=block.entries, hash=block.hash,
                signature=block.signature, sealed_at=block.sealed_at,
            )  # fmt: skip
            hashes[block.block] = block.hash
        if head is not None and key is None:
            faults.append("the signing key is gone: no signature can be checked")
        orphans = select(audit.c.block).where(
            audit.c.block.is_not(None), audit.c.block.not_in(select(blocks.c.block))
        )
        faults.extend(
            f"entries name block {number}, which is missing"
            for number in conn.execute(orphans.distinct().order_by(audit.c.block)).scalars()
        )
        faults.extend(self._cut(hashes, exported, key))
        unsealed = select(func.count()).select_from(audit).where(audit.c.block.is_(None))
        return AuditReport(
            intact=not faults,
            faults=tuple(faults),
            head=head,
            unsealed=int(conn.execute(unsealed).scalar_one()),
        )

    def _faults(
        self, conn: Connection, block: Row[Any], before: AuditHead | None, key: bytes | None
    ) -> list[str]:
        query = select(*(audit.c[name] for name in FIELDS)).where(audit.c.block == block.block)
        entries = conn.execute(query.order_by(audit.c.id)).all()
        name, found = f"block {block.block}", []
        if len(entries) != block.n:
            found.append(f"{name} has {len(entries)} entries; {block.n} were sealed")
        if block.entries != (before.entries if before else 0) + block.n:
            found.append(f"{name} counts {block.entries} entries in all, which is wrong")
        if entries and (entries[0].id, entries[-1].id) != (block.first, block.last):
            found.append(f"{name} does not begin and end with the entries that were sealed")
        if _chain(before.hash if before else START, block.block, entries) != block.hash:
            found.append(f"{name} does not hold what was sealed")
        if key is not None:
            signature = self._sign(key, block.block, block.entries, block.hash, block.sealed_at)
            if not hmac.compare_digest(signature, block.signature):
                found.append(f"{name} is not signed with this store's key")
        return found

    def _cut(
        self, hashes: dict[int, str], exported: AuditHead | None, key: bytes | None
    ) -> list[str]:
        found = []
        kept = self._remembered()
        if kept is not None and hashes.get(kept["block"]) != kept["hash"]:
            found.append(f"block {kept['block']} was sealed here and is gone or another")
        if exported is not None:
            if hashes.get(exported.block) != exported.hash:
                found.append(f"the exported head's block {exported.block} is gone or another")
            if key is not None and not hmac.compare_digest(
                exported.signature,
                self._sign(
                    key, exported.block, exported.entries, exported.hash, exported.sealed_at
                ),
            ):
                found.append("the exported head is not signed with this store's key")
        return found

    def _sign(self, key: bytes, block: int, entries: int, digest: str, at: datetime) -> str:
        said = json.dumps([block, entries, digest, micros(at)]).encode()
        return hmac.new(key, said, hashlib.sha256).hexdigest()

    def _key(self, *, make: bool) -> Any:
        if make and not self._key_file.exists():
            fresh = secrets.token_hex(32).encode()
            write_file(self._key_file, fresh, mode=0o600, replace=False)
        try:
            return bytes.fromhex(self._key_file.read_text())
        except FileNotFoundError:
            return None
        except ValueError:
            raise StoreDamaged(
                f"{self._key_file} holds no key", do="restore it from a backup"
            ) from None

    def _remembered(self) -> dict[str, Any] | None:
        try:
            kept: dict[str, Any] = json.loads(self._head_file.read_text())
        except FileNotFoundError:
            return None
        except ValueError:
            return {"block": 0, "hash": "a head file that cannot be read"}
        return kept


def _newest(conn: Connection) -> AuditHead | None:
    row = conn.execute(select(blocks).order_by(blocks.c.block.desc()).limit(1)).first()
    if row is None:
        return None
    return AuditHead(
        block=row.block, entries=row.entries, hash=row.hash, signature=row.signature,
        sealed_at=row.sealed_at,
    )  # fmt: skip


def _chain(before: str, number: int, entries: Sequence[Row[Any]]) -> str:
    digest = hashlib.sha256(json.dumps([before, number, len(entries)]).encode())
    for entry in entries:
        digest.update(b"\n" + json.dumps(list(entry)).encode())
    return digest.hexdigest()


def entries(
    conn: Connection, *, verb: str | None, actor: str | None, after: str | None, limit: int
) -> list[AuditEntry]:
    """Lines of the log, newest first, behind the one named."""
    query = select(*(audit.c[name] for name in ("id", "at", "actor", "verb", "object", "block")))
    wanted = {"verb": verb, "actor": actor}
    query = query.where(*(audit.c[name] == given for name, given in wanted.items() if given))
    if after is not None:
        query = query.where(audit.c.id < after)
    return [
        AuditEntry(
            id=row.id,
            at=moment(row.at),
            actor=row.actor,
            verb=row.verb,
            object=row.object,
            sealed=row.block is not None,
        )
        for row in conn.execute(query.order_by(audit.c.id.desc()).limit(limit))
    ]
