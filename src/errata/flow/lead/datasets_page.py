"""Dataset versions, newest first, with what was injected and which models came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from errata.core.dataset import DatasetVersion
from errata.core.errors import NotFound
from errata.core.model import ModelVersion
from errata.core.ports import Snapshot
from errata.flow.lead.page import LIMIT, Page, page_of
from errata.flow.workspace import Workspace

PREFIX = 8  # characters of an identifier that name it


@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetRow:
    """A version and the names of its models."""

    version: DatasetVersion
    models: list[str]


def datasets_page(
    ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT
) -> Page[DatasetRow]:
    """The versions below the number `cursor`."""
    with ws.store.snapshot() as view:
        page = page_of(
            view,
            DatasetVersion,
            cursor=cursor,
            limit=limit,
            number="number",
            project_id=ws.project.id,
        )
        return Page(items=dataset_rows(view, ws, page.items), next=page.next)


def one_dataset(ws: Workspace, name: str) -> DatasetRow:
    """The version of that number or identifier; raises NotFound."""
    with ws.store.snapshot() as view:
        return dataset_rows(view, ws, [dataset_named(view, ws, name)])[0]


def dataset_named(view: Snapshot, ws: Workspace, name: str) -> DatasetVersion:
    """The version of that number, identifier or beginning of one; raises NotFound."""
    if name.isascii() and name.isdecimal() and len(name) < PREFIX:
        found = view.find(DatasetVersion, project_id=ws.project.id, number=int(name))
    else:
        found = view.find(DatasetVersion, project_id=ws.project.id, id=name)
        if not found and len(name) >= PREFIX:
            versions = view.find(DatasetVersion, project_id=ws.project.id)
            found = [version for version in versions if version.id.startswith(name)]
    if not found:
        raise NotFound(
            f"no dataset version {name!r}", wanted="its number, or 8 characters of its identifier"
        )
    return found[-1]


def dataset_rows(
    view: Snapshot, ws: Workspace, versions: Sequence[DatasetVersion]
) -> list[DatasetRow]:
    """These versions as rows."""
    models: dict[str | None, list[str]] = defaultdict(list)
    ids = [version.id for version in versions]
    for model in view.find(ModelVersion, project_id=ws.project.id, dataset_id=ids):
        models[model.dataset_id].append(model.name)
    return [DatasetRow(version=version, models=models[version.id]) for version in versions]
