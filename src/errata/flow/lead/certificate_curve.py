"""The risk-coverage curve of the champion on the certificate's fold, with the certificate on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from errata.core.dataset import HeldCase
from errata.core.errors import NotReady
from errata.core.estimate import Estimate
from errata.core.model import Lapse, ModelVersion, Operating, SliceWatch
from errata.core.ports import Snapshot
from errata.core.task import Resolution
from errata.flow.accepting import accepting_in
from errata.flow.calibrated import operating_of
from errata.flow.certify import evidence_in, promised, propose
from errata.flow.traffic_a_day import TrafficADay, traffic_lately
from errata.flow.watch.lapsed import lapsed
from errata.flow.workspace import Workspace, champion_of, policy_of


@dataclass(frozen=True, kw_only=True)
class CertificateCurve:
    """What could be accepted without a human, and what has been certified."""

    model: str | None  # None: there is no champion
    curve: Mapping[str, list[float]]  # threshold, coverage, risk, risk_low, risk_upper
    certificate: Operating | None
    lapse: Lapse | None  # why the certificate holds no more, though it has not expired
    n: int
    alpha: float
    delta: float
    needed: int | None  # more labels that would let anything be accepted; 0: none are needed
    reliability: Mapping[str, Any] | None
    traffic: TrafficADay | None  # under what holds now; None: there is no champion
    audit_chance: float  # of what is accepted
    says: str  # what the cases are, and what the bound does not promise

    @property
    def bands(self) -> dict[str, Estimate] | None:
        """Shares of the recent traffic accepted, reviewed and sent to experts."""
        return self.traffic.bands() if self.traffic else None


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What rests on the hold alone."""

    curve: Mapping[str, list[float]]
    n: int
    needed: int | None
    reliability: Mapping[str, Any] | None
    audit_chance: float


def certificate_curve(ws: Workspace) -> CertificateCurve:
    """The curve as of now: of the champion, on what is held today.

    The certificate was found on what was held then, so it may lie a little off the curve.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        champion = champion_of(view, ws.project)
        certificate = operating_of(view, champion)
        ended = lapsed(view, certificate) if certificate else None
        found, traffic = _found(view, ws, champion), None
        if champion is not None:
            holds = accepting_in(view, ws, policy.triage, certificate)
            traffic = traffic_lately(view, ws, policy, champion, certificate, holds)
    return CertificateCurve(
        model=champion.name if champion else None,
        curve=found.curve,
        certificate=certificate,
        lapse=ended,
        n=found.n,
        alpha=certificate.alpha if certificate else policy.triage.alpha,
        delta=policy.triage.delta,
        needed=found.needed,
        reliability=found.reliability,
        traffic=traffic,
        audit_chance=found.audit_chance,
        says="held random cases that no model trained on, one a group; what nobody could settle "
        "counts as wrong. The bound holds at each threshold for itself, not at one picked from "
        "the curve; the certificate's holds as it is",
    )


def what_it_rests_on(ws: Workspace) -> tuple[object, ...]:
    """Changes whenever the curve may have changed: what a cache may key it by."""
    here = {"project_id": ws.project.id}
    with ws.store.snapshot() as view:
        champion = champion_of(view, ws.project)
        operating = operating_of(view, champion)
        return (
            champion.id if champion else None,
            operating.id if operating else None,
            policy_of(view, ws.project)[0],
            view.count(Lapse, **here),
            view.count(SliceWatch, **here),
            ws.now().replace(minute=0, second=0, microsecond=0),  # expiry, and the traffic
            view.count(HeldCase, **here),
            view.count(Resolution, hold=True, **here),
        )


def _found(view: Snapshot, ws: Workspace, champion: ModelVersion | None) -> _Found:
    empty = _Found(curve={}, n=0, needed=None, reliability=None, audit_chance=0.0)
    if champion is None:
        return empty
    try:
        evidence = evidence_in(view, ws)
    except NotReady:  # nothing is held yet
        return empty
    proposal = propose(ws, evidence, promised(ws, evidence))
    kept = proposal.coverage["value"] * (proposal.a_day or 0.0)
    return _Found(
        curve=proposal.curve,
        n=len(evidence.held),
        needed=proposal.plan["needed"],
        reliability=proposal.plan["reliability"],
        audit_chance=(proposal.audits_a_day or 0.0) / kept if kept else 0.0,
    )
