"""Outcomes: what the world said of a prediction, told by the tool in which it was seen.

Whose word may train directly is the project's policy `outcomes.trusted`. It is held against the
account that calls, never against the name in `by`: "*" there means every account that may report
outcomes at all (service, lead, admin), and a project made over HTTP trusts nobody by default.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from errata.core.errors import FileError, InputError, NotFound
from errata.core.outcome import OutcomeReport
from errata.flow.causes import read_cause
from errata.flow.correct import correct
from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.capture import OutcomeGiven, OutcomeKept, OutcomesKept

router = Router("outcomes")

Several = Annotated[list[OutcomeGiven], Field(min_length=1, max_length=1_000)]
# Told apart by what was sent, so that only the faults of that shape are told.
OneOrSeveral = Annotated[
    Annotated[OutcomeGiven, Tag("one")] | Annotated[Several, Tag("list")],
    Discriminator(lambda given: "list" if isinstance(given, list) else "one"),
]


@router.post("/projects/{project}/outcomes", status_code=201, responses=problems(404, 409))
def outcomes(
    here: Annotated[Here, may(Action.REPORT_OUTCOME)], given: OneOrSeveral
) -> OutcomeKept | OutcomesKept:
    """Report one outcome or a list. A trusted one trains directly, any other becomes a task.

    All of a list are checked before the first is stored; give them an `id` each, and a list that
    broke off may be sent again.
    """
    if isinstance(given, OutcomeGiven):
        return _kept(here, _recorded(here, given))
    _check(here, given)
    return OutcomesKept(outcomes=[_kept(here, _recorded(here, one)) for one in given])


def _recorded(here: Here, given: OutcomeGiven) -> OutcomeReport:
    report = correct(
        here.ws,
        given.prediction_id,
        label=given.label,
        cause=given.cause,
        why=given.why,
        by=given.by or here.caller.name,
        ident=given.id,
        source=here.caller.name,
    )
    here.room.news.tell(report.prediction_id)
    return report


def _kept(here: Here, report: OutcomeReport) -> OutcomeKept:
    return OutcomeKept(id=report.id, trusted=report.trusted, task_created=not report.trusted)


def _check(here: Here, given: list[OutcomeGiven]) -> None:
    """Raise FileError with whatever would stop one of them half way."""
    faults: list[str] = []
    seen: set[str] = set()
    with here.ws.store.snapshot() as view:
        for row, one in enumerate(given):
            if one.id is not None and one.id in seen:
                faults.append(f"row {row}, id: the same as in an earlier row")
            seen.add(one.id or "")
            try:
                here.ws.read_label(one.label)
                read_cause(view, here.ws, one.cause)
                view.log.rows(here.project.id, [one.prediction_id])
            except (InputError, NotFound) as error:
                faults.append(f"row {row}: {error.got}")
    if faults:
        raise FileError("the outcomes", faults, do="mend these; nothing was stored")
