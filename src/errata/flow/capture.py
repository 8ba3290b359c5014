"""Capture: store what a model said, decide what becomes of it, queue what a human must see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import uniform
from errata.core.errors import Conflict, InputError
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes, to_text, uuid7_batch
from errata.core.item import Items
from errata.core.model import Operating
from errata.core.policy import Policy, TriagePolicy
from errata.core.ports import Known, Snapshot
from errata.core.prediction import DECISIONS, Decision, Decisions, Flag, PredictionBatch
from errata.core.row_digest import row_digests
from errata.core.task import Task
from errata.flow.calibrated import calibrated, operating_of
from errata.flow.register import register_foreign
from errata.flow.tasks import AUDIT_BONUS, in_hold, new_tasks
from errata.flow.workspace import (
    Workspace,
    groups_of,
    model_named,
    policy_of,
)
from errata.loop.triage.decide import decide
from errata.loop.triage.scores import SCORES

AT_ONCE = 5_000  # tasks made at a time, so that a large batch needs little memory


def capture(
    ws: Workspace,
    items: Items,
    *,
    model: str,
    probabilities: NDArray[np.float32] | None,
    predicted: NDArray[np.int32],
    attributes: Mapping[str, NDArray[Any]],
    ids: list[str] | None = None,
    at: datetime | None = None,
    again: int = 2,
) -> Decisions:
    """Store `n` checked predictions and answer a decision for each.

    `probabilities` is (n, C) or None when the model gives its label alone: then nobody knows how
    sure it was, and everything goes to review. The same identifier with the same content answers
    the stored decision; raises Conflict when the content differs, and stores nothing.
    """
    now = at or ws.now()
    id_bytes = _identifiers(ws, len(items), ids, now)
    width = len(ws.project.labels)
    known_probabilities = probabilities is not None
    if probabilities is None:
        probabilities = np.full((len(items), width), np.nan, dtype=np.float32)
    digests = row_digests(ws.project.key, items.ids, model, probabilities, predicted)
    with ws.store.snapshot() as view:
        version, policy = policy_of(view, ws.project)
        registered = model_named(view, ws.project, model)
        operating = operating_of(view, registered)
        threshold = _accept_from(ws, view, policy.triage, operating)
        known = view.log.known(ws.project.id, id_bytes) if ids is not None else None
    batch = _decided(
        ws,
        items,
        id_bytes,
        model,
        probabilities,
        predicted,
        attributes,
        now,
        policy,
        version,
        operating,
        threshold,
        known_probabilities,
    )
    fresh = np.ones(len(items), dtype=bool)
    if known is not None:
        _same_or_conflict(known, digests, ids or [])
        fresh[known.rows] = False
    answers = _answers(ws, batch, known, fresh)
    if not fresh.any():
        return answers
    if not fresh.all():
        rows = np.flatnonzero(fresh)
        batch, digests = _rows(batch, rows), digests[rows]
    read = calibrated(operating, batch.probabilities)
    flagged = _flagged(batch)
    try:
        with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
            if registered is None:
                register_foreign(ws, tx, model, version=version)
            tx.log.append(ws.project.id, batch, digests)
            for first in range(0, len(flagged), AT_ONCE):
                chosen = flagged[first : first + AT_ONCE]
                tx.keep_items(ws.project.id, batch.items.take(chosen))
                tx.queue.add(_tasks(ws, batch, read, policy, chosen))
            tx.record(
                Event(
                    verb=Verb.PREDICTIONS_CAPTURED,
                    object_id=to_text(batch.ids[:1])[0],
                    figures={"n": len(batch), "model": model, "tasks": len(flagged)},
                )
            )
    except Conflict:  # the same call came twice at once, or the model was registered meanwhile
        if again <= 0:
            raise
        return capture(
            ws,
            items,
            model=model,
            probabilities=probabilities if known_probabilities else None,
            predicted=predicted,
            attributes=attributes,
            ids=ids,
            at=at,
            again=again - 1,
        )
    return answers


def _identifiers(ws: Workspace, n: int, ids: list[str] | None, now: datetime) -> NDArray[np.uint8]:
    if ids is None:
        return uuid7_batch(n, at_ms=int(now.timestamp() * 1000), random=ws.entropy(8 * n))
    if len(ids) != n:
        raise InputError(f"{len(ids)} identifiers for {n} items", wanted="one for each")
    if len(set(ids)) < n:
        raise InputError("the same identifier twice in one call", wanted="one for each prediction")
    return np.frombuffer(b"".join(to_bytes(ident) for ident in ids), dtype=np.uint8).reshape(n, 16)


def _decided(
    ws: Workspace,
    items: Items,
    id_bytes: NDArray[np.uint8],
    model: str,
    probabilities: NDArray[np.float32],
    predicted: NDArray[np.int32],
    attributes: Mapping[str, NDArray[Any]],
    now: datetime,
    policy: Policy,
    version: int,
    operating: Operating | None,
    threshold: float | None,
    known_probabilities: bool,
) -> PredictionBatch:
    triage = policy.triage
    read = calibrated(operating, probabilities)
    confidence = np.take_along_axis(read, predicted[:, None], axis=1)[:, 0]
    expert_below = min(triage.expert_below, 1.0 if threshold is None else threshold)
    decided = decide(
        confidence,
        uniform(ws.project.key, "audit", id_bytes),
        accept_from=threshold,
        audit_rate=triage.audit_rate,
        expert_below=expert_below or None,
        predicted=predicted,
        never_accept=np.isin(ws.project.labels, triage.never_accept),
    )
    score = (
        SCORES[triage.strategy](read)
        if known_probabilities
        else np.ones(len(items), dtype=np.float64)
    )
    return PredictionBatch(
        ids=id_bytes,
        items=items,
        model=model,
        probabilities=probabilities,
        predicted=predicted,
        confidence=confidence,
        decision=decided.decision,
        flags=decided.flags,
        score=score,
        propensity=decided.propensity,
        sampled=decided.sampled,
        strategy=triage.strategy,
        policy_version=version,
        attributes=attributes,
        at=now,
    )


def _accept_from(
    ws: Workspace, view: Snapshot, triage: TriagePolicy, operating: Operating | None
) -> float | None:
    """The confidence from which a prediction stands without a human; None: never.

    The policy's threshold serves only until the project's first certificate. After that a model
    that was not certified, and a certificate that expired, mean more review, never less.
    """
    if operating is None:
        certified = view.count(Operating, project_id=ws.project.id)
        return None if certified else triage.threshold
    if operating.expires_at is not None and ws.now() >= operating.expires_at:
        return None
    return operating.threshold


def _same_or_conflict(known: Known, digests: NDArray[np.uint8], ids: list[str]) -> None:
    other = (known.digests != digests[known.rows]).any(axis=1)
    if other.any():
        row = int(known.rows[np.argmax(other)])
        raise Conflict(
            f"the identifier {ids[row]} at row {row} is another prediction's",
            do="send the same content again, or a new identifier; nothing was stored",
        )


def _answers(
    ws: Workspace, batch: PredictionBatch, known: Known | None, fresh: NDArray[np.bool_]
) -> Decisions:
    codes, flags = batch.decision.copy(), batch.flags.copy()
    predicted, confidence = batch.predicted.copy(), batch.confidence.copy()
    if known is not None:
        codes[known.rows], flags[known.rows] = known.decision, known.flags
        predicted[known.rows], confidence[known.rows] = known.predicted, known.confidence
    return Decisions(
        id_bytes=batch.ids,
        codes=codes,
        flags=flags,
        predicted=predicted,
        confidence=confidence,
        labels=ws.project.labels,
        replayed=~fresh,
    )


def _rows(batch: PredictionBatch, rows: NDArray[np.int64]) -> PredictionBatch:
    return PredictionBatch(
        ids=batch.ids[rows],
        items=batch.items.take(rows),
        model=batch.model,
        probabilities=batch.probabilities[rows],
        predicted=batch.predicted[rows],
        confidence=batch.confidence[rows],
        decision=batch.decision[rows],
        flags=batch.flags[rows],
        score=batch.score[rows],
        propensity=batch.propensity[rows],
        sampled=batch.sampled[rows],
        strategy=batch.strategy,
        policy_version=batch.policy_version,
        attributes={name: column[rows] for name, column in batch.attributes.items()},
        at=batch.at,
    )


def _flagged(batch: PredictionBatch) -> NDArray[np.int64]:
    """The rows that are not accepted, and the audits."""
    return np.flatnonzero((batch.decision != DECISIONS.index(Decision.ACCEPT)) | batch.sampled)


def _tasks(
    ws: Workspace,
    batch: PredictionBatch,
    read: NDArray[np.float64],
    policy: Policy,
    wanted: NDArray[np.int64],
) -> list[Task]:
    """A task for each of these rows."""
    groups = groups_of(batch.items.take(wanted))
    sampled = batch.sampled[wanted]
    return new_tasks(
        ws,
        policy,
        prediction_ids=batch.ids[wanted],
        item_ids=batch.items.ids[wanted],
        groups=groups,
        flags=[Flag(bits).words() for bits in batch.flags[wanted].tolist()],
        scores=batch.score[wanted],
        strategy=batch.strategy,
        doubt=np.nan_to_num(1 - batch.confidence[wanted], nan=1.0).clip(0, 1),
        bonus=np.where(sampled, AUDIT_BONUS, 0.0),
        expert=np.equal(batch.decision[wanted], DECISIONS.index(Decision.EXPERT)),
        sampled=sampled,
        hold=sampled & in_hold(ws, groups, batch.items.ids[wanted]),
        models=[batch.model] * len(wanted),
        calibrated=read[wanted],
        predicted=batch.predicted[wanted],
        attributes={name: column[wanted] for name, column in batch.attributes.items()},
    )
