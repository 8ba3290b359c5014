"""Answered twice: what several people said of the same items before they knew of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from errata.core.ids import uuid7
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Answer, Review, Task
from errata.flow.review.dispute import decides
from errata.flow.workspace import Workspace
from errata.loop.consensus.answers import Answers, encode

NEWEST = 30_000  # answers looked at: memory stays bounded
PLANNED = 30  # tasks that were to be answered twice, from which on they are looked at alone


@dataclass(frozen=True, kw_only=True)
class AnsweredTwice:
    """Answers by task, oldest first, and how the tasks were chosen."""

    tasks: dict[str, Task]
    reviews: list[Review]  # ascending; at least two of each task
    planned: bool  # whether all of these tasks were to be answered by several from the start
    says: str

    def answers(
        self,
        of: Callable[[Review], str | None] = lambda review: review.label,
        *,
        classes: Sequence[str] | None = None,
        only: Callable[[Review], bool] = lambda review: True,
    ) -> Answers | None:
        """One column of them, coded; None where no task has two. Missing ones are left out."""
        rows = [
            (review.task_id, review.reviewer, said)
            for review in self.reviews
            if only(review) and (said := of(review)) is not None
        ]
        by_task: dict[str, int] = defaultdict(int)
        for task, _, _ in rows:
            by_task[task] += 1
        rows = [row for row in rows if by_task[row[0]] > 1]
        if not rows:
            return None
        named = sorted({*(classes or ()), *(said for _, _, said in rows)}, key=_place(classes))
        tasks, reviewers, labels = zip(*rows, strict=True)
        return encode(tasks, reviewers, labels, classes=named)


def answered_twice(
    view: Snapshot, ws: Workspace, policy: Policy, *, since: datetime | None = None
) -> AnsweredTwice:
    """The newest answers of people who could not know what the others said.

    Answers to honeypots, skips, and an expert's who decided a dispute are left out. Where a second
    answer was asked for only because the first one was in doubt, people seem to disagree more than
    they do. So from 30 tasks on that were to be answered by several from the start (the hold, or
    `consensus.minimum` above 1), those are looked at alone, with their first answers alone.
    """
    after = None
    if since is not None:  # identifiers count from 1970 on
        after = uuid7(at_ms=max(int(since.timestamp() * 1000), 0), random=bytes(10))
    found = view.find(Review, project_id=ws.project.id, newest_first=True, limit=NEWEST)
    if after is not None:
        found = [review for review in found if review.id > after]
    given: dict[str, list[Review]] = defaultdict(list)
    for review in reversed(found):
        if not review.measures and review.answer is not Answer.SKIP:
            given[review.task_id].append(review)
    several = [task for task, reviews in given.items() if len(reviews) > 1]
    tasks = {task.id: task for task in view.find(Task, id=several)} if several else {}
    first = {task.id: given[task.id][: max(task.overlap, 1)] for task in tasks.values()}
    chosen = {task: some for task, some in first.items() if len(some) > 1}
    planned = len(chosen) >= PLANNED
    if not planned:
        chosen = {task: _apart(tasks[task], given[task], policy) for task in tasks}
    chosen = {task: some for task, some in chosen.items() if len(some) > 1}
    most = f" among the newest {NEWEST:,} answers" if len(found) == NEWEST else ""
    how = (
        "tasks that several people were to answer from the start, with their first answers alone"
        if planned
        else "every task that two people answered; a second one is mostly asked where the first is "
        "in doubt, so people agree more than this shows"
    )
    return AnsweredTwice(
        tasks={task: tasks[task] for task in chosen},
        reviews=sorted(
            (review for some in chosen.values() for review in some), key=lambda review: review.id
        ),
        planned=planned,
        says=how + most,
    )


def _apart(task: Task, reviews: list[Review], policy: Policy) -> list[Review]:
    """Without whoever decided a dispute, who had read the others' answers."""
    return [
        review
        for before, review in enumerate(reviews)
        if not decides(task, review.skill, before, policy)
    ]


def _place(classes: Sequence[str] | None) -> Callable[[str], tuple[int, str]]:
    """The project's labels in their order; others, of old versions, behind them."""
    order = {name: place for place, name in enumerate(classes or ())}
    return lambda name: (order.get(name, len(order)), name)
