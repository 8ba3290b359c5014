"""Settle: what the reviews of a task add up to, and what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import HeldCase, Stratum
from errata.core.overlap_policy import OverlapPolicy
from errata.core.policy import Policy
from errata.core.ports import Transaction
from errata.core.task import Answer, Resolution, ResolutionKind, Review, Task
from errata.flow.found import open_error
from errata.flow.hold import fold_of
from errata.flow.webhooks.announce import announce
from errata.flow.workspace import Workspace
from errata.loop.consensus.next_rater import next_rater
from errata.loop.consensus.resolve import resolve
from errata.loop.review.priority import FOLLOW_UP_BONUS


def settle(ws: Workspace, tx: Transaction, task: Task, policy: Policy) -> Resolution | None:
    """What the task's reviews add up to so far; what settles it is told to who waits for it."""
    resolution = _add_up(ws, tx, task, policy)
    if resolution is not None:
        announce(ws, tx, resolution)
    return resolution


def _add_up(ws: Workspace, tx: Transaction, task: Task, policy: Policy) -> Resolution | None:
    reviews = tx.find(Review, task_id=task.id)
    counted = [review for review in reviews if review.answer is not Answer.SKIP]
    verdict = _adjudication(task, counted, policy)
    if verdict is not None:
        return _resolved(
            ws,
            tx,
            task,
            verdict.label,
            ResolutionKind.ADJUDICATED,
            counted,
            policy.review.reviewer_accuracy,
            "expert.v1",
        )
    posterior = resolve(
        [(review.reviewer, review.label) for review in counted],
        classes=ws.project.labels,
        accuracy=policy.review.reviewer_accuracy,
        prior=_prior(ws, task, policy),
    )
    overlap = policy.consensus
    if task.hold:  # held truth must not lean on the model that it will judge
        overlap = OverlapPolicy(
            minimum=min(policy.review.hold_minimum, overlap.maximum),
            maximum=overlap.maximum,
            bar=overlap.bar,
        )
    step = next_rater(posterior, len(counted), overlap)
    best = int(np.argmax(posterior))
    if step == "accept" and not _is_given(ws.project.labels[best], counted):
        step = "ask" if len(counted) < overlap.maximum else "adjudicate"
    if step == "accept":
        method = (
            "one_coin.v1"
            if task.sampled or not policy.review.model_prior
            else ("one_coin_model_prior.v1")
        )
        return _resolved(
            ws,
            tx,
            task,
            ws.project.labels[best],
            ResolutionKind.ACCEPTED,
            counted,
            float(posterior[best]),
            method,
        )
    # What is begun is finished first, whatever place its task had in the queue.
    urgent = replace(task, priority=task.priority + FOLLOW_UP_BONUS)
    if tx.queue.is_open(task.id):
        tx.queue.raise_priority(ws.project.id, [(task.id, urgent.priority)])
    else:
        adjudicate = step == "adjudicate"
        tx.queue.ask_again(urgent, skill=policy.review.expert_skill if adjudicate else None)
    return None


def _is_given(label: str, reviews: Sequence[Review]) -> bool:
    """Whether people said so, and more of them than said anything else.

    However sure the model is, its answer alone never outvotes the people who looked.
    """
    votes = Counter(review.label for review in reviews if review.label is not None)
    return votes[label] > max((n for other, n in votes.items() if other != label), default=0)


def _adjudication(task: Task, reviews: Sequence[Review], policy: Policy) -> Review | None:
    """The expert's answer to a dispute: given in a slot that asked for one, after the others'."""
    expert = policy.review.expert_skill
    asked = [review for review in reviews if review.skill == expert]
    if task.skill == expert:  # everybody is an expert here: the one past the last slot decides
        return asked[-1] if len(asked) > policy.consensus.maximum else None
    return asked[-1] if asked else None


def _prior(ws: Workspace, task: Task, policy: Policy) -> NDArray[np.float64] | None:
    """The model's calibrated answer as evidence; what it did not name is spread evenly."""
    named = {label: share for label, share in task.model_says.items() if share is not None}
    # An audit measures the model, so its label must not lean on it.
    if task.sampled or not policy.review.model_prior or not named:
        return None
    prior = np.full(len(ws.project.labels), 0.0)
    left = max(1.0 - sum(named.values()), 0.0)
    others = len(prior) - len(named)
    if others:
        prior[:] = left / others
    for name, share in named.items():
        prior[ws.project.labels.index(name)] = share
    prior /= prior.sum()
    return prior


def _resolved(
    ws: Workspace,
    tx: Transaction,
    task: Task,
    label: str | None,
    kind: ResolutionKind,
    reviews: Sequence[Review],
    posterior: float,
    method: str,
) -> Resolution:
    agreeing = [review for review in reviews if review.label == label]
    causes = [review.cause for review in agreeing if review.cause]
    resolution = Resolution(
        id=ws.mint(),
        project_id=ws.project.id,
        task_id=task.id,
        prediction_id=task.prediction_id,
        item_id=task.item_id,
        kind=kind if label is not None else ResolutionKind.REJECTED,
        label=label,
        posterior=posterior if label is not None else 0.0,
        method=method,
        n_reviews=len(reviews),
        cause=max(sorted(set(causes)), key=causes.count) if causes else None,
        why=" | ".join(dict.fromkeys(review.why for review in agreeing if review.why)),
        hold=task.hold,
        sampled=task.sampled,
        flags=task.flags,
        created_at=ws.now(),
    )
    tx.put(resolution)
    tx.queue.close(task.id)
    if label is None:
        return resolution
    error = None
    if label != task.predicted:
        error = open_error(
            ws,
            tx,
            prediction_id=task.prediction_id,
            item_id=task.item_id,
            model=task.model,
            predicted=task.predicted,
            label=label,
            cause=resolution.cause,
            why=resolution.why,
            source=f"resolution:{resolution.id}",
            hold=task.hold,
        )
    if task.hold and not tx.count(HeldCase, project_id=ws.project.id, item_id=task.item_id):
        tx.put(
            HeldCase(
                id=ws.mint(),
                project_id=ws.project.id,
                item_id=task.item_id,
                prediction_id=task.prediction_id,
                label=label,
                fold=fold_of(ws.project.key, task.item_id, task.group),
                stratum=Stratum.RANDOM,
                group=task.group,
                attributes=task.attributes,
                source=f"resolution:{resolution.id}",
                error_id=error.id if error else None,
                created_at=ws.now(),
            )
        )
    return resolution
