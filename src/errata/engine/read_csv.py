"""Labelled items from a CSV file: texts, or records of fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from errata.core.item import Items
from errata.engine.columns import Parsed, as_records
from errata.engine.csv_rows import Table, read_table
from errata.engine.faults import Faults, nearest, shown
from errata.engine.labelled_data import LabelledData
from errata.engine.labels import check_labels, refuse_multi_label

OWNERS = ("subject", "group")
_ALSO_TEXT = ("text", "texts", "sentence", "utterance", "message")


def read_labelled_csv(path: Path, *, label: str = "label", text: str = "text") -> LabelledData:
    """Items, labels and attributes of a CSV file in UTF-8 with a header.

    With a `text` column the items are texts and every other column an attribute; without one,
    they are records of all other columns, which are attributes too. `split`, `group` and
    `subject` are kept apart. Numbers are read as such; empty and `?` are missing.

    Raises FileError with every problem found, Unsupported for several labels a row, InputError
    when there is no such file.
    """
    faults = Faults(str(path))
    table = read_table(path, faults)
    refuse_without(table, (label,), faults)
    kept_apart = {label, text, "split", *OWNERS}
    others = [name for name in table.columns if name not in kept_apart]
    if text not in table.columns:
        meant = [name for name in others if name.lower() in _ALSO_TEXT]
        if meant:
            faults.add(f"no column {text!r}; rename the column {meant[0]!r} if it is the text")
        elif not others:
            faults.add(f"no column {text!r} and no other fields to classify by")
    elif table.rows:
        check_texts(table, text, faults)
    if label not in table.columns or (text not in table.columns and not others):
        raise faults.error()
    labels = [value.strip() for value in table.column(label)]
    refuse_multi_label(str(path), labels, table.numbers)
    check_labels(labels, table.numbers, label, faults)
    faults.check()
    parsed = {name: Parsed.of(table.column(name)) for name in others}
    return LabelledData(
        items=items_of(table, others, text=text, parsed=parsed),
        labels=labels,
        classes=tuple(sorted(set(labels))),
        attributes={name: column.attribute() for name, column in parsed.items()},
        split=np.array(table.column("split")) if "split" in table.columns else None,
    )


def refuse_without(table: Table, wanted: Sequence[str], faults: Faults) -> None:
    """Note each column that is not there, with those that are."""
    for name in wanted:
        if name not in table.columns:
            there = ", ".join(shown(column) for column in table.columns[:12])
            more = f" and {len(table.columns) - 12} more" if len(table.columns) > 12 else ""
            faults.add(
                f"row 1: no column {name!r}; there are {there}{more}" + nearest(name, table.columns)
            )


def check_texts(table: Table, text: str, faults: Faults) -> None:
    """Note texts without a character."""
    for number, value in zip(table.numbers, table.column(text), strict=True):
        if not value or value.isspace():
            faults.at(number, text, "empty")


def items_of(
    table: Table, fields: Sequence[str], *, text: str, parsed: Mapping[str, Parsed] | None = None
) -> Items:
    """The items of a table's rows: texts where there is such a column, else records of `fields`.

    `parsed` holds columns that were read already.
    """
    subject, group = (
        [value or None for value in table.column(name)] if name in table.columns else None
        for name in OWNERS
    )
    if text in table.columns:
        return Items.of_texts(table.column(text), subject=subject, group=group)
    known = parsed or {}
    columns = {name: known.get(name) or Parsed.of(table.column(name)) for name in fields}
    return Items.of_records(as_records(columns), subject=subject, group=group)
