"""Accuracy by group: what is known of a model in production, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from errata.core.estimate import Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassAccuracy:
    """One class as the model names it, and as it truly is."""

    name: str
    estimate: Estimate  # of what is predicted as it, the share that is right
    recall: Estimate  # of what truly is it, the share that the model names so


@dataclass(frozen=True, kw_only=True, slots=True)
class SliceAccuracy:
    """The predictions that share one value of an attribute."""

    attribute: str
    value: str
    estimate: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class AccuracyBy:
    """How often the champion is right in production: overall, by class and by slice."""

    model: str | None  # None: no champion yet
    overall: Estimate | None  # None: no review that may be counted yet
    by_class: tuple[ClassAccuracy, ...]  # in the project's order
    by_slice: tuple[SliceAccuracy, ...]  # by attribute and value
    says: str  # what the intervals rest on, in words
