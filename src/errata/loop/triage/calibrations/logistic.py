"""A logistic curve with slopes above 0, held near the identity where labels are few."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fit_logistic(
    x: Floats, right: NDArray[np.bool_], weights: Floats
) -> tuple[tuple[float, ...], float]:
    """Slopes exp(s) and offset c that minimise the weighted log loss + |s|^2 / 2 + c^2 / 2.

    The two last terms are wide priors around "believe the model": they move little once there
    are some dozens of labels, and keep a handful, or labels that are all right, from an extreme.
    Shapes: x (n, K), right and weights (n,).

    >>> x = np.repeat([0.0, 2.0], 100)[:, None]
    >>> right = np.r_[np.arange(100) % 2 == 0, np.arange(100) % 8 > 0]
    >>> (slope,), offset = fit_logistic(x, right, np.ones(200))
    >>> round(slope, 2), abs(round(offset, 2))
    (0.95, 0.0)
    """
    from scipy.optimize import minimize  # heavy, and applying needs none of it
    from scipy.special import expit, log_expit

    sign = np.where(right, 1.0, -1.0)

    def loss(at: Floats) -> tuple[float, Floats]:
        slopes, offset = np.exp(at[:-1]), at[-1]
        margin = sign * (x @ slopes + offset)
        pull = -weights * sign * expit(-margin)
        gradient = np.r_[(pull @ x) * slopes, pull.sum()] + at
        return float(-(weights @ log_expit(margin)) + at @ at / 2), gradient

    # Within exp(-6) to exp(3) for a slope nothing overflows, whatever the labels.
    bounds = [(-6.0, 3.0)] * x.shape[1] + [(-30.0, 30.0)]
    found = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return tuple(float(each) for each in np.exp(found.x[:-1])), float(found.x[-1])
