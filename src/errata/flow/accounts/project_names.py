"""The names of projects by their identifiers; everywhere is "". Reads only."""

from __future__ import annotations

from errata.core.account import EVERYWHERE
from errata.core.project import Project
from errata.flow.accounts.office import Office


def project_names(office: Office) -> dict[str, str]:
    """Name by identifier."""
    with office.store.snapshot() as view:
        found = view.find(Project)
    return {EVERYWHERE: EVERYWHERE} | {project.id: project.name for project in found}
