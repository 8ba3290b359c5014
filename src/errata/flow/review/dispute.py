"""Dispute: people could not agree, so an expert decides, and reads everybody's reasons first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from errata.core.dispute import Dispute, Opinion
from errata.core.draws import uniform
from errata.core.ids import to_bytes
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.requirement import parts
from errata.core.task import Answer, Lease, Review, Task
from errata.flow.workspace import Workspace


def counted(reviews: Sequence[Review]) -> list[Review]:
    """The answers that tell of the item: no skips, and none to a honeypot."""
    return [r for r in reviews if r.answer is not Answer.SKIP and not r.measures]


def decides(task: Task, skill: str, n_before: int, policy: Policy) -> bool:
    """Whether an answer in a slot of this skill, after so many others, ends a dispute.

    The slot asks for an expert where the task did not; where the task asked for experts from the
    start, the one past the last answer decides.
    """
    expert = policy.review.expert_skill
    if expert not in parts(skill):
        return False
    return expert not in parts(task.skill) or n_before >= policy.consensus.maximum


def adjudicator(task: Task, reviews: Sequence[Review], policy: Policy) -> Review | None:
    """The newest answer that ends the dispute; its reviewer has seen what the others said."""
    given = counted(reviews)
    for before in range(len(given) - 1, -1, -1):
        if decides(task, given[before].skill, before, policy):
            return given[before]
    return None


def dispute_of(
    view: Snapshot, ws: Workspace, policy: Policy, task: Task, lease: Lease
) -> Dispute | None:
    """What the others said, for whoever holds the slot that decides; None for everybody else."""
    if policy.review.expert_skill not in parts(lease.skill):
        return None  # the usual case costs no read
    given = counted(view.find(Review, task_id=task.id))
    if not given or not decides(task, lease.skill, len(given), policy):
        return None
    return told(ws, given)


def told(ws: Workspace, reviews: Sequence[Review]) -> Dispute:
    """The opinions without their people, in an order drawn from the project's key.

    It is the same whoever looks, and neither time nor names can be read from it.
    """
    idents = np.frombuffer(b"".join(to_bytes(r.id) for r in reviews), dtype=np.uint8)
    draws = uniform(ws.project.key, "dispute", idents.reshape(-1, 16))
    return Dispute(
        answers=tuple(
            Opinion(
                label=reviews[row].label,
                cause=reviews[row].cause,
                why=reviews[row].why,
                evidence=reviews[row].evidence,
            )
            for row in np.argsort(draws, kind="stable")
        ),
        says=divided(reviews),
    )


def divided(reviews: Sequence[Review]) -> str:
    """How the answers divide, the most frequent first, such as "3 say card, 2 cannot tell"."""
    n = Counter(review.label for review in reviews)
    labels = sorted((label for label in n if label is not None), key=lambda one: (-n[one], one))
    said = [f"{n[label]} {'says' if n[label] == 1 else 'say'} {label}" for label in labels]
    if n[None]:
        said.append(f"{n[None]} cannot tell")
    return ", ".join(said)
