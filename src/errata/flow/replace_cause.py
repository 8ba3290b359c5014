"""Replace a cause: give it another name, merge it into another, or split it.

What people said stays as they said it. Counts go to the cause that took its place; after a split
nobody knows which part an error belongs to, so what was explained stays counted under the old name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from errata.core.error_record import ErrorRecord
from errata.core.errors import InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.labels_changed import several
from errata.core.ports import Snapshot
from errata.core.project import Cause, Remedy
from errata.core.task import Review
from errata.flow.causes import causes_of, new_cause, stands_in
from errata.flow.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class CausePart:
    """A part of a cause that is split: a new cause, or by its name one that is in use."""

    name: str
    remedy: Remedy | None = None  # None: as the cause that is split
    meaning: str = ""  # "" only for a cause that is in use


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """What an edit of the taxonomy did."""

    cause: str
    became: tuple[str, ...]
    errors: int  # that it explained, with those of the causes that had become it
    reviews: int  # that name it or one of those; they stay as they are
    says: str


def rename_cause(ws: Workspace, name: str, to: str) -> Replaced:
    """The same cause under another name.

    Raises NotFound; InputError for one that is retired; Conflict for a name that is taken.
    """
    with ws.store.snapshot() as view:
        causes = causes_of(view, ws)
        before = _in_use(causes, name)
        made = new_cause(ws, causes, to, remedy=before.remedy, meaning=before.meaning)
        done = _counted(view, ws, name, (made.name,), says="now under")
    return _put(ws, before, done, [made])


def merge_cause(ws: Workspace, name: str, into: str) -> Replaced:
    """What the cause explained counts under another one from now on.

    Raises NotFound for either; InputError for one that is retired, or merged into itself.
    """
    with ws.store.snapshot() as view:
        causes = causes_of(view, ws)
        before, other = _in_use(causes, name), _in_use(causes, into)
        if before.name == other.name:
            raise InputError(f"the cause {name!r} merged into itself", do="name another one")
        done = _counted(view, ws, name, (other.name,), says="now under")
    return _put(ws, before, done, [])


def split_cause(ws: Workspace, name: str, parts: Sequence[CausePart]) -> Replaced:
    """Two causes or more in the place of one.

    Raises NotFound; InputError for fewer than two parts, or for the cause itself among them;
    Conflict for a new part whose name is retired.
    """
    with ws.store.snapshot() as view:
        causes = causes_of(view, ws)
        before = _in_use(causes, name)
        names = [part.name.strip() for part in parts]
        if len(set(names)) < 2 or len(set(names)) < len(names) or name in names:
            raise InputError(
                f"the cause {name!r} split into {names}", wanted="two other causes or more"
            )
        used = {cause.name for cause in causes if not cause.retired}
        made: list[Cause] = []
        for part, new in zip(parts, names, strict=True):
            if new not in used:
                remedy = part.remedy or before.remedy
                known = [*causes, *made]
                made.append(new_cause(ws, known, new, remedy=remedy, meaning=part.meaning))
        done = _counted(view, ws, name, tuple(names), says="under its name still, not told apart:")
    return _put(ws, before, done, made)


def _in_use(causes: Sequence[Cause], name: str) -> Cause:
    found = next((cause for cause in causes if cause.name == name), None)
    offered = ", ".join(cause.name for cause in causes if not cause.retired)
    if found is None:
        raise NotFound(f"no cause is named {name!r}", wanted=f"one of {offered}")
    if found.retired:
        raise InputError(f"the retired cause {name!r}", wanted=f"one of {offered}")
    return found


def _counted(
    view: Snapshot, ws: Workspace, name: str, became: tuple[str, ...], *, says: str
) -> Replaced:
    """What the edit moves; counted before it is made."""
    under = [each for each, stood in stands_in(view, ws).items() if stood == name]
    where: dict[str, Any] = {"project_id": ws.project.id, "cause": under}
    errors, reviews = view.count(ErrorRecord, **where), view.count(Review, **where)
    return Replaced(
        cause=name,
        became=became,
        errors=errors,
        reviews=reviews,
        says=f"{name} became {' and '.join(became)}: {several(errors, 'error')} {says} "
        f"{' or '.join(became)}; what people said in {several(reviews, 'review')} stays",
    )


def _put(ws: Workspace, before: Cause, done: Replaced, made: Sequence[Cause]) -> Replaced:
    now = ws.now()
    after = replace(
        before,
        id=ws.mint(),
        version=before.version + 1,
        retired=True,
        became="\n".join(done.became),
        created_at=now,
    )
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        tx.put(*made, after)
        tx.record(
            Event(
                verb=Verb.CAUSE_CHANGED,
                object_id=after.id,
                figures={
                    "version": after.version,
                    "retired": 1,
                    "became": len(done.became),
                    "errors": done.errors,
                    "reviews": done.reviews,
                },
            )
        )
    return done
