"""Traffic: fold what went by since the last look through the watch over inputs and predictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.draws import digest16
from errata.core.model import ModelVersion
from errata.core.policy import WatchPolicy
from errata.core.ports import Passed, Snapshot
from errata.flow.watch.features import (
    input_columns,
    kinds_of,
    prediction_columns,
    shaped,
)
from errata.flow.watch.sampling import Draw, drawn_from
from errata.flow.watch.state import Stream, WatchState
from errata.flow.workspace import Workspace
from errata.loop.watch.shift_monitor import start_shift, update_shift

INPUTS, PREDICTIONS = "inputs", "predictions"
Columns = Mapping[str, NDArray[Any]]
READERS: Mapping[str, Callable[[Snapshot, Workspace, Passed], dict[str, NDArray[Any]]]] = {
    INPUTS: input_columns,
    PREDICTIONS: prediction_columns,
}

SAMPLE = 256  # predictions of a window that are compared
REFERENCE = 2_000  # predictions that they are compared with
LEAST = 200  # of them; with fewer the first traffic is waited for
FIRST = 500  # predictions that make a reference where there was no traffic before
LOOK_BACK = timedelta(days=30)  # holds whole weeks, so that a Sunday is nothing new
WINDOWS = 200  # of one look, however much it has to catch up with
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What reading traffic needs."""

    view: Snapshot
    ws: Workspace
    model: ModelVersion
    policy: WatchPolicy
    alpha: float  # of each monitor
    due: timedelta  # how long an audit may wait for its answer

    def walk(self, since: datetime, until: datetime) -> Iterator[Passed]:
        """The model's predictions in a closed window."""
        return self.view.log.walk(
            self.ws.project.id, model=self.model.name, since=since, until=until
        )

    def drawn(self, window: tuple[datetime, datetime], n: int) -> Passed | None:
        """`n` predictions of a window, the same whenever they are asked for."""
        return drawn_from(self.ws.project.key, self.walk(*window), n)


def catch_up(reader: Reader, state: WatchState, until: datetime) -> WatchState:
    """The state after everything before `until`; windows are closed, so each row counts once."""
    streams = {name: _with_reference(reader, name, one) for name, one in state.streams.items()}
    after = replace(state, streams=streams)
    if until > state.traffic_upto:
        after = _fold(reader, after, until)
    gathered = {name: _gathered(reader, name, one, until) for name, one in after.streams.items()}
    return replace(after, streams=gathered)


def _fold(reader: Reader, state: WatchState, until: datetime) -> WatchState:
    since, key = state.traffic_upto, reader.ws.project.key
    width = max((until - since) / WINDOWS, timedelta(minutes=reader.policy.every_minutes))
    step = width // timedelta(microseconds=1)
    start = _micros(since)
    draws: dict[int, Draw] = {}
    hours: dict[int, int] = {}
    for part in reader.walk(since, until):
        at = part.at.astype(np.int64)
        windows = (at - start) // step
        for window in np.unique(windows).tolist():
            draw = draws.setdefault(window, Draw(key, SAMPLE))
            draw.show(part.take(np.flatnonzero(windows == window)))
        for hour, n in zip(*np.unique(at // 3_600_000_000, return_counts=True), strict=True):
            hours[int(hour)] = hours.get(int(hour), 0) + int(n)
    streams = dict(state.streams)
    for window in sorted(draws):
        rows = draws[window].rows()
        assert rows is not None  # a window is made by its first row
        begins = (start + window * step) / 1e6
        streams = {name: _updated(reader, name, one, rows, begins) for name, one in streams.items()}
    return replace(state, streams=streams, traffic_upto=until).arrived(hours, now=until)


def _updated(reader: Reader, name: str, stream: Stream, rows: Passed, at: float) -> Stream:
    if stream.monitor is None:
        return stream
    columns = READERS[name](reader.view, reader.ws, rows)
    batch = shaped(columns, stream.kinds, len(rows))
    return replace(stream, monitor=update_shift(stream.monitor, batch, at=at))


def _with_reference(reader: Reader, name: str, stream: Stream) -> Stream:
    """Against the traffic before it began, where there was enough of it."""
    if stream.monitor is not None or not stream.looks_back:
        return stream
    window = (stream.began - LOOK_BACK, stream.began)
    rows = reader.drawn(window, REFERENCE)
    if rows is None or len(rows) < LEAST:
        return replace(stream, looks_back=False)
    return _started(reader, name, stream, rows, window)


def _gathered(reader: Reader, name: str, stream: Stream, until: datetime) -> Stream:
    """Against the first traffic after it began, once there is enough of it."""
    if stream.monitor is not None or until <= stream.began:
        return stream
    window = (stream.began, until)
    draw = Draw(reader.ws.project.key, REFERENCE)
    for part in reader.walk(*window):
        draw.show(part)
    rows = draw.rows()
    if rows is None or draw.seen < FIRST:
        return stream
    return _started(reader, name, stream, rows, window)


def _started(
    reader: Reader, name: str, stream: Stream, rows: Passed, window: tuple[datetime, datetime]
) -> Stream:
    columns = READERS[name](reader.view, reader.ws, rows)
    kinds = kinds_of(columns)
    if not kinds:
        return stream
    seed = int.from_bytes(digest16(reader.ws.project.key + name.encode())[:4], "big")
    monitor = start_shift(
        shaped(columns, kinds, len(rows)),
        alpha=reader.alpha,
        tolerance=reader.policy.drift_tolerance,
        seed=seed,
    )
    return replace(stream, monitor=monitor, kinds=kinds, reference=window)


def _micros(at: datetime) -> int:
    return (at - EPOCH) // timedelta(microseconds=1)
