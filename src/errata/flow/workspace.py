"""Workspace: what every use case works with."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from errata.core.error_record import ErrorStage
from errata.core.errors import InputError, NotReady
from errata.core.ids import Minter
from errata.core.item import Items
from errata.core.labels import Labels
from errata.core.model import GateReport, ModelVersion, PolicyVersion, Promotion
from errata.core.policy import Policy, parse_policy
from errata.core.ports import Clock, DatasetCodec, Entropy, Snapshot, Store
from errata.core.project import Project
from errata.core.task import Review
from errata.core.trainer import Model, Trainer


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """One project with its store, clock and tools; `wire` puts it together."""

    store: Store
    project: Project
    clock: Clock
    entropy: Entropy
    trainer: Callable[[str], Trainer]  # by versioned name, or "auto:<kind>"
    load_model: Callable[[bytes], Model]
    codec: DatasetCodec
    encode: Callable[[Any, str | None], Items]  # what users pass -> items of that kind
    decode: Callable[[str, bytes], Any]  # kind and content -> what users see
    code_version: str
    actor: str = "errata"
    relabelled: Labels | None = None  # where the project's labels have changed since it was made
    # Models that run outside Errata and are being watched by this process, by name: what they say
    # of held cases can be asked of them.
    watched: dict[str, Callable[[Any], Any]] = field(default_factory=dict)

    def now(self) -> datetime:
        """The time, aware, UTC."""
        return self.clock()

    def acting(self, actor: str) -> Workspace:
        """The same, on behalf of somebody else."""
        other = replace(self, actor=actor)
        other.__dict__["mint"] = self.mint  # one ascending line of identifiers
        return other

    @cached_property
    def mint(self) -> Minter:
        """Call it for a fresh identifier, 36 characters.

        They ascend, also above what an earlier process stored while its clock was ahead.
        """
        with self.store.snapshot() as view:
            kinds: tuple[type[Any], ...] = (Promotion, GateReport, ErrorStage, Review)
            newest: list[str] = [
                value.id
                for kind in kinds
                for value in view.find(kind, project_id=self.project.id, newest_first=True, limit=1)
            ]
        return Minter(
            now_ms=lambda: int(self.now().timestamp() * 1000),
            random=self.entropy,
            after=max(newest, default=None),
        )

    @cached_property
    def labels(self) -> Labels:
        """The project's labels through all their versions."""
        names = self.project.labels
        return self.relabelled or Labels(columns=names, widths=(len(names),))

    def read_label(self, label: str | None) -> str | None:
        """The label in use, also for what it was called before; raises InputError otherwise."""
        if label is None or label in self.project.labels:
            return label and self.labels.fold(label)
        in_use = self.labels.in_use
        known = ", ".join(in_use[:12])
        more = " ..." if len(in_use) > 12 else ""
        raise InputError(f"the label {label!r}", wanted=f"one of {known}{more}")


def policy_of(view: Snapshot, project: Project) -> tuple[int, Policy]:
    """The project's current policy and its version."""
    newest = view.find(PolicyVersion, project_id=project.id, newest_first=True, limit=1)[0]
    return newest.version, _parsed(newest.id, json.dumps(newest.policy))


@lru_cache(maxsize=128)
def _parsed(ident: str, policy: str) -> Policy:
    """A policy version never changes, so it is read once."""
    return parse_policy(json.loads(policy))


def champion_of(view: Snapshot, project: Project) -> ModelVersion | None:
    """The model in production, or None before the first promotion."""
    newest = view.find(Promotion, project_id=project.id, newest_first=True, limit=1)
    return view.get(ModelVersion, newest[0].model_id) if newest else None


def model_named(view: Snapshot, project: Project, name: str) -> ModelVersion | None:
    """The newest model of that name or identifier."""
    found = view.find(ModelVersion, project_id=project.id, name=name, newest_first=True, limit=1)
    found = found or view.find(ModelVersion, project_id=project.id, id=name, limit=1)
    return found[0] if found else None


def loaded(ws: Workspace, version: ModelVersion) -> Model:
    """The model itself; raises NotReady for a foreign one, of which only the name is known."""
    if version.blob is None:
        raise NotReady(
            f"the model {version.name!r} runs outside Errata; only its name is known here",
            do="run errata retrain to have one that Errata can run",
        )
    return ws.load_model(ws.store.blobs.get(version.blob))


def groups_of(items: Items) -> list[str]:
    """Each item's group, "" for none."""
    return [group or "" for group in items.group] if items.group else [""] * len(items)
