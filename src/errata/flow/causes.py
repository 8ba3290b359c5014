"""Causes: the project's taxonomy of errors, in versions; of each name the newest counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from errata.core.error_record import ErrorRecord
from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.ports import Snapshot
from errata.core.project import DEFAULT_TAXONOMY, Cause, Remedy
from errata.flow.workspace import Workspace
from errata.loop.review.cause_keys import cause_keys
from errata.loop.review.standing_causes import counted_under, standing_causes

NAME, MEANING = 60, 500  # characters
MOST = 200  # causes of one project
_FIRST = {name: place for place, (name, _, _) in enumerate(DEFAULT_TAXONOMY)}


@dataclass(frozen=True, kw_only=True)
class ListedCause:
    """A cause with the key that chooses it and how many errors it explains."""

    cause: Cause
    key: str  # "" for none: there are more causes than letters
    used: int  # errors that it explains now, those of the causes that became it too
    taken: dict[str, int]  # of these: explained by which earlier cause; none that has no error


def causes_of(view: Snapshot, ws: Workspace) -> list[Cause]:
    """The newest version of each cause, retired ones too, in the order they were first named.

    Those that every project begins with come first, as listed in `core`.
    """
    newest: dict[str, Cause] = {}
    for cause in view.find(Cause, project_id=ws.project.id):
        known = newest.get(cause.name)
        if known is None or cause.version > known.version:
            newest[cause.name] = cause  # a name keeps its first place
    return sorted(newest.values(), key=lambda cause: _FIRST.get(cause.name, len(_FIRST)))


def read_cause(view: Snapshot, ws: Workspace, cause: str | None) -> str | None:
    """The cause, if the taxonomy offers it; raises InputError otherwise."""
    if cause is None:
        return None
    versions = view.find(Cause, project_id=ws.project.id, name=cause)
    if versions and not max(versions, key=lambda one: one.version).retired:
        return cause
    known = {entry.name: entry for entry in causes_of(view, ws)}
    offered = [name for name, entry in known.items() if not entry.retired]
    if cause in known and known[cause].successors:
        raise InputError(
            f"the cause {cause!r}, which was replaced",
            wanted=" or ".join(known[cause].successors) + ", which took its place",
            do="choose again: " + ", ".join(offered),
        )
    what = "the retired cause" if cause in known else "the cause"
    raise InputError(f"{what} {cause!r}", wanted="one of " + ", ".join(offered))


def stands_in(view: Snapshot, ws: Workspace) -> dict[str, str]:
    """For each cause the name that it counts under now; a review names what was said then."""
    return standing_causes({cause.name: cause.successors for cause in causes_of(view, ws)})


def listed(ws: Workspace) -> list[ListedCause]:
    """Every cause with its key and how many errors it explains."""
    with ws.store.snapshot() as view:
        causes = causes_of(view, ws)
        stands = stands_in(view, ws)
        used = {
            cause.name: view.count(ErrorRecord, cause=cause.name, project_id=ws.project.id)
            for cause in causes
        }
    under = counted_under(used.items(), stands)
    keys = cause_keys(
        [cause.name for cause in causes], retired=[cause.name for cause in causes if cause.retired]
    )
    return [
        ListedCause(
            cause=cause,
            key=keys[cause.name],
            used=under.get(cause.name, 0),
            taken={
                name: n
                for name, n in used.items()
                if n and name != cause.name and stands[name] == cause.name
            },
        )
        for cause in causes
    ]


def add_cause(ws: Workspace, name: str, *, remedy: Remedy, meaning: str) -> Cause:
    """A new entry of the taxonomy; raises Conflict for a name that is there, retired or not."""
    with ws.store.snapshot() as view:
        causes = causes_of(view, ws)
    return _put(ws, new_cause(ws, causes, name, remedy=remedy, meaning=meaning))


def new_cause(
    ws: Workspace, causes: Sequence[Cause], name: str, *, remedy: Remedy, meaning: str
) -> Cause:
    """A cause beside these, not stored yet; raises Conflict for a name that is there."""
    name = name.strip()
    _check(name, meaning)
    if any(cause.name == name for cause in causes):
        raise Conflict(f"the cause {name!r} exists", do="change it, or take it back into use")
    if len(causes) >= MOST:
        raise InputError(f"a cause past the {MOST} that there are", do="retire some; few are used")
    return Cause(
        id=ws.mint(),
        project_id=ws.project.id,
        name=name,
        version=1,
        remedy=remedy,
        meaning=meaning.strip(),
        created_at=ws.now(),
    )


def change_cause(
    ws: Workspace,
    name: str,
    *,
    remedy: Remedy | None = None,
    meaning: str | None = None,
    retired: bool | None = None,
) -> Cause:
    """The cause's next version; what is not named stays. Raises NotFound, or InputError for none.

    A retired cause is offered no more, and what it explained stays explained. One that is taken
    back into use counts what it explained itself again.
    """
    with ws.store.snapshot() as view:
        causes = {cause.name: cause for cause in causes_of(view, ws)}
    before = causes.get(name)
    if before is None:
        raise NotFound(f"no cause is named {name!r}", wanted="one of " + ", ".join(causes))
    after = replace(
        before,
        remedy=before.remedy if remedy is None else remedy,
        meaning=before.meaning if meaning is None else meaning.strip(),
        retired=before.retired if retired is None else retired,
        became="" if retired is False else before.became,
    )
    if after == before:
        return before
    _check(name, after.meaning)
    offered = [cause.name for cause in causes.values() if not cause.retired]
    if after.retired and offered == [name]:
        raise InputError(f"the last cause {name!r} retired", do="add another one first")
    return _put(ws, replace(after, id=ws.mint(), version=before.version + 1, created_at=ws.now()))


def _check(name: str, meaning: str) -> None:
    if len(name.splitlines()) > 1:
        raise InputError(f"the name {name!r}", wanted="one line")
    for what, text, longest in (("name", name, NAME), ("meaning", meaning.strip(), MEANING)):
        if not text:
            raise InputError(f"a cause without a {what}", do="reviewers choose by it; give one")
        if len(text) > longest:
            raise InputError(f"a {what} of {len(text)} characters", wanted=f"at most {longest}")


def _put(ws: Workspace, cause: Cause) -> Cause:
    with ws.store.transaction(actor=ws.actor, now=cause.created_at) as tx:
        tx.put(cause)
        tx.record(
            Event(
                verb=Verb.CAUSE_CHANGED,
                object_id=cause.id,
                figures={"version": cause.version, "retired": int(cause.retired)},
            )
        )
    return cause
