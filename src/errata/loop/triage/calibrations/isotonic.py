"""isotonic.v1: any rising curve from confidence to the share that is right."""

from __future__ import annotations

import numpy as np

from errata.loop.triage.calibrations.leader import with_confidence
from errata.loop.triage.calibrations.method import (
    CALIBRATIONS,
    Floats,
    Ints,
    Parameters,
)

_KEPT = 0.001  # of the old confidence: keeps the order of cases that the steps would tie


class _Isotonic:
    """Isotonic regression of "is right" on the confidence by pool-adjacent-violators.

    Each level is drawn towards its mean confidence by one case, so that no level is exactly 0 or
    1; between the centres of the levels the curve is straight, outside them it is flat. The other
    classes keep their proportions.
    Source: Zadrozny & Elkan 2002, doi:10.1145/775047.775151.
    """

    def fit(self, p: Floats, labels: Ints, weights: Floats) -> Parameters:
        from scipy.optimize import isotonic_regression  # heavy, and applying needs none of it

        said, place = np.unique(p.max(axis=1), return_inverse=True)  # ties are one point
        mass = np.bincount(place, weights=weights)
        hits = np.bincount(place, weights=weights * (p.argmax(axis=1) == labels))
        ends = isotonic_regression(hits / mass, weights=mass).blocks[:-1].astype(np.int64)
        mass_of, hits_of = np.add.reduceat(mass, ends), np.add.reduceat(hits, ends)
        centre = np.add.reduceat(mass * said, ends) / mass_of
        # A small level may be drawn below the one before it; the running maximum mends that.
        share = np.maximum.accumulate((hits_of + centre) / (mass_of + 1))
        return {"confidence": centre.tolist(), "share": share.tolist()}

    def apply(self, p: Floats, parameters: Parameters) -> Floats:
        said = p.max(axis=1)
        curve = np.interp(said, parameters["confidence"], parameters["share"])
        return with_confidence(p, (1 - _KEPT) * curve + _KEPT * said)


CALIBRATIONS.register("isotonic.v1")(_Isotonic())
