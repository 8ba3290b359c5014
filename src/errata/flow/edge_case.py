"""Edge case: what people had to settle becomes an example in the guidelines, in one step."""

from __future__ import annotations

from dataclasses import dataclass

from errata.core.errors import InputError, NotFound
from errata.core.project import Guideline
from errata.core.task import Resolution, ResolutionKind, Task
from errata.flow.guidelines import SUMMARY, current_guideline, publish_guideline
from errata.flow.lead.excerpt import excerpts
from errata.flow.workspace import Workspace
from errata.loop.review.edge_case import edge_case, with_edge_case


@dataclass(frozen=True, kw_only=True)
class AddedCase:
    """The version of the guidelines that has the case, and what it says."""

    guideline: Guideline
    lines: tuple[str, ...]  # "card, do: ..."


def add_edge_case(
    ws: Workspace, task_id: str, *, why: str | None = None, mistaken_for: str | None = None
) -> AddedCase:
    """Add a settled task to the guidelines, as a `Do` of its label and a `Don't` of another.

    `why`: in words for everybody; None: what the reviewers said. `mistaken_for`: the label that it
    is not; None: what the model said, if that was another; "": none. Reviewers are told of the new
    version. Raises NotFound; InputError for a task that is not settled, for one of the hold (it
    measures models, so nobody is taught with it), and for a case that is there.
    """
    with ws.store.snapshot() as view:
        tasks = view.find(Task, id=task_id, project_id=ws.project.id)
        if not tasks:
            raise NotFound(f"no task {task_id!r} in this project", do="see the queue for tasks")
        (task,) = tasks
        settled = view.find(Resolution, task_id=task.id)
        if task.hold:
            raise InputError(
                "a case of the hold as an example",
                do="describe it in your own words; what measures models must not teach",
            )
        if not settled or settled[0].kind == ResolutionKind.REJECTED or settled[0].label is None:
            raise InputError(
                "an edge case that is not settled",
                wanted="an accepted or adjudicated task",
                do="wait until the reviewers agree, or have an expert decide",
            )
        label = settled[0].label
        before = current_guideline(view, ws)
        excerpt = excerpts(view, ws.project, [task.item_id])[task.item_id]
    if mistaken_for is None:
        mistaken_for = task.predicted
    other = ws.read_label(mistaken_for or None)
    cases = edge_case(
        excerpt, label, mistaken_for=other, why=settled[0].why if why is None else why
    )
    text = before.text if before else ""
    for case in cases:
        if case.says in text:
            raise InputError("an edge case that is in the guidelines", do="edit it there")
        text = with_edge_case(text, case)
    told = f"A new edge case of {label}: {cases[0].says}"
    made = publish_guideline(
        ws,
        text,
        changes=told if len(told) <= SUMMARY else told[: SUMMARY - 1] + "…",
        after=before.version if before else 0,
    )
    return AddedCase(
        guideline=made,
        lines=tuple(
            f"{each.label}, {'do' if each.do else 'do not'}: {each.says}" for each in cases
        ),
    )
