"""Heat map: which errors people explained by which cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from errata.core.error_record import ErrorRecord
from errata.flow.causes import causes_of, stands_in
from errata.flow.workspace import Workspace

UNEXPLAINED = "none"


@dataclass(frozen=True, kw_only=True)
class HeatMap:
    """Counts of errors by what the model said (rows) and the cause that was given (columns).

    A cause that was renamed or merged counts under the one that took its place.
    """

    rows: list[str]
    columns: list[str]
    counts: list[list[int]]
    errors: int
    says: str  # how they came to be counted


def heat_map(ws: Workspace) -> HeatMap:
    """All errors found so far; labels and causes without any are left out."""
    with ws.store.snapshot() as view:
        counted = view.tally(ErrorRecord, "predicted", "cause", project_id=ws.project.id)
        names = [cause.name for cause in causes_of(view, ws)]
        stands = stands_in(view, ws)
    cells: Counter[tuple[str, str]] = Counter()
    for (said, cause), n in counted.items():
        cells[said, stands.get(cause, cause) or UNEXPLAINED] += n
    rows = [label for label in ws.project.labels if any(said == label for said, _ in cells)]
    named = {cause for _, cause in cells}
    columns = [name for name in [*names, UNEXPLAINED] if name in named]
    return HeatMap(
        rows=rows,
        columns=columns,
        counts=[[cells.get((row, column), 0) for column in columns] for row in rows],
        errors=sum(cells.values()),
        says="every error found, by review or by outcome; what was reviewed was mostly chosen by "
        "doubt, so compare cells with one another, not with production",
    )
