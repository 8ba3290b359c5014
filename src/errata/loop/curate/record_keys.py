"""When two records say the same."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import numpy as np

from errata.core.errors import Unsupported
from errata.loop.curate.text_duplicates import normalised

DIGITS = 12  # significant digits of a number that are compared


def record_key(record: Mapping[str, object]) -> str:
    """One text for all records with the same fields: names sorted, values in one form.

    Numbers to 12 significant digits whatever their type (1 and 1.0 are one), texts as the eye
    reads them, and a field without a value (None, NaN, empty) as if it were not there.

    Raises Unsupported for a value that is no number, text, truth value or None.

    >>> record_key({"Age": 41.0, "job": " Nurse", "note": None})
    '{"Age": "41", "job": "=nurse"}'
    """
    fields = {name: _value(name, value) for name, value in record.items()}
    return json.dumps({name: fields[name] for name in sorted(fields) if fields[name]})


def _value(name: str, value: object) -> str:
    """The value in one form; "" when there is none. Texts carry a mark, so "1" is not 1."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None:
        return ""
    if isinstance(value, str):
        text = normalised(value)
        return f"={text}" if text else ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return "" if math.isnan(value) else f"{value + 0:.{DIGITS}g}"
    raise Unsupported(
        f"the field {name!r} of type {type(value).__name__}",
        wanted="a number, a text, a truth value or nothing",
    )
