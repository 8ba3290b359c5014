"""Decide: accept a prediction, or send it to a reviewer or an expert, and say why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.prediction import DECISIONS, Decision, Flag
from errata.stats.arrays import share, truth_values

ACCEPT, REVIEW, EXPERT = (
    np.uint8(DECISIONS.index(each)) for each in (Decision.ACCEPT, Decision.REVIEW, Decision.EXPERT)
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Triaged:
    """What was decided for n predictions, one column each."""

    decision: NDArray[np.uint8]  # (n,) position in DECISIONS
    flags: NDArray[np.uint32]  # (n,) Flag bits
    propensity: NDArray[np.float64]  # (n,) chance of being sampled, known before anybody looks
    sampled: NDArray[np.bool_]  # (n,) whether the draw fell on it


def decide(
    confidence: ArrayLike,
    draws: ArrayLike,
    *,
    accept_from: ArrayLike | None,
    propensity: ArrayLike,
    expert_below: float | None = None,
    expert: ArrayLike | None = None,
    predicted: ArrayLike | None = None,
    never_accept: ArrayLike | None = None,
    suspect: ArrayLike | None = None,
) -> Triaged:
    """Accept what is sure enough, send the rest to a human, sample all of it by known chances.

    Accept when confidence >= `accept_from`, the predicted class may be accepted and nothing makes
    it `suspect` (Flag bits, which it then carries); expert when it is not accepted and below
    `expert_below`, or marked `expert`; review otherwise. What is not sure enough carries the flag
    low_confidence. A confidence of NaN (a label alone) is never accepted; it goes to review.
    `accept_from` None (no certificate, or the project was stopped) accepts nothing.

    A prediction is sampled when draw < propensity, whatever its decision, and then carries the
    flag audit; its decision stays.

    Shapes: confidence, draws in [0, 1), predicted class numbers, suspect bits, expert booleans
    (n,); accept_from and propensity one number or (n,), accept_from inf for never; never_accept
    (C,) booleans, which needs `predicted`.
    Raises InputError for other shapes, draws outside [0, 1), a propensity outside [0, 1], an
    expert threshold above one accept threshold, or a class number outside never_accept.

    >>> found = decide([0.99, 0.7, 0.2], [0.5, 0.5, 0.01], accept_from=0.95, propensity=0.05,
    ...                expert_below=0.4)
    >>> [DECISIONS[code].value for code in found.decision], found.flags.tolist()
    (['accept', 'review', 'expert'], [0, 1, 33])
    """
    sure = np.asarray(confidence, dtype=np.float64)
    draw = share(draws, "draws")
    n = len(draw)
    if sure.shape != draw.shape:
        raise InputError(
            f"confidence of shape {sure.shape} for {n} draws",
            wanted="one of each for every prediction",
        )
    if (draw >= 1).any():
        raise InputError("a draw of 1", wanted="draws in [0, 1)")
    if np.isinf(sure).any():
        raise InputError("an infinite confidence", wanted="numbers from 0 to 1, NaN if unknown")
    chance = _each(propensity, n, "propensity")
    if not ((chance >= 0) & (chance <= 1)).all():
        raise InputError("a propensity that is no chance", wanted="shares from 0 to 1")
    least = _each(np.inf if accept_from is None else accept_from, n, "accept_from")
    one = None if accept_from is None or np.ndim(accept_from) else float(np.asarray(accept_from))
    if one is not None and expert_below is not None and expert_below > one:
        raise InputError(
            f"experts below {expert_below} and acceptance from {one}",
            wanted="expert_below <= accept_from",
        )
    # NaN compares false, so an unknown confidence is neither accepted nor sent to an expert.
    passed = sure >= least
    if never_accept is not None:
        passed &= ~_held_back(never_accept, predicted, n)
    bits = np.zeros(n, np.uint32) if suspect is None else _bits(suspect, n)
    accepted = passed & (bits == 0)
    decision = np.where(accepted, ACCEPT, REVIEW)
    if expert_below is not None:
        decision[~accepted & (sure < expert_below)] = EXPERT
    if expert is not None:
        decision[~accepted & truth_values(expert, "expert", n=n)] = EXPERT
    sampled = draw < chance
    flags = bits | np.where(passed, np.uint32(0), np.uint32(Flag.LOW_CONFIDENCE))
    flags |= np.where(sampled, np.uint32(Flag.AUDIT), np.uint32(0))
    return Triaged(decision=decision, flags=flags, propensity=chance, sampled=sampled)


def _each(given: ArrayLike, n: int, name: str) -> NDArray[np.float64]:
    """A number for every prediction."""
    values = np.asarray(given, dtype=np.float64)
    if values.shape not in ((), (n,)) or np.isnan(values).any():
        raise InputError(
            f"{name} of shape {values.shape} for {n} predictions",
            wanted="one number, or one for each, no NaN",
        )
    return np.full(n, values) if values.ndim == 0 else values


def _bits(given: ArrayLike, n: int) -> NDArray[np.uint32]:
    values = np.asarray(given)
    if values.shape != (n,) or values.dtype != np.uint32:
        raise InputError(
            f"suspect of shape {values.shape} and type {values.dtype}",
            wanted=f"{n} sets of flags, uint32",
        )
    return values


def _held_back(never_accept: ArrayLike, predicted: ArrayLike | None, n: int) -> NDArray[np.bool_]:
    """Which predictions name a class that a human always confirms."""
    never = truth_values(never_accept, "never_accept")
    if predicted is None:
        raise InputError("never_accept without predicted classes", wanted="predicted, (n,)")
    named = np.asarray(predicted)
    if named.shape != (n,) or not np.issubdtype(named.dtype, np.integer):
        raise InputError(
            f"predicted of shape {named.shape} and type {named.dtype}",
            wanted=f"{n} class numbers",
        )
    if n and (named.min() < 0 or named.max() >= len(never)):
        raise InputError(
            f"class numbers from {named.min()} to {named.max()}",
            wanted=f"0..{len(never) - 1}, as never_accept has",
        )
    return np.asarray(never[named])
