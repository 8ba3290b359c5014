"""Reviewers: how much each did, how fast, how right they are, and what they are doing now.

Where the policy hides who is scored, names are pseudonyms and nothing that would tell a name is
said beside them; where it scores nobody, no accuracy and no agreement is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from errata.core.errors import NotFound
from errata.core.estimate import Estimate
from errata.core.people import Contest, ContestSettled, Pause
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import OWN, Answer, Review, Task
from errata.flow.lead.page import LIMIT, Page, check_limit
from errata.flow.people.contest import ContestRow, contest_rows
from errata.flow.people.credentials import SkillSeen, credentials
from errata.flow.people.now import Now, doing_now
from errata.flow.people.pseudonym import hidden, named, shown_as
from errata.flow.people.rest import pause_says
from errata.flow.people.skills import Scored, scored_in, skills_in
from errata.flow.people.standing import Week, accuracy_of, drift_of, given_by, weeks_of
from errata.flow.workspace import Workspace, policy_of
from errata.stats.binomial import proportion

NEWEST = 1_000  # of one reviewer's reviews looked at
PAUSES = 50  # of one reviewer are shown


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewerRow:
    """One reviewer's work. What is told beside the counts is of their newest reviews."""

    name: str  # or a pseudonym
    reviews: int
    unsure: int
    skipped: int
    seconds_median: float | None  # of answers with a label
    agreement: Estimate | None  # with what most of the others said; None: nobody else answered
    corrections: int  # among the newest: answers that differ from the model's
    looked_at: int  # the newest, of which the above is told
    last_at: datetime
    skills: Sequence[SkillSeen]
    accuracy: Estimate | None  # None: nothing is known, or nobody is scored
    drift: Estimate | None
    now: Now | None  # None: it would tell who it is
    contests: int  # that wait for a lead


@dataclass(frozen=True, kw_only=True, slots=True)
class PauseRow:
    """A pause, past or not."""

    reason: str
    says: str
    until: datetime
    by: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewerStory:
    """One reviewer with their domains, weeks, pauses and contests."""

    row: ReviewerRow
    scoring: str
    domains: Mapping[str, Estimate]
    weeks: Sequence[Week]
    pauses: Sequence[PauseRow]
    contests: Sequence[ContestRow]


def scoring_of(ws: Workspace) -> str:
    """Whether reviewers are scored: named, pseudonymous or off."""
    with ws.store.snapshot() as view:
        return policy_of(view, ws.project)[1].people.scoring


def reviewers_page(
    ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT
) -> Page[ReviewerRow]:
    """Reviewers by name, those after `cursor`."""
    check_limit(limit)
    skills = _skills(ws)
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        counted = _counted(view, ws)
        shown = {shown_as(ws, policy, name): name for name in counted}
        wanted = sorted(one for one in shown if cursor is None or one > cursor)
        scored = _scored(view, ws, policy)
        rows = [
            _row(view, ws, policy, name=shown[one], answers=counted[shown[one]], scored=scored,
                 skills=skills.get(shown[one], []))
            for one in wanted[:limit]
        ]  # fmt: skip
    return Page(items=rows, next=wanted[limit - 1] if len(wanted) > limit else None)


def reviewer_story(ws: Workspace, name: str) -> ReviewerStory:
    """One reviewer, by the name that `reviewers_page` tells; raises NotFound for nobody's."""
    skills = _skills(ws)
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        counted = _counted(view, ws)
        who = named(ws, policy, name, counted)
        if who is None:
            raise NotFound(f"no reviewer {name!r}", do="see GET reviewers")
        scored = _scored(view, ws, policy)
        row = _row(
            view, ws, policy, name=who, answers=counted[who], scored=scored,
            skills=skills.get(who, []),
        )  # fmt: skip
        scores = policy.people.scoring != "off"
        domains = skills_in(view, ws).of.get(who, {}) if scores else {}
        given = given_by(view, ws, who, scored)
        pauses = view.find(
            Pause, project_id=ws.project.id, reviewer=who, newest_first=True, limit=PAUSES
        )
        contests = view.find(Contest, project_id=ws.project.id, reviewer=who, newest_first=True)
        return ReviewerStory(
            row=row,
            scoring=policy.people.scoring,
            domains={domain: skill.estimate() for domain, skill in sorted(domains.items())},
            weeks=weeks_of(given, now=ws.now()),
            pauses=[
                PauseRow(
                    reason=one.reason.value,
                    says=pause_says(one.reason, one.figures),
                    until=one.until,
                    by=one.by,
                    created_at=one.created_at,
                )
                for one in pauses
            ],
            contests=contest_rows(view, ws, contests),
        )


def named_here(ws: Workspace, shown: str) -> str:
    """Whose name leads see so; the name itself where nobody's is."""
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        found = named(ws, policy, shown, _counted(view, ws)) if hidden(policy) else None
    return found or shown


def _skills(ws: Workspace) -> dict[str, list[SkillSeen]]:
    found: dict[str, list[SkillSeen]] = defaultdict(list)
    for one in credentials(ws):
        found[one.reviewer].append(one)
    return found


def _counted(view: Snapshot, ws: Workspace) -> dict[str, Counter[Answer]]:
    """By reviewer, how many answers of each kind they gave; what measures them is left out."""
    found: dict[str, Counter[Answer]] = defaultdict(Counter)
    tally = view.tally(Review, "reviewer", "answer", "skill", project_id=ws.project.id)
    for (name, kind, skill), n in tally.items():
        found[name][Answer(kind)] += 0 if str(skill).startswith(OWN) else n
    return found


def _scored(view: Snapshot, ws: Workspace, policy: Policy) -> list[Scored]:
    return [] if policy.people.scoring == "off" else scored_in(view, ws)


def _row(
    view: Snapshot,
    ws: Workspace,
    policy: Policy,
    *,
    name: str,
    answers: Mapping[Answer, int],
    scored: Sequence[Scored],
    skills: Sequence[SkillSeen],
) -> ReviewerRow:
    newest = view.find(
        Review, project_id=ws.project.id, reviewer=name, newest_first=True, limit=NEWEST
    )
    reviews = [review for review in newest if not review.measures]
    labelled = [review for review in reviews if review.answer is Answer.LABEL]
    ids = [review.task_id for review in labelled]
    tasks = {task.id: task for task in view.find(Task, id=ids)}
    now, given = ws.now(), given_by(view, ws, name, scored)
    others = view.find(Review, task_id=ids, answer=Answer.LABEL)
    veiled, scores = hidden(policy), policy.people.scoring != "off"
    return ReviewerRow(
        name=shown_as(ws, policy, name),
        reviews=sum(answers.values()),
        unsure=answers.get(Answer.UNSURE, 0),
        skipped=answers.get(Answer.SKIP, 0),
        seconds_median=median(r.seconds_spent for r in labelled) if labelled else None,
        agreement=_agreement(labelled, others) if scores else None,
        corrections=sum(review.label != tasks[review.task_id].predicted for review in labelled),
        looked_at=len(reviews),
        last_at=newest[0].created_at,
        skills=() if veiled else skills,
        accuracy=accuracy_of(given),
        drift=drift_of(given, now=now),
        now=None if veiled else doing_now(view, ws, policy, name, now),
        contests=_open_contests(view, ws, name),
    )


def _open_contests(view: Snapshot, ws: Workspace, name: str) -> int:
    mine = [one for (one,) in view.pluck(Contest, "id", project_id=ws.project.id, reviewer=name)]
    return len(mine) - view.count(ContestSettled, contest_id=mine) if mine else 0


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
