"""What counts as the same item, nearly the same, and what only looks so."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.datasets import load_digits

from errata.core.errors import InputError, Unsupported
from errata.core.item import ItemKind
from errata.loop.curate.banding import first_match
from errata.loop.curate.duplicates import Closeness, exact_keys, exact_matches, near_duplicates
from errata.loop.curate.image_duplicates import near_images
from errata.loop.curate.record_keys import record_key
from errata.loop.curate.text_duplicates import band_rows, near_texts, normalised, shingles

TEXT, IMAGE, RECORD = ItemKind.TEXT, ItemKind.IMAGE, ItemKind.RECORD
WORDS = ["card", "lost", "refund", "transfer", "cash", "fee", "top-up", "abroad", "pin", "late"]


@pytest.fixture(scope="module")
def scans() -> NDArray[np.uint8]:
    images: NDArray[np.uint8] = (load_digits().images * 15).astype(np.uint8)
    return images


def sentences(n: int, seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(WORDS, size=9)) for _ in range(n)]


def test_case_width_and_spacing_make_no_other_text() -> None:
    found = exact_matches(["Ｃafé  AU\nlait", "tea"], ["café au lait"], kind=TEXT)
    assert found.tolist() == [0, -1]


def test_of_several_equal_protected_items_the_first_is_named() -> None:
    assert exact_matches(["b"], ["a", "B", "b"], kind=TEXT).tolist() == [1]


def test_one_letter_more_is_a_near_duplicate_and_another_question_is_not() -> None:
    protected = ["how do i order a disposable virtual card?", "why was my cash refused?"]
    near = ["Where do I order a disposable virtual card?", "why was my card swallowed?"]
    assert near_duplicates(near, protected, kind=TEXT).tolist() == [0, -1]


def test_banding_finds_the_pairs_that_a_look_at_all_pairs_finds() -> None:
    protected = sentences(300, 0)
    rng = np.random.default_rng(1)
    pairs = [rng.choice(WORDS, size=2, replace=False).tolist() for _ in range(150)]
    edited = [
        text.replace(old, new, 1) for text, (old, new) in zip(protected[:150], pairs, strict=True)
    ]
    candidates = edited + sentences(150, 2)
    found = near_texts(candidates, protected, jaccard=0.8)
    sets = [shingles(normalised(text)) for text in protected]
    expected = []
    for text in candidates:
        mine = shingles(normalised(text))
        close = [
            row for row, other in enumerate(sets) if len(mine & other) >= 0.8 * len(mine | other)
        ]
        expected.append(close[0] if close else -1)
    assert 20 < sum(row >= 0 for row in expected) < 250
    assert found.tolist() == expected


def test_short_texts_are_compared_whole() -> None:
    assert near_texts(["no", "ok", ""], ["yes", "ok"], jaccard=0.8).tolist() == [-1, 1, -1]


def test_a_low_threshold_gets_bands_of_one_row() -> None:
    assert band_rows(0.06) == 1
    assert band_rows(1.0) == 16


@pytest.mark.parametrize("kind", [TEXT, IMAGE, RECORD])
def test_nothing_is_close_to_nothing(kind: ItemKind) -> None:
    contents: dict[ItemKind, Any] = {
        TEXT: ["a"],
        IMAGE: [np.zeros((8, 8), dtype=np.uint8)],
        RECORD: [{"a": 1}],
    }
    assert near_duplicates([], contents[kind], kind=kind).tolist() == []
    assert near_duplicates(contents[kind], [], kind=kind).tolist() == [-1]


def test_the_functions_of_one_kind_bear_nothing_too() -> None:
    scan = np.zeros((8, 8), dtype=np.uint8)
    assert near_texts([], ["a"], jaccard=0.8).tolist() == []
    assert near_texts(["a"], [], jaccard=0.8).tolist() == [-1]
    assert near_images([], [scan], hamming=8, correlation=0.995).tolist() == []
    assert near_images([scan], [], hamming=8, correlation=0.995).tolist() == [-1]


def test_no_two_different_scans_of_a_digit_are_called_the_same(scans: NDArray[np.uint8]) -> None:
    """1,797 real 8 x 8 scans, many of the same digit: the pixels decide, not the hash."""
    found = near_duplicates(scans[:900], scans[900:], kind=IMAGE)
    assert np.all(found == -1)
    hash_alone = near_images(scans[:900], scans[900:], hamming=8, correlation=0.5)
    assert np.count_nonzero(hash_alone >= 0) > 50


@pytest.mark.parametrize("change", ["dim", "grown", "noisy", "coloured"])
def test_the_same_scan_is_found_again_however_it_was_stored(
    scans: NDArray[np.uint8], change: str
) -> None:
    some = scans[:300]
    noise = np.random.default_rng(0).normal(0, 3, some.shape)
    changed = {
        "dim": (some * 0.4).astype(np.uint8),
        "grown": np.kron(some, np.ones((1, 5, 5), dtype=np.uint8)),
        "noisy": np.clip(some + noise, 0, 255).astype(np.uint8),
        "coloured": np.repeat(some[..., None], 3, axis=3),
    }[change]
    found = near_duplicates(changed, some, kind=IMAGE)
    assert (found == np.arange(300)).mean() >= 0.99


def test_equal_pixels_are_exact_and_another_shape_is_not() -> None:
    scan = np.arange(64, dtype=np.uint8).reshape(8, 8)
    assert exact_matches([scan.copy(), scan.reshape(4, 16)], [scan], kind=IMAGE).tolist() == [0, -1]


def test_a_blank_image_matches_blanks_alone(scans: NDArray[np.uint8]) -> None:
    dark, bright = np.zeros((8, 8), dtype=np.uint8), np.full((8, 8), 200, dtype=np.uint8)
    found = near_duplicates([bright, scans[0]], [scans[1], dark], kind=IMAGE)
    assert found.tolist() == [1, -1]


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((8, 8)),
        np.zeros(8, dtype=np.uint8),
        np.zeros((0, 8), dtype=np.uint8),
    ],
)
def test_what_is_no_image_is_refused(image: Any) -> None:
    scan = np.zeros((8, 8), dtype=np.uint8)
    with pytest.raises(InputError, match="image 0 of shape"):
        near_images([image], [scan], hamming=8, correlation=0.995)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1}, {"a": 1.0}),
        ({"a": 0.0}, {"a": -0.0}),
        ({"a": np.float64(0.1)}, {"a": 0.1 + 1e-16}),
        ({"a": "  Nurse"}, {"a": "nurse"}),
        ({"a": 1, "b": None}, {"a": 1}),
        ({"a": 1, "b": float("nan")}, {"a": 1, "b": ""}),
        ({"a": np.bool_(True)}, {"a": True}),
    ],
)
def test_records_that_say_the_same_have_one_key(one: Any, other: Any) -> None:
    assert record_key(one) == record_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": "1"}, {"a": 1}),
        ({"a": True}, {"a": 1}),
        ({"a": "x", "b": ""}, {"a": "", "b": "x"}),
    ],
)
def test_records_that_differ_have_two_keys(one: Any, other: Any) -> None:
    assert record_key(one) != record_key(other)


def test_records_match_by_their_fields() -> None:
    found = near_duplicates(
        [{"age": 41, "job": "nurse"}, {"age": 42}], [{"job": "Nurse", "age": 41.0}], kind=RECORD
    )
    assert found.tolist() == [0, -1]
    assert len(exact_keys([{"age": 41}], kind=RECORD)) == 1


def test_a_nested_field_is_refused() -> None:
    with pytest.raises(Unsupported, match="the field 'a' of type list"):
        record_key({"a": [1]})


@pytest.mark.parametrize(
    "fault", [{"jaccard": 0.0}, {"correlation": 1.5}, {"hamming": 32}, {"hamming": -1}]
)
def test_impossible_closeness_is_refused(fault: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="closeness"):
        Closeness(**fault)


def test_rows_that_share_a_key_are_verified_once_and_in_order() -> None:
    protected = np.array([[1, 9], [1, 8], [2, 9]], dtype=np.uint64)
    met: dict[int, list[int]] = {}

    def verify(row: int, rows: NDArray[np.int64]) -> int:
        met[row] = rows.tolist()
        return -1

    candidates = np.array([[1, 9], [3, 3]], dtype=np.uint64)
    assert first_match(candidates, protected, verify).tolist() == [-1, -1]
    assert met == {0: [0, 1, 2]}


@pytest.mark.parametrize(("kind", "content"), [(TEXT, b"a"), (IMAGE, [[1]]), (RECORD, "a")])
def test_a_content_of_another_kind_is_refused(kind: ItemKind, content: Any) -> None:
    with pytest.raises(InputError, match="content 0 of type"):
        exact_keys([content], kind=kind)
