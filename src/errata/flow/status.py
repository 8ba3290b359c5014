"""Status: the loop at a glance. Reading it changes nothing."""

from __future__ import annotations

from errata.core.dataset import DatasetVersion, HeldCase
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.model import Cycle, ModelVersion, Operating
from errata.core.ports import Snapshot
from errata.core.status import Status
from errata.core.task import Resolution
from errata.flow.production import Audits, accuracy_of, audits_of, errors_of
from errata.flow.ranked import first_in_queue
from errata.flow.review.given import answers_given
from errata.flow.watch.alarms import open_alarms
from errata.flow.workspace import Workspace, champion_of


def status(ws: Workspace) -> Status:
    """How the project stands, as one snapshot sees it."""
    with ws.store.snapshot() as view:
        return status_in(view, ws)


def status_in(view: Snapshot, ws: Workspace, *, audits: Audits | None = None) -> Status:
    """The same, as this snapshot sees it; `audits`: the champion's, if they are read already."""
    here = {"project_id": ws.project.id}
    champion = champion_of(view, ws.project)
    if champion is not None and audits is None:
        audits = audits_of(view, ws, champion.name)
    accuracy = accuracy_of(audits) if audits is not None else None
    certificates = (
        view.find(Operating, model_id=champion.id, newest_first=True, limit=1) if champion else []
    )
    cycles = view.find(Cycle, newest_first=True, limit=1, **here)
    stages = view.tally(ErrorStage, "stage", newest_of="error_id", **here)
    return Status(
        project=ws.project.name,
        champion=champion.name if champion else None,
        predictions=view.log.count(ws.project.id),
        tasks_open=view.queue.open_tasks(ws.project.id),
        oldest_open=view.queue.oldest_open(ws.project.id),
        reviews=answers_given(view, **here),
        resolutions=_words(view.tally(Resolution, "kind", **here)),
        errors=_words(stages),
        errors_found=view.count(ErrorRecord, **here),
        errors_estimated=errors_of(audits, accuracy) if audits is not None else None,
        accuracy=accuracy,
        held=_words(view.tally(HeldCase, "fold", **here)),
        datasets=view.count(DatasetVersion, **here),
        models=view.count(ModelVersion, **here),
        certificate=certificates[0] if certificates else None,
        last_cycle=cycles[0] if cycles else None,
        alarms=tuple(alarm.says for alarm in open_alarms(view, ws.project.id)),
        first=first_in_queue(view, ws),
    )


def _words(counts: dict[tuple[str], int]) -> dict[str, int]:
    return {word: n for (word,), n in sorted(counts.items())}
