"""The queue, a page at a time: what waits, who is at it, what is late, what was settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from errata.core.backlog import Place, Waits
from errata.core.errors import InputError
from errata.core.item import ItemKind
from errata.core.ports import Snapshot
from errata.core.task import OWN, Resolution, Review, Task
from errata.flow.lead.excerpt import excerpts
from errata.flow.lead.page import LIMIT, Page, check_limit
from errata.flow.ranked import why_here
from errata.flow.workspace import Workspace, policy_of

BATCH = 500  # tasks looked at in one go where a filter is set
SCANNED = 5_000  # ... and for one page; it then ends early, and its cursor goes on


class State(StrEnum):
    """How far a task is."""

    OPEN = "open"  # an answer is missing that nobody is giving
    HELD = "held"  # somebody is at it
    ANSWERED = "answered"  # answered, and one more answer is asked for
    RESOLVED = "resolved"
    OVERDUE = "overdue"  # not settled in time; only to filter by


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """A task in a list."""

    id: str
    prediction_id: str
    item_id: str
    predicted: str
    confidence: float | None
    flags: tuple[str, ...]
    priority: float
    skill: str
    overlap: int
    answers: int
    state: State
    overdue: bool
    held_by: str | None
    model: str
    created_at: datetime
    due_at: datetime | None
    excerpt: str
    why: str  # its rank, in words
    measures: bool  # it is a honeypot: its answer is known, and tells of one reviewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which tasks are wanted; None means all."""

    label: str | None = None  # that the model said
    flag: str | None = None
    words: str | None = None  # in the text, or the task's or prediction's identifier

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return bool(self.label or self.flag or self.words)


def queue_page(
    ws: Workspace,
    *,
    state: str = State.OPEN,
    wanted: Filter = Filter(),  # frozen
    cursor: str | None = None,
    limit: int = LIMIT,
) -> Page[TaskRow]:
    """The tasks in that state, most urgent first; settled ones newest first.

    A page of few matches may hold less than it could; its cursor goes on where it stopped.
    Raises InputError for an unknown state, limit or cursor.
    """
    check_limit(limit)
    try:
        chosen = State(state)
    except ValueError:
        raise InputError(f"the state {state!r}", wanted="one of " + ", ".join(State)) from None
    kept: list[Task] = []
    with ws.store.snapshot() as view:
        scanned, more = 0, True
        while more and len(kept) < limit and scanned < SCANNED:
            size = BATCH if wanted.any or chosen is State.ANSWERED else limit - len(kept)
            places, more, end = _places(view, ws, chosen, cursor, size)
            scanned += size
            cursor = end
            tasks = {t.id: t for t in view.find(Task, id=[place.task_id for place in places])}
            matching = _matching(view, ws, [tasks[place.task_id] for place in places], wanted)
            where = {place.task_id: place.cursor for place in places}
            for task in matching:
                kept.append(task)
                if len(kept) == limit:
                    more = more or task.id != places[-1].task_id
                    cursor = where[task.id]
                    break
        return Page(items=rows_of_tasks(view, ws, kept), next=cursor if more else None)


def rows_of_tasks(view: Snapshot, ws: Workspace, tasks: Sequence[Task]) -> list[TaskRow]:
    """These tasks as rows, in their order."""
    ids, now = [task.id for task in tasks], ws.now()
    if not ids:
        return []
    _, policy = policy_of(view, ws.project)
    seats = view.backlog.seats(ids)
    answers = {task: n for (task,), n in view.tally(Review, "task_id", task_id=ids).items()}
    settled = {found.task_id for found in view.find(Resolution, task_id=ids)}
    shown = excerpts(view, ws.project, [task.item_id for task in tasks])
    rows = []
    for task in tasks:
        mine = [seat for seat in seats if seat.task_id == task.id]
        holders = [
            seat.reviewer
            for seat in mine
            if seat.reviewer is not None and seat.expires_at is not None and seat.expires_at > now
        ]
        state = State.OPEN
        if task.id in settled:
            state = State.RESOLVED
        elif holders:
            state = State.HELD
        elif task.id in answers:
            state = State.ANSWERED
        highest = max((seat.priority for seat in mine), default=task.priority)
        rows.append(
            TaskRow(
                id=task.id,
                prediction_id=task.prediction_id,
                item_id=task.item_id,
                predicted=task.predicted,
                confidence=task.model_says[task.predicted],
                flags=tuple(task.flags),
                priority=highest,
                skill=next((seat.skill for seat in mine if seat.skill), open_skill(task)),
                measures=measures(task),
                overlap=task.overlap,
                answers=answers.get(task.id, 0),
                state=state,
                overdue=bool(mine) and task.due_at is not None and task.due_at < now,
                held_by=", ".join(holders) or None,
                model=task.model,
                created_at=task.created_at,
                due_at=task.due_at,
                excerpt=shown[task.item_id],
                why=why_here(policy, task, now, priority=highest),
            )
        )
    return rows


def measures(task: Task) -> bool:
    """Whether the task measures one reviewer and tells nothing of the item."""
    return task.skill.startswith(OWN)


def open_skill(task: Task) -> str:
    """The skill that it asks of people in general."""
    return "" if measures(task) else task.skill


WALKS = {State.OPEN: Waits.FREE, State.HELD: Waits.HELD, State.OVERDUE: Waits.OVERDUE}


def _places(
    view: Snapshot, ws: Workspace, state: State, after: str | None, limit: int
) -> tuple[list[Place], bool, str | None]:
    """Tasks in their order, whether there are others, and the cursor behind all looked at."""
    project = ws.project.id
    if state in WALKS:
        found = view.backlog.walk(project, WALKS[state], now=ws.now(), after=after, limit=limit + 1)
    elif state is State.RESOLVED:
        resolutions = view.find(
            Resolution, project_id=project, newest_first=True, after=after, limit=limit + 1
        )
        found = [Place(task_id=each.task_id, cursor=each.id) for each in resolutions]
    else:
        reviews = view.find(
            Review, project_id=project, newest_first=True, after=after, limit=limit + 1
        )
        found = [Place(task_id=each.task_id, cursor=each.id) for each in reviews]
    more, found = len(found) > limit, found[:limit]
    end = found[-1].cursor if found else after
    if state is State.ANSWERED:
        ids = [place.task_id for place in found]
        waiting = {seat.task_id for seat in view.backlog.seats(ids)}
        newest = {review.task_id: review.id for review in view.find(Review, task_id=ids)}
        found = [
            place
            for place in found
            if place.task_id in waiting and newest[place.task_id] == place.cursor
        ]
    return found, more, end


def _matching(view: Snapshot, ws: Workspace, tasks: list[Task], wanted: Filter) -> list[Task]:
    if wanted.label:
        tasks = [task for task in tasks if task.predicted == wanted.label]
    if wanted.flag:
        tasks = [task for task in tasks if wanted.flag in task.flags]
    if not wanted.words:
        return tasks
    words = wanted.words.casefold()
    contents: Sequence[bytes] = [b""] * len(tasks)
    if ws.project.kind != ItemKind.IMAGE and tasks:
        contents = view.contents(ws.project.id, [task.item_id for task in tasks]).content
    return [
        task
        for task, content in zip(tasks, contents, strict=True)
        if words in (task.id, task.prediction_id) or words in content.decode().casefold()
    ]
