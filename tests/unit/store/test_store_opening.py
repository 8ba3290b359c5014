"""Opening a store: what can go wrong is said once and clearly, and a store finds itself again."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from errata.core.errors import ErrataError, InputError, NotFound, Refused, StoreDamaged
from errata.core.project import Project
from errata.store import open_store
from errata.store.durable import TEMPORARY
from errata.store.opening import MARK
from errata.store.sql_store import SqlStore
from errata.testing.samples import NOW, Maker
from errata.testing.store_contract import change


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "a path or a URL"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
        ("mysql://host/db", "mysql"),
        ("http://host:8000", "http"),
        ("post gres://", "cannot be read|kind"),
    ],
)
def test_a_url_that_is_no_database_is_refused(url: str, says: str) -> None:
    with pytest.raises(InputError, match=says.replace("name a file", "(?i)name a file")):
        open_store(url)


def test_a_wrong_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("these are my notes, not a database")
    with pytest.raises(InputError, match="no SQLite database"):
        open_store(str(text))
    assert text.read_text().startswith("these")
    with pytest.raises(InputError, match="is a folder"):
        open_store(str(tmp_path))
    with pytest.raises(InputError, match="does not exist"):
        open_store(str(tmp_path / "nowhere" / "errata.db"))


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE songs (name TEXT)")
    conn.close()
    with pytest.raises(InputError, match="tables of another program"):
        open_store(str(path))
    with sqlite3.connect(path) as conn:
        assert conn.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    conn.close()


def test_a_newer_schema_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "errata.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE errata_version SET version_num = '9999'")
    conn.close()
    with pytest.raises(ErrataError, match="schema 9999.*newer Errata"):
        open_store(str(path))


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(NotFound, match="does not answer") as caught:
        open_store("postgresql://ann:secret@127.0.0.1:1/db", files="unused")
    assert "secret" not in str(caught.value)
    assert not Path("unused").exists()


def test_the_files_lie_beside_the_database_and_move_with_it(tmp_path: Path) -> None:
    make, home, moved = Maker(), tmp_path / "home", tmp_path / "moved"
    home.mkdir()
    project = make.project()
    store = open_store(f"sqlite:///{home / 'errata.db'}")
    change(store, make, project)
    name = store.blobs.put(b"kept")
    store.close()
    assert (home / "errata.db.files").is_dir()
    home.rename(moved)
    again = open_store(str(moved / "errata.db"))
    with again.snapshot() as view:
        assert view.get(Project, project.id) == project
    assert again.blobs.get(name) == b"kept"
    again.close()


def test_a_store_without_its_files_says_so(tmp_path: Path) -> None:
    path = tmp_path / "errata.db"
    open_store(str(path)).close()
    shutil.move(tmp_path / "errata.db.files", tmp_path / "elsewhere")
    with pytest.raises(StoreDamaged, match="files of this store are not at"):
        open_store(str(path))
    open_store(str(path), files=str(tmp_path / "elsewhere")).close()


def test_files_of_another_store_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        store = open_store(str(tmp_path / f"{name}.db"))
        store.blobs.put(name.encode())
        store.close()
    with pytest.raises(InputError, match="another store"):
        open_store(str(tmp_path / "a.db"), files=str(tmp_path / "b.db.files"))
    with pytest.raises(InputError, match="another store"):
        open_store(str(tmp_path / "new.db"), files=str(tmp_path / "b.db.files"))
    open_store(str(tmp_path / "new.db")).close()


def test_a_first_opening_that_was_killed_does_not_bar_the_next(tmp_path: Path) -> None:
    files = tmp_path / "errata.db.files"
    files.mkdir()
    (files / MARK).write_text("0" * 32)
    (files / f"{TEMPORARY}0").write_text("half")
    store = open_store(str(tmp_path / "errata.db"))
    assert store.describe().whole
    store.close()


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    opened: list[SqlStore] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            opened.append(open_store(str(tmp_path / "errata.db")))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in opened:
        store.close()
    assert failures == []
    assert len(opened) == 4


def test_a_transaction_inside_a_transaction_is_refused_instead_of_hanging(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "errata.db"))
    with (
        pytest.raises(Refused, match="inside a transaction"),
        store.transaction(actor="a", now=NOW),
        store.transaction(actor="a", now=NOW),
    ):
        pass
    change(store, Maker(), Maker().project())
    store.close()


def test_every_commit_is_flushed(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "errata.db"))
    with store.transaction(actor="a", now=NOW) as tx:
        for pragma, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1)):
            assert tx._conn.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    store.close()
