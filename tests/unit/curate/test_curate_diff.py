"""What changed between two dataset versions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from errata.loop.curate.diff import Change, DiffRow, count_changes, diff

ROWS = st.builds(
    DiffRow,
    label=st.sampled_from("abc"),
    weight=st.sampled_from([0.5, 1.0]),
    cause=st.sampled_from(["", "bias", "noisy_input"]),
)
VERSIONS = st.dictionaries(st.sampled_from("123456"), ROWS)


def test_each_change_is_called_what_it_is() -> None:
    before = {
        "gone": DiffRow(label="a", weight=1.0),
        "same": DiffRow(label="a", weight=1.0, cause="bias"),
        "label": DiffRow(label="a", weight=1.0),
        "weight": DiffRow(label="a", weight=1.0),
    }
    after = {
        "new": DiffRow(label="b", weight=1.0, cause="bias", why="seen late"),
        "same": DiffRow(label="a", weight=1.0),
        "label": DiffRow(label="b", weight=0.5, cause="bias"),
        "weight": DiffRow(label="a", weight=0.5),
    }
    changed = {each.item: each for each in diff(before, after)}
    assert {item: each.change for item, each in changed.items()} == {
        "gone": Change.REMOVED,
        "new": Change.ADDED,
        "label": Change.RELABELLED,
        "weight": Change.REWEIGHTED,
    }
    assert changed["gone"].telling is before["gone"]
    assert changed["label"].telling is after["label"]


def test_counts_tell_labels_and_causes_the_most_frequent_first() -> None:
    after = {
        "1": DiffRow(label="a", weight=1.0, cause="bias"),
        "2": DiffRow(label="b", weight=1.0, cause="bias"),
        "3": DiffRow(label="b", weight=1.0),
    }
    counts = count_changes(diff({}, after), Change.ADDED)
    assert counts.n == 3
    assert list(counts.by_class.items()) == [("b", 2), ("a", 1)]
    assert counts.by_cause == {"bias": 2}
    assert count_changes(diff({}, after), Change.REMOVED).n == 0


@given(VERSIONS, VERSIONS)
def test_the_way_back_is_the_mirror(a: dict[str, DiffRow], b: dict[str, DiffRow]) -> None:
    there, back = diff(a, b), diff(b, a)
    assert [each.item for each in there] == [each.item for each in back]
    mirror = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    for one, other in zip(there, back, strict=True):
        assert other.change is mirror.get(one.change, one.change)
        assert (one.was, one.now) == (other.now, other.was)


@given(VERSIONS, VERSIONS)
def test_applying_what_changed_makes_the_other_version(
    a: dict[str, DiffRow], b: dict[str, DiffRow]
) -> None:
    made = dict(a)
    for each in diff(a, b):
        made.pop(each.item, None)
        if each.now is not None:
            made[each.item] = each.now
    assert {item: (row.label, row.weight) for item, row in made.items()} == {
        item: (row.label, row.weight) for item, row in b.items()
    }


@given(VERSIONS)
def test_a_version_does_not_differ_from_itself(a: dict[str, DiffRow]) -> None:
    assert diff(a, dict(a)) == []
