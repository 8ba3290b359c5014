"""Auth: who sends a request. Keys come in a header, people with a cookie.

A browser sends its cookie with whatever page asks it to. So a change that comes with a cookie must
also carry the sign-in's CSRF token, which no other site can read, and must not say that another
site sent it.
"""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from errata.core.caller import Caller as Caller
from errata.core.errors import NotAllowed, SignInNeeded
from errata.flow.accounts.credentials import token_hash
from errata.flow.accounts.sign_in import SignedIn
from errata.flow.accounts.who import who_holds, who_signed_in
from errata.server.rate import Door
from errata.server.settings import ServerSettings

if TYPE_CHECKING:
    from errata.wire import Site

COOKIE = "errata_session"
CSRF = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
REMEMBERED_SECONDS = 5.0  # what another server process changed is seen after this time
MOST = 10_000  # callers remembered
LONGEST = 200  # characters of a key or token; ours have 50


@dataclass(frozen=True, kw_only=True, slots=True)
class _Secret:
    """What the request came with."""

    token: str
    cookie: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Remembered:
    caller: Caller
    at: float
    change: int  # how many changes of accounts this process had made before it was read


class Gate:
    """Knows callers; the accounts' records decide, and what they said is kept for moments."""

    def __init__(
        self,
        site: Site,
        *,
        settings: ServerSettings | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._seconds = settings or ServerSettings(), seconds
        self._office = site.accounts
        self._callers: dict[str, _Remembered] = {}
        self._guard = threading.Lock()
        self.door = Door(seconds=seconds)

    def remembered(self, request: Request) -> Caller | None:
        """The caller, if known from moments ago; reads no database.

        Raises SignInNeeded and NotAllowed as `caller` does.
        """
        secret = self._secret(request)
        kept = self._callers.get(token_hash(secret.token))
        if kept is None or not self._holds(kept):
            return None
        self._check_meant(request, secret, kept.caller)
        return kept.caller

    def caller(self, request: Request) -> Caller:
        """The caller.

        Raises SignInNeeded without a key or cookie that opens anything, NotAllowed for a change
        with a cookie that its page did not mean.
        """
        secret = self._secret(request)
        office = self._office
        change, at = office.changes.count, self._seconds()  # both before the records are read
        who = who_signed_in if secret.cookie else who_holds
        caller = who(office, secret.token)
        if caller is None:
            raise SignInNeeded(
                "a sign-in that is over"
                if secret.cookie
                else "a key that opens nothing (any more)",
                do="sign in again" if secret.cookie else "ask a lead for a new key",
            )
        with self._guard:
            if len(self._callers) >= MOST:
                self._callers.clear()
            self._callers[token_hash(secret.token)] = _Remembered(
                caller=caller, at=at, change=change
            )
        self._check_meant(request, secret, caller)
        return caller

    def check_same_site(self, request: Request) -> None:
        """Raise NotAllowed when the browser says that another site's page sent the request."""
        fetched = request.headers.get("sec-fetch-site", "none")
        if fetched == "same-origin":  # only the browser itself can say so, whatever a proxy renames
            return
        if fetched != "none":
            raise NotAllowed("a request that another site's page sent", do="open Errata itself")
        origin = request.headers.get("origin")
        if origin is None:
            return
        host = request.headers.get("host", "").lower()
        own = {host, urlsplit(self._settings.public_url).netloc.lower()} - {""}
        try:
            sender = urlsplit(origin).netloc.lower()
        except ValueError:
            sender = ""
        if sender not in own:
            raise NotAllowed("a request that another site's page sent", do="open Errata itself")

    def let_in(self, request: Request, response: Response, made: SignedIn) -> None:
        """Give the browser its cookie."""
        response.set_cookie(
            COOKIE,
            made.token,
            # A span, not a time: the browser's clock may be wrong.
            max_age=int((made.sign_in.expires_at - self._office.now()).total_seconds()),
            path="/",
            httponly=True,
            samesite="lax",
            secure=self._secure(request),
        )

    def let_out(self, request: Request, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(
            COOKIE, path="/", httponly=True, samesite="lax", secure=self._secure(request)
        )

    def _secure(self, request: Request) -> bool:
        return self._settings.secure_cookies or request.url.scheme == "https"

    def _holds(self, kept: _Remembered) -> bool:
        caller = kept.caller
        return (
            kept.change == self._office.changes.count
            and self._seconds() - kept.at < REMEMBERED_SECONDS
            and (caller.expires_at is None or caller.expires_at > self._office.now())
        )

    def _secret(self, request: Request) -> _Secret:
        """The key of a header, else the cookie; a header that opens nothing is not passed over."""
        headers = request.headers
        key = headers.get("x-api-key")
        authorization = headers.get("authorization")
        if key is None and authorization is not None:
            scheme, _, key = authorization.strip().partition(" ")
            if scheme.lower() != "bearer":
                raise SignInNeeded(
                    "a header Authorization of another kind", wanted="Authorization: Bearer KEY"
                )
        token = key.strip() if key is not None else request.cookies.get(COOKIE)
        if not token or len(token) > LONGEST:
            raise SignInNeeded(
                "nobody is signed in", do="sign in, or send Authorization: Bearer KEY"
            )
        return _Secret(token=token, cookie=key is None)

    def _check_meant(self, request: Request, secret: _Secret, caller: Caller) -> None:
        if not secret.cookie or request.method in SAFE:
            return
        self.check_same_site(request)
        sent = request.headers.get(CSRF, "")
        if not hmac.compare_digest(sent.encode(), (caller.csrf or "").encode()) or not sent:
            raise NotAllowed(
                "a change without the sign-in's token",
                wanted="the header X-CSRF-Token, as GET /api/v1/session answers it",
                do="load the page again",
            )
