"""A model's past: what it shows is right, groups are respected, and weak places are named."""

from __future__ import annotations

import numpy as np
import pytest

from errata.cli.history import hardest, one_of_each, read_past
from errata.core.item import Items
from errata.engine.labelled_data import History


def history(n: int = 3000, *, group: list[str | None] | None = None, seed: int = 0) -> History:
    """Two classes; it errs at 5 %, at 40 % where the text says 'broken' or the channel is mail."""
    rng = np.random.default_rng(seed)
    truth = rng.choice(["a", "b"], n)
    broken = rng.random(n) < 0.2
    channel = np.where(rng.random(n) < 0.3, "mail", "web")
    wrong = rng.random(n) < np.where(broken | (channel == "mail"), 0.4, 0.05)
    predicted = np.where(wrong, np.where(truth == "a", "b", "a"), truth)
    texts = [f"item {i} is {'broken' if b else 'whole'}" for i, b in enumerate(broken)]
    return History(
        items=Items.of_texts(texts, group=group),
        predicted=predicted.tolist(),
        confidence=np.where(wrong, rng.uniform(0.5, 0.8, n), rng.uniform(0.7, 1.0, n)),
        truth=truth.tolist(),
        classes=("a", "b"),
        probabilities=None,
        attributes={"channel": channel, "number": np.array([str(i) for i in range(n)])},
    )


def test_accuracy_and_certificate_rest_on_all_rows() -> None:
    past = read_past(history())
    assert past.n == past.independent == past.accuracy.n == past.certificate.n == 3000
    assert past.accuracy.value == pytest.approx(history().correct.mean())
    assert past.certificate.threshold is not None
    accepted = history().confidence >= past.certificate.threshold
    assert (~history().correct[accepted]).mean() <= 0.05


def test_weak_places_are_found_in_attributes_and_words_alone() -> None:
    past = read_past(history())
    assert [one.name for one in past.slices] == ["channel=mail"]
    assert "word 'broken'=yes" in [one.name for one in past.words]
    assert not any("=no" in one.name for one in past.words)
    assert past.classes == []


def test_a_class_that_is_missed_is_named() -> None:
    base = history()
    predicted = ["a"] * len(base)  # it never says b
    past = read_past(
        History(
            items=base.items,
            predicted=predicted,
            confidence=base.confidence,
            truth=base.truth,
            classes=base.classes,
            probabilities=None,
            attributes={},
        )
    )
    assert [one.name for one in past.classes] == ["truth=b"]
    assert past.slices == []


def test_rows_of_one_group_count_once() -> None:
    groups: list[str | None] = [f"g{i // 3}" for i in range(2997)] + [None, None, None]
    past = read_past(history(group=groups))
    assert past.independent == 999 + 3
    assert past.certificate.n == past.accuracy.n == 1002


def test_one_of_each_takes_one_row_a_group_and_every_row_without_one() -> None:
    chosen = one_of_each(["a", "b", "a", None, None], 5, np.random.default_rng(0)).tolist()
    assert len(chosen) == 4
    assert {3, 4} <= set(chosen)
    assert len({0, 2} & set(chosen)) == 1
    assert one_of_each(None, 3, np.random.default_rng(0)).tolist() == [0, 1, 2]


def test_golden_candidates_are_the_surest_errors_of_every_confusion_in_turn() -> None:
    predicted = ["a", "a", "a", "b", "b"]
    truth = ["b", "b", "a", "a", "b"]
    confidence = np.array([0.9, 0.95, 0.99, 0.6, 0.99])
    assert hardest(predicted, truth, confidence, most=10).tolist() == [1, 3, 0]
    assert hardest(predicted, truth, confidence, most=1).tolist() == [1]
    assert hardest(["a"], ["a"], np.array([0.5]), most=3).tolist() == []


def test_a_history_of_records_has_no_words() -> None:
    base = history(200)
    past = read_past(
        History(
            items=Items.of_records([{"x": i} for i in range(200)]),
            predicted=base.predicted,
            confidence=base.confidence,
            truth=base.truth,
            classes=base.classes,
            probabilities=None,
            attributes={"x": np.arange(200.0)},
        )
    )
    assert past.words == []


def test_short_texts_with_no_common_word_are_no_fault() -> None:
    base = history(60)
    past = read_past(
        History(
            items=Items.of_texts([f"unique{i}" for i in range(60)]),
            predicted=base.predicted,
            confidence=base.confidence,
            truth=base.truth,
            classes=base.classes,
            probabilities=None,
            attributes={},
        )
    )
    assert past.words == []
