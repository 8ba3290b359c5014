"""Drafts: an answer begun, or one that came too late; kept for its reviewer, never counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from errata.core.errors import TooMany
from errata.core.events import Event, Verb
from errata.core.ports import Snapshot
from errata.core.task import Draft
from errata.flow.causes import read_cause
from errata.flow.review.shown import FramesOf, one_frame, read_evidence, read_why
from errata.flow.review.ticket import lease_under, lost
from errata.flow.review.whose import task_of
from errata.flow.workspace import Workspace

MOST = 500  # drafts of one reviewer and task


def newest_draft(view: Snapshot, task_id: str, reviewer: str) -> Draft | None:
    """What this reviewer has begun of the task."""
    found = view.find(Draft, task_id=task_id, reviewer=reviewer, newest_first=True, limit=1)
    return found[0] if found else None


def save_draft(
    ws: Workspace,
    task_id: str,
    *,
    reviewer: str,
    ticket: int,
    label: str | None,
    cause: str | None,
    why: str,
    evidence: Sequence[Mapping[str, Any]] = (),
    frames_of: FramesOf = one_frame,
) -> Draft:
    """Keep what is begun; the same as before is not kept twice.

    Raises LeaseLost for a task that is in other hands, InputError for what could not be an answer.
    """
    now = ws.now()
    label, why = ws.read_label(label), read_why(why)
    with ws.store.snapshot() as view:
        task = task_of(view, ws, task_id)
        if lease_under(view, ws.project, task_id, reviewer, ticket, now=now) is None:
            raise lost(task_id, reviewer)
        cause = read_cause(view, ws, cause)
        pieces = read_evidence(view, ws, task, evidence, frames_of)
    return keep_draft(
        ws, task_id, reviewer, label=label, cause=cause, why=why, evidence=pieces, now=now
    )


def keep_draft(
    ws: Workspace,
    task_id: str,
    reviewer: str,
    *,
    label: str | None,
    cause: str | None,
    why: str,
    evidence: tuple[Mapping[str, Any], ...],
    now: datetime,
    late: bool = False,
) -> Draft:
    """Store a draft that was checked, unless it says what the newest one says."""
    draft = Draft(
        id=ws.mint(),
        project_id=ws.project.id,
        task_id=task_id,
        reviewer=reviewer,
        label=label,
        cause=cause,
        why=why,
        evidence=evidence,
        created_at=now,
    )
    with ws.store.snapshot() as view:
        newest = newest_draft(view, task_id, reviewer)
        if newest is not None and replace(draft, id=newest.id, created_at=newest.created_at) == (
            newest
        ):
            return newest
        if view.count(Draft, task_id=task_id, reviewer=reviewer) >= MOST:
            raise TooMany(
                f"more than {MOST} drafts of one task", seconds=60, do="answer it, or skip it"
            )
    with ws.store.transaction(actor=reviewer, now=now) as tx:
        tx.put(draft)
        verb = Verb.DRAFT_KEPT if late else Verb.DRAFT_SAVED
        tx.record(Event(verb=verb, object_id=draft.id, figures={"task": task_id}))
    return draft
