"""Which past errors guard the gate and which teach: a keyed rule that can be replayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import digest16, uniform
from errata.core.errors import InputError

TRAINING, GOLDEN, UNDECIDED = 0, 1, -1


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldenSplit:
    """Where each of n past errors goes, and the rule that sent it there."""

    golden: NDArray[np.bool_]  # (n,) True: golden set, False: training
    rule: str  # recorded with the golden set's version


def golden_split(
    item_ids: NDArray[np.uint8],
    groups: Sequence[str],
    slices: Sequence[str],
    *,
    key: bytes,
    share: float = 0.3,
    minimum_training: int = 5,
    settled: NDArray[np.int8] | None = None,
) -> GoldenSplit:
    """Split n past errors between golden set and training.

    A group goes to the golden set when its keyed draw lies below `share`; an item without a group
    ("") is a group of its own. Nobody without the key can steer an item past the gate, and the row
    order does not matter. A slice left with fewer than `minimum_training` items for training gets
    groups back from the golden set, those with the highest draws first, until it has them or has
    all: a weakness must be taught before it can be tested. A group is always whole, on one side.

    `settled` (n,) holds what earlier calls decided (0 training, 1 golden, -1 open); those groups
    stay where they are, for what trained once must never guard the gate.

    Raises InputError for unequal lengths, a share outside [0, 1], a negative minimum, or a group
    that `settled` puts on both sides.

    >>> ids = np.arange(160, dtype=np.uint8).reshape(10, 16)
    >>> split = golden_split(ids, [""] * 10, ["dim"] * 8 + ["rare"] * 2, key=bytes(16))
    >>> split.golden.astype(int)
    array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
    >>> split.rule
    'golden_split.v1 share=0.3 minimum_training=5'
    """
    n = len(item_ids)
    if len(groups) != n or len(slices) != n or (settled is not None and len(settled) != n):
        raise InputError(
            f"{n} items, {len(groups)} groups, {len(slices)} slices"
            + (f", {len(settled)} settled" if settled is not None else ""),
            wanted="equal lengths",
        )
    if not 0 <= share <= 1 or minimum_training < 0:
        raise InputError(
            f"share {share} and minimum_training {minimum_training}",
            wanted="a share from 0 to 1 and a minimum of 0 or more",
        )
    rule = f"golden_split.v1 share={share:g} minimum_training={minimum_training}"
    if not n:
        return GoldenSplit(golden=np.zeros(0, dtype=bool), rule=rule)
    names = [
        b"group:" + group.encode() if group else b"item:" + item_ids[row].tobytes()
        for row, group in enumerate(groups)
    ]
    group_names, group_of = _codes(names)
    digests = np.frombuffer(b"".join(digest16(name) for name in group_names), dtype=np.uint8)
    draws = uniform(key, "golden", digests.reshape(-1, 16))
    side = _settled_side(settled, group_of, group_names)
    golden = np.where(side == UNDECIDED, draws < share, side == GOLDEN)
    movable = (side == UNDECIDED) & golden
    _keep_minimum(golden, movable, draws, group_of, slices, minimum_training)
    return GoldenSplit(golden=golden[group_of], rule=rule)


def _codes(names: list[bytes]) -> tuple[list[bytes], NDArray[np.int64]]:
    place = {name: position for position, name in enumerate(sorted(set(names)))}
    return list(place), np.array([place[name] for name in names], dtype=np.int64)


def _settled_side(
    settled: NDArray[np.int8] | None, group_of: NDArray[np.int64], names: list[bytes]
) -> NDArray[np.int64]:
    side = np.full(len(names), UNDECIDED, dtype=np.int64)
    if settled is None:
        return side
    given = np.asarray(settled)
    guards = np.bincount(group_of[given == GOLDEN], minlength=len(names)) > 0
    teaches = np.bincount(group_of[given == TRAINING], minlength=len(names)) > 0
    both = np.flatnonzero(guards & teaches)
    if len(both):
        raise InputError(
            f"{names[both[0]].decode(errors='replace')} on both sides",
            wanted="every group whole, in training or in golden",
            do="retire the group's golden cases",
        )
    side[guards], side[teaches] = GOLDEN, TRAINING
    return side


def _keep_minimum(
    golden: NDArray[np.bool_],
    movable: NDArray[np.bool_],
    draws: NDArray[np.float64],
    group_of: NDArray[np.int64],
    slices: Sequence[str],
    minimum: int,
) -> None:
    """Move groups of `golden` back to training, in place, slice by slice in name order."""
    slice_of = np.asarray(slices, dtype=str)
    for name in np.unique(slice_of):
        rows = group_of[slice_of == name]
        sizes = np.bincount(rows, minlength=len(golden))
        lacking = minimum - int(sizes[~golden].sum())
        candidates = np.flatnonzero(movable & golden & (sizes > 0))
        for group in candidates[np.argsort(-draws[candidates], kind="stable")]:
            if lacking <= 0:
                break
            golden[group] = False
            lacking -= int(sizes[group])
