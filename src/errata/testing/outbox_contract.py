"""The contract of the outbox and of what is overdue, as tests to inherit; see `store_contract`."""

# ruff: noqa: D102
from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from errata.core.errors import Refused
from errata.core.events import Event, Verb
from errata.core.ports import Store, Transaction
from errata.core.task import Task
from errata.core.webhook import Due
from errata.testing.samples import NOW, Maker


def second(n: float) -> datetime:
    """So many seconds after the start."""
    return NOW + timedelta(seconds=n)


def change(store: Store, do: Callable[[Transaction], object]) -> None:
    """One transaction with its event."""
    with store.transaction(actor="test", now=NOW) as tx:
        do(tx)
        tx.record(Event(verb=Verb.WEBHOOK_TRIED, object_id="x"))


class OutboxContract:
    """All of it."""

    @pytest.fixture
    def make(self) -> Maker:
        """A maker of values."""
        return Maker(seed=11)

    # --- the outbox ---

    def fill(self, store: Store, *due_at: float) -> None:
        dues = [
            Due(delivery_id=f"d{n}", attempts=0, due_at=second(at)) for n, at in enumerate(due_at)
        ]
        change(store, lambda tx: tx.outbox.add(dues))

    def taken(self, store: Store, now: float, *, limit: int = 10, until: float = 300) -> list[str]:
        found: list[Due] = []
        change(
            store,
            lambda tx: found.extend(
                tx.outbox.take(now=second(now), limit=limit, until=second(until))
            ),
        )
        return [due.delivery_id for due in found]

    def test_what_is_due_is_taken_longest_first_and_once(self, store: Store) -> None:
        self.fill(store, 5, 1, 3, 99)
        assert self.taken(store, 10, limit=2) == ["d1", "d2"]
        assert self.taken(store, 10) == ["d0"]
        assert self.taken(store, 10) == []

    def test_it_is_due_exactly_at_its_time(self, store: Store) -> None:
        self.fill(store, 5)
        with store.snapshot() as view:
            assert not view.outbox.is_due(second(4.999999))
            assert view.outbox.is_due(second(5))
        assert self.taken(store, 4.999999) == []
        assert self.taken(store, 5) == ["d0"]

    def test_what_was_taken_comes_back_when_nobody_finished_it(self, store: Store) -> None:
        self.fill(store, 0)
        assert self.taken(store, 1, until=60) == ["d0"]
        assert self.taken(store, 59) == []
        assert self.taken(store, 60) == ["d0"]

    def test_done_and_put_off_hold_for_the_try_that_was_taken(self, store: Store) -> None:
        self.fill(store, 0, 0)
        first = Due(delivery_id="d0", attempts=0, due_at=second(0))
        told: list[bool] = []
        change(store, lambda tx: told.append(tx.outbox.put_off(first, until=second(100))))
        change(store, lambda tx: told.append(tx.outbox.put_off(first, until=second(900))))
        change(store, lambda tx: told.append(tx.outbox.done(first)))
        assert told == [True, False, False]
        with store.snapshot() as view:
            (waits,) = view.outbox.waiting(["d0", "none"])
            assert (waits.attempts, waits.due_at) == (1, second(100))
        change(store, lambda tx: told.append(tx.outbox.done(waits)))
        assert told[-1]
        with store.snapshot() as view:
            assert view.outbox.size() == 1
            assert view.outbox.waiting(["d0"]) == []

    def test_many_are_asked_for_at_once(self, store: Store) -> None:
        self.fill(store, *([0.0] * 6_000))
        with store.snapshot() as view:
            assert view.outbox.size() == 6_000
            assert len(view.outbox.waiting([f"d{n}" for n in range(6_000)])) == 6_000

    def test_no_two_servers_take_the_same(self, store: Store) -> None:
        self.fill(store, *([0.0] * 60))
        together, found = threading.Barrier(6), []

        def take() -> None:
            together.wait()
            while True:
                mine = self.taken(store, 1, limit=3)
                if not mine:
                    return
                found.extend(mine)

        threads = [threading.Thread(target=take) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == len(set(found)) == 60

    def test_a_change_of_the_outbox_needs_its_event(self, store: Store) -> None:
        due = Due(delivery_id="d", attempts=0, due_at=NOW)
        with pytest.raises(Refused), store.transaction(actor="test", now=NOW) as tx:
            tx.outbox.add([due])
        with store.snapshot() as view:
            assert view.outbox.size() == 0

    def test_taking_nothing_needs_no_event(self, store: Store) -> None:
        with store.transaction(actor="test", now=NOW) as tx:
            assert tx.outbox.take(now=NOW, limit=5, until=second(9)) == []

    # --- what is overdue ---

    def tasks(self, store: Store, make: Maker, *due_at: float | None) -> list[Task]:
        made: list[Task] = []
        for at in due_at:
            task = make.any(Task)
            due = None if at is None else second(at)
            made.append(replace(task, project_id="p", due_at=due, overlap=2, skill=""))
        change(store, lambda tx: tx.queue.add(made))
        return made

    def late(self, store: Store, now: float, *, limit: int = 10, project: str = "p") -> list[str]:
        with store.transaction(actor="test", now=NOW) as tx:
            return tx.overdue.late(project, now=second(now), limit=limit)

    def test_late_tasks_are_named_longest_first_and_each_once(
        self, store: Store, make: Maker
    ) -> None:
        a, b, c, _ = self.tasks(store, make, 30, 10, 20, None)
        assert self.late(store, 9) == []
        assert self.late(store, 25) == [b.id, c.id]
        assert self.late(store, 99, limit=2) == [b.id, c.id]
        assert self.late(store, 99) == [b.id, c.id, a.id]
        assert self.late(store, 99, project="q") == []

    def test_what_was_moved_up_is_not_named_again(self, store: Store, make: Maker) -> None:
        a, b = self.tasks(store, make, 10, 20)
        change(store, lambda tx: tx.overdue.moved_up([a.id]))
        assert self.late(store, 99) == [b.id]

    def test_what_is_held_may_be_late_and_what_is_closed_is_not(
        self, store: Store, make: Maker
    ) -> None:
        a, b = self.tasks(store, make, 10, 20)
        change(store, lambda tx: tx.queue.claim("p", "r1", now=NOW, lease_seconds=600))
        assert self.late(store, 99) == [a.id, b.id]
        change(store, lambda tx: tx.queue.close(a.id))
        assert self.late(store, 99) == [b.id]
