"""Files of the store: whole or not there, found damaged when they are, swept when unwanted."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from errata.core.errors import Conflict, StoreDamaged
from errata.core.ids import to_text
from errata.core.model import ModelVersion
from errata.store import compact as compaction
from errata.store import open_store
from errata.store.durable import TEMPORARY, write_file
from errata.store.sql_store import SqlStore
from errata.testing.samples import NOW, Maker, digests
from errata.testing.store_contract import append, capture, second


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = open_store(str(tmp_path / "errata.db"))
    yield made
    made.close()


def segment_files(store: SqlStore) -> list[Path]:
    return sorted((store._folder / "segments").glob("*/*.parquet"))


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file(tmp_path / "x", b"old")

    def broken(handle: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="no space"):
        write_file(tmp_path / "x", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").read_bytes() == b"old"


def test_a_file_is_not_replaced_when_it_must_not_be(tmp_path: Path) -> None:
    assert write_file(tmp_path / "a" / "key", b"first", replace=False)
    assert not write_file(tmp_path / "a" / "key", b"second", replace=False)
    assert (tmp_path / "a" / "key").read_bytes() == b"first"


def test_a_damaged_blob_is_found_and_mended_by_putting_it_again(store: SqlStore) -> None:
    name = store.blobs.put(b"model")
    path = store._folder / "blobs" / name[:2] / name
    path.write_bytes(b"mode1")
    with pytest.raises(StoreDamaged, match=name):
        store.blobs.get(name)
    assert store.blobs.put(b"model") == name
    assert store.blobs.get(name) == b"model"


@pytest.mark.parametrize("harm", ["gone", "cut", "flipped"])
def test_a_damaged_segment_is_found(store: SqlStore, harm: str) -> None:
    make = Maker()
    project = make.project()
    capture(store, make, project, 1_000)
    (path,) = segment_files(store)
    data = bytearray(path.read_bytes())
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(data[:-100])
    else:
        data[len(data) // 2] ^= 0xFF
        path.write_bytes(data)
    with store.snapshot() as view, pytest.raises(StoreDamaged, match=path.name):
        view.log.scan(project.id)
    health = store.describe(deep=True)
    assert not health.whole
    assert len(health.missing) + len(health.damaged) == 1


def test_a_healthy_store_says_what_it_holds(store: SqlStore) -> None:
    make = Maker()
    project = make.project()
    capture(store, make, project, 1_000)
    capture(store, make, project, 7)
    health = store.describe(deep=True)
    assert health.whole
    assert (health.segments, health.segment_rows, health.counts["hot_predictions"]) == (1, 1000, 7)
    assert health.counts["audit"] == 2


def test_a_blob_that_a_row_names_and_is_gone_is_missing(store: SqlStore) -> None:
    make = Maker()
    model = make.any(ModelVersion)
    with store.transaction(actor="a", now=NOW) as tx:
        tx.put(model)
        tx.record(make.event())
    assert len(store.describe().missing) == 1


def test_a_change_that_is_given_up_takes_its_segment_with_it(store: SqlStore) -> None:
    make = Maker()
    batch = make.predictions(1_000)

    def give_up() -> None:
        with store.transaction(actor="a", now=NOW) as tx:
            tx.log.append("p", batch, digests(batch))
            assert len(segment_files(store)) == 1
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert segment_files(store) == []


def test_orphans_of_a_crash_are_swept_when_old_and_not_before(store: SqlStore) -> None:
    make = Maker()
    project = make.project()
    capture(store, make, project, 1_000)
    (kept,) = segment_files(store)
    orphan, part = kept.with_name("orphan.parquet"), kept.with_name(TEMPORARY + "x")
    for path in (orphan, part):
        path.write_bytes(b"half")
    later = datetime.now(UTC) + timedelta(days=900)
    assert store.sweep(now=later) == 0, "they may belong to a change under way"
    for path in (kept, orphan, part):
        os.utime(path, (time.time() - 7_200,) * 2)
    assert store.sweep(now=later) == 2
    assert segment_files(store) == [kept]


def test_a_crash_between_the_segment_and_its_commit_keeps_each_prediction_once(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Maker()
    project = make.project()
    batch = capture(store, make, project, 20)

    def crash(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compaction, "_remove_hot", crash)
    with pytest.raises(KeyboardInterrupt):
        store.compact(project.id, now=NOW)
    with store.snapshot() as view:
        assert view.log.scan(project.id).ids.tobytes() == batch.ids.tobytes()
    monkeypatch.undo()
    assert store.compact(project.id, now=NOW) == 20


def test_compaction_moves_as_much_as_fits_and_then_the_rest(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Maker()
    project = make.project()
    batches = [capture(store, make, project, 30) for _ in range(3)]
    monkeypatch.setattr(compaction, "HOT_ROWS", 40)
    monkeypatch.setattr(compaction, "HOT_BYTES", 200)
    assert store.compact(project.id, now=NOW, at_least=2) == 90
    ids = np.concatenate([batch.ids for batch in batches])
    with store.snapshot() as view:
        assert len(segment_files(store)) > 2
        assert view.log.known(project.id, ids).rows.tolist() == list(range(90))
        assert view.log.items(project.id, to_text(ids[50:52])) == batches[1].items.take([20, 21])


def test_predictions_with_identifiers_in_no_order_are_found(store: SqlStore) -> None:
    make = Maker()
    project = make.project()
    batch = make.predictions(1_000)
    batch.ids[:] = make.rng.permutation(batch.ids)
    batch.ids[0] = 0  # ends in zeros, which numpy's fixed-length text would cut
    batch.ids[1, :15], batch.ids[1, 15] = 1, 0
    append(store, make, project.id, batch)
    append(store, make, project.id, make.predictions(3, at=second(5)))
    with store.snapshot() as view:
        known = view.log.known(project.id, batch.ids)
        assert known.digests.tobytes() == digests(batch).tobytes()
        zero = view.log.items(project.id, to_text(batch.ids[[0, 1, 999]]))
    assert zero == batch.items.take([0, 1, 999])
    with pytest.raises(Conflict):
        append(store, make, project.id, batch)
