"""Calibrated: probabilities as the project reads them, by the model's newest operating point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from errata.core.model import ModelVersion, Operating
from errata.core.ports import Snapshot
from errata.flow.workspace import Workspace, model_named
from errata.loop.triage.calibrate import Calibrator


def operating_of(view: Snapshot, model: ModelVersion | None) -> Operating | None:
    """The model's newest calibrator and certificate."""
    if model is None:
        return None
    found = view.find(Operating, model_id=model.id, newest_first=True, limit=1)
    return found[0] if found else None


def calibrated(
    operating: Operating | None, probabilities: NDArray[np.float32]
) -> NDArray[np.float64]:
    """(n, C) probabilities after calibration; a label alone stays a row of NaN."""
    out = probabilities.astype(np.float64)
    if operating is None or operating.calibrator is None:
        return out
    calibrator = Calibrator.from_dict(operating.calibrator)
    if calibrator.classes != out.shape[1]:  # of an earlier version of the labels; it has lapsed
        return out
    known = ~np.isnan(out[:, 0])
    out[known] = calibrator.apply(out[known])
    return out


def calibrated_for(
    view: Snapshot, ws: Workspace, models: Sequence[str], probabilities: NDArray[np.float32]
) -> NDArray[np.float64]:
    """The same for rows of several models, named row by row."""
    out = probabilities.astype(np.float64)
    names = np.array(models, dtype=object)
    for name in sorted(set(models)):
        rows = np.flatnonzero(names == name)
        operating = operating_of(view, model_named(view, ws.project, name))
        out[rows] = calibrated(operating, probabilities[rows])
    return out
