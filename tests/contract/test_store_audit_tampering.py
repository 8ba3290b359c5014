"""Whoever edits the sealed audit log in the database is found out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from errata.core.ports import AuditReport
from errata.testing.samples import NOW, Maker
from errata.testing.store_contract import change, second
from places import Place


def logged(place: Place) -> Any:
    """A store with two sealed blocks of four entries, and one unsealed entry."""
    store, make = place.open(), Maker()
    for _ in range(2):
        for _ in range(4):
            change(store, make, make.any(type(make.task("p")), bare=True))
        head = store.seal(now=NOW)
    change(store, make, make.task("p"))
    return store, head


def tampered(place: Place, *statements: str) -> AuditReport:
    store, _ = logged(place)
    assert store.verify_audit().intact
    say(place, *statements)
    report: AuditReport = store.verify_audit()
    return report


def say(place: Place, *statements: str) -> None:
    engine = create_engine(place.url)
    with engine.begin() as conn:
        for statement in statements:
            assert conn.execute(text(statement)).rowcount > 0
    engine.dispose()


THIRD = "(SELECT id FROM audit WHERE block = 1 ORDER BY id LIMIT 1 OFFSET 2)"
LAST = "(SELECT max(id) FROM audit WHERE block = 1)"


@pytest.mark.parametrize(
    ("what", "statements"),
    [
        ("edited", [f"UPDATE audit SET actor = 'nobody' WHERE id = {THIRD}"]),
        ("its time moved", [f"UPDATE audit SET at = at + 1 WHERE id = {THIRD}"]),
        ("another event", [f"UPDATE audit SET event = object WHERE id = {THIRD}"]),
        ("deleted", [f"DELETE FROM audit WHERE id = {THIRD}"]),
        ("unsealed", [f"UPDATE audit SET block = NULL WHERE id = {THIRD}"]),
        ("moved to another block", [f"UPDATE audit SET block = 2 WHERE id = {LAST}"]),
        ("reordered", [f"UPDATE audit SET id = 'z' WHERE id = {THIRD}"]),
        (
            "inserted",
            [
                "INSERT INTO audit (id, at, actor, verb, object, event, block)"
                " SELECT 'z', at, actor, verb, object, event, 1 FROM audit WHERE block = 2 LIMIT 1"
            ],
        ),
        ("its block dropped", ["DELETE FROM audit_blocks WHERE block = 1"]),
        ("its signature edited", ["UPDATE audit_blocks SET signature = hash WHERE block = 2"]),
        ("its count edited", ["UPDATE audit_blocks SET entries = 9 WHERE block = 2"]),
        (
            "cut off whole",
            ["DELETE FROM audit WHERE block = 2", "DELETE FROM audit_blocks WHERE block = 2"],
        ),
        (
            "cut off but for its entries",
            ["DELETE FROM audit_blocks WHERE block = 2"],
        ),
    ],
)
def test_a_sealed_entry_that_was_tampered_with_is_found(
    place: Place, what: str, statements: list[str]
) -> None:
    report = tampered(place, *statements)
    assert not report.intact, what
    assert report.faults


def test_the_unsealed_tail_is_reported_and_not_protected(place: Place) -> None:
    report = tampered(place, "DELETE FROM audit WHERE block IS NULL")
    assert report.intact
    assert report.unsealed == 0


def test_a_cut_shows_against_an_exported_head_even_without_the_files(place: Place) -> None:
    store, head = logged(place)
    say(place, "DELETE FROM audit WHERE block = 2", "DELETE FROM audit_blocks WHERE block = 2")
    (Path(place.files) / "audit.head").unlink()
    assert store.verify_audit().intact, "nothing inside tells"
    assert not store.verify_audit(head).intact


def test_a_lost_key_is_a_fault_and_not_replaced_by_verifying(place: Place) -> None:
    store, _ = logged(place)
    key = Path(place.files) / "audit.key"
    assert key.stat().st_mode & 0o077 == 0
    key.unlink()
    report = store.verify_audit()
    assert report.faults == ("the signing key is gone: no signature can be checked",)
    assert not key.exists()


def test_an_entry_that_commits_late_goes_into_the_next_block(place: Place) -> None:
    store, make = place.open(), Maker()
    change(store, make, make.task("p"), make.task("p"))
    assert store.seal(now=NOW) is not None
    with store.transaction(actor="late", now=second(-3_600)) as tx:  # an earlier identifier
        tx.put(make.task("p"))
        tx.record(make.event())
    head = store.seal(now=NOW)
    assert head is not None
    assert (head.block, head.entries) == (2, 2)
    assert store.verify_audit().intact
