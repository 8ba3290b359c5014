"""Hold: verified cases that no training ever sees, in folds that never mix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from errata.core.dataset import Fold, HeldCase, Stratum
from errata.core.draws import digest16, uniform
from errata.core.events import Event, Verb
from errata.core.ids import to_bytes, to_text
from errata.core.item import Items
from errata.flow.tasks import rows_of
from errata.flow.workspace import Workspace, groups_of

FOLDS = ((0.45, Fold.GOLDEN), (0.60, Fold.CALIBRATION), (1.0, Fold.CERTIFICATE))


def fold_of(key: bytes, item_id: str, group: str) -> Fold:
    """The fold of a held case: by its group, so that one patient is in one fold."""
    name = digest16(group) if group else to_bytes(item_id)
    draw = float(uniform(key, "fold", np.frombuffer(name, dtype=np.uint8)[None, :])[0])
    return next(fold for bound, fold in FOLDS if draw < bound)


def add_hold(
    ws: Workspace,
    items: Items,
    labels: NDArray[np.int32],
    *,
    attributes: Mapping[str, NDArray[Any]],
    stratum: Stratum = Stratum.RANDOM,
) -> int:
    """Add verified cases: a random sample of production traffic, or cases that must pass.

    Must-pass cases are golden whatever their group's fold. Cases that are held already are left
    as they are; answers how many were added.
    """
    item_ids, groups = to_text(items.ids), groups_of(items)
    facts = rows_of(dict(attributes), len(items))
    with ws.store.snapshot() as view:
        held = {case.item_id for case in view.find(HeldCase, project_id=ws.project.id)}
    now = ws.now()
    cases: dict[str, HeldCase] = {}
    for row, item in enumerate(item_ids):
        if item in held or item in cases:
            continue
        random = stratum is Stratum.RANDOM
        cases[item] = HeldCase(
            id=ws.mint(),
            project_id=ws.project.id,
            item_id=item,
            prediction_id=None,
            label=ws.project.labels[labels[row]],
            fold=fold_of(ws.project.key, item, groups[row]) if random else Fold.GOLDEN,
            stratum=stratum,
            group=groups[row],
            attributes=facts[row],
            source="import",
            error_id=None,
            created_at=now,
        )
    if not cases:
        return 0
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        meanwhile = tx.find(HeldCase, project_id=ws.project.id, item_id=list(cases))
        for known in meanwhile:
            del cases[known.item_id]
        tx.keep_items(ws.project.id, items)
        if cases:
            tx.put(*cases.values())
        tx.record(Event(verb=Verb.HOLD_ADDED, object_id=ws.project.id, figures={"n": len(cases)}))
    return len(cases)
