"""Law 5: versions are immutable and reproducible."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import errata
from errata.core.dataset import DatasetVersion
from errata.core.errors import Conflict, StoreDamaged
from errata.core.events import Event, Verb
from errata.core.model import ModelVersion
from errata.flow.base import examples_of, fingerprint
from errata.flow.loop import Loop
from errata.testing.strategies import LABELS, SeededEntropy, SteppedClock, text_of
from errata.testing.team import OpenLoop, Team, play

N = 18


def same_history(opened: Any) -> str:
    """The same things happen, on the same clock with the same draws; the last version's name."""
    with opened(
        kind="text",
        labels=LABELS,
        policy=Team.policy,
        clock=SteppedClock(),
        entropy=SeededEntropy(11),
    ) as loop:
        loop.add_base([text_of(case) for case in range(N)], [LABELS[n % 3] for n in range(N)])
        rows = np.array([[0.7, 0.2, 0.1], [0.2, 0.6, 0.2]] * 8)
        loop.capture([text_of(50 + n) for n in range(16)], rows, model="m")
        for who in ("ada", "bo", "cy"):
            while (task := loop.claim(reviewer=who)) is not None:
                loop.submit(task, label=LABELS[1], cause="ambiguous", why="it is")
        version = loop.curate()
        assert version.n_injected > 0
        return str(version.id)


def test_the_same_history_gives_the_same_version_on_every_store_and_process(
    new_project: Any, tmp_path: Path
) -> None:
    here = same_history(new_project())

    def elsewhere(**chosen: Any) -> Loop:
        return errata.open(f"{tmp_path}/other.db", project="other", **chosen)

    assert same_history(elsewhere) == here
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import errata\n"
        f"from {Path(__file__).stem} import same_history\n"
        "print(same_history(lambda **c: errata.open(sys.argv[2], project='third', **c)))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent), f"{tmp_path}/third.db"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Kolkata"},
    )
    assert said.stdout.strip() == here


@settings(max_examples=3, phases=[Phase.generate])
@given(order=st.permutations(range(N)), seed=st.integers(0, 1000))
def test_the_order_of_rows_changes_neither_version_nor_model(
    new_project: Any, order: list[int], seed: int
) -> None:
    names, answers = set(), []
    probe = [text_of(case, case % 3) for case in range(2 * N)]
    for rows in (list(range(N)), order):
        with new_project()(kind="text", labels=LABELS) as loop:
            version = loop.add_base(
                [text_of(case) for case in rows], [LABELS[case % 3] for case in rows]
            )
            names.add(version.id)
            answers.append(loop.model(loop.retrain(seed=seed).name).predict_proba(probe))
    assert len(names) == 1
    np.testing.assert_array_equal(answers[0], answers[1])


@settings(max_examples=5)
@given(change=st.sampled_from(["label", "weight", "item", "source"]), row=st.integers(0, N - 1))
def test_another_label_weight_item_or_source_is_another_version(
    new_project: Any, change: str, row: int
) -> None:
    with new_project()(kind="text", labels=LABELS) as loop:
        version = loop.add_base(
            [text_of(case) for case in range(N)], [LABELS[case % 3] for case in range(N)]
        )
        ws = loop._ws()
        examples = examples_of(ws, version)
        assert fingerprint(ws, examples) == version.id
        if change == "label":
            examples.labels[row] = (examples.labels[row] + 1) % 3
        elif change == "weight":
            examples.weights.flags.writeable = True
            examples.weights[row] += 0.5
        elif change == "item":
            object.__setattr__(
                examples,
                "items",
                type(examples.items).of_texts(
                    [t + "." * (n == row) for n, t in enumerate(examples.items.texts())]
                ),
            )
        else:
            examples.source[row] = "outcome"
        assert fingerprint(ws, examples) != version.id


def test_the_same_seed_gives_the_same_model_and_it_names_where_it_came_from(
    new_project: Any,
) -> None:
    with new_project()(kind="text", labels=LABELS) as loop:
        version = loop.add_base(
            [text_of(case) for case in range(N)], [LABELS[case % 3] for case in range(N)]
        )
        first, second = loop.retrain(seed=4), loop.retrain(seed=4)
        probe = [text_of(case, 1) for case in range(N)]
        np.testing.assert_array_equal(
            loop.model(first.name).predict_proba(probe),
            loop.model(second.name).predict_proba(probe),
        )
        assert first.dataset_id == second.dataset_id == version.id
        assert (first.seed, first.policy_version) == (4, 1)
        assert first.trainer is not None
        assert ".v" in first.trainer
        assert all(name in first.code_version for name in ("errata", "numpy", "scikit-learn"))


class Keeps(Team):
    """Every version that was ever made stays as it was."""

    looked: ClassVar[int] = 0

    def __init__(self, given: OpenLoop) -> None:
        super().__init__(given)
        self.versions: dict[str, tuple[DatasetVersion, list[bytes]]] = {}

    def after(self, what: str, *, changed: bool, result: Any = None, **given: Any) -> None:
        if what in ("curate", "add_base") and result is not None:
            parts = [self.loop.store.blobs.get(part) for part in result.parts]
            self.versions.setdefault(result.id, (result, parts))
            self.look()

    def look(self) -> None:
        ws = self.loop._ws()
        with self.loop.store.snapshot() as view:
            stored = view.find(DatasetVersion, project_id=self.loop.project.id)
        assert {version.id: version for version in stored} == {
            ident: version for ident, (version, _) in self.versions.items()
        }
        assert [version.number for version in stored] == list(range(1, len(stored) + 1))
        for version, parts in self.versions.values():
            type(self).looked += 1
            assert [self.loop.store.blobs.get(part) for part in version.parts] == parts
            examples = examples_of(ws, version)
            assert (fingerprint(ws, examples), len(examples)) == (version.id, version.n)


def test_a_version_never_changes(new_project: Any) -> None:
    Keeps.looked = 0
    play(Keeps, new_project, examples=4, steps=25)
    assert Keeps.looked >= 5


def test_a_stored_version_cannot_be_put_again_nor_its_file_altered(
    new_project: Any, place: Any
) -> None:
    with new_project()(kind="text", labels=LABELS) as loop:
        version = loop.add_base(
            [text_of(case) for case in range(N)], [LABELS[case % 3] for case in range(N)]
        )
        model = loop.retrain()
        for value in (version, model):
            with loop.store.snapshot() as view:
                assert view.count(type(value), id=value.id) == 1
            with pytest.raises(Conflict):
                _put(loop, value)
        blob = model.blob or ""
        path = Path(place.files) / "blobs" / blob[:2] / blob
        path.write_bytes(path.read_bytes()[:-1] + b"?")
        with pytest.raises(StoreDamaged):
            loop.model(model.name)
        with loop.store.snapshot() as view:
            assert view.get(ModelVersion, model.id) == model


def _put(loop: Loop, value: object) -> None:
    with loop.store.transaction(actor="test", now=loop._ws().now()) as tx:
        tx.put(value)
        tx.record(Event(verb=Verb.BASE_ADDED, object_id="x"))
