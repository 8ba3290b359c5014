"""Run a cycle: curate, retrain, prove, promote if it passed, certify."""

from __future__ import annotations

from errata.core.error_record import ErrorStage, Stage
from errata.core.errors import NotReady
from errata.core.events import Event, Verb
from errata.core.model import Cycle
from errata.core.verdict import Outcome
from errata.flow.certify import certify
from errata.flow.curate import curate
from errata.flow.promote import promote
from errata.flow.prove import prove
from errata.flow.retrain import retrain
from errata.flow.review.given import answers_given
from errata.flow.workspace import Workspace, champion_of


def run_cycle(ws: Workspace, *, by: str = "errata") -> Cycle:
    """One turn of the loop with what the reviewers have said so far.

    Each step is a transaction of its own, so that a crash loses none that was finished.
    """
    dataset = curate(ws)
    candidate = retrain(ws, dataset=dataset.id)
    proof = prove(ws, candidate.id)
    promoted = proof.outcome == Outcome.PASS.value
    certificate = None
    if promoted:
        promote(ws, candidate.id, by=by)
        try:
            certificate = certify(ws)
        except NotReady:  # no held case in the certificate's fold yet: the policy's threshold holds
            certificate = None
    now = ws.now()
    with ws.store.snapshot() as view:
        number = view.count(Cycle, project_id=ws.project.id) + 1
        champion = champion_of(view, ws.project)
        turns = (
            view.find(ErrorStage, project_id=ws.project.id, reference=candidate.id)
            if promoted
            else []
        )
        reviews = answers_given(view, project_id=ws.project.id)
    cycle = Cycle(
        id=ws.mint(),
        project_id=ws.project.id,
        number=number,
        dataset_id=dataset.id,
        candidate_id=candidate.id,
        gate_id=proof.id,
        promoted=promoted,
        report={
            "champion": champion.name if champion else None,
            "candidate": candidate.name,
            "verdict": proof.outcome,
            "dataset": dataset.number,
            "reviews": reviews,
            "fixed": sum(turn.stage is Stage.FIXED for turn in turns),
            "regressed": sum(turn.stage is Stage.REGRESSED for turn in turns),
            "threshold": certificate.threshold if certificate else None,
        },
        created_at=now,
    )
    with ws.store.transaction(actor=by, now=now) as tx:
        tx.put(cycle)
        tx.record(
            Event(
                verb=Verb.CYCLE_RUN,
                object_id=cycle.id,
                figures={"promoted": int(promoted), "number": number},
            )
        )
    return cycle
