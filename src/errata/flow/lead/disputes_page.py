"""Disputes: what people could not agree about, and what an expert made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from errata.core.backlog import Seat
from errata.core.dispute import Dispute
from errata.core.errors import InputError, NotFound
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Resolution, ResolutionKind, Review, Task
from errata.flow.lead.excerpt import excerpts
from errata.flow.lead.page import LIMIT, Page, check_limit, cut
from errata.flow.review.dispute import adjudicator, counted, decides, divided, told
from errata.flow.review.whose import task_of
from errata.flow.workspace import Workspace, policy_of

BATCH = 200  # tasks that ask for an expert looked at in one go
SCANNED = 5_000  # ... and for one page; it then ends early, and its cursor goes on


class Stage(StrEnum):
    """How far a dispute is."""

    OPEN = "open"  # it waits for an expert, or one is at it
    ADJUDICATED = "adjudicated"
    REJECTED = "rejected"  # not even the expert could tell


@dataclass(frozen=True, kw_only=True, slots=True)
class DisputeRow:
    """A task that people could not agree about."""

    task_id: str
    excerpt: str
    predicted: str
    flags: tuple[str, ...]
    stage: Stage
    labels: Mapping[str, int]  # how many gave each, most first; without the expert's answer
    unsure: int  # how many could not tell
    says: str  # the same in words
    needs: str  # what is asked of the one who decides
    held: bool  # whether somebody is at it
    began_at: datetime  # when the last answer left it undecided
    due_at: datetime | None
    overdue: bool
    label: str | None  # that the expert gave
    cause: str | None
    why: str  # of the resolution; "" while open
    settled_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DisputeStory:
    """One dispute with its item and everybody's reasons."""

    row: DisputeRow
    content: bytes
    model_says: Mapping[str, float | None]
    attributes: Mapping[str, Any]
    dispute: Dispute


def disputes_page(
    ws: Workspace, *, stage: str = Stage.OPEN, cursor: str | None = None, limit: int = LIMIT
) -> Page[DisputeRow]:
    """The disputes at that stage: open ones most urgent first, settled ones newest first.

    Raises InputError for an unknown stage, limit or cursor.
    """
    check_limit(limit)
    try:
        chosen = Stage(stage)
    except ValueError:
        raise InputError(f"the stage {stage!r}", wanted="one of " + ", ".join(Stage)) from None
    with ws.store.snapshot() as view:
        if chosen is Stage.OPEN:
            return _open(view, ws, cursor, limit)
        kind = ResolutionKind(chosen.value)
        found = view.find(
            Resolution,
            project_id=ws.project.id,
            kind=kind,
            newest_first=True,
            after=cursor,
            limit=limit + 1,
        )
        page = cut(found, limit)
        tasks = {t.id: t for t in view.find(Task, id=[one.task_id for one in page.items])}
        rows = _rows(view, ws, [tasks[one.task_id] for one in page.items])
        return Page(items=rows, next=page.next)


def dispute_story(ws: Workspace, task_id: str) -> DisputeStory:
    """One dispute; raises NotFound for a task that is in none."""
    with ws.store.snapshot() as view:
        task = task_of(view, ws, task_id)
        rows = _rows(view, ws, [task])
        if not rows:
            raise NotFound(
                f"no dispute about the task {task_id}",
                do="see the queue: people agree about it, or have not answered it yet",
            )
        _, policy = policy_of(view, ws.project)
        return DisputeStory(
            row=rows[0],
            content=view.contents(ws.project.id, [task.item_id]).content[0],
            model_says=task.model_says,
            attributes=task.attributes,
            dispute=told(ws, _others(task, view.find(Review, task_id=task.id), policy)),
        )


def _open(view: Snapshot, ws: Workspace, cursor: str | None, limit: int) -> Page[DisputeRow]:
    """Tasks that ask for an expert, less those that asked for one from the start."""
    _, policy = policy_of(view, ws.project)
    rows: list[DisputeRow] = []
    for _ in range(SCANNED // BATCH):
        places = view.backlog.asking(
            ws.project.id, policy.review.expert_skill, after=cursor, limit=BATCH + 1
        )
        more, places = len(places) > BATCH, places[:BATCH]
        tasks = {task.id: task for task in view.find(Task, id=[one.task_id for one in places])}
        where = {place.task_id: place.cursor for place in places}
        found = _rows(view, ws, [tasks[place.task_id] for place in places])
        rows += found[: limit - len(rows)]
        if len(rows) == limit:
            last = where[rows[-1].task_id]
            more = more or rows[-1].task_id != found[-1].task_id
            return Page(items=rows, next=last if more else None)
        if not more:
            return Page(items=rows, next=None)
        cursor = places[-1].cursor
    return Page(items=rows, next=cursor)


def _rows(view: Snapshot, ws: Workspace, tasks: Sequence[Task]) -> list[DisputeRow]:
    """Those of these tasks that are in dispute, or were, in their order."""
    ids, now = [task.id for task in tasks], ws.now()
    if not ids:
        return []
    _, policy = policy_of(view, ws.project)
    reviews: dict[str, list[Review]] = {ident: [] for ident in ids}
    for review in view.find(Review, task_id=ids):
        reviews[review.task_id].append(review)
    seats = {seat.task_id: seat for seat in view.backlog.seats(ids)}
    settled = {found.task_id: found for found in view.find(Resolution, task_id=ids)}
    disputed = [
        task
        for task in tasks
        if _is_dispute(task, reviews[task.id], seats.get(task.id), settled.get(task.id), policy)
    ]
    shown = excerpts(view, ws.project, [task.item_id for task in disputed])
    rows = []
    for task in disputed:
        seat, resolution = seats.get(task.id), settled.get(task.id)
        others = _others(task, reviews[task.id], policy)
        said = Counter(review.label for review in others if review.label is not None)
        late = seat is not None and task.due_at is not None and task.due_at < now
        held = seat is not None and seat.expires_at is not None and seat.expires_at > now
        rows.append(
            DisputeRow(
                task_id=task.id,
                excerpt=shown[task.item_id],
                predicted=task.predicted,
                flags=tuple(task.flags),
                stage=Stage.OPEN if resolution is None else Stage(resolution.kind.value),
                labels=dict(sorted(said.items(), key=lambda each: (-each[1], each[0]))),
                unsure=sum(review.label is None for review in others),
                says=divided(others),
                needs=seat.skill if seat is not None else "",
                held=held,
                began_at=others[-1].created_at if others else task.created_at,
                due_at=task.due_at,
                overdue=late,
                label=resolution.label if resolution else None,
                cause=resolution.cause if resolution else None,
                why=resolution.why if resolution else "",
                settled_at=resolution.created_at if resolution else None,
            )
        )
    return rows


def _is_dispute(
    task: Task,
    reviews: Sequence[Review],
    seat: Seat | None,
    resolution: Resolution | None,
    policy: Policy,
) -> bool:
    if resolution is not None:
        return resolution.kind is not ResolutionKind.ACCEPTED
    given = counted(reviews)
    return bool(given) and seat is not None and decides(task, seat.skill, len(given), policy)


def _others(task: Task, reviews: Sequence[Review], policy: Policy) -> list[Review]:
    """The answers that did not decide."""
    expert = adjudicator(task, reviews, policy)
    return [one for one in counted(reviews) if expert is None or one.id != expert.id]
