"""Relabelled: a store read through the newest version of the project's labels.

What is stored stays as it was said; what is read names the labels in use. The only place where the
two meet, so that no use case has to know that a label ever had another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import HeldCase, InjectedExample
from errata.core.error_record import ErrorRecord
from errata.core.item import Items
from errata.core.labels import Labels
from errata.core.model import PolicyVersion
from errata.core.outcome import OutcomeReport
from errata.core.people import Honeypot, LabelSet
from errata.core.ports import Drawn, Known, LogReader, LogRows, Passed, Snapshot, Store
from errata.core.prediction import Prediction
from errata.core.project import Project
from errata.core.task import Commitment, Draft, Resolution, Review, Task
from errata.core.trainer import Model
from errata.flow.workspace import Workspace

T = TypeVar("T")

# The fields that name a label, of each kind that has some.
NAMES: dict[type[Any], tuple[str, ...]] = {
    Review: ("label",),
    Resolution: ("label",),
    OutcomeReport: ("label",),
    HeldCase: ("label",),
    InjectedExample: ("label",),
    Commitment: ("label",),
    Draft: ("label",),
    Honeypot: ("label",),
    ErrorRecord: ("predicted", "label"),
}


def as_said(view: Snapshot) -> Snapshot:
    """The same snapshot with every label as it was said then."""
    return view.stored if isinstance(view, _View) else view


def with_labels(ws: Workspace, versions: Sequence[LabelSet]) -> Workspace:
    """The workspace under the newest of these versions; none: under those it was made with."""
    if not versions:
        return ws
    labels = labels_of(versions)
    load = ws.load_model
    other = replace(
        ws,
        project=replace(ws.project, labels=labels.columns),
        relabelled=labels,
        store=cast("Store", Relabelled(stored(ws.store), ws.project.id, labels)),
        load_model=_Loading(load.plain if isinstance(load, _Loading) else load, labels),
    )
    if "mint" in ws.__dict__:
        other.__dict__["mint"] = ws.mint  # one ascending line of identifiers
    return other


def stored(store: Store) -> Store:
    """The store itself, whatever it is read through."""
    return store.stored if isinstance(store, Relabelled) else store


def label_versions(view: Snapshot, project_id: str) -> list[LabelSet]:
    """The versions of a project's labels, oldest first; none before the first change."""
    return view.find(LabelSet, project_id=project_id)


def labels_of(versions: Sequence[LabelSet]) -> Labels:
    """The newest of these versions, as `core` reads it."""
    return Labels(
        columns=versions[-1].labels,
        became={name: into[0] for name, into in versions[-1].became.items()},
        widths=tuple(sorted({len(each.labels) for each in versions})),
    )


def labels_in_use(view: Snapshot, project: Project) -> tuple[str, ...]:
    """The labels that a project offers, read without a workspace."""
    versions = label_versions(view, project.id)
    return labels_of(versions).in_use if versions else project.labels


class _Loading:
    """Loads models that answer in the labels in use, whatever they were trained on."""

    def __init__(self, plain: Callable[[bytes], Model], labels: Labels) -> None:
        self.plain, self._labels = plain, labels

    def __call__(self, data: bytes) -> Model:
        return cast("Model", _Relearned(self.plain(data), self._labels))


class _Relearned:
    def __init__(self, model: Model, labels: Labels) -> None:
        self._model, self._labels = model, labels

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    @property
    def classes(self) -> tuple[str, ...]:
        """The columns of `predict_proba`."""
        return self._labels.columns

    def predict_proba(self, items: Items) -> NDArray[np.float64]:
        """(n, C) probabilities; what became another label counts as that one."""
        said: NDArray[np.float64] = self._labels.rows(self._model.predict_proba(items))
        return said


class Relabelled:
    """A store of one project whose labels changed; everything else is the store's own."""

    def __init__(self, store: Store, project_id: str, labels: Labels) -> None:
        self.stored, self._project, self._labels = store, project_id, labels

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stored, name)

    @contextmanager
    def snapshot(self) -> Iterator[_View]:
        """A read transaction."""
        with self.stored.snapshot() as view:
            yield _View(view, self._project, self._labels)

    @contextmanager
    def transaction(self, *, actor: str, now: datetime) -> Iterator[_View]:
        """A write transaction; what is put is stored as it is."""
        with self.stored.transaction(actor=actor, now=now) as tx:
            yield _View(tx, self._project, self._labels)


class _View:
    def __init__(self, stored: Any, project_id: str, labels: Labels) -> None:
        self.stored, self._project, self._labels = stored, project_id, labels

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stored, name)

    @property
    def log(self) -> Any:
        """The prediction log."""
        return _Log(self.stored.log, self._labels)

    def get(self, kind: type[T], ident: str, *, project_id: str | None = None) -> T:
        """The value of that kind and identifier."""
        found: T = self._read(self.stored.get(kind, ident, project_id=project_id))
        return found

    def find(self, kind: type[T], /, **asked: Any) -> list[T]:
        """The values whose fields equal what is asked for."""
        return [self._read(value) for value in self.stored.find(kind, **self._asked(kind, asked))]

    def count(self, kind: type[Any], /, **asked: Any) -> int:
        """How many values `find` would answer."""
        return int(self.stored.count(kind, **self._asked(kind, asked)))

    def pluck(self, kind: type[Any], /, *fields: str, **asked: Any) -> list[tuple[Any, ...]]:
        """These fields alone."""
        rows = self.stored.pluck(kind, *fields, **self._asked(kind, asked))
        reads = [self._reader(kind, name) for name in fields]
        return [tuple(read(cell) for read, cell in zip(reads, row, strict=True)) for row in rows]

    def tally(self, kind: type[Any], /, *by: str, **asked: Any) -> dict[tuple[Any, ...], int]:
        """How many values there are of each combination of these fields."""
        reads = [self._reader(kind, name) for name in by]
        out: dict[tuple[Any, ...], int] = {}
        for key, n in self.stored.tally(kind, *by, **self._asked(kind, asked)).items():
            folded = tuple(read(cell) for read, cell in zip(reads, key, strict=True))
            out[folded] = out.get(folded, 0) + n
        return out

    def _asked(self, kind: type[Any], asked: dict[str, Any]) -> dict[str, Any]:
        """Whoever asks for a label gets what is stored under any that counts as it."""
        for name in NAMES.get(kind, ()):
            wanted = asked.get(name)
            if wanted is None:
                continue
            several = [wanted] if isinstance(wanted, str) else list(wanted)
            asked = {**asked, name: [old for label in several for old in self._stored_as(label)]}
        return asked

    def _stored_as(self, label: str) -> tuple[str, ...]:
        """Under which names a label is stored; one out of use is read no more."""
        return self._labels.unfold(label) if label in self._labels.columns else (label,)

    def _reader(self, kind: type[Any], name: str) -> Any:
        if name in NAMES.get(kind, ()):
            return lambda label: label if label is None else self._labels.fold(label)
        if kind is Task and name == "model_says":
            return self._labels.shares
        return lambda cell: cell

    def _read(self, value: Any) -> Any:
        kind = type(value)
        if getattr(value, "project_id", None) != self._project:
            return value
        if kind is Task:
            return replace(value, model_says=self._labels.shares(value.model_says))
        if kind is PolicyVersion:
            return replace(value, policy=self._labels.policy(value.policy))
        names = NAMES.get(kind, ())
        said = {name: getattr(value, name) for name in names}
        folded = {name: self._labels.fold(label) for name, label in said.items() if label}
        moved = {name: label for name, label in folded.items() if label != said[name]}
        return replace(value, **moved) if moved else value


class _Log:
    def __init__(self, stored: LogReader, labels: Labels) -> None:
        self._stored, self._labels = stored, labels

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stored, name)

    def known(self, project_id: str, ids: NDArray[np.uint8]) -> Known:
        """Which of these identifiers are stored, with their decisions."""
        found = self._stored.known(project_id, ids)
        return replace(found, predicted=self._labels.classes(found.predicted))

    def scan(self, project_id: str, **asked: Any) -> LogRows:
        """Every prediction of the time asked for."""
        found = self._stored.scan(project_id, **asked)
        return replace(
            found,
            probabilities=self._labels.rows(found.probabilities),
            predicted=self._labels.classes(found.predicted),
        )

    def drawn(self, project_id: str, *, model: str) -> Drawn:
        """The model's predictions that had a chance of being audited."""
        found = self._stored.drawn(project_id, model=model)
        return replace(found, predicted=self._labels.classes(found.predicted))

    def walk(self, project_id: str, **asked: Any) -> Iterator[Passed]:
        """The model's predictions, in parts of bounded size."""
        for part in self._stored.walk(project_id, **asked):
            yield replace(part, predicted=self._labels.classes(part.predicted))

    def rows(self, project_id: str, ids: Sequence[str]) -> list[Prediction]:
        """The predictions of these identifiers."""
        return [self._row(row) for row in self._stored.rows(project_id, ids)]

    def _row(self, row: Prediction) -> Prediction:
        shares = self._labels.rows(row.probabilities[None, :])[0]
        label = self._labels.fold(row.label)
        other = row.runner_up and self._labels.fold(row.runner_up)
        if other == label:  # the two became one: the next of those that are left
            others = np.where(np.array(self._labels.columns) == label, -1.0, shares)
            other = self._labels.columns[int(np.argmax(others))]
        return replace(row, label=label, runner_up=other, probabilities=shares)
