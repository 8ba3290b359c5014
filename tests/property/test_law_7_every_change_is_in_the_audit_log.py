"""Law 7: every change is in the audit log, and no sealed entry can be edited or cut unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant
from sqlalchemy import create_engine, delete, insert, select, update

from errata.core.errors import InputError, Refused
from errata.core.events import Verb
from errata.core.task import Draft, Review
from errata.flow.loop import Loop
from errata.store.schema import audit, blocks
from errata.testing.strategies import LABELS, text_of
from errata.testing.team import OpenLoop, Team, play

VERBS = {
    "capture": Verb.PREDICTIONS_CAPTURED, "claim": Verb.TASK_CLAIMED,
    "heartbeat": Verb.LEASE_RENEWED, "release": Verb.TASK_RELEASED,
    "correct": Verb.OUTCOME_RECORDED, "add_hold": Verb.HOLD_ADDED,
    "curate": Verb.DATASET_CURATED, "compact": Verb.LOG_COMPACTED, "add_base": Verb.BASE_ADDED,
}  # fmt: skip


def entries(loop: Loop) -> list[Any]:
    with loop.store.snapshot() as view:
        found: list[Any] = view._conn.execute(select(audit)).all()  # type: ignore[attr-defined]
    return found


class Watched(Team):
    """Counts the log's entries around every call."""

    def __init__(self, given: OpenLoop) -> None:
        super().__init__(given)
        self.heads: list[Any] = []
        self.contents: set[str] = set()

    def before(self, what: str) -> None:
        self.earlier = {entry.id for entry in entries(self.loop)}

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        fresh = [entry for entry in entries(self.loop) if entry.id not in self.earlier]
        assert len(fresh) == changed, f"{what} left {len(fresh)} entries"
        self.contents.update(given.get("texts", ()))
        if what == "seal" and result is not None:
            self.heads.append(result)
        if not changed:
            return
        verb = VERBS.get(what)
        if what == "submit":
            verb = Verb.DRAFT_KEPT if given["draft"] else Verb.REVIEW_SUBMITTED
        assert fresh[0].verb == verb
        assert fresh[0].block is None
        assert fresh[0].at == int(self.clock().timestamp() * 1_000_000)
        who = given.get("reviewer") or given.get("by")
        if who is not None:
            assert fresh[0].actor == who

    @invariant()
    def the_log_is_whole_and_says_no_content(self) -> None:
        if not hasattr(self, "loop"):
            return
        log = entries(self.loop)
        for head in [None, *self.heads[-2:]]:
            report = self.loop.verify_audit(head)
            assert report.intact, report.faults
            assert report.unsealed == sum(entry.block is None for entry in log)
        written = "\n".join(str(tuple(entry)) for entry in log)
        assert not set(LABELS) & {cell for entry in log for cell in entry}
        with self.loop.store.snapshot() as view:
            project = self.loop.project.id
            words = {r.why for r in view.find(Review, project_id=project)}
            words |= {d.why for d in view.find(Draft, project_id=project)}
            names = {r.task_id for r in view.find(Review, project_id=project)}
        for secret in (*self.contents, *words, *names, *self.predictions):
            assert secret not in written


def test_each_change_leaves_exactly_one_entry_and_nothing_else_does(new_project: Any) -> None:
    play(Watched, new_project, examples=4, steps=20)


def test_what_is_refused_or_only_read_leaves_no_entry(new_project: Any) -> None:
    with busy(new_project) as loop:
        before = len(entries(loop))
        loop.status()
        loop.verify_audit()
        loop.seal()
        loop.trace(loop.capture([text_of(1)], [[1, 0, 0]], model="m").ids[0])
        with pytest.raises(InputError):
            loop.capture(["x"], [[0.5, 0.5]], model="m")
        with pytest.raises(Refused):
            loop.promote(loop.retrain().name, by="maria")
        assert len(entries(loop)) == before + 2  # the capture and the training


@contextmanager
def busy(new_project: Any) -> Iterator[Loop]:
    """A project in which a dozen things happened, sealed in several blocks."""
    with new_project()(kind="text", labels=LABELS) as loop:
        loop.add_base([text_of(case) for case in range(9)], [LABELS[n % 3] for n in range(9)])
        loop.seal()
        for case in range(4):
            loop.capture([text_of(20 + case)], [[0.4, 0.3, 0.3]], model="m")
            task = loop.claim(reviewer="ada")
            assert task is not None
            loop.submit(task, label=LABELS[0])
            loop.seal()
        yield loop


def entry_edited(conn: Any, row: Any) -> None:
    conn.execute(update(audit).where(audit.c.id == row.id).values(actor="somebody else"))


def entry_redated(conn: Any, row: Any) -> None:
    conn.execute(update(audit).where(audit.c.id == row.id).values(at=row.at + 1))


def entry_cut(conn: Any, row: Any) -> None:
    conn.execute(delete(audit).where(audit.c.id == row.id))


def entry_unsealed(conn: Any, row: Any) -> None:
    conn.execute(update(audit).where(audit.c.id == row.id).values(block=None))


def entry_moved(conn: Any, row: Any) -> None:
    conn.execute(update(audit).where(audit.c.id == row.id).values(block=row.block % 5 + 1))


def entry_added(conn: Any, row: Any) -> None:
    conn.execute(insert(audit), {**row._mapping, "id": row.id[:-1] + "x"})


def entries_swapped(conn: Any, row: Any) -> None:
    other = conn.execute(select(audit).where(audit.c.id != row.id, audit.c.event != row.event))
    found = other.first()
    for ident, event in ((row.id, found.event), (found.id, row.event)):
        conn.execute(update(audit).where(audit.c.id == ident).values(event=event))


def block_cut(conn: Any, row: Any) -> None:
    conn.execute(delete(audit).where(audit.c.block == row.block))
    conn.execute(delete(blocks).where(blocks.c.block == row.block))


def tail_cut(conn: Any, row: Any) -> None:
    conn.execute(delete(audit).where(audit.c.block >= row.block))
    conn.execute(delete(blocks).where(blocks.c.block >= row.block))


def everything_cut(conn: Any, row: Any) -> None:
    conn.execute(delete(audit))
    conn.execute(delete(blocks))


CUTS = [
    entry_edited, entry_redated, entry_cut, entry_unsealed, entry_moved, entry_added,
    entries_swapped, block_cut, tail_cut, everything_cut,
]  # fmt: skip


@settings(max_examples=20)
@given(cut=st.sampled_from(CUTS), at=st.integers(0, 10_000), exported=st.booleans())
def test_an_edit_a_cut_or_a_new_order_of_sealed_entries_is_found(
    new_project: Any, place: Any, cut: Any, at: int, exported: bool
) -> None:
    with busy(new_project) as loop:
        head = loop.seal()
        assert loop.verify_audit(head).intact
        if exported:  # the head in the files may be gone with the rest: the exported one is not
            (place_files(place) / "audit.head").unlink()
        engine = create_engine(place.url)
        with engine.begin() as conn:
            sealed = conn.execute(select(audit).where(audit.c.block.is_not(None))).all()
            row = sorted(sealed, key=lambda one: one.id)[at % len(sealed)]
            cut(conn, row)
        engine.dispose()
        report = loop.verify_audit(head if exported else None)
        assert not report.intact, f"{cut.__name__} was not seen"


def place_files(place: Any) -> Path:

    return Path(place.files)
