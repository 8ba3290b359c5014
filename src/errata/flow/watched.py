"""Served: the champion, to call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import NotReady
from errata.core.trainer import Model
from errata.flow.workspace import Workspace, champion_of, loaded, model_named


class Served:
    """A model of the store, ready to predict."""

    def __init__(self, model: Model, *, name: str, encode: Callable[[Any], Any]) -> None:
        self.name, self.classes = name, model.classes
        self._model, self._encode = model, encode

    def predict_proba(self, items: Any) -> NDArray[np.float64]:
        """(n, C) probabilities, a column for each of `classes`."""
        return self._model.predict_proba(self._encode(items))

    def predict(self, items: Any) -> list[str]:
        """The likeliest label of each item."""
        return [self.classes[c] for c in self.predict_proba(items).argmax(axis=1)]

    def embed(self, items: Any) -> NDArray[np.float32]:
        """(n, d) features in which items that the model sees alike are near."""
        return self._model.embed(self._encode(items))


def serve(ws: Workspace, name: str | None) -> Served:
    """The champion, or the model of that name; raises NotReady when there is none to run."""
    with ws.store.snapshot() as view:
        version = model_named(view, ws.project, name) if name else champion_of(view, ws.project)
    if version is None:
        what = f"no model is named {name!r}" if name else "there is no champion yet"
        raise NotReady(what, do="train and promote one, or capture a model's predictions")
    kind = ws.project.kind
    return Served(
        loaded(ws, version), name=version.name, encode=lambda items: ws.encode(items, kind)
    )
