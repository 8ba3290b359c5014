"""JSON and NDJSON as columns: read strictly, without an object of ours in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import msgspec

from errata.core.errors import InputError
from errata.server.captured.columns import Columns, Faults
from errata.server.problems import Malformed

Fact = str | float | bool | None


class Row(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One prediction as it is sent."""

    id: str | None = None
    model: str | None = None
    text: str | None = None
    record: dict[str, Any] | None = None
    image: bytes | None = None  # base64
    probabilities: list[float] | dict[str, float] | None = None
    label: str | None = None
    attributes: dict[str, Fact] | None = None
    group: str | None = None
    subject: str | None = None


_ONE = msgspec.json.Decoder(Row)
_LIST = msgspec.json.Decoder(list[Row])
_RAW = msgspec.json.Decoder(list[msgspec.Raw])
_ANY = msgspec.json.Decoder()


def read_json(body: bytes, *, most: int) -> tuple[Columns, bool]:
    """The predictions of a JSON body, and whether it is a list.

    Raises Malformed for what is no JSON, InputError for too many, FileError for every row that
    has another shape.
    """
    start = body[:64].lstrip()[:1]
    if start != b"[":
        return _columns(_rows(body, _ONE, lambda: [msgspec.Raw(body)])), False
    rows = _rows(body, _LIST, lambda: _RAW.decode(body))
    if len(rows) > most:
        raise InputError(
            f"{len(rows):,} predictions in one list",
            wanted=f"at most {most:,}",
            do="send several lists, or NDJSON or Arrow, which take more",
        )
    return _columns(rows), True


def read_ndjson(body: bytes, *, most: int) -> Columns:
    """The predictions of an NDJSON body, one a line; raises as `read_json` does."""
    lines = [line for line in body.split(b"\n") if line and not line.isspace()]
    if len(lines) > most:
        raise InputError(
            f"{len(lines):,} predictions in one body",
            wanted=f"at most {most:,}",
            do="send several",
        )
    try:
        rows = [_ONE.decode(line) for line in lines]
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        rows = _with_faults([msgspec.Raw(line) for line in lines])
    return _columns(rows)


def _rows(
    body: bytes,
    decoder: msgspec.json.Decoder[Any],
    split: Callable[[], Sequence[msgspec.Raw]],
) -> list[Row]:
    try:
        made = decoder.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        try:
            _ANY.decode(body)
            parts = split()
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise Malformed(
                f"the body is no JSON: {_said(error)}",
                wanted="a prediction, or a list of them",
                do="nothing was stored",
            ) from None
        return _with_faults(parts)
    return made if isinstance(made, list) else [made]


def _with_faults(parts: Sequence[msgspec.Raw]) -> list[Row]:
    """The rows one by one, to find every one that cannot be read."""
    faults = Faults()
    rows: list[Row] = []
    for row, part in enumerate(parts):
        try:
            rows.append(_ONE.decode(part))
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            where, says = _placed(_said(error))
            faults.add(row, where, says)
            if faults.full:
                break
    faults.check()
    return rows


def _said(error: BaseException) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


def _placed(says: str) -> tuple[str, str]:
    """msgspec names the place at the end: "Expected `float` - at `$.probabilities[0]`"."""
    says, _, place = says.partition(" - at `$")
    return place.rstrip("`").lstrip(".") or "prediction", says[0].lower() + says[1:]


def _columns(rows: list[Row]) -> Columns:
    cells = attrgetter(
        "id",
        "model",
        "text",
        "record",
        "image",
        "probabilities",
        "label",
        "attributes",
        "group",
        "subject",
    )
    if not rows:
        return Columns(n=0)
    ids, models, texts, records, images, shares, labels, facts, groups, subjects = zip(
        *map(cells, rows), strict=True
    )
    return Columns(
        n=len(rows),
        ids=_filled(ids),
        models=_filled(models),
        texts=_filled(texts),
        records=_filled(records),
        images=_filled(images),
        probabilities=_filled(shares),
        labels=_filled(labels),
        attributes=_facts(facts),
        groups=_filled(groups),
        subjects=_filled(subjects),
    )


def _filled(column: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """The column, or None where no row has the value."""
    return column if any(value is not None for value in column) else None


def _facts(rows: Sequence[dict[str, Fact] | None]) -> dict[str, Sequence[Any]]:
    names = dict.fromkeys(name for row in rows if row for name in row)
    return {name: [row.get(name) if row else None for row in rows] for name in names}
