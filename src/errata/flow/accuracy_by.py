"""Accuracy by class and slice: how often the champion is right in production, part by part."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.accuracy import AccuracyBy, ClassAccuracy, SliceAccuracy
from errata.core.errors import InputError, NotFound
from errata.core.estimate import Estimate
from errata.core.ports import Drawn, Passed, Snapshot
from errata.flow.production import (
    Audits,
    Measured,
    accuracy_of,
    audits_among,
    measured,
    spanned,
)
from errata.flow.workspace import Workspace, champion_of
from errata.loop.triage.accuracy_by import UNKNOWN, estimate_accuracy_by, estimate_recall_by
from errata.loop.triage.attributes import Coded, as_column, code_attributes

CLASS = "class"
FEW = 20  # values of an attribute that is told without being asked for
MOST = 200  # ... and when it is asked for by name
BEGIN, LONG = datetime(1970, 1, 1, tzinfo=UTC), timedelta(days=36_500)
NOTHING = Estimate(value=0.5, low=0.0, high=1.0, n=0, method="nothing reviewed")
DRAWN = tuple(entry.name for entry in fields(Drawn) if entry.name != "total")
Columns = dict[str, NDArray[Any]]


def accuracy_by(ws: Workspace, by: str | None = None, *, together: bool = False) -> AccuracyBy:
    """The champion's accuracy overall and by `by`: "class", or the name of an attribute.

    Without `by`: by class and by every attribute of at most 20 values; numbers are cut into
    ranges, as `find_slices` cuts them. Every interval is made of the group's own reviews and holds
    for itself at 95 %; with `together` those of all classes, or of one attribute, hold at once.
    What is sampled and not settled counts at its worst on either side.

    Raises NotFound for an attribute that no prediction of the champion carries, InputError for one
    of more than 200 values.
    """
    with ws.store.snapshot() as view:
        champion = champion_of(view, ws.project)
        if champion is None:
            return AccuracyBy(
                model=None, overall=None, by_class=(), by_slice=(), says="There is no champion yet."
            )
        drawn, columns = _gathered(view, ws, champion.name, by)
        audits = audits_among(view, ws, drawn) if drawn is not None else None
    if by not in (None, CLASS) and by not in columns:
        raise NotFound(
            f"no prediction of {champion.name} carries the attribute {by!r}",
            do="name one that was captured, or 'class'",
        )
    overall = accuracy_of(audits) if audits is not None else None
    if audits is None or overall is None:
        says = "No review that may be counted yet."
        return AccuracyBy(model=champion.name, overall=None, by_class=(), by_slice=(), says=says)
    what = measured(audits)
    coded = code_attributes(columns, len(audits.drawn))
    return AccuracyBy(
        model=champion.name,
        overall=overall,
        by_class=_classes(ws, audits, what, together) if by in (None, CLASS) else (),
        by_slice=tuple(
            one
            for each in coded
            if by is not None or len(each.values) <= FEW
            for one in _slices(each, audits, what, together)
        ),
        says=_says(what, together),
    )


def _classes(
    ws: Workspace, audits: Audits, what: Measured, together: bool
) -> tuple[ClassAccuracy, ...]:
    labels = np.array([*ws.project.labels, UNKNOWN])  # the last one stands for UNSETTLED
    rows = what.reviewed
    precision = _estimates(audits.drawn.predicted, audits, what, together)
    recall = estimate_recall_by(
        labels[audits.truth[rows]],
        labels[audits.drawn.predicted[rows]],
        rows[rows],
        what.propensity[rows],
        simultaneous=together,
        smallest=float(what.propensity.min()),
    )
    return tuple(
        ClassAccuracy(
            name=label,
            estimate=precision.get(index, NOTHING),
            recall=recall.get(label, NOTHING),
        )
        for index, label in enumerate(ws.project.labels)
    )


def _slices(each: Coded, audits: Audits, what: Measured, together: bool) -> list[SliceAccuracy]:
    found = _estimates(each.codes, audits, what, together)
    return [
        SliceAccuracy(attribute=each.name, value=each.values[code], estimate=estimate)
        for code, estimate in found.items()
        if code < len(each.values)  # past them: rows of no value
    ]


def _estimates(
    codes: NDArray[Any], audits: Audits, what: Measured, together: bool
) -> dict[int, Estimate]:
    """The accuracy of each group, from the worst to the best case of what is not settled."""
    low, high = (
        estimate_accuracy_by(
            codes, what.likely, what.reviewed, right, what.propensity, simultaneous=together
        )
        for right in (what.worst, what.best)
    )
    answered = np.bincount(codes[what.reviewed & audits.settled], minlength=int(codes.max()) + 1)
    return {
        int(name): spanned(low[name], high[name], n=int(answered[int(name)]), source=what.source)
        for name in low
    }


def _gathered(
    view: Snapshot, ws: Workspace, model: str, by: str | None
) -> tuple[Drawn | None, Columns]:
    """The model's predictions that could have been audited, oldest first, and their attributes."""
    parts: list[Passed] = []
    found: dict[str, list[tuple[int, NDArray[Any]]]] = {}  # from which row on
    kinds: dict[str, dict[Any, Any]] = {}
    rows = total = 0
    for part in view.log.walk(ws.project.id, model=model, since=BEGIN, until=ws.now() + LONG):
        total += len(part)
        drawn = part.take(np.flatnonzero(part.propensity > 0))
        for name, values in drawn.attributes.items():
            if by in (None, name) and len(kinds.setdefault(name, {})) <= MOST:
                column = _shared(as_column(name, values, len(drawn)), kinds[name])
                found.setdefault(name, []).append((rows, column))
        rows += len(drawn)
        parts.append(drawn)
    many = [name for name, seen in kinds.items() if len(seen) > MOST]
    if by in many:
        raise _too_many(by)
    if not rows:
        return None, {}
    order = np.argsort(np.concatenate([part.at for part in parts]), kind="stable")
    columns = {name: _whole(each, rows)[order] for name, each in found.items() if name not in many}
    drawn_columns: Columns = {
        name: np.concatenate([getattr(part, name) for part in parts])[order] for name in DRAWN
    }
    return Drawn(**drawn_columns, total=total), columns


def _shared(column: NDArray[Any], seen: dict[Any, Any]) -> NDArray[Any]:
    """The same values, each kept once however often it occurs; numbers as they are."""
    if column.dtype != object:
        return column
    return np.array([seen.setdefault(value, value) for value in column.tolist()], dtype=object)


def _whole(parts: list[tuple[int, NDArray[Any]]], rows: int) -> NDArray[Any]:
    """One value a row; missing where a part lacks the attribute."""
    numbers = all(part.dtype == np.float64 for _, part in parts)
    column = np.full(rows, np.nan if numbers else None, dtype=np.float64 if numbers else object)
    for first, part in parts:
        column[first : first + len(part)] = part
    return column


def _too_many(by: str | None) -> InputError:
    return InputError(
        f"the attribute {by!r} has more than {MOST} values",
        do="capture it in ranges or kinds to see the accuracy of each",
    )


def _says(what: Measured, together: bool) -> str:
    waiting = int(what.reviewed.sum()) - what.answered
    held = "All intervals of a list hold together" if together else "Each interval holds by itself"
    late = f"; {waiting} that nobody has settled count at their worst on either side"
    return f"From {what.answered} reviews{late if waiting else ''}. {held}, at 95 %."
