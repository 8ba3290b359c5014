"""Several labels for one item: which one trains, by rules in the open."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from errata.core.errors import InputError


class Standing(StrEnum):
    """What stands behind a label, the strongest first."""

    ADJUDICATED = "adjudicated"
    ACCEPTED = "accepted"
    OUTCOME = "outcome"  # a trusted one: what the world said later
    BASE = "base"  # the set the first model was trained on


_RANK = {standing: rank for rank, standing in enumerate(reversed(Standing))}
_RULES = ("the stronger standing", "the higher posterior", "the later label")
NOTHING_DECIDES = "nothing decides between them: dropped"


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One label that wants to train for one item."""

    item: bytes  # 16
    label: str
    standing: Standing
    posterior: float  # 0 to 1; 1 where nobody stated one
    at_s: float  # when it was decided, seconds since 1970
    ref: str = ""  # what it came from: the resolution, outcome or base row


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelConflict:
    """One item on whose label its claims disagreed, and how that ended."""

    item: bytes
    kept: Claim | None  # None: dropped
    lost: tuple[Claim, ...]  # those with another label, strongest first
    rule: str  # which rule decided

    @property
    def says(self) -> str:
        """The outcome in words, for the curator's report."""
        others = ", ".join(f"{claim.label!r} ({claim.standing})" for claim in self.lost)
        if self.kept is None:
            return f"{others}: {self.rule}"
        return f"kept {self.kept.label!r} ({self.kept.standing}) over {others}: {self.rule}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """One claim an item, in the order in which items first appear, and every conflict."""

    kept: tuple[Claim, ...]
    conflicts: tuple[LabelConflict, ...]


def settle(claims: Iterable[Claim]) -> Settled:
    """Keep one label an item: adjudicated over accepted over trusted outcome over base; then the
    higher posterior; then the later. Where all three are equal and labels differ, the item is
    dropped: a coin flip is no agreed truth. Claims that agree are no conflict.

    Raises InputError for an item id that has not 16 bytes, or a posterior or time that is NaN.

    >>> old = Claim(item=bytes(16), label="cat", standing=Standing.BASE, posterior=1.0, at_s=0)
    >>> new = Claim(item=bytes(16), label="dog", standing=Standing.ACCEPTED, posterior=0.97, at_s=9)
    >>> settled = settle([old, new])
    >>> settled.kept[0].label
    'dog'
    >>> settled.conflicts[0].says
    "kept 'dog' (accepted) over 'cat' (base): the stronger standing"
    """
    by_item: dict[bytes, list[Claim]] = {}
    for claim in claims:
        _check(claim)
        by_item.setdefault(claim.item, []).append(claim)
    kept: list[Claim] = []
    conflicts: list[LabelConflict] = []
    for rivals in by_item.values():
        # `ref` last makes the choice among equal claims of one label independent of their order.
        ranked = sorted(rivals, key=lambda claim: (*_strength(claim), claim.ref), reverse=True)
        winner = ranked[0]
        lost = tuple(claim for claim in ranked if claim.label != winner.label)
        if not lost:
            kept.append(winner)
        elif _strength(lost[0]) == _strength(winner):
            everyone = tuple(sorted(ranked, key=_by_strength_then_label))
            conflicts.append(_conflict(None, everyone, NOTHING_DECIDES))
        else:
            kept.append(winner)
            strengths = zip(_strength(winner), _strength(lost[0]), _RULES, strict=True)
            rule = next(rule for mine, theirs, rule in strengths if mine != theirs)
            conflicts.append(_conflict(winner, lost, rule))
    return Settled(kept=tuple(kept), conflicts=tuple(conflicts))


def _strength(claim: Claim) -> tuple[float, float, float]:
    return (_RANK[claim.standing], claim.posterior, claim.at_s)


def _by_strength_then_label(claim: Claim) -> tuple[float, float, float, str, str]:
    rank, posterior, at_s = _strength(claim)
    return (-rank, -posterior, -at_s, claim.label, claim.ref)


def _conflict(kept: Claim | None, lost: tuple[Claim, ...], rule: str) -> LabelConflict:
    return LabelConflict(item=lost[0].item, kept=kept, lost=lost, rule=rule)


def _check(claim: Claim) -> None:
    if len(claim.item) != 16:
        raise InputError(f"an item id of {len(claim.item)} bytes", wanted="16 bytes")
    if not (0 <= claim.posterior <= 1 and math.isfinite(claim.at_s)):
        raise InputError(
            f"a claim with posterior {claim.posterior} at {claim.at_s} s",
            wanted="a posterior from 0 to 1 and a finite time",
        )
