"""Reading users' files: labelled items, and the history of a model of their own."""

from __future__ import annotations

import os
from pathlib import Path

from errata.engine.labelled_data import History, LabelledData
from errata.engine.read_csv import read_labelled_csv
from errata.engine.read_history import read_history_csv
from errata.engine.read_npz import read_labelled_npz


def read_labelled(
    path: str | os.PathLike[str], *, label: str = "label", text: str = "text"
) -> LabelledData:
    """Labelled items of a file: NPZ by its name, else CSV.

    `label` and `text` name the columns of a CSV file that hold them.

    Raises FileError with every problem found (at most twenty listed, the rest counted),
    Unsupported for several labels an item, InputError when there is no such file.
    """
    place = Path(path)
    if place.suffix.lower() == ".npz":
        return read_labelled_npz(place)
    return read_labelled_csv(place, label=label, text=text)


def read_history(path: str | os.PathLike[str]) -> History:
    """What a model said in the past, and what was true: see `read_history_csv`."""
    return read_history_csv(Path(path))
