from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
import skops.io
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

from errata.core.errors import InputError, NotFound, Refused, StoreDamaged
from errata.core.item import ItemKind, Items
from errata.core.trainer import Model
from errata.train.image_small import ImageSmall
from errata.train.saved import dump_state, load_state
from errata.train.trainers import TRAINERS, load_model, trainer_for

DATA = Path(__file__).resolve().parents[4] / "shared/data"
WORDS = {"card": "my new card has not arrived", "refund": "please give me my money back"}


def texts(n: int, seed: int = 0) -> tuple[Items, list[str]]:
    rng = np.random.default_rng(seed)
    labels = [("card", "refund")[i % 2] for i in range(n)]
    said = [
        " ".join(rng.permutation(WORDS[label].split())[:4]) + f" {rng.integers(9)}"
        for label in labels
    ]
    return Items.of_texts(said), labels


def png(image: np.ndarray) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG")
    return out.getvalue()


def digits() -> tuple[Items, list[str]]:
    data = load_digits()
    images = (data.images / 16 * 255).astype(np.uint8)
    return Items.of_images([png(image) for image in images]), [str(t) for t in data.target]


def records(n: int, seed: int = 0) -> tuple[Items, list[str]]:
    rng = np.random.default_rng(seed)
    rows, labels = [], []
    for _ in range(n):
        age, job = float(rng.normal(40, 10)), str(rng.choice(["clerk", "nurse", "cook"]))
        labels.append("yes" if age > 40 or job == "nurse" else "no")
        rows.append({"age": None if rng.random() < 0.1 else age, "job": job, "flag": bool(n % 2)})
    return Items.of_records(rows), labels


def examples(kind: ItemKind) -> tuple[Items, list[str]]:
    if kind is ItemKind.TEXT:
        return texts(80)
    if kind is ItemKind.RECORD:
        return records(120)
    items, labels = digits()
    return items.take(np.arange(150)), labels[:150]


KINDS = pytest.mark.parametrize("kind", list(ItemKind))


@KINDS
def test_probabilities_are_positive_and_sum_to_one_even_for_a_class_never_seen(
    kind: ItemKind,
) -> None:
    items, labels = examples(kind)
    classes = (*sorted(set(labels)), "zz_never_seen")
    model = TRAINERS[trainer_for(kind)].fit(items, labels, classes, seed=1)
    found = model.predict_proba(items)
    assert found.shape == (len(items), len(classes))
    assert (found > 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-12)
    assert found[:, -1] == pytest.approx(1 / (len(items) + len(classes)))
    assert model.classes == classes


@KINDS
def test_the_same_seed_gives_the_same_model_to_the_byte(kind: ItemKind) -> None:
    items, labels = examples(kind)
    classes = tuple(sorted(set(labels)))
    trainer = TRAINERS[trainer_for(kind)]
    first, second = (trainer.fit(items, labels, classes, seed=3) for _ in range(2))
    assert first.predict_proba(items).tobytes() == second.predict_proba(items).tobytes()
    assert first.save() == second.save()


@KINDS
def test_the_number_of_threads_changes_nothing(kind: ItemKind) -> None:
    items, labels = examples(kind)
    classes = tuple(sorted(set(labels)))
    made = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            model = TRAINERS[trainer_for(kind)].fit(items, labels, classes, seed=3)
            made.append((model.save(), model.predict_proba(items).tobytes()))
    assert made[0] == made[1]


@KINDS
def test_a_saved_model_predicts_and_embeds_identically(kind: ItemKind) -> None:
    items, labels = examples(kind)
    model = TRAINERS[trainer_for(kind)].fit(items, labels, tuple(sorted(set(labels))))
    again = load_model(model.save())
    assert again.predict_proba(items).tobytes() == model.predict_proba(items).tobytes()
    assert again.embed(items).tobytes() == model.embed(items).tobytes()
    assert (again.trainer, again.classes) == (trainer_for(kind), model.classes)


@KINDS
def test_training_data_and_weights_are_left_as_they_were(kind: ItemKind) -> None:
    items, labels = examples(kind)
    weights = np.linspace(0.5, 3, len(items))
    before = weights.copy()
    classes = tuple(sorted(set(labels)))
    codes = np.searchsorted(classes, labels)
    kept = codes.copy()
    TRAINERS[trainer_for(kind)].fit(items, codes, classes, weights=weights)
    np.testing.assert_array_equal(weights, before)
    np.testing.assert_array_equal(codes, kept)


@KINDS
def test_a_weight_of_zero_is_as_if_the_example_were_not_there(kind: ItemKind) -> None:
    items, labels = examples(kind)
    classes = tuple(sorted(set(labels)))
    trainer = TRAINERS[trainer_for(kind)]
    kept = np.arange(len(items)) % 3 > 0
    wrong = [label if keep else classes[0] for label, keep in zip(labels, kept, strict=True)]
    weighted = trainer.fit(items, wrong, classes, weights=kept.astype(float))
    without = trainer.fit(
        items.take(kept), [label for label, keep in zip(labels, kept, strict=True) if keep], classes
    )
    assert weighted.save() == without.save()


@KINDS
def test_a_higher_weight_pulls_a_contested_label_towards_itself(kind: ItemKind) -> None:
    items, labels = examples(kind)
    classes = tuple(sorted(set(labels)))
    one = items.take([0] * 30)
    mixed = Items.concat([items, one, one])
    told = [*labels, *[classes[0]] * 30, *[classes[1]] * 30]
    trainer = TRAINERS[trainer_for(kind)]

    def chance(heavy: float) -> float:
        weights = np.r_[np.ones(len(items) + 30), np.full(30, heavy)]
        model = trainer.fit(mixed, told, classes, weights=weights)
        return float(model.predict_proba(items.take([0]))[0, 1])

    assert chance(20) > chance(0.05) + 0.2


@KINDS
def test_embeddings_are_finite_and_near_for_the_same_class(kind: ItemKind) -> None:
    items, labels = examples(kind)
    model = TRAINERS[trainer_for(kind)].fit(items, labels, tuple(sorted(set(labels))))
    points = model.embed(items)
    assert points.dtype == np.float32
    assert np.isfinite(points).all()
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    same = np.array(labels)[:, None] == np.array(labels)[None]
    assert distance[same].mean() < distance[~same].mean()


@KINDS
def test_no_items_give_no_rows(kind: ItemKind) -> None:
    items, labels = examples(kind)
    model = TRAINERS[trainer_for(kind)].fit(items, labels, tuple(sorted(set(labels))))
    assert model.predict_proba(items.take([])).shape == (0, len(model.classes))
    assert model.embed(items.take([])).shape[0] == 0


@KINDS
def test_items_of_another_kind_are_refused(kind: ItemKind) -> None:
    items, labels = examples(kind)
    other = next(k for k in ItemKind if k is not kind)
    with pytest.raises(InputError, match=f"wanted kind {other.value}"):
        TRAINERS[trainer_for(other)].fit(items, labels, tuple(sorted(set(labels))))
    model = TRAINERS[trainer_for(kind)].fit(items, labels, tuple(sorted(set(labels))))
    with pytest.raises(InputError, match=f"wanted kind {kind.value}"):
        model.predict_proba(examples(other)[0])


@KINDS
def test_two_examples_are_enough(kind: ItemKind) -> None:
    items, labels = examples(kind)
    two = [labels.index(name) for name in sorted(set(labels))[:2]]
    model = TRAINERS[trainer_for(kind)].fit(items.take(two), ["a", "b"], ("a", "b"))
    assert np.isfinite(model.predict_proba(items)).all()
    assert np.isfinite(model.embed(items)).all()


@pytest.mark.parametrize(
    ("labels", "classes", "weights", "message"),
    [
        (["a", "b", "a"], ("a", "b"), None, "3 labels for 2 items"),
        (["a", "c"], ("a", "b"), None, "label 'c' of item 1"),
        ([0, 2], ("a", "b"), None, "label 2 of item 1; wanted a place from 0 to 1"),
        (["a", "a"], ("a", "b"), None, "only of the class 'a'"),
        (["a", "b"], ("a", "b", "a"), None, "class 'a' twice"),
        ([["a"], ["b"]], ("a", "b"), None, r"labels of shape \(2, 1\)"),
        (["a", "b"], ("a", "b"), [1.0], r"weights of shape \(1,\)"),
        (["a", "b"], ("a", "b"), [1.0, np.nan], "weight nan of item 1"),
        (["a", "b"], ("a", "b"), [-1.0, 1.0], "weight -1.0 of item 0"),
        (["a", "b"], ("a", "b"), [0.0, 0.0], "0 examples, none"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_its_place(
    labels: list[str], classes: tuple[str, ...], weights: list[float] | None, message: str
) -> None:
    items = Items.of_texts(["hello there", "good bye"])
    given = None if weights is None else np.array(weights)
    with pytest.raises(InputError, match=message):
        TRAINERS["text_linear.v1"].fit(items, labels, classes, weights=given)


def test_texts_without_words_or_letters_are_learned_from_what_they_have() -> None:
    emoji = Items.of_texts(["👍", "👎", "👍", "👎"])
    model = TRAINERS["text_linear.v1"].fit(emoji, ["up", "down", "up", "down"], ("down", "up"))
    assert model.predict_proba(emoji).argmax(axis=1).tolist() == [1, 0, 1, 0]
    again = load_model(model.save())
    assert again.predict_proba(emoji).tobytes() == model.predict_proba(emoji).tobytes()
    with pytest.raises(InputError, match="without a character"):
        TRAINERS["text_linear.v1"].fit(Items.of_texts([" ", "\n"]), ["a", "b"], ("a", "b"))


def test_a_dim_scan_is_read_like_a_bright_one() -> None:
    data = load_digits()
    bright = (data.images / 16 * 255).astype(np.uint8)
    labels = [str(t) for t in data.target]
    classes = tuple("0123456789")
    items = Items.of_images([png(image) for image in bright])
    dim = Items.of_images([png((image * 0.4).astype(np.uint8)) for image in bright])
    model = TRAINERS["image_small.v1"].fit(items.take(np.arange(600)), labels[:600], classes)
    rest = np.arange(600, len(items))
    truth = np.array(labels)[rest]

    def accuracy(seen: Items) -> float:
        guess = np.array(classes)[model.predict_proba(seen.take(rest)).argmax(axis=1)]
        return float((guess == truth).mean())

    assert accuracy(items) > 0.94
    assert accuracy(dim) > accuracy(items) - 0.02


def test_images_of_other_sizes_and_colours_are_brought_to_the_model() -> None:
    rng = np.random.default_rng(0)
    left = [np.tile(np.r_[[200] * 8, [0] * 8].astype(np.uint8), (16, 1)) for _ in range(6)]
    up = [image.T.copy() for image in left]
    noise = rng.integers(0, 20, (12, 16, 16)).astype(np.uint8)
    images = [png(image + n) for image, n in zip([*left, *up], noise, strict=True)]
    model = TRAINERS["image_small.v1"].fit(
        Items.of_images(images), ["left"] * 6 + ["up"] * 6, ("left", "up")
    )
    large = np.repeat(np.repeat(np.stack([left[0]] * 3, axis=2), 9, axis=0), 9, axis=1)
    found = model.predict_proba(Items.of_images([png(large)]))
    assert found[0, 0] > 0.8
    colour = TRAINERS["image_small.v1"].fit(
        Items.of_images([png(np.full((80, 100, 3), c, dtype=np.uint8)) for c in (10, 200)]),
        ["left", "up"],
        ("left", "up"),
    )
    assert colour.predict_proba(Items.of_images([png(large)])).shape == (1, 2)


def test_bytes_that_are_no_image_are_refused_by_place() -> None:
    items, labels = examples(ItemKind.IMAGE)
    model = TRAINERS["image_small.v1"].fit(items, labels, tuple("0123456789"))
    with pytest.raises(InputError, match="image 1: bytes that are no image"):
        model.predict_proba(Items.of_images([items.content[0], b"GIF89a"]))
    cut = items.content[0][:60]
    with pytest.raises(InputError, match="image 0"):
        model.predict_proba(Items.of_images([cut]))


def test_images_beyond_the_bound_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    items, labels = examples(ItemKind.IMAGE)
    monkeypatch.setattr("errata.train.pixels.MOST_PIXELS", 63)
    with pytest.raises(InputError, match="8 x 8 pixels"):
        TRAINERS["image_small.v1"].fit(items, labels, tuple("0123456789"))


def test_contrast_can_be_left_as_it_is() -> None:
    items, labels = examples(ItemKind.IMAGE)
    plain = ImageSmall(contrast=False).fit(items, labels, tuple("0123456789"))
    again = load_model(plain.save())
    assert again.predict_proba(items).tobytes() == plain.predict_proba(items).tobytes()
    even = ImageSmall().fit(items, labels, tuple("0123456789"))
    assert not np.array_equal(even.predict_proba(items), plain.predict_proba(items))


def test_records_with_fields_never_seen_or_missing_are_still_predicted() -> None:
    items, labels = records(100)
    model = TRAINERS["record_mixed.v1"].fit(items, labels, ("no", "yes"))
    odd = Items.of_records([{}, {"job": "astronaut", "age": "abc"}, {"age": 1e308, "new": 3}])
    found = model.predict_proba(odd)
    assert np.isfinite(found).all()
    with pytest.raises(InputError, match="without one known value"):
        TRAINERS["record_mixed.v1"].fit(
            Items.of_records([{"x": None}, {"x": ""}]), ["a", "b"], ("a", "b")
        )


def test_numbers_spelled_as_text_are_numbers() -> None:
    ages = [20 + i for i in range(40)]
    labels = ["old" if age > 40 else "young" for age in ages]
    spelled = Items.of_records([{"age": str(age)} for age in ages])
    model = TRAINERS["record_mixed.v1"].fit(spelled, labels, ("old", "young"))
    between = Items.of_records([{"age": "22.5"}, {"age": 57.5}])
    assert model.predict_proba(between).argmax(axis=1).tolist() == [1, 0]


def test_an_unknown_trainer_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"no trainer is named 'x.v1'"):
        TRAINERS["x.v1"]
    with pytest.raises(NotFound, match="'x.v1' of this model"):
        load_model(dump_state("x.v1", {}))


def small_model() -> Model:
    items, labels = texts(20)
    return TRAINERS["text_linear.v1"].fit(items, labels, ("card", "refund"))


def test_a_cut_model_file_is_damaged_wherever_it_is_cut() -> None:
    data = small_model().save()
    for size in (0, 1, 100, len(data) // 2, len(data) - 1):
        with pytest.raises(StoreDamaged):
            load_model(data[:size])


def test_a_changed_byte_in_a_model_file_is_noticed() -> None:
    data = bytearray(small_model().save())
    data[len(data) // 2] ^= 0xFF
    with pytest.raises(StoreDamaged):
        load_model(bytes(data))


def test_a_model_file_with_a_foreign_type_is_refused_by_name() -> None:
    from sklearn.preprocessing import FunctionTransformer

    evil = skops.io.dumps({"format": 1, "trainer": "x.v1", "state": FunctionTransformer(png)})
    with pytest.raises(Refused, match="test_train_trainers.png"):
        load_model(evil)


def test_a_model_file_of_another_format_or_without_its_parts_is_refused() -> None:
    with pytest.raises(Refused, match="format 2"):
        load_state(skops.io.dumps({"format": 2, "trainer": "x.v1", "state": {}}))
    with pytest.raises(StoreDamaged, match="no model of Errata"):
        load_state(skops.io.dumps([1, 2]))
    with pytest.raises(StoreDamaged, match="lacks a part"):
        load_model(dump_state("text_linear.v1", {"classes": ["a"]}))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "no schema")
    with pytest.raises(StoreDamaged, match="cannot be read"):
        load_state(held.getvalue())


def test_a_model_file_that_would_unpack_beyond_the_bound_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = small_model().save()
    monkeypatch.setattr("errata.train.saved.MAX_BYTES", 1_000)
    with pytest.raises(Refused, match="unpacks to over"):
        load_model(data)


def test_a_model_file_says_nothing_of_where_and_when_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(small_model().save())) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data folder is not here")
def test_banking77_from_1000_examples_reaches_the_prototype() -> None:
    from errata.engine.read import read_labelled

    data = read_labelled(DATA / "banking77/banking77.csv")
    assert data.split is not None
    rng = np.random.default_rng(0)
    train = rng.permutation(np.flatnonzero(data.split == "train"))[:1000]
    test = np.flatnonzero(data.split == "test")
    labels = np.array(data.labels)
    model = TRAINERS["text_linear.v1"].fit(
        data.items.take(train), labels[train].tolist(), data.classes
    )
    guess = np.array(data.classes)[model.predict_proba(data.items.take(test)).argmax(axis=1)]
    assert (guess == labels[test]).mean() > 0.69
