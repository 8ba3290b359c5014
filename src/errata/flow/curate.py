"""Curate: agreed truth becomes the next dataset version; past errors are shared with the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from errata.core.dataset import (
    DatasetVersion,
    Examples,
    Fold,
    HeldCase,
    InjectedExample,
    Source,
    Stratum,
)
from errata.core.error_record import ErrorRecord, ErrorStage, Stage
from errata.core.errors import NotReady
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes, to_text
from errata.core.item import Items
from errata.core.outcome import OutcomeReport
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.base import examples_of, fingerprint, take
from errata.flow.found import enter
from errata.flow.workspace import Workspace, groups_of, policy_of
from errata.loop.curate.conflicts import Claim, Standing, settle
from errata.loop.curate.golden_split import GOLDEN, TRAINING, UNDECIDED, golden_split
from errata.loop.curate.leakage import Cases, LeakageReport, leakage_guard
from errata.loop.curate.weights import WEIGHTS

TRUSTED = {
    ResolutionKind.ACCEPTED: Standing.ACCEPTED,
    ResolutionKind.ADJUDICATED: Standing.ADJUDICATED,
}


@dataclass(frozen=True, kw_only=True)
class _Truth:
    """One agreed label with all that came with it."""

    claim: Claim
    prediction_id: str
    source: Source
    source_id: str
    cause: str | None
    why: str
    predicted: str | None  # the model's answer, where it is at hand

    @property
    def item_id(self) -> str:
        return to_text(np.frombuffer(self.claim.item, dtype=np.uint8)[None, :])[0]


def curate(ws: Workspace) -> DatasetVersion:
    """Make the next dataset version, or answer the newest when nothing has changed.

    Only accepted and adjudicated resolutions and trusted outcomes enter; never the hold. Of the
    errors among them a keyed share guards the gate instead of training. What is too close to a
    held case stays out. Raises NotReady when there is neither a base nor agreed truth.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        versions = view.find(DatasetVersion, project_id=ws.project.id, newest_first=True)
        truths = list(_truths(view, ws))
        errors = {e.item_id: e for e in view.find(ErrorRecord, project_id=ws.project.id)}
        stages = view.find(
            ErrorStage, project_id=ws.project.id, stage=[Stage.IN_TRAINING, Stage.IN_GOLDEN]
        )
        held = view.find(HeldCase, project_id=ws.project.id)
        held_items = view.contents(ws.project.id, [case.item_id for case in held])
        settled = settle(truth.claim for truth in truths)
        by_ref = {truth.claim.ref: truth for truth in truths}
        agreed = [by_ref[claim.ref] for claim in settled.kept]
        agreed = [truth for truth in agreed if truth.item_id not in _ids(held)]
        contents = view.contents(ws.project.id, [truth.item_id for truth in agreed])
        attributes = _attributes(view, ws, agreed, policy)
    base = max((v for v in versions if v.n_injected == 0), key=lambda v: v.number, default=None)
    if base is None and not agreed:
        raise NotReady(
            "nothing to curate: no base and no agreed truth",
            do="add labelled data with loop.add_base, or have people review what was captured",
        )
    golden, rule = _guards(ws, agreed, contents, attributes, errors, stages, policy)
    training = np.flatnonzero(~golden)
    now = ws.now()
    new_cases = [
        HeldCase(
            id=ws.mint(),
            project_id=ws.project.id,
            item_id=agreed[row].item_id,
            prediction_id=agreed[row].prediction_id,
            label=agreed[row].claim.label,
            fold=Fold.GOLDEN,
            stratum=Stratum.PAST_ERROR,
            group=groups_of(contents)[row],
            attributes=attributes[row],
            source=agreed[row].claim.ref,
            error_id=errors[agreed[row].item_id].id,
            created_at=now,
        )
        for row in np.flatnonzero(golden)
    ]
    protected = (
        Items.concat([held_items, contents.take(golden)]) if len(held) or golden.any() else None
    )
    injected = _examples(
        ws, [agreed[row] for row in training], contents.take(training), errors, policy
    )
    leaked: Mapping[str, int] = {"exact": 0, "near": 0, "group": 0}
    if protected is not None and len(injected):
        report = _guard(ws, injected.items, protected, policy)
        leaked = report.counts
        training = training[report.kept]
        injected = take(injected, np.flatnonzero(report.kept))
    removed = _base_leaks(ws, base, protected, policy)
    parts = list(base.parts) if base else []
    if len(injected):
        encoded = ws.codec.encode(injected, ws.project.labels)
        parts.append(ws.store.blobs.put(encoded, suffix=".parquet"))
    if not parts:
        raise NotReady(
            "every agreed example is held back for the golden set",
            do="review more, or lower curate.golden_share",
        )
    draft = DatasetVersion(
        id="",
        project_id=ws.project.id,
        number=(versions[0].number if versions else 0) + 1,
        parent_id=versions[0].id if versions else None,
        parts=tuple(parts),
        n=0,
        n_injected=len(injected),
        report={
            "leakage": dict(leaked),
            "removed_items": removed,
            "conflicts": [conflict.says for conflict in settled.conflicts],
            "golden_rule": rule,
            "new_golden": len(new_cases),
            "by_class": dict(Counter(agreed[row].claim.label for row in training)),
            "by_cause": dict(Counter(agreed[row].cause or "none" for row in training)),
            "corrections": sum(agreed[row].item_id in errors for row in training),
            "weights": policy.curate.weights,
        },
        created_at=now,
    )
    whole = examples_of(ws, draft)
    version = replace(draft, id=fingerprint(ws, whole), n=len(whole))
    known = next((v for v in versions if v.id == version.id), None)
    if known is not None and not new_cases:
        return known
    already = {stage.error_id for stage in stages}
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        if known is None:
            tx.put(
                version,
                *_provenance(ws, version, [agreed[row] for row in training], injected, errors),
            )
        tx.put(*new_cases)
        for row in training:
            error = errors.get(agreed[row].item_id)
            if error is not None and error.id not in already:
                enter(ws, tx, error, Stage.IN_TRAINING, version.id)
        for case in new_cases:
            error = errors[case.item_id]
            if error.id not in already:
                enter(ws, tx, error, Stage.IN_GOLDEN, case.id)
        tx.record(
            Event(
                verb=Verb.DATASET_CURATED,
                object_id=version.id,
                figures={"n": version.n, "injected": version.n_injected, "golden": len(new_cases)},
            )
        )
    return known or version


def _ids(cases: Sequence[HeldCase]) -> set[str]:
    return {case.item_id for case in cases}


def _truths(view: Snapshot, ws: Workspace) -> Iterable[_Truth]:
    resolutions = view.find(Resolution, project_id=ws.project.id, hold=False, kind=list(TRUSTED))
    for found in resolutions:
        assert found.label is not None
        yield _Truth(
            claim=Claim(
                item=to_bytes(found.item_id),
                label=found.label,
                standing=TRUSTED[found.kind],
                posterior=found.posterior,
                at_s=found.created_at.timestamp(),
                ref=f"resolution:{found.id}",
            ),
            prediction_id=found.prediction_id,
            source=Source.RESOLUTION,
            source_id=found.id,
            cause=found.cause,
            why=found.why,
            predicted=None,
        )
    for outcome in view.find(OutcomeReport, project_id=ws.project.id, trusted=True):
        assert outcome.label is not None
        yield _Truth(
            claim=Claim(
                item=to_bytes(outcome.item_id),
                label=outcome.label,
                standing=Standing.OUTCOME,
                posterior=1.0,
                at_s=outcome.created_at.timestamp(),
                ref=f"outcome:{outcome.id}",
            ),
            prediction_id=outcome.prediction_id,
            source=Source.OUTCOME,
            source_id=outcome.id,
            cause=outcome.cause,
            why=outcome.why,
            predicted=None,
        )


def _attributes(
    view: Snapshot, ws: Workspace, truths: Sequence[_Truth], policy: Policy
) -> list[dict[str, Any]]:
    tasks = view.find(Task, project_id=ws.project.id)
    known = {task.prediction_id: dict(task.attributes) for task in tasks}
    missing = [t.prediction_id for t in truths if t.prediction_id not in known]
    for prediction in view.log.rows(ws.project.id, missing) if missing else []:
        known[prediction.id] = dict(prediction.attributes)
    return [known[truth.prediction_id] for truth in truths]


def _guards(
    ws: Workspace,
    agreed: Sequence[_Truth],
    contents: Items,
    attributes: Sequence[dict[str, Any]],
    errors: dict[str, ErrorRecord],
    stages: Sequence[ErrorStage],
    policy: Policy,
) -> tuple[np.ndarray[Any, np.dtype[np.bool_]], str]:
    """Which agreed rows guard the gate: a keyed share of the past errors, in each slice."""
    rows = [row for row, truth in enumerate(agreed) if truth.item_id in errors]
    side = {
        stage.error_id: GOLDEN if stage.stage is Stage.IN_GOLDEN else TRAINING for stage in stages
    }
    attribute = policy.curate.slice_attribute
    groups = groups_of(contents)
    split = golden_split(
        contents.take(rows).ids,
        [groups[row] for row in rows],
        [
            str(attributes[row].get(attribute, "")) if attribute else agreed[row].claim.label
            for row in rows
        ],
        key=ws.project.key,
        share=policy.curate.golden_share,
        minimum_training=policy.curate.minimum_per_slice,
        settled=np.array(
            [side.get(errors[agreed[row].item_id].id, UNDECIDED) for row in rows], dtype=np.int8
        ),
    )
    golden = np.zeros(len(agreed), dtype=bool)
    golden[rows] = split.golden
    return golden, split.rule


def _examples(
    ws: Workspace,
    truths: Sequence[_Truth],
    contents: Items,
    errors: dict[str, ErrorRecord],
    policy: Policy,
) -> Examples:
    place = {label: index for index, label in enumerate(ws.project.labels)}
    weights = WEIGHTS[policy.curate.weights](
        np.array([truth.claim.posterior for truth in truths], dtype=np.float64),
        corrected=np.array([truth.item_id in errors for truth in truths], dtype=bool),
        priority=policy.curate.priority,
    )
    return Examples(
        items=contents,
        labels=np.array([place[truth.claim.label] for truth in truths], dtype=np.int32),
        weights=weights,
        source=np.array([truth.source.value for truth in truths], dtype=object),
        source_ids=np.array([truth.source_id for truth in truths], dtype=object),
        cause=np.array([truth.cause or "" for truth in truths], dtype=object),
        why=np.array([truth.why for truth in truths], dtype=object),
    )


def _base_leaks(
    ws: Workspace, base: DatasetVersion | None, protected: Items | None, policy: Policy
) -> list[str]:
    """Base items that a held case came to share; they leave training for good."""
    if base is None or protected is None:
        return []
    examples = examples_of(ws, base)
    report = _guard(ws, examples.items, protected, policy)
    return to_text(examples.items.ids[~report.kept])


def _guard(ws: Workspace, items: Items, protected: Items, policy: Policy) -> LeakageReport:
    near = policy.curate.near_duplicates
    return leakage_guard(_cases(ws, items, near), _cases(ws, protected, near), near=near)


def _cases(ws: Workspace, items: Items, near: bool) -> Cases:
    contents = [ws.decode(ws.project.kind, content) for content in items.content] if near else None
    return Cases(ids=items.ids, groups=groups_of(items), kind=items.kind, contents=contents)


def _provenance(
    ws: Workspace,
    version: DatasetVersion,
    truths: Sequence[_Truth],
    injected: Examples,
    errors: dict[str, ErrorRecord],
) -> list[InjectedExample]:
    return [
        InjectedExample(
            id=ws.mint(),
            project_id=ws.project.id,
            dataset_id=version.id,
            item_id=truth.item_id,
            prediction_id=truth.prediction_id,
            source=truth.source,
            source_id=truth.source_id,
            error_id=errors[truth.item_id].id if truth.item_id in errors else None,
            label=truth.claim.label,
            weight=float(weight),
            cause=truth.cause,
            why=truth.why,
            created_at=version.created_at,
        )
        for truth, weight in zip(truths, injected.weights, strict=True)
    ]
