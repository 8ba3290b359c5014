"""Krippendorff's alpha: his own worked examples, the formula written out, edges."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from errata.core.errors import InputError
from errata.loop.consensus.agreement import alpha, alpha_of, by_class, patterns
from errata.loop.consensus.answers import Answers, encode

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section D: 4 observers, 12 units.
RELIABILITY = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# Section A: two observers, binary data; section B: two observers, nominal data.
BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")


def table(rows: tuple[str, ...]) -> Answers:
    cells = [
        (unit, observer, said)
        for observer, row in enumerate(rows)
        for unit, said in enumerate(row.split())
        if said != "."
    ]
    return encode(*zip(*cells, strict=True))


def by_hand(answers: Answers, scale: str) -> float:
    """The definition, pair by pair."""
    of: dict[int, list[int]] = {}
    for task, label in zip(answers.task.tolist(), answers.label.tolist(), strict=True):
        of.setdefault(task, []).append(label)
    units = [said for said in of.values() if len(said) > 1]
    every = [label for said in units for label in said]
    n = np.bincount(every, minlength=len(answers.classes))

    def apart(c: int, k: int) -> float:
        if scale == "nominal":
            return float(c != k)
        low, high = min(c, k), max(c, k)
        return float((n[low : high + 1].sum() - (n[c] + n[k]) / 2) ** 2)

    seen = sum(apart(c, k) / (len(said) - 1) for said in units for c, k in permutations(said, 2))
    chance = sum(apart(c, k) for c, k in permutations(every, 2)) / (len(every) - 1)
    return 1 - seen / chance


def crowd(seed: int, *, units: int = 40, reviewers: int = 6, classes: int = 4) -> Answers:
    rng = np.random.default_rng(seed)
    truth = rng.integers(classes, size=units)
    said = np.where(
        rng.random((units, reviewers)) < 0.6,
        truth[:, None],
        rng.integers(classes, size=(units, reviewers)),
    )
    task, reviewer = np.nonzero(rng.random((units, reviewers)) < 0.5)
    return encode(task, reviewer, said[task, reviewer], classes=list(range(classes)))


@pytest.mark.parametrize(
    ("rows", "scale", "published"),
    [
        (RELIABILITY, "nominal", 0.743),
        (RELIABILITY, "ordinal", 0.815),
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
    ],
)
def test_alpha_is_what_krippendorff_published(
    rows: tuple[str, ...], scale: str, published: float
) -> None:
    found = alpha(table(rows), scale=scale)  # type: ignore[arg-type]
    assert round(found.value, 3) == published
    assert found.low < found.value < found.high <= 1


@pytest.mark.parametrize("scale", ["nominal", "ordinal"])
def test_alpha_is_the_definition_pair_by_pair(scale: str) -> None:
    for seed in range(10):
        said = crowd(seed)
        found = alpha(said, scale=scale, resamples=100)  # type: ignore[arg-type]
        assert found.value == pytest.approx(by_hand(said, scale), abs=1e-12)
        assert found.n == int((np.bincount(said.task) > 1).sum())


def test_alpha_of_a_class_is_alpha_of_it_against_the_rest() -> None:
    said = crowd(3)
    for name, found in by_class(said, resamples=100).items():
        two = encode(said.task, said.reviewer, (said.label == int(name)).astype(int))
        assert found.value == pytest.approx(by_hand(two, "nominal"), abs=1e-12)


def test_a_class_that_nobody_or_everybody_named_has_no_alpha() -> None:
    assert by_class(encode([1, 1], ["a", "b"], ["x", "x"], classes=["x", "y"])) == {}
    assert set(by_class(table(NOMINAL))) == set("abcde")


def test_answers_nobody_else_gave_change_nothing() -> None:
    said = alpha(table(RELIABILITY))
    alone = table(tuple(f"{row} {extra}" for row, extra in zip(RELIABILITY, "5...", strict=True)))
    assert alpha(alone) == said


def test_the_order_of_answers_and_the_seed_given_decide_everything() -> None:
    said = crowd(5)
    turned = encode(said.task[::-1], said.reviewer[::-1], said.label[::-1])
    assert alpha(said, rng=np.random.default_rng(1)) == alpha(turned, rng=np.random.default_rng(1))


def test_full_agreement_is_one_and_its_lower_end_shrinks_with_the_units() -> None:
    few, many = (
        alpha(encode(np.repeat(np.arange(n), 2), [0, 1] * n, np.repeat(np.arange(n) % 3, 2)))
        for n in (9, 300)
    )
    assert few.value == few.high == many.value == 1
    assert few.low < 0.6 < 0.97 < many.low < 1
    ordinal = alpha(encode([1, 1, 2, 2, 3, 3], [0, 1] * 3, [0, 0, 1, 1, 2, 2]), scale="ordinal")
    assert (ordinal.value, ordinal.high) == (1, 1)
    assert ordinal.low < 0.5


def test_of_one_unit_nothing_is_known_but_its_value() -> None:
    found = alpha(encode([1, 1, 1], "abc", [0, 1, 1]))
    assert (found.low, found.high, found.n) == (-1, 1, 1)


def test_total_disagreement_of_equal_units_has_an_interval() -> None:
    found = alpha(encode([1, 1, 2, 2], list("abab"), [0, 1, 0, 1]))
    assert found.value == pytest.approx(-0.5)
    assert found.low <= found.value <= found.high


def test_resamples_are_taken_in_parts_where_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = alpha(crowd(7))
    monkeypatch.setattr("errata.loop.consensus.agreement.CELLS", 100)
    parts = alpha(crowd(7))
    assert parts == whole


def test_what_has_no_alpha_says_why() -> None:
    with pytest.raises(InputError, match="no two of them to the same task"):
        alpha(encode([1, 2, 3], ["a", "b", "a"], [0, 1, 0]))
    with pytest.raises(InputError, match="every answer names the class in place 1"):
        alpha(encode([1, 1], ["a", "b"], [1, 1], classes=[0, 1]))
    with pytest.raises(InputError, match="one of nominal, ordinal"):
        alpha(table(BINARY), scale="ratio")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="at least 100"):
        alpha(table(BINARY), resamples=10)
    with pytest.raises(InputError, match="confidence"):
        alpha_of(patterns(table(BINARY)), confidence=1)
