"""My work: what a reviewer is told of themselves.

Nothing that an answer of the session that goes on changed as no other answer would: that would
tell which tasks measure them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from errata.core.estimate import Estimate
from errata.core.policy import PeoplePolicy
from errata.flow.people.lives import Life, lives
from errata.flow.people.rest import Rest, rest_of
from errata.flow.people.skills import Scored, scored_in
from errata.flow.people.standing import accuracy_of, given_by
from errata.flow.people.teaching import Taught, running, taught
from errata.flow.people.worked import worked_by
from errata.flow.workspace import Workspace, policy_of
from errata.loop.review.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class MyWork:
    """One reviewer's standing, in their own eyes."""

    scoring: str
    accuracy: Estimate | None  # as of the last session that ended
    limits: PeoplePolicy
    session: Session | None
    day: Session | None
    rest: Rest | None
    taught: Sequence[Taught]
    lives: Sequence[Life]


def my_work(ws: Workspace, *, reviewer: str) -> MyWork:
    """How right they were, how long they have worked, and what came of it."""
    now = ws.now()
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        found = worked_by(view, ws, policy, reviewer, now)
        scored: list[Scored] = []
        if policy.people.scoring != "off":
            scored = scored_in(view, ws, reviewer=reviewer)
        before = running(view, ws, policy, reviewer, now)
        return MyWork(
            scoring=policy.people.scoring,
            accuracy=accuracy_of(given_by(view, ws, reviewer, scored, before=before)),
            limits=policy.people,
            session=found.session,
            day=found.day,
            rest=rest_of(view, ws, policy, reviewer, now),
            taught=taught(view, ws, policy, reviewer),
            lives=lives(view, ws, reviewer, before=before),
        )
