"""Policy: the rules a project runs by, as one immutable value read from `errata.toml`.

A policy is versioned; every decision names the version that made it.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, get_args, get_origin, get_type_hints

from errata.core.errors import PolicyError
from errata.core.gate_policy import GatePolicy
from errata.core.overlap_policy import OverlapPolicy


def _between(low: float, high: float, *, open_ends: bool = False) -> dict[str, Any]:
    return {"low": low, "high": high, "open": open_ends}


# "always", "never", or for "audits", for what several people must answer, and a drawn share.
BLIND = ("never", "audits", "always")


@dataclass(frozen=True, kw_only=True, slots=True)
class TriagePolicy:
    """Which predictions a human sees."""

    alpha: float = field(default=0.05, metadata=_between(0, 1, open_ends=True))
    delta: float = field(default=0.05, metadata=_between(0, 1, open_ends=True))
    threshold: float = field(default=0.95, metadata=_between(0, 1))  # until a certificate exists
    expert_below: float = field(default=0.0, metadata=_between(0, 1))
    audit_rate: float = field(default=0.05, metadata=_between(0, 1))
    never_accept: tuple[str, ...] = ()  # labels that a human always confirms
    strategy: str = "margin.v1"
    certificate_days: float = field(default=30.0, metadata=_between(0, 3650, open_ends=True))
    calibration: str = "temperature.v1"
    per_class: bool = False  # a threshold for each predicted class, all promises at once
    per_slice: tuple[str, ...] = ()  # ... and for each value of these attributes
    # True class -> the largest share of it that may be accepted as something else.
    miss_alpha: Mapping[str, float] = field(
        default_factory=dict, metadata=_between(0, 1, open_ends=True)
    )
    # Class -> what it costs when an item of it is taken for another; 1 where not named.
    costs: Mapping[str, float] = field(default_factory=dict, metadata=_between(0, 1_000_000))
    expert_cost: float = field(default=0.0, metadata=_between(0, 1_000_000))  # 0: no such band
    reviews_per_day: float = field(default=0.0, metadata=_between(0, 10_000_000))  # 0: no budget
    novelty_rate: float = field(default=0.0, metadata=_between(0, 0.5))  # of known items; 0: off
    shadow: str = ""  # a model that is asked too; where it disagrees, people look


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchPolicy:
    """What is watched for ever, and who hears of it."""

    alpha: float = field(default=0.01, metadata=_between(0, 1, open_ends=True))  # false alarm, ever
    every_minutes: float = field(default=60.0, metadata=_between(1, 10_080))
    accuracy_drop: float = field(default=0.05, metadata=_between(0, 1))  # below the certified one
    # By how much the share of anything in the traffic may change and be no reason for an alarm.
    drift_tolerance: float = field(default=0.05, metadata=_between(0, 0.5))
    silent_hours: float = field(default=24.0, metadata=_between(0, 8_760))  # 0: may be silent
    no_reviews_hours: float = field(default=48.0, metadata=_between(0, 8_760))
    oldest_hours: float = field(default=96.0, metadata=_between(0, 8_760))
    retrain: bool = False  # an alarm of drift or accuracy starts a cycle
    emails: tuple[str, ...] = ()  # who is written to


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewPolicy:
    """How human work is handed out."""

    lease_seconds: float = field(default=600.0, metadata=_between(1, 86_400))
    due_hours: float = field(default=72.0, metadata=_between(0, 8_760, open_ends=True))
    ageing_per_day: float = field(default=0.1, metadata=_between(0, 1_000))
    expert_skill: str = "expert"
    reviewer_accuracy: float = field(default=0.9, metadata=_between(0.5, 1, open_ends=True))
    blind: str = field(default="never", metadata={"among": BLIND})  # when the model's answer waits
    # Of the other tasks: so many, drawn at random, are blind too, to measure what anchoring costs.
    blind_share: float = field(default=0.1, metadata=_between(0, 1))
    session_items: int = field(default=20, metadata=_between(1, 150))  # of one focused session
    model_prior: bool = True  # the model's calibrated answer counts as evidence, never in the hold
    hold_minimum: int = field(default=3, metadata=_between(1, 5))  # reviews of a held case
    batch_strategy: str = "default"  # how `pick` chooses; see errata.select_batch


# Whether reviewers are measured: by name, under a name of its own for each, or not at all.
SCORING = ("named", "pseudonymous", "off")


@dataclass(frozen=True, kw_only=True, slots=True)
class PeoplePolicy:
    """How reviewers are kept fresh and measured."""

    session_minutes: float = field(default=45.0, metadata=_between(0, 1_440))  # 0: no limit
    session_items: int = field(default=150, metadata=_between(0, 100_000))
    break_minutes: float = field(default=10.0, metadata=_between(0, 1_440))
    daily_minutes: float = field(default=300.0, metadata=_between(0, 1_440))
    daily_items: int = field(default=1_000, metadata=_between(0, 1_000_000))
    fatigue: bool = True  # who tires is asked to rest
    honeypot_rate: float = field(default=0.05, metadata=_between(0, 0.5))  # 0: none
    scoring: str = field(default="named", metadata={"among": SCORING})
    everywhere: bool = False  # all this for Python's users too, not over HTTP alone


@dataclass(frozen=True, kw_only=True, slots=True)
class RoutingPolicy:
    """Who is asked: what a task asks of a reviewer."""

    skills_by: tuple[str, ...] = ()  # attributes whose value is a skill, such as "language"
    class_skills: Mapping[str, str] = field(default_factory=dict)  # predicted class -> skill
    # Predicted class -> accuracy in it that a reviewer must have earned.
    class_accuracy: Mapping[str, float] = field(
        default_factory=dict, metadata=_between(0, 1, open_ends=True)
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class CuratePolicy:
    """How corrections enter the training set."""

    weights: str = "posterior_priority.v1"
    priority: float = field(default=1.0, metadata=_between(0, 100, open_ends=True))
    golden_share: float = field(default=0.2, metadata=_between(0, 1))  # of past errors
    minimum_per_slice: int = field(default=5, metadata=_between(0, 1_000_000))
    slice_attribute: str = ""  # past errors are shared out within each of its values
    near_duplicates: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainPolicy:
    """What retrains the model."""

    trainer: str = "auto"  # by the project's kind
    seed: int = field(default=0, metadata=_between(0, 2**31 - 1))


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomePolicy:
    """Whose corrections on the spot may train directly."""

    trusted: tuple[str, ...] = ("*",)  # "*": everyone who can call; the server narrows it


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """All the rules of one project."""

    triage: TriagePolicy = field(default_factory=TriagePolicy)
    watch: WatchPolicy = field(default_factory=WatchPolicy)
    review: ReviewPolicy = field(default_factory=ReviewPolicy)
    people: PeoplePolicy = field(default_factory=PeoplePolicy)
    routing: RoutingPolicy = field(default_factory=RoutingPolicy)
    consensus: OverlapPolicy = field(default_factory=OverlapPolicy)
    curate: CuratePolicy = field(default_factory=CuratePolicy)
    train: TrainPolicy = field(default_factory=TrainPolicy)
    gate: GatePolicy = field(default_factory=GatePolicy)
    outcomes: OutcomePolicy = field(default_factory=OutcomePolicy)

    def as_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, numbers and text; `parse_policy` reads them back."""
        return asdict(self)


def parse_policy(given: Mapping[str, Any], *, where: str = "policy") -> Policy:
    """Read a policy from nested mappings; what is not named keeps its default.

    Raises PolicyError with every fault and its path at once.

    >>> parse_policy({"triage": {"alpha": 0.01}}).triage.alpha
    0.01
    >>> parse_policy({"triage": {"alpa": 0.01}})
    Traceback (most recent call last):
    errata.core.errors.PolicyError: policy: 1 problem
      - triage.alpa: no such setting; did you mean 'alpha'?
    """
    faults: list[str] = []
    policy = _read(Policy, given, "", faults)
    if faults:
        raise PolicyError(where, faults)
    assert isinstance(policy, Policy)
    return policy


def _read(kind: type[Any], given: Any, path: str, faults: list[str]) -> object:
    if not isinstance(given, Mapping):
        faults.append(f"{path.rstrip('.')}: got {given!r}, wanted a table of settings")
        return kind()
    hints = get_type_hints(kind)
    known = {entry.name: entry for entry in fields(kind)}
    chosen: dict[str, Any] = {}
    before = len(faults)
    for name, value in given.items():
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(known)
            faults.append(f"{path}{name}: no such setting; {hint}")
        elif hasattr(hints[name], "__dataclass_fields__"):
            chosen[name] = _read(hints[name], value, f"{path}{name}.", faults)
        else:
            chosen[name] = _value(value, hints[name], known[name].metadata, path + name, faults)
    if len(faults) > before:
        return kind()
    try:
        return kind(**chosen)
    except PolicyError as error:  # a rule between settings of one table
        faults.extend(f"{path}{fault.split('.', 1)[-1]}" for fault in error.faults)
        return kind()


def _value(value: Any, hint: Any, limits: Mapping[str, Any], path: str, faults: list[str]) -> Any:
    wanted, fits = _type_of(hint, value)
    if not fits:
        faults.append(f"{path}: got {value!r}, wanted {wanted}")
        return None
    if hint is float:
        value = float(value)
    if isinstance(value, list):
        value = tuple(value)
    if "among" in limits:
        if value not in limits["among"]:
            faults.append(f"{path}: got {value!r}, wanted one of " + ", ".join(limits["among"]))
        return value
    if isinstance(value, Mapping):
        inner_hint = get_args(hint)[1]
        return {
            name: _value(inner, inner_hint, limits, f"{path}.{name}", faults)
            for name, inner in value.items()
        }
    if limits and not _inside(value, limits):
        ends = "strictly between" if limits["open"] else "between"
        faults.append(
            f"{path}: got {value}, wanted a number {ends} {limits['low']} and {limits['high']}"
        )
    return value


def _type_of(hint: Any, value: Any) -> tuple[str, bool]:
    if hint is bool:
        return "true or false", isinstance(value, bool)
    if hint is int:
        return "a whole number", isinstance(value, int) and not isinstance(value, bool)
    if hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return "a number", number and _is_finite(value)
    if get_origin(hint) is Mapping:
        named = isinstance(value, Mapping) and all(isinstance(name, str) for name in value)
        what = "numbers" if get_args(hint)[1] is float else "texts"
        return f"a table of {what} by name", named
    if hint == tuple[str, ...]:
        listed = isinstance(value, list | tuple) and all(isinstance(v, str) for v in value)
        return "a list of texts", listed
    return "a text", isinstance(value, str)


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number that no float can hold
        return False


def _inside(value: float, limits: Mapping[str, Any]) -> bool:
    if limits["open"]:
        return bool(limits["low"] < value < limits["high"])
    return bool(limits["low"] <= value <= limits["high"])
