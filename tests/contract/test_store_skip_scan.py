"""A reviewer's own answered tasks on top of the queue do not slow their claims down.

Counted in the database's own work, never in time: virtual machine steps on SQLite, rows that the
executor visited on PostgreSQL.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from sqlalchemy import event

from errata.core.task import Review
from errata.store.sql_store import SqlStore
from errata.testing.samples import NOW, Maker
from errata.testing.store_contract import answer, claim
from places import Place

REST = 50  # tasks of lower priority that nobody has seen


def work_of_claims(place: Place, own: int) -> list[int]:
    """The database's work for each of some claims by one who answered the `own` top tasks."""
    store, make = place.open(), Maker()
    first = make.task("p", attributes={}, model_says={})
    done = [dataclasses.replace(first, id=make.mint(), priority=10.0 + i) for i in range(own)]
    rest = [dataclasses.replace(first, id=make.mint(), priority=-float(i)) for i in range(REST)]
    template = make.any(Review, bare=True)
    with store.transaction(actor="a", now=NOW) as tx:
        tx.queue.add(done, slots=2)
        tx.queue.add(rest)
        for task in done:
            tx.put(
                dataclasses.replace(template, id=make.mint(), task_id=task.id, slot=2, reviewer="r")
            )
        tx.record(make.event())
    answer(store, make, claim(store, make, "r"))  # the first claim ever walks, once
    counted = []
    for _ in range(8):
        with counting(store, place.kind) as work:
            lease = claim(store, make, "r")
        counted.append(work.total)
        answer(store, make, lease)
    return counted


class counting:
    """Counts the work of the statements inside."""

    def __init__(self, store: SqlStore, kind: str) -> None:
        self.engine, self.kind, self.total = store._database.engine, kind, 0

    def __enter__(self) -> counting:
        event.listen(self.engine, "before_cursor_execute", self._before)
        event.listen(self.engine, "after_cursor_execute", self._after)
        return self

    def __exit__(self, *problem: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self._before)
        event.remove(self.engine, "after_cursor_execute", self._after)

    def _step(self) -> int:
        self.total += 1
        return 0

    def _before(self, conn: Any, cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if self.kind == "sqlite":
            cursor.connection.set_progress_handler(self._step, 10)
        elif statement.lstrip().startswith("SELECT") and "FROM slots" in statement:
            with conn.connection.cursor() as look:
                look.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + statement, given)
                self.total += visited(look.fetchone()[0][0]["Plan"])

    def _after(self, conn: Any, cursor: Any, *_: Any) -> None:
        if self.kind == "sqlite":
            cursor.connection.set_progress_handler(None, 0)


def visited(plan: dict[str, Any]) -> int:
    rows = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    rows += plan.get("Rows Removed by Join Filter", 0)
    return int(rows * plan["Actual Loops"]) + sum(visited(part) for part in plan.get("Plans", []))


def test_twenty_thousand_own_tasks_cost_a_claim_no_more_than_twenty(
    place: Place, new_store: Any, tmp_path: Any, request: Any
) -> None:
    few = work_of_claims(place, own=20)
    other = tmp_path / "other"
    other.mkdir()
    server = request.getfixturevalue("postgres_server") if place.kind == "postgres" else None
    large = Place(
        kind=place.kind, url=new_store(place.kind, other, server), files=str(other / "files")
    )
    try:
        many = work_of_claims(large, own=20_000)
    finally:
        for store in large.opened:
            store.close()
    assert max(few) > 0, "something was counted"
    assert max(many) <= 2 * max(few) + 20


def work_of_raising(place: Place, waiting: int) -> int:
    """The database's work for moving one task of so many up."""
    store, make = place.open(), Maker()
    first = make.task("p", attributes={}, model_says={})
    tasks = [dataclasses.replace(first, id=make.mint()) for _ in range(waiting)]
    with store.transaction(actor="a", now=NOW) as tx:
        tx.queue.add(tasks)
        tx.record(make.event())
    with (
        counting(store, place.kind) as work,
        store.transaction(actor="a", now=NOW) as tx,
    ):
        tx.queue.raise_priority("p", [(tasks[0].id, 99.0)])
        tx.record(make.event())
    return work.total


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)  # it has no statistics to plan with
def test_moving_a_task_up_costs_no_more_in_a_long_queue(
    place: Place, new_store: Any, tmp_path: Any
) -> None:
    few = work_of_raising(place, waiting=5)
    other = tmp_path / "other"
    other.mkdir()
    large = Place(
        kind=place.kind, url=new_store(place.kind, other, None), files=str(other / "files")
    )
    try:
        many = work_of_raising(large, waiting=5_000)
    finally:
        for store in large.opened:
            store.close()
    assert few > 0, "something was counted"
    assert many <= 2 * few + 20
