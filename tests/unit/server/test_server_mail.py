"""Mail: an alarm reaches people through a mail server, once, and nothing can bend its head."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from asking import Asked, serve
from errata.core.errors import InputError
from errata.core.model import Alarm
from errata.core.webhook import Attempt, Delivery
from errata.flow.watch.letter import LONGEST, letter
from errata.flow.watch.look import look
from errata.flow.webhooks.deliver import GIVE_UP_AFTER, MAIL_GIVEN_UP
from errata.server.mail import send_mail, written
from errata.server.mail_settings import MailSettings, Tls, mail_settings
from errata.server.webhook_delivery import deliver as deliver_all
from production import Hours


class PostOffice:
    """A mail server on this machine that keeps what it takes (RFC 5321, as much as is needed)."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], bytes]] = []
        self.refusals: list[int] = []  # codes that the next DATA commands are answered with
        self.logins: list[str] = []
        outer = self

        class Session(socketserver.StreamRequestHandler):
            def say(self, line: str) -> None:
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self) -> None:
                self.say("220 here")
                sender, to = "", []
                while line := self.rfile.readline().decode().strip():
                    verb = line.split()[0].upper()
                    if verb == "EHLO":
                        self.say("250-here")
                        self.say("250-AUTH PLAIN")
                        self.say("250 8BITMIME")
                    elif verb == "AUTH":
                        outer.logins.append(line)
                        self.say("535 no")
                    elif verb == "MAIL":
                        sender = line.split(":", 1)[1].split(">")[0].strip("<")
                        self.say("250 ok")
                    elif verb == "RCPT":
                        to.append(line.split(":", 1)[1].strip("<>"))
                        self.say("250 ok")
                    elif verb == "DATA":
                        if outer.refusals:
                            self.say(f"{outer.refusals.pop(0)} later")
                            continue
                        self.say("354 go on")
                        body = b""
                        while (part := self.rfile.readline()) != b".\r\n":
                            body += part.removeprefix(b".")
                        outer.taken.append((sender, to, body))
                        sender, to = "", []
                        self.say("250 taken")
                    elif verb == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 ok")

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Session)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def settings(self) -> MailSettings:
        return MailSettings(
            host="127.0.0.1", port=self.port, sender="errata@example.org", tls=Tls.NONE
        )

    def letters(self) -> list[Any]:
        return [email.message_from_bytes(body, policy=email.policy.default)
                for _, _, body in self.taken]  # fmt: skip

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    opened = PostOffice()
    yield opened
    opened.close()


def server(tmp_path: Path, mail: MailSettings | None, *emails: str) -> Asked:
    served = serve(tmp_path, mail=mail, public_url="https://errata.example.org")
    served.site.clock = Hours(datetime(2026, 1, 5, tzinfo=UTC))
    served.project(
        policy={"watch": {"silent_hours": 1.0, "emails": list(emails) or ["ann@example.org"]}}
    )
    return served


def later(room: Asked, **span: float) -> None:
    clock = room.site.clock
    assert isinstance(clock, Hours)
    clock.pass_(**span)


def silence(room: Asked) -> Alarm:
    """One prediction, and then none: the watch raises an alarm."""
    one = {"model": "v1", "text": "where is it", "probabilities": [0.4, 0.35, 0.25]}
    assert room.ask("POST", "/projects/tickets/predictions", json=one).status_code == 201
    later(room, hours=3)
    ws = room.app.state.room.workspace("tickets")
    (alarm,) = look(ws).raised
    return alarm


def rounds(room: Asked) -> None:
    while deliver_all(room.app.state.room):
        pass


def message(says: str = "Inputs changed.", project: str = "tickets") -> Delivery:
    alarm = {"id": "1", "kind": "inputs", "says": says, "created_at": "2026-01-05"}
    return Delivery(
        id="0197b2c0-0000-7000-8000-000000000000", project_id="p", event="alarm",
        webhook_id="mailto:ann@example.org", created_at=datetime(2026, 1, 5, tzinfo=UTC),
        body=json.dumps({"project": project, "alarm": alarm}),
    )  # fmt: skip


class TestDelivery:
    def test_each_person_named_gets_one_letter_about_the_alarm(
        self, tmp_path: Path, office: PostOffice
    ) -> None:
        room = server(tmp_path, office.settings, "ann@example.org", "bob@example.org")
        alarm = silence(room)
        rounds(room)
        rounds(room)
        assert sorted(to for _, (to,), _ in office.taken) == ["ann@example.org", "bob@example.org"]
        first = office.letters()[0]
        assert alarm.says in first.get_content()
        assert "https://errata.example.org/p/tickets/watch" in first.get_content()
        assert f"errata watch --close {alarm.id}" in first.get_content()
        assert first["Subject"].startswith("Errata, tickets: No prediction for")
        assert first["From"] == "errata@example.org"
        assert first["Auto-Submitted"] == "auto-generated"
        assert first.get_content_type() == "text/plain"
        room.close()

    def test_a_mail_server_that_refuses_is_tried_again_until_it_takes_it(
        self, tmp_path: Path, office: PostOffice
    ) -> None:
        room = server(tmp_path, office.settings)
        office.refusals = [451, 451]
        silence(room)
        rounds(room)
        assert office.taken == []
        for _ in range(3):
            later(room, minutes=2)
            rounds(room)
        assert len(office.taken) == 1
        with room.site.store.snapshot() as view:
            tries = view.find(Attempt)
        assert [attempt.delivered for attempt in tries] == [False, False, True]
        assert "451" in tries[0].error
        room.close()

    def test_one_that_never_takes_it_is_given_up_with_an_alarm_that_writes_to_nobody(
        self, tmp_path: Path, office: PostOffice
    ) -> None:
        settings = office.settings
        office.close()
        room = server(tmp_path, settings)
        silence(room)
        begun = room.site.clock()
        while room.site.clock() - begun < GIVE_UP_AFTER + timedelta(hours=20):
            rounds(room)
            later(room, hours=2)
        with room.site.store.snapshot() as view:
            given_up = view.find(Alarm, kind=MAIL_GIVEN_UP)
            assert view.outbox.size() == 0
        assert len(given_up) == 1
        assert "ann@example.org" in given_up[0].says
        room.close()

    def test_without_a_mail_server_it_says_what_to_set(self, tmp_path: Path) -> None:
        room = server(tmp_path, None)
        silence(room)
        rounds(room)
        with room.site.store.snapshot() as view:
            (attempt,) = view.find(Attempt)
        assert "ERRATA_SMTP_HOST" in attempt.error
        room.close()

    def test_an_address_that_the_policy_names_no_more_is_written_to_no_more(
        self, tmp_path: Path, office: PostOffice
    ) -> None:
        room = server(tmp_path, office.settings)
        silence(room)
        given = {"policy": {"watch": {"silent_hours": 1.0, "emails": ["bob@example.org"]}}}
        changed = room.ask("PUT", "/projects/tickets/policy", json=given, by="tickets/lead")
        assert changed.status_code == 200, changed.text
        rounds(room)
        assert office.taken == []
        with room.site.store.snapshot() as view:
            assert view.outbox.size() == 0
            assert view.find(Alarm, kind=MAIL_GIVEN_UP) == []
        room.close()

    def test_what_waits_goes_out_after_a_restart(self, tmp_path: Path, office: PostOffice) -> None:
        room = server(tmp_path, office.settings)
        silence(room)
        at = room.site.clock()
        room.close()
        again = serve(tmp_path, mail=office.settings)
        again.site.clock = Hours(at + timedelta(minutes=1))
        rounds(again)
        assert len(office.taken) == 1
        again.close()


class TestLetter:
    @pytest.mark.parametrize("bad", ["\r\nBcc: eve@example.org", "\n\n<script>", "\x0b\x85\u2028x"])
    def test_no_value_bends_the_head(self, bad: str) -> None:
        made = written(
            "ann@example.org", message(f"Inputs{bad} changed.", f"tickets{bad}"), sender="e@x.org"
        )
        read = email.message_from_bytes(made.as_bytes(), policy=email.policy.default)
        assert read["Bcc"] is None
        assert read["To"] == "ann@example.org"
        assert set(read.keys()) == {
            "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type",
            "Content-Transfer-Encoding", "MIME-Version",
        }  # fmt: skip
        assert read.get_content_type() == "text/plain"

    @pytest.mark.parametrize(
        "address",
        ["ann", "", "ann@", "@example.org", "ann@example.org, eve@example.org",
         "ann@example.org\r\nBcc: eve@example.org", "Ann <ann@example.org>", "ann@exa mple.org"],
    )  # fmt: skip
    def test_what_is_no_single_address_is_not_written_to(
        self, address: str, office: PostOffice
    ) -> None:
        sent = send_mail(address, message(), settings=office.settings)
        assert not sent.delivered
        assert sent.error
        assert office.taken == []

    def test_words_of_any_script_arrive(self, office: PostOffice) -> None:
        says = "`plats`, 'Malmö'\u200f: 2 % → 40 %.\n.\nA lone dot ends nothing."
        assert send_mail("ann@example.org", message(says), settings=office.settings).delivered
        assert says in office.letters()[0].get_content().replace("\r\n", "\n")

    def test_a_long_subject_is_cut(self) -> None:
        subject, text = letter(message("word " * 200).body)
        assert len(subject) <= LONGEST
        assert subject.endswith("...")
        assert "word " * 200 in text

    def test_a_user_that_is_refused_is_told_without_the_password(self, office: PostOffice) -> None:
        settings = MailSettings(
            host="127.0.0.1", port=office.port, sender="e@x.org", tls=Tls.NONE, user="u",
            password="secret-word",
        )  # fmt: skip
        sent = send_mail("ann@example.org", message(), settings=settings)
        assert sent.error == "the mail server refused the user and password"
        assert office.logins
        assert "secret-word" not in repr(settings)

    @pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.FROM_THE_START])
    def test_nothing_goes_over_an_open_line_where_a_private_one_is_wanted(
        self, tls: Tls, office: PostOffice
    ) -> None:
        settings = MailSettings(
            host="127.0.0.1", port=office.port, sender="e@x.org", tls=tls, user="u", password="s"
        )
        # The office speaks no TLS: it would hang up on a private line from the start.
        if tls is Tls.FROM_THE_START:
            with socket.socket() as nobody:
                nobody.bind(("127.0.0.1", 0))
                settings = MailSettings(
                    host="127.0.0.1", port=nobody.getsockname()[1], sender="e@x.org", tls=tls
                )
                assert not send_mail("ann@example.org", message(), settings=settings).delivered
        else:
            assert not send_mail("ann@example.org", message(), settings=settings).delivered
        assert office.taken == []
        assert office.logins == []


class TestSettings:
    def test_they_come_from_the_environment(self) -> None:
        assert mail_settings({}) is None
        found = mail_settings(
            {
                "ERRATA_SMTP_HOST": "mx.example.org",
                "ERRATA_SMTP_FROM": "errata@example.org",
                "ERRATA_SMTP_USER": "errata",
                "ERRATA_SMTP_PASSWORD": "s",
                "ERRATA_SMTP_TLS": "TLS",
            }
        )
        assert found == MailSettings(
            host="mx.example.org", port=465, sender="errata@example.org", user="errata",
            password="s", tls=Tls.FROM_THE_START,
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("given", "names"),
        [
            ({"TLS": "ssl"}, "TLS"),
            ({"PORT": "smtp"}, "PORT"),
            ({"PORT": "70000"}, "PORT"),
            ({"FROM": ""}, "FROM"),
            ({"TLS": "none", "USER": "u"}, "USER"),
        ],
    )
    def test_what_is_wrong_is_said(self, given: dict[str, str], names: str) -> None:
        usual = {"HOST": "mx", "FROM": "errata@example.org", **given}
        with pytest.raises(InputError, match=f"ERRATA_SMTP_{names}"):
            mail_settings({f"ERRATA_SMTP_{name}": value for name, value in usual.items()})
