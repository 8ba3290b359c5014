"""Samples: small, valid values of every noun, for tests and benchmarks of a store."""

from __future__ import annotations

import dataclasses
import types
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import digest16
from errata.core.events import Event, Verb
from errata.core.ids import uuid7, uuid7_batch
from errata.core.item import Items
from errata.core.prediction import PredictionBatch
from errata.core.project import Project
from errata.core.task import Answer, Lease, Review, Task

T = TypeVar("T")

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
_START = int(NOW.timestamp() * 1000)


class Maker:
    """Makes values with fresh identifiers, the same ones for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self.rng = np.random.default_rng(seed)
        self._minted = 0

    def mint(self) -> str:
        """A fresh identifier, later than all before."""
        self._minted += 1
        return uuid7(at_ms=_START + self._minted, random=self.rng.bytes(10))

    def event(self) -> Event:
        """Something that happened."""
        return Event(verb=Verb.PROJECT_OPENED, object_id=self.mint(), figures={"n": 1})

    def project(self, *, classes: int = 3) -> Project:
        """A project of so many labels."""
        return Project(
            id=self.mint(), name=self.mint(), kind="text",
            labels=tuple(f"label {c}" for c in range(classes)), key=self.rng.bytes(16),
            created_at=NOW,
        )  # fmt: skip

    def task(self, project_id: str, priority: float = 0.0, **other: Any) -> Task:
        """A task for three reviewers of any skill."""
        chosen: dict[str, Any] = {
            "id": self.mint(), "project_id": project_id, "priority": priority, "skill": "",
            "overlap": 3, "created_at": NOW, **other,
        }  # fmt: skip
        return dataclasses.replace(self.any(Task), **chosen)

    def review(self, lease: Lease, project_id: str, label: str = "label 0") -> Review:
        """An answer for a lease."""
        return Review(
            id=self.mint(), project_id=project_id, task_id=lease.task_id, slot=lease.slot,
            reviewer=lease.reviewer, answer=Answer.LABEL, label=label, cause=None, why="",
            skill=lease.skill, seconds_spent=2.5, guideline_version=1, created_at=NOW,
        )  # fmt: skip

    def predictions(
        self,
        n: int,
        *,
        classes: int = 3,
        model: str = "v1",
        at: datetime = NOW,
        attributes: Mapping[str, NDArray[Any]] | None = None,
        items: Items | None = None,
        sure: float = 0.0,
    ) -> PredictionBatch:
        """A captured batch; of a share `sure` of it the model is nearly certain."""
        rows = self.rng.dirichlet(np.ones(classes), size=n)
        certain = np.flatnonzero(self.rng.random(n) < sure)
        rows[certain] *= 0.02
        rows[certain, self.rng.integers(classes, size=len(certain))] += 0.98
        probabilities = rows.astype(np.float32)
        first = self._minted
        self._minted += n
        if items is None:
            items = Items.of_texts(
                [f"text {first + i}" for i in range(n)], group=[f"g{i % 5}" for i in range(n)]
            )
        lights = np.array(["dim", "bright"])[self.rng.integers(0, 2, n)]
        return PredictionBatch(
            ids=uuid7_batch(
                n, at_ms=int(at.timestamp() * 1000) + first, random=self.rng.bytes(8 * n)
            ),
            items=items,
            model=model,
            probabilities=probabilities,
            predicted=probabilities.argmax(axis=1).astype(np.int32),
            confidence=probabilities.max(axis=1).astype(np.float64) + 1e-9,
            decision=self.rng.integers(0, 3, n).astype(np.uint8),
            flags=self.rng.integers(0, 255, n).astype(np.uint32),
            score=self.rng.random(n),
            propensity=self.rng.random(n),
            sampled=self.rng.random(n) < 0.3,
            strategy="margin.v1",
            policy_version=4,
            attributes=attributes
            if attributes is not None
            else {"lighting": lights, "exposure": self.rng.random(n)},
            at=at,
        )

    def any(self, kind: type[T], *, bare: bool = False) -> T:
        """A value of any noun, every field of its type; `bare` leaves out what may be missing."""
        hints = get_type_hints(kind)
        fields = dataclasses.fields(kind)  # type: ignore[arg-type]
        return kind(**{field.name: self._fill(hints[field.name], field.name, bare=bare)
                       for field in fields})  # fmt: skip

    def _fill(self, hint: Any, name: str, *, bare: bool) -> Any:
        if get_origin(hint) in (Union, types.UnionType):
            inner = next(part for part in get_args(hint) if part is not type(None))
            return None if bare else self._fill(inner, name, bare=bare)
        origin = get_origin(hint)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return list(hint)[int(self.rng.integers(len(hint)))]
        if hint is str:
            if name == "id" or name.endswith("_id"):
                return self.mint()
            return "" if bare else f"{name} é漢字🙂 ' \" \\ \n {self.mint()}"
        if hint is bool:
            return bool(self.rng.integers(2))
        if hint is int:
            return int(self.rng.integers(1, 1 << 40))
        if hint is float:
            return float(self.rng.normal())
        if hint is bytes:
            return self.rng.bytes(16)
        if hint is datetime:
            return NOW + timedelta(microseconds=int(self.rng.integers(1 << 50)))
        if origin is tuple:
            inner = get_args(hint)[0]
            return () if bare else tuple(self._fill(inner, "part", bare=bare) for _ in range(2))
        if isinstance(origin, type) and issubclass(origin, Mapping):
            if bare:
                return {}
            value = get_args(hint)[1]
            if value is Any:
                return {"z": [1, 2.5, None, True, "ü"], "a": {"nested": "\x00 in JSON"}}
            return {f"key {i}": self._fill(value, "part", bare=bare) for i in (2, 1)}
        raise TypeError(f"no sample of {hint} for {name}")


def digests(batch: PredictionBatch) -> NDArray[np.uint8]:
    """16 bytes a row that tell these predictions apart."""
    rows = b"".join(digest16(uuid.UUID(bytes=row.tobytes()).bytes) for row in batch.ids)
    return np.frombuffer(rows, dtype=np.uint8).reshape(-1, 16)
