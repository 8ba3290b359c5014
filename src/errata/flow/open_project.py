"""Open a project: find it, or make it on first use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from errata.core.errors import InputError, NotFound, PolicyError
from errata.core.events import Event, Verb
from errata.core.ids import uuid7
from errata.core.model import PolicyVersion
from errata.core.policy import Policy
from errata.core.ports import Entropy, Store
from errata.core.project import DEFAULT_TAXONOMY, Cause, Project
from errata.core.registry import Registry

KINDS = ("text", "image", "record")


def find_project(store: Store, name: str) -> Project | None:
    """The project of that name, if there is one."""
    with store.snapshot() as view:
        found = view.find(Project, name=name)
    return found[0] if found else None


def require_project(store: Store, name: str) -> Project:
    """The project of that name; raises NotFound and lists those that exist."""
    project = find_project(store, name)
    if project is None:
        with store.snapshot() as view:
            names = [known.name for known in view.find(Project)]
        wanted = "one of " + ", ".join(names) if names else ""
        do = "name one with --project" if names else "run errata init, import or demo first"
        raise NotFound(f"no project is named {name!r}", wanted=wanted, do=do)
    return project


def create_project(
    store: Store,
    name: str,
    *,
    kind: str,
    labels: Sequence[str],
    policy: Policy,
    now: datetime,
    entropy: Entropy,
    actor: str,
) -> Project:
    """A new project with its first policy and the default taxonomy.

    Raises InputError for a name, kind or labels that cannot be used, and Conflict when another
    process made it first.
    """
    labels = tuple(str(label) for label in labels)
    if not name.strip():
        raise InputError("a project without a name", do="give it one")
    if kind not in KINDS:
        raise InputError(f"the kind {kind!r}", wanted="one of " + ", ".join(KINDS))
    if len(labels) < 2 or len(set(labels)) < len(labels) or not all(labels):
        raise InputError(f"the labels {list(labels)}", wanted="two or more, all different")

    check_policy(policy, labels)

    def mint() -> str:
        return uuid7(at_ms=int(now.timestamp() * 1000), random=entropy(10))

    project = Project(
        id=mint(), name=name, kind=kind, labels=labels, key=entropy(16), created_at=now
    )
    with store.transaction(actor=actor, now=now) as tx:
        tx.put(
            project,
            PolicyVersion(
                id=mint(),
                project_id=project.id,
                version=1,
                policy=policy.as_dict(),
                by=actor,
                created_at=now,
            ),
            *(
                Cause(
                    id=mint(),
                    project_id=project.id,
                    name=cause,
                    version=1,
                    remedy=remedy,
                    meaning=meaning,
                    created_at=now,
                )
                for cause, remedy, meaning in DEFAULT_TAXONOMY
            ),
        )
        tx.record(
            Event(verb=Verb.PROJECT_OPENED, object_id=project.id, figures={"labels": len(labels)})
        )
    return project


def change_policy(
    store: Store, project: Project, policy: Policy, *, now: datetime, entropy: Entropy, actor: str
) -> int:
    """Make the policy the current one; the version it has, old or new."""
    with store.snapshot() as view:
        newest = view.find(PolicyVersion, project_id=project.id, newest_first=True, limit=1)[0]
    check_policy(policy, project.labels)
    if newest.policy == _plain(policy):
        return newest.version
    version = newest.version + 1
    with store.transaction(actor=actor, now=now) as tx:
        tx.put(
            PolicyVersion(
                id=uuid7(at_ms=int(now.timestamp() * 1000), random=entropy(10)),
                project_id=project.id,
                version=version,
                policy=_plain(policy),
                by=actor,
                created_at=now,
            )
        )
        tx.record(
            Event(verb=Verb.POLICY_CHANGED, object_id=project.id, figures={"version": version})
        )
    return version


def check_policy(policy: Policy, labels: Sequence[str]) -> None:
    """Raise PolicyError for labels and strategies that do not exist, all of them at once."""
    from errata.loop.curate.weights import WEIGHTS
    from errata.loop.discover.select_batch import DEFAULT
    from errata.loop.discover.strategies import STRATEGIES
    from errata.loop.triage.calibrations import CALIBRATIONS
    from errata.loop.triage.scores import SCORES

    faults = []
    by_label = (
        ("triage.never_accept", policy.triage.never_accept),
        ("triage.miss_alpha", policy.triage.miss_alpha),
        ("triage.costs", policy.triage.costs),
        ("consensus.critical", policy.consensus.critical),
        ("routing.class_skills", policy.routing.class_skills),
        ("routing.class_accuracy", policy.routing.class_accuracy),
    )
    for path, names in by_label:
        unknown = sorted(set(names) - set(labels))
        if unknown:
            faults.append(f"{path}: got {unknown}, wanted the project's labels")
    named: tuple[tuple[str, str, Registry[Any]], ...] = (
        ("triage.strategy", policy.triage.strategy, SCORES),
        ("triage.calibration", policy.triage.calibration, CALIBRATIONS),
        ("curate.weights", policy.curate.weights, WEIGHTS),
        ("review.batch_strategy", policy.review.batch_strategy, STRATEGIES),
    )
    for path, name, registry in named:
        if name not in registry and name != DEFAULT:
            wanted = ", ".join(registry)
            faults.append(f"{path}: no strategy is named {name!r}; wanted one of {wanted}")
    if faults:
        raise PolicyError("policy", faults, do="correct the settings named")


def _plain(policy: Policy) -> dict[str, object]:
    """The policy as JSON gives it back: lists, not tuples."""
    return {
        table: {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in settings.items()
        }
        for table, settings in policy.as_dict().items()
    }
