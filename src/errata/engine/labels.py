"""Labels as files give them: one a row, of at least two classes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from errata.core.errors import Unsupported
from errata.engine.faults import Faults, shown


def refuse_multi_label(path: str, labels: Sequence[str], numbers: Sequence[int]) -> None:
    """Raise Unsupported when labels hold several classes, as in `a|b`, `["a", "b"]` or `a;b`.

    A `;` or `,` may belong to a name; it counts only where each part is a label of its own.

    >>> refuse_multi_label("f.csv", ["a", "a;b", "b"], [2, 3, 4])
    Traceback (most recent call last):
        ...
    errata.core.errors.Unsupported: f.csv: row 3 has several labels: 'a;b'; wanted one label an \
item. Multi-label is out of scope for now: give one row an item with its main label, or one file \
for each yes-or-no question.
    """
    known = set(labels)
    several = {label for label in known if _holds_several(label, known)}
    if several:
        at = [number for label, number in zip(labels, numbers, strict=True) if label in several]
        first = next(label for label in labels if label in several)
        more = f" (and {len(at) - 1} more rows)" if len(at) > 1 else ""
        raise Unsupported(
            f"{path}: row {at[0]} has several labels: {shown(first)}{more}",
            wanted="one label an item",
            do="multi-label is out of scope for now: give one row an item with its main label, or "
            "one file for each yes-or-no question",
        )


def _holds_several(label: str, known: set[str]) -> bool:
    if label.startswith("[") and label.endswith("]"):
        try:
            return isinstance(json.loads(label.replace("'", '"')), list)
        except ValueError:
            return False
    if "|" in label.strip("|"):
        return True
    return any(
        mark in label and all(part.strip() in known for part in label.split(mark))
        for mark in (";", ",")
    )


def check_labels(labels: Sequence[str], numbers: Sequence[int], name: str, faults: Faults) -> None:
    """Note empty labels and a file of one class."""
    counts = Counter(labels)
    if counts.pop("", 0):
        for label, number in zip(labels, numbers, strict=True):
            if not label:
                faults.at(number, name, "empty")
    if len(counts) == 1:
        only, n = next(iter(counts.items()))
        faults.add(f"column {name!r}: only one class, {shown(only)}, in {n} rows; wanted two")
