"""Tasks: what a prediction looks like once somebody must see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import digest16, uniform
from errata.core.ids import to_text, uuid7_batch
from errata.core.policy import Policy
from errata.core.task import Task
from errata.flow.workspace import Workspace
from errata.loop.review.priority import expected_cost, priority_key, value_of
from errata.loop.review.route import asked

HOLD_SHARE = 0.5  # of the sampled audits, by group
TOP = 5  # labels a task carries


def new_tasks(
    ws: Workspace,
    policy: Policy,
    *,
    prediction_ids: NDArray[np.uint8],
    item_ids: NDArray[np.uint8],
    groups: Sequence[str],
    flags: Sequence[tuple[str, ...]],
    scores: NDArray[np.float64],
    strategy: str,
    bonus: NDArray[np.float64] | float,
    expert: NDArray[np.bool_],
    sampled: NDArray[np.bool_],
    hold: NDArray[np.bool_],
    models: Sequence[str],
    calibrated: NDArray[np.float64],
    predicted: NDArray[np.int32],
    attributes: dict[str, NDArray[Any]],
    slice_weight: NDArray[np.float64] | float = 1.0,
    doubt: NDArray[np.float64] | None = None,
) -> list[Task]:
    """A task for each of n predictions, one column each.

    The priority is the cost that a review is expected to avert, by the calibrated probabilities
    and the policy's costs, times `slice_weight`, plus `bonus`. `doubt`: how likely the model is
    wrong, where somebody knows better than its probabilities; then every class costs the same.
    """
    now = ws.now()
    n = len(prediction_ids)
    worths, value = _worth(ws, policy, calibrated, predicted, doubt, slice_weight, bonus)
    ids = uuid7_batch(n, at_ms=int(now.timestamp() * 1000), random=ws.entropy(8 * n))
    rate = policy.review.ageing_per_day / 86_400
    keys = priority_key(value, 1.0, 1.0, now.timestamp(), ageing_rate=rate) + bonus
    said = says(calibrated, predicted, ws.project.labels)
    due = now + timedelta(hours=policy.review.due_hours)
    skill = policy.review.expert_skill
    columns = zip(
        to_text(ids),
        to_text(prediction_ids),
        to_text(item_ids),
        groups,
        flags,
        scores.tolist(),
        keys.tolist(),
        expert.tolist(),
        sampled.tolist(),
        hold.tolist(),
        models,
        said,
        rows_of(attributes, n),
        worths,
        strict=True,
    )
    return [
        Task(
            id=ident,
            project_id=ws.project.id,
            prediction_id=prediction,
            item_id=item,
            flags=why,
            score=score,
            strategy=strategy,
            priority=key,
            skill=asked(
                policy.routing, attributes=facts, says=answer, expert=skill if to_expert else None
            ),
            overlap=_overlap(policy, predicted=next(iter(answer)), hold=held),
            sampled=drawn,
            hold=held,
            model=model,
            model_says=answer,
            group=group,
            attributes=facts,
            due_at=due,
            worth=worth,
            created_at=now,
        )
        for (
            ident, prediction, item, group, why, score, key, to_expert, drawn, held, model, answer,
            facts, worth,
        ) in columns
    ]  # fmt: skip


def costs_of(policy: Policy, labels: Sequence[str]) -> NDArray[np.float64]:
    """What it costs to take each class for another, (C,); 1 where the policy names none."""
    return np.array([policy.triage.costs.get(label, 1.0) for label in labels], dtype=np.float64)


def _worth(
    ws: Workspace,
    policy: Policy,
    calibrated: NDArray[np.float64],
    predicted: NDArray[np.int32],
    doubt: NDArray[np.float64] | None,
    slice_weight: NDArray[np.float64] | float,
    bonus: NDArray[np.float64] | float,
) -> tuple[list[dict[str, float]], NDArray[np.float64]]:
    """What each rank is made of, in words' figures, and its value, (n,) at most 1."""
    costs = costs_of(policy, ws.project.labels)
    unit = float(costs.max(initial=0.0)) or 1.0
    if doubt is None:
        own = np.take_along_axis(calibrated, predicted[:, None], axis=1)[:, 0]
        unsure = np.nan_to_num(1 - own, nan=1.0).clip(0, 1)
        if np.ptp(costs) == 0:  # as usual: whatever it is taken for costs the same
            cost = np.full(len(predicted), unit if costs.max(initial=0.0) else 0.0)
        else:
            averted = expected_cost(calibrated, predicted, costs)
            cost = np.divide(averted, unsure, out=np.zeros_like(averted), where=unsure > 0)
    else:
        unsure, cost = doubt, np.full(len(predicted), unit)
    cost = cost.clip(0.0, unit)
    weight, step = (np.broadcast_to(each, len(predicted)) for each in (slice_weight, bonus))
    rows = zip(unsure.tolist(), cost.tolist(), weight.tolist(), step.tolist(), strict=True)
    worths = [
        {"doubt": d, "cost": c, "slice_weight": w, "bonus": b, "unit": unit} for d, c, w, b in rows
    ]
    return worths, value_of(unsure, cost / unit, weight)


def says(
    calibrated: NDArray[np.float64], predicted: NDArray[np.int32], labels: tuple[str, ...]
) -> list[dict[str, float | None]]:
    """For each of n rows the model's answer and its likeliest others, as a task carries them.

    A row of NaN is a label alone: it comes with None.
    """
    rows = np.arange(len(predicted))
    own = calibrated[rows, predicted]
    rest = calibrated.copy()
    rest[rows, predicted] = np.inf  # the model's answer comes first, even where it ties
    width = min(TOP, rest.shape[1])
    top = np.argpartition(-rest, width - 1, axis=1)[:, :width]
    top = np.take_along_axis(top, np.argsort(-np.take_along_axis(rest, top, 1), axis=1), 1)
    shares = np.take_along_axis(calibrated, top, axis=1).round(6).tolist()
    columns = zip(top.tolist(), shares, (~np.isnan(own)).tolist(), predicted.tolist(), strict=True)
    return [
        {labels[c]: share for c, share in zip(classes, row, strict=True)}
        if known
        else {labels[answer]: None}
        for classes, row, known, answer in columns
    ]


def in_hold(ws: Workspace, groups: Sequence[str], item_ids: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which groups' audits belong to the hold; an item without a group is its own."""
    names = b"".join(
        digest16(group) if group else item.tobytes()
        for group, item in zip(groups, item_ids, strict=True)
    )
    digests = np.frombuffer(names, dtype=np.uint8).reshape(-1, 16)
    return np.less(uniform(ws.project.key, "hold", digests), HOLD_SHARE)


def rows_of(attributes: dict[str, NDArray[Any]], n: int) -> list[dict[str, Any]]:
    """The columns as one mapping a row; a value that is missing is left out."""
    rows: list[dict[str, Any]] = [{} for _ in range(n)]
    for name, column in attributes.items():
        for row, value in zip(rows, column.tolist(), strict=True):
            if value is not None and value == value:  # NaN differs from itself
                row[name] = value
    return rows


def _overlap(policy: Policy, *, predicted: str, hold: bool) -> int:
    """How many are asked at first; of held truth and critical classes more people are asked."""
    overlap = policy.consensus
    wanted = max(
        overlap.minimum,
        policy.review.hold_minimum if hold else 0,
        overlap.critical_minimum if predicted in overlap.critical else 0,
    )
    return min(wanted, overlap.maximum)
