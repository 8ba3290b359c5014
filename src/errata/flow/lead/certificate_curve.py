"""The risk-coverage curve of the champion on the certificate's fold, with the certificate on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from errata.core.dataset import HeldCase
from errata.core.model import ModelVersion, Operating
from errata.core.ports import Snapshot
from errata.core.task import Resolution
from errata.flow.calibrated import operating_of
from errata.flow.certify import held_answers
from errata.flow.workspace import Workspace, champion_of, policy_of
from errata.loop.triage.risk_coverage import RiskCoverage, risk_coverage


@dataclass(frozen=True, kw_only=True)
class CertificateCurve:
    """What could be accepted without a human, and what has been certified."""

    model: str | None  # None: there is no champion
    curve: RiskCoverage
    certificate: Operating | None
    alpha: float
    delta: float
    says: str  # what the cases are, and what the bound does not promise


def certificate_curve(ws: Workspace) -> CertificateCurve:
    """The curve as of now: of the champion, on what is held today.

    The certificate was found on what was held then, so it may lie a little off the curve.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        champion = champion_of(view, ws.project)
        certificate = operating_of(view, champion)
        curve = _curve(view, ws, champion, policy.triage.delta)
    return CertificateCurve(
        model=champion.name if champion else None,
        curve=curve,
        certificate=certificate,
        alpha=certificate.alpha if certificate else policy.triage.alpha,
        delta=policy.triage.delta,
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
            view.count(HeldCase, **here),
            view.count(Resolution, hold=True, **here),
        )


def _curve(
    view: Snapshot, ws: Workspace, champion: ModelVersion | None, delta: float
) -> RiskCoverage:
    if champion is None:
        return risk_coverage(np.empty(0), np.empty(0, bool), delta=delta)
    held = held_answers(view, ws, champion)
    return risk_coverage(held.confidence, held.correct, delta=delta)
