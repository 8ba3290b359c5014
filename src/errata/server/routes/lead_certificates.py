"""Certificates: how far the champion may be trusted on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Request
from starlette.responses import Response

from errata.flow.lead.records import certificates_page
from errata.server.depend import Here, may
from errata.server.long_verbs import ACCEPTED, Wait, done_in_time, remembered_in
from errata.server.paging import USUAL, Cursor, Limit, Page
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.lead_models import (
    CertificateListed,
    CertificateSeen,
    CertifyGiven,
    CurvePoint,
    CurveSeen,
)

if TYPE_CHECKING:
    from errata.core.model import Operating

router = Router("certificates")

Reading = Annotated[Here, may(Action.READ_CERTIFICATES)]
FOREVER = 1e9  # while what it rests on stays the same


@router.get("/projects/{project}/certificates", responses=problems(404))
def certificates(
    here: Reading, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[CertificateListed]:
    """Certificates, newest first."""
    page = certificates_page(here.ws, cursor=cursor, limit=limit)
    return Page[CertificateListed](
        items=[_listed(operating, model) for operating, model in page.items], next=page.next
    )


@router.get("/projects/{project}/certificates/curve", responses=problems(404))
def curve(here: Reading) -> CurveSeen:
    """What could be accepted at each threshold, and how much of it is wrong, on the hold."""
    from errata.flow.lead.certificate_curve import certificate_curve, what_it_rests_on

    found = remembered_in(here.room).get(
        ("curve", here.project.id, what_it_rests_on(here.ws)),
        lambda: certificate_curve(here.ws),
        seconds=FOREVER,
    )
    points = zip(
        found.curve.threshold.tolist(),
        found.curve.coverage.tolist(),
        found.curve.risk.tolist(),
        found.curve.risk_upper.tolist(),
        strict=True,
    )
    return CurveSeen(
        model=found.model,
        curve=[
            CurvePoint(threshold=threshold, coverage=coverage, risk=risk, risk_upper=upper)
            for threshold, coverage, risk, upper in points
        ],
        certificate=CertificateSeen.model_validate(found.certificate)
        if found.certificate
        else None,
        n=found.curve.n,
        alpha=found.alpha,
        delta=found.delta,
        says=found.says,
    )


@router.post(
    "/projects/{project}/certificates",
    response_model=CertificateListed,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def certify(
    here: Annotated[Here, may(Action.CERTIFY)],
    request: Request,
    given: CertifyGiven | None = None,
    wait: Wait = 600,
) -> Response:
    """Find the champion's calibration and certificate on the hold."""
    chosen = given or CertifyGiven()

    def work() -> CertificateListed:
        from errata.core.model import ModelVersion
        from errata.flow.certify import certify as find

        made = find(here.ws, alpha=chosen.alpha, delta=chosen.delta)
        with here.ws.store.snapshot() as view:
            return _listed(made, view.get(ModelVersion, made.model_id).name)

    return await done_in_time(here, request, "certify", work, wait)


def _listed(operating: Operating, model: str) -> CertificateListed:
    seen = CertificateSeen.model_validate(operating)
    return CertificateListed(**seen.model_dump(), model=model)
