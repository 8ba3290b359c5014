"""What a demo found: the JSON object of the public contract, and what the report needs beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from errata.core.estimate import Estimate
from errata.core.slices import Slice


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One cycle of one project."""

    cycle: int
    champion: str
    candidate: str
    reviews_spent: int
    corrections: int
    accuracy_before: Estimate
    accuracy_after: Estimate  # of the champion when the cycle ends
    accuracy_candidate: Estimate
    past_errors: Mapping[str, int]  # n, fixed, regressed
    certificate: Mapping[str, Any]
    verdict: str
    says: str  # why, in a sentence
    dataset: str
    by_slice_before: Mapping[str, Estimate] = field(default_factory=dict)
    by_slice: Mapping[str, Estimate] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As the JSON object has it."""
        return {
            "cycle": self.cycle,
            "champion": self.champion,
            "candidate": self.candidate,
            "reviews_spent": self.reviews_spent,
            "corrections": self.corrections,
            "accuracy_before": self.accuracy_before.as_dict(),
            "accuracy_after": self.accuracy_after.as_dict(),
            "accuracy_candidate": self.accuracy_candidate.as_dict(),
            "past_errors": dict(self.past_errors),
            "certificate": dict(self.certificate),
            "verdict": self.verdict,
            "dataset": self.dataset,
        }


@dataclass(frozen=True, kw_only=True)
class RefusedCandidate:
    """An honest candidate and what the gate said of it."""

    made: str  # how it was made, in words
    place: str  # the slice it was made for
    outcome: str
    breaks: tuple[str, ...]  # the checks that failed, by name
    says: tuple[str, ...]  # what they said
    accuracy: Mapping[str, tuple[Estimate, Estimate]]  # slice -> champion's, candidate's, unseen

    @property
    def refused(self) -> bool:
        """Whether the gate kept it out."""
        return self.outcome != "PASS"


@dataclass(frozen=True, kw_only=True)
class TracedError:
    """One error from its prediction to the model that fixed it."""

    prediction: str
    said: str
    truth: str
    why: str
    fixed_by: str
    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image of the data, for the report."""

    png: bytes
    caption: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """Everything that a demo found."""

    project: str
    words: tuple[str, ...]
    turns: Sequence[Turn]
    baseline: Sequence[Turn]
    lead: Estimate  # accuracy of the last candidates, chosen minus random, on the same test rows
    slices: Sequence[Slice]
    refused: RefusedCandidate | None
    traced: TracedError | None
    curve: Sequence[tuple[float, float]]  # coverage, error among the accepted: on the unseen test
    accepted_errors: Estimate | None  # share wrong among what the certificate accepts of that test
    reviewers: Sequence[tuple[str, float, int]]  # name, true accuracy, answers
    pictures: Sequence[Picture]
    budget: int
    seed: int
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """The JSON object."""
        return {
            "project": self.project,
            "cycles": [turn.as_dict() for turn in self.turns],
            "random_review_baseline": [turn.as_dict() for turn in self.baseline],
            "lead_over_random": self.lead.as_dict(),
            "accepted_errors_on_unseen_test": None
            if self.accepted_errors is None
            else self.accepted_errors.as_dict(),
            "slices": [
                {
                    "predicate": dict(one.predicate),
                    "support": one.support,
                    "error_rate": one.error_rate.as_dict(),
                    "p_value": one.p_value,
                }
                for one in self.slices
            ],
            "refused": None
            if self.refused is None
            else {
                "made": self.refused.made,
                "outcome": self.refused.outcome,
                "breaks": list(self.refused.breaks),
            },
            "traced": None
            if self.traced is None
            else {"prediction": self.traced.prediction, "fixed_by": self.traced.fixed_by},
            "budget": self.budget,
            "seed": self.seed,
            "seconds": self.seconds,
        }
