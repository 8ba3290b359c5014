"""Suspect: which new predictions people see however sure the model is, and which weigh more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.item import Items
from errata.core.model import ModelVersion
from errata.core.policy import Policy
from errata.core.ports import Snapshot
from errata.core.prediction import Flag
from errata.flow.tasks import costs_of
from errata.flow.watch_slice import in_watched
from errata.flow.workspace import Workspace
from errata.loop.review.priority import expected_cost


@dataclass(frozen=True, kw_only=True, eq=False)
class Suspects:
    """What is known against n predictions beside their confidence."""

    held_back: NDArray[np.uint32]  # (n,) Flag bits for which it is not accepted
    marked: NDArray[np.uint32]  # (n,) Flag bits that a certificate of their own answers for
    weight: NDArray[np.float64]  # (n,) of its task: the largest lift of a watched slice it is in


def suspects(
    view: Snapshot,
    ws: Workspace,
    policy: Policy,
    model: ModelVersion | None,
    items: Items,
    attributes: Mapping[str, NDArray[Any]],
    predicted: NDArray[np.int32],
    *,
    certified: tuple[str, ...] = (),
) -> Suspects:
    """Weak slices, novelty and disagreement; costs nothing to speak of where none is switched on.

    A watched slice told by `certified` attributes alone has a certificate of its own: there the
    flag stays and the decision is the certificate's.
    """
    n = len(items)
    held, marked = np.zeros(n, np.uint32), np.zeros(n, np.uint32)
    weight = np.ones(n)
    for watch, inside in in_watched(view, ws, items, attributes):
        bits = marked if set(watch.predicate) <= set(certified) else held
        bits[inside] |= np.uint32(Flag.WEAK_SLICE)
        weight[inside] = np.maximum(weight[inside], watch.weight)
    triage = policy.triage
    if triage.novelty_rate > 0 and model is not None and n:
        from errata.flow.novelty import novelty_of

        share = novelty_of(view, ws, model, items)
        if share is not None:
            held[share <= triage.novelty_rate] |= np.uint32(Flag.NOVEL)
    if triage.shadow and n:
        from errata.flow.shadow import disagreement_of

        differs = disagreement_of(view, ws, policy, items, predicted)
        if differs is not None:
            held[differs] |= np.uint32(Flag.DISAGREEMENT)
    return Suspects(held_back=held, marked=marked, weight=weight)


def dear(
    policy: Policy,
    labels: tuple[str, ...],
    calibrated: NDArray[np.float64],
    predicted: NDArray[np.int32],
) -> NDArray[np.bool_] | None:
    """Whose expected cost is above an expert's, (n,); None where the policy has no such band."""
    if policy.triage.expert_cost <= 0:
        return None
    cost = expected_cost(calibrated, predicted, costs_of(policy, labels))
    known = ~np.isnan(calibrated).any(axis=1)  # of a label alone nobody knows the cost
    return np.asarray(known & (cost > policy.triage.expert_cost))
