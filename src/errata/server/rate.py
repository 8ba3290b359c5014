"""Rate: how often somebody may try, by token buckets in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from errata.core.errors import ErrataError, InputError, NotFound, SignInNeeded, TooMany

MOST = 20_000  # buckets kept; those untouched the longest go first


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowance:
    """So many at once, and one more every so many seconds."""

    at_once: int
    seconds_each: float


class Buckets:
    """Counts what was done under each key; safe between threads."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._left: OrderedDict[tuple[str, ...], tuple[float, float]] = OrderedDict()

    def take(self, wanted: Sequence[tuple[tuple[str, ...], Allowance]]) -> None:
        """One from each bucket, or none from any; raises TooMany saying how long to wait."""
        now = self._seconds()
        with self._lock:
            levels = [self._level(key, allowance, now) for key, allowance in wanted]
            wait = max(
                (1.0 - level) * allowance.seconds_each
                for level, (_, allowance) in zip(levels, wanted, strict=True)
            )
            if wait > 0:
                raise TooMany("too many attempts", seconds=max(1.0, wait))
            for (key, _), level in zip(wanted, levels, strict=True):
                self._put(key, level - 1.0, now)

    def give_back(self, wanted: Sequence[tuple[tuple[str, ...], Allowance]]) -> None:
        """One back to each: the attempt was a good one."""
        now = self._seconds()
        with self._lock:
            for key, allowance in wanted:
                level = self._level(key, allowance, now) + 1.0
                self._put(key, min(level, float(allowance.at_once)), now)

    def _level(self, key: tuple[str, ...], allowance: Allowance, now: float) -> float:
        if key not in self._left:
            return float(allowance.at_once)
        level, at = self._left[key]
        return min(float(allowance.at_once), level + (now - at) / allowance.seconds_each)

    def _put(self, key: tuple[str, ...], level: float, now: float) -> None:
        self._left[key] = level, now
        self._left.move_to_end(key)
        while len(self._left) > MOST:
            self._left.popitem(last=False)


# Five wrong passwords for one name from one place, then one every twelve seconds; more for an
# office behind one address; and a guard against many places that try one name.
PAIR = Allowance(at_once=5, seconds_each=12.0)
ADDRESS = Allowance(at_once=40, seconds_each=2.0)
NAME = Allowance(at_once=30, seconds_each=10.0)


class Door:
    """Limits how often secrets may be tried; only what fails counts."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._buckets = Buckets(seconds=seconds)

    @contextmanager
    def password(self, address: str, name: str) -> Iterator[None]:
        """Try a password of somebody; raises TooMany instead when too many tries failed."""
        name = name[:200].strip().casefold()
        wanted = [
            (("pair", address, name), PAIR),
            (("address", address), ADDRESS),
            (("name", name), NAME),
        ]
        with self._counted(wanted, (SignInNeeded, InputError)):
            yield

    @contextmanager
    def link(self, address: str) -> Iterator[None]:
        """Try a one-time link; raises TooMany instead when too many tries failed."""
        with self._counted([(("address", address), ADDRESS)], (NotFound,)):
            yield

    @contextmanager
    def _counted(
        self,
        wanted: Sequence[tuple[tuple[str, ...], Allowance]],
        failures: tuple[type[ErrataError], ...],
    ) -> Iterator[None]:
        self._buckets.take(wanted)
        try:
            yield
        except failures:
            raise
        except BaseException:
            self._buckets.give_back(wanted)
            raise
        self._buckets.give_back(wanted)


def place(address: str) -> str:
    """What counts as one place: an IPv4 address, or the network that one IPv6 customer gets.

    >>> place("192.0.2.7"), place("2001:db8:1:2:3:4:5:6"), place("testclient")
    ('192.0.2.7', '2001:db8:1:2::/64', 'testclient')
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ip_network((int(known), 64), strict=False))
    return str(known)
