"""Honeypot: tasks with a known answer are placed ahead for reviewers; a claim draws when one comes.

They come from accepted resolutions that two or more people agreed on, from what experts decided,
and from held cases that a model has predicted. Their answers measure the reviewer and count for
nothing else (`Review.measures`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np

from errata.core.backlog import Waits
from errata.core.dataset import HeldCase
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes, uuid7
from errata.core.people import Honeypot
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Answer, Resolution, ResolutionKind, Review, Task
from errata.flow.calibrated import calibrated_for
from errata.flow.crowd import known_of
from errata.flow.people.roster import roster
from errata.flow.review.settle import weigh
from errata.flow.tasks import says
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.honeypots import AUDIT, FEWEST, Source, alike, choose, disguised
from errata.loop.review.route import asked

AHEAD = 3  # that wait for a reviewer
NEWEST = 2_000  # resolutions and held cases looked at
LIKE = 50  # waiting tasks that one may look like
ACTIVE = timedelta(days=1)  # who answered within that time is measured


def measured(policy: Policy) -> bool:
    """Whether reviewers get honeypots at all."""
    return policy.people.honeypot_rate > 0 and policy.people.scoring != "off"


def place_honeypots(ws: Workspace, *, reviewer: str | None = None) -> int:
    """Place what is missing for whoever answered lately, or for one reviewer; how many were."""
    placed = 0
    now = ws.now()
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        if not measured(policy):
            return 0
        active = _active(view, ws) if reviewer is None else [reviewer]
        lacking = {name: AHEAD - view.queue.for_one(ws.project.id, name) for name in active}
        lacking = {name: n for name, n in lacking.items() if n > 0}
        waiting = alike(_waiting(view, ws)) if lacking else []
        sources = sources_of(view, ws, policy) if waiting else []
        if len(sources) < FEWEST:
            return 0
        people = roster(view, ws, now) or {}
        chosen = {
            name: choose(
                sources,
                n,
                key=ws.project.key,
                reviewer=name,
                skills=people.get(name, ()),
                seen=_seen(view, ws, name),
                models={task.model for task in waiting},
            )
            for name, n in lacking.items()
        }
    for name, found in chosen.items():
        if found:
            placed += _placed(ws, policy, name, found, waiting)
    return placed


def sources_of(view: Snapshot, ws: Workspace, policy: Policy) -> list[Source]:
    """Items whose answer is known well enough to measure people by, newest first."""
    resolved = [
        one
        for one in view.find(
            Resolution,
            kind=[ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED],
            newest_first=True,
            limit=NEWEST,
            project_id=ws.project.id,
        )
        if one.kind is ResolutionKind.ADJUDICATED or one.n_reviews > 1
    ]
    tasks = {task.id: task for task in view.find(Task, id=[one.task_id for one in resolved])}
    out = {
        one.item_id: _of_task(
            tasks[one.task_id],
            name=f"resolution:{one.id}",
            label=one.label or "",
            cause=one.cause,
            why=one.why,
        )
        for one in reversed(resolved)
    }
    held = [
        case
        for case in view.find(HeldCase, newest_first=True, limit=NEWEST, project_id=ws.project.id)
        if case.prediction_id is not None and case.item_id not in out
    ]
    if held:
        out.update(_of_held(view, ws, policy, held))
    return list(out.values())


def would_settle(view: Snapshot, ws: Workspace, task: Task, policy: Policy, review: Review) -> str:
    """The label that a honeypot's answer would settle if it were any other task; "" for none.

    The reviewer is told so: an answer that never settles anything would give it away.
    """
    if review.answer is Answer.SKIP:
        return ""
    audit = AUDIT in task.flags
    held = audit and task.overlap > policy.consensus.minimum
    like = replace(task, sampled=audit, hold=held)
    weighed = weigh(ws, like, policy, known_of(view, ws, policy), [review])
    return weighed.label if weighed.step == "accept" else ""


def _of_task(task: Task, *, name: str, label: str, cause: str | None, why: str) -> Source:
    return Source(
        name=name,
        item_id=task.item_id,
        label=label,
        cause=cause,
        why=why,
        asks=task.skill,
        flags=task.flags,
        score=task.score,
        strategy=task.strategy,
        overlap=task.overlap,
        model=task.model,
        model_says=task.model_says,
        group=task.group,
        attributes=task.attributes,
    )


def _of_held(
    view: Snapshot, ws: Workspace, policy: Policy, held: list[HeldCase]
) -> dict[str, Source]:
    """Those that were tasks, as those; others as their predictions would have been."""
    idents = [case.prediction_id or "" for case in held]
    tasks = {
        task.prediction_id: task
        for task in view.find(Task, project_id=ws.project.id, prediction_id=idents)
    }
    out = {}
    rest = []
    for case in held:
        task = tasks.get(case.prediction_id or "")
        if task is None:
            rest.append(case)
            continue
        out[case.item_id] = _of_task(
            task, name=f"held:{case.id}", label=case.label, cause=None, why=""
        )
    raw = np.frombuffer(b"".join(to_bytes(c.prediction_id or "") for c in rest), dtype=np.uint8)
    there = view.log.known(ws.project.id, raw.reshape(-1, 16)).rows.tolist() if rest else []
    kept = [rest[row] for row in there]
    if not kept:
        return out
    rows = view.log.rows(ws.project.id, [case.prediction_id or "" for case in kept])
    read = calibrated_for(
        view, ws, [row.model for row in rows], np.stack([row.probabilities for row in rows])
    )
    predicted = np.array([ws.project.labels.index(row.label) for row in rows], dtype=np.int32)
    for case, row, answer in zip(kept, rows, says(read, predicted, ws.project.labels), strict=True):
        out[case.item_id] = Source(
            name=f"held:{case.id}",
            item_id=case.item_id,
            label=case.label,
            cause=None,
            why="",
            asks=asked(policy.routing, attributes=case.attributes, says=answer),
            flags=row.flags or (AUDIT,),
            score=row.score,
            strategy=row.strategy,
            overlap=policy.consensus.minimum,
            model=row.model,
            model_says=answer,
            group=case.group,
            attributes=case.attributes,
        )
    return out


def _active(view: Snapshot, ws: Workspace) -> list[str]:
    since = int((ws.now() - ACTIVE).timestamp() * 1000)
    first = uuid7(at_ms=since, random=bytes(10))
    found = view.tally(Review, "reviewer", project_id=ws.project.id, after=first)
    return sorted(name for (name,) in found)


def _waiting(view: Snapshot, ws: Workspace) -> list[Task]:
    places = view.backlog.walk(ws.project.id, Waits.FREE, now=ws.now(), after=None, limit=LIKE)
    return view.find(Task, id=[place.task_id for place in places]) if places else []


def _seen(view: Snapshot, ws: Workspace, reviewer: str) -> Collection[str]:
    """Items that the reviewer has answered, or that were placed for them."""
    mine: dict[str, Any] = {"project_id": ws.project.id, "reviewer": reviewer}
    answered = [task for (task,) in view.pluck(Review, "task_id", **mine)]
    items = view.pluck(Task, "item_id", id=answered) if answered else []
    return {item for (item,) in [*items, *view.pluck(Honeypot, "item_id", **mine)]}


def _placed(
    ws: Workspace, policy: Policy, reviewer: str, found: list[Source], waiting: list[Task]
) -> int:
    now = ws.now()
    rng = np.random.default_rng(int.from_bytes(ws.entropy(8), "big"))
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        found = found[: AHEAD - tx.queue.for_one(ws.project.id, reviewer)]  # another was faster
        seen = _seen(tx, ws, reviewer)
        found = [one for one in found if one.item_id not in seen]
        if not found:
            return 0
        tasks = [
            disguised(
                one,
                waiting[int(rng.integers(len(waiting)))],
                reviewer=reviewer,
                prediction_id=ws.mint(),
                rng=rng,
                due=timedelta(hours=policy.review.due_hours),
            )
            for one in found
        ]
        tx.queue.add(tasks, slots=1)
        tx.put(
            *(
                Honeypot(
                    id=task.id,
                    project_id=ws.project.id,
                    reviewer=reviewer,
                    item_id=one.item_id,
                    label=one.label,
                    cause=one.cause,
                    why=one.why,
                    source=one.name,
                    created_at=now,
                )
                for task, one in zip(tasks, found, strict=True)
            )
        )
        tx.record(
            Event(verb=Verb.HONEYPOT_PLACED, object_id=tasks[0].id, figures={"n": len(tasks)})
        )
    return len(tasks)
