"""Signing in over HTTP: cookies, CSRF, one-time links, keys, who may let whom in, and how often."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from errata.core.account import EVERYWHERE, Role
from errata.core.errors import SignInNeeded, TooMany
from errata.flow.accounts.disable import disable
from errata.flow.accounts.first_admin import ensure_first_admin
from errata.flow.accounts.invite import invite
from errata.flow.accounts.office import Office
from errata.server.auth import COOKIE, REMEMBERED_SECONDS, Gate
from errata.server.rate import ADDRESS, MOST, NAME, PAIR, Allowance, Buckets, place
from errata.store.schema import audit
from peopled import API, PASSWORD, Peopled, TestClient, people

SESSION = f"{API}/session"
Serving = Callable[..., Peopled]
OTHER = "another fine password"


class Seconds:
    """A monotonic clock that the test sets."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def serving(tmp_path: Path, new_store: Callable[..., str]) -> Iterator[Serving]:
    """Makes the test's server, with other settings if wanted."""
    made: list[Peopled] = []

    def serve(**settings: Any) -> Peopled:
        made.append(people(tmp_path, url=new_store("sqlite", tmp_path, None), **settings))
        return made[-1]

    yield serve
    for served in made:
        served.close()


@pytest.fixture
def served(serving: Serving) -> Peopled:
    """A server with its usual settings."""
    return serving()


@pytest.fixture
def seconds(served: Peopled) -> Seconds:
    """Sets the time that the server's memory of callers and tries goes by."""
    seconds = Seconds()
    served.room.gate = Gate(served.site, settings=served.room.settings, seconds=seconds)
    return seconds


def enter(client: TestClient, name: str, password: str = PASSWORD, **headers: str) -> Any:
    return client.post(SESSION, json={"name": name, "password": password}, headers=headers)


def link_to(served: Peopled, role: Role = Role.REVIEWER, **more: Any) -> str:
    made = invite(served.site.accounts, project_id=served.project.id, role=role, by="test", **more)
    return f"{API}/invitations/{made.token}"


class TestCookies:
    def test_signing_in_answers_who_one_is_and_sets_a_cookie_that_no_script_reads(
        self, served: Peopled
    ) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.client()
        answer = enter(client, "Ann")
        assert answer.status_code == 200
        me = answer.json()
        assert me["name"] == "ann"
        assert me["roles"] == [{"project": "tickets", "role": "reviewer", "skills": []}]
        assert me["projects"] == [
            {"name": "tickets", "kind": "text", "labels": ["card", "refund"], "role": "reviewer"}
        ]
        cookie = answer.headers["set-cookie"]
        flags = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=lax", "path=/"} <= flags
        assert "secure" not in flags
        assert answer.headers["cache-control"] == "no-store"
        assert client.get(SESSION).json() == me
        assert me["csrf"] not in cookie

    @pytest.mark.parametrize("how", ["request", "settings"])
    def test_behind_https_the_cookie_travels_over_nothing_else(
        self, serving: Serving, how: str
    ) -> None:
        served = serving(secure_cookies=how == "settings")
        served.user("ann", Role.REVIEWER)
        scheme = "https" if how == "request" else "http"
        answer = enter(served.client(base_url=f"{scheme}://testserver"), "ann")
        assert "secure" in answer.headers["set-cookie"].lower()

    def test_leaving_ends_the_sign_in_on_the_server_too(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        token = client.cookies[COOKIE]
        answer = client.delete(SESSION)
        assert answer.status_code == 204
        assert 'errata_session=""' in answer.headers["set-cookie"]
        assert served.client(Cookie=f"{COOKIE}={token}").get(SESSION).status_code == 401

    def test_each_sign_in_has_a_token_of_its_own(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        clients = [served.browser("ann") for _ in range(3)]
        assert len({client.cookies[COOKIE] for client in clients}) == 3
        assert len({client.headers["X-CSRF-Token"] for client in clients}) == 3

    def test_a_new_password_signs_out_the_others(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        here, there = served.browser("ann"), served.browser("ann")
        body = {"old": PASSWORD, "new": OTHER}
        assert here.put(f"{SESSION}/password", json=body).status_code == 204
        assert here.get(SESSION).status_code == 200
        assert there.get(SESSION).status_code == 401
        assert enter(served.client(), "ann").status_code == 401
        assert enter(served.client(), "ann", OTHER).status_code == 200

    def test_a_sign_in_is_over_after_two_weeks(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        served.clock.forward(days=13, hours=23)
        assert client.get(SESSION).status_code == 200
        served.clock.forward(hours=1)  # remembered or not
        assert client.get(SESSION).status_code == 401


class TestForgedRequests:
    @pytest.mark.parametrize("token", [None, "", "wrong", "é"])
    def test_a_change_with_a_cookie_needs_the_sign_ins_token(
        self, served: Peopled, token: str | None
    ) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        del client.headers["X-CSRF-Token"]
        headers = {} if token is None else {"X-CSRF-Token": token.encode()}
        for _ in range(2):  # unknown first, then remembered
            answer = client.delete(SESSION, headers=headers)
            assert answer.status_code == 403
            assert "X-CSRF-Token" in answer.json()["wanted"]
        assert client.get(SESSION).status_code == 200

    def test_the_token_of_another_sign_in_is_none(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        one, two = served.browser("ann"), served.browser("ann")
        two.headers["X-CSRF-Token"] = one.headers["X-CSRF-Token"]
        assert two.delete(SESSION).status_code == 403

    @pytest.mark.parametrize(
        ("name", "value", "status"),
        [
            ("Origin", "https://evil.example", 403), ("Origin", "null", 403),
            ("Origin", "http://testserver.evil.example", 403), ("Origin", "http://[", 403),
            ("Origin", "http://testserver", 200), ("Origin", "https://errata.example", 200),
            ("Sec-Fetch-Site", "cross-site", 403), ("Sec-Fetch-Site", "same-site", 403),
            ("Sec-Fetch-Site", "same-origin", 200), ("Sec-Fetch-Site", "none", 200),
        ],
    )  # fmt: skip
    def test_no_other_site_signs_a_browser_in_or_changes_anything(
        self, serving: Serving, name: str, value: str, status: int
    ) -> None:
        served = serving(public_url="https://errata.example")
        served.user("ann", Role.REVIEWER)
        assert enter(served.client(), "ann", **{name: value}).status_code == status
        changed = served.browser("ann").delete(SESSION, headers={name: value})
        assert changed.status_code == (204 if status == 200 else status)

    def test_a_proxy_that_renames_the_host_does_not_keep_people_out(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        own = {"Origin": "https://errata.example", "Sec-Fetch-Site": "same-origin"}
        assert enter(served.client(), "ann", **own).status_code == 200
        typed = {"Origin": "https://evil.example", "Sec-Fetch-Site": "none"}
        assert enter(served.client(), "ann", **typed).status_code == 403

    def test_a_key_needs_no_token_and_comes_before_a_cookie(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        key = served.key(Role.SERVICE)
        for header in ({"X-API-Key": key}, {"Authorization": f"bearer {key}"}):
            assert client.get(SESSION, headers=header).json()["name"] == "key:a service"
        answer = client.get(SESSION, headers={"X-API-Key": "errata_made-up"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert served.client().get(SESSION, headers={"X-API-Key": key}).json()["csrf"] is None

    @pytest.mark.parametrize("secret", ["", " ", "x" * 5_000, "é", "errata_"])
    def test_no_secret_however_odd_is_a_fault_of_the_server(
        self, served: Peopled, secret: str
    ) -> None:
        for header in ("X-API-Key", "Authorization", "Cookie"):
            start = {"Authorization": "Bearer ", "Cookie": f"{COOKIE}="}.get(header, "")
            answer = served.client().get(SESSION, headers={header: (start + secret).encode()})
            assert answer.status_code == 401


class TestLinks:
    def test_a_link_shows_what_it_is_for_and_works_once(self, served: Peopled) -> None:
        link = link_to(served, Role.LEAD, name="ann")
        shown = served.client().get(link).json()
        assert (shown["name"], shown["project"], shown["role"]) == ("ann", "tickets", "lead")
        assert shown["resets"] is False
        client = served.client()
        me = client.post(link, json={"password": PASSWORD})
        assert me.status_code == 200
        assert client.get(SESSION).json() == me.json()
        for again in (client.post(link, json={"password": OTHER}), client.get(link)):
            assert again.status_code == 404
        assert enter(served.client(), "ann", OTHER).status_code == 401

    def test_unknown_used_and_expired_links_are_the_same_nothing(self, served: Peopled) -> None:
        used, expired = link_to(served), link_to(served, days=1)
        served.client().post(used, json={"name": "ann", "password": PASSWORD})
        served.clock.forward(days=1)
        said = set()
        for link in (used, expired, f"{API}/invitations/made-up"):
            answer = served.client().get(link)
            assert answer.status_code == 404
            said.add(answer.json()["detail"])
        assert len(said) == 1

    def test_of_two_browsers_at_once_one_gets_in(self, served: Peopled) -> None:
        link, start = link_to(served), threading.Barrier(4)
        statuses: list[int] = []

        def use(name: str) -> None:
            client = served.client()
            start.wait()
            body = {"name": name, "password": PASSWORD}
            statuses.append(client.post(link, json=body).status_code)

        threads = [threading.Thread(target=use, args=(f"user{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(statuses) == [200, 404, 404, 404]

    def test_the_first_admins_link_opens_everything(self, served: Peopled) -> None:
        first = ensure_first_admin(served.site.accounts)
        assert first is not None
        client = served.client()
        made = client.post(
            f"{API}/invitations/{first.token}", json={"name": "root", "password": PASSWORD}
        )
        assert made.json()["projects"][0]["role"] == "admin"

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ({"name": "ann", "password": "short"}, 422), ({"name": "", "password": PASSWORD}, 422),
            ({"name": "a/b", "password": PASSWORD}, 422), ({"password": PASSWORD}, 422),
            ({"name": "ann"}, 422), ({"name": "ann", "password": 7}, 422),
            ({"name": "taken", "password": PASSWORD}, 409),
        ],
    )  # fmt: skip
    def test_what_cannot_be_used_leaves_the_link_good(
        self, served: Peopled, body: dict[str, Any], status: int
    ) -> None:
        served.user("taken", Role.REVIEWER)
        link = link_to(served)
        for _ in range(8):  # and does not count as guessing
            answer = served.client().post(link, json=body)
            assert answer.status_code == status
            assert "short" not in answer.text
        assert served.client().get(link).status_code == 200


class TestWhoMayLetWhomIn:
    def test_a_lead_invites_to_the_own_project_and_no_admin(self, served: Peopled) -> None:
        served.site.create("secret", kind="text", labels=["a", "b"])
        lead = served.browser(served.user("lea", Role.LEAD))

        def ask(**body: Any) -> Any:
            return lead.post(f"{API}/invitations", json={"project": "tickets", **body})

        made = ask(role="reviewer", name="Bo", skills=["ct"], days=2)
        assert made.status_code == 201
        assert made.json()["path"] == f"/join/{made.json()['token']}"
        assert served.client().get(f"{API}/invitations/{made.json()['token']}").status_code == 200
        assert ask(role="admin").status_code == 403
        assert ask(role="reviewer", project="").status_code == 403
        unknown, closed = ask(role="reviewer", project="x"), ask(role="reviewer", project="secret")
        assert (unknown.status_code, closed.status_code) == (404, 404)
        assert unknown.json()["detail"].replace("'x'", "") == closed.json()["detail"].replace(
            "'secret'", ""
        )

    def test_a_lead_cannot_take_over_an_account_with_a_link(self, served: Peopled) -> None:
        served.user("root", Role.ADMIN, project=EVERYWHERE)
        lead = served.browser(served.user("lea", Role.LEAD))
        body = {"project": "tickets", "role": "reviewer", "name": "root"}
        refused = lead.post(f"{API}/invitations", json=body)
        assert refused.status_code == 422
        assert "only an admin" in refused.json()["wanted"]
        given = lead.patch(f"{API}/users/root", json={"project": "tickets", "role": "reviewer"})
        assert given.status_code == 200  # a weaker role beside the stronger one
        assert served.browser("root").get(SESSION).json()["projects"][0]["role"] == "admin"

    def test_an_admin_sets_a_password_anew(self, served: Peopled) -> None:
        served.user("ann", Role.REVIEWER)
        body = {"project": "tickets", "role": "reviewer", "name": "ann"}
        made = served.admin().post(f"{API}/invitations", json=body).json()
        link = f"{API}/invitations/{made['token']}"
        assert served.client().get(link).json()["resets"] is True
        assert served.client().post(link, json={"password": OTHER}).status_code == 200
        assert enter(served.client(), "ann").status_code == 401

    def test_a_lead_gives_and_takes_roles_but_no_admins(self, served: Peopled) -> None:
        served.user("boss", Role.ADMIN)
        lead = served.browser(served.user("lea", Role.LEAD))
        ann = served.browser(served.user("ann", Role.REVIEWER))
        change = {"project": "tickets", "role": "lead", "skills": ["ct"]}
        answer = lead.patch(f"{API}/users/ann", json=change)
        assert answer.status_code == 200
        shown = answer.json()
        assert (shown["role"], shown["skills"], shown["active"]) == ("lead", ["ct"], True)
        assert ann.get(SESSION).json()["roles"][0]["role"] == "lead"  # at once
        for name, role in (("ann", "admin"), ("boss", "reviewer"), ("boss", None)):
            refused = lead.patch(f"{API}/users/{name}", json={"project": "tickets", "role": role})
            assert refused.status_code == 403, (name, role)
        gone = lead.patch(f"{API}/users/ann", json={"project": "tickets", "role": None})
        assert (gone.json()["role"], gone.json()["active"]) == (None, False)
        assert ann.get(SESSION).status_code == 401
        nobody = lead.patch(f"{API}/users/nobody", json={"project": "tickets", "role": "lead"})
        assert nobody.status_code == 404

    def test_the_only_admin_cannot_leave(self, served: Peopled) -> None:
        admin = served.admin()
        answer = admin.patch(f"{API}/users/root", json={"project": "", "role": None})
        assert answer.status_code == 409
        assert "only admin" in answer.json()["detail"]

    def test_users_come_by_page(self, served: Peopled) -> None:
        admin = served.admin()
        for name in ("a", "b", "c"):
            served.user(name, Role.REVIEWER)
        names, cursor = [], None
        for _ in range(4):
            given = {"project": "tickets", "limit": 1, **({"cursor": cursor} if cursor else {})}
            page = admin.get(f"{API}/users", params=given).json()
            names += [row["name"] for row in page["items"]]
            cursor = page["next"]
        assert (names, cursor) == (["a", "b", "c", "root"], None)
        broken = admin.get(f"{API}/users", params={"project": "tickets", "cursor": "é"})
        assert broken.status_code == 422


class TestKeys:
    def test_a_key_is_shown_once_and_stored_as_its_hash(self, served: Peopled) -> None:
        lead = served.browser(served.user("lea", Role.LEAD))
        body = {"name": "helpdesk", "project": "tickets", "role": "service", "days": 30}
        made = lead.post(f"{API}/keys", json=body)
        assert made.status_code == 201
        key = made.json()["key"]
        program = served.client(Authorization=f"Bearer {key}")
        assert program.get(SESSION).json()["projects"][0]["role"] == "service"
        listed = lead.get(f"{API}/keys", params={"project": "tickets"})
        assert key not in listed.text
        (row,) = listed.json()["items"]
        assert key.startswith(row["prefix"])
        assert row == {name: made.json()[name] for name in row}
        for file in Path(served.site.store._folder).parent.rglob("*"):
            assert not file.is_file() or key.encode() not in file.read_bytes(), file
        assert lead.delete(f"{API}/keys/{row['id']}").status_code == 204
        assert lead.delete(f"{API}/keys/{row['id']}").status_code == 204
        assert program.get(SESSION).status_code == 401  # at once
        assert lead.get(f"{API}/keys", params={"project": "tickets"}).json()["items"][0]["revoked"]

    def test_a_lead_makes_and_revokes_keys_of_the_own_project_alone(self, served: Peopled) -> None:
        other = served.site.create("secret", kind="text", labels=["a", "b"]).project
        lead = served.browser(served.user("lea", Role.LEAD))

        def make(**body: Any) -> int:
            answer = lead.post(f"{API}/keys", json={"name": "k", "project": "tickets", **body})
            return int(answer.status_code)

        assert make(role="admin") == 403
        assert make(project="") == 403
        assert make(project="secret") == 404
        served.key(Role.SERVICE, project=other.id)
        served.key(Role.ADMIN)
        admin = served.admin()
        for project, status in (("secret", 404), ("tickets", 403)):
            (row,) = admin.get(f"{API}/keys", params={"project": project}).json()["items"]
            assert lead.delete(f"{API}/keys/{row['id']}").status_code == status
            assert admin.delete(f"{API}/keys/{row['id']}").status_code == 204


class TestMemory:
    def test_what_this_process_changes_counts_at_once(
        self, served: Peopled, seconds: Seconds
    ) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        assert client.get(SESSION).status_code == 200
        disable(served.site.accounts, "ann", by="test")
        assert client.get(SESSION).status_code == 401

    def test_what_another_process_changes_counts_within_seconds(
        self, served: Peopled, seconds: Seconds
    ) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        assert client.get(SESSION).status_code == 200
        office = served.site.accounts
        elsewhere = Office(
            store=office.store,
            clock=office.clock,
            entropy=office.entropy,
            passwords=office.passwords,
        )
        disable(elsewhere, "ann", by="test")
        assert client.get(SESSION).status_code == 200  # remembered
        seconds.now += REMEMBERED_SECONDS
        assert client.get(SESSION).status_code == 401
        assert REMEMBERED_SECONDS <= 5

    def test_looking_never_writes(self, served: Peopled) -> None:
        admin = served.admin()
        link = link_to(served)

        def entries() -> int:
            with served.site.store.snapshot() as view:
                query = select(func.count()).select_from(audit)
                return int(view._conn.execute(query).scalar_one())

        before = entries()
        for url in (SESSION, link, f"{API}/users?project=tickets", f"{API}/keys?project="):
            assert admin.get(url).status_code == 200
        assert entries() == before

    def test_no_secret_is_logged(self, served: Peopled, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        link = link_to(served, name="ann")
        client = served.client()
        csrf = client.post(link, json={"password": PASSWORD}).json()["csrf"]
        enter(served.client(), "ann", "a wrong password")
        key = served.key(Role.SERVICE)
        served.client(Authorization=f"Bearer {key}").get(SESSION)
        ours = "\n".join(
            record.getMessage()
            for record in caplog.records
            if not record.name.startswith(("httpx", "httpcore"))  # the test's own client
        )
        for secret in (link.rpartition("/")[2], PASSWORD, "a wrong password", csrf, key,
                       client.cookies[COOKIE]):  # fmt: skip
            assert secret not in ours


class TestHowOften:
    def test_guessing_a_password_stops_and_says_when_to_go_on(
        self, served: Peopled, seconds: Seconds
    ) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.client()
        for _ in range(PAIR.at_once):
            assert enter(client, "ann", OTHER).status_code == 401
        stopped = enter(client, "ANN ")  # even the right one
        assert stopped.status_code == 429
        assert 0 < int(stopped.headers["retry-after"]) <= PAIR.seconds_each
        assert enter(client, "bob", OTHER).status_code == 401  # another name may be tried
        seconds.now += PAIR.seconds_each
        assert enter(client, "ann").status_code == 200

    def test_only_what_fails_counts(self, served: Peopled, seconds: Seconds) -> None:
        served.user("ann", Role.REVIEWER)
        for _ in range(PAIR.at_once * 2):
            assert enter(served.client(), "ann").status_code == 200

    def test_one_address_cannot_try_many_names_or_links(
        self, served: Peopled, seconds: Seconds
    ) -> None:
        door = served.room.gate.door
        client = served.client()
        for number in range(ADDRESS.at_once):
            link = f"{API}/invitations/made-up-{number}"
            assert client.get(link).status_code == 404
        assert client.get(f"{API}/invitations/more").status_code == 429
        assert enter(client, "anybody", OTHER).status_code == 429
        with door.link("192.0.2.9"):  # another one may
            pass

    def test_many_addresses_cannot_try_one_name(self, seconds: Seconds, served: Peopled) -> None:
        door = served.room.gate.door
        for number in range(NAME.at_once):
            with pytest.raises(LookupError), door.password(f"192.0.2.{number}", "ann"):
                raise LookupError  # not a wrong password: does not count
        for number in range(NAME.at_once):
            with pytest.raises(SignInNeeded), door.password(f"192.0.2.{number}", "ann"):
                raise SignInNeeded("wrong")
        with pytest.raises(TooMany), door.password("198.51.100.1", "Ann"):
            pass

    def test_the_old_password_cannot_be_guessed_either(
        self, served: Peopled, seconds: Seconds
    ) -> None:
        served.user("ann", Role.REVIEWER)
        client = served.browser("ann")
        body = {"old": "a wrong one, guessed", "new": OTHER}
        statuses = [client.put(f"{SESSION}/password", json=body).status_code for _ in range(6)]
        assert statuses == [422] * PAIR.at_once + [429]

    def test_buckets_take_from_all_or_none_and_forget_the_oldest(self) -> None:
        seconds = Seconds()
        buckets = Buckets(seconds=seconds)
        one = Allowance(at_once=1, seconds_each=10.0)
        buckets.take([(("a",), one)])
        with pytest.raises(TooMany) as caught:
            buckets.take([(("b",), one), (("a",), one)])
        assert caught.value.seconds == pytest.approx(10.0)
        buckets.take([(("b",), one)])
        seconds.now += 10
        buckets.take([(("a",), one)])
        buckets.give_back([(("a",), one)])
        buckets.give_back([(("a",), one)])  # never above what is allowed
        buckets.take([(("a",), one)])
        with pytest.raises(TooMany):
            buckets.take([(("a",), one)])
        for number in range(MOST + 5):
            buckets.take([((str(number),), one)])
        assert len(buckets._left) == MOST

    def test_one_customer_of_ipv6_is_one_place(self) -> None:
        assert place("2001:db8::1") == place("2001:db8::ffff")
        assert place("2001:db8::1") != place("2001:db8:0:1::1")
        assert place("::ffff:192.0.2.1") == place("192.0.2.1")
