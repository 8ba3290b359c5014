"""The short way answers what the routes would answer, and hands on everything else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from pydantic import BaseModel

from errata.core.account import Role
from errata.server import quick
from reviewing import Reviewing, reviewing

FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("no JSON", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    ("NaN", {"content": b'{"token": NaN}', "headers": {"Content-Type": "application/json"}}),
    ("another shape", {"json": {"token": "a word", "seconds_spent": -1}}),
    ("a list", {"json": []}),
    ("another type", {"content": b"a=1", "headers": {"Content-Type": "text/plain"}}),
    ("nothing", {}),
    ("an unknown label", {"json": {"token": 1, "label": "nobody's"}}),
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Reviewing]:
    made = reviewing(tmp_path)
    yield made
    made.close()


def told(answer: Any) -> tuple[int, Any, str]:
    """What an answer says, without what differs from one to the next."""
    body = answer.json() if answer.content else None
    return answer.status_code, body, answer.headers["content-type"]


def test_a_claim_and_an_answer_take_the_short_way(
    room: Reviewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    run = quick._run

    def noted(way: quick.Way, *given: Any) -> BaseModel:
        ran.append(way.path_format.rsplit("/", 1)[1])
        return run(way, *given)

    monkeypatch.setattr(quick, "_run", noted)
    room.capture(["one", "two"])
    desk = room.desk("ann")
    desk.call("GET", "guidelines")  # who calls is known from here on
    task = desk.task()
    answer = desk.review(task, "refund", cause="ambiguous", why="both")
    assert ran == ["claim", "review"]
    assert answer["correction"] is True
    assert desk.call("GET", "reviewers/me").json()["reviews"] == 1


@pytest.mark.parametrize(("what", "sent"), FAULTS, ids=[name for name, _ in FAULTS])
def test_a_fault_is_told_as_the_routes_tell_it(
    room: Reviewing, monkeypatch: pytest.MonkeyPatch, what: str, sent: dict[str, Any]
) -> None:
    room.capture(["one"])
    desk = room.desk("ann")
    task = desk.task()
    path = f"{desk.path}/tasks/{task['id']}/review"
    first = told(desk.client.post(path, **sent))
    monkeypatch.setattr(quick, "WAYS", ())
    assert told(desk.client.post(path, **sent)) == first
    assert first[0] in (400, 409, 415, 422)
    assert first[2] == "application/problem+json"


def test_strangers_and_other_roles_are_refused_on_the_short_way_too(room: Reviewing) -> None:
    room.capture(["one"])
    desk = room.desk("ann")
    task = desk.task()
    service, stranger = room.desk("tool", Role.SERVICE), room.served.client()
    for path in ("tasks/claim", f"tasks/{task['id']}/review"):
        for _ in range(2):  # once unknown, once remembered
            body = {"token": task["token"], "label": "card"}
            assert service.call("POST", path, body).status_code == 403
            assert stranger.post(f"{desk.path}/{path}", json=body).status_code == 401
            other = desk.path.rsplit("/", 1)[0] + "/elsewhere"
            assert desk.client.post(f"{other}/{path}", json=body).status_code == 404


def test_a_revoked_key_stops_at_once(room: Reviewing) -> None:
    from errata.core.account import ApiKey
    from errata.flow.accounts.revoke_key import revoke_key

    desk = room.desk("ann")
    assert desk.call("POST", "tasks/claim", {}).status_code == 200
    office = room.served.site.accounts
    with office.store.snapshot() as view:
        (key,) = view.find(ApiKey, name="ann")
    revoke_key(office, key.id, by="test")
    assert desk.call("POST", "tasks/claim", {}).status_code == 401


def test_every_answer_carries_the_security_headers(room: Reviewing) -> None:
    desk = room.desk("ann")
    desk.call("GET", "guidelines")
    answer = desk.call("POST", "tasks/claim", {})
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("left", [True, False])
def test_a_task_claimed_by_a_page_that_was_left_is_free_at_once(
    room: Reviewing, left: bool
) -> None:
    room.capture(["one"])
    ann, bob = room.desk("ann"), room.desk("bob")
    ann.call("GET", "guidelines")
    messages = [{"type": "http.request", "body": b"{}"}]
    sent: list[Any] = []

    async def receive() -> Any:
        if messages:
            return messages.pop()
        if not left:
            await anyio.sleep_forever()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    key = ann.client.headers["Authorization"].encode()
    scope = {
        "type": "http", "method": "POST", "path": f"{ann.path}/tasks/claim", "query_string": b"",
        "headers": [
            (b"authorization", key), (b"content-length", b"2"),
            (b"content-type", b"application/json"),
        ],
        "app": room.served.app, "http_version": "1.1", "scheme": "http", "server": ("test", 80),
    }  # fmt: skip
    anyio.run(room.served.app, scope, receive, send)
    assert sent[0]["status"] == 200
    assert (bob.claim()["task"] is not None) == left
