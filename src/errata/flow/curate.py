"""Curate: agreed truth becomes the next dataset version; past errors are shared with the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import (
    DatasetVersion,
    Examples,
    Fold,
    HeldCase,
    InjectedExample,
    Stratum,
)
from errata.core.error_record import ErrorStage, Stage
from errata.core.errors import NotReady
from errata.core.events import Event, Verb
from errata.core.ids import to_text
from errata.core.item import Items
from errata.core.policy import CuratePolicy
from errata.flow.agreed import AgreedTruth, agreed_truths, contents_of, held_items
from errata.flow.base import examples_of, fingerprint
from errata.flow.causes import stands_in
from errata.flow.found import enter
from errata.flow.leaks import apart
from errata.flow.workspace import Workspace, groups_of, policy_of
from errata.loop.curate.golden_split import TRAINING, UNDECIDED, golden_split
from errata.loop.curate.weights import WEIGHTS
from errata.loop.review.standing_causes import counted_under

ON_A_SIDE = [Stage.IN_TRAINING, Stage.IN_GOLDEN]


def curate(ws: Workspace) -> DatasetVersion:
    """Make the next dataset version, or answer the newest when nothing has changed.

    Only accepted and adjudicated resolutions and trusted outcomes enter; never the hold. Of the
    errors among them a keyed share guards the gate instead of training. What is too close to a
    held case stays out. Raises NotReady when there is neither a base nor agreed truth.
    """
    with ws.store.snapshot() as view:
        rules = policy_of(view, ws.project)[1].curate
        versions = view.find(DatasetVersion, project_id=ws.project.id, newest_first=True)
        truths, conflicts = agreed_truths(view, ws)
        contents = contents_of(view, ws, truths)
        sides = view.find(ErrorStage, project_id=ws.project.id, stage=ON_A_SIDE)
        trained = {e.item_id for e in view.find(InjectedExample, project_id=ws.project.id)}
        stored = groups_of(view.contents(ws.project.id, [truth.item_id for truth in truths]))
        held = held_items(view, ws)
        stands = stands_in(view, ws)
    base = next((version for version in versions if version.parent_id is None), None)
    if base is not None and base.n_injected:
        base = None  # a project that began with corrections has no base
    if base is None and not truths:
        raise NotReady(
            "nothing to curate: no base and no agreed truth",
            do="add labelled data with loop.add_base, or have people review what was captured",
        )
    golden, rule = _guards(ws, truths, contents, trained, rules)
    groups = groups_of(contents)
    cases = [_guard_case(ws, truths[row], groups[row]) for row in np.flatnonzero(golden)]
    protected = Items.concat([held, contents.take(golden)])
    kept = apart(ws, contents, protected, rules)
    guarded = set(groups_of(protected)) - {""}
    elsewhere = np.array([group in guarded for group in stored], dtype=bool)
    training = np.flatnonzero(kept.kept & ~elsewhere & ~golden)
    chosen = [truths[row] for row in training]
    injected = _examples(ws, chosen, contents.take(training), rules)
    version = _version(
        ws,
        versions,
        base,
        injected,
        report={
            "leakage": dict(Counter(leak.reason for leak in kept.leaks if not golden[leak.row])),
            "removed_items": _base_leaks(ws, base, protected, rules),
            "conflicts": [conflict.says for conflict in conflicts],
            "golden_rule": rule,
            "new_golden": len(cases),
            "by_class": dict(Counter(truth.claim.label for truth in chosen)),
            "by_cause": counted_under(
                Counter(truth.cause or "none" for truth in chosen).items(), stands
            ),
            "corrections": sum(truth.error is not None for truth in chosen),
            "weights": rules.weights,
        },
    )
    known = next((earlier for earlier in versions if earlier.id == version.id), None)
    if known is not None and not cases:
        return known
    settled = {stage.error_id for stage in sides}
    with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
        if known is None:
            tx.put(version, *_provenance(ws, version, chosen, injected))
        tx.put(*cases)
        for truth in chosen:
            if truth.error is not None and truth.error.id not in settled:
                enter(ws, tx, truth.error, Stage.IN_TRAINING, version.id)
        for case, row in zip(cases, np.flatnonzero(golden), strict=True):
            error = truths[row].error
            if error is not None and error.id not in settled:
                enter(ws, tx, error, Stage.IN_GOLDEN, case.id)
        tx.record(
            Event(
                verb=Verb.DATASET_CURATED,
                object_id=version.id,
                figures={"n": version.n, "injected": version.n_injected, "golden": len(cases)},
            )
        )
    return known or version


def _guards(
    ws: Workspace,
    truths: Sequence[AgreedTruth],
    contents: Items,
    trained: set[str],
    rules: CuratePolicy,
) -> tuple[NDArray[np.bool_], str]:
    """Which truths guard the gate: a keyed share of the past errors, in each slice.

    What trained once, even as a confirmation, never guards.
    """
    rows = [row for row, truth in enumerate(truths) if truth.error is not None]
    groups = groups_of(contents)
    split = golden_split(
        contents.take(rows).ids,
        [groups[row] for row in rows],
        [_slice_of(truths[row], rules.slice_attribute) for row in rows],
        key=ws.project.key,
        share=rules.golden_share,
        minimum_training=rules.minimum_per_slice,
        settled=np.array(
            [TRAINING if truths[row].item_id in trained else UNDECIDED for row in rows],
            dtype=np.int8,
        ),
    )
    golden = np.zeros(len(truths), dtype=bool)
    golden[rows] = split.golden
    return golden, split.rule


def _slice_of(truth: AgreedTruth, attribute: str) -> str:
    """What a past error is shared out within: an attribute's value, else its right label."""
    return str(truth.attributes.get(attribute, "")) if attribute else truth.claim.label


def _guard_case(ws: Workspace, truth: AgreedTruth, group: str) -> HeldCase:
    assert truth.error is not None  # only past errors are shared with the gate
    return HeldCase(
        id=ws.mint(),
        project_id=ws.project.id,
        item_id=truth.item_id,
        prediction_id=truth.prediction_id,
        label=truth.claim.label,
        fold=Fold.GOLDEN,
        stratum=Stratum.PAST_ERROR,
        group=group,
        attributes=truth.attributes,
        source=truth.claim.ref,
        error_id=truth.error.id,
        created_at=ws.now(),
    )


def _base_leaks(
    ws: Workspace, base: DatasetVersion | None, protected: Items, rules: CuratePolicy
) -> list[str]:
    """Base items that a held case came to share; they leave training for good."""
    if base is None:
        return []
    examples = examples_of(ws, base)
    kept = apart(ws, examples.items, protected, rules).kept
    return to_text(examples.items.ids[~kept])


def _examples(
    ws: Workspace, truths: Sequence[AgreedTruth], contents: Items, rules: CuratePolicy
) -> Examples:
    place = {label: index for index, label in enumerate(ws.project.labels)}
    return Examples(
        items=contents,
        labels=np.array([place[truth.claim.label] for truth in truths], dtype=np.int32),
        weights=WEIGHTS[rules.weights](
            np.array([truth.claim.posterior for truth in truths], dtype=np.float64),
            corrected=np.array([truth.error is not None for truth in truths], dtype=bool),
            priority=rules.priority,
        ),
        source=np.array([truth.source.value for truth in truths], dtype=object),
        source_ids=np.array([truth.source_id for truth in truths], dtype=object),
        cause=np.array([truth.cause or "" for truth in truths], dtype=object),
        why=np.array([truth.why for truth in truths], dtype=object),
    )


def _version(
    ws: Workspace,
    versions: Sequence[DatasetVersion],
    base: DatasetVersion | None,
    injected: Examples,
    *,
    report: dict[str, Any],
) -> DatasetVersion:
    """The version with its name: the base's part shared, the injected part written."""
    parts, moved = _base_parts(ws, base)
    report = {**report, "relabelled": moved}
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
        report=report,
        created_at=ws.now(),
    )
    whole = examples_of(ws, draft)
    return replace(draft, id=fingerprint(ws, whole), n=len(whole))


def _base_parts(ws: Workspace, base: DatasetVersion | None) -> tuple[list[str], dict[str, int]]:
    """The base's parts in the labels in use, and how many rows of which label became another.

    The same parts while no label that they name changed; the version that had them keeps them.
    """
    if base is None or ws.relabelled is None:
        return (list(base.parts) if base else []), {}
    labels, parts, moved = ws.relabelled, [], Counter[str]()
    for part in base.parts:
        rows = ws.codec.decode(ws.store.blobs.get(part), labels.columns)
        folded = labels.classes(rows.labels)
        for row in np.flatnonzero(folded != rows.labels).tolist():
            before, after = labels.columns[rows.labels[row]], labels.columns[folded[row]]
            moved[f"{before} became {after}"] += 1
        if (folded != rows.labels).any():
            rows = replace(rows, labels=folded)
            part = ws.store.blobs.put(ws.codec.encode(rows, labels.columns), suffix=".parquet")
        parts.append(part)
    return parts, dict(moved)


def _provenance(
    ws: Workspace, version: DatasetVersion, truths: Sequence[AgreedTruth], injected: Examples
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
            error_id=truth.error.id if truth.error else None,
            label=truth.claim.label,
            weight=float(weight),
            cause=truth.cause,
            why=truth.why,
            created_at=version.created_at,
        )
        for truth, weight in zip(truths, injected.weights, strict=True)
    ]
