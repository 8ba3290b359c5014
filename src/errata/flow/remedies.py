"""Remedies: the causes that people named, added up to what should be done, and where.

Collect data, change the model, refine the guidelines, or fix the input? Each cause of the taxonomy
asks for one of them; here the errors of a place are counted by what their causes ask for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from errata.core.advice import Advice, CauseCount, ErrorExample, Reason, Remedies, RemedyCount
from errata.core.error_record import ErrorRecord
from errata.core.ports import Snapshot
from errata.core.project import Cause, Remedy
from errata.flow.causes import causes_of
from errata.flow.error_slices import look_for_slices, slices_of
from errata.flow.lead.excerpt import excerpts
from errata.flow.lead.slices_page import rows_in
from errata.flow.reviewed import Judgement
from errata.flow.workspace import Workspace
from errata.loop.triage.alike_reasons import group_reasons
from errata.stats.binomial import proportion

SHOWN = 20  # error vectors, strongest first
NEWEST = 5_000  # errors of the whole project and of its classes that are read
REASONS = 1_000  # of one place that are grouped
GROUPS, EXAMPLES = 5, 3


def remedies(ws: Workspace, *, min_support: int = 30, max_depth: int = 3) -> Remedies:
    """What the causes of the errors ask for. Nothing is kept.

    A cause that was merged into another counts there. The hold is not looked at: it must teach
    nothing.
    """
    with ws.store.snapshot() as view:
        taxonomy = causes_of(view, ws)
        found = look_for_slices(view, ws, min_support=min_support, max_depth=max_depth)
        errors = view.find(
            ErrorRecord, project_id=ws.project.id, hold=False, newest_first=True, limit=NEWEST
        )
        rows = found.given.rows
        vectors = []
        for each in slices_of(found.stories)[:SHOWN]:
            inside = np.flatnonzero(rows_in(found, each) & found.given.wrong)
            told = [rows[row] for row in inside[::-1].tolist()]
            vectors.append((each.name, dict(each.predicate), told))
        known = [_judged(error) for error in errors]
        by_label: dict[str, list[Judgement]] = {}
        for one in known:
            by_label.setdefault(one.label, []).append(one)
        classes = sorted(by_label.items(), key=lambda place: (-len(place[1]), place[0]))
        places = [
            ("everything", {}, known),
            *vectors,
            *((label, {}, some) for label, some in classes),
        ]
        advice = _advised(view, ws, taxonomy, places)
    return Remedies(
        whole=advice[0],
        vectors=tuple(advice[1 : 1 + len(vectors)]),
        classes=tuple(advice[1 + len(vectors) :]),
        says=f"error vectors among {found.given.says}; in all and by class, every error found "
        "outside the hold" + (f" (the newest {NEWEST:,})" if len(errors) == NEWEST else ""),
    )


def _advised(
    view: Snapshot,
    ws: Workspace,
    taxonomy: Sequence[Cause],
    places: Sequence[tuple[str, dict[str, str], list[Judgement]]],
) -> list[Advice]:
    """The advice of each place; excerpts are read once for all of them."""
    known = {cause.name: cause for cause in taxonomy}
    chosen = [_reasons(errors) for _, _, errors in places]
    wanted = [row.item_id for some in chosen for _, _, rows in some for row in rows]
    shown = excerpts(view, ws.project, wanted) if wanted else {}
    return [
        _advice(name, predicate, errors, reasons, known, shown)
        for (name, predicate, errors), reasons in zip(places, chosen, strict=True)
    ]


def _advice(
    name: str,
    predicate: Mapping[str, str],
    errors: Sequence[Judgement],
    reasons: Sequence[tuple[str, int, list[Judgement]]],
    known: Mapping[str, Cause],
    shown: Mapping[str, str],
) -> Advice:
    causes = Counter(cause for row in errors if (cause := standing(known, row.cause)) is not None)
    asked: Counter[Remedy] = Counter()
    for cause, n in causes.items():
        asked[known[cause].remedy] += n
    explained = sum(asked.values())
    ranked = sorted(asked.items(), key=lambda one: (-one[1], one[0]))
    counted = tuple(
        RemedyCount(remedy=remedy, share=proportion(n, explained), n=n) for remedy, n in ranked
    )
    return Advice(
        name=name,
        predicate=predicate,
        errors=len(errors),
        explained=explained,
        remedy=counted[0].remedy if counted else None,
        share=counted[0].share if counted else None,
        clear=_leads([n for _, n in ranked]),
        remedies=counted,
        causes=tuple(CauseCount(cause=cause, n=n) for cause, n in causes.most_common()),
        reasons=tuple(
            Reason(
                says=says,
                n=n,
                examples=tuple(
                    ErrorExample(
                        task_id=row.task_id,
                        prediction_id=row.prediction_id,
                        excerpt=shown[row.item_id],
                        predicted=row.predicted,
                        label=row.label,
                        cause=row.cause,
                        why=row.why,
                    )
                    for row in rows
                ),
            )
            for says, n, rows in reasons
        ),
    )


def standing(known: Mapping[str, Cause], cause: str | None) -> str | None:
    """The cause that stands for this one now; None for none, or one that nobody knows."""
    seen: set[str] = set()
    while cause is not None and cause in known and known[cause].became and cause not in seen:
        seen.add(cause)
        cause = known[cause].became
    return cause if cause is not None and cause in known else None


def _leads(counts: Sequence[int]) -> bool:
    """Whether the first is more frequent than the second beyond chance: a fair coin is refused."""
    if len(counts) < 2:
        return bool(counts)
    return proportion(counts[0], counts[0] + counts[1]).low > 0.5


def _reasons(errors: Sequence[Judgement]) -> list[tuple[str, int, list[Judgement]]]:
    """The largest groups of alike reasons, with their newest errors."""
    newest = list(errors[:REASONS])
    # A resolution joins the reasons of all who agreed: the first says it for the group.
    told = [row.why.split(" | ")[0] for row in newest]
    return [
        (group.says, group.n, [newest[row] for row in group.rows[:EXAMPLES]])
        for group in group_reasons(told)[:GROUPS]
    ]


def _judged(error: ErrorRecord) -> Judgement:
    """An error as it stands in the list of all: where it was found is not looked up."""
    return Judgement(
        task_id=None,
        prediction_id=error.prediction_id,
        item_id=error.item_id,
        predicted=error.predicted,
        label=error.label,
        cause=error.cause,
        why=error.why,
        attributes={},
        sampled=False,
    )
