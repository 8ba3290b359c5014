"""Each cause has a key of its own, and keeps it."""

from __future__ import annotations

from errata.core.project import DEFAULT_TAXONOMY
from errata.loop.review.cause_keys import FREE, TAKEN, cause_keys


def test_no_two_keys_collide_and_none_is_the_pages_own() -> None:
    keys = cause_keys([name for name, _, _ in DEFAULT_TAXONOMY])
    assert len(set(keys.values())) == len(DEFAULT_TAXONOMY)
    assert not set(keys.values()) & TAKEN
    assert all(key in FREE for key in keys.values())


def test_a_new_or_a_retired_cause_moves_no_other_key() -> None:
    names = [name for name, _, _ in DEFAULT_TAXONOMY]
    before = cause_keys(names)
    after = cause_keys([*names, "blurred", "another"], retired=names[:3])
    assert {name: after[name] for name in names} == before


def test_past_the_letters_there_is_no_key_and_the_retired_go_first() -> None:
    names = [f"cause {n}" for n in range(len(FREE) + 3)]
    keys = cause_keys(names)
    assert [keys[name] for name in names[-3:]] == ["", "", ""]
    assert len(set(keys.values())) == len(FREE) + 1
    freed = cause_keys(names, retired=names[:3])
    assert [freed[name] for name in names[:3]] == ["", "", ""]
    assert "" not in [freed[name] for name in names[3:]]


def test_a_name_of_no_letters_gets_what_is_left() -> None:
    assert cause_keys(["漢字", "!"]) == {"漢字": FREE[0], "!": FREE[1]}
