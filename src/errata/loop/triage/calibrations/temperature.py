"""temperature.v1: one number softens or sharpens all classes alike."""

from __future__ import annotations

import numpy as np

from errata.loop.triage.calibrations.method import (
    CALIBRATIONS,
    Floats,
    Ints,
    Parameters,
    number,
)


class _Temperature:
    """Temperature scaling (Guo et al. 2017): p_c to the power 1/T, rescaled to sum to 1."""

    def fit(self, p: Floats, labels: Ints, weights: Floats) -> Parameters:
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

    def apply(self, p: Floats, parameters: Parameters) -> Floats:
        scaled = _logits(p) / number(parameters, "temperature")
        scaled -= scaled.max(axis=1, keepdims=True)
        np.exp(scaled, out=scaled)
        scaled /= scaled.sum(axis=1, keepdims=True)
        return scaled


def _logits(p: Floats) -> Floats:
    # Published soft-max outputs hold exact zeros; 1e-12 keeps their order and a finite log.
    return np.asarray(np.log(np.maximum(p, 1e-12)))


CALIBRATIONS.register("temperature.v1")(_Temperature())
