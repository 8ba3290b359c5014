"""What a calibration method is, and the register of their versioned names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from errata.core.registry import Registry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Parameters: TypeAlias = Mapping[str, float | list[float]]


class CalibrationMethod(Protocol):
    """How probabilities are corrected: fitted once, applied often."""

    def fit(self, p: Floats, labels: Ints, weights: Floats) -> Parameters:
        """The parameters that suit these labels best; the weights sum to n."""
        ...

    def apply(self, p: Floats, parameters: Parameters) -> Floats:
        """The corrected probabilities, (n, C), rows that sum to 1."""
        ...


CALIBRATIONS: Registry[CalibrationMethod] = Registry("calibration")


def number(parameters: Parameters, name: str) -> float:
    """A parameter that is one number."""
    value = parameters[name]
    return float(value[0]) if isinstance(value, list) else float(value)


def log_odds(p: Floats) -> tuple[Floats, Floats]:
    """Logs of the leading probability and of all others together, (n,) each.

    Published soft-max outputs hold exact zeros and ones; 1e-12 keeps them finite, and summing the
    others tells confidences apart that round to 1.
    """
    others = p.copy()
    others[np.arange(len(p)), p.argmax(axis=1)] = 0.0
    lead, rest = p.max(axis=1), others.sum(axis=1)
    return np.log(np.maximum(lead, 1e-12)), np.log(np.maximum(rest, 1e-12))
