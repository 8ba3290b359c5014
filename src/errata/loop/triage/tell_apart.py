"""Tell apart: of many significant cells, those that say something of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from errata.loop.triage.attributes import Coded
from errata.loop.triage.count_cells import Predicate
from errata.stats.hypergeometric import upper_tail

Bits = NDArray[np.uint64]


@dataclass(kw_only=True, eq=False)
class Rows:
    """Which rows cells hold, a bit a row."""

    coded: list[Coded]
    wrong: NDArray[np.bool_]
    bits: dict[tuple[int, int], Bits] = field(default_factory=dict)

    def of(self, predicate: Predicate) -> Bits:
        """The rows of a conjunction."""
        for pair in predicate:
            if pair not in self.bits:
                self.bits[pair] = packed(self.coded[pair[0]].codes == pair[1])
        held = self.bits[predicate[0]]
        for pair in predicate[1:]:
            held = held & self.bits[pair]
        return held


def tell_apart(predicates: Sequence[Predicate], rows: Rows, bar: float) -> list[int]:
    """Places of the cells that say something new, taken in the order given: strongest first.

    The rows of the other kept cells are set aside, inside and outside alike. Then a refinement of
    kept cells must be worse than the rest of each of them, any other cell worse than elsewhere.
    The bar is fdr / tests for the first and grows with each kept one, as in Benjamini-Hochberg:
    the parts of one true slice are many discoveries, and must not pay for a false one.
    """
    bad = packed(rows.wrong)
    everything = packed(np.ones(len(rows.wrong), bool))
    kept: list[int] = []
    sets: list[frozenset[tuple[int, int]]] = []
    masks: list[Bits] = []
    worlds: dict[tuple[int, ...], list[_World]] = {}  # by the kept cells that are refined
    for at, predicate in enumerate(predicates):
        mask, own = rows.of(predicate), frozenset(predicate)
        wider = tuple(place for place, known in enumerate(sets) if known <= own)
        if wider not in worlds:
            free = everything
            for place, other in enumerate(masks):
                if place not in wider:
                    free = free & ~other
            within = [free & masks[place] for place in wider] or [free]
            worlds[wider] = [_World(bits=world, bad=bad) for world in within]
        allowed = bar * (len(kept) + 1)
        if all(world.worse(mask, bad, allowed) <= allowed for world in worlds[wider]):
            kept.append(at)
            sets.append(own)
            masks.append(mask)
            worlds.clear()
    return kept


class _World:
    """The rows among which a cell must stand out."""

    def __init__(self, *, bits: Bits, bad: Bits) -> None:
        self.bits = bits
        self.marked, self.total = ones(bits & bad), ones(bits)

    def worse(self, mask: Bits, bad: Bits, allowed: float) -> float:
        """p-value of "no more errors inside than in the rest of this world"; exact if allowed."""
        inside = mask & self.bits
        marked, drawn = ones(inside & bad), ones(inside)
        if marked * self.total <= drawn * self.marked:
            return 1.0  # not even more than expected
        return float(upper_tail(marked, drawn, self.marked, self.total, enough=allowed))


def packed(held: NDArray[np.bool_]) -> Bits:
    """A bit a row, in whole words of 64, the rest zero."""
    few = np.packbits(held)
    return np.pad(few, (0, -len(few) % 8)).view(np.uint64)


def ones(bits: Bits) -> int:
    """How many rows.

    >>> ones(packed(np.array([True, False, True])))
    2
    """
    return int(np.bitwise_count(bits).sum(dtype=np.int64))
