"""Evidence: what a reviewer points at, text spans and image regions, held against the item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from errata.core.errors import InputError

PIECES = 200  # of one answer


def check_evidence(
    evidence: Sequence[Mapping[str, Any]], *, text: str | None, frames: int | None
) -> tuple[Mapping[str, Any], ...]:
    """The pieces with the fields that count, in plain numbers.

    A span is `{kind: "span", start, end, text}` of the item's `text`, its offsets counted in
    UTF-16 code units as browsers do; a region is `{kind: "region", frame, x, y, width, height}` of
    an image of so many `frames`, as shares of its width and height.

    Raises InputError, naming the piece, for one that points at nothing.

    >>> check_evidence([{"kind": "span", "start": 2, "end": 6, "text": "card"}], text="😀card",
    ...                frames=None)
    ({'kind': 'span', 'start': 2, 'end': 6, 'text': 'card'},)
    """
    if len(evidence) > PIECES:
        raise InputError(f"{len(evidence)} pieces of evidence", wanted=f"at most {PIECES}")
    units = text.encode("utf-16-le") if text is not None else None
    return tuple(_piece(n, piece, units, frames) for n, piece in enumerate(evidence, 1))


def _piece(
    n: int, piece: Mapping[str, Any], units: bytes | None, frames: int | None
) -> Mapping[str, Any]:
    kind = piece.get("kind")
    if kind == "span" and units is not None:
        return _span(n, piece, units)
    if kind == "region" and frames is not None:
        return _region(n, piece, frames)
    wanted = "span" if units is not None else "region" if frames is not None else ""
    raise InputError(
        f"evidence {n} is of the kind {kind!r}",
        wanted=f"{wanted!r}, as the item asks" if wanted else "none: a record has its fields",
    )


def _span(n: int, piece: Mapping[str, Any], units: bytes) -> Mapping[str, Any]:
    start, end = (_whole(n, piece, name) for name in ("start", "end"))
    length = len(units) // 2
    if not 0 <= start < end <= length:
        raise InputError(
            f"evidence {n} spans {start} to {end}",
            wanted=f"a part of the text, 0 to {length} in UTF-16 code units",
        )
    said = piece.get("text")
    there = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
    if said != there:
        raise InputError(
            f"evidence {n} quotes {str(said)[:40]!r}",
            wanted=f"what stands there, {there[:40]!r}",
            do="count in UTF-16 code units, as JavaScript does",
        )
    try:
        there.encode()
    except UnicodeEncodeError:
        raise InputError(
            f"evidence {n} cuts a character in two", wanted="whole characters"
        ) from None
    return {"kind": "span", "start": start, "end": end, "text": there}


def _region(n: int, piece: Mapping[str, Any], frames: int) -> Mapping[str, Any]:
    frame = _whole(n, piece, "frame")
    if not 0 <= frame < frames:
        raise InputError(f"evidence {n} is on frame {frame}", wanted=f"0 to {frames - 1}")
    x, y, width, height = (_share(n, piece, name) for name in ("x", "y", "width", "height"))
    # Dragged to the very edge, a sum of two shares may pass 1 by a rounding.
    if width <= 0 or height <= 0 or x + width > 1 + 1e-9 or y + height > 1 + 1e-9:
        raise InputError(
            f"evidence {n} is a region of {width} x {height} at {x}, {y}",
            wanted="a part of the image, as shares from 0 to 1",
        )
    return {"kind": "region", "frame": frame, "x": x, "y": y, "width": width, "height": height}


def _whole(n: int, piece: Mapping[str, Any], name: str) -> int:
    value = piece.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError(f"the {name} of evidence {n} is {value!r}", wanted="a whole number")
    return value


def _share(n: int, piece: Mapping[str, Any], name: str) -> float:
    value = piece.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise InputError(f"the {name} of evidence {n} is {value!r}", wanted="a share from 0 to 1")
