"""State: what the watch knows between two looks, and how it lies in a look."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from errata.core.errors import StoreDamaged
from errata.core.model import Look
from errata.core.ports import Snapshot
from errata.loop.watch.rate_monitor import RateMonitor
from errata.loop.watch.shift_monitor import ShiftMonitor

WEEKS = 4  # of arrivals that tell what silence is usual
READINGS = 48  # of the oldest age


@dataclass(frozen=True, kw_only=True)
class Stream:
    """A watch over the traffic. Its reference is frozen before it begins to compare."""

    began: datetime
    looks_back: bool  # whether the traffic before `began` may be its reference
    reference: tuple[datetime, datetime] | None = None  # the window of the reference
    kinds: Mapping[str, str] = field(default_factory=dict)  # feature -> number or text
    monitor: ShiftMonitor | None = None  # None while there is no reference yet


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Weighted answers so far, from which an estimate is made."""

    n: int = 0
    weight: float = 0.0
    squares: float = 0.0  # of the weights
    wrong: float = 0.0  # weight of the wrong ones
    unanswered: int = 0


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A watch over the audited error."""

    began: datetime
    basis: Mapping[str, Any] = field(default_factory=dict)  # what `accepted` rests on
    monitor: RateMonitor | None = None  # an audit without an answer counts as right
    at_worst: RateMonitor | None = None  # ... as wrong
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, kw_only=True)
class WatchState:
    """Everything that a look goes on from."""

    model_id: str
    operating_id: str | None
    began: datetime
    traffic_upto: datetime  # predictions before it are counted
    audited_upto: datetime  # audits of predictions before it are counted
    streams: Mapping[str, Stream] = field(default_factory=dict)
    rates: Mapping[str, Rate] = field(default_factory=dict)
    arrivals: Mapping[int, int] = field(default_factory=dict)  # hour since 1970 -> predictions

    def arrived(self, hours: Mapping[int, int], *, now: datetime) -> WatchState:
        """The same with more arrivals; those of the last weeks are kept."""
        first = hour_of(now - timedelta(weeks=WEEKS))
        both = {**self.arrivals}
        for hour, n in hours.items():
            both[hour] = both.get(hour, 0) + n
        return replace(self, arrivals={h: n for h, n in sorted(both.items()) if h >= first})

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it, but for how far it has read."""
        return {
            "kind": "watch.v1",
            "model": self.model_id,
            "operating": self.operating_id,
            "began": _spelled(self.began),
            "streams": {name: _stream(one) for name, one in self.streams.items()},
            "rates": {name: _rate(one) for name, one in self.rates.items()},
            "arrivals": [[hour, n] for hour, n in self.arrivals.items()],
        }

    @property
    def read(self) -> tuple[datetime, datetime]:
        """How far traffic and audits are read: it moves on even where nothing is found."""
        return self.traffic_upto, self.audited_upto

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any], read: tuple[datetime, datetime]) -> WatchState:
        """What `as_dict` wrote, and how far it had read."""
        return cls(
            model_id=kept["model"],
            operating_id=kept["operating"],
            began=_time(kept["began"]),
            traffic_upto=read[0],
            audited_upto=read[1],
            streams={name: _as_stream(one) for name, one in kept["streams"].items()},
            rates={name: _as_rate(one) for name, one in kept["rates"].items()},
            arrivals={int(hour): int(n) for hour, n in kept["arrivals"]},
        )


def hour_of(at: datetime) -> int:
    """The hour since 1970.

    >>> hour_of(datetime(1970, 1, 2, tzinfo=UTC))
    24
    """
    return int(at.timestamp() // 3600)


def packed(state: WatchState | None, last: Look | None) -> dict[str, Any]:
    """The state as a look keeps it: pressed, or the number of the look that has the same."""
    if state is None:
        return {}
    pressed = base64.b85encode(zlib.compress(json.dumps(state.as_dict()).encode(), 9)).decode()
    read = [_spelled(at) for at in state.read]
    if last is not None and last.state.get("pressed") == pressed:
        return {"as_in": last.number, "read": read}
    return {"pressed": pressed, "read": read}


def state_of(view: Snapshot, look: Look | None) -> tuple[WatchState | None, Look | None]:
    """What a look kept, and the look that has it in full; raises StoreDamaged when it is gone."""
    if look is None or not look.state:
        return None, None
    read = (_time(look.state["read"][0]), _time(look.state["read"][1]))
    if "as_in" in look.state:
        found = view.find(Look, project_id=look.project_id, number=look.state["as_in"], limit=1)
        if not found:
            raise StoreDamaged(f"the look {look.state['as_in']} is gone", do="restore a backup")
        look = found[0]
    plain = zlib.decompress(base64.b85decode(look.state["pressed"]))
    return WatchState.from_dict(json.loads(plain), read), look


def _spelled(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _stream(one: Stream) -> dict[str, Any]:
    return {
        "began": _spelled(one.began),
        "looks_back": one.looks_back,
        "reference": None if one.reference is None else [_spelled(at) for at in one.reference],
        "kinds": dict(one.kinds),
        "monitor": None if one.monitor is None else one.monitor.as_dict(),
    }


def _as_stream(kept: Mapping[str, Any]) -> Stream:
    window, monitor = kept["reference"], kept["monitor"]
    return Stream(
        began=_time(kept["began"]),
        looks_back=kept["looks_back"],
        reference=None if window is None else (_time(window[0]), _time(window[1])),
        kinds=kept["kinds"],
        monitor=None if monitor is None else ShiftMonitor.from_dict(monitor),
    )


def _rate(one: Rate) -> dict[str, Any]:
    tally = one.tally
    return {
        "began": _spelled(one.began),
        "basis": dict(one.basis),
        "monitor": None if one.monitor is None else one.monitor.as_dict(),
        "at_worst": None if one.at_worst is None else one.at_worst.as_dict(),
        "tally": [tally.n, tally.weight, tally.squares, tally.wrong, tally.unanswered],
    }


def _as_rate(kept: Mapping[str, Any]) -> Rate:
    monitors = [
        None if kept[name] is None else RateMonitor.from_dict(kept[name])
        for name in ("monitor", "at_worst")
    ]
    n, weight, squares, wrong, unanswered = kept["tally"]
    return Rate(
        began=_time(kept["began"]),
        basis=kept["basis"],
        monitor=monitors[0],
        at_worst=monitors[1],
        tally=Tally(n=n, weight=weight, squares=squares, wrong=wrong, unanswered=unanswered),
    )
