"""beta.v1: as platt.v1, with a slope of its own at either end."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from errata.loop.triage.calibrations.leader import with_confidence
from errata.loop.triage.calibrations.logistic import fit_logistic
from errata.loop.triage.calibrations.method import (
    CALIBRATIONS,
    Floats,
    Ints,
    Parameters,
    log_odds,
    number,
)


class _Beta:
    """Beta calibration of the confidence: log-odds of being right = a log p - b log(1 - p) + c.

    a, b > 0, so that a higher confidence stays a higher one; the other classes keep their
    proportions. Source: Kull et al. 2017, proceedings.mlr.press/v54/kull17a.html.
    """

    def fit(self, p: Floats, labels: Ints, weights: Floats) -> Parameters:
        lead, others = log_odds(p)
        (a, b), c = fit_logistic(
            np.column_stack([lead, -others]), p.argmax(axis=1) == labels, weights
        )
        return {"a": a, "b": b, "c": c}

    def apply(self, p: Floats, parameters: Parameters) -> Floats:
        lead, others = log_odds(p)
        a, b, c = (number(parameters, name) for name in "abc")
        return with_confidence(p, expit(a * lead - b * others + c))


CALIBRATIONS.register("beta.v1")(_Beta())
