"""A file of predictions without truth: items, and what a model said of them if it says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from errata.core.item import Items
    from errata.engine.csv_rows import Table
    from errata.engine.faults import Faults

_OWN = {"text", "subject", "group", "id", "split", "label", "predicted", "confidence"}


@dataclass(frozen=True, kw_only=True)
class PredictionsFile:
    """n items, with probabilities (n, C), or labels with confidence, or neither."""

    items: Items
    ids: list[str] | None
    classes: tuple[str, ...]  # sorted: all that were predicted or given a probability
    probabilities: NDArray[np.float64] | None  # (n, C)
    predicted: list[str] | None
    confidence: NDArray[np.float64] | None  # (n,) of the predicted class
    attributes: dict[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(self.items)

    def spread_over(self, labels: tuple[str, ...]) -> NDArray[np.float64] | None:
        """(n, labels) probabilities, what a confidence leaves shared evenly; None: not known.

        Raises InputError for a class that is none of the labels.
        """
        from errata.core.errors import InputError

        unknown = sorted(set(self.classes) - set(labels))
        if unknown:
            raise InputError(f"the class {unknown[0]!r}", wanted="one of " + ", ".join(labels[:12]))
        place = {name: code for code, name in enumerate(labels)}
        n = len(self)
        if self.probabilities is not None:
            out = np.zeros((n, len(labels)))
            for code, name in enumerate(self.classes):
                out[:, place[name]] = self.probabilities[:, code]
            return out
        if self.predicted is None or self.confidence is None:
            return None
        rest = (1 - self.confidence) / max(len(labels) - 1, 1)
        out = np.repeat(rest[:, None], len(labels), axis=1)
        out[np.arange(n), [place[name] for name in self.predicted]] = self.confidence
        return out


def read_predictions(path: Path) -> PredictionsFile:
    """A CSV file with `text` or fields, and `p_<class>` columns, or `predicted` (and
    `confidence`), or neither; or an NPZ file with `images`. Other columns are attributes.

    Raises FileError with every problem found.
    """
    from errata.engine.columns import as_attribute
    from errata.engine.csv_rows import read_table
    from errata.engine.faults import Faults
    from errata.engine.read_csv import check_texts, items_of

    if path.suffix.lower() == ".npz":
        return _images(path)
    faults = Faults(str(path))
    table = read_table(path, faults)
    scored = [name for name in table.columns if name.startswith("p_") and len(name) > 2]
    scored = scored if len(scored) > 1 else []
    others = [name for name in table.columns if name not in _OWN and name not in scored]
    if "text" in table.columns:
        check_texts(table, "text", faults)
    elif not others:
        faults.add("row 1: no column 'text' and no other fields to classify by")
    probabilities = _rows(table, scored, faults) if scored else None
    predicted = _predicted(table, faults) if not scored and "predicted" in table.columns else None
    confidence = None
    if predicted is not None and "confidence" in table.columns:
        confidence = _column(table, "confidence", faults)
    faults.check()
    named = [name.removeprefix("p_").strip() for name in scored] or sorted(set(predicted or ()))
    order = np.argsort(np.array(named)) if scored else None
    return PredictionsFile(
        items=items_of(table, others, text="text"),
        ids=table.column("id") if "id" in table.columns else None,
        classes=tuple(sorted(named)),
        probabilities=None if probabilities is None else probabilities[:, order],
        predicted=predicted,
        confidence=confidence,
        attributes={name: as_attribute(table.column(name)) for name in others},
    )


def _images(path: Path) -> PredictionsFile:
    from errata.core.errors import FileError
    from errata.core.item import Items
    from errata.engine.images import encode_png

    try:
        with np.load(path, allow_pickle=False) as held:
            images = held["images"]
        pngs = [encode_png(image) for image in images]
    except FileNotFoundError:
        raise FileError(str(path), ["no such file"]) from None
    except (KeyError, ValueError, OSError) as error:
        raise FileError(str(path), [f"no array 'images' that can be read: {error}"]) from None
    return PredictionsFile(
        items=Items.of_images(pngs),
        ids=None,
        classes=(),
        probabilities=None,
        predicted=None,
        confidence=None,
        attributes={},
    )


def _predicted(table: Table, faults: Faults) -> list[str]:
    labels = [value.strip() for value in table.column("predicted")]
    for number, label in zip(table.numbers, labels, strict=True):
        if not label:
            faults.at(number, "predicted", "empty")
    return labels


def _rows(table: Table, scored: list[str], faults: Faults) -> NDArray[np.float64]:
    rows = np.column_stack([_column(table, name, faults) for name in scored])
    total = rows.sum(axis=1)
    for at in np.flatnonzero(np.isfinite(total) & (np.abs(total - 1) > 0.01)):
        faults.at(
            table.numbers[at],
            f"{scored[0]}..{scored[-1]}",
            f"the probabilities sum to {total[at]:.4g}; wanted 1",
        )
    return np.asarray(rows)


def _column(table: Table, name: str, faults: Faults) -> NDArray[np.float64]:
    out = np.full(len(table.rows), np.nan)
    for at, text in enumerate(table.column(name)):
        try:
            value = float(text)
        except ValueError:
            value = np.nan
        if 0 <= value <= 1:
            out[at] = value
        else:
            faults.at(table.numbers[at], name, f"{text[:40]!r}; wanted a number from 0 to 1")
    return out
