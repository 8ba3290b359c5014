"""Reviewers: how much each did, how fast, and how often the others agree with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from errata.core.estimate import Estimate
from errata.core.ports import Snapshot
from errata.core.task import Answer, Review, Task
from errata.flow.lead.page import LIMIT, Page, check_limit
from errata.flow.workspace import Workspace
from errata.stats.binomial import proportion

NEWEST = 1_000  # of one reviewer's reviews looked at


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewerRow:
    """One reviewer's work. What is told beside the counts is of their newest reviews."""

    name: str
    reviews: int
    unsure: int
    skipped: int
    seconds_median: float | None  # of answers with a label
    agreement: Estimate | None  # with what most of the others said; None: nobody else answered
    corrections: int  # among the newest: answers that differ from the model's
    looked_at: int  # the newest, of which the above is told
    last_at: datetime


def reviewers_page(
    ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT
) -> Page[ReviewerRow]:
    """Reviewers by name, those after `cursor`."""
    check_limit(limit)
    with ws.store.snapshot() as view:
        counted = view.tally(Review, "reviewer", "answer", project_id=ws.project.id)
        names = sorted({name for name, _ in counted if cursor is None or name > cursor})
        rows = []
        for name in names[:limit]:
            answers = {Answer(kind): n for (who, kind), n in counted.items() if who == name}
            rows.append(_row(view, ws, name, answers))
    return Page(items=rows, next=names[limit - 1] if len(names) > limit else None)


def _row(view: Snapshot, ws: Workspace, name: str, answers: dict[Answer, int]) -> ReviewerRow:
    reviews = view.find(
        Review, project_id=ws.project.id, reviewer=name, newest_first=True, limit=NEWEST
    )
    labelled = [review for review in reviews if review.answer is Answer.LABEL]
    ids = [review.task_id for review in labelled]
    tasks = {task.id: task for task in view.find(Task, id=ids)}
    return ReviewerRow(
        name=name,
        reviews=sum(answers.values()),
        unsure=answers.get(Answer.UNSURE, 0),
        skipped=answers.get(Answer.SKIP, 0),
        seconds_median=median(r.seconds_spent for r in labelled) if labelled else None,
        agreement=_agreement(labelled, view.find(Review, task_id=ids, answer=Answer.LABEL)),
        corrections=sum(review.label != tasks[review.task_id].predicted for review in labelled),
        looked_at=len(reviews),
        last_at=reviews[0].created_at,
    )


def _agreement(mine: Sequence[Review], all_reviews: Sequence[Review]) -> Estimate | None:
    """How often the most frequent answer of the others is this reviewer's; ties are left out.

    Their own answer never counts on the other side, as it would in a task's resolution.
    """
    others: dict[str, Counter[str]] = defaultdict(Counter)
    for review in all_reviews:
        if mine and review.reviewer != mine[0].reviewer and review.label is not None:
            others[review.task_id][review.label] += 1
    agreed: list[bool] = []
    for review in mine:
        ranked = others[review.task_id].most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            continue
        agreed.append(review.label == ranked[0][0])
    if not agreed:
        return None
    found = proportion(sum(agreed), len(agreed))
    return replace(
        found, method="wilson; tasks that others answered too, their own answer left out"
    )
