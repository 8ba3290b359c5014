"""Link: one server, spoken to over connections that are kept open."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

import httpx

from errata.client.problems import error_of
from errata.core.errors import ErrataError, InputError, TooMany, Unavailable

CONNECT, ANSWER = 3.0, 30.0  # seconds
PAUSES = (0.1, 0.4)  # seconds before a call that may be repeated is repeated
LONGEST_WAIT = 5.0  # seconds that a "too many" is waited for in a call


class Link:
    """A server's API: addresses, the key, timeouts, repetitions, and its errors as ours.

    A call is repeated only where a second time changes nothing, or where the first never arrived.
    Safe between threads, and after a fork.
    """

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        transport: httpx.BaseTransport | None = None,
        answer_seconds: float = ANSWER,
    ) -> None:
        address = httpx.URL(url)
        if address.scheme not in ("http", "https") or not address.host:
            raise InputError(f"the address {url!r}", wanted="http://host:port or https://host")
        self.url = str(address.copy_with(query=None, fragment=None)).rstrip("/")
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._transport = transport
        self._timeout = httpx.Timeout(answer_seconds, connect=CONNECT)
        self._http, self._pid = self._connections(), os.getpid()

    def get(self, path: str, **params: Any) -> Any:
        """What the server holds there."""
        return self.read(self.call("GET", path, params=params, again=True))

    def post(
        self, path: str, given: Any = None, *, again: bool = False, seconds: float | None = None
    ) -> Any:
        """What the server answers to `given`; `again`: repeating it changes nothing."""
        answer = self.call("POST", path, json=given or {}, again=again, seconds=seconds)
        return self.read(answer) if answer.content else None

    def call(
        self,
        method: str,
        path: str,
        *,
        again: bool = False,
        seconds: float | None = None,
        params: Mapping[str, Any] | None = None,
        **sent: Any,
    ) -> httpx.Response:
        """The answer, if it is a good one.

        Raises the error that the server's problem stands for, Unavailable when none came.
        """
        for pause in (*PAUSES, None):
            try:
                return self._once(method, path, seconds=seconds, params=params, **sent)
            except _Away as away:
                if pause is None or not (again or away.unsent) or away.slow:
                    raise Unavailable(
                        f"the server {self.url} does not answer ({away})",
                        do="see that errata serve runs there",
                    ) from None
            except TooMany as many:
                if pause is None or many.seconds > LONGEST_WAIT:
                    raise
                pause = many.seconds
            except Unavailable:
                if pause is None or not again:
                    raise
            time.sleep(pause)
        raise AssertionError("unreachable")

    def read(self, answer: httpx.Response) -> Any:
        """What an answer says; raises Unavailable for one that is not the server's."""
        if not says_json(answer):
            raise Unavailable(
                f"{self.url} answers, but not as Errata does",
                wanted="JSON",
                do="see that the address is a server's, and that no proxy answers for it",
            )
        return answer.json()

    def is_ready(self) -> bool:
        """Whether the server and its store answer."""
        try:
            return self._http.get(f"{self.url}/readyz", timeout=self._timeout).is_success
        except httpx.HTTPError:
            return False

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _once(
        self,
        method: str,
        path: str,
        *,
        seconds: float | None,
        params: Mapping[str, Any] | None,
        **sent: Any,
    ) -> httpx.Response:
        if self._pid != os.getpid():  # a forked process must not speak on its parent's connections
            self._http, self._pid = self._connections(), os.getpid()
        known = {name: value for name, value in (params or {}).items() if value is not None}
        timeout = self._timeout if seconds is None else httpx.Timeout(seconds, connect=CONNECT)
        try:
            answer = self._http.request(
                method,
                f"{self.url}/api/v1/{path}",
                timeout=timeout,
                params=known or None,  # an empty one would cut the path's own
                **sent,
            )
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            slow = isinstance(error, httpx.ConnectTimeout)
            raise _Away(_reason(error), unsent=True, slow=slow) from None
        except httpx.TransportError as error:
            slow = isinstance(error, httpx.TimeoutException)
            raise _Away(_reason(error), unsent=False, slow=slow) from None
        except httpx.InvalidURL as error:
            raise InputError(f"the address {self.url!r}: {error}") from None
        if answer.is_success:
            return answer
        if answer.is_redirect:
            raise InputError(
                f"the server {self.url} sends calls on to {answer.headers.get('location')}",
                do="open that address",
            )
        raise _told(answer)

    def _connections(self) -> httpx.Client:
        return httpx.Client(
            headers=self._headers,
            transport=self._transport,
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=16),
        )


class _Away(Exception):
    """No answer came. `unsent`: the call never arrived; `slow`: time ran out."""

    def __init__(self, reason: str, *, unsent: bool, slow: bool) -> None:
        super().__init__(reason)
        self.unsent, self.slow = unsent, slow


def says_json(answer: httpx.Response) -> bool:
    """Whether an answer is JSON; a proxy's page, for one, is not."""
    kind = str(answer.headers.get("content-type", "")).split(";")[0].strip()
    return kind == "application/json" and answer.content[:1] in (b"{", b"[")


def _reason(error: httpx.TransportError) -> str:
    return str(error) or type(error).__name__


def _told(answer: httpx.Response) -> ErrataError:
    return error_of(answer.status_code, answer.content, answer.headers.get("retry-after"))
