"""Law 4: golden set and hold are never trained on, nor what is too close to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.core.ids import item_id
from errata.core.item import ItemKind
from errata.loop.curate.leakage import Cases, Leak, Reason, leakage_guard


def texts(
    contents: Sequence[str], groups: Sequence[str | None] | None = None, subject: str = ""
) -> Cases:
    ids = b"".join(item_id("text", text.encode(), subject) for text in contents)
    return Cases(
        ids=np.frombuffer(ids, dtype=np.uint8).reshape(-1, 16),
        groups=groups or [None] * len(contents),
        kind=ItemKind.TEXT,
        contents=contents,
    )


GOLDEN = texts(["refund my lost card please", "hello"], ["thread-1", ""])


def test_every_leak_is_named_with_what_it_leaks() -> None:
    training = texts(
        ["hello", "Hello ", "something else", "refund my lost card please!", "top up"],
        [None, None, "thread-1", None, None],
    )
    report = leakage_guard(training, GOLDEN)
    assert report.kept.tolist() == [False, False, False, False, True]
    assert report.leaks == (
        Leak(row=0, reason=Reason.EXACT, protected_row=1),
        Leak(row=1, reason=Reason.EXACT, protected_row=1),
        Leak(row=2, reason=Reason.GROUP, protected_row=0),
        Leak(row=3, reason=Reason.NEAR, protected_row=0),
    )
    assert report.counts == {"exact": 2, "group": 1, "near": 1}


def test_the_same_words_of_another_person_leak_too() -> None:
    report = leakage_guard(texts(["hello"], subject="someone else"), GOLDEN)
    assert report.leaks == (Leak(row=0, reason=Reason.EXACT, protected_row=1),)


def test_items_without_a_group_are_no_group() -> None:
    assert leakage_guard(texts(["top up", "pin"], ["", None]), GOLDEN).kept.all()


def test_the_plainest_reason_is_named_first() -> None:
    report = leakage_guard(
        texts(["hello", "refund my lost card please!"], ["thread-1"] * 2), GOLDEN
    )
    assert [leak.reason for leak in report.leaks] == [Reason.EXACT, Reason.GROUP]


def test_near_duplicates_pass_only_where_the_policy_lets_them() -> None:
    training = texts(["refund my lost card please!"])
    assert not leakage_guard(training, GOLDEN).kept.any()
    assert leakage_guard(training, GOLDEN, near=False).kept.all()


def test_ids_and_groups_are_guarded_where_contents_are_gone() -> None:
    bare = Cases(ids=GOLDEN.ids, groups=GOLDEN.groups, kind=ItemKind.TEXT)
    training = texts(["hello", "pin", "Hello"], [None, "thread-1", None])
    for report in (leakage_guard(training, bare), leakage_guard(bare, training)):
        assert set(report.counts.items()) >= {("exact", 1), ("group", 1), ("near", 0)}


@pytest.mark.parametrize("sides", [(["a"], []), ([], ["a"]), ([], [])])
def test_an_empty_side_leaks_nothing(sides: tuple[list[str], list[str]]) -> None:
    report = leakage_guard(texts(sides[0]), texts(sides[1]))
    assert report.kept.tolist() == [True] * len(sides[0])
    assert report.leaks == ()


def test_contents_of_two_kinds_are_refused() -> None:
    records = Cases(
        ids=GOLDEN.ids, groups=GOLDEN.groups, kind=ItemKind.RECORD, contents=[{"a": 1}, {"a": 2}]
    )
    with pytest.raises(InputError, match="examples of kind text, protected of record"):
        leakage_guard(GOLDEN, records)


@pytest.mark.parametrize(
    "change",
    [
        {"ids": np.zeros((2, 8), dtype=np.uint8)},
        {"ids": np.zeros(2, dtype=np.uint8)},
        {"ids": np.zeros((2, 16))},
        {"groups": [None]},
        {"contents": ["one"]},
    ],
)
def test_columns_that_do_not_fit_are_refused(change: dict[str, Any]) -> None:
    columns: dict[str, Any] = {
        "ids": np.zeros((2, 16), dtype=np.uint8),
        "groups": [None, None],
        "kind": ItemKind.TEXT,
        "contents": ["a", "b"],
    }
    with pytest.raises(InputError):
        Cases(**(columns | change))


def test_no_example_at_all_has_no_kind_to_differ_by() -> None:
    nothing = Cases(ids=np.zeros((0, 16), np.uint8), groups=[], kind=ItemKind.RECORD, contents=[])
    assert leakage_guard(nothing, GOLDEN).leaks == ()
    assert leakage_guard(GOLDEN, nothing).kept.all()
