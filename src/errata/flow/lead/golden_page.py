"""The golden set: how many verified cases, why they are there, and how worn it is."""

from __future__ import annotations

from dataclasses import dataclass

from errata.core.dataset import Fold, GoldenVersion, HeldCase
from errata.core.model import GateReport
from errata.flow.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class GoldenPage:
    """The golden set as it is now, and its newest named version."""

    version: GoldenVersion | None  # as the newest proof saw it
    cases: int
    by_stratum: dict[str, int]
    by_class: dict[str, int]  # of all labels, none left out
    by_fold: dict[str, int]  # of the whole hold, the golden fold among it
    uses: int  # proofs that rested on the newest version: each wears it a little


def golden_page(ws: Workspace) -> GoldenPage:
    """Counts of the golden set's cases."""
    here = {"project_id": ws.project.id}
    with ws.store.snapshot() as view:
        versions = view.find(GoldenVersion, newest_first=True, limit=1, **here)
        version = versions[0] if versions else None
        strata = view.tally(HeldCase, "stratum", fold=Fold.GOLDEN, **here)
        labels = view.tally(HeldCase, "label", fold=Fold.GOLDEN, **here)
        folds = view.tally(HeldCase, "fold", **here)
        uses = view.count(GateReport, golden_id=version.id, **here) if version else 0
    return GoldenPage(
        version=version,
        cases=sum(strata.values()),
        by_stratum={stratum: n for (stratum,), n in sorted(strata.items())},
        by_class={label: labels.get((label,), 0) for label in ws.labels.in_use},
        by_fold={fold: n for (fold,), n in sorted(folds.items())},
        uses=uses,
    )
