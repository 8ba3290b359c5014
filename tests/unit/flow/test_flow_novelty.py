"""What is unlike the training data, or answered otherwise by a shadow, is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.errors import NotReady
from errata.core.model import ModelVersion, NoveltyReference
from errata.core.prediction import Flag
from errata.flow.loop import Loop
from errata.flow.novelty import fit_reference, novelty_of
from errata.flow.shadow import disagreement_of, shadow_of
from errata.flow.workspace import policy_of

LABELS = ["card", "refund"]
RATE = 0.05


def opened(folder: Path, kind: str = "text", **triage: Any) -> Loop:
    loop = errata.open(
        f"sqlite:///{folder}/{kind}.db", project="p", kind=kind, labels=LABELS,
        policy={"triage": {"audit_rate": 0.0, **triage}},
        entropy=np.random.default_rng(1).bytes,
    )  # fmt: skip
    assert isinstance(loop, Loop)
    return loop


def known(n: int, seed: int) -> tuple[list[str], list[str]]:
    rng = np.random.default_rng(seed)
    words = {"card": ["card", "chip", "pin", "lost"], "refund": ["refund", "money", "return"]}
    labels = rng.choice(LABELS, n).tolist()
    said = [f"my {' '.join(rng.choice(words[label], 3))} {rng.integers(999)}" for label in labels]
    return said, labels


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with opened(tmp_path, novelty_rate=RATE, shadow="candidate") as made:
        made.add_base(*known(400, 0))
        yield made


def test_a_promotion_fits_the_reference_and_capture_flags_what_is_novel(loop: Loop) -> None:
    made = loop.retrain()
    loop.promote(by="ann", why="the first one", override=True)
    ws = loop._ws()
    with ws.store.snapshot() as view:
        (kept,) = view.find(NoveltyReference, project_id=ws.project.id)
    assert (kept.model_id, kept.method) == (made.id, "neighbours_and_centres.v1")
    assert fit_reference(ws) == kept  # once a model
    found = loop.capture(
        ["zwölf Boxkämpfer jagen Viktor", "my card chip lost 7"], [[0.99, 0.01]] * 2, model="v1"
    )
    assert found.flags.tolist() == [Flag.NOVEL, 0]
    assert found.codes.tolist() == [1, 0]
    texts, _ = known(1_000, 9)
    flags = loop.capture(texts, np.tile([0.99, 0.01], (1_000, 1)), model="v1").flags
    assert np.mean((flags & Flag.NOVEL) > 0) < 2 * RATE  # about RATE: one reference is one draw


def test_nothing_known_is_nothing_said(tmp_path: Path) -> None:
    with opened(tmp_path, novelty_rate=RATE) as loop:
        ws = loop._ws()
        with pytest.raises(NotReady, match="no model"):
            fit_reference(ws)
        assert loop.capture(["hello"], [[0.99, 0.01]], model="outside").flags.tolist() == [0]
        with pytest.raises(NotReady, match="learned from"):
            fit_reference(ws, "outside")
        loop.add_base(*known(40, 0))
        fit_reference(ws, "outside")  # the base stands for what a foreign model has learned
        with ws.store.snapshot() as view:
            (model,) = view.find(ModelVersion, project_id=ws.project.id)
            items = ws.encode(["my card", "ganz was anderes"], None)
            share = novelty_of(view, ws, model, items)
        assert share is not None
        assert share.shape == (2,)
        assert share[1] < share[0]


def test_a_base_too_small_to_split_is_told(tmp_path: Path) -> None:
    with opened(tmp_path, novelty_rate=RATE) as loop:
        loop.capture(["hello"], [[0.99, 0.01]], model="outside")
        loop.add_base(["one text"], ["card"])
        with pytest.raises(NotReady, match="too few"):
            fit_reference(loop._ws(), "outside")


@pytest.mark.parametrize("kind", ["image", "record"])
def test_images_and_records_are_compared_too(tmp_path: Path, kind: str) -> None:
    rng = np.random.default_rng(0)
    given: Any
    new: Any
    if kind == "image":
        given = rng.integers(0, 60, (80, 8, 8), dtype=np.uint8)
        given[:, :4] += 100
        new = given[:1, ::-1]
    else:
        given = [{"age": int(age), "town": "a"} for age in rng.permutation(80)]
        new = [{"age": 900, "town": "z"}]
    with opened(tmp_path, kind, novelty_rate=0.1) as loop:
        labels = [LABELS[row % 2] for row in range(80)]
        loop.add_base(given, labels)
        loop.capture(given[:1], [[0.99, 0.01]], model="outside")
        ws = loop._ws()
        fit_reference(ws)
        with ws.store.snapshot() as view:
            (model,) = view.find(ModelVersion, project_id=ws.project.id)
            share = novelty_of(view, ws, model, ws.encode(new, kind))
        assert share is not None
        assert share[0] <= 0.1


def test_the_shadow_is_the_newest_candidate_and_differs_where_it_says_otherwise(
    loop: Loop,
) -> None:
    ws = loop._ws()
    items = ws.encode(["my card chip pin", "my refund money return"], None)
    loop.retrain()
    loop.promote(by="ann", why="the first one", override=True)
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        assert shadow_of(view, ws, policy) is None  # the champion is no shadow of its own
        assert disagreement_of(view, ws, policy, items, np.array([0, 1])) is None
    second = loop.retrain()
    with ws.store.snapshot() as view:
        assert shadow_of(view, ws, policy) == second
        differs = disagreement_of(view, ws, policy, items, np.array([0, 0], dtype=np.int32))
    assert differs is not None
    assert differs.tolist() == [False, True]
    flags = loop.capture(["my card chip pin 3"], [[0.01, 0.99]], model="v1").flags
    assert flags[0] & Flag.DISAGREEMENT
