"""Event: the one thing that each use case says has happened.

An event is written to the audit log in the transaction of its change. It names identifiers and
figures, never content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verb(StrEnum):
    """Everything that can happen."""

    PROJECT_OPENED = "project_opened"
    POLICY_CHANGED = "policy_changed"
    PREDICTIONS_CAPTURED = "predictions_captured"
    HISTORY_IMPORTED = "history_imported"
    BASE_ADDED = "base_added"
    HOLD_ADDED = "hold_added"
    OUTCOME_RECORDED = "outcome_recorded"
    TASKS_PICKED = "tasks_picked"
    TASK_CLAIMED = "task_claimed"
    LEASE_RENEWED = "lease_renewed"
    TASK_RELEASED = "task_released"
    REVIEW_SUBMITTED = "review_submitted"
    DRAFT_KEPT = "draft_kept"
    DATASET_CURATED = "dataset_curated"
    MODEL_TRAINED = "model_trained"
    CANDIDATE_PROVED = "candidate_proved"
    MODEL_PROMOTED = "model_promoted"
    MODEL_ROLLED_BACK = "model_rolled_back"
    MODEL_CERTIFIED = "model_certified"
    SLICES_FOUND = "slices_found"
    CYCLE_RUN = "cycle_run"
    LOG_COMPACTED = "log_compacted"
    LABEL_COMMITTED = "label_committed"
    DRAFT_SAVED = "draft_saved"
    TASKS_ESCALATED = "tasks_escalated"
    GUIDELINES_CHANGED = "guidelines_changed"
    CAUSE_CHANGED = "cause_changed"
    ALARM_RAISED = "alarm_raised"
    ALARM_CLOSED = "alarm_closed"
    LOOKED = "looked"
    SLICE_WATCHED = "slice_watched"
    CREDENTIAL_CHANGED = "credential_changed"
    REVIEWER_PAUSED = "reviewer_paused"
    HONEYPOT_PLACED = "honeypot_placed"
    CONTESTED = "contested"
    CONTEST_SETTLED = "contest_settled"
    CROWD_FITTED = "crowd_fitted"
    LABELS_CHANGED = "labels_changed"
    NOVELTY_FITTED = "novelty_fitted"
    USER_INVITED = "user_invited"
    USER_JOINED = "user_joined"
    ROLE_GRANTED = "role_granted"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    KEY_MADE = "key_made"
    KEY_REVOKED = "key_revoked"
    WEBHOOK_ADDED = "webhook_added"
    WEBHOOK_REMOVED = "webhook_removed"
    WEBHOOK_TRIED = "webhook_tried"
    EXPORTED = "exported"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What happened, to what, with which figures."""

    verb: Verb
    object_id: str
    figures: Mapping[str, str | int | float | None] = field(default_factory=dict)
