"""Capturing: a batch to the server, and a decision for each row whether it is there or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.client.bodies import Captured, parcels
from errata.client.courier import Courier
from errata.core.errors import StoreDamaged
from errata.core.ids import to_text
from errata.core.prediction import DECISIONS, Decision, Decisions, Flag

REVIEW = DECISIONS.index(Decision.REVIEW)


def capture(
    courier: Courier,
    lane: str,
    path: str,
    batch: Captured,
    *,
    labels: Callable[[], Sequence[str]],
) -> Decisions:
    """Send a batch; what only the spool holds is answered `review`, for nobody has stored it.

    `labels`: the project's, asked for when the server has answered.
    """
    sent = list(parcels(path, batch))
    answers = courier.send(lane, [parcel for parcel, _ in sent])
    told = [row for answer in answers for row in _rows(answer)]
    stored = sum(parcel.n for parcel, _ in sent[: len(answers)])
    if len(told) != stored or [row.get("id") for row in told] != to_text(batch.ids[:stored]):
        raise StoreDamaged(
            f"decisions about {len(told)} predictions",
            wanted=f"one for each of {stored}, in their order",
            do="see that server and client are of the same version",
        )
    names = tuple(labels())
    place = {name: index for index, name in enumerate(names)}
    n = len(batch)
    codes = np.full(n, REVIEW, dtype=np.uint8)
    flags = np.zeros(n, dtype=np.uint32)
    predicted = _predicted(batch, place)
    confidence = np.full(n, np.nan)
    replayed = np.zeros(n, dtype=bool)
    for at, row in enumerate(told):
        codes[at] = DECISIONS.index(Decision(row["decision"]))
        flags[at] = _bits(row.get("reasons") or ())
        predicted[at] = place.get(row["label"], predicted[at])
        if row.get("confidence") is not None:
            confidence[at] = row["confidence"]
        replayed[at] = bool(row.get("replayed"))
    return Decisions(
        id_bytes=batch.ids,
        codes=codes,
        flags=flags,
        predicted=predicted,
        confidence=confidence,
        labels=names,
        replayed=replayed,
        spooled=n - stored,
    )


def _rows(answer: bytes) -> list[Mapping[str, Any]]:
    told = json.loads(answer)
    return list(told["decisions"]) if "decisions" in told else [told]


def _bits(reasons: Sequence[str]) -> int:
    bits = 0
    for word in reasons:
        if word.upper() in Flag.__members__:
            bits |= Flag[word.upper()]
    return int(bits)


def _predicted(batch: Captured, place: Mapping[str, int]) -> NDArray[np.int32]:
    """What the model said, in the order of the project's labels."""
    if batch.label is not None:
        return np.array([place.get(label, 0) for label in batch.label], dtype=np.int32)
    assert batch.probabilities is not None
    columns = batch.probabilities.argmax(axis=1)
    if batch.names is not None:
        order = np.array([place.get(name, at) for at, name in enumerate(batch.names)])
        columns = order[columns]
    return np.asarray(columns, dtype=np.int32)
