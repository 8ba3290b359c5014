"""Promote: a proved candidate becomes champion; rollback: the one before it again."""

from __future__ import annotations

from errata.core.dataset import Fold, HeldCase
from errata.core.error_record import ErrorRecord, ErrorStage, Stage
from errata.core.errors import Conflict, InputError, NotReady, Refused
from errata.core.events import Event, Verb
from errata.core.model import GateReport, ModelVersion, Promotion, Reason
from errata.core.ports import Snapshot, Transaction
from errata.core.verdict import Outcome
from errata.flow.agreed import agreed_truths
from errata.flow.found import enter
from errata.flow.novelty import fit_where_wanted
from errata.flow.prove import golden_name, newest_candidate
from errata.flow.workspace import Workspace, champion_of, loaded


def promote(
    ws: Workspace, candidate: str | None = None, *, by: str, why: str = "", override: bool = False
) -> Promotion:
    """Make the candidate champion. Without a PASS against today's champion: Refused.

    `override` promotes all the same; it needs a name and a reason, and stays visible for ever.
    """
    with ws.store.snapshot() as view:
        champion = champion_of(view, ws.project)
        model = newest_candidate(view, ws, candidate)
        if champion is not None and champion.id == model.id:
            raise NotReady(f"{model.name} is the champion already", do="name another candidate")
        turns = view.find(Promotion, project_id=ws.project.id, newest_first=True, limit=1)
        number, last_turn = (turns[0].number + 1, turns[0].id) if turns else (1, "")
        cases = view.find(HeldCase, project_id=ws.project.id, fold=Fold.GOLDEN)
        golden = golden_name(cases)
        reports = view.find(
            GateReport, project_id=ws.project.id, candidate_id=model.id, newest_first=True
        )
    if override and (not by.strip() or by == "errata" or not why.strip()):
        raise InputError("an override without a person and a reason", do="give by=... and why=...")
    against = [r for r in reports if r.champion_id == (champion.id if champion else None)]
    proof = against[0] if against else None
    if proof is not None and (proof.id < last_turn or proof.golden_id != golden):
        proof = None  # said before the last change of champion, or of another golden set
    if not override:
        _require_pass(model, champion, proof)
    promotion = Promotion(
        id=ws.mint(),
        project_id=ws.project.id,
        number=number,
        model_id=model.id,
        previous_id=champion.id if champion else None,
        gate_id=proof.id if proof else None,
        reason=Reason.OVERRIDE if override else Reason.PROVED,
        by=by,
        why=why,
        created_at=ws.now(),
    )
    return _switch(ws, promotion, model, verb=Verb.MODEL_PROMOTED)


def rollback(ws: Workspace, *, by: str, why: str) -> Promotion:
    """Put the champion before this one back. Raises NotReady when there is none."""
    if not by.strip() or not why.strip():
        raise InputError("a rollback without a person and a reason", do="give by=... and why=...")
    with ws.store.snapshot() as view:
        turns = view.find(Promotion, project_id=ws.project.id, newest_first=True)
        # How the present champion got there, were it by rollback: the promotion that made it.
        made = [turn for turn in turns if turn.reason is not Reason.ROLLBACK]
        made = [turn for turn in made if turn.model_id == turns[0].model_id]
        if not made or made[0].previous_id is None:
            raise NotReady("there is no earlier champion to go back to")
        champion = view.get(ModelVersion, turns[0].model_id)
        previous = view.get(ModelVersion, made[0].previous_id)
        number = turns[0].number + 1
    promotion = Promotion(
        id=ws.mint(),
        project_id=ws.project.id,
        number=number,
        model_id=previous.id,
        previous_id=champion.id,
        gate_id=None,
        reason=Reason.ROLLBACK,
        by=by,
        why=why,
        created_at=ws.now(),
    )
    return _switch(ws, promotion, previous, verb=Verb.MODEL_ROLLED_BACK)


def _require_pass(
    model: ModelVersion, champion: ModelVersion | None, proof: GateReport | None
) -> None:
    against = champion.name if champion else "guesses by class frequency"
    if proof is None:
        raise Refused(
            f"{model.name} has not been proved against {against} on the golden set as it is now",
            do="run errata prove first",
        )
    if proof.outcome != Outcome.PASS.value:
        checks = proof.verdict["checks"]
        said = [f"{c['name']}: {c['says']}" for c in checks if c["finding"] == "failed"]
        said = said or [c["says"] for c in checks if c["name"] == "overall"]
        raise Refused(
            f"the gate said {proof.outcome} of {model.name} against {against}: {'; '.join(said)}",
            wanted="a PASS",
            do="collect what is missing and prove again, or override with a name and a reason",
        )


def _switch(ws: Workspace, promotion: Promotion, model: ModelVersion, *, verb: Verb) -> Promotion:
    """Write the promotion; its number lets one of two at once win, the other is refused."""
    with ws.store.snapshot() as view:
        turns = _turns(ws, view, model)
    try:
        with ws.store.transaction(actor=promotion.by, now=ws.now()) as tx:
            tx.put(promotion)
            _enter_turns(ws, tx, turns, model)
            tx.record(
                Event(
                    verb=verb,
                    object_id=promotion.id,
                    figures={"model": model.name, "reason": promotion.reason.value},
                )
            )
    except Conflict:  # another promotion took the number
        raise Refused(
            "the champion changed meanwhile", do="prove the candidate against the new one"
        ) from None
    fit_where_wanted(ws)
    return promotion


def _turns(ws: Workspace, view: Snapshot, model: ModelVersion) -> list[tuple[ErrorRecord, Stage]]:
    """Which past errors this model fixes, and which it brings back."""
    truths, _ = agreed_truths(view, ws)
    held = view.find(HeldCase, project_id=ws.project.id)
    settled = {truth.item_id: truth.claim.label for truth in truths}
    settled |= {case.item_id: case.label for case in held}
    errors = [
        error
        for error in view.find(ErrorRecord, project_id=ws.project.id)
        if settled.get(error.item_id, error.label) == error.label  # the model was not cleared since
    ]
    if model.blob is None or not errors:
        return []
    items = view.contents(ws.project.id, [error.item_id for error in errors])
    said = loaded(ws, model).predict_proba(items).argmax(axis=1)
    last: dict[str, Stage] = {}
    turning = [Stage.FIXED, Stage.REGRESSED]
    for stage in view.find(ErrorStage, project_id=ws.project.id, stage=turning):
        last[stage.error_id] = stage.stage
    turns = []
    for error, index in zip(errors, said, strict=True):
        right = ws.project.labels[index] == error.label
        before = last.get(error.id)
        if right and before is not Stage.FIXED:
            turns.append((error, Stage.FIXED))
        elif not right and before is Stage.FIXED:
            turns.append((error, Stage.REGRESSED))
    return turns


def _enter_turns(
    ws: Workspace, tx: Transaction, turns: list[tuple[ErrorRecord, Stage]], model: ModelVersion
) -> None:
    for error, stage in turns:
        enter(ws, tx, error, stage, model.id)
