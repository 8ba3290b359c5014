"""Stories: slices that overlap strongly, told as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.typing import ArrayLike

from errata.core.slices import Slice
from errata.loop.triage.slices import Search, search
from errata.loop.triage.tell_apart import Bits, ones

SHARED = 0.5  # of the smaller slice's rows, from which on two slices are one story
ALIKE = 0.6  # of the rows of either, from which on a slice is another name of the head
NAMES = 3  # other names told of a story
LOOKED_AT = 2_000  # significant slices, strongest first, among which other names are looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One place where the model errs.

    `head` is its strongest slice. `parts` are slices that say more about it: a refinement that is
    worse still, or a wider one around it. `aliases` say nothing new: they hold nearly the same
    rows under other values (a scanner and the only site that has it).
    """

    head: Slice
    parts: tuple[Slice, ...] = ()
    aliases: tuple[Slice, ...] = ()

    @property
    def slices(self) -> tuple[Slice, ...]:
        """The head and its parts."""
        return (self.head, *self.parts)


def find_stories(
    attributes: Mapping[str, ArrayLike],
    errors: ArrayLike,
    *,
    max_depth: int = 3,
    fdr: float = 0.05,
    min_support: int = 30,
) -> list[Story]:
    """The slices of `find_slices` as stories, strongest first.

    Strongest first, a slice joins the first story of whose head it shares at least half of the
    rows of the smaller of the two; otherwise it begins a story of its own. Of the significant
    slices that were not kept, those whose rows are at least 60 % those of a head (Jaccard) are its
    other names, at most 3. Arguments, shapes and errors raised are those of `find_slices`.

    >>> import numpy as np
    >>> rng = np.random.default_rng(0)
    >>> site = rng.choice(["a", "b"], 3000)
    >>> scanner = np.where((site == "a") & (rng.random(3000) < 0.95), "old", "new")
    >>> errors = rng.random(3000) < np.where(scanner == "old", 0.4, 0.05)
    >>> story = find_stories({"site": site, "scanner": scanner}, errors)[0]
    >>> story.head.name, [alias.name for alias in story.aliases]
    ('scanner=old', ['site=a'])
    """
    found = search(attributes, errors, max_depth=max_depth, fdr=fdr, min_support=min_support)
    heads: list[int] = []
    parts: dict[int, list[int]] = {}
    masks: dict[int, Bits] = {}
    for at in found.kept:
        mask = found.rows.of(found.predicates[at])
        home = next((head for head in heads if _shared(mask, masks[head]) >= SHARED), None)
        if home is None:
            heads.append(at)
            parts[at], masks[at] = [], mask
        else:
            parts[home].append(at)
    names = _other_names(found, masks)
    return [
        Story(
            head=found.slice(head),
            parts=tuple(found.slice(at) for at in parts[head]),
            aliases=tuple(found.slice(at) for at in names[head]),
        )
        for head in heads
    ]


def _other_names(found: Search, heads: dict[int, Bits]) -> dict[int, list[int]]:
    """For each head the significant slices that hold nearly its rows."""
    names: dict[int, list[int]] = {head: [] for head in heads}
    kept = set(found.kept)
    for at, predicate in enumerate(found.predicates[:LOOKED_AT]):
        if at in kept:
            continue
        mask = found.rows.of(predicate)
        for head, its in heads.items():
            # A refinement of the head itself is no other name of it.
            refined = set(found.predicates[head]) <= set(predicate)
            if len(names[head]) < NAMES and not refined and _alike(mask, its) >= ALIKE:
                names[head].append(at)
                break
    return names


def _shared(one: Bits, other: Bits) -> float:
    return ones(one & other) / min(ones(one), ones(other))


def _alike(one: Bits, other: Bits) -> float:
    return ones(one & other) / ones(one | other)
