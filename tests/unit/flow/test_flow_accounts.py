"""Accounts: links that work once, sign-ins that end, roles that count at once, and their log."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from errata.core.account import (
    EVERYWHERE,
    ApiKey,
    Ended,
    Grant,
    Invitation,
    Password,
    Role,
    SignIn,
    User,
)
from errata.core.caller import Caller, CallerKind
from errata.core.errors import (
    Conflict,
    ErrataError,
    InputError,
    NotAllowed,
    NotFound,
    Refused,
    SignInNeeded,
)
from errata.core.events import Event, Verb
from errata.flow.accounts.change_password import change_password
from errata.flow.accounts.credentials import read_name, read_password
from errata.flow.accounts.disable import disable
from errata.flow.accounts.first_admin import ensure_first_admin
from errata.flow.accounts.grant_role import grant_role
from errata.flow.accounts.invite import invite
from errata.flow.accounts.join import join, read_invitation
from errata.flow.accounts.keys import list_keys
from errata.flow.accounts.make_key import make_key
from errata.flow.accounts.office import Office
from errata.flow.accounts.revoke_key import revoke_key
from errata.flow.accounts.sign_in import SignedIn, sign_in
from errata.flow.accounts.sign_out import sign_out
from errata.flow.accounts.users import list_everybody, list_users
from errata.flow.accounts.who import who_holds, who_signed_in
from errata.store.passwords import Argon2Passwords
from errata.store.schema import audit
from errata.store.sql_store import SqlStore
from errata.testing.samples import Maker

PASSWORD = "correct horse battery"
OTHER = "another fine password"
QUICK = {"memory_kib": 64, "passes": 1}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class Counting(Argon2Passwords):
    """Says how much work it did."""

    def __init__(self) -> None:
        super().__init__(**QUICK)
        self.done: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None  # happens once, during the slow part

    def hash(self, password: str) -> str:
        self.done.append("hash")
        self._interrupted()
        return super().hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        self.done.append("match")
        self._interrupted()
        return super().matches(stored, password)

    def _interrupted(self) -> None:
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(store: SqlStore, clock: Clock) -> Office:
    return an_office(store, clock)


def an_office(store: SqlStore, clock: Clock) -> Office:
    return Office(store=store, clock=clock, entropy=os.urandom, passwords=Counting())


def joined(
    office: Office, name: str, role: Role = Role.REVIEWER, *, project: str = "p"
) -> SignedIn:
    made = invite(office, project_id=project, role=role, name=name, by="root")
    return join(office, made.token, name=None, password=PASSWORD)


def counting(office: Office) -> Counting:
    assert isinstance(office.passwords, Counting)
    return office.passwords


def known(office: Office, made: SignedIn) -> Caller:
    caller = who_signed_in(office, made.token)
    assert caller is not None
    return caller


def log(office: Office) -> list[tuple[str, str]]:
    with office.store.snapshot() as view:
        rows = view._conn.execute(select(audit).order_by(audit.c.id))  # type: ignore[attr-defined]
        return [(row.verb, row.actor) for row in rows]


class TestLinks:
    def test_a_link_makes_an_account_once(self, office: Office) -> None:
        made = invite(office, project_id="p", role=Role.LEAD, skills=["x", "x"], by="root")
        signed = join(office, made.token, name=" Ann ", password=PASSWORD)
        caller = known(office, signed)
        assert (caller.name, caller.kind, caller.role_in("p")) == ("ann", "user", Role.LEAD)
        assert (caller.role_in("q"), caller.skills("p")) == (None, ("x",))
        with pytest.raises(NotFound, match="opens nothing"):
            join(office, made.token, name="bob", password=PASSWORD)
        with pytest.raises(NotFound):
            read_invitation(office, made.token)

    def test_of_many_at_once_exactly_one_gets_in(self, office: Office) -> None:
        made = invite(office, project_id="p", role=Role.REVIEWER, by="root")
        start, lock = threading.Barrier(6), threading.Lock()
        won: list[str] = []
        lost: list[ErrataError] = []

        def use(name: str) -> None:
            start.wait()
            try:
                joined = join(office, made.token, name=name, password=PASSWORD)
            except ErrataError as error:
                with lock:
                    lost.append(error)
            else:
                with lock:
                    won.append(joined.user.name)

        threads = [threading.Thread(target=use, args=(f"user-{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(won) == 1
        assert [type(error) for error in lost] == [NotFound] * 5
        with office.store.snapshot() as view:
            assert [user.name for user in view.find(User)] == won
            assert view.count(Password) == view.count(Grant) == view.count(SignIn) == 1

    def test_two_links_for_one_name_at_once_make_one_account(self, office: Office) -> None:
        tokens = [invite(office, project_id="p", role=Role.LEAD, by="root").token for _ in "ab"]
        start, outcomes = threading.Barrier(2), []

        def use(token: str) -> None:
            start.wait()
            try:
                outcomes.append(join(office, token, name="ann", password=PASSWORD).user.name)
            except ErrataError as error:
                outcomes.append(type(error).__name__)

        threads = [threading.Thread(target=use, args=(token,)) for token in tokens]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["Conflict", "ann"]
        with office.store.snapshot() as view:
            assert view.count(Ended) == 1  # the other link is still good, for another name

    def test_a_link_expires(self, office: Office, clock: Clock) -> None:
        made = invite(office, project_id="p", role=Role.REVIEWER, days=2, by="root")
        clock.forward(days=2)
        with pytest.raises(NotFound):
            join(office, made.token, name="ann", password=PASSWORD)

    def test_a_link_for_somebody_is_for_nobody_else(self, office: Office) -> None:
        made = invite(office, project_id="p", role=Role.REVIEWER, name="Ann", by="root")
        with pytest.raises(InputError, match="'bob'"):
            join(office, made.token, name="bob", password=PASSWORD)
        assert join(office, made.token, name="ANN", password=PASSWORD).user.name == "ann"

    def test_a_name_that_is_taken_leaves_the_link_good(self, office: Office) -> None:
        joined(office, "ann")
        made = invite(office, project_id="p", role=Role.REVIEWER, by="root")
        with pytest.raises(Conflict, match="taken"):
            join(office, made.token, name="ann", password=PASSWORD)
        assert join(office, made.token, name="bob", password=PASSWORD).user.name == "bob"

    def test_a_link_for_a_user_sets_the_password_and_ends_every_sign_in(
        self, office: Office
    ) -> None:
        before = joined(office, "ann")
        made = invite(office, project_id="q", role=Role.LEAD, name="ann", by="root")
        after = join(office, made.token, name=None, password=OTHER)
        assert after.user == before.user
        assert who_signed_in(office, before.token) is None
        caller = known(office, after)
        assert (caller.role_in("p"), caller.role_in("q")) == (Role.REVIEWER, Role.LEAD)
        with pytest.raises(SignInNeeded):
            sign_in(office, "ann", PASSWORD)
        assert sign_in(office, "ann", OTHER).user == before.user

    def test_only_an_admin_may_set_somebodys_password_anew(self, office: Office) -> None:
        joined(office, "ann", Role.ADMIN, project=EVERYWHERE)
        with pytest.raises(InputError, match="has an account already"):
            invite(
                office, project_id="p", role=Role.REVIEWER, name="Ann", by="lea", may_reset=False
            )

    def test_an_older_link_for_a_new_name_never_resets_who_took_it_since(
        self, office: Office
    ) -> None:
        trap = invite(
            office, project_id="p", role=Role.REVIEWER, name="ann", by="lea", may_reset=False
        )
        joined(office, "ann", Role.ADMIN, project=EVERYWHERE)
        with pytest.raises(Conflict, match="taken"):
            join(office, trap.token, name=None, password=OTHER)
        assert sign_in(office, "ann", PASSWORD)

    def test_links_of_somebody_who_lost_a_role_open_nothing(self, office: Office) -> None:
        joined(office, "root", Role.ADMIN, project=EVERYWHERE)
        joined(office, "lea", Role.LEAD)
        kept = invite(office, project_id="p", role=Role.LEAD, by="lea")
        grant_role(office, "lea", project_id="p", role=Role.REVIEWER, by="root")
        with pytest.raises(NotFound):
            join(office, kept.token, name="back", password=PASSWORD)
        reset = invite(office, project_id="p", role=Role.LEAD, name="lea", by="root")
        disable(office, "lea", by="root")
        with pytest.raises(NotFound):
            join(office, reset.token, name=None, password=PASSWORD)

    @pytest.mark.parametrize("days", [0, -1, 91, float("nan")])
    def test_a_link_is_good_for_a_bounded_time(self, office: Office, days: float) -> None:
        with pytest.raises(InputError, match="a link for"):
            invite(office, project_id="p", role=Role.LEAD, days=days, by="root")


class TestFirstAdmin:
    def test_every_start_gives_a_link_until_one_made_an_admin(self, office: Office) -> None:
        first, second = ensure_first_admin(office), ensure_first_admin(office)
        assert first is not None
        assert second is not None
        admin = join(office, second.token, name="root", password=PASSWORD)
        assert known(office, admin).role_in("any") is Role.ADMIN
        assert ensure_first_admin(office) is None
        with pytest.raises(NotFound):  # the lost one does not make a second admin
            join(office, first.token, name="thief", password=PASSWORD)

    def test_an_admin_of_one_project_is_not_the_first_admin(self, office: Office) -> None:
        joined(office, "ann", Role.ADMIN)
        assert ensure_first_admin(office) is not None


class TestMeanwhile:
    """While a password is hashed, others go on; what they changed counts."""

    def test_another_became_the_first_admin(self, office: Office) -> None:
        one, two = ensure_first_admin(office), ensure_first_admin(office)
        assert one is not None
        assert two is not None
        counting(office).meanwhile = lambda: join(office, two.token, name="root", password=PASSWORD)
        with pytest.raises(NotFound):
            join(office, one.token, name="late", password=PASSWORD)
        assert [one.user.name for one in list_everybody(office)] == ["root"]

    def test_the_password_was_changed(self, office: Office) -> None:
        caller = known(office, joined(office, "ann"))
        counting(office).meanwhile = lambda: change_password(
            office, caller, old=PASSWORD, new=OTHER
        )
        with pytest.raises(SignInNeeded):
            sign_in(office, "ann", PASSWORD)
        change = counting(office)
        change.meanwhile = lambda: change_password(office, caller, old=OTHER, new=PASSWORD)
        with pytest.raises(InputError, match="meanwhile"):
            change_password(office, caller, old=OTHER, new="yet another password")
        assert sign_in(office, "ann", PASSWORD)

    def test_the_account_was_shut(self, office: Office) -> None:
        joined(office, "ann")
        counting(office).meanwhile = lambda: disable(office, "ann", by="root")
        with pytest.raises(SignInNeeded):
            sign_in(office, "ann", PASSWORD)


class TestPasswords:
    @pytest.mark.parametrize(
        ("password", "says"),
        [("short", "5 characters"), ("x" * 1001, "1000"), ("Annabella Lee", "the name")],
    )
    def test_what_is_too_easy_is_refused(self, password: str, says: str) -> None:
        with pytest.raises(InputError, match=says):
            read_password(password, name="annabella lee")

    @pytest.mark.parametrize(
        "password", ["aaaaaaaaaa", "только слова", "\u202e right to left", "🔑" * 10]
    )
    def test_there_is_no_other_rule(self, office: Office, password: str) -> None:
        made = invite(office, project_id="p", role=Role.REVIEWER, name="ann", by="root")
        join(office, made.token, name=None, password=password)
        assert sign_in(office, "ann", password)

    def test_a_password_counts_however_it_is_composed(self, office: Office) -> None:
        made = invite(office, project_id="p", role=Role.REVIEWER, name="ann", by="root")
        join(office, made.token, name=None, password="caf\u00e9 au lait")
        assert sign_in(office, "ann", "cafe\u0301 au lait")

    def test_a_change_signs_out_every_other_browser(self, office: Office) -> None:
        here = joined(office, "ann")
        there = sign_in(office, "ann", PASSWORD)
        change_password(office, known(office, here), old=PASSWORD, new=OTHER)
        assert who_signed_in(office, here.token) is not None
        assert who_signed_in(office, there.token) is None
        with pytest.raises(SignInNeeded):
            sign_in(office, "ann", PASSWORD)

    def test_a_change_needs_the_old_one_and_keys_have_none(self, office: Office) -> None:
        here = joined(office, "ann")
        with pytest.raises(InputError, match="old password"):
            change_password(office, known(office, here), old=OTHER, new=OTHER)
        secret = make_key(office, "ci", project_id="p", role=Role.SERVICE, by="root").secret
        program = who_holds(office, secret)
        assert program is not None
        with pytest.raises(NotAllowed):
            change_password(office, program, old=PASSWORD, new=OTHER)

    def test_other_parameters_are_renewed_at_the_next_sign_in(
        self, office: Office, store: SqlStore, clock: Clock
    ) -> None:
        joined(office, "ann")
        stronger = Office(
            store=store,
            clock=clock,
            entropy=office.entropy,
            passwords=Argon2Passwords(memory_kib=128, passes=2),
        )
        sign_in(stronger, "ann", PASSWORD)
        with store.snapshot() as view:
            old, new = view.find(Password)
        assert "m=64,t=1" in old.hash
        assert "m=128,t=2" in new.hash
        sign_in(stronger, "ann", PASSWORD)
        with store.snapshot() as view:
            assert view.count(Password) == 2

    def test_the_newest_counts_when_the_clock_stepped_back(
        self, office: Office, clock: Clock
    ) -> None:
        here = joined(office, "ann")
        clock.forward(hours=-3)
        change_password(office, known(office, here), old=PASSWORD, new=OTHER)
        assert sign_in(office, "ann", OTHER)
        grant_role(office, "ann", project_id="p", role=None, by="root")
        with pytest.raises(SignInNeeded):
            sign_in(office, "ann", OTHER)

    def test_hashes_are_argon2id_of_owasps_strength(self) -> None:
        stored = Argon2Passwords().hash(PASSWORD)
        assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert not Argon2Passwords().outdated(stored)
        assert Argon2Passwords(memory_kib=64).outdated(stored)

    def test_nothing_fits_an_unknown_users_stand_in(self) -> None:
        passwords = Argon2Passwords(**QUICK)
        assert not passwords.matches(None, PASSWORD)
        assert not passwords.matches("no hash", PASSWORD)
        assert not passwords.matches("", "")


class TestSignIns:
    def test_unknown_wrong_and_shut_out_cost_the_same_and_say_the_same(
        self, office: Office
    ) -> None:
        joined(office, "ann")
        joined(office, "gone")
        disable(office, "gone", by="root")
        passwords = counting(office)
        said = set()
        for name, password in (
            ("nobody", PASSWORD), ("ann", OTHER), ("gone", PASSWORD), ("\ud800", PASSWORD),
            ("", ""), ("ann", "\ud800"), ("a/b", PASSWORD), ("x" * 5_000, PASSWORD),
        ):  # fmt: skip
            passwords.done.clear()
            with pytest.raises(SignInNeeded) as caught:
                sign_in(office, name, password)
            said.add(str(caught.value))
            assert passwords.done == ["match"], name
        assert len(said) == 1

    def test_a_sign_in_ends_after_its_time_and_when_it_is_left(
        self, office: Office, clock: Clock
    ) -> None:
        here, there = joined(office, "ann"), sign_in(office, "ann", PASSWORD)
        sign_out(office, known(office, here))
        assert who_signed_in(office, here.token) is None
        assert who_signed_in(office, there.token) is not None
        clock.forward(days=14)
        assert who_signed_in(office, there.token) is None

    def test_leaving_twice_is_leaving(self, office: Office) -> None:
        caller = known(office, joined(office, "ann"))
        sign_out(office, caller)
        sign_out(office, caller)
        assert [verb for verb, _ in log(office)].count(Verb.SIGNED_OUT) == 1

    def test_made_up_tokens_open_nothing(self, office: Office) -> None:
        made = joined(office, "ann")
        for token in ("", "x", made.sign_in.id, made.token[:-1], made.token + "\ud800"):
            assert who_signed_in(office, token) is None
            assert who_holds(office, token) is None


class TestRoles:
    def test_a_role_counts_at_once_and_skills_stay_unless_named(self, office: Office) -> None:
        made = joined(office, "ann")
        grant_role(office, "Ann", project_id="p", role=Role.REVIEWER, skills=["ct"], by="root")
        assert known(office, made).skills("p") == ("ct",)
        grant_role(office, "ann", project_id="p", role=Role.LEAD, by="root")
        caller = known(office, made)
        assert (caller.role_in("p"), caller.skills("p")) == (Role.LEAD, ("ct",))

    def test_the_stronger_of_two_roles_counts(self, office: Office) -> None:
        made = joined(office, "ann", Role.ADMIN)
        grant_role(office, "ann", project_id=EVERYWHERE, role=Role.REVIEWER, by="root")
        caller = known(office, made)
        assert (caller.role_in("p"), caller.role_in("q")) == (Role.ADMIN, Role.REVIEWER)

    def test_whoever_loses_the_last_role_is_signed_out_for_good(self, office: Office) -> None:
        made = joined(office, "ann")
        grant_role(office, "ann", project_id="q", role=Role.REVIEWER, by="root")
        grant_role(office, "ann", project_id="p", role=None, by="root")
        assert who_signed_in(office, made.token) is not None
        grant_role(office, "ann", project_id="q", role=None, by="root")
        assert who_signed_in(office, made.token) is None
        grant_role(office, "ann", project_id="q", role=Role.LEAD, by="root")
        assert who_signed_in(office, made.token) is None  # back with a password, not a cookie
        assert sign_in(office, "ann", PASSWORD)

    def test_the_only_admin_stays(self, office: Office) -> None:
        joined(office, "root", Role.ADMIN, project=EVERYWHERE)
        for role in (None, Role.LEAD):
            with pytest.raises(Refused, match="only admin"):
                grant_role(office, "root", project_id=EVERYWHERE, role=role, by="root")
        with pytest.raises(Refused, match="only admin"):
            disable(office, "root", by="root")
        joined(office, "ann", Role.ADMIN, project=EVERYWHERE)
        disable(office, "root", by="ann")

    def test_disabling_takes_everything_and_twice_is_once(self, office: Office) -> None:
        made = joined(office, "ann")
        grant_role(office, "ann", project_id="q", role=Role.LEAD, by="root")
        assert disable(office, "ann", by="root") == 2
        assert who_signed_in(office, made.token) is None
        events = len(log(office))
        assert disable(office, "ann", by="root") == 0
        assert len(log(office)) == events

    def test_a_role_that_is_not_there_cannot_be_taken_away(self, office: Office) -> None:
        joined(office, "ann")
        with pytest.raises(NotFound, match="ann has no role there"):
            grant_role(office, "ann", project_id="q", role=None, by="root")
        assert [one.user.name for one in list_users(office, project_id="q")] == []

    def test_an_unknown_user_gets_nothing(self, office: Office) -> None:
        with pytest.raises(NotFound, match="nobody"):
            grant_role(office, "nobody", project_id="p", role=Role.LEAD, by="root")
        with pytest.raises(NotFound):
            disable(office, "nobody", by="root")


class TestKeys:
    def test_a_key_opens_its_project_until_it_expires(self, office: Office, clock: Clock) -> None:
        made = make_key(office, "ci", project_id="p", role=Role.SERVICE, days=1, by="root")
        caller = who_holds(office, made.secret)
        assert caller is not None
        assert (caller.name, caller.kind) == ("key:ci", CallerKind.KEY)
        assert (caller.role_in("p"), caller.role_in("q")) == (Role.SERVICE, None)
        assert made.secret.startswith(made.key.prefix)
        assert len(made.secret) > 3 * len(made.key.prefix)
        clock.forward(days=1)
        assert who_holds(office, made.secret) is None

    def test_a_revoked_key_opens_nothing_and_stays_listed(self, office: Office) -> None:
        made = make_key(office, "ci", project_id="p", role=Role.SERVICE, days=0, by="root")
        assert made.key.expires_at is None
        revoke_key(office, made.key.id, by="root")
        revoke_key(office, made.key.id, by="root")
        assert who_holds(office, made.secret) is None
        assert [(one.key, one.revoked) for one in list_keys(office)] == [(made.key, True)]
        assert [verb for verb, _ in log(office)].count(Verb.KEY_REVOKED) == 1

    @pytest.mark.parametrize(
        ("name", "days"), [("", 1.0), ("a\nb", 1.0), ("ci", -1.0), ("ci", 4e3)]
    )
    def test_a_key_that_makes_no_sense_is_refused(
        self, office: Office, name: str, days: float
    ) -> None:
        with pytest.raises(InputError):
            make_key(office, name, project_id="p", role=Role.SERVICE, days=days, by="root")

    def test_keys_end_with_their_makers_power_to_hand_them_out(self, office: Office) -> None:
        joined(office, "lea", Role.LEAD)
        lead, reviewer, service = (
            make_key(office, role, project_id="p", role=role, by="lea")
            for role in (Role.LEAD, Role.REVIEWER, Role.SERVICE)
        )
        later = make_key(office, "later", project_id="p", role=Role.LEAD, by="key:lead")
        link = invite(office, project_id="p", role=Role.LEAD, name="friend", by="key:later")
        other = make_key(office, "other", project_id="p", role=Role.LEAD, by="root")
        grant_role(office, "lea", project_id="p", role=Role.REVIEWER, by="root")
        for ended in (lead, reviewer, later):
            assert who_holds(office, ended.secret) is None
        for stays in (service, other):  # production hangs on the one, root made the other
            assert who_holds(office, stays.secret) is not None
        with pytest.raises(ErrataError):
            join(office, link.token, name=None, password=PASSWORD)

    def test_keys_of_another_project_stay_with_the_role_there(self, office: Office) -> None:
        joined(office, "lea", Role.LEAD)
        grant_role(office, "lea", project_id="q", role=Role.LEAD, by="root")
        here = make_key(office, "here", project_id="p", role=Role.LEAD, by="lea")
        there = make_key(office, "there", project_id="q", role=Role.LEAD, by="lea")
        grant_role(office, "lea", project_id="p", role=None, by="root")
        assert who_holds(office, here.secret) is None
        assert who_holds(office, there.secret) is not None

    def test_disabling_ends_the_keys_that_somebody_made(self, office: Office) -> None:
        joined(office, "lea", Role.LEAD)
        made = make_key(office, "mine", project_id="p", role=Role.LEAD, by="lea")
        disable(office, "lea", by="root")
        assert who_holds(office, made.secret) is None

    def test_a_revoked_key_takes_along_what_it_let_in(self, office: Office) -> None:
        first = make_key(office, "first", project_id="p", role=Role.LEAD, by="root")
        second = make_key(office, "second", project_id="p", role=Role.LEAD, by="key:first")
        revoke_key(office, first.key.id, by="root")
        assert who_holds(office, second.secret) is None

    def test_a_key_that_is_not_there_cannot_be_revoked(self, office: Office) -> None:
        with pytest.raises(NotFound, match="no key has the identifier 'nobody'"):
            revoke_key(office, "nobody", by="root")


class TestLists:
    def test_users_of_a_project_are_those_with_a_role_there_or_everywhere(
        self, office: Office, clock: Clock
    ) -> None:
        joined(office, "zoe", Role.LEAD)
        joined(office, "ann", Role.ADMIN, project=EVERYWHERE)
        joined(office, "elsewhere", project="q")
        grant_role(office, "ann", project_id="p", role=Role.REVIEWER, by="root")
        clock.forward(hours=1)
        sign_in(office, "zoe", PASSWORD)
        ann, zoe = list_users(office, project_id="p")
        assert (ann.user.name, ann.role, ann.project_id) == ("ann", Role.ADMIN, EVERYWHERE)
        assert (zoe.user.name, zoe.role, zoe.last_seen) == ("zoe", Role.LEAD, clock.now)
        disable(office, "zoe", by="ann")
        _, zoe = list_users(office, project_id="p")
        assert (zoe.role, zoe.active) == (None, False)
        names = [(one.user.name, one.project_id) for one in list_everybody(office)]
        assert names == [("ann", EVERYWHERE), ("ann", "p"), ("elsewhere", "q"), ("zoe", "p")]

    def test_somebody_who_answered_was_seen_then(self, office: Office, clock: Clock) -> None:
        joined(office, "ann", Role.ADMIN, project=EVERYWHERE)
        samples = Maker(seed=1)
        project = samples.project()
        task = samples.task(project.id)
        with office.store.transaction(actor="test", now=clock.now) as tx:
            tx.put(project)
            tx.queue.add([task])
            tx.record(Event(verb=Verb.TASKS_PICKED, object_id=project.id))
        clock.forward(hours=5)
        with office.store.transaction(actor="ann", now=clock.now) as tx:
            lease = tx.queue.claim(project.id, "ann", now=clock.now, lease_seconds=60)
            assert lease is not None
            review = replace(samples.review(lease, project.id), created_at=clock.now)
            tx.queue.answer(lease, review, now=clock.now)
            tx.record(Event(verb=Verb.REVIEW_SUBMITTED, object_id=task.id))
        for found in (list_users(office, project_id=project.id), list_everybody(office)):
            assert [one.last_seen for one in found] == [clock.now]


class TestNames:
    @pytest.mark.parametrize(
        "name", ["", "  ", "-", "..", "a/b", "a:b", "a\nb", "a\x00b", "errata", "ERRATA", "x" * 81,
                 "\u202eann", "a\ud800b", 'a"b', "a?b"]
    )  # fmt: skip
    def test_a_name_that_could_mislead_is_refused(self, name: str) -> None:
        with pytest.raises(InputError):
            read_name(name)

    def test_spellings_of_the_same_letters_are_the_same_name(self) -> None:
        assert len({read_name(name) for name in ("Zo\u00eb", "zoe\u0308", " ZO\u00cb ")}) == 1
        assert read_name("ann.lee@example.org") == "ann.lee@example.org"
        assert read_name("李雷") == "李雷"


def every_change(office: Office, clock: Clock) -> Iterator[tuple[Verb, str, list[str]]]:
    """Each use case once: its verb, its actor and what must not be in the log."""
    made = invite(office, project_id=EVERYWHERE, role=Role.ADMIN, by="shell")
    yield Verb.USER_INVITED, "shell", [made.token]
    ann = join(office, made.token, name="ann", password=PASSWORD)
    yield Verb.USER_JOINED, "ann", [ann.token, ann.sign_in.csrf]
    again = sign_in(office, "ann", PASSWORD)
    yield Verb.SIGNED_IN, "ann", [again.token, again.sign_in.csrf]
    change_password(office, known(office, again), old=PASSWORD, new=OTHER)
    yield Verb.PASSWORD_CHANGED, "ann", []
    sign_out(office, known(office, again))
    yield Verb.SIGNED_OUT, "ann", []
    reset = invite(office, project_id="p", role=Role.LEAD, name="ann", by="shell")
    yield Verb.USER_INVITED, "shell", [reset.token]
    join(office, reset.token, name=None, password=PASSWORD)
    yield Verb.PASSWORD_CHANGED, "ann", []
    grant_role(office, "ann", project_id="p", role=Role.REVIEWER, skills=["ct"], by="shell")
    yield Verb.ROLE_GRANTED, "shell", ["ct"]
    key = make_key(office, "helpdesk", project_id="p", role=Role.SERVICE, by="ann")
    yield Verb.KEY_MADE, "ann", [key.secret, "helpdesk"]
    revoke_key(office, key.key.id, by="ann")
    yield Verb.KEY_REVOKED, "ann", []


def test_every_change_is_one_entry_and_tells_no_secret(office: Office, clock: Clock) -> None:
    seen = 0
    secrets = [PASSWORD, OTHER]
    for verb, actor, more in every_change(office, clock):
        entries = log(office)
        assert len(entries) == seen + 1, verb
        assert (verb, actor) in entries
        seen, secrets = len(entries), secrets + more
    with office.store.snapshot() as view:
        rows = view._conn.execute(select(audit)).all()  # type: ignore[attr-defined]
        stored = [
            repr(value)
            for kind in (User, Password, Grant, ApiKey, SignIn, Invitation, Ended)
            for value in view.find(kind)
        ]
    written = "\n".join(str(tuple(row)) for row in rows)
    for secret in secrets:
        assert secret not in written
    shown_later = {secret for secret in secrets if secret in ("ct", "helpdesk")}
    csrf = {one.csrf for one in _sign_ins(office)}
    for secret in set(secrets) - shown_later - csrf:
        assert secret not in "\n".join(stored)


def _sign_ins(office: Office) -> list[SignIn]:
    with office.store.snapshot() as view:
        return view.find(SignIn)


def test_what_is_refused_leaves_no_entry_and_nothing_half_done(office: Office) -> None:
    made = joined(office, "ann")
    before = log(office)
    for attempt in (
        lambda: sign_in(office, "ann", OTHER),
        lambda: join(office, "made-up", name="bob", password=PASSWORD),
        lambda: change_password(office, known(office, made), old=OTHER, new=OTHER),
        lambda: invite(office, project_id="p", role=Role.LEAD, name="a/b", by="root"),
        lambda: revoke_key(office, "made-up", by="root"),
    ):
        with pytest.raises(ErrataError):
            attempt()
    assert log(office) == before
