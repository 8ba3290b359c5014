"""Webhooks: a final decision is told, signed, until the receiver answers; and to nobody inside."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from asking import Asked, serve
from errata.core.errors import Refused
from errata.core.model import Alarm
from errata.core.webhook import Attempt, Delivery
from errata.flow.webhooks.deliver import GIVE_UP_AFTER, HELD, Sent, deliver, wait_seconds
from errata.flow.webhooks.registered import MOST
from errata.flow.webhooks.signature import HEADER, is_signed, signature
from errata.server.chores import move_up
from errata.server.webhook_address import is_open, resolved
from errata.server.webhook_delivery import deliver as deliver_all
from places import Place

PATH = "/projects/tickets/webhooks"


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, span: timedelta) -> None:
        self.now += span


class Receiver:
    """A calling system that listens on this machine."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []  # status codes in order, then 200
        self.moved_to = "/elsewhere"
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status = outer.answers.pop(0) if outer.answers else 200
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("location", outer.moved_to)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    listening = Receiver()
    yield listening
    listening.close()


@pytest.fixture
def room(place: Place, tmp_path: Path) -> Iterator[Asked]:
    served = serve(tmp_path, url=place.url, private_webhooks=True)
    served.site.clock = Clock()
    served.project(
        policy={
            "consensus": {"minimum": 1, "maximum": 1, "bar": 0.51},
            "triage": {"audit_rate": 0.0},
            "review": {"due_hours": 1.0},
        }
    )
    yield served
    served.close()


def later(room: Asked, span: timedelta) -> None:
    clock = room.site.clock
    assert isinstance(clock, Clock)
    clock.forward(span)


def add(room: Asked, url: str, **more: Any) -> dict[str, Any]:
    answer = room.ask("POST", PATH, json={"url": url, **more}, by="tickets/lead")
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def doubtful(room: Asked) -> str:
    one = {"model": "v1", "text": "where is it", "probabilities": [0.4, 0.35, 0.25]}
    return str(room.ask("POST", "/projects/tickets/predictions", json=one).json()["id"])


def resolved_to(room: Asked, label: str) -> None:
    who = {"by": "tickets/reviewer"}
    task = room.ask("POST", "/projects/tickets/tasks/claim", json={}, **who).json()["task"]
    given = {"token": task["token"], "label": label, "why": "it says so"}
    path = f"/projects/tickets/tasks/{task['id']}/review"
    assert room.ask("POST", path, json=given, **who).status_code == 200


def rounds(room: Asked) -> None:
    """Deliver until nothing is due."""
    while deliver_all(room.app.state.room):
        pass


def deliveries(room: Asked, webhook: str) -> list[dict[str, Any]]:
    answer = room.ask("GET", f"{PATH}/{webhook}/deliveries", by="tickets/lead")
    told: list[dict[str, Any]] = answer.json()["items"]
    return told


class TestTold:
    def test_a_resolution_is_told_signed_and_once(self, room: Asked, receiver: Receiver) -> None:
        webhook = add(room, receiver.url)
        ident = doubtful(room)
        resolved_to(room, "card")
        rounds(room)
        rounds(room)
        ((headers, body),) = receiver.got
        told = json.loads(body)
        assert told["event"] == "decision.final"
        assert (told["project"], told["prediction_id"]) == ("tickets", ident)
        assert (told["status"], told["label"], told["source"]) == ("final", "card", "resolution")
        now = room.site.clock().timestamp()
        assert is_signed(webhook["secret"], body, headers[HEADER.lower()], now=now)
        assert not is_signed("whsec_other", body, headers[HEADER.lower()], now=now)
        (delivery,) = deliveries(room, webhook["id"])
        assert headers["errata-delivery"] == delivery["id"]
        assert (delivery["status"], delivery["attempts"]) == ("delivered", 1)

    def test_a_trusted_outcome_is_told_and_a_mere_claim_is_not(
        self, room: Asked, receiver: Receiver
    ) -> None:
        add(room, receiver.url)
        ident = doubtful(room)
        policy = {"outcomes": {"trusted": ["key:lead"]}}
        room.ask("PUT", "/projects/tickets/policy", json={"policy": policy}, by="tickets/lead")
        claim = {"prediction_id": ident, "label": "other"}
        room.ask("POST", "/projects/tickets/outcomes", json=claim)
        rounds(room)
        assert receiver.got == []
        room.ask("POST", "/projects/tickets/outcomes", json=claim, by="tickets/lead")
        rounds(room)
        assert json.loads(receiver.got[0][1])["source"] == "outcome"

    def test_what_is_overdue_is_told(self, room: Asked, receiver: Receiver) -> None:
        add(room, receiver.url, events=["decision.overdue"])
        ident = doubtful(room)
        later(room, timedelta(hours=2))
        move_up(room.app.state.room)
        rounds(room)
        told = json.loads(receiver.got[0][1])
        assert (told["event"], told["prediction_id"]) == ("decision.overdue", ident)
        assert (told["status"], told["label"], told["escalated"]) == ("pending", None, True)
        resolved_to(room, "card")  # of this they did not want to hear
        rounds(room)
        assert len(receiver.got) == 1

    def test_a_review_that_settles_nothing_tells_nothing(
        self, room: Asked, receiver: Receiver
    ) -> None:
        add(room, receiver.url)
        doubtful(room)
        who = {"by": "tickets/reviewer"}
        task = room.ask("POST", "/projects/tickets/tasks/claim", json={}, **who).json()["task"]
        given = {"token": task["token"], "unsure": True}
        room.ask("POST", f"/projects/tickets/tasks/{task['id']}/review", json=given, **who)
        rounds(room)
        assert receiver.got == []


class TestAgain:
    def test_a_receiver_that_fails_is_tried_again_later(
        self, room: Asked, receiver: Receiver
    ) -> None:
        webhook = add(room, receiver.url)
        doubtful(room)
        resolved_to(room, "card")
        receiver.answers = [500, 503]
        rounds(room)
        assert len(receiver.got) == 1  # not at once
        listed = room.ask("GET", PATH, by="tickets/lead").json()["items"]
        assert listed[0]["failing"] == 1
        later(room, timedelta(seconds=20))
        rounds(room)
        assert len(receiver.got) == 2
        later(room, timedelta(seconds=40))
        rounds(room)
        assert len(receiver.got) == 3
        (delivery,) = deliveries(room, webhook["id"])
        assert (delivery["status"], delivery["attempts"]) == ("delivered", 3)
        signed = {headers["errata-signature"] for headers, _ in receiver.got}
        assert len(signed) == 3  # each try carries its own time
        assert len({body for _, body in receiver.got}) == 1

    def test_it_is_given_up_after_a_day_with_an_alarm(
        self, room: Asked, receiver: Receiver
    ) -> None:
        webhook = add(room, receiver.url)
        doubtful(room)
        resolved_to(room, "card")
        receiver.answers = [500] * 100
        begun = room.site.clock()
        while room.site.clock() - begun < timedelta(days=2):
            rounds(room)
            later(room, timedelta(hours=2))
        (delivery,) = deliveries(room, webhook["id"])
        assert delivery["status"] == "given_up"
        assert delivery["last_error"] == "answered 500"
        with room.site.store.snapshot() as view:
            (alarm,) = view.find(Alarm)
            assert view.outbox.size() == 0
        assert alarm.kind == "webhook_given_up"
        assert receiver.url in alarm.says

    def test_waits_grow_to_a_day_and_no_herd_comes_at_once(self) -> None:
        spans = [wait_seconds(n, chance=0.5) for n in range(1, 30)]
        assert spans == sorted(spans)
        assert max(spans) < GIVE_UP_AFTER.total_seconds()
        assert wait_seconds(3, chance=0.0) < wait_seconds(3, chance=1.0)

    def test_a_redirect_is_not_followed(self, room: Asked, receiver: Receiver) -> None:
        webhook = add(room, receiver.url)
        doubtful(room)
        resolved_to(room, "card")
        receiver.answers = [302]
        receiver.moved_to = "http://169.254.169.254/latest"
        rounds(room)
        assert len(receiver.got) == 1
        (delivery,) = deliveries(room, webhook["id"])
        assert delivery["status"] == "waiting"
        assert "redirects" in delivery["last_error"]

    def test_a_removed_webhook_hears_nothing_more(self, room: Asked, receiver: Receiver) -> None:
        webhook = add(room, receiver.url)
        doubtful(room)
        resolved_to(room, "card")
        path = f"{PATH}/{webhook['id']}"
        assert room.ask("DELETE", path, by="tickets/lead").status_code == 204
        assert room.ask("DELETE", path, by="tickets/lead").status_code == 404
        rounds(room)
        assert receiver.got == []
        assert room.ask("GET", PATH, by="tickets/lead").json()["items"] == []
        with room.site.store.snapshot() as view:
            assert view.outbox.size() == 0


class TestOddities:
    def test_a_try_that_breaks_counts_as_one_and_the_others_go_on(
        self, room: Asked, receiver: Receiver
    ) -> None:
        add(room, receiver.url)
        for label in ["card"] * 2:
            doubtful(room)
            resolved_to(room, label)
        tried: list[str] = []

        def breaks(webhook: Any, delivery: Delivery, now: datetime) -> Sent:
            tried.append(delivery.id)
            raise UnicodeError("label too long")

        site = room.site
        assert deliver(site.store, clock=site.clock, entropy=site.entropy, send=breaks) == 2
        with site.store.snapshot() as view:
            said = [attempt.error for attempt in view.find(Attempt)]
        assert said == ["UnicodeError: label too long"] * 2
        assert len(set(tried)) == 2

    def test_an_address_that_cannot_be_called_is_refused_at_once(self, room: Asked) -> None:
        url = "https://exa mple.org:x/"
        answer = room.ask("POST", PATH, json={"url": url}, by="tickets/lead")
        assert answer.status_code == 422


class TestTwoServers:
    def test_no_message_is_sent_by_both(self, room: Asked, receiver: Receiver) -> None:
        add(room, receiver.url)
        for label in ["card"] * 12:
            doubtful(room)
            resolved_to(room, label)
        together = threading.Barrier(4)
        sent: list[str] = []

        def send(webhook: Any, delivery: Delivery, now: datetime) -> Sent:
            sent.append(delivery.id)
            return Sent(delivered=True, status=200)

        def serve_one() -> None:
            together.wait()
            site = room.site
            while deliver(site.store, clock=site.clock, entropy=site.entropy, send=send):
                pass

        threads = [threading.Thread(target=serve_one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(sent) == len(set(sent)) == 12

    def test_one_that_died_while_sending_is_replaced(self, room: Asked, receiver: Receiver) -> None:
        add(room, receiver.url)
        doubtful(room)
        resolved_to(room, "card")
        site = room.site

        def die(webhook: Any, delivery: Any, now: Any) -> Sent:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            deliver(site.store, clock=site.clock, entropy=site.entropy, send=die)
        rounds(room)
        assert receiver.got == []  # it may still be sending
        later(room, HELD + timedelta(seconds=1))
        rounds(room)
        assert len(receiver.got) == 1

    def test_the_slower_of_two_keeps_nothing(self, room: Asked, receiver: Receiver) -> None:
        add(room, receiver.url)
        doubtful(room)
        resolved_to(room, "card")
        site = room.site

        def slow(webhook: Any, delivery: Delivery, now: Any) -> Sent:
            later(room, HELD + timedelta(seconds=1))
            rounds(room)  # another server takes it meanwhile
            return Sent(delivered=False, error="too slow")

        deliver(site.store, clock=site.clock, entropy=site.entropy, send=slow)
        with site.store.snapshot() as view:
            (attempt,) = view.find(Attempt)
            assert view.outbox.size() == 0
        assert attempt.delivered


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "public", "private"),
        [
            ("93.184.216.34", True, True),
            ("2606:2800:220:1::1", True, True),
            ("10.0.0.1", False, True),
            ("192.168.1.1", False, True),
            ("127.0.0.1", False, True),
            ("::1", False, True),
            ("fd12:3456::1", False, True),
            ("::ffff:10.0.0.1", False, True),
            ("169.254.169.254", False, False),
            ("::ffff:169.254.169.254", False, False),
            ("64:ff9b::a9fe:a9fe", False, False),
            ("2002:a9fe:a9fe::1", False, False),
            ("fe80::1", False, False),
            ("fd00:ec2::254", False, False),
            ("100.100.100.200", False, False),
            ("0.0.0.0", False, False),
            ("224.0.0.1", False, False),
            ("255.255.255.255", False, False),
        ],
    )
    def test_where_messages_may_go(self, address: str, public: bool, private: bool) -> None:
        found = ipaddress.ip_address(address)
        assert (is_open(found, private=False), is_open(found, private=True)) == (public, private)

    def test_a_name_with_one_forbidden_address_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def answers(*args: Any, **options: Any) -> list[Any]:
            return [(2, 1, 6, "", (ip, 80)) for ip in ("93.184.216.34", "169.254.169.254")]

        monkeypatch.setattr(socket, "getaddrinfo", answers)
        with pytest.raises(Refused, match="may not call"):
            resolved("example.org", 80, private=True)

    def test_a_loopback_receiver_is_refused_unless_the_operator_allows_it(
        self, tmp_path: Path, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def loopback(host: str, port: int, *args: Any, **options: Any) -> list[Any]:
            return [(2, 1, 6, "", ("127.0.0.1", port))]

        served = serve(tmp_path)
        served.project(policy={"consensus": {"minimum": 1, "maximum": 1, "bar": 0.51}})
        try:
            for url in (receiver.url, "http://localhost:9/x", "http://[::1]/", "http://10.0.0.7/"):
                told = served.ask("POST", PATH, json={"url": url}, by="tickets/lead")
                assert told.status_code == 422, url
                assert "--private-webhooks" in told.json()["do"]
            # A name is looked up when a message goes out: this one is the loopback's.
            name = receiver.url.replace("127.0.0.1", "receiver.example.org")
            monkeypatch.setattr(socket, "getaddrinfo", loopback)
            webhook = add(served, name)
            doubtful(served)
            resolved_to(served, "card")
            rounds(served)
            assert receiver.got == []
            (delivery,) = deliveries(served, webhook["id"])
            assert "may not call" in delivery["last_error"]
        finally:
            served.close()

    @pytest.mark.parametrize(
        "url",
        [
            "ftp://example.org/",
            "example.org",
            "http://",
            "http://user:secret@example.org/",
            "http://example.org/#part",
            "http://exa mple.org/",
            "http://example.org:99999/",
            "http://example.org:0/",
            "http://[::1/",
            "javascript:alert(1)",
            "https://example.org/" + "a" * 3_000,
            "https://exämple.org/",
        ],
    )
    def test_what_is_no_address_is_refused(self, room: Asked, url: str) -> None:
        answer = room.ask("POST", PATH, json={"url": url}, by="tickets/lead")
        assert answer.status_code == 422, answer.text


class TestWhoMay:
    def test_leads_manage_them_and_nobody_else(self, room: Asked) -> None:
        for who, status in (("lead", 201), ("admin", 201), ("reviewer", 403), ("service", 403)):
            given = {"url": "https://example.org/hook"}
            answer = room.ask("POST", PATH, json=given, by=f"tickets/{who}")
            assert answer.status_code == status

    def test_the_secret_is_shown_once(self, room: Asked) -> None:
        secret = add(room, "https://example.org/hook")["secret"]
        assert secret not in room.ask("GET", PATH, by="tickets/lead").text

    def test_another_projects_webhook_is_not_found(self, room: Asked) -> None:
        room.project("other")
        ident = add(room, "https://example.org/hook")["id"]
        path = f"/projects/other/webhooks/{ident}"
        assert room.ask("DELETE", path, by="other/lead").status_code == 404
        assert room.ask("GET", path + "/deliveries", by="other/lead").status_code == 404

    def test_a_project_has_so_many_and_no_more(self, room: Asked) -> None:
        for _ in range(MOST):
            add(room, "https://example.org/hook")
        given = {"url": "https://example.org/hook"}
        assert room.ask("POST", PATH, json=given, by="tickets/lead").status_code == 422

    def test_an_event_that_does_not_exist(self, room: Asked) -> None:
        for events in ([], ["decision.maybe"]):
            given = {"url": "https://example.org/hook", "events": events}
            assert room.ask("POST", PATH, json=given, by="tickets/lead").status_code == 422


class TestSignature:
    def test_it_covers_time_and_body(self) -> None:
        head = signature("s", b"body", at=1_000)
        assert is_signed("s", b"body", head, now=1_100)
        assert not is_signed("s", b"bodY", head, now=1_100)
        assert not is_signed("s", b"body", head, now=2_000)
        assert not is_signed("s", b"body", head.replace("t=1000", "t=1100"), now=1_100)
        assert not is_signed("s", b"body", "t=,v1=", now=0)
        assert not is_signed("s", b"body", "", now=0)
