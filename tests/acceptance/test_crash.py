"""Law 1 by force: a process that is killed at any instant loses nothing that it acknowledged."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, delete, insert, select, text

from errata.core.errors import InputError
from errata.store.schema import RECORDS, segments
from errata.testing.crash import CrashReport, Workers, crash_run, main
from errata.testing.crash_check import findings
from errata.testing.crash_journal import Journal

KILLS = 12


@pytest.fixture
def killed(place: Any) -> tuple[CrashReport, Journal]:
    """A store on which a process worked and died several times."""
    journal = Journal()
    report = crash_run(place.url, files=place.files, kills=KILLS, seed=5, journal=journal)
    return report, journal


def test_kills_lose_and_double_nothing_and_the_check_would_have_seen_it(
    place: Any, killed: tuple[CrashReport, Journal]
) -> None:
    report, journal = killed
    assert report.kills == KILLS == sum(report.killed_at.values())
    assert report.errors == ()
    assert report.found
    assert not any(report.found.values()), "\n".join(report.lines())
    assert report.sound
    assert report.lost == 0
    work_until_there_is_something_of_everything(place, journal)
    assert not any(findings(place.url, place.files, journal).values())
    for damage, wanted in DAMAGES.items():
        before = findings(place.url, place.files, journal)
        assert damage(place, journal), f"{damage.__name__} found nothing to damage"
        found = findings(place.url, place.files, journal)
        assert found[wanted] > before[wanted], damage.__name__


def work_until_there_is_something_of_everything(place: Any, journal: Journal) -> None:
    """So that there is something to damage."""
    with Workers() as workers:
        for seed in range(30):
            curated = any("project" not in said for said in journal.datasets)
            segment = journal.moved or journal.acknowledged["capture_segment"]
            made = (journal.reviews, journal.outcomes, journal.resolutions, journal.heads)
            if all(made) and curated and segment:
                return
            workers.live(
                journal.hear,
                url=place.url,
                files=place.files,
                seed=seed,
                tag=f"more.{seed}",
                seconds=1.0,
            )
    raise AssertionError("a process that lives on does not do everything")


def test_a_process_that_acknowledges_before_it_commits_is_found_out(place: Any) -> None:
    report = crash_run(
        place.url, files=place.files, kills=KILLS, seed=3, delay_ms=(100, 400), early=True
    )
    assert report.lost > 0
    assert not report.sound


def test_a_kill_in_the_first_opening_leaves_a_store_that_opens(
    place: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    died = set()
    with Workers() as workers:
        for step in range(1, 18, 2):
            url, files = f"sqlite:///{tmp_path}/{step}.db", f"{tmp_path}/{step}"
            if place.kind == "postgres":
                url = request.getfixturevalue("postgres_server").fresh()
            journal = Journal()
            live = partial(workers.live, journal.hear, url=url, files=files, seed=step)
            live(tag="first", step=step, seconds=30.0)
            died.add(journal.running)
            live(tag="second", seconds=0.5)
            assert journal.errors == []
            assert not any(findings(url, files, journal).values()), f"step {step}"
    assert "open" in died


def test_the_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.json"
    given = ["--url", f"sqlite:///{tmp_path}/e.db", "--files", f"{tmp_path}/files"]
    assert main([*given, "--kills", "1", "--seed", "1", "--json", str(report)]) == 0
    assert "acknowledged and gone: 0" in capsys.readouterr().out
    assert json.loads(report.read_text())["kills"] == 1
    assert main([*given, "--kills", "0"]) == 2
    with pytest.raises(InputError, match="0 kills"):
        crash_run("sqlite:///x.db", files="x", kills=0)


# --- what a store must not do, done to it ---


def lose_a_review(place: Any, journal: Journal) -> bool:
    words = next(iter(journal.reviews))
    return _delete(place, "Review", "why", words)


def lose_an_outcome(place: Any, journal: Journal) -> bool:
    return _delete(place, "OutcomeReport", "id", next(iter(journal.outcomes), ""))


def lose_a_resolution(place: Any, journal: Journal) -> bool:
    return _delete(place, "Resolution", "id", next(iter(sorted(journal.resolutions)), ""))


def lose_the_injected_examples(place: Any, journal: Journal) -> bool:
    return _delete(place, "InjectedExample", None, None)


def name_a_segment_twice(place: Any, journal: Journal) -> bool:
    """As a merge would that did not retire what it merged."""
    engine = create_engine(place.url)
    with engine.begin() as conn:
        line = (
            conn.execute(select(segments).where(segments.c.retired_at.is_(None))).mappings().first()
        )
        if line is None:
            return False
        copy = line["file"].replace(line["id"], line["id"][::-1])
        (Path(place.files) / copy).write_bytes((Path(place.files) / line["file"]).read_bytes())
        conn.execute(insert(segments), {**line, "id": line["id"][::-1], "file": copy})
    engine.dispose()
    return True


def lose_the_segments(place: Any, journal: Journal) -> bool:
    engine = create_engine(place.url)
    with engine.begin() as conn:
        gone = conn.execute(delete(segments))
    engine.dispose()
    return bool(gone.rowcount)


def damage_a_segment_file(place: Any, journal: Journal) -> bool:
    engine = create_engine(place.url)
    with engine.connect() as conn:
        named = select(segments.c.file).where(segments.c.retired_at.is_(None))
        path = Path(place.files) / conn.execute(named).scalars().all()[0]
    engine.dispose()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return True


def edit_the_audit_log(place: Any, journal: Journal) -> bool:
    engine = create_engine(place.url)
    with engine.begin() as conn:
        said = conn.execute(
            text("UPDATE audit SET actor = 'nobody' WHERE block = (SELECT min(block) FROM audit)")
        )
    engine.dispose()
    return bool(said.rowcount)


DAMAGES = {
    lose_a_review: "lost reviews",
    lose_an_outcome: "lost outcomes",
    lose_a_resolution: "lost resolutions",
    lose_the_injected_examples: "half-written datasets",
    edit_the_audit_log: "audit faults",
    name_a_segment_twice: "predictions twice",
    damage_a_segment_file: "files damaged",
    lose_the_segments: "lost predictions",
}


def _delete(place: Any, kind: str, column: str | None, value: str | None) -> bool:
    table = next(spec.table for spec in RECORDS.values() if spec.kind.__name__ == kind)
    engine = create_engine(place.url)
    with engine.begin() as conn:
        where = delete(table)
        gone = conn.execute(where if column is None else where.where(table.c[column] == value))
    engine.dispose()
    return bool(gone.rowcount)


def test_a_cut_line_of_a_journal_is_nobodys_answer() -> None:
    journal = Journal()
    journal.hear({"ready": "1"})
    journal.hear({"begin": "capture_hot", "ids": ["x"]})
    journal.hear({"dead": 1, "by": "time"})
    assert not journal.predictions
    assert journal.killed_during == Counter({"capture_hot": 1})
