from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from errata.core.errors import InputError, Unsupported
from errata.core.ids import item_id
from errata.core.item import ItemKind, Items, canonical_record, canonical_text
from errata.core.trainer import Model, Trainer


def test_text_is_kept_as_given_without_normalisation() -> None:
    composed, combined = "caf\u00e9", "cafe\u0301"
    items = Items.of_texts([composed, combined])
    assert items.texts() == [composed, combined]
    assert items.ids[0].tobytes() != items.ids[1].tobytes()


def test_half_a_surrogate_pair_is_refused_and_named() -> None:
    with pytest.raises(InputError, match="character 1"):
        canonical_text("a\ud800")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="an int as a text"):
        Items.of_texts([3])  # type: ignore[list-item]
    with pytest.raises(InputError, match="a list as a text"):
        Items.of_texts([["a"]])  # type: ignore[list-item]


def test_a_record_is_the_same_whatever_the_order_of_its_fields() -> None:
    assert canonical_record({"b": 1, "a": "x"}) == canonical_record({"a": "x", "b": 1})


def test_record_values_keep_their_meaning() -> None:
    record = {"n": np.int64(3), "f": 0.5, "t": True, "none": None, "nan": float("nan"), "s": "é"}
    (back,) = Items.of_records([record]).records()
    assert back == {"n": 3, "f": 0.5, "t": True, "none": None, "nan": None, "s": "é"}


def test_records_refuse_infinity_nesting_and_nameless_fields() -> None:
    with pytest.raises(InputError, match="'x' is infinite"):
        canonical_record({"x": float("inf")})
    with pytest.raises(Unsupported, match="'x' holds a list"):
        canonical_record({"x": [1]})
    with pytest.raises(InputError, match="named 1"):
        canonical_record({1: "x"})  # type: ignore[dict-item]


def test_identity_is_content_and_subject() -> None:
    items = Items.of_texts(["a", "a", "a", "b"], subject=["p1", "p2", None, None])
    assert items.ids.shape == (4, 16)
    assert len({row.tobytes() for row in items.ids}) == 4
    assert items.ids[2].tobytes() == item_id("text", b"a")
    assert items.ids[0].tobytes() == item_id("text", b"a", "p1")
    assert Items.of_texts(["a"]).ids.tobytes() == items.ids[2].tobytes()
    assert Items.of_texts([]).ids.shape == (0, 16)


def test_identifiers_cannot_be_written_to() -> None:
    items = Items.of_texts(["a"])
    with pytest.raises(ValueError, match="read-only"):
        items.ids[0, 0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        items.kind = ItemKind.IMAGE  # type: ignore[misc]


def test_the_empty_owner_is_nobody() -> None:
    items = Items.of_texts(["a", "b"], subject=["", ""], group=["", "g"])
    assert items.subject is None
    assert items.group == (None, "g")


def test_owners_must_be_one_text_an_item() -> None:
    with pytest.raises(InputError, match="1 values as subject of 2 items"):
        Items.of_texts(["a", "b"], subject=["p"])
    with pytest.raises(InputError, match="'ab' as group of 2 items"):
        Items(kind=ItemKind.TEXT, content=(b"a", b"b"), group="ab")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="group of item 0 is 5"):
        Items.of_texts(["a"], group=[5])  # type: ignore[list-item]


def test_content_must_be_bytes_of_a_known_kind() -> None:
    with pytest.raises(InputError, match="item 0 is a str"):
        Items.of_images(["x"])  # type: ignore[list-item]
    with pytest.raises(InputError, match="'sound'"):
        Items(kind="sound", content=())  # type: ignore[arg-type]


def test_take_keeps_order_owners_and_repeats() -> None:
    items = Items.of_texts(["a", "b", "c"], subject=["p", None, "q"], group=["g", "h", None])
    taken = items.take(np.array([2, 0, 0, -1]))
    assert taken.texts() == ["c", "a", "a", "c"]
    assert taken.subject == ("q", "p", "p", "q")
    assert taken.group == (None, "g", "g", None)
    assert items.take(np.array([True, False, True])).texts() == ["a", "c"]
    assert len(items.take([])) == 0
    assert Items.of_texts(["a"]).take([0]).subject is None


@pytest.mark.parametrize(
    ("where", "message"),
    [([3], "place 3 among 3"), ([-4], "place -4"), ([True], "mask of shape"), ([0.5], "places of")],
)
def test_take_refuses_places_that_are_not_there(where: list[int], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Items.of_texts(["a", "b", "c"]).take(where)


def test_concat_joins_parts_of_one_kind() -> None:
    whole = Items.concat([Items.of_texts(["a"]), Items.of_texts(["b"], group=["g"])])
    assert whole.texts() == ["a", "b"]
    assert whole.group == (None, "g")
    assert whole.subject is None
    with pytest.raises(InputError, match="2 kinds"):
        Items.concat([Items.of_texts(["a"]), Items.of_records([{"x": 1}])])
    with pytest.raises(InputError, match="0 kinds"):
        Items.concat([])


def test_content_of_another_kind_or_damaged_is_refused() -> None:
    with pytest.raises(InputError, match="items of kind record; wanted kind text"):
        Items.of_records([{"x": 1}]).texts()
    with pytest.raises(InputError, match="items of kind text; wanted kind record"):
        Items.of_texts(["{}"]).records()
    with pytest.raises(InputError, match="item 1 is not UTF-8 at byte 0"):
        Items(kind=ItemKind.TEXT, content=(b"a", b"\xff")).texts()
    for content in (b"{", b"[1]"):
        with pytest.raises(InputError, match="item 0 is not a record"):
            Items(kind=ItemKind.RECORD, content=(content,)).records()


def test_the_ports_name_what_a_trainer_and_a_model_must_have() -> None:
    assert {"name", "fit"} <= set(dir(Trainer))
    assert {"classes", "trainer", "predict_proba", "embed", "save"} <= set(dir(Model))


def test_a_part_without_items_has_no_kind_to_differ_by() -> None:
    empty, full = Items.of_texts([]), Items.of_records([{"a": 1}])
    assert Items.concat([empty, full, empty]).kind is ItemKind.RECORD
    assert len(Items.concat([empty, empty])) == 0
