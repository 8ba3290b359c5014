"""Answers: decisions as JSON, NDJSON or Arrow, written straight from their columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
import numpy as np

from errata.core.prediction import DECISIONS, PLACES, Decisions, Flag

NAMES = tuple(decision.value for decision in DECISIONS)


class Answer(msgspec.Struct, gc=False):
    """The decision on one prediction."""

    id: str
    decision: Literal["accept", "review", "expert"]
    reasons: tuple[str, ...]
    label: str
    confidence: float | None
    replayed: bool


class Answers(msgspec.Struct):
    """The decisions on a list."""

    decisions: list[Answer]


_ENCODER = msgspec.json.Encoder()


def as_json(decisions: Decisions, *, one: bool) -> bytes:
    """One object for one prediction, else a list in an object."""
    answers = list(_answers(decisions))
    return _ENCODER.encode(answers[0] if one else Answers(decisions=answers))


def as_ndjson(decisions: Decisions) -> bytes:
    """One decision a line."""
    return _ENCODER.encode_lines(_answers(decisions))


def as_arrow(decisions: Decisions) -> bytes:
    """An IPC stream of one batch."""
    import pyarrow as pa

    confidence = decisions.confidence.round(PLACES)
    table = pa.table(
        {
            "id": pa.array(decisions.ids, pa.string()),
            "decision": pa.array([NAMES[code] for code in decisions.codes.tolist()], pa.string()),
            "reasons": pa.array(_reasons(decisions), pa.list_(pa.string())),
            "label": pa.array(_labels(decisions), pa.string()),
            "confidence": pa.array(confidence, pa.float64(), mask=np.isnan(confidence)),
            "replayed": pa.array(decisions.replayed, pa.bool_()),
        }
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _answers(decisions: Decisions) -> Iterator[Answer]:
    columns = zip(
        decisions.ids,
        decisions.codes.tolist(),
        _reasons(decisions),
        _labels(decisions),
        decisions.confidence.round(PLACES).tolist(),
        decisions.replayed.tolist(),
        strict=True,
    )
    for ident, code, reasons, label, confidence, replayed in columns:
        known = confidence == confidence  # NaN differs from itself
        yield Answer(ident, NAMES[code], reasons, label, confidence if known else None, replayed)


def _reasons(decisions: Decisions) -> list[tuple[str, ...]]:
    return [Flag(bits).words() for bits in decisions.flags.tolist()]


def _labels(decisions: Decisions) -> list[str]:
    return [decisions.labels[column] for column in decisions.predicted.tolist()]
