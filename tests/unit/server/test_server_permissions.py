"""The permission matrix, held over every route of the app with every kind of caller."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from inspect import iscoroutinefunction
from typing import Any

import pytest
from fastapi import Depends, FastAPI, Response

from errata.core.account import EVERYWHERE, Role
from errata.core.errors import Refused
from errata.flow.accounts.disable import disable
from errata.flow.accounts.keys import list_keys
from errata.flow.accounts.make_key import make_key
from errata.flow.accounts.revoke_key import revoke_key
from errata.server.depend import may, signed_in
from errata.server.guarded import GuardedRoute, Scope, check_guarded, guarded_routes
from errata.server.permissions import GIVES, PERSONAL, ROLES, SITE_WIDE, Action, allowed
from peopled import API, Peopled, TestClient, people

REACHED = 299  # what a stubbed route answers once its guard has let the caller pass
PASSED = {REACHED, 200, 201, 204, 400, 422}  # a body that does not fit is judged after the guard
ANY_ID = "01a2058e-453b-7d6a-ab8d-eecdc5156482"
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peopled]:
    served = people(tmp_path_factory.mktemp("matrix"))
    served.site.create("secret", kind="text", labels=["a", "b"])
    served.user("somebody", Role.REVIEWER)
    yield served
    served.close()


@pytest.fixture(scope="module")
def routes(served: Peopled) -> Iterator[list[GuardedRoute]]:
    """Every route, with what it does taken out: only its guard is left.

    Routes that ask within about a project of the query or the body are left as they are.
    """

    def reached(**_: Any) -> Response:
        return Response(status_code=REACHED)

    async def reached_too(**_: Any) -> Response:
        return reached()

    with pytest.MonkeyPatch.context() as patch:
        found = list(guarded_routes(served.app))
        for route in found:
            assert route.guard is not None
            if route.guard.scope is not Scope.NAMED:
                waits = iscoroutinefunction(route.dependant.call)
                patch.setattr(route.dependant, "call", reached_too if waits else reached)
        yield found


Asked = Callable[[Peopled, str], dict[str, Any]]


def a_key(served: Peopled, project: str) -> dict[str, Any]:
    found = served.room.workspace(project)
    if found is None:
        return {"url": f"{API}/keys/{ANY_ID}"}
    made = make_key(
        served.site.accounts, "k", project_id=found.project.id, role=Role.SERVICE, by="test"
    )
    return {"url": f"{API}/keys/{made.key.id}"}


# A right request for each route whose project stands in the query or the body.
NAMED: dict[tuple[str, str], Asked] = {
    ("POST", f"{API}/invitations"): lambda served, project: {
        "url": f"{API}/invitations",
        "json": {"project": project, "role": "reviewer"},
    },
    ("GET", f"{API}/users"): lambda served, project: {
        "url": f"{API}/users",
        "params": {"project": project},
    },
    ("PATCH", f"{API}/users/{{name}}"): lambda served, project: {
        "url": f"{API}/users/somebody",
        "json": {"project": project, "role": "reviewer"},
    },
    ("GET", f"{API}/keys"): lambda served, project: {
        "url": f"{API}/keys",
        "params": {"project": project},
    },
    ("POST", f"{API}/keys"): lambda served, project: {
        "url": f"{API}/keys",
        "json": {"project": project, "name": "k"},
    },
    ("DELETE", f"{API}/keys/{{key}}"): a_key,
}


def asked(served: Peopled, client: TestClient, route: GuardedRoute, project: str) -> int:
    """The status of a request to the route about the project."""
    if route.guard is not None and route.guard.scope is Scope.NAMED:
        request = NAMED[route.method, route.path](served, project)
    else:
        path = route.path.replace("{project}", project)
        request = {"url": re.sub(r"\{[^}]+\}", ANY_ID, path)}
    answer = client.request(route.method, **request)
    return int(answer.status_code)


def expected(route: GuardedRoute, role: Role, *, everywhere: bool, project: str) -> set[int]:
    """What the table says of a caller with a role in "tickets", or everywhere."""
    guard = route.guard
    assert guard is not None
    if guard.scope in (Scope.OPEN, Scope.ANYBODY):
        return PASSED
    assert guard.action is not None
    may_do = allowed(role, guard.action)
    if guard.scope is Scope.SITE:
        return PASSED if everywhere and may_do else {403}
    if guard.scope is Scope.NAMED and not may_do:
        return {403}
    if project == "none" or (project == "secret" and not everywhere):
        return {404}
    return PASSED if may_do else {403}


def test_every_route_with_every_caller_answers_what_the_table_says(
    served: Peopled, routes: list[GuardedRoute]
) -> None:
    revoked = served.key(Role.ADMIN)
    (newest, *_) = list_keys(served.site.accounts)
    revoke_key(served.site.accounts, newest.key.id, by="test")
    expired = served.key(Role.ADMIN, days=0.5)
    gone = served.browser(served.user("gone", Role.ADMIN))
    disable(served.site.accounts, "gone", by="test")
    served.clock.forward(hours=13)
    strangers = {
        "nobody": served.client(),
        "an expired key": served.client(Authorization=f"Bearer {expired}"),
        "a revoked key": served.client(Authorization=f"Bearer {revoked}"),
        "no key": served.client(Authorization="Bearer errata_nothing"),
        "another scheme": served.client(Authorization="Basic cm9vdDpyb290"),
        "a made-up cookie": served.client(Cookie="errata_session=made-up"),
        "a disabled admin": gone,
    }
    members: list[tuple[str, TestClient, Role, bool]] = []
    for role in Role:
        person = served.browser(served.user(f"{role}-here", role))
        members += [
            (f"a {role} of the project", person, role, False),
            (f"a {role}'s key", served.program(role), role, False),
            (f"a {role}'s key for all", served.program(role, project=EVERYWHERE), role, True),
        ]
    faults = []
    for route in routes:
        assert route.guard is not None
        for name, client in strangers.items():
            status = asked(served, client, route, "tickets")
            refused = status == 401
            if refused is (route.guard.scope is Scope.OPEN) or status == 403:
                faults.append(f"{route.method} {route.path}: {name} got {status}")
        for name, client, role, everywhere in members:
            for project in ("tickets", "secret", "none"):
                wanted = expected(route, role, everywhere=everywhere, project=project)
                status = asked(served, client, route, project)
                if status not in wanted and not (route.guard.scope is Scope.OPEN and status == 404):
                    faults.append(
                        f"{route.method} {route.path} in {project}: {name} got {status}, "
                        f"wanted {sorted(wanted)}"
                    )
        bare = served.client(Cookie=f"errata_session={members[0][1].cookies['errata_session']}")
        if route.method in UNSAFE and route.guard.scope is not Scope.OPEN:
            status = asked(served, bare, route, "tickets")
            if status != 403:
                faults.append(f"{route.method} {route.path}: a cookie alone got {status}")
    assert not faults, "\n".join(faults)


def test_the_routes_walked_are_those_of_the_document(
    served: Peopled, routes: list[GuardedRoute]
) -> None:
    paths = served.app.openapi()["paths"]
    told = {
        (method.upper(), path)
        for path, operations in paths.items()
        for method in operations
        if path.startswith(API)
    }
    walked = {(route.method, route.path) for route in routes}
    assert told <= walked
    named = {
        (route.method, route.path)
        for route in routes
        if route.guard is not None and route.guard.scope is Scope.NAMED
    }
    assert named == set(NAMED)


# What those reach who lead nothing. A new address here is a decision, not an accident.
OWN = {
    "GET session", "DELETE session", "PUT session/password", "GET projects",
}  # fmt: skip
REVIEWERS = {
    "POST tasks/claim", "POST tasks/release-all", "GET tasks/{task}",
    "GET tasks/{task}/frames/{k}", "POST tasks/{task}/reveal", "POST tasks/{task}/review",
    "POST tasks/{task}/skip", "POST tasks/{task}/release", "POST tasks/{task}/heartbeat",
    "PUT tasks/{task}/draft", "POST tasks/{task}/draft", "GET guidelines",
    "GET guidelines/history", "GET guidelines/{version}", "GET causes", "GET reviewers/me",
    "POST tasks/{task}/contest", "GET credentials", "POST credentials",
    "POST credentials/withdraw", "GET labels",
}  # fmt: skip
SERVICES = {
    "GET ", "GET status", "POST predictions", "GET predictions/{prediction_id}",
    "GET predictions/{prediction_id}/decision", "POST outcomes",
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "reaches"), [(Role.REVIEWER, REVIEWERS | OWN), (Role.SERVICE, SERVICES | OWN)]
)
def test_who_leads_nothing_reaches_these_addresses_and_no_others(
    routes: list[GuardedRoute], role: Role, reaches: set[str]
) -> None:
    reached = set()
    for route in routes:
        assert route.guard is not None
        action = route.guard.action
        if action is not None and allowed(role, action):
            path = route.path.removeprefix(f"{API}/").removeprefix("projects/{project}")
            reached.add(f"{route.method} {path.removeprefix('/')}")
    assert reached == reaches


def test_a_route_without_a_guard_stops_the_start() -> None:
    app = FastAPI()

    @app.get(f"{API}/projects/{{project}}/leak")
    def leak(project: str) -> str:
        return project

    with pytest.raises(Refused, match="GET /api/v1/projects/{project}/leak"):
        check_guarded(app)


def test_a_route_with_a_guard_starts_and_one_with_two_does_not() -> None:
    app = FastAPI()

    @app.get(f"{API}/projects/{{project}}/well", dependencies=[may(Action.REVIEW)])
    def well(project: str) -> str:
        return project

    check_guarded(app)

    @app.get(f"{API}/twice", dependencies=[may(Action.REVIEW), signed_in()])
    def twice() -> None: ...

    with pytest.raises(Refused, match="2 guards"):
        check_guarded(app)


def test_another_dependency_is_no_guard() -> None:
    app = FastAPI()

    @app.get(f"{API}/x", dependencies=[Depends(lambda: True)])
    def x() -> None: ...

    with pytest.raises(Refused, match="GET /api/v1/x"):
        check_guarded(app)


def test_the_table_names_every_action_and_an_admin_may_do_all_of_them() -> None:
    assert set(ROLES) == set(Action)
    assert all(Role.ADMIN in roles for roles in ROLES.values())
    assert all(Role.LEAD in ROLES[action] for action in set(Action) - SITE_WIDE)


def test_a_reviewer_reviews_and_a_service_captures_and_no_more() -> None:
    def may_do(role: Role) -> set[Action]:
        return {action for action in Action if allowed(role, action)} - PERSONAL

    assert may_do(Role.REVIEWER) == {
        Action.REVIEW, Action.READ_OWN_WORK, Action.READ_GUIDELINES, Action.READ_CAUSES,
        Action.CONTEST, Action.DECLARE_SKILL,
    }  # fmt: skip
    assert may_do(Role.SERVICE) == {
        Action.CAPTURE, Action.REPORT_OUTCOME, Action.READ_PREDICTION, Action.READ_DECISION,
        Action.READ_STATUS, Action.READ_PROJECT,
    }  # fmt: skip


def test_only_an_admin_hands_out_the_admin_role() -> None:
    assert {giver for giver, given in GIVES.items() if Role.ADMIN in given} == {Role.ADMIN}
    assert {giver for giver, given in GIVES.items() if given} == {Role.ADMIN, Role.LEAD}
