"""Held answers: what the champion says of the held cases, calibrated, and what they weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import Fold, HeldCase, Stratum
from errata.core.model import ModelVersion
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.task import Resolution, Task
from errata.flow.judged import Judged, judge, unsettled
from errata.flow.workspace import Workspace
from errata.loop.triage.calibrate import Calibrator, calibrate

Floats = NDArray[np.float64]
CALIBRATION_MINIMUM = 20  # below this a fitted temperature is mostly noise
WRONG = -1  # the truth of what nobody could settle: no class at all


@dataclass(frozen=True, kw_only=True, eq=False)
class HeldAnswers:
    """What the champion says of n held cases, and whether it is right."""

    confidence: Floats  # (n,) calibrated, of the predicted class
    predicted: NDArray[np.int32]  # (n,)
    probabilities: Floats  # (n, C) calibrated
    truth: NDArray[np.int32]  # (n,) class number; -1 where nobody could settle it
    cases: Sequence[HeldCase]  # n
    propensity: Floats | None  # (n,) relative chance of being held; None: the same for all
    smallest: float | None  # the least relative chance that any prediction had
    calibrator: Calibrator | None

    def __len__(self) -> int:
        return len(self.confidence)

    @property
    def correct(self) -> NDArray[np.bool_]:
        """(n,) what nobody could settle counts as wrong."""
        return np.equal(self.predicted, self.truth)

    def attributes(self) -> dict[str, NDArray[Any]]:
        """The cases' attributes as columns, None where a case lacks one."""
        names = sorted({name for case in self.cases for name in case.attributes})
        return {
            name: np.array([case.attributes.get(name) for case in self.cases], dtype=object)
            for name in names
        }

    def take(self, rows: NDArray[np.int64]) -> HeldAnswers:
        """Those at these places."""
        return HeldAnswers(
            confidence=self.confidence[rows],
            predicted=self.predicted[rows],
            probabilities=self.probabilities[rows],
            truth=self.truth[rows],
            cases=[self.cases[row] for row in rows.tolist()],
            propensity=None if self.propensity is None else self.propensity[rows],
            smallest=self.smallest,
            calibrator=self.calibrator,
        )


def held_answers(
    view: Snapshot, ws: Workspace, champion: ModelVersion, policy: Policy
) -> HeldAnswers:
    """The champion's answers on the certificate's fold, calibrated on the fold for that.

    Where the calibration's fold is too small, reviewed random audits that are neither held nor
    trained on join it, weighted by 1/propensity. That is sound: they are of other groups than the
    certificate's fold, and how the confidence was scaled is no part of what is promised.
    """
    testing = judge(
        ws,
        view,
        Fold.CERTIFICATE,
        [champion],
        extra=unsettled(ws, view, Fold.CERTIFICATE),
    )
    calibrator = _calibrator(view, ws, champion, policy) if testing.cases else None
    return _answers(view, ws, champion, calibrator, testing, np.arange(len(testing.cases)))


def audited_answers(
    view: Snapshot, ws: Workspace, champion: ModelVersion, calibrator: Calibrator | None
) -> HeldAnswers:
    """The same on the reviewed random audits that are neither held nor trained on."""
    found = judge(ws, view, Fold.CERTIFICATE, [champion], extra=reviewed_audits(view, ws))
    fresh = np.array([case.source == AUDIT for case in found.cases], dtype=bool)
    rows = np.flatnonzero(fresh)
    return _answers(view, ws, champion, calibrator, found, rows)


def _answers(
    view: Snapshot,
    ws: Workspace,
    champion: ModelVersion,
    calibrator: Calibrator | None,
    judged: Judged,
    rows: NDArray[np.int64],
) -> HeldAnswers:
    cases = [judged.cases[row] for row in rows.tolist()]
    said = judged.probabilities[0][rows]
    if calibrator is not None and len(rows):
        said = calibrator.apply(said)
    propensity, smallest = relative_propensity(view, ws, champion, cases)
    return HeldAnswers(
        confidence=said.max(axis=1) if len(rows) else np.empty(0),
        predicted=said.argmax(axis=1).astype(np.int32) if len(rows) else np.empty(0, np.int32),
        probabilities=said,
        truth=judged.truth[rows],
        cases=cases,
        propensity=propensity,
        smallest=smallest,
        calibrator=calibrator,
    )


AUDIT = "audit"  # the source of a case that was audited and is not held


def reviewed_audits(view: Snapshot, ws: Workspace) -> list[HeldCase]:
    """The settled random audits that are not in the hold, one an item, as cases."""
    project = ws.project.id
    settled = [
        found
        for found in view.find(Resolution, project_id=project, sampled=True, hold=False)
        if found.label
    ]
    if not settled:
        return []
    held = {case.item_id for case in view.find(HeldCase, project_id=project)}
    tasks = {t.id: t for t in view.find(Task, id=[found.task_id for found in settled])}
    cases: dict[str, HeldCase] = {}
    for found in settled:
        task = tasks[found.task_id]
        if found.item_id in held or found.item_id in cases:
            continue
        cases[found.item_id] = HeldCase(
            id=task.id,
            project_id=project,
            item_id=found.item_id,
            prediction_id=found.prediction_id,
            label=found.label or "",
            fold=Fold.CERTIFICATE,
            stratum=Stratum.RANDOM,
            group=task.group,
            attributes=task.attributes,
            source=AUDIT,
            error_id=None,
            created_at=found.created_at,
        )
    return list(cases.values())


def relative_propensity(
    view: Snapshot, ws: Workspace, champion: ModelVersion, cases: Sequence[HeldCase]
) -> tuple[Floats | None, float | None]:
    """Each case's chance of being held, relative to the likeliest, and the least any had.

    A random sample that was imported (1) and audits (p / largest p) are both samples of the
    traffic, so they may be put together; the factor is each one's own. (None, None): all alike.
    """
    asked = [case.prediction_id for case in cases if case.prediction_id]
    if not asked:
        return None, None
    known = {row.id: row.propensity for row in view.log.rows(ws.project.id, sorted(set(asked)))}
    chances = np.array([known[ident] for ident in asked])
    chances = np.where(chances > 0, chances, np.nan)  # not drawn: an error that was added by name
    largest = np.nanmax(chances) if not np.isnan(chances).all() else 1.0
    if np.nanmin(np.r_[chances, largest]) == largest:
        return None, None
    drawn = view.log.drawn(ws.project.id, model=champion.name)
    least = float(min(drawn.propensity.min(initial=largest), np.nanmin(chances)))
    each = dict(zip(asked, np.nan_to_num(chances / largest, nan=1.0).tolist(), strict=True))
    relative = np.array([each[case.prediction_id] if case.prediction_id else 1.0 for case in cases])
    return relative, least / float(largest)


def _calibrator(
    view: Snapshot, ws: Workspace, champion: ModelVersion, policy: Policy
) -> Calibrator | None:
    fitting = judge(ws, view, Fold.CALIBRATION, [champion])
    p, truth, cases = fitting.probabilities[0], fitting.truth, list(fitting.cases)
    if len(cases) < CALIBRATION_MINIMUM:
        more = judge(ws, view, Fold.CALIBRATION, [champion], extra=reviewed_audits(view, ws))
        p, truth, cases = more.probabilities[0], more.truth, list(more.cases)
    settled = np.flatnonzero(truth >= 0)
    if len(settled) < CALIBRATION_MINIMUM:
        return None
    propensity, _ = relative_propensity(view, ws, champion, cases)
    return calibrate(
        p[settled],
        truth[settled],
        method=policy.triage.calibration,
        weights=None if propensity is None else 1 / propensity[settled],
    )
