"""Tiring: whoever gets worse within a session, or answers faster than one can read, pauses kindly.

What is known of a session's answers: honeypots, and tasks that two or more people settled. They are
held against the same person's answers of earlier sessions, known in the same way.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from errata.core.ids import uuid7
from errata.core.item import ItemKind
from errata.core.people import Honeypot, Pause
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Answer, Resolution, ResolutionKind, Review, Task
from errata.flow.people.pause import store_pause
from errata.flow.people.rest import rest_of
from errata.flow.people.skills import upheld
from errata.flow.people.worked import worked_by
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.fatigue import Fatigue, Shown, after, reading_seconds, start

LATELY = timedelta(minutes=5)  # whoever answered within that time is looked at
BEFORE = 1_000  # answers before the session that tell what is usual
ANSWERS, MOST = 150, 400  # scored ones of a session: without a limit, and at most
PEOPLE = 5_000  # whose usual accuracy is remembered


def notice_tiredness(ws: Workspace, *, reviewer: str | None = None) -> list[Pause]:
    """Pause whoever shows it: those who answered lately, or one reviewer."""
    now = ws.now()
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        if not policy.people.fatigue or policy.people.break_minutes == 0:
            return []
        active = _active(view, ws, now) if reviewer is None else [reviewer]
        found = {name: _state(view, ws, policy, name, now) for name in active}
    until = now + timedelta(minutes=policy.people.break_minutes)
    stored = []
    for name, state in found.items():
        if state is None or state.alarm is None:
            continue
        with ws.store.transaction(actor=ws.actor, now=now) as tx:
            if rest_of(tx, ws, policy, name, now) is not None:
                continue  # another server was faster
            stored.append(
                store_pause(
                    ws,
                    tx,
                    name,
                    reason=state.alarm,
                    until=until,
                    figures={
                        "scored": state.scored,
                        "usual": state.usual.accuracy,
                        "sum": state.sum,
                    },
                    by="errata",
                    now=now,
                )
            )
    return stored


def _active(view: Snapshot, ws: Workspace, now: datetime) -> list[str]:
    first = uuid7(at_ms=int((now - LATELY).timestamp() * 1000), random=bytes(10))
    return sorted(
        name for (name,) in view.tally(Review, "reviewer", project_id=ws.project.id, after=first)
    )


def _state(
    view: Snapshot, ws: Workspace, policy: Policy, reviewer: str, now: datetime
) -> Fatigue | None:
    """What the session has shown; None where none goes on."""
    worked = worked_by(view, ws, policy, reviewer, now)
    if worked.session is None or rest_of(view, ws, policy, reviewer, now) is not None:
        return None
    answers = [
        one
        for one in view.find(
            Review,
            project_id=ws.project.id,
            reviewer=reviewer,
            newest_first=True,
            limit=worked.session.items,
        )
        if one.id >= worked.first and one.answer is not Answer.SKIP
    ]
    paused = view.find(
        Pause, project_id=ws.project.id, reviewer=reviewer, newest_first=True, limit=1
    )
    if paused:  # what led to one pause does not lead to the next
        answers = [one for one in answers if one.created_at > paused[0].created_at]
    if not answers:
        return None
    known = {} if policy.people.scoring == "off" else _known(view, ws, answers)
    reading = _reading(view, ws, answers)
    right, wrong = (0, 0)
    if policy.people.scoring != "off":
        right, wrong = _before(view, ws, reviewer, worked.first)
    return after(
        start(
            right=right,
            wrong=wrong,
            answers=min(policy.people.session_items or ANSWERS, MOST),
        ),
        (
            Shown(
                right=one.label == known[one.task_id] if one.task_id in known else None,
                seconds=one.seconds_spent,
                reading=reading[one.task_id],
            )
            for one in reversed(answers)
        ),
    )


_kept: dict[tuple[str, str], tuple[str, tuple[int, int]]] = {}
_lock = threading.Lock()


def _before(view: Snapshot, ws: Workspace, reviewer: str, first: str) -> tuple[int, int]:
    """Right and wrong answers before the session that began with this one; read once a session.

    The session itself is not among them: who tires from the start would be usual.
    """
    key = (ws.project.id, reviewer)
    kept = _kept.get(key)
    if kept is not None and kept[0] == first:
        return kept[1]
    earlier = view.find(
        Review,
        project_id=ws.project.id,
        reviewer=reviewer,
        newest_first=True,
        after=first,  # in that order: before it
        limit=BEFORE,
    )
    known = _known(view, ws, earlier)
    right = sum(one.label == known[one.task_id] for one in earlier if one.task_id in known)
    found = (right, len({one.task_id for one in earlier} & known.keys()) - right)
    with _lock:
        if len(_kept) >= PEOPLE:
            _kept.clear()
        _kept[key] = (first, found)
    return found


def _known(view: Snapshot, ws: Workspace, answers: list[Review]) -> dict[str, str]:
    """By task the truth that is known without this reviewer, or that others agreed on with them."""
    labelled = [one for one in answers if one.answer is Answer.LABEL]
    ids = [one.task_id for one in labelled]
    if not ids:
        return {}
    settled = view.find(
        Resolution,
        task_id=ids,
        kind=[ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED],
    )
    found = {one.task_id: one.label for one in settled if one.n_reviews > 1 and one.label}
    found |= {one.id: one.label for one in view.find(Honeypot, id=ids)}
    away = upheld(view, ws.project.id)
    return {
        one.task_id: found[one.task_id]
        for one in labelled
        if one.task_id in found and (one.task_id, one.reviewer) not in away
    }


def _reading(view: Snapshot, ws: Workspace, answers: list[Review]) -> dict[str, float]:
    """By task, the seconds that its item takes to read; of an image, to see."""
    ids = [one.task_id for one in answers]
    if ws.project.kind == ItemKind.IMAGE:
        return dict.fromkeys(ids, reading_seconds(0))
    items = view.pluck(Task, "id", "item_id", id=ids)
    content = view.contents(ws.project.id, [item for _, item in items]).content
    return {
        task: reading_seconds(len(data.decode()))
        for (task, _), data in zip(items, content, strict=True)
    }
