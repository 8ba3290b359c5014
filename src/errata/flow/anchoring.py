"""Anchoring: how much seeing the model's answer first pulls reviewers towards it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile

from errata.core.estimate import Estimate
from errata.core.task import Answer, Review, Task
from errata.flow.review.blind import is_ordinary
from errata.flow.workspace import Workspace
from errata.stats.binomial import proportion
from errata.stats.shares import share_difference

NEWEST = 20_000  # reviews looked at


@dataclass(frozen=True, kw_only=True)
class Anchoring:
    """Agreement with the model among those who answered before they saw it, and after."""

    blind: Estimate | None  # None: nobody answered so
    shown: Estimate | None
    difference: Estimate | None  # shown minus blind; None while one side is empty
    says: str


def anchoring(ws: Workspace) -> Anchoring:
    """Compare on the tasks of which a draw decides who is blind, each counted by its first answer.

    Audits are always blind where anything is, so they tell nothing here. Answers from before the
    first blind one were given under another policy and are left out: what remains differs by the
    draw alone, up to the hardness of the tasks that the draw evens out.
    """
    with ws.store.snapshot() as view:
        reviews = view.find(
            Review,
            project_id=ws.project.id,
            answer=Answer.LABEL,
            newest_first=True,
            limit=NEWEST,
        )[::-1]
        reviews = [review for review in reviews if not review.measures]
        ids = list({review.task_id for review in reviews})
        found = view.find(Task, id=ids, sampled=False)
    tasks = {task.id: task for task in found if is_ordinary(task)}
    first: dict[str, Review] = {}
    for review in reviews:
        if review.task_id in tasks:
            first.setdefault(review.task_id, review)
    counted = list(dropwhile(lambda review: not review.blind, first.values()))
    agreed: dict[bool, list[bool]] = {True: [], False: []}
    for review in counted:
        agreed[review.blind].append(review.label == tasks[review.task_id].predicted)
    blind, shown = (_share(agreed[side]) for side in (True, False))
    difference = None
    if blind is not None and shown is not None:
        difference = share_difference(
            sum(agreed[False]), len(agreed[False]), sum(agreed[True]), len(agreed[True])
        )
    return Anchoring(
        blind=blind, shown=shown, difference=difference, says=_says(blind, shown, difference)
    )


def _share(agreed: list[bool]) -> Estimate | None:
    return proportion(sum(agreed), len(agreed)) if agreed else None


def _says(blind: Estimate | None, shown: Estimate | None, difference: Estimate | None) -> str:
    if blind is None:
        return (
            'No task has been answered blind by the draw yet. With review.blind = "audits" a share '
            "of the ordinary tasks (review.blind_share) is, and this page then tells what seeing "
            "the model's answer first does."
        )
    if shown is None or difference is None:
        return "Every task is answered blind, so there is nothing to compare with."
    seen = (
        f"Reviewers agree with the model in {shown.value:.1%} of {shown.n} tasks when they see its "
        f"answer first, and in {blind.value:.1%} of {blind.n} drawn at random when they do not"
    )
    if difference.low > 0:
        meaning = "seeing it first makes people agree with it more often"
    elif difference.high < 0:
        meaning = "seeing it first makes people agree with it less often"
    else:
        meaning = "chance alone may explain the difference"
    return (
        f"{seen}: {meaning} ({difference.value:+.1%}, 95 % interval {difference.low:+.1%} to "
        f"{difference.high:+.1%})."
    )
