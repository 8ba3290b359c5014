"""Plan: what a certificate says beside its threshold, as plain values that are kept with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.certificate import Certificate
from errata.core.estimate import Estimate
from errata.core.policy import TriagePolicy
from errata.flow.held_answers import HeldAnswers
from errata.loop.triage.certify_need import labels_needed
from errata.loop.triage.promises import Promises
from errata.loop.triage.reliability import reliability
from errata.stats.binomial import wilson


def plan_of(
    promises: Promises,
    held: HeldAnswers,
    triage: TriagePolicy,
    labels: tuple[str, ...],
    groups: NDArray[Any] | None,
    score: NDArray[np.float64],
) -> dict[str, Any]:
    """What `Operating.plan` holds; `score` is the confidence, -1 where people always look."""
    plan: dict[str, Any] = {
        "expert_below": triage.expert_below,
        "expert_cost": triage.expert_cost,
        "accuracy": asdict(_accuracy(held)),
        "reliability": _reliability(held),
        "needed": needed(promises, held, groups, score),
    }
    if groups is not None:
        plan |= _groups(promises, held, triage, groups, score)
    if promises.misses is not None:
        plan["misses"] = _misses(promises, labels)
    return plan


def needed(
    promises: Promises,
    held: HeldAnswers,
    groups: NDArray[Any] | None,
    score: NDArray[np.float64],
) -> int | None:
    """How many more labels would let anything be accepted: 0 where something is, None: no number.

    At the error rates seen. Where misses are bounded half of the labels go to either promise, and
    each named class needs as many cases as a class without a miss would.
    """
    if promises.threshold is not None:
        return 0
    right = held.correct & (score >= 0)
    n, spent = len(held), promises.delta if promises.misses is None else promises.delta / 2
    found = []
    parts = [np.ones(n, bool)] if groups is None else [groups == each for each in promises.groups]
    for mine in parts:
        level = spent / (len(promises.groups) or 1)
        more = labels_needed(score[mine], right[mine], alpha=promises.alpha, delta=level)
        if more is not None:
            found.append(int(np.ceil(more * n / max(int(mine.sum()), 1))))
    if not found or promises.misses is None:
        return min((each for each in found if each > 0), default=None)
    total = 2 * min(found)
    for each, bound in promises.misses.by_class.items():
        least = int(np.ceil(np.log(spent) / np.log1p(-bound.alpha)))
        share = max(float((held.truth == each).mean()), 1 / n)
        total = max(total, int(np.ceil(2 * max(least - bound.n, 0) / share)))
    return total or None


def _groups(
    promises: Promises,
    held: HeldAnswers,
    triage: TriagePolicy,
    groups: NDArray[Any],
    score: NDArray[np.float64],
) -> dict[str, Any]:
    told = {
        name: _certificate(promises, certificate, held, groups == name, score)
        for name, certificate in promises.groups.items()
    }
    plan: dict[str, Any] = {
        "groups": {
            "by_class": triage.per_class,
            "attributes": list(triage.per_slice),
            "thresholds": {
                name: one["threshold"] for name, one in told.items() if one["threshold"] is not None
            },
        }
    }
    if not triage.per_slice:
        plan["classes"] = {name.removeprefix("class="): one for name, one in told.items()}
        return plan
    rows: list[dict[str, Any]] = []
    columns = {name: held.attributes().get(name) for name in triage.per_slice}
    for name, one in told.items():
        first = int(np.argmax(groups == name))
        where = {
            key: _word(None if column is None else column[first]) for key, column in columns.items()
        }
        row: dict[str, Any] = {
            "attribute": " & ".join(where),
            "value": " & ".join(where.values()),
            "where": where,
        }
        if triage.per_class:
            row["class"] = name.split(" & ")[0].removeprefix("class=")
        rows.append(row | one)
    plan["slices"] = sorted(rows, key=lambda row: -row["n"])
    return plan


def _certificate(
    promises: Promises,
    found: Certificate,
    held: HeldAnswers,
    mine: NDArray[np.bool_],
    score: NDArray[np.float64],
) -> dict[str, Any]:
    """One group's figures; its coverage is a share of its own traffic."""
    threshold = None if found.threshold is None else max(found.threshold, 0.0)
    return {
        "threshold": threshold,
        "coverage": asdict(_share(promises.accepted[mine], _weights(held, mine))),
        "risk_upper": found.risk_upper,
        "n": found.n,
        "alpha": found.alpha,
        "needed": 0
        if threshold is not None
        else labels_needed(
            score[mine],
            held.correct[mine] & (score[mine] >= 0),
            alpha=found.alpha,
            delta=promises.delta / max(len(promises.groups), 1),
        ),
    }


def _misses(promises: Promises, labels: tuple[str, ...]) -> Mapping[str, Any]:
    found = promises.misses
    assert found is not None
    return {
        "threshold": found.threshold,
        "free": None if found.free is None else labels[found.free],
        "by_class": {
            labels[each]: {
                "alpha": bound.alpha,
                "misses": bound.misses,
                "rate": bound.rate,
                "upper": bound.upper,
                "n": bound.n,
            }
            for each, bound in found.by_class.items()
        },
    }


def _accuracy(held: HeldAnswers) -> Estimate:
    """How often the champion is right on the fold, accepted or not."""
    return _share(held.correct, _weights(held, np.ones(len(held), bool)))


def _reliability(held: HeldAnswers) -> dict[str, Any]:
    weights = None if held.propensity is None else 1 / held.propensity
    found = reliability(held.confidence, held.correct, weights=weights)
    return found.as_dict() | {"ece": asdict(found.ece)}


def _weights(held: HeldAnswers, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.ones(int(rows.sum())) if held.propensity is None else 1 / held.propensity[rows]


def _share(hits: NDArray[np.bool_], weight: NDArray[np.float64]) -> Estimate:
    n = len(hits)
    if n == 0:
        return Estimate(value=0.0, low=0.0, high=1.0, n=0, method="no case")
    value = float(weight @ hits / weight.sum())
    low, high = wilson(value, float(weight.sum() ** 2 / (weight @ weight)))
    return Estimate(value=value, low=low, high=high, n=n, method="wilson on the hold")


def _word(value: Any) -> str:
    return "missing" if value is None or value != value else str(value)
