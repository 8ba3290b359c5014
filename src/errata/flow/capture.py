"""Capture: store what a model said, decide what becomes of it, queue what a human must see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import uniform
from errata.core.errors import Conflict, InputError
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes, to_text, uuid7_batch
from errata.core.item import Items
from errata.core.labels import Labels
from errata.core.model import ModelVersion, Operating
from errata.core.policy import Policy, TriagePolicy
from errata.core.ports import Known, Snapshot
from errata.core.prediction import DECISIONS, Decision, Decisions, Flag, PredictionBatch
from errata.core.row_digest import row_digests
from errata.core.task import Task
from errata.flow.accepting import accepting_in
from errata.flow.calibrated import calibrated, operating_of
from errata.flow.people.unqualified import look_for_people
from errata.flow.register import register_foreign
from errata.flow.suspect import dear, suspects
from errata.flow.tasks import in_hold, new_tasks
from errata.flow.traffic_a_day import TrafficADay, traffic_of
from errata.flow.workspace import (
    Workspace,
    groups_of,
    model_named,
    policy_of,
)
from errata.loop.review.priority import AUDIT_BONUS
from errata.loop.triage.audit_rate import audit_propensity
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
    digests = np.empty((len(items), 16), dtype=np.uint8)
    for rows, narrow in ws.labels.as_captured(probabilities):
        digests[rows] = row_digests(
            ws.project.key,
            items.ids[rows],
            model,
            probabilities[rows, :narrow],
            predicted[rows],
        )
    given, said = probabilities, predicted
    if ws.relabelled is not None:
        probabilities, predicted = _in_use(ws.relabelled, probabilities, predicted)
    with ws.store.snapshot() as view:
        version, policy = policy_of(view, ws.project)
        registered = model_named(view, ws.project, model)
        operating = operating_of(view, registered)
        rules = _rules(view, ws, policy, registered, operating, items, attributes, predicted)
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
        rules,
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
        rules = replace(rules, weight=rules.weight[rows])
    read = calibrated(operating, batch.probabilities)
    flagged = _flagged(batch)
    demanding = False  # whether any task asks for a skill
    try:
        with ws.store.transaction(actor=ws.actor, now=ws.now()) as tx:
            if registered is None:
                register_foreign(ws, tx, model, version=version)
            tx.log.append(ws.project.id, batch, digests)
            for first in range(0, len(flagged), AT_ONCE):
                chosen = flagged[first : first + AT_ONCE]
                tx.keep_items(ws.project.id, batch.items.take(chosen))
                tasks = _tasks(ws, batch, read, policy, rules.weight, chosen)
                tx.queue.add(tasks)
                demanding = demanding or any(task.skill for task in tasks)
            if demanding:
                look_for_people(ws, tx, now=ws.now())
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
            probabilities=given if known_probabilities else None,
            predicted=said,
            attributes=attributes,
            ids=ids,
            at=at,
            again=again - 1,
        )
    return answers


def _in_use(
    labels: Labels, probabilities: NDArray[np.float32], predicted: NDArray[np.int32]
) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """What a model says, in the labels in use: it may have been trained on earlier ones.

    Two labels that became one may together be likelier than what the model itself put first.
    """
    rows = labels.rows(probabilities)
    known = ~np.isnan(rows[:, 0])
    named = labels.classes(predicted)
    first = np.equal(predicted, np.nan_to_num(probabilities, nan=-1.0).argmax(axis=1))
    likeliest = np.nan_to_num(rows, nan=-1.0).argmax(axis=1).astype(np.int32)
    return rows, np.where(known & first, likeliest, named).astype(np.int32)


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
    rules: _Rules,
    known_probabilities: bool,
) -> PredictionBatch:
    triage = policy.triage
    read = calibrated(operating, probabilities)
    confidence = np.take_along_axis(read, predicted[:, None], axis=1)[:, 0]
    never = np.isin(ws.project.labels, triage.never_accept)
    stands = (confidence >= rules.accept_from) & ~never[predicted] & (rules.held_back == 0)
    decided = decide(
        confidence,
        uniform(ws.project.key, "audit", id_bytes),
        accept_from=rules.accept_from,
        propensity=_chances(triage, confidence, stands, rules.traffic),
        expert_below=triage.expert_below or None,
        expert=dear(policy, ws.project.labels, read, predicted),
        predicted=predicted,
        never_accept=never,
        suspect=rules.held_back,
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
        flags=decided.flags | rules.marked,
        score=score,
        propensity=decided.propensity,
        sampled=decided.sampled,
        strategy=triage.strategy,
        policy_version=version,
        attributes=attributes,
        at=now,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Rules:
    """What holds for these n predictions at this time."""

    accept_from: NDArray[np.float64]  # (n,) inf: never
    held_back: NDArray[np.uint32]  # (n,) Flag bits for which one is not accepted
    marked: NDArray[np.uint32]  # (n,) Flag bits that change no decision
    weight: NDArray[np.float64]  # (n,) of its task
    traffic: TrafficADay | None  # where there is a budget of reviews


def _rules(
    view: Snapshot,
    ws: Workspace,
    policy: Policy,
    model: ModelVersion | None,
    operating: Operating | None,
    items: Items,
    attributes: Mapping[str, NDArray[Any]],
    predicted: NDArray[np.int32],
) -> _Rules:
    accepting = accepting_in(view, ws, policy.triage, operating)
    found = suspects(
        view,
        ws,
        policy,
        model,
        items,
        attributes,
        predicted,
        certified=() if accepting.never else accepting.attributes,
    )
    traffic = None
    if policy.triage.reviews_per_day > 0 and model is not None:
        traffic = traffic_of(view, ws, policy, model, operating, accepting)
    return _Rules(
        accept_from=accepting.of(predicted, attributes),
        held_back=found.held_back,
        marked=found.marked,
        weight=found.weight,
        traffic=traffic,
    )


def _chances(
    triage: TriagePolicy,
    confidence: NDArray[np.float64],
    stands: NDArray[np.bool_],
    traffic: TrafficADay | None,
) -> NDArray[np.float64]:
    """Each prediction's chance of being audited; 0 only where the policy has no audits at all."""
    if triage.audit_rate == 0 and triage.reviews_per_day == 0:
        return np.zeros(len(confidence))
    return audit_propensity(
        confidence,
        stands,
        rate=triage.audit_rate,
        budget_a_day=triage.reviews_per_day or None,
        accepted_a_day=traffic.accepted_a_day if traffic else None,
        waiting_a_day=traffic.waiting_a_day if traffic else 0.0,
    )


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
    weight: NDArray[np.float64],
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
        slice_weight=weight[wanted],
        bonus=np.where(sampled, AUDIT_BONUS, 0.0),
        expert=np.equal(batch.decision[wanted], DECISIONS.index(Decision.EXPERT)),
        sampled=sampled,
        hold=sampled & in_hold(ws, groups, batch.items.ids[wanted]),
        models=[batch.model] * len(wanted),
        calibrated=read[wanted],
        predicted=batch.predicted[wanted],
        attributes={name: column[wanted] for name, column in batch.attributes.items()},
    )
