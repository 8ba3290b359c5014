"""Certify: how far the champion may be trusted on its own, found on the hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import Fold
from errata.core.errors import NotReady
from errata.core.events import Event, Verb
from errata.core.model import ModelVersion, Operating
from errata.core.ports import Snapshot
from errata.flow.judged import judge, unsettled
from errata.flow.workspace import Workspace, champion_of, policy_of
from errata.loop.triage.calibrate import Calibrator, calibrate
from errata.loop.triage.certify import certify_threshold

CALIBRATION_MINIMUM = 20  # below this a fitted temperature is mostly noise


@dataclass(frozen=True, kw_only=True, eq=False)
class HeldAnswers:
    """What the champion says of the certificate's fold, and whether it is right; n cases."""

    confidence: NDArray[np.float64]  # (n,) calibrated
    correct: NDArray[np.bool_]  # (n,) what nobody could settle counts as wrong
    calibrator: Calibrator | None


def certify(ws: Workspace, *, alpha: float | None = None, delta: float | None = None) -> Operating:
    """Fit the champion's calibration on one fold of the hold and its certificate on another.

    Held predictions that nobody could settle, or that are overdue, count as wrong: leaving the
    hard ones out would promise too much.

    Raises NotReady without a champion or without a held case in the certificate's fold.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        champion = champion_of(view, ws.project)
        if champion is None:
            raise NotReady("there is no champion to certify", do="promote a model first")
        held = held_answers(view, ws, champion)
        number = view.count(Operating, project_id=ws.project.id) + 1
    if not len(held.confidence):
        raise NotReady(
            f"the hold has no case on which {champion.name} can be certified",
            do="add a labelled random sample (errata import FILE --as hold), or review the audits; "
            "of a model that runs outside, capture what it says of the held cases too",
        )
    certificate = certify_threshold(
        held.confidence,
        held.correct,
        alpha=policy.triage.alpha if alpha is None else alpha,
        delta=policy.triage.delta if delta is None else delta,
    )
    now = ws.now()
    operating = Operating(
        id=ws.mint(),
        project_id=ws.project.id,
        number=number,
        model_id=champion.id,
        calibrator=held.calibrator.as_dict() if held.calibrator else None,
        threshold=certificate.threshold,
        alpha=certificate.alpha,
        delta=certificate.delta,
        coverage=certificate.coverage.as_dict(),
        risk_upper=certificate.risk_upper,
        n=certificate.n,
        method=certificate.method,
        expires_at=now + timedelta(days=policy.triage.certificate_days),
        created_at=now,
    )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(operating)
        tx.record(
            Event(
                verb=Verb.MODEL_CERTIFIED,
                object_id=operating.id,
                figures={"threshold": certificate.threshold, "n": certificate.n},
            )
        )
    return operating


def held_answers(view: Snapshot, ws: Workspace, champion: ModelVersion) -> HeldAnswers:
    """The champion's answers on the certificate's fold, calibrated on the fold for that."""
    fitting = judge(ws, view, Fold.CALIBRATION, [champion])
    doubtful = unsettled(ws, view, Fold.CERTIFICATE)
    testing = judge(ws, view, Fold.CERTIFICATE, [champion], extra=doubtful)
    calibrator = None
    said = testing.probabilities[0]
    if not testing.cases:
        return HeldAnswers(confidence=np.empty(0), correct=np.empty(0, bool), calibrator=None)
    if len(fitting.cases) >= CALIBRATION_MINIMUM:
        calibrator = calibrate(fitting.probabilities[0], fitting.truth)
        said = calibrator.apply(said)
    return HeldAnswers(
        confidence=said.max(axis=1),
        correct=np.equal(said.argmax(axis=1), testing.truth),
        calibrator=calibrator,
    )
