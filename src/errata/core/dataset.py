"""Dataset versions and the golden set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.item import Items


@dataclass(frozen=True, kw_only=True, eq=False)
class Examples:
    """Labelled items with weights and where each came from; n rows, one column each."""

    items: Items
    labels: NDArray[np.int32]  # (n,) class index
    weights: NDArray[np.float64]  # (n,) > 0
    source: NDArray[Any]  # (n,) Source, as str
    source_ids: NDArray[Any]  # (n,) the resolution or outcome, "" for the base
    cause: NDArray[Any]  # (n,) str, "" for none
    why: NDArray[Any]  # (n,) str: the reason travels with the example

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, kw_only=True, slots=True)
class DatasetVersion:
    """Immutable training data: a base and an injected high-priority subset."""

    id: str  # the hash of its canonical rows
    project_id: str
    number: int  # 1, 2, 3 ... in the project
    parent_id: str | None
    parts: tuple[str, ...]  # Parquet blobs, base first; of one item the last part counts
    n: int
    n_injected: int
    report: Mapping[str, Any]  # leakage, conflicts, counts by class and cause
    created_at: datetime


class Source(StrEnum):
    """Where an example's label comes from: the only three ways into training."""

    BASE = "base"
    RESOLUTION = "resolution"
    OUTCOME = "outcome"


@dataclass(frozen=True, kw_only=True, slots=True)
class InjectedExample:
    """One corrected or confirmed example in a dataset version, with where it came from."""

    id: str
    project_id: str
    dataset_id: str
    item_id: str
    prediction_id: str
    source: Source
    source_id: str  # the resolution or outcome
    error_id: str | None
    label: str
    weight: float
    cause: str | None
    why: str
    created_at: datetime


class Fold(StrEnum):
    """What a held case may be used for. Folds never mix."""

    GOLDEN = "golden"
    CALIBRATION = "calibration"
    CERTIFICATE = "certificate"


class Stratum(StrEnum):
    """Why a case is in the golden set; each counts only in its own checks."""

    RANDOM = "random"
    PAST_ERROR = "past_error"
    MUST_PASS = "must_pass"  # noqa: S105


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldCase:
    """A verified case that no training may see."""

    id: str
    project_id: str
    item_id: str
    prediction_id: str | None
    label: str
    fold: Fold
    stratum: Stratum
    group: str
    attributes: Mapping[str, Any]
    source: str  # "import", "resolution:<id>", "outcome:<id>"
    error_id: str | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class GoldenVersion:
    """A named state of the golden set: its cases up to a time, under one hash."""

    id: str  # the hash of its cases
    project_id: str
    number: int
    n: int
    n_random: int
    created_at: datetime
