"""Prove: candidate against champion on the golden set."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import DatasetVersion, Fold, GoldenVersion, HeldCase, Stratum
from errata.core.errors import NotReady
from errata.core.events import Event, Verb
from errata.core.model import GateReport, ModelVersion
from errata.core.ports import Snapshot
from errata.core.verdict import Verdict
from errata.flow.base import examples_of
from errata.flow.judged import Judged, judge
from errata.flow.workspace import Workspace, champion_of, model_named, policy_of
from errata.loop.prove.gate import prove as prove_pure


def newest_candidate(view: Snapshot, ws: Workspace, name: str | None) -> ModelVersion:
    """The model of that name, or the newest that Errata trained and that is not champion."""
    champion = champion_of(view, ws.project)
    if name is not None:
        found = model_named(view, ws.project, name)
        if found is None:
            names = [m.name for m in view.find(ModelVersion, project_id=ws.project.id)]
            raise NotReady(f"no model is named {name!r}", wanted="one of " + ", ".join(names))
        return found
    models = view.find(ModelVersion, project_id=ws.project.id, newest_first=True)
    for model in models:
        if model.blob is not None and (champion is None or model.id != champion.id):
            return model
    raise NotReady("there is no candidate", do="run errata retrain first")


def prove(ws: Workspace, candidate: str | None = None) -> GateReport:
    """Hold the candidate against the champion and keep the report, whatever it says.

    Without a champion the candidate must beat guesses by the class frequencies of its data.
    Raises NotReady when there is no candidate or no golden case.
    """
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        model = newest_candidate(view, ws, candidate)
        champion = champion_of(view, ws.project)
        if champion is not None and champion.id == model.id:
            raise NotReady(f"{model.name} is the champion already", do="name another candidate")
        judged = judge(ws, view, Fold.GOLDEN, [champion, model])
        golden = view.find(HeldCase, project_id=ws.project.id, fold=Fold.GOLDEN)
        versions = view.find(GoldenVersion, project_id=ws.project.id, newest_first=True)
        datasets = view.find(DatasetVersion, project_id=ws.project.id, id=model.dataset_id)
    if not judged.cases:
        raise NotReady(
            "the golden set has no case that both models may be judged on",
            do="add verified cases (errata import FILE --as hold), or review the audits; "
            "of a model that runs outside, capture what it says of the held cases too",
        )
    champion_said: Any = judged.probabilities[0]
    if champion is None:
        champion_said = _guess(ws, datasets[0], len(judged.cases))
    strata = np.array([case.stratum.value for case in judged.cases])
    verdict = prove_pure(
        judged.truth,
        champion_said,
        judged.probabilities[1],
        past_errors=strata == Stratum.PAST_ERROR.value,
        must_pass=strata == Stratum.MUST_PASS.value,
        slices=judged.slices(),
        policy=policy.gate,
    )
    now = ws.now()
    version = _version(ws, golden, versions)
    report = GateReport(
        id=ws.mint(),
        project_id=ws.project.id,
        candidate_id=model.id,
        champion_id=champion.id if champion else None,
        golden_id=version.id,
        outcome=verdict.outcome.value,
        verdict=_plain(ws, verdict, judged),
        created_at=now,
    )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        if version.id not in {known.id for known in versions}:
            tx.put(version)
        tx.put(report)
        tx.record(
            Event(
                verb=Verb.CANDIDATE_PROVED,
                object_id=report.id,
                figures={"outcome": report.outcome, "n": verdict.n},
            )
        )
    return report


def _guess(ws: Workspace, data: DatasetVersion, n: int) -> NDArray[np.int64]:
    """What somebody who knows only how frequent the classes are would say."""
    counts = np.bincount(examples_of(ws, data).labels, minlength=len(ws.project.labels))
    return np.random.default_rng(0).choice(len(counts), size=n, p=counts / counts.sum())


def golden_name(cases: Sequence[HeldCase]) -> str:
    """The name of a golden set with these cases: a hash of what is in it."""
    rows = sorted(f"{case.item_id} {case.label} {case.stratum.value}" for case in cases)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _version(ws: Workspace, golden: list[HeldCase], versions: list[GoldenVersion]) -> GoldenVersion:
    ident = golden_name(golden)
    known = next((version for version in versions if version.id == ident), None)
    return known or GoldenVersion(
        id=ident,
        project_id=ws.project.id,
        number=(versions[0].number if versions else 0) + 1,
        n=len(golden),
        n_random=sum(case.stratum is Stratum.RANDOM for case in golden),
        created_at=ws.now(),
    )


def _plain(ws: Workspace, verdict: Verdict, judged: Judged) -> dict[str, Any]:
    """The verdict as JSON; rows become the identifiers of their items, classes their labels."""
    plain = asdict(verdict)
    plain["outcome"] = verdict.outcome.value
    for check, source in zip(plain["checks"], verdict.checks, strict=True):
        kind, _, index = source.name.partition(":")
        if kind == "class":
            check["name"] = f"class:{ws.project.labels[int(index)]}"
        check["finding"] = source.finding.value
        check["figures"] = {key: _number(value) for key, value in source.figures.items()}
        check["rows"] = [judged.cases[row].item_id for row in source.rows]
    plain["checks"] = list(plain["checks"])
    return plain


def _number(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
