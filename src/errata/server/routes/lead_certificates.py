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
    BandsSeen,
    CertificateHolding,
    CertificateListed,
    CertificateSeen,
    CertifyGiven,
    CurvePoint,
    CurveSeen,
    LapseSeen,
    ProposalSeen,
    ReliabilitySeen,
    SimulateGiven,
    SimulationSeen,
)

if TYPE_CHECKING:
    from errata.core.model import Lapse, Operating

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
    columns = ("threshold", "coverage", "risk", "risk_low", "risk_upper")
    points = zip(*(found.curve.get(name, []) for name in columns), strict=True)
    traffic, kept = found.traffic, found.audit_chance
    audits = reviews = None
    if traffic is not None and traffic.accepted_a_day is not None:
        audits = traffic.accepted_a_day * kept
        reviews = traffic.waiting_a_day + audits
    return CurveSeen(
        model=found.model,
        curve=[CurvePoint(**dict(zip(columns, point, strict=True))) for point in points],
        certificate=_holding(found.certificate, found.lapse) if found.certificate else None,
        n=found.n,
        alpha=found.alpha,
        delta=found.delta,
        needed=found.needed,
        reliability=ReliabilitySeen.model_validate(found.reliability)
        if found.reliability
        else None,
        a_day=traffic.a_day if traffic else None,
        bands=BandsSeen.model_validate(found.bands) if found.bands else None,
        audits_a_day=audits,
        reviews_a_day=reviews,
        says=found.says,
    )


@router.post(
    "/projects/{project}/certificates/simulate",
    response_model=SimulationSeen,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def simulate(
    here: Reading, request: Request, given: SimulateGiven | None = None, wait: Wait = 600
) -> Response:
    """What each promise would cost in reviews, and how many errors would reach users."""
    chosen = given or SimulateGiven()

    def work() -> SimulationSeen:
        from errata.flow.simulate import simulate as run

        found = run(here.ws, alphas=chosen.alphas, delta=chosen.delta)
        return SimulationSeen.model_validate(found)

    return await done_in_time(here, request, "simulate", work, wait)


@router.post(
    "/projects/{project}/certificates/preview",
    response_model=ProposalSeen,
    responses={**ACCEPTED, **problems(404, 409)},
)
async def preview(
    here: Reading, request: Request, given: CertifyGiven | None = None, wait: Wait = 600
) -> Response:
    """The certificate that there would be, and what it would cost; nothing is stored."""
    chosen = given or CertifyGiven()

    def work() -> ProposalSeen:
        from errata.flow.certify import preview as find

        return ProposalSeen.model_validate(find(here.ws, alpha=chosen.alpha, delta=chosen.delta))

    return await done_in_time(here, request, "preview", work, wait)


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


def _holding(operating: Operating, lapse: Lapse | None) -> CertificateHolding:
    seen = CertificateSeen.model_validate(operating)
    ended = LapseSeen.model_validate(lapse) if lapse else None
    return CertificateHolding(**seen.model_dump(), lapse=ended)
