"""Skills: what every reviewer has been right about, from honeypots and from what others agreed.

A honeypot's answer is right or wrong. An answer to a task that two or more people answered counts
by the probability of its label given the *others'* answers alone (leave one out): nobody confirms
themselves, and the model has no say. Where an expert decided, their label is the truth for the
others, at its posterior. A task that one person answered tells nothing of them.
"""

from __future__ import annotations

import math
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from errata.core.people import Contest, ContestSettled, Honeypot
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Answer, Resolution, ResolutionKind, Review, Task
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.route import earned
from errata.loop.review.skill import Skill

OVERALL = ""
FRESH = timedelta(minutes=5)  # claims go by skills of at most this age
PROJECTS = 256  # whose skills are remembered


@dataclass(frozen=True, kw_only=True, slots=True)
class Skills:
    """By reviewer and domain: "" over all, "class=X" by the truth, "attribute=value", "kind=K"."""

    of: Mapping[str, Mapping[str, Skill]]

    def skill(self, reviewer: str, domain: str = OVERALL) -> Skill:
        """What the reviewer has shown there; the start for one never scored."""
        return self.of.get(reviewer, {}).get(domain, Skill())


@dataclass(frozen=True, slots=True)
class Scored:
    """One answer with how right it was, from 0 to 1."""

    reviewer: str
    task_id: str
    score: float
    truth: str


def scored_in(view: Snapshot, ws: Workspace, *, reviewer: str | None = None) -> list[Scored]:
    """Every answer that tells of its reviewer; those contested with right are left out.

    Of one reviewer alone, only what they have answered is read.
    """
    _, policy = policy_of(view, ws.project)
    where: dict[str, Any] = {"project_id": ws.project.id}
    placed, answered = dict(where), dict(where)
    if reviewer is not None:
        mine = view.pluck(Review, "task_id", reviewer=reviewer, answer=Answer.LABEL, **where)
        if not mine:
            return []
        placed["reviewer"] = reviewer
        answered["task_id"] = [task for (task,) in mine]
    found = [*_of_honeypots(view, ws, placed), *_of_resolutions(view, ws, policy, answered)]
    return [one for one in found if reviewer is None or one.reviewer == reviewer]


def skills_in(view: Snapshot, ws: Workspace) -> Skills:
    """Everybody's skill in every domain; honeypots that were contested with right count not."""
    _, policy = policy_of(view, ws.project)
    scored = scored_in(view, ws)
    domains = _domains(view, ws, policy, {one.task_id for one in scored})
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in scored:
        mine = scores[one.reviewer]
        for domain in (OVERALL, f"class={one.truth}", *domains.get(one.task_id, ())):
            mine[domain].append(one.score)
    return Skills(
        of={
            reviewer: {domain: Skill().after(found) for domain, found in mine.items()}
            for reviewer, mine in scores.items()
        }
    )


def earned_in(view: Snapshot, ws: Workspace, now: datetime) -> dict[str, tuple[str, ...]]:
    """By reviewer, the classes' skills that their answers have earned, as they were minutes ago."""
    _, policy = policy_of(view, ws.project)
    wanted = policy.routing.class_accuracy
    if not wanted:
        return {}
    skills = remembered_skills(view, ws, now)
    return {
        reviewer: tuple(
            earned(label)
            for label, accuracy in wanted.items()
            if skills.skill(reviewer, f"class={label}").has_earned(accuracy)
        )
        for reviewer in skills.of
    }


def upheld(view: Snapshot, project_id: str) -> set[tuple[str, str]]:
    """The (task, reviewer) of scores that were contested with right."""
    settled = view.find(ContestSettled, project_id=project_id, upheld=True)
    if not settled:
        return set()
    found = view.find(Contest, id=[one.contest_id for one in settled])
    return {(one.task_id, one.reviewer) for one in found}


_kept: dict[str, tuple[datetime, Skills]] = {}
_lock = threading.Lock()


def remembered_skills(view: Snapshot, ws: Workspace, now: datetime) -> Skills:
    """The skills, as they were at most minutes ago."""
    kept = _kept.get(ws.project.id)
    if kept is not None and abs(now - kept[0]) < FRESH:
        return kept[1]
    skills = skills_in(view, ws)
    with _lock:
        if len(_kept) >= PROJECTS:
            _kept.clear()
        _kept[ws.project.id] = (now, skills)
    return skills


def _of_honeypots(view: Snapshot, ws: Workspace, where: Mapping[str, Any]) -> Iterable[Scored]:
    placed = view.pluck(Honeypot, "id", "label", **where)
    if not placed:
        return
    truth = dict(placed)
    away = upheld(view, ws.project.id)
    answered = view.pluck(
        Review, "task_id", "reviewer", "label", task_id=list(truth), answer=Answer.LABEL
    )
    for task, reviewer, label in answered:
        if (task, reviewer) not in away:
            yield Scored(reviewer, task, float(label == truth[task]), truth[task])


def _of_resolutions(
    view: Snapshot, ws: Workspace, policy: Policy, where: Mapping[str, Any]
) -> Iterable[Scored]:
    resolved = view.pluck(
        Resolution,
        "task_id", "label", "kind", "posterior", "n_reviews",
        **where,
        kind=[ResolutionKind.ACCEPTED, ResolutionKind.ADJUDICATED],
    )  # fmt: skip
    told = {task: (label, kind, p) for task, label, kind, p, n in resolved if n > 1}
    if not told:
        return
    answers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    found = view.pluck(Review, "task_id", "reviewer", "label", answer=Answer.LABEL, **where)
    for task, reviewer, label in found:  # from old to new: whoever adjudicated comes last
        if task in told:
            answers[task].append((reviewer, label))
    away = upheld(view, ws.project.id)
    weight = _weight(policy.review.reviewer_accuracy, len(ws.project.labels))
    for task, given in answers.items():
        truth, kind, posterior = told[task]
        if kind == ResolutionKind.ADJUDICATED:
            others = given[:-1] if given[-1][1] == truth else given
            scores = [posterior if label == truth else 1 - posterior for _, label in others]
        else:
            others = given if len(given) > 1 else []
            scores = leave_one_out([label for _, label in others], weight, len(ws.project.labels))
        for (reviewer, _), score in zip(others, scores, strict=True):
            if (task, reviewer) not in away:
                yield Scored(reviewer, task, score, truth)


def leave_one_out(labels: Sequence[str], weight: float, classes: int) -> list[float]:
    """For each answer the probability of its label by all the other answers.

    Each of them multiplies its label's odds by `weight`; every class is as likely before.

    >>> [round(p, 2) for p in leave_one_out(["a", "a", "b"], 9.0, 2)]
    [0.5, 0.5, 0.01]
    """
    counts = Counter(labels)
    most = max(counts.values(), default=0)  # taken out, so that no power runs over
    out = []
    for label in labels:
        counts[label] -= 1
        worth = {one: weight ** (n - most) for one, n in counts.items()}
        unnamed = (classes - len(worth)) * weight**-most
        out.append(worth[label] / (sum(worth.values()) + unnamed))
        counts[label] += 1
    return out


def _weight(accuracy: float, classes: int) -> float:
    """How many times likelier a reviewer of this accuracy gives the truth than one other label."""
    return accuracy * max(classes - 1, 1) / max(1 - accuracy, math.ulp(1.0))


def _domains(
    view: Snapshot, ws: Workspace, policy: Policy, task_ids: set[str]
) -> dict[str, tuple[str, ...]]:
    """The domains of each task beside its class: its kind, and attributes that policies name."""
    kind = f"kind={ws.project.kind}"
    names = dict.fromkeys([*policy.routing.skills_by, *policy.triage.per_slice])
    if not names:
        return dict.fromkeys(task_ids, (kind,))
    found = view.pluck(Task, "id", "attributes", id=list(task_ids)) if task_ids else []
    return {
        task: (kind, *(f"{n}={facts[n]}" for n in names if facts.get(n) is not None))
        for task, facts in found
    }
