"""A reviewer's own work: what they answered, and what their corrections changed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import Query

from errata.flow.session_summary import session_summary
from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
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
    return MySummary.model_validate(asdict(found))
