"""Settle: what the reviews of a task add up to, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from errata.core.overlap_policy import OverlapPolicy
from errata.core.policy import Policy
from errata.core.ports import Transaction
from errata.core.requirement import met, with_part
from errata.core.task import Answer, Resolution, ResolutionKind, Review, Task
from errata.flow.crowd import Known, known_of
from errata.flow.people.roster import roster
from errata.flow.review.conclude import conclude
from errata.flow.review.dispute import adjudicator, counted, divided
from errata.flow.webhooks.announce import announce
from errata.flow.workspace import Workspace
from errata.loop.consensus.next_rater import next_rater
from errata.loop.consensus.resolve import resolve
from errata.loop.review.priority import FOLLOW_UP_BONUS

EVEN = 1e-9  # two labels whose probabilities differ by less are even
# (what is known of the reviewers counts, the model's answer counts) -> the method's name
METHOD = {
    (False, False): "one_coin.v1",
    (False, True): "one_coin_model_prior.v1",
    (True, False): "crowd.v1",
    (True, True): "crowd_model_prior.v1",
}


def settle(ws: Workspace, tx: Transaction, task: Task, policy: Policy) -> Resolution | None:
    """What the task's reviews add up to so far; what settles it is told to who waits for it.

    A honeypot's answer adds up to nothing: it measures the reviewer, and that is all.
    """
    reviews = tx.find(Review, task_id=task.id)
    if any(review.measures for review in reviews):
        return None
    resolution = _add_up(ws, tx, task, policy, reviews)
    if resolution is not None:
        announce(ws, tx, resolution)
    return resolution


def _add_up(
    ws: Workspace, tx: Transaction, task: Task, policy: Policy, everything: list[Review]
) -> Resolution | None:
    reviews = counted(everything)
    known = known_of(tx, ws, policy)
    expert = adjudicator(task, reviews, policy)
    if expert is not None:
        return _decided(ws, tx, task, policy, known, expert, reviews)
    weighed = weigh(ws, task, policy, known, reviews)
    if weighed.step == "accept":
        return _accepted(
            ws,
            tx,
            task,
            weighed.label,
            reviews,
            posterior=weighed.posterior,
            method=weighed.method,
        )
    # What is begun is finished first, whatever place its task had in the queue.
    urgent = replace(task, priority=task.priority + FOLLOW_UP_BONUS)
    if tx.queue.is_open(task.id):
        tx.queue.raise_priority(ws.project.id, [(task.id, urgent.priority)])
    elif weighed.step == "adjudicate" or _nobody_left(ws, tx, task, policy, everything):
        # Whoever judges meets what the task asked of everybody, too.
        asks = with_part(task.skill, policy.review.expert_skill)
        tx.queue.ask_again(urgent, skill=asks)
    else:
        tx.queue.ask_again(urgent)
    return None


def _nobody_left(
    ws: Workspace, tx: Transaction, task: Task, policy: Policy, reviews: list[Review]
) -> bool:
    """Whether one more slot like the others would wait in vain, so that an expert is asked.

    As many skipped it as may answer at most; or all who could take it have had it.
    """
    if sum(review.answer is Answer.SKIP for review in reviews) >= policy.consensus.maximum:
        return True
    people = roster(tx, ws, ws.now())
    asked = {review.reviewer for review in reviews}
    return people is not None and not any(
        met(task.skill, skills) for name, skills in people.items() if name not in asked
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """What the answers so far say, and what is to be done about it."""

    step: str
    label: str
    posterior: float
    method: str


def weigh(
    ws: Workspace, task: Task, policy: Policy, known: Known | None, reviews: Sequence[Review]
) -> Weighed:
    """The likeliest label by these answers, and whether it is accepted."""
    prior = _prior(ws, task, policy)
    of_people = _posterior(ws, policy, known, reviews)
    posterior = of_people if prior is None else _posterior(ws, policy, known, reviews, prior)
    overlap = overlap_of(task, policy)
    step: str = next_rater(posterior, len(reviews), overlap)
    best = int(np.argmax(posterior))
    if step == "accept" and not _is_given(ws.project.labels, best, of_people, reviews):
        step = "ask" if len(reviews) < overlap.maximum else "adjudicate"
    return Weighed(
        step=step,
        label=ws.project.labels[best],
        posterior=float(posterior[best]),
        method=METHOD[known is not None, prior is not None],
    )


def _posterior(
    ws: Workspace,
    policy: Policy,
    known: Known | None,
    reviews: Sequence[Review],
    prior: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """The labels' probabilities, by what is known of each who answered."""
    return resolve(
        [(review.reviewer, review.label) for review in reviews],
        classes=ws.project.labels,
        accuracy=policy.review.reviewer_accuracy,
        prior=prior,
        confusion=None if known is None else known.of(review.reviewer for review in reviews),
    )


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


def overlap_of(task: Task, policy: Policy) -> OverlapPolicy:
    """How many answers the task gets; more where the policy calls its class critical, or held.

    Held truth must stand on people alone, so it asks several of them.
    """
    overlap = policy.consensus
    wanted = [overlap.minimum]
    if task.hold:
        wanted.append(policy.review.hold_minimum)
    if task.predicted in overlap.critical:
        wanted.append(overlap.critical_minimum)
    return replace(overlap, minimum=min(max(wanted), overlap.maximum))


def _is_given(
    labels: Sequence[str], best: int, of_people: NDArray[np.float64], reviews: Sequence[Review]
) -> bool:
    """Whether somebody said so, and people's answers alone speak for it more than for any other.

    However sure the model is, its answer never outvotes the people who looked.
    """
    others = np.delete(of_people, best)
    leads = float(of_people[best]) - float(others.max(initial=0.0)) > EVEN
    return leads and any(review.label == labels[best] for review in reviews)


def _accepted(
    ws: Workspace,
    tx: Transaction,
    task: Task,
    label: str,
    reviews: Sequence[Review],
    posterior: float,
    method: str,
) -> Resolution:
    """The consensus, with the reasons of those who gave its label."""
    agreeing = [review for review in reviews if review.label == label]
    causes = [review.cause for review in agreeing if review.cause]
    return conclude(
        ws,
        tx,
        task,
        label=label,
        kind=ResolutionKind.ACCEPTED,
        reviews=reviews,
        posterior=posterior,
        method=method,
        cause=max(sorted(set(causes)), key=causes.count) if causes else None,
        why=_words(agreeing),
    )


def _decided(
    ws: Workspace,
    tx: Transaction,
    task: Task,
    policy: Policy,
    known: Known | None,
    expert: Review,
    reviews: Sequence[Review],
) -> Resolution:
    """The expert's word ends the dispute, their cause and reason first; or nobody could tell."""
    others = [review for review in reviews if review.id != expert.id]
    agreeing = [expert, *(review for review in others if review.label == expert.label)]
    causes = [review.cause for review in agreeing if review.cause]
    label, posterior, why = expert.label, 0.0, _words(agreeing)
    if label is not None:
        said = _posterior(ws, policy, known, [expert])
        posterior = float(said[ws.project.labels.index(label)])
    else:
        why = f"{_nobody_could(others)}: {why}" if why else _nobody_could(others)
    return conclude(
        ws,
        tx,
        task,
        label=label,
        kind=ResolutionKind.ADJUDICATED if label is not None else ResolutionKind.REJECTED,
        reviews=reviews,
        posterior=posterior,
        method="expert.v1",
        cause=causes[0] if causes else None,
        why=why,
    )


def _nobody_could(others: Sequence[Review]) -> str:
    """Why a task is rejected.

    >>> _nobody_could([])
    'the expert could not tell'
    """
    before = f" after the others ({divided(others)})" if others else ""
    return f"the expert could not tell{before}"


def _words(reviews: Sequence[Review]) -> str:
    """Their reasons, each once."""
    return " | ".join(dict.fromkeys(review.why for review in reviews if review.why))
