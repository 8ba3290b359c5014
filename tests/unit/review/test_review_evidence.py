"""Evidence points at something that the item has, or is refused."""

from __future__ import annotations

from typing import Any

import pytest

from errata.core.errors import InputError
from errata.loop.review.evidence import PIECES, check_evidence
from errata.loop.review.reasons import reason_says

TEXT = "a 😀 كارت"  # the face is two UTF-16 code units
WHOLE = {"kind": "region", "frame": 0, "x": 0.0, "y": 0.0, "width": 1.0, "height": 1.0}


def span(start: Any, end: Any, text: Any) -> dict[str, Any]:
    return {"kind": "span", "start": start, "end": end, "text": text}


def test_spans_are_counted_in_utf16_code_units() -> None:
    pieces = [span(2, 4, "😀"), {**span(5, 9, "كارت"), "colour": "red"}]
    assert check_evidence(pieces, text=TEXT, frames=None) == (pieces[0], span(5, 9, "كارت"))


def test_regions_are_shares_of_a_frame() -> None:
    edge = {**WHOLE, "x": 0.7, "width": 0.3, "frame": 2}
    assert check_evidence([WHOLE, edge], text=None, frames=3) == (WHOLE, edge)
    assert check_evidence([], text=None, frames=None) == ()


@pytest.mark.parametrize(
    ("piece", "says"),
    [
        (span(0, 0, ""), "spans 0 to 0"), (span(-1, 2, ""), "spans -1"),
        (span(0, 10, ""), "0 to 9"), (span(0, 1, "b"), "quotes"), (span(0, 1, None), "quotes"),
        (span(2, 3, "\ud83d"), "cuts a character"), (span("0", 1, "a"), "whole number"),
        (span(True, 1, "a"), "whole number"), ({"kind": "span"}, "whole number"),
        (WHOLE, "'span'"), ({}, "kind None"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_text_is_refused(piece: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        check_evidence([piece], text=TEXT, frames=None)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"frame": 3}, "0 to 2"), ({"frame": -1}, "0 to 2"), ({"width": 0.0}, "a part of"),
        ({"height": 0}, "a part of"), ({"x": 0.5}, "a part of"), ({"y": 0.5}, "a part of"),
        ({"x": float("nan")}, "share"), ({"x": -0.1}, "share"), ({"x": "0"}, "share"),
        ({"width": True}, "share"), ({"height": 1.1}, "share"), ({"kind": "span"}, "'region'"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_image_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        check_evidence([{**WHOLE, **change}], text=None, frames=3)


def test_a_record_takes_no_evidence_and_nobody_gives_too_much() -> None:
    with pytest.raises(InputError, match="record"):
        check_evidence([span(0, 1, "a")], text=None, frames=None)
    with pytest.raises(InputError, match=str(PIECES)):
        check_evidence([span(0, 1, "a")] * (PIECES + 1), text=TEXT, frames=None)


def test_reasons_are_told_in_words() -> None:
    assert reason_says("low_confidence", {"a": None}) == "The model is unsure of its answer."
    assert reason_says("audit", {}) == "A random check of what the model says."
    assert reason_says("some_new_flag", {}) == "Some new flag."
