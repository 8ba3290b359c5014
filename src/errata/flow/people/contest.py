"""Contest: a reviewer says that a score is wrong; a lead settles it.

What was upheld no longer counts against them: `errata.flow.people.skills.upheld` leaves it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.people import Contest, ContestSettled, Honeypot
from errata.core.ports import Snapshot
from errata.core.task import Resolution, ResolutionKind, Review, Task
from errata.flow.lead.excerpt import excerpts
from errata.flow.lead.page import LIMIT, Page, check_limit, cut
from errata.flow.people.pseudonym import hidden, shown_as
from errata.flow.people.teaching import is_over
from errata.flow.workspace import Workspace, policy_of

WHY_LENGTH = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestRow:
    """A contest as leads see it."""

    id: str
    reviewer: str
    task_id: str
    excerpt: str
    label: str  # the known or agreed answer
    your_label: str | None  # the reviewer's
    why: str
    created_at: datetime
    settled: ContestSettled | None


def contest(ws: Workspace, task_id: str, *, reviewer: str, why: str) -> Contest:
    """Say that what one was scored by in a task is wrong, once.

    Raises NotFound for a task that this reviewer was not scored by, or not told of yet, and
    Conflict where they contested it before.
    """
    why = _read_why(why)
    now = ws.now()
    with ws.store.transaction(actor=reviewer, now=now) as tx:
        mine: dict[str, Any] = {"task_id": task_id, "reviewer": reviewer}
        review = next(iter(tx.find(Review, project_id=ws.project.id, **mine)), None)
        told = review is not None and is_over(tx, ws, policy_of(tx, ws.project)[1], review, now)
        if review is None or not told or truth_of(tx, ws, task_id) is None:
            raise NotFound(
                f"no score of {reviewer} in the task {task_id}",
                do="scores are told when the session is over; see GET reviewers/me",
            )
        if tx.find(Contest, project_id=ws.project.id, **mine):
            raise Conflict(f"a second contest of {reviewer} about the task {task_id}")
        stored = Contest(id=ws.mint(), project_id=ws.project.id, why=why, created_at=now, **mine)
        tx.put(stored)
        tx.record(Event(verb=Verb.CONTESTED, object_id=stored.id, figures={"task": task_id}))
    return stored


def settle_contest(
    ws: Workspace, contest_id: str, *, upheld: bool, why: str, by: str
) -> ContestSettled:
    """A lead's word: upheld, and the answer no longer counts against the reviewer; or not.

    Raises NotFound for an unknown contest, Conflict for a settled one or one's own.
    """
    why = _read_why(why)
    now = ws.now()
    with ws.store.transaction(actor=by, now=now) as tx:
        found = tx.find(Contest, project_id=ws.project.id, id=contest_id)
        if not found:
            raise NotFound(f"no contest {contest_id}", do="see GET contests")
        if found[0].reviewer == by:
            raise Conflict(f"{by} who settles a contest of their own", wanted="another lead")
        if tx.find(ContestSettled, project_id=ws.project.id, contest_id=contest_id):
            raise Conflict(f"the contest {contest_id} is settled already")
        stored = ContestSettled(
            id=ws.mint(),
            project_id=ws.project.id,
            contest_id=contest_id,
            upheld=upheld,
            by=by,
            why=why,
            created_at=now,
        )
        tx.put(stored)
        tx.record(
            Event(
                verb=Verb.CONTEST_SETTLED,
                object_id=contest_id,
                figures={"upheld": "yes" if upheld else "no"},
            )
        )
    return stored


def contests_page(
    ws: Workspace,
    *,
    only_open: bool | None = None,
    cursor: str | None = None,
    limit: int = LIMIT,
) -> Page[ContestRow]:
    """Contests, newest first: those that wait for a lead's word, the settled, or all for None."""
    check_limit(limit)
    with ws.store.snapshot() as view:
        found = view.find(Contest, project_id=ws.project.id, newest_first=True, after=cursor)
        if only_open is not None and found:
            settled = {
                one for (one,) in view.pluck(
                    ContestSettled, "contest_id", project_id=ws.project.id
                )
            }  # fmt: skip
            found = [one for one in found if (one.id not in settled) is only_open]
        page = cut(found[: limit + 1], limit)
        return Page(items=contest_rows(view, ws, page.items), next=page.next)


def contest_rows(view: Snapshot, ws: Workspace, found: list[Contest]) -> list[ContestRow]:
    """Contests with what they are about, in their order; names as the policy shows them."""
    if not found:
        return []
    _, policy = policy_of(view, ws.project)
    tasks = {task.id: task for task in view.find(Task, id=[one.task_id for one in found])}
    shown = excerpts(view, ws.project, [task.item_id for task in tasks.values()])
    said = {
        (task, who): label
        for task, who, label in view.pluck(
            Review, "task_id", "reviewer", "label", task_id=list(tasks)
        )
    }
    settled = {
        one.contest_id: one
        for one in view.find(ContestSettled, contest_id=[one.id for one in found])
    }
    return [
        ContestRow(
            id=one.id,
            reviewer=shown_as(ws, policy, one.reviewer),
            # The task's story names its reviewers.
            task_id="" if hidden(policy) else one.task_id,
            excerpt=shown[tasks[one.task_id].item_id],
            label=truth_of(view, ws, one.task_id) or "",
            your_label=said.get((one.task_id, one.reviewer)),
            why=one.why,
            created_at=one.created_at,
            settled=settled.get(one.id),
        )
        for one in found
    ]


def truth_of(view: Snapshot, ws: Workspace, task_id: str) -> str | None:
    """What a task's answers are scored by; None while nothing is known."""
    placed = view.find(Honeypot, project_id=ws.project.id, id=task_id)
    if placed:
        return placed[0].label
    found = view.find(Resolution, project_id=ws.project.id, task_id=task_id)
    if not found or found[0].kind is ResolutionKind.REJECTED or found[0].n_reviews < 2:
        return None
    return found[0].label


def _read_why(why: str) -> str:
    why = why.strip()
    if not 0 < len(why) <= WHY_LENGTH:
        raise InputError(
            f"a why of {len(why)} characters", wanted=f"1 to {WHY_LENGTH}", do="say what is wrong"
        )
    return why
