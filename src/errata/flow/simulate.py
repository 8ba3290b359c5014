"""Simulate: what would a promise cost, in reviews and in errors that reach users?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError
from errata.core.simulation import Simulated, Simulation
from errata.flow.accepting import accepting_of
from errata.flow.certify import Evidence, audit_chance, evidence_in, promised, propose, scores_in
from errata.flow.held_answers import HeldAnswers, audited_answers
from errata.flow.workspace import Workspace
from errata.loop.triage.simulate import rule_cost
from errata.stats.arrays import level

ALPHAS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)
MOST = 50  # promises of one call
ROUND = 1_000.0  # predictions a day where nothing was captured lately
FEW = 100  # reviewed cases: below, the intervals say more than the figures


def simulate(
    ws: Workspace, *, alphas: Sequence[float] | None = None, delta: float | None = None
) -> Simulation:
    """For each alpha the certificate there would be, reviews a day, and errors that reach users.

    Thresholds are those that `certify` would find on the certificate's fold today, with the
    classes, slices, misses and audits of the policy. What they cost is estimated on that fold and
    on the reviewed random audits that trained nothing, weighted by 1/propensity, with exact
    intervals.
    The threshold was chosen on some of the same labels, so the errors' value (not the promise)
    may be a little low. Nothing is stored.

    Raises NotReady without a champion or held case, InputError for no alpha, too many, or one
    outside (0, 1).
    """
    wanted = sorted({level(alpha, "alpha") for alpha in (ALPHAS if alphas is None else alphas)})
    if not 0 < len(wanted) <= MOST:
        raise InputError(f"{len(wanted)} alphas", wanted=f"1 to {MOST}")
    with ws.store.snapshot() as view:
        evidence = evidence_in(view, ws)
        audited = audited_answers(view, ws, evidence.champion, evidence.held.calibrator)
        score = scores_in(view, ws, evidence.policy, evidence.champion, audited)
    known = evidence.traffic.a_day is not None
    a_day = evidence.traffic.a_day or ROUND
    rows = tuple(
        _simulated(ws, evidence, audited, score, alpha=alpha, delta=delta, a_day=a_day)
        for alpha in wanted
    )
    n = len(evidence.held) + len(audited)
    return Simulation(
        model=evidence.champion.name,
        rows=rows,
        n=n,
        a_day=a_day,
        known_traffic=known,
        delta=evidence.policy.triage.delta if delta is None else delta,
        says=_says(n, len(audited), known, rows),
    )


def _simulated(
    ws: Workspace,
    evidence: Evidence,
    audited: HeldAnswers,
    score: NDArray[np.float64],
    *,
    alpha: float,
    delta: float | None,
    a_day: float,
) -> Simulated:
    promises = promised(ws, evidence, alpha=alpha, delta=delta)
    proposal = propose(ws, evidence, promises)
    held = evidence.held
    accepting = accepting_of(proposal, ws.project.labels)
    more = (audited.confidence >= accepting.of(audited.predicted, audited.attributes())) & (
        score >= 0
    )
    weights = None
    if held.propensity is not None or audited.propensity is not None:
        weights = np.r_[_each(held), _each(audited)]
    cost = rule_cost(
        np.r_[promises.accepted, more],
        np.r_[held.correct, audited.correct],
        a_day=a_day,
        audit=audit_chance(evidence, promises.coverage.value),
        propensity=weights,
        smallest_propensity=_smallest(held, audited) if weights is not None else None,
    )
    none = promises.threshold is None  # then everything is reviewed, and that is certain
    n = cost.coverage.n
    return Simulated(
        alpha=alpha,
        threshold=promises.threshold,
        coverage=_surely(0.0, n) if none else cost.coverage.as_dict(),
        reviews_a_day=_surely(a_day, n) if none else cost.reviews_a_day.as_dict(),
        errors_reaching_users_a_day=_surely(0.0, n) if none else cost.errors_a_day.as_dict(),
        needed=proposal.plan["needed"],
    )


def _surely(value: float, n: int) -> dict[str, float | int]:
    return {"value": value, "low": value, "high": value, "n": n}


def _smallest(*parts: HeldAnswers) -> float:
    """The least chance of all; among equal ones it is 1."""
    return min(1.0 if part.smallest is None else part.smallest for part in parts)


def _each(answers: HeldAnswers) -> NDArray[np.float64]:
    return np.ones(len(answers)) if answers.propensity is None else answers.propensity


def _says(n: int, audits: int, known: bool, rows: Sequence[Simulated]) -> str:
    """On what the figures rest, in words."""
    said = f"{n} reviewed cases: {n - audits} held, {audits} audits"
    if n < FEW:
        said += "; that is few: read the intervals, not the figures"
    if not known:
        said += "; no traffic was captured lately, so a day is taken to have 1,000 predictions"
    if all(row.threshold is None for row in rows):
        more = [row.needed for row in rows if row.needed]
        said += "; no promise can be made yet"
        said += f": about {min(more):,} more labels would do for the loosest" if more else ""
    return said
