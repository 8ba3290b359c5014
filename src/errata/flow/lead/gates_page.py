"""Gate reports, newest first, and one of them whole, with the cases its findings rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from errata.core.dataset import GoldenVersion, HeldCase
from errata.core.errors import NotFound
from errata.core.model import GateReport, ModelVersion
from errata.core.ports import Snapshot
from errata.flow.lead.excerpt import excerpts
from errata.flow.lead.page import LIMIT, Page, page_of
from errata.flow.workspace import Workspace

CASES = 5  # shown of each check, worst first


@dataclass(frozen=True, kw_only=True, slots=True)
class GateRow:
    """A report and the names of those it judged."""

    report: GateReport
    candidate: str
    champion: str | None


@dataclass(frozen=True, kw_only=True)
class GateDetail:
    """A report with its golden set and the cases that speak against the candidate."""

    row: GateRow
    golden: GoldenVersion | None
    uses: int  # proofs that rested on the same golden version, this one included
    cases: list[list[dict[str, Any]]]  # a list for each check: {item_id, excerpt, label}


def gates_page(ws: Workspace, *, cursor: str | None = None, limit: int = LIMIT) -> Page[GateRow]:
    """The reports behind the cursor."""
    with ws.store.snapshot() as view:
        page = page_of(view, GateReport, cursor=cursor, limit=limit, project_id=ws.project.id)
        return Page(items=gate_rows(view, ws, page.items), next=page.next)


def gate_detail(ws: Workspace, ident: str) -> GateDetail:
    """One report; raises NotFound."""
    with ws.store.snapshot() as view:
        reports = view.find(GateReport, project_id=ws.project.id, id=ident)
        if not reports:
            raise NotFound(f"no gate report {ident!r}", do="see the list of gates")
        report = reports[0]
        golden = view.find(GoldenVersion, project_id=ws.project.id, id=report.golden_id)
        few = [list(check.get("rows", ()))[:CASES] for check in report.verdict["checks"]]
        wanted = sorted({item for rows in few for item in rows})
        shown = excerpts(view, ws.project, wanted)
        held = view.find(HeldCase, project_id=ws.project.id, item_id=wanted)
        labels = {case.item_id: case.label for case in held}
        return GateDetail(
            row=gate_rows(view, ws, reports)[0],
            golden=golden[0] if golden else None,
            uses=view.count(GateReport, project_id=ws.project.id, golden_id=report.golden_id),
            cases=[
                [
                    {"item_id": item, "excerpt": shown[item], "label": labels.get(item)}
                    for item in rows
                ]
                for rows in few
            ],
        )


def gate_rows(view: Snapshot, ws: Workspace, reports: Sequence[GateReport]) -> list[GateRow]:
    """These reports as rows."""
    ids = {report.candidate_id for report in reports}
    ids |= {report.champion_id for report in reports if report.champion_id is not None}
    names = {
        model.id: model.name
        for model in view.find(ModelVersion, project_id=ws.project.id, id=sorted(ids))
    }
    return [
        GateRow(
            report=report,
            candidate=names[report.candidate_id],
            champion=None if report.champion_id is None else names[report.champion_id],
        )
        for report in reports
    ]
