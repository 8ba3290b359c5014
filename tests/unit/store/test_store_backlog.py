"""Counting and listing in the database agrees with counting and sorting in Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import numpy as np
import pytest

from errata.core.backlog import Waits
from errata.core.error_record import ErrorStage
from errata.core.errors import InputError
from errata.core.events import Event, Verb
from errata.core.ids import to_text
from errata.core.ports import Transaction
from errata.core.task import Escalation, Task, own_slot
from errata.store.sql_store import SqlStore
from errata.testing.samples import NOW, Maker, digests


@contextmanager
def writing(store: SqlStore, make: Maker, at: datetime = NOW) -> Iterator[Transaction]:
    with store.transaction(actor="ann", now=at) as tx:
        yield tx
        tx.record(make.event())


@pytest.fixture
def make() -> Maker:
    return Maker(seed=11)


def queue(store: SqlStore, make: Maker, project: str, n: int = 30) -> list[Task]:
    """Tasks of two skills; each third is due before NOW."""
    tasks = [
        make.task(
            project,
            priority=float((i * 7) % 11),
            overlap=1 + i % 3,
            skill=["", "expert"][i % 2],
            due_at=NOW + timedelta(hours=i if i % 3 else -1 - i),
        )
        for i in range(n)
    ]
    with writing(store, make) as tx:
        tx.queue.add(tasks)
    return tasks


def walked(store: SqlStore, project: str, waits: Waits, step: int) -> list[str]:
    """All pages joined."""
    seen: list[str] = []
    after: str | None = None
    with store.snapshot() as view:
        while places := view.backlog.walk(project, waits, now=NOW, after=after, limit=step):
            seen += [place.task_id for place in places]
            after = places[-1].cursor
    return seen


class TestWalks:
    @pytest.mark.parametrize("step", [1, 4, 100])
    def test_free_tasks_come_in_the_order_of_claims_whatever_their_skill(
        self, store: SqlStore, make: Maker, step: int
    ) -> None:
        tasks = queue(store, make, "p")
        queue(store, make, "another")
        expected = sorted(tasks, key=lambda task: (-task.priority, task.id))
        assert walked(store, "p", Waits.FREE, step) == [task.id for task in expected]

    @pytest.mark.parametrize("step", [1, 100])
    def test_held_tasks_come_by_the_end_of_their_lease(
        self, store: SqlStore, make: Maker, step: int
    ) -> None:
        queue(store, make, "p")
        ends = []
        for seconds in (300, 100, 200, -5):
            with writing(store, make) as tx:
                lease = tx.queue.claim(
                    "p", f"r{seconds}", skills=["expert"], now=NOW, lease_seconds=seconds
                )
            assert lease is not None
            if seconds > 0:
                ends.append((lease.expires_at, lease.task_id))
        first: dict[str, datetime] = {}
        for end, task in sorted(ends):
            first.setdefault(task, end)
        assert walked(store, "p", Waits.HELD, step) == list(first)

    @pytest.mark.parametrize("step", [1, 3, 100])
    def test_what_is_late_stays_listed_when_it_was_moved_up(
        self, store: SqlStore, make: Maker, step: int
    ) -> None:
        tasks = queue(store, make, "p")
        late = [task for task in tasks if task.due_at is not None and task.due_at < NOW]
        late.sort(key=lambda task: (task.due_at, task.id))
        assert walked(store, "p", Waits.OVERDUE, step) == [task.id for task in late]
        moved = late[0]
        assert moved.due_at is not None
        with writing(store, make) as tx:
            tx.put(
                Escalation(
                    id=make.mint(),
                    project_id="p",
                    task_id=moved.id,
                    due_at=moved.due_at,
                    created_at=NOW,
                )
            )
        assert walked(store, "p", Waits.OVERDUE, step) == [task.id for task in late]
        with store.snapshot() as view:
            assert view.backlog.overdue("p", now=NOW) == (len(late), moved.due_at)
        with writing(store, make) as tx:
            tx.queue.close(moved.id)
        with store.snapshot() as view:
            assert view.backlog.overdue("p", now=NOW) == (len(late) - 1, late[1].due_at)

    @pytest.mark.parametrize("step", [1, 2, 100])
    def test_what_asks_for_a_skill_among_others_is_listed_free_or_held(
        self, store: SqlStore, make: Maker, step: int
    ) -> None:
        skills = ["expert", "", "expert&language=fr", "experts", "language=fr", own_slot("expert")]
        tasks = [
            make.task("p", priority=float(n % 4), overlap=2, skill=skills[n % len(skills)])
            for n in range(18)
        ]
        with writing(store, make) as tx:
            tx.queue.add(tasks)
        queue(store, make, "another")
        for who in ("r1", "r2"):  # of one of the tasks both slots are held, of none is any lost
            with writing(store, make) as tx:
                held = tx.queue.claim("p", who, skills=["expert"], now=NOW, lease_seconds=60)
            assert held is not None
        asking = [task for task in tasks if task.skill in ("expert", "expert&language=fr")]
        expected = sorted(asking, key=lambda task: (-task.priority, task.id))
        seen: list[str] = []
        after: str | None = None
        with store.snapshot() as view:
            while places := view.backlog.asking("p", "expert", after=after, limit=step):
                seen += [place.task_id for place in places]
                after = places[-1].cursor
            with pytest.raises(InputError, match="cursor"):
                view.backlog.asking("p", "expert", after="x", limit=1)
        assert seen == [task.id for task in expected]

    def test_another_walks_cursor_is_refused(self, store: SqlStore) -> None:
        with store.snapshot() as view:
            for cursor in ("", "x", "1.5", "~", "1.5~a"):
                with pytest.raises(InputError, match="cursor"):
                    view.backlog.walk("p", Waits.HELD, now=NOW, after=cursor, limit=5)


class TestCounts:
    def test_open_tasks_are_counted_once_and_slots_by_skill(
        self, store: SqlStore, make: Maker
    ) -> None:
        tasks = queue(store, make, "p")
        queue(store, make, "another", n=4)
        with writing(store, make) as tx:
            lease = tx.queue.claim("p", "r", now=NOW, lease_seconds=60)
        assert lease is not None
        free: Counter[str] = Counter()
        for task in tasks:
            free[task.skill] += task.overlap
        free[lease.skill] -= 1
        with store.snapshot() as view:
            assert view.queue.open_tasks("p") == len(tasks)
            assert view.backlog.by_skill("p") == free
            seats = view.backlog.seats([lease.task_id])
        held = [seat for seat in seats if seat.reviewer is not None]
        assert [(seat.reviewer, seat.slot, seat.expires_at) for seat in held] == [
            ("r", lease.slot, lease.expires_at)
        ]

    def test_a_tally_is_what_find_would_answer_counted(self, store: SqlStore, make: Maker) -> None:
        tasks = [make.task("p" if i % 4 else "q", skill=["", "x"][i % 2]) for i in range(20)]
        with writing(store, make) as tx:
            tx.put(*tasks)
        mine = [task for task in tasks if task.project_id == "p"]
        with store.snapshot() as view:
            assert view.tally(Task, "skill", "sampled", project_id="p") == Counter(
                (task.skill, task.sampled) for task in mine
            )
            assert view.tally(Task, "skill", project_id="nobody") == {}
            assert view.count(Task, project_id="p", after=mine[4].id) == len(mine) - 5
            behind = view.find(Task, project_id="p", after=mine[4].id)
            assert behind == mine[5:]
            before = view.find(Task, project_id="p", after=mine[4].id, newest_first=True, limit=2)
            assert before == [mine[3], mine[2]]

    def test_plucked_fields_are_those_of_the_values_found(
        self, store: SqlStore, make: Maker
    ) -> None:
        tasks = [make.task("p" if i % 4 else "q") for i in range(12)]
        with writing(store, make) as tx:
            tx.put(*tasks)
        with store.snapshot() as view:
            found = view.find(Task, project_id="p", after=tasks[1].id, limit=4)
            assert len(found) == 4
            assert view.pluck(
                Task, "id", "created_at", "score", project_id="p", after=tasks[1].id, limit=4
            ) == [(task.id, task.created_at, task.score) for task in found]

    def test_of_several_stages_the_newest_counts(self, store: SqlStore, make: Maker) -> None:
        stages = [make.any(ErrorStage) for _ in range(30)]
        stages = [
            ErrorStage(
                id=each.id,
                project_id="p",
                error_id=f"e{i % 7}",
                stage=each.stage,
                reference="r",
                created_at=NOW,
            )
            for i, each in enumerate(stages)
        ]
        with writing(store, make) as tx:
            tx.put(*stages)
        latest = {each.error_id: each.stage.value for each in sorted(stages, key=lambda s: s.id)}
        with store.snapshot() as view:
            found = view.tally(ErrorStage, "stage", newest_of="error_id", project_id="p")
        assert {stage: n for (stage,), n in found.items()} == Counter(latest.values())


class TestTheLog:
    def test_what_could_be_drawn_is_the_same_hot_and_compacted(
        self, store: SqlStore, make: Maker
    ) -> None:
        project = make.project()
        with writing(store, make) as tx:
            tx.put(project)
        for hour, model in enumerate(("v1", "v2", "v1")):
            batch = make.predictions(50, model=model, at=NOW + timedelta(hours=hour))
            batch.propensity[::2] = 0.0
            with writing(store, make) as tx:
                tx.log.append(project.id, batch, digests(batch))
            if hour == 1:
                store.compact(project.id, now=NOW + timedelta(hours=2))
        with store.snapshot() as view:
            found = view.log.drawn(project.id, model="v1")
            rows = view.log.scan(project.id, model="v1")
        kept = rows.take(np.flatnonzero(rows.propensity > 0))
        assert found.total == len(rows) == 100
        assert to_text(found.ids) == to_text(kept.ids)
        assert (found.at == kept.at).all()
        for name in ("predicted", "confidence", "propensity", "sampled"):
            np.testing.assert_array_equal(getattr(found, name), getattr(kept, name))
        with store.snapshot() as view:
            assert len(view.log.drawn(project.id, model="v9")) == 0


class TestTheAuditLog:
    def test_lines_come_newest_first_and_say_whether_they_are_sealed(
        self, store: SqlStore, make: Maker
    ) -> None:
        verbs = [Verb.TASK_CLAIMED, Verb.EXPORTED, Verb.TASK_CLAIMED]
        for second, verb in enumerate(verbs):
            at = NOW + timedelta(seconds=second)
            with store.transaction(actor=f"a{second}", now=at) as tx:
                tx.record(Event(verb=verb, object_id="x"))
            if second == 1:
                store.seal(now=at)
        with store.snapshot() as view:
            lines = view.audit_entries(limit=10)
            assert [line.verb for line in lines] == [verb.value for verb in reversed(verbs)]
            assert [line.sealed for line in lines] == [False, True, True]
            assert [line.at for line in lines] == [
                NOW + timedelta(seconds=second) for second in (2, 1, 0)
            ]
            assert "x" not in {line.object for line in lines}
            claimed = view.audit_entries(verb="task_claimed", limit=10)
            assert claimed == [lines[0], lines[2]]
            assert view.audit_entries(actor="a1", limit=10) == [lines[1]]
            assert view.audit_entries(after=lines[0].id, limit=1) == [lines[1]]
