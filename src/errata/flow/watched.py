"""Watched: a user's classifier whose every answer is captured; Served: the champion, to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.errors import InputError, NotReady
from errata.core.prediction import Decisions
from errata.core.trainer import Model
from errata.flow.workspace import Workspace, champion_of, loaded, model_named


class Watched:
    """A classifier that answers as before, and captures what it answered.

    The last decisions are in `decisions`; everything else is the classifier's own.
    """

    def __init__(self, classifier: Any, *, name: str, capture: Callable[..., Decisions]) -> None:
        if not hasattr(classifier, "predict_proba"):
            raise InputError(
                f"a {type(classifier).__name__} without predict_proba",
                do="wrap it, or call loop.capture with its answers",
            )
        self._classifier, self._name, self._capture = classifier, name, capture
        self.decisions: Decisions | None = None

    def predict_proba(
        self,
        items: Any,
        *,
        attributes: Mapping[str, Any] | None = None,
        groups: Sequence[str | None] | None = None,
        subjects: Sequence[str | None] | None = None,
    ) -> Any:
        """The classifier's probabilities, captured before they are answered."""
        probabilities = self._classifier.predict_proba(items)
        self.decisions = self._capture(
            items,
            probabilities,
            model=self._name,
            attributes=attributes,
            groups=groups,
            subjects=subjects,
            classes=self.classes,
        )
        return probabilities

    @property
    def classes(self) -> list[Any] | None:
        """What the classifier calls its columns, where it says so."""
        named = getattr(self._classifier, "classes_", None)
        return None if named is None else list(named)

    def predict(self, items: Any) -> Any:
        """The likeliest class of each item, captured with its probabilities."""
        probabilities = np.asarray(self.predict_proba(items))
        classes = np.asarray(
            getattr(self._classifier, "classes_", np.arange(probabilities.shape[1]))
        )
        return classes[probabilities.argmax(axis=1)]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._classifier, name)


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
