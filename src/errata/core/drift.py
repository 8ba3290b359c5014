"""Drift: whether two batches come from the same world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """One fixed look at two batches."""

    alarm: bool
    score: float  # the largest feature statistic; higher = further apart
    p_value: float  # adjusted over the features
    by_feature: Mapping[str, float]  # adjusted p-value per feature
    n_reference: int
    n_current: int
    method: str = "ks_chi2_holm.v1"
