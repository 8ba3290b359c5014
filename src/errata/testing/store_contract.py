"""The store contract: what every store must do, as tests to inherit.

    class TestMyStore(StoreContract):
        @pytest.fixture
        def store(self): ...  # a fresh, empty store

It speaks to the ports of `errata.core.ports` alone.
"""

# ruff: noqa: D102, PT012
from __future__ import annotations

import dataclasses
import math
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.account import ApiKey, Ended, Grant, Invitation, Password, SignIn, User
from errata.core.backlog import Waits
from errata.core.dataset import DatasetVersion, GoldenVersion, HeldCase, InjectedExample
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.errors import Conflict, InputError, LeaseLost, NotFound, Refused
from errata.core.events import Event
from errata.core.ids import to_text
from errata.core.item import Items
from errata.core.model import (
    Alarm,
    AlarmClosed,
    Cycle,
    GateReport,
    Lapse,
    Look,
    ModelVersion,
    NoveltyReference,
    Operating,
    PolicyVersion,
    Promotion,
    RegionMap,
    SliceFinding,
    SliceWatch,
)
from errata.core.outcome import OutcomeReport
from errata.core.people import (
    Contest,
    ContestSettled,
    Credential,
    Crowd,
    Honeypot,
    LabelSet,
    Pause,
)
from errata.core.ports import Store
from errata.core.prediction import DECISIONS, Flag, PredictionBatch
from errata.core.project import Cause, Guideline, Project
from errata.core.task import (
    Commitment,
    Draft,
    Escalation,
    Lease,
    Resolution,
    Review,
    Task,
    own_slot,
)
from errata.core.webhook import Attempt, Delivery, Webhook
from errata.testing.samples import NOW, Maker, digests

KINDS: tuple[type[Any], ...] = (
    Project, PolicyVersion, Cause, Guideline, OutcomeReport, Task, Review, Draft, Resolution,
    ErrorRecord, ErrorStage, DatasetVersion, InjectedExample, HeldCase, GoldenVersion,
    ModelVersion, GateReport, Promotion, Operating, Cycle, Alarm, SliceFinding, Commitment,
    Escalation, User, Password, Grant, ApiKey, SignIn, Invitation, Ended, Webhook, Delivery,
    Attempt, AlarmClosed, Lapse, Look, SliceWatch, NoveltyReference,
    RegionMap, Credential, Pause, Honeypot, Contest, ContestSettled, Crowd, LabelSet,
)  # fmt: skip


def second(n: float) -> datetime:
    """So many seconds after the start."""
    return NOW + timedelta(seconds=n)


class StoreContract:
    """All of it."""

    @pytest.fixture
    def make(self) -> Maker:
        """A maker of values."""
        return Maker(seed=7)

    # --- immutable values ---

    @pytest.mark.parametrize("bare", [False, True])
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_value_comes_back_as_it_was_put(
        self, store: Store, make: Maker, kind: type[Any], bare: bool
    ) -> None:
        value = make.any(kind, bare=bare)
        change(store, make, *_with_task(make, value))
        with store.snapshot() as view:
            assert view.get(kind, value.id) == value
            assert view.find(kind, id=value.id) == [value]
            assert view.count(kind) == 1
            (found,) = view.find(kind)
        for field in dataclasses.fields(kind):
            read, put = getattr(found, field.name), getattr(value, field.name)
            assert type(read) is type(put), field.name
            if isinstance(put, dict):
                assert list(read) == list(put), "the order of a mapping's names is kept"

    def test_what_is_no_number_or_infinite_survives(self, store: Store, make: Maker) -> None:
        values = [math.nan, math.inf, -math.inf, 0.0, 5e-324, 1.7976931348623157e308]
        cases = [dataclasses.replace(make.any(OutcomeReport), id=make.mint()) for _ in values]
        tasks = [make.task(make.mint(), score=value) for value in values]
        change(store, make, *cases, *tasks)
        with store.snapshot() as view:
            read = [view.get(Task, task.id).score for task in tasks]
        assert [str(value) for value in read] == [str(value) for value in values]

    @pytest.mark.parametrize("text", ["a\0b", "half \ud800 pair"])
    def test_text_that_a_database_cannot_hold_is_refused(
        self, store: Store, make: Maker, text: str
    ) -> None:
        with pytest.raises(InputError, match="why"):
            change(store, make, dataclasses.replace(make.any(OutcomeReport), why=text))

    def test_a_time_is_kept_to_the_microsecond_in_any_zone(self, store: Store, make: Maker) -> None:
        there = datetime(1969, 7, 20, 22, 17, 40, 123457, tzinfo=timezone(timedelta(hours=-3)))
        alarm = dataclasses.replace(make.any(Alarm), created_at=there)
        change(store, make, alarm)
        with store.snapshot() as view:
            read = view.get(Alarm, alarm.id).created_at
        assert read == there
        assert read.utcoffset() == timedelta(0)

    def test_a_time_without_a_zone_is_refused(self, store: Store, make: Maker) -> None:
        naive = dataclasses.replace(make.any(Alarm), created_at=NOW.replace(tzinfo=None))
        with pytest.raises(InputError, match="aware"):
            change(store, make, naive)

    def test_find_filters_orders_and_limits(self, store: Store, make: Maker) -> None:
        one, other = make.mint(), make.mint()
        mine = [make.task(one, skill="" if i % 2 else "expert") for i in range(6)]
        change(store, make, *reversed(mine), make.task(other))
        with store.snapshot() as view:
            assert view.find(Task, project_id=one) == mine
            assert view.find(Task, project_id=one, newest_first=True, limit=2) == mine[:3:-1]
            assert view.find(Task, project_id=one, skill="expert") == mine[::2]
            assert view.find(Task, id=[mine[3].id, mine[1].id]) == [mine[1], mine[3]]
            assert view.find(Task, id={mine[3].id}) == [mine[3]]
            assert view.find(Task, id=[]) == []
            assert view.count(Task, id=()) == 0
            assert view.find(Task, limit=0) == []
            assert view.count(Task, project_id=[one, other]) == 7
            with pytest.raises(InputError, match="colour"):
                view.find(Task, colour="red")
            with pytest.raises(InputError, match="Event"):
                view.find(type(make.event()))

    def test_none_finds_what_is_missing(self, store: Store, make: Maker) -> None:
        known, missing = make.any(ErrorRecord), make.any(ErrorRecord, bare=True)
        change(store, make, known, missing)
        with store.snapshot() as view:
            assert view.find(ErrorRecord, cause=None) == [missing]

    def test_a_very_long_list_is_found_whole_and_in_order(self, store: Store, make: Maker) -> None:
        alarms = [dataclasses.replace(make.any(Alarm), figures={}) for _ in range(6_000)]
        change(store, make, *alarms)
        ids = [alarm.id for alarm in alarms]
        with store.snapshot() as view:
            asked = list(make.rng.permutation(ids))
            assert [alarm.id for alarm in view.find(Alarm, id=asked)] == ids
            assert view.count(Alarm, id=asked) == len(ids)
            newest = view.find(Alarm, id=asked, newest_first=True, limit=3)
        assert [alarm.id for alarm in newest] == ids[:-4:-1]

    def test_what_is_not_there_is_not_found(self, store: Store, make: Maker) -> None:
        with store.snapshot() as view, pytest.raises(NotFound, match="no Task"):
            view.get(Task, make.mint())

    @pytest.mark.parametrize(
        ("kind", "same"),
        [
            (Project, ["id"]), (Project, ["name"]), (PolicyVersion, ["project_id", "version"]),
            (Cause, ["project_id", "name", "version"]), (Guideline, ["project_id", "version"]),
            (Review, ["task_id", "slot"]), (Review, ["task_id", "reviewer"]),
            (Resolution, ["task_id"]), (DatasetVersion, ["project_id", "id"]),
            (DatasetVersion, ["project_id", "number"]), (GoldenVersion, ["project_id", "number"]),
            (Cycle, ["project_id", "number"]), (ModelVersion, ["id"]),
        ],
    )  # fmt: skip
    def test_what_may_be_there_once_is_there_once(
        self, store: Store, make: Maker, kind: type[Any], same: list[str]
    ) -> None:
        first = make.any(kind)
        again = dataclasses.replace(make.any(kind), **{name: getattr(first, name) for name in same})
        other = dataclasses.replace(make.any(kind))
        change(store, make, *_with_task(make, first))
        with pytest.raises(Conflict, match=kind.__name__):
            change(store, make, *_with_task(make, other), *_with_task(make, again)[-1:])
        with store.snapshot() as view:
            assert view.find(kind) == [first], "nothing of a broken change is kept"

    def test_a_content_hash_may_repeat_in_another_project(self, store: Store, make: Maker) -> None:
        one = make.any(DatasetVersion)
        two = dataclasses.replace(one, project_id=make.mint())
        later = dataclasses.replace(one, id="0" * 64, number=one.number + 1)
        change(store, make, later, one, two)
        with store.snapshot() as view:
            assert view.get(DatasetVersion, one.id, project_id=two.project_id) == two
            assert view.get(DatasetVersion, later.id) == later
            assert view.find(DatasetVersion, project_id=one.project_id) == [one, later]
            with pytest.raises(Conflict, match="several projects"):
                view.get(DatasetVersion, one.id)

    # --- transactions ---

    @pytest.mark.parametrize("events", [0, 2])
    def test_a_change_without_exactly_one_event_is_rolled_back(
        self, store: Store, make: Maker, events: int
    ) -> None:
        with pytest.raises(Refused, match=f"{events} events"), writing(store) as tx:
            tx.put(make.any(Alarm))
            for _ in range(events):
                tx.record(make.event())
        with store.snapshot() as view:
            assert view.count(Alarm) == 0
        assert store.verify_audit().unsealed == 0

    def test_a_change_that_raises_is_rolled_back(self, store: Store, make: Maker) -> None:
        batch = make.predictions(2_000)
        with pytest.raises(ZeroDivisionError), writing(store) as tx:
            tx.log.append("p", batch, digests(batch))
            tx.record(make.event())
            raise ZeroDivisionError
        with store.snapshot() as view:
            assert view.log.count("p") == 0
        assert store.verify_audit().unsealed == 0

    def test_nothing_changed_needs_no_event(self, store: Store, make: Maker) -> None:
        with writing(store) as tx:
            assert tx.queue.claim("p", "r", now=NOW, lease_seconds=60) is None

    def test_a_conflict_ends_the_change_even_when_caught(self, store: Store, make: Maker) -> None:
        alarm = make.any(Alarm)
        change(store, make, alarm)
        with pytest.raises(Conflict), writing(store) as tx:
            tx.put(make.any(Cause))
            with pytest.raises(Conflict):
                tx.put(alarm)
            tx.record(make.event())
        with store.snapshot() as view:
            assert view.count(Cause) == 0

    def test_a_change_reads_what_it_wrote(self, store: Store, make: Maker) -> None:
        alarm, batch = make.any(Alarm), make.predictions(5)
        with writing(store) as tx:
            tx.put(alarm)
            tx.log.append("p", batch, digests(batch))
            assert tx.get(Alarm, alarm.id) == alarm
            assert tx.log.count("p") == 5
            tx.record(make.event())

    def test_a_snapshot_stays_as_it_was_while_others_commit(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        capture(store, make, project, 3)
        capture(store, make, project, 1_500)
        tasks = [make.task(project.id) for _ in range(2)]
        with writing(store) as tx:
            tx.queue.add(tasks)
            tx.record(make.event())
        with store.snapshot() as view:
            before = view.log.scan(project.id).ids.tobytes()
            in_thread(lambda: capture(store, make, project, 4))
            in_thread(lambda: capture(store, make, project, 1_200))
            in_thread(lambda: store.compact(project.id, now=NOW))
            in_thread(lambda: claim_and_answer(store, make, project.id, "r"))
            in_thread(lambda: store.sweep(now=second(1e9)))
            assert view.log.count(project.id) == 1_503
            assert view.log.scan(project.id).ids.tobytes() == before
            assert view.queue.open_slots(project.id) == 6
            assert view.count(Review) == 0
        with store.snapshot() as view:
            assert view.log.count(project.id) == 2_707
            assert view.queue.open_slots(project.id) == 5

    # --- contents ---

    def test_contents_come_back_in_the_order_asked(self, store: Store, make: Maker) -> None:
        big = "x" * 700_000
        items = Items.of_texts(["a", "é\0", big, ""], subject=["s", None, "t", None])
        with writing(store) as tx:
            tx.keep_items("p", items)
            tx.keep_items("p", items.take([1, 0, 0]))
            tx.record(make.event())
        ids = to_text(items.ids)
        with store.snapshot() as view:
            assert view.contents("p", ids[::-1]) == items.take([3, 2, 1, 0])
            assert len(view.contents("p", [])) == 0
            with pytest.raises(NotFound, match=ids[0]):
                view.contents("another", ids[:1])

    def test_the_same_content_of_two_subjects_is_two_items(self, store: Store, make: Maker) -> None:
        items = Items.of_texts(["same", "same"], subject=["ann", "bob"])
        with writing(store) as tx:
            tx.keep_items("p", items)
            tx.record(make.event())
        with store.snapshot() as view:
            assert view.contents("p", to_text(items.ids)).subject == ("ann", "bob")

    def test_blobs_come_back_or_are_not_there(self, store: Store) -> None:
        name = store.blobs.put(b"data", suffix=".skops")
        assert store.blobs.put(b"data", suffix=".skops") == name
        assert store.blobs.get(name) == b"data"
        for wrong in ("0" * 64, "../" + name, "", name + "/"):
            with pytest.raises(NotFound):
                store.blobs.get(wrong)
        with pytest.raises(InputError):
            store.blobs.put(b"", suffix="/../x")

    # --- the prediction log ---

    @pytest.mark.parametrize("n", [1, 7, 1_000, 20_000])
    @pytest.mark.parametrize("compacted", [False, True])
    def test_predictions_come_back_as_captured(
        self, store: Store, make: Maker, n: int, compacted: bool
    ) -> None:
        project = make.project()
        change(store, make, project)
        batch = capture(store, make, project, n)
        if compacted:
            assert store.compact(project.id, now=NOW) == (n if n < 1_000 else 0)
        with store.snapshot() as view:
            rows = view.log.scan(project.id)
            known = view.log.known(project.id, batch.ids[::-1])
            some = to_text(batch.ids[[n - 1, 0, n // 2]])
            stored, items = view.log.rows(project.id, some), view.log.items(project.id, some)
            assert view.log.count(project.id) == n
        loss = 5e-4 if compacted and n < 1_000 else 0.0
        assert rows.ids.tobytes() == batch.ids.tobytes()
        assert rows.item_ids.tobytes() == batch.items.ids.tobytes()
        np.testing.assert_allclose(rows.probabilities, batch.probabilities, atol=loss, rtol=0)
        for name in ("predicted", "confidence", "decision", "flags", "score", "propensity",
                     "sampled"):  # fmt: skip
            read, given = getattr(rows, name), getattr(batch, name)
            assert read.dtype == given.dtype
            np.testing.assert_array_equal(read, given)
        assert set(rows.model) == {"v1"}
        assert list(rows.group) == list(batch.items.group or ())
        assert set(rows.at) == {np.datetime64(NOW.replace(tzinfo=None), "us")}
        np.testing.assert_array_equal(rows.attributes["lighting"], batch.attributes["lighting"])
        np.testing.assert_array_equal(rows.attributes["exposure"], batch.attributes["exposure"])
        assert known.rows.tolist() == list(range(n))
        assert known.digests.tobytes() == digests(batch)[::-1].tobytes()
        np.testing.assert_array_equal(known.confidence, batch.confidence[::-1])
        np.testing.assert_array_equal(known.predicted, batch.predicted[::-1])
        assert items == batch.items.take([n - 1, 0, n // 2])
        first = stored[1]
        assert (first.id, first.item_id) == (some[1], to_text(batch.items.ids[:1])[0])
        assert first.label == project.labels[batch.predicted[0]]
        assert first.runner_up == project.labels[int(np.argsort(batch.probabilities[0])[-2])]
        assert first.decision is DECISIONS[batch.decision[0]]
        assert first.flags == Flag(int(batch.flags[0])).words()
        assert first.attributes == {
            "lighting": batch.attributes["lighting"][0],
            "exposure": batch.attributes["exposure"][0],
        }
        assert (first.group, first.at, first.strategy) == ("g0", NOW, "margin.v1")
        assert (first.model, first.policy_version) == ("v1", 4)

    def test_a_label_alone_is_a_row_of_nan(self, store: Store, make: Maker) -> None:
        project = make.project()
        change(store, make, project)
        batch = make.predictions(2)
        batch.probabilities[:] = np.nan
        batch.confidence[:] = np.nan
        append(store, make, project.id, batch)
        store.compact(project.id, now=NOW)
        with store.snapshot() as view:
            (row,) = view.log.rows(project.id, to_text(batch.ids[:1]))
            assert np.isnan(view.log.scan(project.id).probabilities).all()
        assert math.isnan(row.confidence)
        assert row.runner_up is None

    def test_unknown_identifiers_are_not_known(self, store: Store, make: Maker) -> None:
        project = make.project()
        kept, other = capture(store, make, project, 3), make.predictions(2)
        asked = np.concatenate([other.ids, kept.ids[1:2], kept.ids[1:2]])
        with store.snapshot() as view:
            assert view.log.known(project.id, asked).rows.tolist() == [2, 3]
            assert len(view.log.known("another", asked).rows) == 0
            assert len(view.log.known(project.id, asked[:0]).rows) == 0
            assert len(view.log.scan("another")) == 0
            assert view.log.rows(project.id, []) == []
            assert len(view.log.items(project.id, [])) == 0
            with pytest.raises(NotFound, match=to_text(other.ids[:1])[0]):
                view.log.items(project.id, to_text(asked[[2, 0]]))

    @pytest.mark.parametrize("first", [3, 1_100])
    @pytest.mark.parametrize("again", [3, 1_100])
    @pytest.mark.parametrize("compacted", [False, True])
    def test_an_identifier_is_stored_once(
        self, store: Store, make: Maker, first: int, again: int, compacted: bool
    ) -> None:
        project = make.project()
        batch = capture(store, make, project, first)
        if compacted:
            store.compact(project.id, now=NOW)
        second_batch = make.predictions(again)
        second_batch.ids[again // 2] = batch.ids[0]
        with pytest.raises(Conflict, match="meanwhile"):
            append(store, make, project.id, second_batch)
        with store.snapshot() as view:
            assert view.log.count(project.id) == first

    def test_the_same_batch_sent_by_many_at_once_is_stored_once(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        batches = [make.predictions(n) for n in (20, 1_000)]
        done: list[int] = []

        def send(batch: PredictionBatch, event: Event) -> None:
            try:
                with writing(store) as tx:
                    tx.log.append(project.id, batch, digests(batch))
                    tx.record(event)
                done.append(len(batch))
            except Conflict:
                pass

        run_together([partial(send, batch, make.event()) for batch in batches for _ in range(4)])
        assert sorted(done) == [20, 1_000]
        with store.snapshot() as view:
            assert view.log.count(project.id) == 1_020

    def test_attributes_are_the_union_and_numbers_stay_numbers(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        lists: list[tuple[int, dict[str, NDArray[Any]]]] = [
            (2, {"age": np.array([1, 2]), "site": np.array(["a", "b"])}),
            (1_000, {"age": np.full(1_000, 7.5), "mixed": np.full(1_000, 3)}),
            (3, {"mixed": np.array(["x", 4.0, None], dtype=object), "age": np.full(3, np.nan)}),
        ]
        for i, (n, attributes) in enumerate(lists):
            append(
                store, make, project.id, make.predictions(n, attributes=attributes, at=second(i))
            )
        for _ in range(2):
            with store.snapshot() as view:
                read = view.log.scan(project.id).attributes
            assert read["age"].dtype == np.float64
            assert read["age"][:3].tolist() == [1.0, 2.0, 7.5]
            assert np.isnan(read["age"][-3:]).all()
            assert read["site"].tolist()[:3] == ["a", "b", None]
            assert read["mixed"].tolist()[1:3] == [None, 3.0]
            assert read["mixed"].tolist()[-3:] == ["x", 4.0, None]
            store.compact(project.id, now=NOW)

    def test_a_scan_is_bounded_by_time_and_model(self, store: Store, make: Maker) -> None:
        project = make.project()
        for n in (2, 1_000):
            for i, model in enumerate(["v1", "v2"]):
                append(store, make, project.id, make.predictions(n, model=model, at=second(10 * i)))
        with store.snapshot() as view:
            scan = view.log.scan
            assert len(scan(project.id)) == 2_004
            assert len(scan(project.id, since=second(10))) == 1_002
            assert len(scan(project.id, until=second(10))) == 1_002
            assert len(scan(project.id, since=second(0), until=second(10), model="v2")) == 0
            rows = scan(project.id, model="v2")
        assert set(rows.model) == {"v2"}
        assert (np.diff(rows.at.astype(np.int64)) >= 0).all()

    def test_a_walk_passes_each_prediction_once_in_parts_that_are_bounded(
        self, store: Store, make: Maker
    ) -> None:
        """Of one model, of a closed window, hot or compacted, in one segment or several."""
        project = make.project()
        kinds = {"size": np.arange(20_000.0), "site": np.array(["a", "b"] * 10_000)}
        for i, (n, model) in enumerate([(3, "v1"), (20_000, "v1"), (3, "v2"), (2_000, "v1")]):
            given = {name: column[:n] for name, column in kinds.items()} if i < 2 else {}
            batch = make.predictions(n, model=model, at=second(10 * i), attributes=given)
            append(store, make, project.id, batch)
        for _ in range(2):
            with store.snapshot() as view:
                read = view.log.scan(project.id, since=second(0), until=second(30), model="v1")
                window: dict[str, Any] = {
                    "model": "v1", "since": second(0), "until": second(30)
                }  # fmt: skip
                parts = list(view.log.walk(project.id, **window))
                drawn = list(view.log.walk(project.id, **window, sampled=True))
            assert max(map(len, parts)) < 20_000 < sum(map(len, parts)) == len(read) == 20_003
            ids = np.concatenate([part.ids for part in parts])
            order = np.lexsort(ids.T[::-1])
            at = np.argsort(np.lexsort(read.ids.T[::-1]))
            assert (ids[order][at] == read.ids).all()
            for name in (
                "at", "predicted", "confidence", "decision", "propensity", "sampled", "group",
            ):  # fmt: skip
                told = np.concatenate([getattr(part, name) for part in parts])
                assert (told[order][at] == getattr(read, name)).all(), name
            for name in kinds:
                told = np.concatenate([part.attributes[name] for part in parts])
                assert (told[order][at] == read.attributes[name]).all(), name
            assert sum(map(len, drawn)) == int(read.sampled.sum()) > 0
            assert all(part.sampled.all() for part in drawn)
            store.compact(project.id, now=NOW)

    def test_a_walk_goes_on_while_other_questions_are_asked(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        append(store, make, project.id, make.predictions(5))
        change(store, make, project)
        append(store, make, project.id, make.predictions(1_000))
        with store.snapshot() as view:
            n = 0
            for part in view.log.walk(project.id, model="v1", since=second(0), until=second(1)):
                assert view.get(Project, project.id) == project
                some = part.take(np.arange(2))
                assert len(view.log.items(project.id, to_text(some.ids))) == 2
                n += len(part)
        assert n == 1_005

    def test_large_contents_survive_in_hot_rows_and_segments(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        items = Items.of_texts(["y" * 400_000, "short"], subject=["s", None])
        batch = make.predictions(2, items=items)
        append(store, make, project.id, batch)
        for _ in range(2):
            with store.snapshot() as view:
                assert view.log.items(project.id, to_text(batch.ids)) == items
            store.compact(project.id, now=NOW)

    def test_compaction_waits_for_enough_rows(self, store: Store, make: Maker) -> None:
        project = make.project()
        capture(store, make, project, 5)
        assert store.compact(project.id, now=NOW, at_least=6) == 0
        assert store.compact(project.id, now=NOW, at_least=5) == 5
        assert store.compact(project.id, now=NOW) == 0

    def test_merged_segments_hold_the_same_and_retired_files_wait(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        for i in range(9):
            capture(store, make, project, 20, at=second(i))
            store.compact(project.id, now=second(i))
        with store.snapshot() as view:
            rows = view.log.scan(project.id)
            assert len({row.tobytes() for row in rows.ids}) == len(rows) == 180
            assert store.sweep(now=second(60)) == 0, "readers may still want them"
            assert store.sweep(now=second(36_000)) == 8
            assert len(view.log.scan(project.id)) == 180
        assert store.sweep(now=second(72_000)) == 0

    def test_compaction_among_readers_and_writers_loses_and_doubles_nothing(
        self, store: Store, make: Maker
    ) -> None:
        project = make.project()
        stop, seen = threading.Event(), [0]
        batches = [(make.predictions(n), make.event()) for n in [5, 1_000, 9] * 6]

        def write() -> None:
            for batch, event in batches:
                with writing(store) as tx:
                    tx.log.append(project.id, batch, digests(batch))
                    tx.record(event)
            stop.set()

        def compact() -> None:
            while not stop.is_set():
                store.compact(project.id, now=NOW)

        def read() -> None:
            last = 0
            while not stop.is_set():
                with store.snapshot() as view:
                    ids = view.log.scan(project.id).ids
                    assert len(np.unique(ids, axis=0)) == len(ids) == view.log.count(project.id)
                assert len(ids) >= last
                last = len(ids)
                seen[0] += 1

        run_together([write, compact, compact, read])
        assert seen[0] > 0
        everything = np.concatenate([batch.ids for batch, _ in batches])
        with store.snapshot() as view:
            assert view.log.count(project.id) == len(everything)
            assert len(view.log.known(project.id, everything).rows) == len(everything)

    # --- the queue ---

    def test_the_highest_priority_comes_first(self, store: Store, make: Maker) -> None:
        tasks = queue(store, make, [0.5, 2.0, -1.0, 2.0])
        order = [claim(store, make, "r") for _ in range(4)]
        wanted = [tasks[1], tasks[3], tasks[0], tasks[2]]
        assert [lease.task_id for lease in order if lease] == [task.id for task in wanted]
        assert claim(store, make, "r") is None

    def test_no_more_reviewers_than_the_overlap_and_none_twice(
        self, store: Store, make: Maker
    ) -> None:
        (task,) = queue(store, make, [1.0], overlap=2)
        leases = [claim(store, make, who) for who in ("a", "b")]
        assert [claim(store, make, who) for who in ("a", "c")] == [None, None]
        assert len({(lease.task_id, lease.slot) for lease in leases if lease}) == 2
        for lease in leases:
            answer(store, make, lease)
        assert claim(store, make, "a") is None
        with store.snapshot() as view:
            assert not view.queue.is_open(task.id)
            assert view.count(Review, task_id=task.id) == 2

    def test_skills_are_needed_and_the_best_of_all_is_given(
        self, store: Store, make: Maker
    ) -> None:
        tasks = queue(store, make, [1.0], skill="expert") + queue(store, make, [2.0], skill="x")
        tasks += queue(store, make, [1.5])
        assert _task(claim(store, make, "r")) == tasks[2].id
        assert claim(store, make, "r") is None
        assert _task(claim(store, make, "s", skills=["expert", "x"])) == tasks[1].id
        assert _task(claim(store, make, "s", skills=["expert", "x"])) == tasks[2].id
        assert _task(claim(store, make, "s", skills=["expert", "x"])) == tasks[0].id

    def test_a_requirement_is_met_by_all_its_parts(self, store: Store, make: Maker) -> None:
        queue(store, make, [3.0], skill="expert&language=fr")
        queue(store, make, [2.0], skill="language=fr", overlap=2)
        (rest,) = queue(store, make, [1.0])
        with store.snapshot() as view:
            wanted = ["", "expert&language=fr", "language=fr"]
            assert view.queue.requirements("p") == wanted
            assert view.queue.requirements("q") == []
            assert view.queue.free_slots("p", skills=["language=fr"], at_most=9) == 5
            assert view.queue.free_slots("p", skills=["language=fr", "expert"], at_most=9) == 8
            other = view.queue.waiting("p", "r", skills=["expert"]).other_skill
            assert dict(other) == {"expert&language=fr": 1, "language=fr": 1}
        assert _task(claim(store, make, "r", skills=["expert"])) == rest.id
        assert claim(store, make, "r", skills=["expert"]) is None
        lease = claim(store, make, "s", skills=["language=fr", "expert"])
        assert lease is not None
        assert lease.skill == "expert&language=fr"

    def test_requirements_are_tried_in_the_order_given_but_what_presses_comes_first(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [9.0, 2.0], overlap=1)
        queue(store, make, [1.0, 0.5], overlap=1, skill="x")
        queue(store, make, [0.7, 0.6], overlap=1, skill="y")

        def rare_first(skills: Sequence[str]) -> list[list[str]]:
            assert sorted(skills) == ["", "x", "y"]
            return [["x", "y"], [""]]

        def next_of(pressing: float) -> str | None:
            with writing(store) as tx:
                lease = tx.queue.claim(
                    "p", "r", skills=["x", "y"], now=NOW, lease_seconds=600, order=rare_first,
                    pressing=pressing,
                )  # fmt: skip
                tx.record(make.event())
            return None if lease is None else str(lease.skill)

        assert [next_of(5.0) for _ in range(2)] == ["", "x"]
        queue(store, make, [0.1], overlap=1)
        assert next_of(5.0) == "y"
        assert next_of(0.6) == ""  # of what presses the best, whatever it asks

    def test_a_slot_for_one_reviewer_alone_is_in_no_list_and_comes_when_it_is_drawn(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [1.0, 0.9, 0.8], overlap=1)
        alone: dict[str, Any] = {"overlap": 1, "skill": own_slot("r"), "due_at": second(1)}
        queue(store, make, [5.0], **alone)
        (mine,) = queue(store, make, [6.0], created_at=second(-9), **alone)

        def take(who: str, own: bool | None) -> str | None:
            with writing(store) as tx:
                lease = tx.queue.claim("p", who, now=NOW, lease_seconds=600, own=own)
                if lease is not None:
                    tx.record(make.event())
            return None if lease is None else str(lease.skill)

        def counts() -> tuple[int, int, int, int]:
            with store.snapshot() as view:
                at = view.queue
                return (
                    at.open_tasks("p"), at.open_slots("p"), at.for_one("p", "r"),
                    at.held_by("p", "r"),
                )  # fmt: skip

        assert counts() == (3, 3, 2, 0)
        assert [take("r", own) for own in (None, False)] == ["", ""]
        with writing(store) as tx:
            assert tx.queue.for_one("p", "r") == 2
            assert tx.overdue.late("p", now=second(9), limit=9) == []
        assert take("s", True) == ""  # nothing of theirs waits
        assert take("r", True) is None  # nothing else waits, so it would tell
        queue(store, make, [0.1], overlap=1)
        assert take("r", True) == own_slot("r")
        assert counts() == (4, 4, 2, 3)
        with store.snapshot() as view:
            assert view.queue.lease_of(mine.id, "r") is not None
            assert view.queue.others_work("p", "s", now=NOW)
            assert not view.queue.others_work("q", "s", now=NOW)
            assert not view.queue.others_work("p", "s", now=second(600))
            assert view.queue.oldest_open("p") == NOW
            assert view.queue.requirements("p") == [""]
            assert dict(view.queue.waiting("p", "t").other_skill) == {}
            assert view.queue.waiting("p", "t").held_by_others == 3
            assert view.backlog.by_skill("p") == {"": 1}
            assert view.backlog.seats([mine.id]) == []
            for waits in Waits:
                walked = view.backlog.walk("p", waits, now=NOW, after=None, limit=99)
                assert mine.id not in {place.task_id for place in walked}

    def test_projects_do_not_mix(self, store: Store, make: Maker) -> None:
        queue(store, make, [1.0], project_id="q")
        assert claim(store, make, "r") is None

    def test_an_expired_lease_is_free_and_a_renewed_one_is_not(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [1.0], overlap=1)
        first = claim(store, make, "a", lease_seconds=60)
        assert first is not None
        with writing(store) as tx:
            first = tx.queue.renew(first, now=second(50), lease_seconds=60)
            tx.record(make.event())
        assert first.expires_at == second(110)
        assert claim(store, make, "b", now=second(109)) is None
        taken = claim(store, make, "b", now=second(110))
        assert taken is not None
        assert taken.token > first.token
        with pytest.raises(LeaseLost), writing(store) as tx:
            tx.queue.renew(first, now=second(111), lease_seconds=60)

    def test_a_lease_can_be_given_back_and_taken_again(self, store: Store, make: Maker) -> None:
        tasks = queue(store, make, [2.0, 1.0], overlap=1)
        first = claim(store, make, "a")
        assert first is not None
        with store.snapshot() as view:
            held = view.queue
            assert held.open_tasks("p") == 2
        with writing(store) as tx:
            assert tx.queue.lease_of(first.task_id, "a") == first
            tx.queue.release(first)
            assert tx.queue.lease_of(first.task_id, "a") is None
            tx.queue.release(first)
            tx.record(make.event())
        again = claim(store, make, "a")
        assert again is not None
        assert again.task_id == tasks[0].id
        assert again.token > first.token
        with writing(store) as tx:
            tx.queue.release(first)  # an old token gives nothing back
            tx.record(make.event())
        assert _task(claim(store, make, "b")) == tasks[1].id

    def test_what_is_held_or_was_given_back_is_not_taken_again(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [2.0], overlap=1)
        first = claim(store, make, "a", lease_seconds=60)
        assert first is not None
        queue(store, make, [1.0], overlap=1)
        other = claim(store, make, "b", now=second(30))
        assert other is not None
        with pytest.raises(LeaseLost):
            retake(store, make, other)  # it is held still, so there is nothing to take again
        with writing(store) as tx:  # what a claim does to leases that ran out
            tx.queue.release(other)
            tx.record(make.event())
        with pytest.raises(LeaseLost):
            retake(store, make, other)  # given back is given up

    def test_what_a_reviewer_can_reach_of_a_task(self, store: Store, make: Maker) -> None:
        (task,) = queue(store, make, [1.0], overlap=3)
        mine, other = claim(store, make, "a"), claim(store, make, "b")
        assert mine is not None
        assert other is not None
        with store.snapshot() as view:
            reach = view.queue.in_reach(task.id, "a", now=NOW)
            assert [lease.slot for lease in reach] == [mine.slot, 2]
            assert reach[0] == mine
            assert (reach[1].reviewer, reach[1].token, reach[1].expires_at) == ("a", 0, NOW)
            assert view.queue.in_reach(make.mint(), "a", now=NOW) == []

    def test_an_expired_lease_stays_in_reach_under_its_token(
        self, store: Store, make: Maker
    ) -> None:
        tasks = queue(store, make, [2.0, 1.0], overlap=1)
        late = claim(store, make, "a", lease_seconds=60)
        assert late is not None
        expert = claim(store, make, "c", lease_seconds=1e6)
        assert _task(expert) == tasks[1].id
        queue(store, make, [9.0], overlap=1)
        assert _task(claim(store, make, "b", now=second(100))) not in {task.id for task in tasks}
        with store.snapshot() as view:
            (reach,) = view.queue.in_reach(late.task_id, "a", now=second(100))
            assert (reach.slot, reach.token) == (late.slot, late.token)
            assert view.queue.lease_of(late.task_id, "a") is None
        again = retake(store, make, late, now=second(100))
        assert (again.token, again.expires_at) == (late.token, second(160))
        assert claim(store, make, "d", now=second(150)) is None
        answer(store, make, again, now=second(155))
        with pytest.raises(LeaseLost):
            retake(store, make, late, now=second(156))

    def test_free_and_held_slots_are_counted_no_further_than_asked(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [1.0, 2.0], overlap=2)
        queue(store, make, [3.0], overlap=1, skill="expert")
        claim(store, make, "a")
        with store.snapshot() as view:
            count = view.queue
            assert [count.free_slots("p", at_most=n) for n in (2, 9)] == [2, 3]
            assert count.free_slots("p", skills=["expert"], at_most=9) == 4
            assert count.free_slots("q", at_most=9) == 0
            assert [count.held_slots("p", now=second(n), at_most=9) for n in (599, 600)] == [1, 0]
            assert count.held_slots("p", now=NOW, at_most=0) == 0

    def test_why_a_reviewer_gets_nothing_is_told(self, store: Store, make: Maker) -> None:
        queue(store, make, [3.0, 2.0], overlap=1)
        queue(store, make, [1.0], overlap=2, skill="expert")
        first = claim(store, make, "a")
        claim(store, make, "b", now=second(5))
        assert first is not None
        with store.snapshot() as view:
            seen = view.queue.waiting("p", "c")
            assert (seen.held_by_others, seen.held_by_you) == (2, 0)
            assert (seen.next_expiry, dict(seen.other_skill)) == (second(600), {"expert": 1})
            mine = view.queue.waiting("p", "a", skills=["expert"])
            assert (mine.held_by_others, mine.held_by_you) == (1, 1)
            assert (mine.next_expiry, dict(mine.other_skill)) == (second(605), {})
        answer(store, make, first)
        with store.snapshot() as view:
            assert view.queue.waiting("p", "a").held_by_you == 0
            assert view.queue.waiting("q", "a").next_expiry is None

    def test_a_late_answer_counts_while_its_slot_is_free(self, store: Store, make: Maker) -> None:
        queue(store, make, [1.0], overlap=2)
        late = claim(store, make, "a")
        other = claim(store, make, "b", now=second(1_000))
        newer = claim(store, make, "a", now=second(1_000))
        assert late is not None
        assert other is not None
        assert newer is not None
        assert (late.slot, other.slot, newer.slot) == (0, 0, 1)
        with writing(store) as tx:
            tx.queue.release(other)
            tx.record(make.event())
        answer(store, make, late, now=second(1_001))
        with pytest.raises(LeaseLost):
            answer(store, make, newer, now=second(1_002))
        with pytest.raises(LeaseLost):
            answer(store, make, other, now=second(1_002))
        with store.snapshot() as view:
            assert [(one.reviewer, one.slot) for one in view.find(Review)] == [("a", 0)]
        again = claim(store, make, "b", now=second(1_003))
        assert again is not None
        assert again.slot == 1

    def test_a_late_answer_in_an_expired_lease_that_nobody_took_counts(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [1.0], overlap=1)
        late = claim(store, make, "a")
        answer(store, make, late, now=second(1e6))
        with store.snapshot() as view:
            assert view.count(Review) == 1

    def test_an_answer_after_another_took_the_slot_is_lost(self, store: Store, make: Maker) -> None:
        queue(store, make, [1.0], overlap=1)
        late = claim(store, make, "a")
        taken = claim(store, make, "b", now=second(1_000))
        assert taken is not None
        for _ in range(2):
            with pytest.raises(LeaseLost):
                answer(store, make, late, now=second(1_001))
            with writing(store) as tx:
                if tx.queue.lease_of(taken.task_id, "b"):
                    tx.queue.answer(taken, make.review(taken, "p"), now=NOW)
                tx.record(make.event())
        with store.snapshot() as view:
            assert [review.reviewer for review in view.find(Review)] == ["b"]

    def test_a_lease_that_was_never_given_answers_nothing(self, store: Store, make: Maker) -> None:
        (task,) = queue(store, make, [1.0])
        forged = Lease(task_id=task.id, slot=0, reviewer="x", token=9, expires_at=second(60))
        with pytest.raises(LeaseLost):
            answer(store, make, forged)
        mine = claim(store, make, "a")
        assert mine is not None
        with pytest.raises(InputError), writing(store) as tx:
            tx.queue.answer(mine, make.review(forged, "p"), now=NOW)

    def test_a_closed_task_takes_no_answer(self, store: Store, make: Maker) -> None:
        (task,) = queue(store, make, [1.0])
        lease = claim(store, make, "a")
        with writing(store) as tx:
            tx.queue.close(task.id)
            tx.record(make.event())
        with pytest.raises(LeaseLost):
            answer(store, make, lease)
        with store.snapshot() as view:
            assert view.queue.open_slots("p") == 0

    def test_asking_again_needs_another_reviewer(self, store: Store, make: Maker) -> None:
        (task,) = queue(store, make, [1.0], overlap=1)
        answer(store, make, claim(store, make, "a"))
        with writing(store) as tx:
            tx.queue.ask_again(task)
            tx.queue.ask_again(task, skill="expert")
            tx.record(make.event())
        assert claim(store, make, "a", skills=["expert"]) is None
        one = claim(store, make, "b")
        two = claim(store, make, "c", skills=["expert"])
        assert one is not None
        assert two is not None
        assert {one.slot, two.slot} == {1, 2}

    def test_what_comes_before_the_place_a_reviewer_has_reached_is_found(
        self, store: Store, make: Maker
    ) -> None:
        tasks = queue(store, make, [5.0, 4.0, 3.0, 2.0])
        for task in tasks[:2]:
            lease = claim(store, make, "a")
            assert _task(lease) == task.id
            answer(store, make, lease)
        (urgent,) = queue(store, make, [9.0])
        assert _task(claim(store, make, "a")) == urgent.id
        with writing(store) as tx:
            tx.queue.raise_priority("p", [(tasks[3].id, 7.0)])
            tx.record(make.event())
        assert _task(claim(store, make, "a")) == tasks[3].id
        assert _task(claim(store, make, "a")) == tasks[2].id
        assert claim(store, make, "a") is None

    def test_many_new_tasks_before_the_place_reached_are_found_in_order(
        self, store: Store, make: Maker
    ) -> None:
        queue(store, make, [5.0, 4.0, 3.0])
        answer(store, make, claim(store, make, "a"))
        newer = queue(store, make, [10.0 + i for i in range(600)])
        order = [claim(store, make, "a") for _ in range(3)]
        assert [_task(lease) for lease in order] == [task.id for task in newer[:-4:-1]]

    @pytest.mark.parametrize("step", [-1e6, -70.0, 0.0, 30.0, 70.0, 1e6])
    def test_no_double_work_when_the_clock_steps(
        self, store: Store, make: Maker, step: float
    ) -> None:
        queue(store, make, [3.0, 2.0, 1.0], overlap=2)
        answer(store, make, claim(store, make, "a"))
        now = second(step)
        for who in ("a", "b", "a", "b", "b"):
            answer(store, make, claim(store, make, who, now=now), now=now)
        assert claim(store, make, "a", now=now) is None
        assert claim(store, make, "b", now=now) is None
        with store.snapshot() as view:
            done = [(review.task_id, review.reviewer) for review in view.find(Review)]
        assert len(done) == len(set(done)) == 6

    def test_threads_that_claim_at_once_never_share_a_slot(self, store: Store, make: Maker) -> None:
        queue(store, make, [float(i % 7) for i in range(40)], overlap=2)
        names = ["a", "b", "c", "c"]  # one reviewer with two tabs
        makers = [Maker(seed=100 + i) for i in range(len(names))]

        def work(who: str, mine: Maker) -> None:
            while (lease := claim(store, mine, who)) is not None:
                if mine.rng.random() < 0.3:
                    with writing(store) as tx:
                        tx.queue.release(lease)
                        tx.record(mine.event())
                else:
                    answer(store, mine, lease)

        run_together([partial(work, who, mine) for who, mine in zip(names, makers, strict=True)])
        with store.snapshot() as view:
            reviews = view.find(Review)
            left = view.queue.open_slots("p")
        assert len({(one.task_id, one.slot) for one in reviews}) == len(reviews)
        assert len({(one.task_id, one.reviewer) for one in reviews}) == len(reviews)
        assert len(reviews) == 80 - left
        assert left == 0

    def test_of_two_last_answers_at_once_the_second_sees_the_first(
        self, store: Store, make: Maker
    ) -> None:
        for _ in range(5):
            (task,) = queue(store, make, [1.0], overlap=2)
            leases = [claim(store, make, who) for who in ("a", "b")]
            counts: list[int] = []

            def last(
                lease: Lease, review: Review, event: Event, counts: list[int] = counts
            ) -> None:
                with writing(store) as tx:
                    tx.queue.answer(lease, review, now=NOW)
                    counts.append(tx.count(Review, task_id=lease.task_id))
                    tx.record(event)

            run_together(
                [
                    partial(last, lease, make.review(lease, "p"), make.event())
                    for lease in leases
                    if lease
                ]
            )
            assert sorted(counts) == [1, 2]
            with store.snapshot() as view:
                assert not view.queue.is_open(task.id)

    def test_what_is_open_is_counted(self, store: Store, make: Maker) -> None:
        with store.snapshot() as view:
            assert view.queue.oldest_open("p") is None
        queue(store, make, [1.0], created_at=second(5))
        (oldest,) = queue(store, make, [0.0], created_at=second(-5))
        with writing(store) as tx:
            tx.queue.add([make.task("p", 3.0)], slots=0)
            tx.record(make.event())
        with store.snapshot() as view:
            assert view.queue.open_tasks("p") == 2
            assert view.queue.open_slots("p") == 6
            assert view.queue.oldest_open("p") == oldest.created_at
            assert view.queue.is_open(oldest.id)
        with pytest.raises(InputError, match="priority"):
            queue(store, make, [math.nan])
        with pytest.raises(InputError, match="nobody"):
            claim(store, make, " ")

    # --- the audit log ---

    def test_a_sealed_log_verifies_and_tells_its_unsealed_tail(
        self, store: Store, make: Maker
    ) -> None:
        assert store.seal(now=NOW) is None
        assert store.verify_audit().intact
        for _ in range(3):
            change(store, make, make.any(Alarm))
        first = store.seal(now=NOW)
        assert first is not None
        assert (first.block, first.entries) == (1, 3)
        assert store.seal(now=second(1)) == first, "nothing new, no new block"
        change(store, make, make.any(Alarm))
        report = store.verify_audit(first)
        assert (report.intact, report.head, report.unsealed) == (True, first, 1)
        newer = store.seal(now=second(2))
        assert newer is not None
        assert (newer.block, newer.entries) == (2, 4)
        assert store.verify_audit(first).intact
        assert store.verify_audit(newer).intact

    def test_a_head_of_another_log_is_a_fault(self, store: Store, make: Maker) -> None:
        change(store, make, make.any(Alarm))
        head = store.seal(now=NOW)
        assert head is not None
        forged = dataclasses.replace(head, hash="f" * 64)
        assert len(store.verify_audit(forged).faults) == 2
        later = dataclasses.replace(head, block=9)
        assert not store.verify_audit(later).intact


# --- short words for the tests -------------------------------------------------------------------


def writing(store: Store, now: datetime = NOW) -> Any:
    """A transaction of a tester."""
    return store.transaction(actor="tester", now=now)


def change(store: Store, make: Maker, *values: object) -> None:
    """Put values with an event."""
    with writing(store) as tx:
        tx.put(*values)
        tx.record(make.event())


def append(store: Store, make: Maker, project_id: str, batch: PredictionBatch) -> None:
    """Store a batch with an event."""
    with writing(store) as tx:
        tx.log.append(project_id, batch, digests(batch))
        tx.record(make.event())


def capture(
    store: Store, make: Maker, project: Project, n: int, *, at: datetime = NOW
) -> PredictionBatch:
    """Make and store a batch."""
    batch = make.predictions(n, classes=len(project.labels), at=at)
    append(store, make, project.id, batch)
    return batch


def queue(
    store: Store, make: Maker, priorities: Sequence[float], *, project_id: str = "p", **other: Any
) -> list[Task]:
    """Add tasks of these priorities."""
    tasks = [make.task(project_id, priority, **other) for priority in priorities]
    with writing(store) as tx:
        tx.queue.add(tasks)
        tx.record(make.event())
    return tasks


def retake(store: Store, make: Maker, lease: Lease, *, now: datetime = NOW) -> Lease:
    """Hold again what ran out."""
    with writing(store) as tx:
        again: Lease = tx.queue.retake("p", lease, now=now, lease_seconds=60)
        tx.record(make.event())
    return again


def claim(
    store: Store,
    make: Maker,
    who: str,
    *,
    skills: Sequence[str] = (),
    now: datetime = NOW,
    lease_seconds: float = 600.0,
) -> Lease | None:
    """Claim with an event."""
    with writing(store, now) as tx:
        lease: Lease | None = tx.queue.claim(
            "p", who, skills=skills, now=now, lease_seconds=lease_seconds
        )
        if lease is not None:
            tx.record(make.event())
    return lease


def answer(store: Store, make: Maker, lease: Lease | None, *, now: datetime = NOW) -> None:
    """Answer with an event."""
    assert lease is not None, "there was nothing to claim"
    with writing(store, now) as tx:
        tx.queue.answer(lease, make.review(lease, "p"), now=now)
        tx.record(make.event())


def claim_and_answer(store: Store, make: Maker, project_id: str, who: str) -> None:
    """One piece of work."""
    with writing(store) as tx:
        lease = tx.queue.claim(project_id, who, now=NOW, lease_seconds=60)
        tx.queue.answer(lease, make.review(lease, project_id), now=NOW)
        tx.record(make.event())


def run_together(works: Sequence[Callable[[], None]]) -> None:
    """Run all at once in threads; the first failure is raised."""
    failures: list[BaseException] = []
    start = threading.Barrier(len(works))

    def guarded(work: Callable[[], None]) -> None:
        start.wait()
        try:
            work()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(work,), daemon=True) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive(), "a thread hangs"
    if failures:
        raise failures[0]


def in_thread(work: Callable[[], object]) -> None:
    """Run in another thread and wait."""
    run_together([lambda: (work(), None)[1]])


def _task(lease: Lease | None) -> str | None:
    return lease.task_id if lease else None


def _with_task(make: Maker, value: Any) -> list[Any]:
    """A review needs its task."""
    if isinstance(value, Review):
        return [make.task(value.project_id, id=value.task_id), value]
    return [value]
