"""Calibration: make a confidence of .9 mean right nine times in ten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.registry import Registry
from errata.stats.arrays import probabilities_of, vector

Floats = NDArray[np.float64]


class CalibrationMethod(Protocol):
    """How probabilities are corrected: fitted once, applied often."""

    def fit(self, p: Floats, labels: NDArray[np.int64], weights: Floats) -> Mapping[str, float]:
        """The parameters that suit these labels best."""
        ...

    def apply(self, p: Floats, parameters: Mapping[str, float]) -> Floats:
        """The corrected probabilities, (n, C), rows that sum to 1."""
        ...


CALIBRATIONS: Registry[CalibrationMethod] = Registry("calibration")


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibrator:
    """A fitted correction of probabilities; it never changes which class leads."""

    method: str
    parameters: Mapping[str, float]
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
                parameters={str(k): float(v) for k, v in given["parameters"].items()},
                classes=int(given["classes"]),
                n=int(given["n"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise InputError(
                "a calibrator that cannot be read",
                wanted="method, parameters, classes and n, as written by as_dict",
            ) from None


class _Temperature:
    """Temperature scaling (Guo et al. 2017): p_c to the power 1/T, rescaled to sum to 1."""

    def fit(self, p: Floats, labels: NDArray[np.int64], weights: Floats) -> Mapping[str, float]:
        from scipy.optimize import minimize_scalar  # heavy, and applying needs none of it
        from scipy.special import logsumexp

        logits = _logits(p)
        rows = np.arange(len(labels))

        def loss(log_t: float) -> float:
            scaled = logits * np.exp(-log_t)
            nll = logsumexp(scaled, axis=1) - scaled[rows, labels]
            # A wide prior (log T ~ Normal(0, 1)) keeps a handful of labels from an extreme T.
            return float(weights @ nll + log_t * log_t / 2)

        # The likelihood is convex in 1/T, so one minimum lies in the bounds.
        best = minimize_scalar(loss, bounds=(-4.0, 4.0), method="bounded", options={"xatol": 1e-6})
        return {"temperature": float(np.exp(best.x))}

    def apply(self, p: Floats, parameters: Mapping[str, float]) -> Floats:
        scaled = _logits(p) / parameters["temperature"]
        scaled -= scaled.max(axis=1, keepdims=True)
        np.exp(scaled, out=scaled)
        scaled /= scaled.sum(axis=1, keepdims=True)
        return scaled


def _logits(p: Floats) -> Floats:
    # Published soft-max outputs hold exact zeros; 1e-12 keeps their order and a finite log.
    return np.asarray(np.log(np.maximum(p, 1e-12)))


CALIBRATIONS.register("temperature.v1")(_Temperature())


def calibrate(
    probabilities: ArrayLike,
    labels: ArrayLike,
    *,
    method: str = "temperature.v1",
    weights: ArrayLike | None = None,
) -> Calibrator:
    """Fit a calibrator on labelled cases that did not train the model.

    Formula of temperature.v1: the T that minimises sum w_i (-log p_i[label_i]) with
    p_i = softmax(log(p) / T), plus (log T)^2 / 2. `weights` are 1/propensity where the cases were
    reviewed with unequal chances; they are scaled to sum to n.
    Shapes: probabilities (n, C), labels (n,) class numbers, weights (n,) > 0.
    Raises InputError for other shapes, no case, labels outside 0..C-1; NotFound for a method that
    nobody registered. Source: Guo et al. 2017, arXiv:1706.04599.

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
    parameters = CALIBRATIONS[method].fit(p, y.astype(np.int64), w * (len(p) / w.sum()))
    return Calibrator(method=method, parameters=parameters, classes=p.shape[1], n=len(p))
