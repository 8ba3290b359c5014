"""The permission matrix: what can be done, and which roles may. What is not here is forbidden."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from errata.core.account import Role
from errata.core.errors import NotAllowed


class Action(StrEnum):
    """Everything that a route can be for."""

    # of oneself, whatever one's role and project
    OWN_ACCOUNT = "own_account"
    LIST_PROJECTS = "list_projects"
    # of the whole site
    CREATE_PROJECT = "create_project"
    # of a project
    READ_PROJECT = "read_project"
    CHANGE_POLICY = "change_policy"
    READ_STATUS = "read_status"
    # capture
    CAPTURE = "capture"
    REPORT_OUTCOME = "report_outcome"
    READ_PREDICTION = "read_prediction"
    READ_DECISION = "read_decision"
    MANAGE_WEBHOOKS = "manage_webhooks"
    # review
    REVIEW = "review"
    READ_OWN_WORK = "read_own_work"
    READ_GUIDELINES = "read_guidelines"
    READ_CAUSES = "read_causes"
    CONTEST = "contest"
    DECLARE_SKILL = "declare_skill"
    # lead
    CHANGE_GUIDELINES = "change_guidelines"
    CHANGE_CAUSES = "change_causes"
    CHANGE_LABELS = "change_labels"
    READ_OVERVIEW = "read_overview"
    READ_QUEUE = "read_queue"
    READ_FINDINGS = "read_findings"
    WATCH_SLICES = "watch_slices"
    READ_REVIEWERS = "read_reviewers"
    MANAGE_REVIEWERS = "manage_reviewers"
    READ_AGREEMENT = "read_agreement"
    READ_DISPUTES = "read_disputes"
    READ_DATASETS = "read_datasets"
    READ_MODELS = "read_models"
    READ_GATES = "read_gates"
    READ_CERTIFICATES = "read_certificates"
    READ_GOLDEN = "read_golden"
    READ_CYCLES = "read_cycles"
    READ_JOBS = "read_jobs"
    READ_ALARMS = "read_alarms"
    LOOK = "look"
    CLOSE_ALARM = "close_alarm"
    READ_AUDIT = "read_audit"
    TRACE = "trace"
    EXPORT = "export"
    PICK = "pick"
    ADD_GOLDEN = "add_golden"
    ADD_BASE = "add_base"
    CURATE = "curate"
    RETRAIN = "retrain"
    PROVE = "prove"
    PROMOTE = "promote"
    CERTIFY = "certify"
    RUN_CYCLE = "run_cycle"
    # accounts
    MANAGE_USERS = "manage_users"
    MANAGE_KEYS = "manage_keys"


PERSONAL = frozenset({Action.OWN_ACCOUNT, Action.LIST_PROJECTS})
SITE_WIDE = frozenset({Action.CREATE_PROJECT})

_ANYBODY = frozenset(Role)
_ADMIN = frozenset({Role.ADMIN})
_LEADING = frozenset({Role.ADMIN, Role.LEAD})
_REVIEWING = _LEADING | {Role.REVIEWER}
_SERVING = _LEADING | {Role.SERVICE}

ROLES: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.OWN_ACCOUNT: _ANYBODY,
        Action.LIST_PROJECTS: _ANYBODY,
        Action.CREATE_PROJECT: _ADMIN,
        Action.READ_PROJECT: _SERVING,
        Action.CHANGE_POLICY: _LEADING,
        Action.READ_STATUS: _SERVING,
        Action.CAPTURE: _SERVING,
        Action.REPORT_OUTCOME: _SERVING,
        Action.READ_PREDICTION: _SERVING,
        Action.READ_DECISION: _SERVING,
        Action.MANAGE_WEBHOOKS: _LEADING,
        Action.REVIEW: _REVIEWING,
        Action.READ_OWN_WORK: _REVIEWING,
        Action.READ_GUIDELINES: _REVIEWING,
        Action.READ_CAUSES: _REVIEWING,
        Action.CONTEST: _REVIEWING,
        Action.DECLARE_SKILL: _REVIEWING,
        Action.CHANGE_GUIDELINES: _LEADING,
        Action.CHANGE_CAUSES: _LEADING,
        Action.CHANGE_LABELS: _LEADING,
        Action.READ_OVERVIEW: _LEADING,
        Action.READ_QUEUE: _LEADING,
        Action.READ_FINDINGS: _LEADING,
        Action.WATCH_SLICES: _LEADING,
        Action.READ_REVIEWERS: _LEADING,
        Action.MANAGE_REVIEWERS: _LEADING,
        Action.READ_AGREEMENT: _LEADING,
        Action.READ_DISPUTES: _LEADING,
        Action.READ_DATASETS: _LEADING,
        Action.READ_MODELS: _LEADING,
        Action.READ_GATES: _LEADING,
        Action.READ_CERTIFICATES: _LEADING,
        Action.READ_GOLDEN: _LEADING,
        Action.READ_CYCLES: _LEADING,
        Action.READ_JOBS: _LEADING,
        Action.READ_ALARMS: _LEADING,
        Action.LOOK: _LEADING,
        Action.CLOSE_ALARM: _LEADING,
        Action.READ_AUDIT: _LEADING,
        Action.TRACE: _LEADING,
        Action.EXPORT: _LEADING,
        Action.PICK: _LEADING,
        Action.ADD_GOLDEN: _LEADING,
        Action.ADD_BASE: _LEADING,
        Action.CURATE: _LEADING,
        Action.RETRAIN: _LEADING,
        Action.PROVE: _LEADING,
        Action.PROMOTE: _LEADING,
        Action.CERTIFY: _LEADING,
        Action.RUN_CYCLE: _LEADING,
        Action.MANAGE_USERS: _LEADING,
        Action.MANAGE_KEYS: _LEADING,
    }
)

# Which roles somebody may hand out or take away.
GIVES: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {
        Role.ADMIN: frozenset(Role),
        Role.LEAD: frozenset(Role) - {Role.ADMIN},
        Role.REVIEWER: frozenset(),
        Role.SERVICE: frozenset(),
    }
)


def allowed(role: Role, action: Action) -> bool:
    """Whether the role may.

    >>> allowed(Role.REVIEWER, Action.REVIEW), allowed(Role.SERVICE, Action.REVIEW)
    (True, False)
    """
    return role in ROLES.get(action, frozenset())


def check_gives(giver: Role, given: Role) -> None:
    """Raise NotAllowed unless one role may hand out, or take away, the other."""
    if given not in GIVES.get(giver, frozenset()):
        raise NotAllowed(f"a {giver.value} who gives or takes away the role {given.value}")
