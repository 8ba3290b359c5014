"""Watched: a user's classifier whose every answer is captured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from errata.core.errors import InputError
from errata.core.prediction import Decisions


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
