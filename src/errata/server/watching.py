"""Watching: a look at each project when its time has come, and the cycle that an alarm asks for."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from errata.core.errors import Conflict, ErrataError
from errata.core.model import Look, Promotion
from errata.core.project import Project
from errata.flow.watch.look import WATCH, look
from errata.flow.watch.retrain import asks_for_a_cycle
from errata.flow.workspace import Workspace, policy_of
from errata.server.jobs import Result
from errata.server.long_verbs import jobs_of
from errata.server.problems import log
from errata.server.room import Room

LEFT = timedelta(hours=1)  # after which another server's alarm is taken up


def watch(room: Room) -> bool:
    """Look at each project whose last look is old enough; one that fails holds up no other."""
    with room.site.store.snapshot() as view:
        projects = view.find(Project)
    failed: list[ErrataError] = []
    for project in projects:
        ws = room.site.workspace(project, actor=WATCH)
        try:
            raised = [alarm.id for alarm in look(ws).raised] if _is_time(ws) else []
            _retrain(room, ws, raised)
        except ErrataError as error:
            log.warning("the watch of %s failed: %s", project.name, error)
            failed.append(error)
    if failed:
        raise failed[0]
    return False


def _is_time(ws: Workspace) -> bool:
    """Whether a look is due; a project without a model has nothing to look at."""
    with ws.store.snapshot() as view:
        _, policy = policy_of(view, ws.project)
        newest = view.find(Look, project_id=ws.project.id, newest_first=True, limit=1)
        if not newest:
            return view.count(Promotion, project_id=ws.project.id) > 0
    return ws.now() - newest[0].created_at >= timedelta(minutes=policy.watch.every_minutes)


def _retrain(room: Room, ws: Workspace, raised: list[str]) -> None:
    """Start a cycle once for each alarm that asks for one.

    The server whose look raised it does so at once; where that one died, another does later.
    """
    alarm = asks_for_a_cycle(ws)
    tried: set[str] = room.kept.setdefault("retrained", set())
    if alarm is None or alarm.id in tried:
        return
    if alarm.id not in raised and ws.now() - alarm.created_at < LEFT:
        return

    def work() -> Result:
        from errata.flow.run_cycle import run_cycle
        from errata.server.shapes.lead_models import cycle_seen

        return cycle_seen(run_cycle(ws, by=WATCH)).model_dump(mode="json")

    with suppress(Conflict):  # somebody runs one already: that is what the alarm asks for
        jobs_of(room).start(ws.project.id, "run_cycle", work, by=WATCH, instance="")
    tried.add(alarm.id)
