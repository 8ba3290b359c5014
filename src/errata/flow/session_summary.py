"""Session summary: what a reviewer has answered, and what their corrections changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from errata.core.dataset import DatasetVersion
from errata.core.error_record import ErrorRecord, ErrorStage, Stage
from errata.core.errors import InputError
from errata.core.model import GateReport, ModelVersion
from errata.core.ports import Snapshot
from errata.core.task import Answer, Resolution, Review, Task
from errata.flow.people.honeypot import would_settle
from errata.flow.workspace import Workspace, policy_of

MOST = 5_000  # of the newest reviews are summed up
STEP = 250
MODELS = 5  # the newest that learned something


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A model that was taught with a reviewer's corrections."""

    model: str
    dataset: int | None  # the number of the version that it was trained on
    taught: int  # corrections in that version
    fixed: int  # ... that it was the first to get right, or to get right again
    verdict: str | None  # of the gate; None: not proved yet


@dataclass(frozen=True, kw_only=True)
class SessionSummary:
    """One reviewer's answers since a time, and what came of them by now."""

    reviews: int
    corrections: int  # labels that differ from the model's
    confirmations: int
    unsure: int
    skipped: int
    seconds: float
    resolved: int  # tasks that are settled
    in_training: int  # corrections that entered a dataset version
    golden: int  # ... that guard the gate instead
    fixed: int  # ... that the newest champion to look at them gets right
    learned_by: tuple[Learned, ...]
    session_items: int  # of one focused session
    guideline_seen: int  # the newest version that they answered with; 0 before the first answer


def session_summary(
    ws: Workspace, *, reviewer: str, since: datetime | None = None
) -> SessionSummary:
    """Sum up the reviewer's answers since then, or all; of very many the newest count."""
    if since is not None and since.tzinfo is None:
        raise InputError(f"the time {since} without a zone", wanted="one with its zone")
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        reviews, seen = _reviews(view, ws, reviewer, since)
        tasks = {
            task.id: task for task in view.find(Task, id=[review.task_id for review in reviews])
        }
        labelled = [review for review in reviews if review.answer is Answer.LABEL]
        corrections = [
            review for review in labelled if review.label != tasks[review.task_id].predicted
        ]
        errors = _errors(view, ws, corrections, tasks)
        stages = view.find(ErrorStage, error_id=list(errors)) if errors else []
        resolved = view.count(Resolution, task_id=list(tasks)) if tasks else 0
        # A honeypot counts as any other task would, or the sum would tell which were honeypots.
        resolved += sum(
            bool(would_settle(view, ws, tasks[review.task_id], policy, review))
            for review in reviews
            if review.measures
        )
        learned = _learned_by(view, ws, stages)
    last = {stage.error_id: stage.stage for stage in stages if stage.stage in _TURNS}
    reached = Counter(stage.stage for stage in stages)
    answers = Counter(review.answer for review in reviews)
    return SessionSummary(
        reviews=len(reviews),
        corrections=len(corrections),
        confirmations=len(labelled) - len(corrections),
        unsure=answers[Answer.UNSURE],
        skipped=answers[Answer.SKIP],
        seconds=sum(review.seconds_spent for review in reviews),
        resolved=resolved,
        in_training=reached[Stage.IN_TRAINING],
        golden=reached[Stage.IN_GOLDEN] + sum(error.hold for error in errors.values()),
        fixed=sum(stage is Stage.FIXED for stage in last.values()),
        learned_by=learned,
        session_items=policy.review.session_items,
        guideline_seen=seen,
    )


_TURNS = (Stage.FIXED, Stage.REGRESSED)


def _reviews(
    view: Snapshot, ws: Workspace, reviewer: str, since: datetime | None
) -> tuple[list[Review], int]:
    """The reviewer's answers since then, and the newest guidelines that they ever answered with."""
    limit = MOST if since is None else STEP
    while True:
        newest = view.find(
            Review, project_id=ws.project.id, reviewer=reviewer, newest_first=True, limit=limit
        )
        whole = len(newest) < limit or limit >= MOST
        if whole or (since is not None and newest[-1].created_at < since):
            break
        limit = min(limit * 5, MOST)
    seen = max((review.guideline_version for review in newest[:STEP]), default=0)
    return [one for one in newest if since is None or one.created_at >= since], seen


def _errors(
    view: Snapshot, ws: Workspace, corrections: list[Review], tasks: dict[str, Task]
) -> dict[str, ErrorRecord]:
    """The errors that the corrections found: those where what was agreed is what they said."""
    said = {tasks[review.task_id].prediction_id: review.label for review in corrections}
    if not said:
        return {}
    found = view.find(ErrorRecord, project_id=ws.project.id, prediction_id=list(said))
    return {error.id: error for error in found if said[error.prediction_id] == error.label}


def _learned_by(view: Snapshot, ws: Workspace, stages: list[ErrorStage]) -> tuple[Learned, ...]:
    """The newest models whose data held these errors, or that turned one right."""
    entered = [stage.reference for stage in stages if stage.stage is Stage.IN_TRAINING]
    fixed = Counter(stage.reference for stage in stages if stage.stage is Stage.FIXED)
    if not entered and not fixed:
        return ()
    numbers = {
        version.id: version.number
        for version in view.find(DatasetVersion, project_id=ws.project.id)
    }
    since = [numbers[ident] for ident in entered if ident in numbers]
    learned: list[Learned] = []
    for model in view.find(ModelVersion, project_id=ws.project.id, newest_first=True):
        number = numbers.get(model.dataset_id or "")
        taught = 0 if number is None else sum(first <= number for first in since)
        if not taught and not fixed[model.id]:
            continue
        proofs = view.find(GateReport, candidate_id=model.id, newest_first=True, limit=1)
        learned.append(
            Learned(
                model=model.name,
                dataset=number,
                taught=taught,
                fixed=fixed[model.id],
                verdict=proofs[0].outcome if proofs else None,
            )
        )
        if len(learned) == MODELS:
            break
    return tuple(learned)
