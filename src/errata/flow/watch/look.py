"""Look: read what is new, fold it through the monitors, and say when something is wrong.

One look is one transaction: the look itself, the alarms that it raises with the messages about
them, the certificate that ends with them, and the alarms whose cause went away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from errata.core.errors import Conflict
from errata.core.events import Event, Verb
from errata.core.looked import Looked
from errata.core.model import Alarm, AlarmClosed, Lapse, Look, ModelVersion, Operating
from errata.core.ports import Snapshot, Transaction
from errata.flow.calibrated import operating_of
from errata.flow.watch.alarms import open_alarms
from errata.flow.watch.audited import ACCURACY, CERTIFICATE, hear_audits
from errata.flow.watch.begin import UNANSWERED, begun
from errata.flow.watch.explain import rate_alarm, shift_alarm
from errata.flow.watch.figures import figures_of
from errata.flow.watch.health import Health, health_of, went_away
from errata.flow.watch.lapsed import lapsed
from errata.flow.watch.state import WatchState, packed, state_of
from errata.flow.watch.tell import tell
from errata.flow.watch.traffic import INPUTS, PREDICTIONS, Reader, catch_up
from errata.flow.watch.unclear import UNCLEAR, alarm_figures, unclear_classes
from errata.flow.workspace import Workspace, champion_of, policy_of

WATCH = "the watch"  # who closes an alarm whose cause went away
CLOSING = timedelta(minutes=1)  # a capture under way may still be stored under an earlier time
MONITORS = (ACCURACY, CERTIFICATE, INPUTS, PREDICTIONS)  # each spends its share of alpha


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A reason for an alarm."""

    kind: str
    says: str
    figures: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """What a snapshot shows; nothing is written yet."""

    number: int
    last: Look | None  # that holds the state in full
    model: ModelVersion | None
    operating: Operating | None  # the certificate that holds
    state: WatchState | None
    upto: datetime
    figures: dict[str, Any]
    found: list[_Found]
    over: list[tuple[Alarm, str]]  # alarms whose cause went away, and why


def look(ws: Workspace) -> Looked:
    """One look at everything that is new since the last one.

    What was captured in the last minute is left to the next look. Two looks at once: one is kept,
    the other answers it.
    """
    with ws.store.snapshot() as view:
        seen = _seen(view, ws)
    now = ws.now()
    made = Look(
        id=ws.mint(),
        project_id=ws.project.id,
        number=seen.number,
        model_id=seen.model.id if seen.model else None,
        upto=seen.upto,
        state=packed(seen.state, seen.last),
        figures=seen.figures,
        created_at=now,
    )
    try:
        with ws.store.transaction(actor=ws.actor, now=now) as tx:
            tx.put(made)
            _close(ws, tx, seen.over, now)
            raised = _raise(ws, tx, seen, now)
            verb = Verb.ALARM_RAISED if raised else Verb.LOOKED
            tx.record(
                Event(
                    verb=verb,
                    object_id=raised[0].id if raised else made.id,
                    figures={"number": made.number, "raised": len(raised), "over": len(seen.over)},
                )
            )
    except Conflict:
        return newest_look(ws)
    with ws.store.snapshot() as view:
        return Looked(look=made, raised=raised, open=tuple(open_alarms(view, ws.project.id)))


def newest_look(ws: Workspace) -> Looked:
    """The look that is there already."""
    with ws.store.snapshot() as view:
        newest = view.find(Look, project_id=ws.project.id, newest_first=True, limit=1)[0]
        return Looked(look=newest, raised=(), open=tuple(open_alarms(view, ws.project.id)))


def _seen(view: Snapshot, ws: Workspace) -> _Seen:
    _, policy = policy_of(view, ws.project)
    looks = view.find(Look, project_id=ws.project.id, newest_first=True, limit=1)
    model = champion_of(view, ws.project)
    operating = operating_of(view, model)
    before, last = state_of(view, looks[0] if looks else None)
    still = open_alarms(view, ws.project.id)
    until = max(ws.now() - CLOSING, looks[0].upto if looks else ws.now() - CLOSING)
    state, found, figures, over = before, [], {}, []
    if model is not None:
        reader = Reader(
            view=view,
            ws=ws,
            model=model,
            policy=policy.watch,
            alpha=policy.watch.alpha / len(MONITORS),
            due=timedelta(hours=policy.review.due_hours),
        )
        state = begun(view, model, operating, before, still)
        if before is None or state.began != before.began or state.model_id != before.model_id:
            of_old = [alarm for alarm in still if alarm.kind in (*MONITORS, UNANSWERED)]
            over = [(alarm, _anew(model, operating)) for alarm in of_old]
            still = [alarm for alarm in still if alarm not in of_old]
        state = catch_up(reader, state, until)
        state = hear_audits(reader, state, operating, until)
        found = _fired(reader, state, operating, until, {alarm.kind for alarm in still})
        figures = figures_of(model, operating, state)
    health = health_of(view, ws, policy.watch, model=model, operating=operating, state=state)
    found += _faults(health, still)
    over += [
        (alarm, "its cause went away")
        for alarm in still
        if went_away(alarm, health, policy.watch, state, ws.now())
    ]
    unclear, settled = unclear_classes(view, ws, policy)
    over += [(alarm, settled[alarm.id]) for alarm in still if alarm.id in settled]
    told = {
        alarm.figures["label"]
        for alarm in still
        if alarm.kind == UNCLEAR and alarm.id not in settled
    }
    found += [
        _Found(kind=UNCLEAR, says=each.says, figures=alarm_figures(view, ws, each))
        for each in unclear
        if each.label not in told
    ]
    return _Seen(
        number=looks[0].number + 1 if looks else 1,
        last=last,
        model=model,
        operating=operating if operating and lapsed(view, operating) is None else None,
        state=state,
        upto=until,
        figures={**figures, "health": health.as_dict()},
        found=found,
        over=over,
    )


def _anew(model: ModelVersion, operating: Operating | None) -> str:
    since = f"the certificate {operating.number}" if operating else "its promotion"
    return f"{model.name} is watched anew since {since}"


def _fired(
    reader: Reader,
    state: WatchState,
    operating: Operating | None,
    until: datetime,
    open_kinds: set[str],
) -> list[_Found]:
    """The monitors that alarm and of whose kind no alarm is open."""
    found = []
    for name, stream in state.streams.items():
        if name not in open_kinds and stream.monitor is not None and stream.monitor.alarm:
            says, figures = shift_alarm(reader, name, stream, until)
            found.append(_Found(kind=name, says=says, figures=figures))
    for name, rate in state.rates.items():
        if rate.monitor is None or rate.at_worst is None:
            continue
        if name not in open_kinds and rate.monitor.alarm:
            says, figures = rate_alarm(reader, name, rate, operating, state.audited_upto)
            found.append(_Found(kind=name, says=says, figures=figures))
    unheard = _unanswered(state)
    if unheard is not None and UNANSWERED not in open_kinds:
        found.append(unheard)
    return found


def _unanswered(state: WatchState) -> _Found | None:
    """Whether the audits without an answer could hide an alarm."""
    for name, rate in state.rates.items():
        if rate.monitor is None or rate.at_worst is None:
            continue
        if rate.at_worst.alarm and not rate.monitor.alarm:
            n, left = rate.tally.n, rate.tally.unanswered
            return _Found(
                kind=UNANSWERED,
                says=f"{left} of {n + left} random audits have no answer. If those were all wrong, "
                "the error would have risen beyond what is accepted: nobody can tell.",
                figures={"monitor": name, "unanswered": left, "answered": n},
            )
    return None


def _faults(health: Health, still: list[Alarm]) -> list[_Found]:
    open_kinds = {alarm.kind for alarm in still}
    return [
        _Found(
            kind=kind,
            says=_sentence(fault.says),
            figures={"since": _told(fault.since), **fault.figures},
        )
        for kind, fault in health.faults.items()
        if kind not in open_kinds
    ]


def _told(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."


def _raise(ws: Workspace, tx: Transaction, seen: _Seen, now: datetime) -> tuple[Alarm, ...]:
    """Write the alarms, have people told, and end the certificate that they speak against."""
    raised = []
    for one in seen.found:
        alarm = Alarm(
            id=ws.mint(),
            project_id=ws.project.id,
            kind=one.kind,
            says=one.says,
            figures=dict(one.figures),
            created_at=now,
        )
        raised.append(alarm)
    against = [alarm for alarm in raised if alarm.kind in MONITORS]
    if seen.operating is not None and against:
        tx.put(
            Lapse(
                id=ws.mint(),
                project_id=ws.project.id,
                operating_id=seen.operating.id,
                alarm_id=against[0].id,
                why=against[0].says,
                created_at=now,
            )
        )
    for alarm in raised:
        tx.put(alarm)
        tell(tx, ws.project, alarm, mint=ws.mint)
    return tuple(raised)


def _close(ws: Workspace, tx: Transaction, over: list[tuple[Alarm, str]], now: datetime) -> None:
    """End what went away by itself, unless a person was first."""
    ended = {end.alarm_id for end in tx.find(AlarmClosed, alarm_id=[alarm.id for alarm, _ in over])}
    for alarm, why in over:
        if alarm.id not in ended:
            tx.put(
                AlarmClosed(
                    id=ws.mint(),
                    project_id=ws.project.id,
                    alarm_id=alarm.id,
                    by=WATCH,
                    why=why,
                    created_at=now,
                )
            )
