"""Errata turns a deployed classifier's errors into its next training set, and proves it helped.

    import errata
    loop = errata.open("errata.db", project="tickets")

Names are loaded on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_WHERE = {
    "Certificate": "errata.core.certificate",
    "ErrataError": "errata.core.errors",
    "Estimate": "errata.core.estimate",
    "Loop": "errata.flow.loop",
    "Policy": "errata.core.policy",
    "Slice": "errata.core.slices",
    "Verdict": "errata.core.verdict",
    "aggregate": "errata.loop.consensus.aggregate",
    "calibrate": "errata.loop.triage.calibrate",
    "certify_threshold": "errata.loop.triage.certify",
    "detect_drift": "errata.loop.watch.drift",
    "estimate_accuracy": "errata.loop.triage.accuracy",
    "find_slices": "errata.loop.triage.slices",
    "next_rater": "errata.loop.consensus.next_rater",
    "open": "errata.wire",
    "prove": "errata.loop.prove.gate",
    "select_batch": "errata.loop.discover.select_batch",
}

__all__ = sorted(_WHERE)

if TYPE_CHECKING:
    from errata.core.certificate import Certificate as Certificate
    from errata.core.errors import ErrataError as ErrataError
    from errata.core.estimate import Estimate as Estimate
    from errata.core.policy import Policy as Policy
    from errata.core.slices import Slice as Slice
    from errata.core.verdict import Verdict as Verdict
    from errata.flow.loop import Loop as Loop
    from errata.loop.consensus.aggregate import aggregate as aggregate
    from errata.loop.consensus.next_rater import next_rater as next_rater
    from errata.loop.discover.select_batch import select_batch as select_batch
    from errata.loop.prove.gate import prove as prove
    from errata.loop.triage.accuracy import estimate_accuracy as estimate_accuracy
    from errata.loop.triage.calibrate import calibrate as calibrate
    from errata.loop.triage.certify import certify_threshold as certify_threshold
    from errata.loop.triage.slices import find_slices as find_slices
    from errata.loop.watch.drift import detect_drift as detect_drift
    from errata.wire import open as open  # noqa: A004


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'errata' has no attribute {name!r}")
    value = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
