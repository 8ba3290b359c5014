"""Teaching: what was known before comes back to whoever answered it, when their session is over.

Sooner would tell which tasks measure them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from errata.core.people import Contest, ContestSettled, Honeypot
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Answer, Review, own_slot
from errata.flow.lead.excerpt import excerpts
from errata.flow.people.rest import rest_of
from errata.flow.people.worked import worked_by
from errata.flow.workspace import Workspace

NEWEST = 50  # that come back


@dataclass(frozen=True, kw_only=True, slots=True)
class Taught:
    """One answer with what was known."""

    task_id: str
    excerpt: str
    your_label: str | None  # None: they could not tell
    label: str
    right: bool
    cause: str | None
    why: str
    at: datetime
    contest: str | None  # open, upheld or refused
    contest_why: str  # what the lead said


def is_over(view: Snapshot, ws: Workspace, policy: Policy, review: Review, now: datetime) -> bool:
    """Whether the session in which this was answered has ended."""
    first = running(view, ws, policy, review.reviewer, now)
    return not first or review.id < first


def running(view: Snapshot, ws: Workspace, policy: Policy, reviewer: str, now: datetime) -> str:
    """The first answer of the session that goes on; "" where none does, or a rest is due."""
    if rest_of(view, ws, policy, reviewer, now) is not None:
        return ""
    return worked_by(view, ws, policy, reviewer, now).first


def taught(view: Snapshot, ws: Workspace, policy: Policy, reviewer: str) -> list[Taught]:
    """The newest answers of ended sessions whose truth was known, newest first."""
    if policy.people.scoring == "off":
        return []
    first = running(view, ws, policy, reviewer, ws.now())
    answered = view.find(
        Review,
        project_id=ws.project.id,
        reviewer=reviewer,
        skill=own_slot(reviewer),
        newest_first=True,
        after=first or None,
        limit=NEWEST,
    )
    answered = [one for one in answered if one.answer is not Answer.SKIP]
    if not answered:
        return []
    ids = [one.task_id for one in answered]
    known = {one.id: one for one in view.find(Honeypot, id=ids)}
    shown = excerpts(view, ws.project, [one.item_id for one in known.values()])
    said = _said(view, ws, reviewer, ids)
    return [
        Taught(
            task_id=one.task_id,
            excerpt=shown[known[one.task_id].item_id],
            your_label=one.label,
            label=known[one.task_id].label,
            right=one.label == known[one.task_id].label,
            cause=known[one.task_id].cause,
            why=known[one.task_id].why,
            at=one.created_at,
            contest=said.get(one.task_id, (None, ""))[0],
            contest_why=said.get(one.task_id, (None, ""))[1],
        )
        for one in answered
    ]


def _said(
    view: Snapshot, ws: Workspace, reviewer: str, task_ids: list[str]
) -> dict[str, tuple[str | None, str]]:
    """By task, how its contest stands and what the lead said."""
    mine = view.find(Contest, project_id=ws.project.id, reviewer=reviewer, task_id=task_ids)
    if not mine:
        return {}
    settled = {
        one.contest_id: one
        for one in view.find(ContestSettled, contest_id=[one.id for one in mine])
    }
    out: dict[str, tuple[str | None, str]] = {}
    for one in mine:
        word = settled.get(one.id)
        state = "open" if word is None else "upheld" if word.upheld else "refused"
        out[one.task_id] = (state, "" if word is None else word.why)
    return out
