"""Lists of what is kept as it happened: resolutions, cycles, certificates, audit lines."""

from __future__ import annotations

from errata.core.backlog import AuditEntry
from errata.core.model import Cycle, ModelVersion, Operating
from errata.core.task import Resolution
from errata.flow.lead.page import LIMIT, Page, check_limit, cut, page_of
from errata.flow.workspace import Workspace


def resolutions_page(
    ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT
) -> Page[Resolution]:
    """Resolutions, newest first."""
    with ws.store.snapshot() as view:
        return page_of(view, Resolution, cursor=cursor, limit=limit, project_id=ws.project.id)


def cycles_page(ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT) -> Page[Cycle]:
    """Turns of the loop, newest first."""
    with ws.store.snapshot() as view:
        return page_of(
            view, Cycle, cursor=cursor, limit=limit, number="number", project_id=ws.project.id
        )


def certificates_page(
    ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT
) -> Page[tuple[Operating, str]]:
    """Certificates with the name of the model each is of, newest first."""
    with ws.store.snapshot() as view:
        page = page_of(
            view, Operating, cursor=cursor, limit=limit, number="number", project_id=ws.project.id
        )
        ids = [operating.model_id for operating in page.items]
        models = view.find(ModelVersion, project_id=ws.project.id, id=ids)
    names = {model.id: model.name for model in models}
    return Page(items=[(each, names[each.model_id]) for each in page.items], next=page.next)


def audit_page(
    ws: Workspace,
    *,
    verb: str | None = None,
    actor: str | None = None,
    cursor: str | None = None,
    limit: int = LIMIT,
) -> Page[AuditEntry]:
    """Lines of the store's audit log, of all its projects, newest first."""
    check_limit(limit)
    with ws.store.snapshot() as view:
        found = view.audit_entries(verb=verb, actor=actor, after=cursor, limit=limit + 1)
    return cut(found, limit)
