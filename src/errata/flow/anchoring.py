"""Anchoring: how much seeing the model's answer first pulls reviewers towards it."""

from __future__ import annotations

from dataclasses import dataclass

from errata.core.estimate import Estimate
from errata.core.task import Answer, Review, Task
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
    """Compare on randomly sampled tasks, each counted once: its first answer.

    Only they show the model as it is in production; what was chosen because the model was unsure
    would show something else. Who answers blind is set by the policy, not drawn, so the
    difference is what was seen, and no proof of what caused it.
    """
    with ws.store.snapshot() as view:
        reviews = view.find(
            Review,
            project_id=ws.project.id,
            answer=Answer.LABEL,
            newest_first=True,
            limit=NEWEST,
        )[::-1]
        ids = [review.task_id for review in reviews]
        tasks = {task.id: task for task in view.find(Task, id=ids, sampled=True)}
        reviews = [review for review in reviews if review.task_id in tasks]
    first: dict[str, Review] = {}
    for review in reviews:
        first.setdefault(review.task_id, review)
    agreed: dict[bool, list[bool]] = {True: [], False: []}
    for review in first.values():
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
    if blind is None and shown is None:
        return "No randomly sampled task has been answered yet, so nothing is known."
    if difference is None:
        how = "before" if shown is None else "after"
        return (
            f"All sampled tasks were answered {how} the model's answer was seen, so there is "
            "nothing to compare with."
        )
    assert blind is not None
    assert shown is not None
    seen = (
        f"Reviewers agree with the model in {shown.value:.1%} of {shown.n} sampled tasks when they "
        f"see its answer first, and in {blind.value:.1%} of {blind.n} when they do not"
    )
    if difference.low > 0:
        meaning = "seeing it first goes with more agreement than chance explains"
    elif difference.high < 0:
        meaning = "seeing it first goes with less agreement than chance explains"
    else:
        meaning = "chance alone may explain the difference"
    return (
        f"{seen}: {meaning} ({difference.value:+.1%}, 95 % interval {difference.low:+.1%} to "
        f"{difference.high:+.1%}). The policy, not a draw, chose who answered blind, so other "
        "things may differ too, such as the time or the model."
    )
