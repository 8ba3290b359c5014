"""Calibration: make a confidence of .9 mean right nine times in ten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.loop.triage.calibrations import CALIBRATIONS, Parameters
from errata.stats.arrays import probabilities_of, vector

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibrator:
    """A fitted correction of probabilities; it never changes which class leads."""

    method: str
    parameters: Parameters
    classes: int
    n: int  # labelled cases it was fitted on

    def apply(self, probabilities: ArrayLike) -> Floats:
        """Calibrated probabilities, (n, C); raises InputError for another number of classes."""
        p = probabilities_of(probabilities)
        if p.shape[1] != self.classes:
            raise InputError(f"{p.shape[1]} classes", wanted=f"{self.classes}, as at the fit")
        return CALIBRATIONS[self.method].apply(p, self.parameters)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; `from_dict` reads them back."""
        return {
            "method": self.method,
            "parameters": dict(self.parameters),
            "classes": self.classes,
            "n": self.n,
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Calibrator:
        """The calibrator that `as_dict` described; raises InputError when a part is missing."""
        try:
            return cls(
                method=str(given["method"]),
                parameters={str(k): _read(v) for k, v in given["parameters"].items()},
                classes=int(given["classes"]),
                n=int(given["n"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise InputError(
                "a calibrator that cannot be read",
                wanted="method, parameters, classes and n, as written by as_dict",
            ) from None


def calibrate(
    probabilities: ArrayLike,
    labels: ArrayLike,
    *,
    method: str = "temperature.v1",
    weights: ArrayLike | None = None,
) -> Calibrator:
    """Fit a calibrator on labelled cases that did not train the model.

    - temperature.v1: softmax(log(p) / T), one T for all classes (Guo et al. 2017,
      arXiv:1706.04599). Needs the fewest labels.
    - platt.v1: a line through the log-odds of the leading class (Platt 1999).
    - beta.v1: log-odds = a log p - b log(1 - p) + c, a slope for each end (Kull et al. 2017).
    - isotonic.v1: any rising curve (Zadrozny & Elkan 2002). Needs the most labels.

    All minimise a loss over the labels plus a weak pull towards "believe the model", so that a
    handful of labels, or labels that are all right, move the confidences little. The last three
    change the leading class's probability; the others keep their proportions. None ever changes
    which class leads. `weights` are 1/propensity where the cases were reviewed with unequal
    chances; they are scaled to sum to n.
    Shapes: probabilities (n, C), labels (n,) class numbers, weights (n,) > 0.
    Raises InputError for other shapes, no case, labels outside 0..C-1; NotFound for a method that
    nobody registered.

    >>> p = np.tile([[0.99, 0.01], [0.01, 0.99]], (50, 1))
    >>> labels = np.where(np.arange(100) < 65, p.argmax(axis=1), 1 - p.argmax(axis=1))
    >>> calibrate(p, labels).apply([[0.99, 0.01]]).round(2)
    array([[0.68, 0.32]])
    """
    p = probabilities_of(probabilities)
    if len(p) == 0:
        raise InputError("no labelled case to calibrate on", wanted="at least 1")
    y = vector(labels, "labels", n=len(p))
    if (y != np.floor(y)).any() or y.min() < 0 or y.max() >= p.shape[1]:
        raise InputError(
            f"labels from {y.min():g} to {y.max():g}", wanted=f"class numbers 0..{p.shape[1] - 1}"
        )
    w = np.ones(len(p)) if weights is None else vector(weights, "weights", n=len(p))
    if w.min() <= 0:
        raise InputError(f"a weight of {w.min():g}", wanted="weights above 0")
    w = w / w.max()  # huge ones must not add up to infinity
    parameters = CALIBRATIONS[method].fit(p, y.astype(np.int64), w * (len(p) / w.sum()))
    return Calibrator(method=method, parameters=parameters, classes=p.shape[1], n=len(p))


def _read(value: Any) -> float | list[float]:
    return [float(each) for each in value] if isinstance(value, list) else float(value)
