"""The audit log: every change, who made it and when; and whether anybody has touched it since."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from errata.core.account import EVERYWHERE
from errata.core.errors import NotAllowed
from errata.core.events import Verb
from errata.core.project import Project
from errata.flow.lead.records import audit_page
from errata.server.depend import Here, may
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action, allowed
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_audit import AuditLine, AuditVerified

router = Router("audit")

Reading = Annotated[Here, may(Action.READ_AUDIT)]


@router.get("/projects/{project}/audit", responses=problems(404))
def audit(
    here: Reading,
    verb: Verb | None = None,
    actor: Annotated[str | None, Query(max_length=200)] = None,
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[AuditLine]:
    """Every change, newest first."""
    _whole_log(here)
    page = audit_page(
        here.ws, verb=verb.value if verb else None, actor=actor, cursor=cursor, limit=limit
    )
    return Page[AuditLine](
        items=[AuditLine.model_validate(line) for line in page.items], next=page.next
    )


@router.get("/projects/{project}/audit/verify", responses=problems(404))
def verify(here: Reading) -> AuditVerified:
    """Recompute the sealed chain; whether any sealed entry was edited or cut."""
    _whole_log(here)
    return AuditVerified.model_validate(here.ws.store.verify_audit())


def _whole_log(here: Here) -> None:
    """The log is the site's, and its lines do not say of which project they are."""
    role = here.caller.role_in(EVERYWHERE)
    if role is not None and allowed(role, Action.READ_AUDIT):
        return
    with here.ws.store.snapshot() as view:
        alone = view.count(Project) == 1
    if not alone:
        raise NotAllowed(
            f"{here.caller.name} leads this project, and the log tells of others too",
            wanted="a role everywhere",
            do="ask an admin",
        )
