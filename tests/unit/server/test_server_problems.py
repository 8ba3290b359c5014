"""Problems: every error is a document that says what to do, in one table, without a traceback."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from asking import API, Asked, serve
from errata.core import errors
from errata.core.errors import ErrataError, FileError, TooMany
from errata.server.problems import KINDS, MOST_FAULTS, answer, kind_of, problems


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    served = serve(tmp_path_factory.mktemp("problems"), body_bytes=1 << 16)
    served.project()
    yield served
    served.close()


def told(room: Asked, method: str, path: str, **options: Any) -> dict[str, Any]:
    """The problem document of an answer, checked for its form."""
    answer = room.ask(method, path, **options)
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["status"] == answer.status_code
    assert document["instance"] == API + path.split("?")[0]
    assert document["detail"]
    slug = document["type"].removeprefix("/docs/problems/")
    page = room.http.get(document["type"])
    assert page.status_code == 200, slug
    assert "Traceback" not in answer.text
    return document


def all_errors(parent: type[ErrataError] = ErrataError) -> Iterator[type[ErrataError]]:
    yield parent
    for child in parent.__subclasses__():
        yield from all_errors(child)


class TestTable:
    def test_every_error_has_a_kind_of_its_own_class_or_its_parents(self) -> None:
        for error in all_errors():
            assert kind_of(error("x", **_more(error))).status >= 400

    @pytest.mark.parametrize(
        ("error", "status"),
        [
            (errors.InputError("x"), 422),
            (errors.Unsupported("x"), 422),
            (errors.PolicyError("x", ["y"]), 422),
            (errors.FileError("x", ["y"]), 422),
            (errors.SignInNeeded("x"), 401),
            (errors.NotAllowed("x"), 403),
            (errors.Refused("x"), 409),
            (errors.NotFound("x"), 404),
            (errors.Conflict("x"), 409),
            (errors.LeaseLost("x"), 409),
            (errors.NotReady("x"), 409),
            (errors.TooMany("x", seconds=3.2), 429),
            (errors.Unavailable("x"), 503),
            (errors.StoreDamaged("x"), 500),
            (errors.ErrataError("x"), 500),
            (ZeroDivisionError("x"), 500),
        ],
    )
    def test_statuses(self, error: Exception, status: int) -> None:
        assert answer(error, instance="/x").status_code == status

    def test_what_a_law_forbids_and_what_a_role_forbids_differ(self) -> None:
        law = answer(errors.Refused("x"), instance="/x")
        role = answer(errors.NotAllowed("x"), instance="/x")
        assert (law.status_code, role.status_code) == (409, 403)

    def test_when_to_come_again_is_in_the_header(self) -> None:
        made = answer(TooMany("too often", seconds=12.4), instance="/x")
        assert made.headers["retry-after"] == "12"

    def test_faults_are_listed_up_to_fifty(self) -> None:
        made = answer(FileError("it", [f"row {n}" for n in range(80)]), instance="/x")
        assert bytes(made.body).count(b"row ") == MOST_FAULTS

    def test_slugs_are_those_of_one_status_each(self) -> None:
        statuses: dict[str, int] = {}
        for kind in KINDS.values():
            assert statuses.setdefault(kind.slug, kind.status) == kind.status

    def test_documented_statuses_are_described(self) -> None:
        for status, described in problems(404, 409, 405).items():
            assert described["description"] != "A problem", status


def _more(error: type[ErrataError]) -> dict[str, Any]:
    if issubclass(error, errors.TooMany):
        return {"seconds": 1.0}
    if issubclass(error, errors.ManyFaults):
        return {"faults": ["y"]}
    return {}


class TestUnforeseen:
    def test_it_is_told_by_an_identifier_that_is_in_the_log(
        self, room: Asked, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def breaks(*args: Any, **options: Any) -> Any:
            raise ZeroDivisionError("a secret path")

        monkeypatch.setattr(room.site.store, "snapshot", breaks)
        with caplog.at_level(logging.ERROR, logger="errata.server"):
            document = told(room, "GET", "/projects", by="admin")
        assert document["status"] == 500
        assert "secret" not in str(document)
        ident = document["detail"].split("logged as ")[1].rstrip(".")
        logged = [record for record in caplog.records if ident in record.getMessage()]
        assert len(logged) == 1
        assert logged[0].exc_info is not None

    def test_a_store_that_is_away_is_not_ready(
        self, room: Asked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*args: Any, **options: Any) -> Any:
            raise errors.NotFound("the database does not answer")

        assert room.http.get("/readyz").status_code == 200
        monkeypatch.setattr(room.site.store, "snapshot", away)
        assert room.http.get("/readyz").status_code == 503
        assert room.http.get("/healthz").status_code == 200

    def test_a_caller_who_goes_away_is_no_error(
        self, room: Asked, caplog: pytest.LogCaptureFixture
    ) -> None:
        key = f"Bearer {room.keys['tickets/service']}".encode()
        scope = {
            "type": "http",
            "method": "POST",
            "path": f"{API}/projects/tickets/predictions",
            "raw_path": b"",
            "query_string": b"",
            "headers": [
                (b"authorization", key),
                (b"content-type", b"application/json"),
                (b"content-length", b"100"),
            ],
            "scheme": "http",
            "server": ("testserver", 80),
            "client": ("127.0.0.1", 1),
            "app": room.app,
        }
        messages = [
            {"type": "http.request", "body": b'{"text', "more_body": True},
            {"type": "http.disconnect"},
        ]
        sent: list[Any] = []

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        with caplog.at_level(logging.INFO, logger="errata.server"):
            asyncio.run(room.app(scope, receive, send))
        assert sent == []
        assert caplog.records == []


class TestRequests:
    def test_nothing_there(self, room: Asked) -> None:
        assert told(room, "GET", "/nothing")["status"] == 404
        assert told(room, "GET", "/projects/none")["status"] == 404

    def test_another_method(self, room: Asked) -> None:
        document = told(room, "PATCH", "/projects")
        assert document["status"] == 405
        assert "GET" in document["wanted"]

    def test_no_key_a_wrong_key_and_an_odd_header(self, room: Asked) -> None:
        for header in ("", "Bearer", "Bearer x", "Basic eDp5", "Bearer " + "a" * 5_000):
            answer = room.http.get(f"{API}/session", headers={"Authorization": header})
            assert answer.status_code == 401, header
            assert answer.json().keys() & {"do", "wanted"}

    @pytest.mark.parametrize(
        "body", [b"{", b"[NaN]", b"{} {}", b'{"name": "\\ud800"}', b"[" * 9_999]
    )
    def test_json_that_is_none(self, room: Asked, body: bytes) -> None:
        options = {"content": body, "headers": {"content-type": "application/json"}}
        assert told(room, "POST", "/projects", by="admin", **options)["status"] == 400

    def test_all_faults_of_a_request_are_told_with_their_paths(self, room: Asked) -> None:
        document = told(
            room, "POST", "/projects", by="admin", json={"kind": "video", "labels": [1]}
        )
        assert document["status"] == 422
        assert {fault.split(":")[0] for fault in document["faults"]} == {
            "name", "kind", "labels.0",
        }  # fmt: skip

    def test_what_was_sent_is_not_repeated(self, room: Asked) -> None:
        given = {"name": 7, "password": ["hunter2"]}
        assert "hunter2" not in str(told(room, "POST", "/session", json=given))

    def test_another_type_and_too_much(self, room: Asked) -> None:
        options = {"content": b"a=b", "headers": {"content-type": "text/plain"}}
        document = told(room, "POST", "/projects", by="admin", **options)
        assert (document["status"], document["wanted"]) == (415, "application/json")
        document = told(room, "POST", "/projects", by="admin", json={"name": "a" * (1 << 16)})
        assert document["status"] == 413

    def test_arrow_is_for_predictions_alone(self, room: Asked) -> None:
        kind = "application/vnd.apache.arrow.stream"
        options = {"content": b"a", "headers": {"content-type": kind}}
        assert told(room, "POST", "/projects", by="admin", **options)["status"] == 415

    def test_a_policy_with_faults(self, room: Asked) -> None:
        given = {"policy": {"triage": {"alpa": 1, "alpha": 7}, "no": {}}}
        document = told(room, "PUT", "/projects/tickets/policy", by="tickets/lead", json=given)
        assert document["status"] == 422
        assert len(document["faults"]) == 3

    def test_a_strategy_that_does_not_exist(self, room: Asked) -> None:
        for table, setting in (("triage", "strategy"), ("curate", "weights")):
            given = {"policy": {table: {setting: "nope.v1"}}}
            document = told(room, "PUT", "/projects/tickets/policy", by="tickets/lead", json=given)
            assert document["status"] == 422

    def test_names_that_no_address_can_hold(self, room: Asked) -> None:
        for name in ("a/b", "..", " a", "a\n", "a\\b", ""):
            given = {"name": name, "kind": "text", "labels": ["a", "b"]}
            assert told(room, "POST", "/projects", by="admin", json=given)["status"] == 422
        given = {"name": "tickets", "kind": "text", "labels": ["a", "b"]}
        assert told(room, "POST", "/projects", by="admin", json=given)["status"] == 409

    def test_a_foreign_project_and_a_missing_one_are_the_same(self, room: Asked) -> None:
        room.project("secret")
        there = told(room, "GET", "/projects/secret", by="tickets/lead")
        nowhere = told(room, "GET", "/projects/nowhere", by="tickets/lead")
        assert there["detail"].replace("secret", "") == nowhere["detail"].replace("nowhere", "")
