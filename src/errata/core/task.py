"""Task, lease and review: the nouns of human work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from errata.core.dispute import Dispute


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """An item in the review queue.

    `priority` is static: expected cost averted minus rate times creation time, so that ageing
    needs no updates and nothing starves; higher comes first.
    """

    id: str
    project_id: str
    prediction_id: str
    item_id: str
    flags: tuple[str, ...]  # why it is here
    score: float
    strategy: str  # versioned name of what put it here
    priority: float
    skill: str  # what a reviewer must have; "" for anyone
    overlap: int  # how many reviewers are asked at first
    sampled: bool  # drawn at random with the prediction's propensity
    hold: bool  # belongs to the hold: never trains
    model: str  # whose prediction it was
    # Label -> calibrated probability, likeliest first, at most 5; None: the label alone is known.
    model_says: Mapping[str, float | None]
    group: str  # "" for none
    attributes: Mapping[str, Any]
    due_at: datetime | None
    # What its rank is made of, so that it can be told: doubt, cost, slice_weight, bonus.
    worth: Mapping[str, float] = field(default_factory=dict)
    created_at: datetime

    @property
    def predicted(self) -> str:
        """The model's answer."""
        return next(iter(self.model_says))


OWN = "@"  # begins the skill of a slot that one reviewer alone may take


def own_slot(reviewer: str) -> str:
    """The skill of a slot for this reviewer alone: its task's answer is known.

    >>> own_slot("ann")
    '@ann'
    """
    return OWN + reviewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Lease:
    """A reviewer's hold on one slot of a task. The token fences off late answers."""

    task_id: str
    slot: int
    reviewer: str
    token: int
    expires_at: datetime
    skill: str = ""  # what the slot asks of a reviewer


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Why there is nothing to claim for a reviewer."""

    held_by_others: int  # tasks that they might get, in other hands
    held_by_you: int  # ... in their own, in another tab perhaps
    next_expiry: datetime | None  # when the first of the others' leases ends
    other_skill: Mapping[str, int]  # free tasks by the skill that they lack


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimedTask:
    """A task in a reviewer's hands."""

    id: str
    item: Any  # text, image array or record
    prediction: Mapping[str, float | None] | None  # label -> probability; None in blind mode
    labels: tuple[str, ...]
    reasons: tuple[str, ...]  # why it is here; none that reveal the answer in blind mode
    lease_expires_at: datetime
    hold: bool
    attributes: Mapping[str, Any]
    lease: Lease
    dispute: Dispute | None = None  # what the others said, for the expert who decides

    @property
    def reviewer(self) -> str:
        """Who holds it."""
        return self.lease.reviewer


class Answer(StrEnum):
    """What kind of answer a review is."""

    LABEL = "label"
    UNSURE = "unsure"
    SKIP = "skip"


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """One reviewer's answer."""

    id: str
    project_id: str
    task_id: str
    slot: int
    reviewer: str
    skill: str  # what the slot asked for: an expert's answer to a dispute is told by it
    answer: Answer
    label: str | None
    cause: str | None
    why: str
    evidence: tuple[Mapping[str, Any], ...] = field(default=())  # text spans, image regions
    seconds_spent: float
    guideline_version: int
    blind: bool = False  # whether the label was given before the model's answer was seen
    created_at: datetime

    @property
    def measures(self) -> bool:
        """Whether it answers a honeypot: it tells of the reviewer, never of the item."""
        return self.skill.startswith(OWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    """The label that a blind reviewer gave before the model's answer was shown to them."""

    id: str
    project_id: str
    task_id: str
    reviewer: str
    label: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Escalation:
    """A task that was not answered in time and was moved up. It is never accepted by itself."""

    id: str
    project_id: str
    task_id: str
    due_at: datetime
    created_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An answer begun, or one that came too late for its lease; kept, never counted."""

    id: str
    project_id: str
    task_id: str
    reviewer: str
    label: str | None
    cause: str | None
    why: str
    evidence: tuple[Mapping[str, Any], ...] = field(default=())
    created_at: datetime


class ResolutionKind(StrEnum):
    """What the reviews of a task added up to."""

    ACCEPTED = "accepted"
    ADJUDICATED = "adjudicated"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolution:
    """The agreed truth of one task, or the finding that there is none."""

    id: str
    project_id: str
    task_id: str
    prediction_id: str
    item_id: str
    kind: ResolutionKind
    label: str | None  # None when rejected
    posterior: float
    method: str
    n_reviews: int
    cause: str | None
    why: str
    hold: bool
    sampled: bool
    flags: tuple[str, ...]
    created_at: datetime
