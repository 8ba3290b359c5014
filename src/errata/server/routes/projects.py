"""Projects: one classification problem each, with the rules that it runs by."""

from __future__ import annotations

from typing import Annotated, Any

from errata.core.account import EVERYWHERE
from errata.core.errors import Conflict, InputError
from errata.core.policy import Policy, parse_policy
from errata.core.project import Project
from errata.flow.open_project import change_policy, find_project
from errata.flow.relabelled import labels_in_use
from errata.flow.workspace import Workspace, policy_of
from errata.server.depend import Everywhere, Here, may, may_everywhere, signed_in
from errata.server.paging import USUAL, Cursor, Limit, Page, cut
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.projects import (
    PolicyChange,
    PolicyMade,
    ProjectListed,
    ProjectMaking,
    ProjectShown,
)

router = Router("projects")

SERVED: dict[str, dict[str, Any]] = {"outcomes": {"trusted": []}, "review": {"blind": "audits"}}


@router.get("/projects")
def projects(
    there: Annotated[Everywhere, signed_in(Action.LIST_PROJECTS)],
    cursor: Cursor = None,
    limit: Limit = USUAL,
) -> Page[ProjectListed]:
    """The projects that the caller has a role in, by name."""
    caller = there.caller
    with there.site.store.snapshot() as view:
        found = [
            project for project in view.find(Project) if caller.role_in(project.id) is not None
        ]
    found.sort(key=lambda project: project.name)
    rows, following = cut(found, lambda project: project.name, cursor=cursor, limit=limit)
    items = [_listed(there, project) for project in rows]
    return Page[ProjectListed](items=items, next=following)


@router.post("/projects", status_code=201, responses=problems(409))
def create(
    there: Annotated[Everywhere, may_everywhere(Action.CREATE_PROJECT)], given: ProjectMaking
) -> ProjectShown:
    """Make a project with the default taxonomy of causes."""
    _check_name(given.name)
    policy = _read(given.policy or {})
    if find_project(there.site.store, given.name) is not None:
        raise Conflict(f"the project {given.name!r} exists", do="choose another name, or use it")
    ws = there.site.create(
        given.name, kind=given.kind, labels=given.labels, policy=policy, actor=there.caller.name
    )
    return _shown(ws)


@router.get("/projects/{project}", responses=problems(404))
def project(here: Annotated[Here, may(Action.READ_PROJECT)]) -> ProjectShown:
    """The project and the policy in force."""
    return _shown(here.ws)


@router.put("/projects/{project}/policy", responses=problems(404, 409))
def rules(here: Annotated[Here, may(Action.CHANGE_POLICY)], given: PolicyChange) -> PolicyMade:
    """Put rules in force; decisions name the version that made them."""
    version = change_policy(
        here.ws.store,
        here.project,
        _read(given.policy),
        now=here.ws.now(),
        entropy=here.ws.entropy,
        actor=here.caller.name,
    )
    return PolicyMade(version=version)


def _read(rules: dict[str, Any]) -> Policy:
    """The policy. Two settings differ from a project in somebody's own process: whose outcomes
    may train is named, never assumed; and audits are answered before the model's answer is seen.
    """
    for table, defaults in SERVED.items():
        given = rules.get(table, {})
        if isinstance(given, dict):
            rules = {**rules, table: {**defaults, **given}}
    return parse_policy(rules)


def _listed(there: Everywhere, project: Project) -> ProjectListed:
    with there.site.store.snapshot() as view:
        labels = list(labels_in_use(view, project))
    role = there.caller.role_in(project.id) or there.caller.role_in(EVERYWHERE)
    assert role is not None
    return ProjectListed(name=project.name, kind=project.kind, labels=labels, role=role)


def _shown(ws: Workspace) -> ProjectShown:
    project = ws.project
    with ws.store.snapshot() as view:
        version, policy = policy_of(view, project)
    return ProjectShown(
        name=project.name,
        kind=project.kind,
        labels=list(project.labels),
        in_use=list(ws.labels.in_use),
        created_at=project.created_at,
        policy_version=version,
        policy=policy.as_dict(),
    )


def _check_name(name: str) -> None:
    """The name is part of addresses."""
    odd = any(character < " " or character in "/\\\x7f" for character in name)
    if odd or name != name.strip() or name in (".", ".."):
        raise InputError(
            f"the project name {name!r}",
            wanted="one without slashes, control characters and spaces around it",
        )
