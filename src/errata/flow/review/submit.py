"""Submit: take a reviewer's answer, and settle the task if that was enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import numpy as np

from errata.core.errors import Conflict, InputError, LeaseLost
from errata.core.events import Event, Verb
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Answer, Lease, Resolution, ResolutionKind, Review, Task
from errata.flow.causes import read_cause
from errata.flow.crowd import refresh_now_and_then
from errata.flow.guidelines import newest_version
from errata.flow.people.honeypot import place_honeypots, would_settle
from errata.flow.people.tiring import notice_tiredness
from errata.flow.review.blind import committed, is_blind
from errata.flow.review.draft import keep_draft
from errata.flow.review.settle import settle
from errata.flow.review.shown import FramesOf, one_frame, read_evidence, read_why
from errata.flow.review.ticket import lease_under, lost
from errata.flow.review.whose import task_of
from errata.flow.workspace import Workspace, policy_of

DAY = 86_400.0  # seconds; a page left open overnight spent no longer on one task


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a reviewer says of a task."""

    answer: Answer
    label: str | None = None
    cause: str | None = None
    why: str = ""
    evidence: Sequence[Mapping[str, Any]] = field(default=())
    seconds_spent: float = 0.0
    guideline_version: int | None = None  # that they read; None: the newest


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A review that is stored, and what came of it."""

    review: Review
    task: Task
    resolution: Resolution | None  # if this answer settled the task
    # What its reviewer is told of that: a task that only measures them is no exception.
    told: tuple[ResolutionKind, str | None] | None


@dataclass(frozen=True, kw_only=True)
class _Read:
    """An answer that was checked."""

    task: Task
    policy: Policy
    given: Given
    guideline_version: int
    blind: bool


def submit(
    ws: Workspace,
    lease: Lease,
    *,
    answer: Answer,
    label: str | None,
    cause: str | None,
    why: str,
    evidence: Sequence[Mapping[str, Any]],
    seconds_spent: float,
) -> Resolution | None:
    """Store a review; the task's resolution if it is now settled, else None.

    A late answer counts while its slot is free; otherwise it is kept as a draft and LeaseLost is
    raised. Raises InputError for an unknown label or cause.
    """
    given = Given(
        answer=answer,
        label=label,
        cause=cause,
        why=why,
        evidence=evidence,
        seconds_spent=seconds_spent,
    )
    now = ws.now()
    with ws.store.snapshot() as view:
        read = _read(view, ws, lease.task_id, lease.reviewer, given, one_frame)
    try:
        done = _store(ws, lease, read, now)
    except LeaseLost:
        _keep_late(ws, lease.reviewer, read, now)
        raise
    refresh_now_and_then(ws)
    if read.policy.people.everywhere:  # where no server runs, nobody else places any
        place_honeypots(ws, reviewer=lease.reviewer)
        notice_tiredness(ws, reviewer=lease.reviewer)
    return done.resolution


def submit_under(
    ws: Workspace,
    task_id: str,
    *,
    reviewer: str,
    ticket: int,
    given: Given,
    frames_of: FramesOf = one_frame,
) -> Answered:
    """The same for whoever shows a ticket, and may say it twice: the stored answer comes back.

    Raises Conflict when this reviewer has answered the task otherwise.
    """
    now = ws.now()
    with ws.store.snapshot() as view:
        read = _read(view, ws, task_id, reviewer, given, frames_of)
        lease = lease_under(view, ws.project, task_id, reviewer, ticket, now=now)
    try:
        if lease is None:
            raise lost(task_id, reviewer)
        return _store(ws, lease, read, now)
    except LeaseLost:
        before = _answered_before(ws, reviewer, read)
        if before is not None:
            return before
        _keep_late(ws, reviewer, read, now)
        raise


def _read(
    view: Snapshot,
    ws: Workspace,
    task_id: str,
    reviewer: str,
    given: Given,
    frames_of: FramesOf,
) -> _Read:
    """The answer, checked; raises InputError for what could not be one."""
    label = ws.read_label(given.label)
    if (label is not None) != (given.answer is Answer.LABEL):
        raise InputError("an answer without a label", do="give label='...', unsure=True or a skip")
    seconds = float(given.seconds_spent)
    if not np.isfinite(seconds) or seconds < 0:
        raise InputError(f"seconds_spent={given.seconds_spent}", wanted="0 or more")
    task = task_of(view, ws, task_id)
    _, policy = policy_of(view, ws.project)
    newest = newest_version(view, ws)
    version = newest if given.guideline_version is None else given.guideline_version
    if not 0 <= version <= newest:
        raise InputError(
            f"version {version} of the guidelines", wanted=f"at most {newest}, the newest"
        )
    return _Read(
        task=task,
        policy=policy,
        given=replace(
            given,
            cause=read_cause(view, ws, given.cause),
            why=read_why(given.why),
            evidence=read_evidence(view, ws, task, given.evidence, frames_of),
            seconds_spent=min(seconds, DAY),
        ),
        guideline_version=version,
        blind=is_blind(ws.project, task, policy) or committed(view, task_id, reviewer) is not None,
    )


def _store(ws: Workspace, lease: Lease, read: _Read, now: datetime) -> Answered:
    given, task = read.given, read.task
    review = Review(
        id=ws.mint(),
        project_id=ws.project.id,
        task_id=task.id,
        slot=lease.slot,
        reviewer=lease.reviewer,
        skill=lease.skill,
        answer=given.answer,
        label=given.label,
        cause=given.cause,
        why=given.why,
        evidence=tuple(given.evidence),
        seconds_spent=given.seconds_spent,
        guideline_version=read.guideline_version,
        blind=read.blind,
        created_at=now,
    )
    with ws.store.transaction(actor=lease.reviewer, now=now) as tx:
        tx.queue.answer(lease, review, now=now)
        _check_committed(tx, review)
        resolution = settle(ws, tx, task, read.policy)
        tx.record(
            Event(
                verb=Verb.REVIEW_SUBMITTED,
                object_id=review.id,
                figures={
                    "task": task.id,
                    "answer": given.answer.value,
                    "resolution": resolution.id if resolution else None,
                },
            )
        )
        told = _told(tx, ws, task, read.policy, review, resolution)
    return Answered(review=review, task=task, resolution=resolution, told=told)


def _told(
    view: Snapshot,
    ws: Workspace,
    task: Task,
    policy: Policy,
    review: Review,
    resolution: Resolution | None,
) -> tuple[ResolutionKind, str | None] | None:
    if resolution is not None:
        return resolution.kind, resolution.label
    label = would_settle(view, ws, task, policy, review) if review.measures else ""
    return (ResolutionKind.ACCEPTED, label) if label else None


def _check_committed(view: Snapshot, review: Review) -> None:
    """Who has seen the model's answer keeps to the label given before; a skip gives none."""
    label = committed(view, review.task_id, review.reviewer)
    if label is None:
        return
    if not review.blind:  # it was shown while this answer was on its way
        raise Conflict("an answer from before the model's was shown", do="send it again")
    if review.answer is not Answer.SKIP and review.label != label:
        raise InputError(
            f"the label {review.label!r} after the model's answer was shown",
            wanted=f"{label!r}, which was given before",
            do="keep it, and say in the why what you think now; others look at it too",
        )


def _answered_before(ws: Workspace, reviewer: str, read: _Read) -> Answered | None:
    """What this reviewer has said of the task already; raises Conflict if it was something else."""
    given, task = read.given, read.task
    with ws.store.snapshot() as view:
        reviews = view.find(Review, task_id=task.id)
        stored = next((review for review in reviews if review.reviewer == reviewer), None)
        if stored is None:
            return None
        found = view.find(Resolution, task_id=task.id, limit=1) if stored is reviews[-1] else []
        told = _told(view, ws, task, read.policy, stored, found[0] if found else None)
    same = (stored.answer, stored.label, stored.cause, stored.why, stored.evidence) == (
        given.answer, given.label, given.cause, given.why, tuple(given.evidence),
    )  # fmt: skip
    if not same:
        raise Conflict(
            f"another answer of {reviewer} to the task {task.id}",
            wanted="the one that is stored; an answer is never changed",
        )
    return Answered(review=stored, task=task, resolution=found[0] if found else None, told=told)


def _keep_late(ws: Workspace, reviewer: str, read: _Read, now: datetime) -> None:
    given = read.given
    keep_draft(
        ws,
        read.task.id,
        reviewer,
        label=given.label,
        cause=given.cause,
        why=given.why,
        evidence=tuple(given.evidence),
        now=now,
        late=True,
    )
