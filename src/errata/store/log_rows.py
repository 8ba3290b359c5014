"""Log rows: the columns of a scan, from tables of hot rows and segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from errata.core.ports import Drawn, LogRows, Passed
from errata.store.prediction_table import ident_rows, probability_rows, texts

NUMBERS: dict[str, type[Any]] = {
    "predicted": np.int32,
    "confidence": np.float64,
    "decision": np.uint8,
    "flags": np.uint32,
    "score": np.float64,
    "propensity": np.float64,
    "sampled": np.bool_,
}

DRAWN = ("predicted", "confidence", "decision", "propensity", "sampled")
PASSED = ("predicted", "confidence", "decision", "propensity", "sampled")


def log_rows(
    tables: Sequence[pa.Table], *, width: int, low: int | None, high: int | None, model: str | None
) -> LogRows:
    """The rows with low <= at < high of that model, oldest first, as numpy columns."""
    parts = [_part(table, low=low, high=high, model=model) for table in tables]
    parts = [part for part in parts if len(part["at"])]
    width = max([width, *(part["probabilities"].shape[1] for part in parts)])
    at = _stacked(parts, "at", np.int64)
    ids = _stacked(parts, "ids", np.uint8, 16)
    order = _by_time(at, ids)
    return LogRows(
        ids=ids[order],
        item_ids=_stacked(parts, "item_ids", np.uint8, 16)[order],
        model=_stacked(parts, "model", object)[order],
        probabilities=_widened(parts, width)[order],
        group=_stacked(parts, "group", object)[order],
        attributes={name: values[order] for name, values in _attributes(parts).items()},
        at=at[order].view("datetime64[us]"),
        **{name: _stacked(parts, name, kind)[order] for name, kind in NUMBERS.items()},
    )


def drawn_rows(tables: Sequence[pa.Table], *, model: str) -> Drawn:
    """The model's rows with a propensity above 0, oldest first."""
    total, parts = 0, []
    for table in tables:
        of_model = pc.equal(table["model"].cast(pa.string()), model)
        total += pc.sum(of_model).as_py() or 0
        kept = table.filter(pc.and_(of_model, pc.greater(table["propensity"], 0)))
        parts.append(
            {
                "ids": ident_rows(kept["id"]),
                "at": kept["at"].cast(pa.int64()).to_numpy(),
                **{name: kept[name].to_numpy() for name in DRAWN},
            }
        )
    parts = [part for part in parts if len(part["at"])]
    at, ids = _stacked(parts, "at", np.int64), _stacked(parts, "ids", np.uint8, 16)
    order = _by_time(at, ids)
    return Drawn(
        ids=ids[order],
        at=at[order].view("datetime64[us]"),
        total=total,
        **{name: _stacked(parts, name, NUMBERS[name])[order] for name in DRAWN},
    )


def passed_rows(
    table: pa.Table, *, model: str, low: int, high: int, sampled: bool
) -> Passed | None:
    """The rows with low <= at < high of that model, None when there are none."""
    at = table["at"].cast(pa.int64()).to_numpy()
    keep = (at >= low) & (at < high) & (texts(table["model"], missing="") == model)
    if sampled:
        keep &= table["sampled"].to_numpy()
    if not keep.any():
        return None
    if not keep.all():
        table = table.filter(pa.array(keep))
    return Passed(
        ids=ident_rows(table["id"]),
        at=at[keep].view("datetime64[us]"),
        group=texts(table["group"], missing=""),
        attributes=_attributes([{"at": at[keep], "attributes": _given(table)}]),
        **{name: table[name].to_numpy().astype(NUMBERS[name], copy=False) for name in PASSED},
    )


def _part(
    table: pa.Table, *, low: int | None, high: int | None, model: str | None
) -> dict[str, Any]:
    at = table["at"].cast(pa.int64()).to_numpy()
    keep = np.ones(len(at), dtype=bool)
    if low is not None:
        keep &= at >= low
    if high is not None:
        keep &= at < high
    models = texts(table["model"], missing="")
    if model is not None:
        keep &= models == model
    if not keep.all():
        table = table.filter(pa.array(keep))
    return {
        "at": at[keep],
        "ids": ident_rows(table["id"]),
        "item_ids": ident_rows(table["item_id"]),
        "model": models[keep],
        "probabilities": probability_rows(table["probabilities"]),
        "group": texts(table["group"], missing=""),
        **{name: table[name].to_numpy() for name in NUMBERS},
        "attributes": _given(table),
    }


def _given(table: pa.Table) -> dict[str, NDArray[Any]]:
    """The attributes of a table by the names of their columns."""
    return {
        name: table[name].to_numpy() if name.startswith("n:") else texts(table[name], missing=None)
        for name in table.column_names
        if name[:2] in ("n:", "s:")
    }


def _stacked(parts: Sequence[dict[str, Any]], name: str, kind: Any, *shape: int) -> NDArray[Any]:
    if not parts:
        return np.empty((0, *shape), dtype=kind)
    stacked: NDArray[Any] = np.concatenate([part[name] for part in parts])
    return stacked.astype(kind, copy=False)


def _widened(parts: Sequence[dict[str, Any]], width: int) -> NDArray[np.float32]:
    """Labels that were added later had no chance before."""
    out = np.zeros((sum(len(part["at"]) for part in parts), width), dtype=np.float32)
    row = 0
    for part in parts:
        given = part["probabilities"]
        out[row : row + len(given), : given.shape[1]] = given
        row += len(given)
    return out


def _attributes(parts: Sequence[dict[str, Any]]) -> dict[str, NDArray[Any]]:
    """Numbers as float64 with NaN for a row that lacks them, texts as objects with None."""
    names = sorted({name for part in parts for name in part["attributes"]})
    columns: dict[str, NDArray[Any]] = {}
    for name in names:
        missing = np.nan if name.startswith("n:") else None
        kind: Any = np.float64 if name.startswith("n:") else object
        columns[name] = np.concatenate(
            [
                part["attributes"].get(name, np.full(len(part["at"]), missing, dtype=kind))
                for part in parts
            ]
        )
    out: dict[str, NDArray[Any]] = {}
    for name in dict.fromkeys(name[2:] for name in names):
        numbers, words = columns.get(f"n:{name}"), columns.get(f"s:{name}")
        if words is None or numbers is None:
            out[name] = numbers if words is None else words  # type: ignore[assignment]
        else:
            both = words.copy()
            there = ~np.isnan(numbers)
            both[there] = numbers[there]
            out[name] = both
    return out


def _by_time(at: NDArray[np.int64], ids: NDArray[np.uint8]) -> NDArray[np.int64]:
    words = np.ascontiguousarray(ids).view(">u8").astype(np.uint64)
    high, low = words[:, 0], words[:, 1]
    return np.lexsort((low, high, at))
