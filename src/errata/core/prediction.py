"""Prediction: what a model said of an item at a time, and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntFlag, StrEnum
from functools import lru_cache
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from errata.core.ids import to_text
from errata.core.item import Items


class Decision(StrEnum):
    """What the calling system is told; the codes in arrays are the positions here."""

    ACCEPT = "accept"
    REVIEW = "review"
    EXPERT = "expert"


DECISIONS = tuple(Decision)
PLACES = 7  # of a confidence as it is told: what a 32-bit probability can say


class Flag(IntFlag):
    """Why a prediction needs a human."""

    LOW_CONFIDENCE = 1
    WEAK_SLICE = 2
    NOVEL = 4
    DISAGREEMENT = 8
    COMPLAINT = 16
    AUDIT = 32
    DISCOVERY = 64
    SYNTHETIC_CHECK = 128

    def words(self) -> tuple[str, ...]:
        """The names as the API spells them.

        >>> (Flag.AUDIT | Flag.LOW_CONFIDENCE).words()
        ('low_confidence', 'audit')
        """
        return _words(int(self))


@lru_cache(maxsize=256)
def _words(flags: int) -> tuple[str, ...]:
    return tuple(str(flag.name).lower() for flag in Flag if flag & flags)


@dataclass(frozen=True, kw_only=True, eq=False)
class PredictionBatch:
    """`n` predictions of one model, one column each: nothing here is a Python object a row."""

    ids: NDArray[np.uint8]  # (n, 16)
    items: Items  # n
    model: str
    probabilities: NDArray[np.float32]  # (n, C); a label alone is a row of NaN
    predicted: NDArray[np.int32]  # (n,) class index
    confidence: NDArray[np.float64]  # (n,) calibrated, of the predicted class; NaN if unknown
    decision: NDArray[np.uint8]  # (n,) position in DECISIONS
    flags: NDArray[np.uint32]  # (n,) Flag bits
    score: NDArray[np.float64]  # (n,) the flagging strategy's score, higher = more worth a look
    propensity: NDArray[np.float64]  # (n,) chance, fixed now, of being sampled for review
    sampled: NDArray[np.bool_]  # (n,) whether the draw fell on it
    strategy: str  # versioned name of the strategy that flagged
    policy_version: int
    attributes: Mapping[str, NDArray[Any]]  # each (n,): str or float
    at: datetime  # aware, UTC

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, kw_only=True, slots=True)
class Prediction:
    """One stored prediction, as a person or a trace reads it."""

    id: str
    item_id: str
    model: str
    label: str
    runner_up: str | None
    confidence: float
    probabilities: NDArray[np.float32]  # (C,)
    decision: Decision
    flags: tuple[str, ...]
    score: float
    propensity: float
    sampled: bool
    strategy: str
    policy_version: int
    attributes: Mapping[str, str | float]
    group: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """The answer to one captured prediction."""

    id: str
    decision: Decision
    reasons: tuple[str, ...]
    label: str
    confidence: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Decisions(Sequence[Decided]):
    """The answers to a captured batch, row by row in the order given."""

    id_bytes: NDArray[np.uint8]  # (n, 16)
    codes: NDArray[np.uint8]  # (n,) position in DECISIONS
    flags: NDArray[np.uint32]  # (n,)
    predicted: NDArray[np.int32]  # (n,)
    confidence: NDArray[np.float64]  # (n,)
    labels: tuple[str, ...]
    replayed: NDArray[np.bool_]  # (n,) the decision is the stored one of an earlier capture
    # The last so many rows wait on this machine's disk until the server is back: review, always.
    spooled: int = 0

    @property
    def ids(self) -> list[str]:
        """The predictions' identifiers, as text."""
        return to_text(self.id_bytes)

    @property
    def accepted(self) -> NDArray[np.bool_]:
        """(n,) whether the model's answer stands without a human."""
        return np.equal(self.codes, DECISIONS.index(Decision.ACCEPT))

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> Decided: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Decided]: ...
    def __getitem__(self, row: int | slice) -> Decided | Sequence[Decided]:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        waits = range(len(self))[row] >= len(self) - self.spooled
        return Decided(
            id=to_text(self.id_bytes[row][None, :])[0],
            decision=DECISIONS[self.codes[row]],
            reasons=("spooled",) if waits else Flag(int(self.flags[row])).words(),
            label=self.labels[self.predicted[row]],
            confidence=round(float(self.confidence[row]), PLACES),
        )

    def __iter__(self) -> Iterator[Decided]:
        return (self[i] for i in range(len(self)))
