"""Pick: move the predictions that teach most to the top of the queue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import InjectedExample
from errata.core.errors import InputError
from errata.core.events import Event, Verb
from errata.core.ids import to_text
from errata.core.item import Items
from errata.core.outcome import OutcomeReport
from errata.core.policy import Policy
from errata.core.ports import LogRows, Snapshot
from errata.core.prediction import Flag
from errata.core.task import Resolution, Review, Task
from errata.flow.agreed import held_contents
from errata.flow.calibrated import calibrated_for
from errata.flow.tasks import new_tasks
from errata.flow.workspace import Workspace, champion_of, loaded, policy_of
from errata.loop.discover.select_batch import default_strategy, select_batch
from errata.loop.discover.strategies import Pool
from errata.loop.review.priority import PICK_BONUS, priority_key

NEWEST = 20_000  # candidates looked at, newest first: memory stays bounded


def pick(ws: Workspace, n: int, *, strategy: str | None = None, seed: int = 0) -> list[Task]:
    """Choose up to `n` unanswered predictions and raise them above single doubts; best first.

    What is begun and the random audits stay before them.

    The champion scores them anew where Errata can run it. A deterministic choice: it carries no
    propensity and enters no estimate. Raises InputError when `n` is not positive.
    """
    if n < 1:
        raise InputError(f"a batch of {n}", wanted="1 or more")
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        rows = view.log.scan(ws.project.id)
        open_rows = _candidates(view, ws, rows)
        if not len(open_rows):
            return []
        champion = champion_of(view, ws.project)
        ids = to_text(rows.ids[open_rows])
        items = view.log.items(ws.project.id, ids)
        models = [str(model) for model in rows.model[open_rows]]
        read = calibrated_for(view, ws, models, rows.probabilities[open_rows])
        tasks = {task.prediction_id: task for task in view.find(Task, project_id=ws.project.id)}
    probabilities = read.copy()
    embeddings = None
    if champion is not None and champion.blob is not None:
        model = loaded(ws, champion)
        probabilities = model.predict_proba(items)
        embeddings = model.embed(items)
    else:  # a foreign model's labels alone say nothing of doubt: an even row
        blank = np.isnan(probabilities[:, 0])
        probabilities[blank] = 1 / probabilities.shape[1]
    named = strategy or policy.review.batch_strategy
    if named == "default":
        named = default_strategy(Pool(probabilities=probabilities, embeddings=embeddings))
    chosen = select_batch(
        probabilities,
        min(n, len(open_rows)),
        embeddings=embeddings,
        strategy=named,
        rng=np.random.default_rng(seed),
    )
    return _raise(
        ws,
        policy,
        rows,
        open_rows[chosen],
        items.take(chosen),
        read[chosen],
        tasks,
        named,
    )


def _candidates(view: Snapshot, ws: Workspace, rows: LogRows) -> NDArray[np.int64]:
    """Predictions nobody has answered, one of each item, none that is held or trained."""
    held = held_contents(view, ws)
    taken_items = {item for item, _ in held}
    groups = {group for _, group in held if group}
    resolved = view.find(Resolution, project_id=ws.project.id)
    told = view.find(OutcomeReport, project_id=ws.project.id, trusted=True)
    taken_items |= {found.item_id for found in resolved} | {report.item_id for report in told}
    done: set[str] = set()
    taken_items |= {e.item_id for e in view.find(InjectedExample, project_id=ws.project.id)}
    answered = {review.task_id for review in view.find(Review, project_id=ws.project.id)}
    done |= {
        task.prediction_id
        for task in view.find(Task, project_id=ws.project.id)
        if task.id in answered or task.hold
    }
    kept: list[int] = []
    prediction_ids, item_ids = to_text(rows.ids), to_text(rows.item_ids)
    for row in range(len(rows) - 1, -1, -1):
        if len(kept) == NEWEST:
            break
        if prediction_ids[row] in done or item_ids[row] in taken_items:
            continue
        if rows.group[row] in groups:
            continue
        taken_items.add(item_ids[row])
        kept.append(row)
    return np.array(sorted(kept), dtype=np.int64)


def _raise(
    ws: Workspace,
    policy: Policy,
    rows: LogRows,
    chosen: NDArray[np.int64],
    items: Items,
    read: NDArray[np.float64],
    tasks: dict[str, Task],
    strategy: str,
) -> list[Task]:
    """The chosen rows' tasks, best first: those in the queue already move up, the rest are new."""
    worth = 1 - np.arange(len(chosen)) / len(chosen)
    ids = to_text(rows.ids[chosen])
    fresh = np.array([ident not in tasks for ident in ids], dtype=bool)
    new = chosen[fresh]
    made = new_tasks(
        ws,
        policy,
        prediction_ids=rows.ids[new],
        item_ids=rows.item_ids[new],
        groups=[str(group) for group in rows.group[new]],
        flags=[Flag.DISCOVERY.words()] * len(new),
        scores=worth[fresh],
        strategy=strategy,
        doubt=worth[fresh],
        bonus=PICK_BONUS,
        expert=np.zeros(len(new), dtype=bool),
        sampled=np.zeros(len(new), dtype=bool),
        hold=np.zeros(len(new), dtype=bool),
        models=[str(model) for model in rows.model[new]],
        calibrated=read[fresh],
        predicted=rows.predicted[new],
        attributes={name: column[new] for name, column in rows.attributes.items()},
    )
    now = ws.now()
    rate = policy.review.ageing_per_day / 86_400
    keys = priority_key(worth, 1.0, 1.0, now.timestamp(), ageing_rate=rate) + PICK_BONUS
    moved = [
        replace(tasks[ident], priority=max(float(key), tasks[ident].priority))
        for ident, key, is_new in zip(ids, keys, fresh, strict=True)
        if not is_new
    ]
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        queued = tx.find(
            Task, project_id=ws.project.id, prediction_id=[task.prediction_id for task in made]
        )
        meanwhile = {task.prediction_id for task in queued}
        made = [task for task in made if task.prediction_id not in meanwhile]
        tx.keep_items(ws.project.id, items.take(fresh))
        tx.queue.add(made)
        tx.queue.raise_priority(ws.project.id, [(task.id, task.priority) for task in moved])
        tx.record(
            Event(
                verb=Verb.TASKS_PICKED,
                object_id=ws.project.id,
                figures={"n": len(chosen), "strategy": strategy},
            )
        )
    return sorted(made + moved, key=lambda task: -task.priority)
