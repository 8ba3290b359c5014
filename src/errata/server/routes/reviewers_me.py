"""A reviewer's own work: what they answered, and what their corrections changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import Query

from errata.flow.people.my_work import MyWork, my_work
from errata.flow.session_summary import session_summary
from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.people import rest_seen
from errata.server.shapes.reviewers_me import MySummary

router = Router("reviewers")


@router.get("/projects/{project}/reviewers/me", responses=problems(404))
def me(
    here: Annotated[Here, may(Action.READ_OWN_WORK)],
    since: Annotated[
        datetime | None, Query(description="Only what was answered since then; with its zone.")
    ] = None,
) -> MySummary:
    """The caller's own answers, and what came of them by now."""
    found = session_summary(here.ws, reviewer=here.caller.name, since=since)
    return MySummary.model_validate(
        asdict(found) | _people(my_work(here.ws, reviewer=here.caller.name))
    )


def _people(found: MyWork) -> dict[str, Any]:
    limits = found.limits
    session, day = found.session, found.day
    return {
        "scoring": found.scoring,
        "accuracy": found.accuracy,
        "session": {
            "minutes": session.minutes if session else 0.0,
            "items": session.items if session else 0,
            "minutes_limit": limits.session_minutes,
            "items_limit": limits.session_items,
            "rest": None if found.rest is None else rest_seen(found.rest),
        },
        "day": {
            "minutes": day.minutes if day else 0.0,
            "items": day.items if day else 0,
            "minutes_limit": limits.daily_minutes,
            "items_limit": limits.daily_items,
        },
        "taught": [asdict(one) for one in found.taught],
        "lives": [asdict(one) for one in found.lives],
    }
