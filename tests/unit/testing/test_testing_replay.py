"""Recorded answers are played as they were given, and asked for no longer than the loop wants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import errata
from errata.core.errors import InputError
from errata.core.task import Resolution, Review
from errata.flow.loop import Loop
from errata.testing.replay import RecordedAnswers, read_answers, replay

ROWS = [
    ("one", "ann", "a"), ("one", "bob", "a"), ("one", "cat", "a"),
    ("two", "ann", "a"), ("two", "bob", "b"), ("two", "cat", "b"),
]  # fmt: skip
TEXTS = {"one": "the first", "two": "the second"}


def written(folder: Path, rows: Sequence[tuple[str, ...]], head: str = "item,worker,label") -> Path:
    path = folder / "answers.csv"
    path.write_text("\n".join([head, *(",".join(row) for row in rows)]), encoding="utf-8")
    return path


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    policy = {
        "triage": {"audit_rate": 0.0, "threshold": 1.0},
        "review": {"model_prior": False},
        "consensus": {"minimum": 2, "maximum": 3, "bar": 0.85},
    }
    with errata.open(
        f"{tmp_path}/e.db", project="p", kind="text", labels=["a", "b"], policy=policy
    ) as opened:
        yield opened


def test_answers_are_read_from_a_file(tmp_path: Path) -> None:
    recorded = read_answers(written(tmp_path, [*ROWS, ("three", "dan", "b")]))
    assert recorded.answers["two"] == (("ann", "a"), ("bob", "b"), ("cat", "b"))
    assert recorded.workers == {"ann", "bob", "cat", "dan"}
    assert recorded.at_least(2).answers.keys() == TEXTS.keys()


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="without label, worker"):
        read_answers(written(tmp_path, [], head="item,who"))
    with pytest.raises(InputError, match="line 8: ann answers one again"):
        read_answers(written(tmp_path, [*ROWS, ("one", "ann", "b")]))


def test_everybody_says_what_they_said_until_nobody_more_is_asked(
    loop: Loop, tmp_path: Path
) -> None:
    recorded = read_answers(written(tmp_path, ROWS))
    done = replay(loop, recorded, TEXTS, seed=1)
    with loop.store.snapshot() as view:
        reviews = view.find(Review, project_id=loop.project.id)
        settled = view.find(Resolution, project_id=loop.project.id)
    told = {(who, label) for given in recorded.answers.values() for who, label in given}
    assert {(one.reviewer, one.label) for one in reviews} <= told
    assert (done.items, done.answers, done.undecided) == (2, len(reviews), 2 - len(settled))
    per_task = [sum(one.task_id == each.task_id for one in reviews) for each in settled]
    assert 2 in per_task  # ... all three agree on one item, and two of them are enough


def test_what_cannot_be_replayed_is_refused(loop: Loop) -> None:
    recorded = RecordedAnswers(answers={"one": (("ann", "a"), ("bob", "a"))})
    with pytest.raises(InputError, match="1 items without content, one first"):
        replay(loop, recorded, {})
    loop.capture(["open before"], [[0.5, 0.5]], model="m")
    with pytest.raises(InputError, match="a queue that hands out 'open before'"):
        replay(loop, recorded, TEXTS)
