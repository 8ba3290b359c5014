"""Gates: what was proved of each candidate, and proving another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Path, Request
from starlette.responses import Response

from errata.flow.lead.gates_page import gate_detail, gates_page
from errata.server.depend import Here, may
from errata.server.long_verbs import ACCEPTED, Wait, done_in_time
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_models import (
    Case,
    CheckSeen,
    GateDetailed,
    GateListed,
    GoldenUsed,
    ProveGiven,
)

if TYPE_CHECKING:
    from errata.flow.lead.gates_page import GateDetail

router = Router("gates")

Reading = Annotated[Here, may(Action.READ_GATES)]


@router.get("/projects/{project}/gates", responses=problems(404))
def gates(here: Reading, cursor: Cursor = None, limit: Limit = USUAL) -> Page[GateListed]:
    """Proofs, newest first."""
    page = gates_page(here.ws, cursor=cursor, limit=limit)
    return Page[GateListed](
        items=[
            GateListed(
                id=row.report.id,
                candidate=row.candidate,
                champion=row.champion,
                outcome=row.report.outcome,
                created_at=row.report.created_at,
            )
            for row in page.items
        ],
        next=page.next,
    )


@router.get("/projects/{project}/gates/{gate}", responses=problems(404))
def gate(here: Reading, gate: Annotated[str, Path(min_length=1, max_length=100)]) -> GateDetailed:
    """One proof with its checks and the cases that they rest on."""
    return _detailed(gate_detail(here.ws, gate))


@router.post(
    "/projects/{project}/gates",
    response_model=GateDetailed,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def prove(
    here: Annotated[Here, may(Action.PROVE)],
    request: Request,
    given: ProveGiven | None = None,
    wait: Wait = 600,
) -> Response:
    """Hold the candidate against the champion on the golden set."""
    candidate = given.candidate if given else None

    def work() -> GateDetailed:
        from errata.flow.prove import prove as judge

        return _detailed(gate_detail(here.ws, judge(here.ws, candidate).id))

    return await done_in_time(here, request, "prove", work, wait)


def _detailed(found: GateDetail) -> GateDetailed:
    report, golden = found.row.report, found.golden
    checks: list[dict[str, Any]] = list(report.verdict["checks"])
    return GateDetailed(
        id=report.id,
        project_id=report.project_id,
        candidate_id=report.candidate_id,
        champion_id=report.champion_id,
        golden_id=report.golden_id,
        outcome=report.outcome,
        verdict=dict(report.verdict),
        created_at=report.created_at,
        candidate=found.row.candidate,
        champion=found.row.champion,
        checks=[
            CheckSeen(
                name=check["name"],
                finding=check["finding"],
                says=check["says"],
                figures=check["figures"],
                cases=[Case.model_validate(case) for case in cases],
                rows=len(check["rows"]),
            )
            for check, cases in zip(checks, found.cases, strict=True)
        ],
        golden=GoldenUsed(
            id=golden.id,
            number=golden.number,
            n=golden.n,
            n_random=golden.n_random,
            uses=found.uses,
            created_at=golden.created_at,
        )
        if golden
        else None,
    )
