"""Shadow: a second model is asked too; where it says something else, people look."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import ErrataError
from errata.core.item import Items
from errata.core.model import ModelVersion
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.trainer import Model
from errata.flow.workspace import Workspace, champion_of, loaded, model_named

CANDIDATE = "candidate"  # the newest trained model that is not champion


def shadow_of(view: Snapshot, ws: Workspace, policy: Policy) -> ModelVersion | None:
    """The model that the policy asks too; None where there is none that Errata can run."""
    wanted = policy.triage.shadow
    if not wanted:
        return None
    champion = champion_of(view, ws.project)
    if wanted != CANDIDATE:
        named = model_named(view, ws.project, wanted)
    else:
        trained = [
            model
            for model in view.find(ModelVersion, project_id=ws.project.id, newest_first=True)
            if model.blob is not None and (champion is None or model.id != champion.id)
        ]
        named = trained[0] if trained else None
    if named is None or named.blob is None or (champion is not None and named.id == champion.id):
        return None
    return named


def disagreement_of(
    view: Snapshot, ws: Workspace, policy: Policy, items: Items, predicted: NDArray[np.int32]
) -> NDArray[np.bool_] | None:
    """Whether the shadow names another label than was predicted, (n,); None without a shadow.

    A shadow that cannot be run here (its file is of another version) is as none: capture goes on.
    """
    shadow = shadow_of(view, ws, policy)
    if shadow is None:
        return None
    try:
        said = _model(ws, shadow).predict_proba(items)
    except ErrataError:
        return None
    return np.asarray(said.argmax(axis=1) != predicted)


# A model's file never changes under its name, and capture asks the same one for ever.
_MODELS: dict[str, Model] = {}
_KEPT = 2


def _model(ws: Workspace, version: ModelVersion) -> Model:
    name = version.blob or ""
    model = _MODELS.get(name)
    if model is None:
        model = loaded(ws, version)
        for oldest in list(_MODELS)[: max(len(_MODELS) - _KEPT + 1, 0)]:
            _MODELS.pop(oldest, None)
        _MODELS[name] = model
    return model
