"""platt.v1: a line through the log-odds of the leading class."""

from __future__ import annotations

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


class _Platt:
    """Platt scaling of the confidence: P(right) = 1 / (1 + exp(-(a log(p / (1 - p)) + b))), a > 0.

    The other classes keep their proportions. Source: Platt 1999, in Advances in Large Margin
    Classifiers, 61-74; on the leading class alone as Guo et al. 2017, arXiv:1706.04599, do.
    """

    def fit(self, p: Floats, labels: Ints, weights: Floats) -> Parameters:
        lead, others = log_odds(p)
        (slope,), offset = fit_logistic(
            (lead - others)[:, None], p.argmax(axis=1) == labels, weights
        )
        return {"slope": slope, "offset": offset}

    def apply(self, p: Floats, parameters: Parameters) -> Floats:
        lead, others = log_odds(p)
        slope, offset = number(parameters, "slope"), number(parameters, "offset")
        return with_confidence(p, expit(slope * (lead - others) + offset))


CALIBRATIONS.register("platt.v1")(_Platt())
