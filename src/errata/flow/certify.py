"""Certify: how far the champion may be trusted on its own, found on the hold."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import uniform
from errata.core.errors import NotReady
from errata.core.estimate import Estimate
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes
from errata.core.model import ModelVersion, Operating
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.proposal import Proposal
from errata.flow.accepting import accepting_in, group_names
from errata.flow.calibrated import operating_of
from errata.flow.held_answers import HeldAnswers, held_answers
from errata.flow.novelty import fit_where_wanted
from errata.flow.plan import plan_of
from errata.flow.suspect import dear, suspects
from errata.flow.traffic_a_day import TrafficADay, traffic_lately
from errata.flow.workspace import Workspace, champion_of, policy_of
from errata.loop.triage.audit_rate import audit_propensity
from errata.loop.triage.promises import Promises, certify_promises
from errata.loop.triage.risk_coverage import RiskCoverage, risk_coverage
from errata.loop.triage.simulate import rule_cost
from errata.stats.arrays import level
from errata.stats.binomial import wilson

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """What a certificate is found on."""

    champion: ModelVersion
    policy: Policy
    held: HeldAnswers
    score: Floats  # (n,) the confidence; -1 where people look whatever it is
    groups: NDArray[Any] | None  # (n,) whose certificate speaks for each case; None: one for all
    traffic: TrafficADay  # under what holds now


def certify(ws: Workspace, *, alpha: float | None = None, delta: float | None = None) -> Operating:
    """Fit the champion's calibration on one fold of the hold and its certificate on another.

    By the policy also a threshold for each predicted class and slice, and a bound on how often a
    class is missed; delta is shared so that all promises hold together, as `certify_promises`
    says: all for the error among the accepted, or half for it and half for the misses. The
    thresholds that are tried are set by confidences alone, never by a label.

    Held predictions that nobody could settle, or that are overdue, count as wrong: leaving the
    hard ones out would promise too much.

    Raises NotReady without a champion or without a held case in the certificate's fold.
    """
    _in_range(alpha, delta)
    fit_where_wanted(ws)  # what is novel is held back, and the certificate counts on it
    with ws.store.snapshot() as view:
        evidence = evidence_in(view, ws)
        number = view.count(Operating, project_id=ws.project.id) + 1
    proposal = propose(ws, evidence, promised(ws, evidence, alpha=alpha, delta=delta))
    now = ws.now()
    operating = Operating(
        id=ws.mint(),
        project_id=ws.project.id,
        number=number,
        model_id=evidence.champion.id,
        calibrator=proposal.calibrator,
        threshold=proposal.threshold,
        alpha=proposal.alpha,
        delta=proposal.delta,
        coverage=proposal.coverage,
        risk_upper=proposal.risk_upper,
        n=proposal.n,
        method=proposal.method,
        expires_at=now + timedelta(days=evidence.policy.triage.certificate_days),
        plan=proposal.plan,
        created_at=now,
    )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(operating)
        tx.record(
            Event(
                verb=Verb.MODEL_CERTIFIED,
                object_id=operating.id,
                figures={"threshold": proposal.threshold, "n": proposal.n},
            )
        )
    return operating


def preview(ws: Workspace, *, alpha: float | None = None, delta: float | None = None) -> Proposal:
    """What `certify` would find now, and what a day would cost; nothing is stored."""
    _in_range(alpha, delta)
    with ws.store.snapshot() as view:
        evidence = evidence_in(view, ws)
    return propose(ws, evidence, promised(ws, evidence, alpha=alpha, delta=delta))


def _in_range(alpha: float | None, delta: float | None) -> None:
    """Wrong use is told before the project is looked at."""
    for value, name in ((alpha, "alpha"), (delta, "delta")):
        if value is not None:
            level(value, name)


def evidence_in(view: Snapshot, ws: Workspace) -> Evidence:
    """The champion's answers on the hold; raises NotReady where there are none."""
    _, policy = policy_of(view, ws.project)
    champion = champion_of(view, ws.project)
    if champion is None:
        raise NotReady(
            "there is no champion whose confidence could be read", do="promote a model first"
        )
    held = held_answers(view, ws, champion, policy)
    if not len(held):
        raise NotReady(
            f"the hold has no case on which {champion.name} can be certified",
            do="add a labelled random sample (errata import FILE --as hold), or review the audits; "
            "of a model that runs outside, capture what it says of the held cases too",
        )
    triage, columns = policy.triage, held.attributes()
    groups = None
    if triage.per_class or triage.per_slice:
        groups = group_names(
            held.predicted,
            columns,
            ws.project.labels,
            by_class=triage.per_class,
            by=triage.per_slice,
        )
    operating = operating_of(view, champion)
    accepting = accepting_in(view, ws, triage, operating)
    return Evidence(
        champion=champion,
        policy=policy,
        held=held,
        score=scores_in(view, ws, policy, champion, held),
        groups=groups,
        traffic=traffic_lately(view, ws, policy, champion, operating, accepting),
    )


def scores_in(
    view: Snapshot, ws: Workspace, policy: Policy, champion: ModelVersion, held: HeldAnswers
) -> Floats:
    """The confidence of each case, -1 where people look whatever it is: never accepted, suspect."""
    triage = policy.triage
    never = np.isin(ws.project.labels, triage.never_accept)[held.predicted]
    items = view.contents(ws.project.id, [case.item_id for case in held.cases])
    found = suspects(
        view,
        ws,
        policy,
        champion,
        items,
        held.attributes(),
        held.predicted,
        certified=triage.per_slice,
    )
    return np.where(never | (found.held_back > 0), -1.0, held.confidence)


def propose(ws: Workspace, evidence: Evidence, promises: Promises) -> Proposal:
    """These promises as a certificate, and what a day under it would cost."""
    triage, held = evidence.policy.triage, evidence.held
    plan = plan_of(promises, held, triage, ws.project.labels, evidence.groups, evidence.score)
    audit = audit_chance(evidence, float(promises.coverage.value))
    cost = rule_cost(
        promises.accepted,
        held.correct,
        a_day=evidence.traffic.a_day or 0.0,
        audit=audit,
        propensity=held.propensity,
        smallest_propensity=held.smallest,
    )
    a_day = evidence.traffic.a_day
    reviews = None if a_day is None else asdict(cost.reviews_a_day)
    plan["reviews_a_day"] = reviews
    curve = risk_coverage(
        held.confidence,
        held.correct,
        delta=promises.delta,
        propensity=held.propensity,
        smallest_propensity=held.smallest,
    )
    return Proposal(
        model=evidence.champion.name,
        threshold=promises.threshold,
        alpha=promises.alpha,
        delta=promises.delta,
        coverage=promises.coverage.as_dict(),
        risk_upper=promises.risk_upper,
        n=promises.n,
        method=promises.method,
        calibrator=held.calibrator.as_dict() if held.calibrator else None,
        plan=plan,
        bands=_bands(ws, evidence, promises),
        a_day=a_day,
        audits_a_day=None if a_day is None else a_day * promises.coverage.value * audit,
        reviews_a_day=reviews,
        curve=curve_columns(curve),
    )


def promised(
    ws: Workspace, evidence: Evidence, *, alpha: float | None = None, delta: float | None = None
) -> Promises:
    """All promises of the policy, together; InputError for an alpha or delta out of range."""
    triage, held = evidence.policy.triage, evidence.held
    place = {label: index for index, label in enumerate(ws.project.labels)}
    ids = b"".join(to_bytes(case.item_id) for case in held.cases)
    draws = uniform(ws.project.key, "misses", np.frombuffer(ids, np.uint8).reshape(-1, 16))
    return certify_promises(
        held.confidence,
        held.predicted,
        held.truth,
        alpha=triage.alpha if alpha is None else alpha,
        delta=triage.delta if delta is None else delta,
        barred=evidence.score < 0,
        groups=evidence.groups,
        miss_alpha={place[name]: value for name, value in triage.miss_alpha.items()},
        for_misses=draws < 0.5,
        propensity=held.propensity,
        smallest_propensity=held.smallest,
    )


def audit_chance(evidence: Evidence, coverage: float) -> float:
    """The chance of being audited of what is accepted, were this share of the traffic accepted."""
    triage, a_day = evidence.policy.triage, evidence.traffic.a_day
    if triage.audit_rate == 0 and triage.reviews_per_day == 0:
        return 0.0
    return float(
        audit_propensity(
            [0.5],
            [True],
            rate=triage.audit_rate,
            budget_a_day=triage.reviews_per_day or None,
            accepted_a_day=None if a_day is None else a_day * coverage,
            waiting_a_day=0.0 if a_day is None else a_day * (1 - coverage),
        )[0]
    )


def curve_columns(curve: RiskCoverage) -> dict[str, list[float]]:
    """A curve as plain columns."""
    names = ("threshold", "coverage", "risk", "risk_low", "risk_upper")
    return {name: getattr(curve, name).tolist() for name in names}


def _bands(ws: Workspace, evidence: Evidence, promises: Promises) -> dict[str, dict[str, Any]]:
    """The shares accepted, reviewed and sent to experts, on the hold."""
    held, triage = evidence.held, evidence.policy.triage
    expert = ~promises.accepted & (held.confidence < triage.expert_below)
    costly = dear(evidence.policy, ws.project.labels, held.probabilities, held.predicted)
    if costly is not None:
        expert |= ~promises.accepted & costly
    weight = np.ones(len(held)) if held.propensity is None else 1 / held.propensity
    worth = float(weight.sum() ** 2 / (weight @ weight))
    bands = {
        "accept": promises.accepted,
        "review": ~promises.accepted & ~expert,
        "expert": expert,
    }
    found = {}
    for name, rows in bands.items():
        value = float(weight @ rows / weight.sum())
        low, high = wilson(value, worth)
        found[name] = Estimate(value=value, low=low, high=high, n=len(held)).as_dict()
    return found
