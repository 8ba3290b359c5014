"""Guidelines: the instructions that reviewers read, in versions that say what changed."""

from __future__ import annotations

from errata.core.errors import Conflict, InputError, NotFound
from errata.core.events import Event, Verb
from errata.core.ports import Snapshot
from errata.core.project import Guideline
from errata.flow.workspace import Workspace

LONGEST = 200_000  # characters of one version
SUMMARY = 2_000  # ... and of what changed in it


def newest_version(view: Snapshot, ws: Workspace) -> int:
    """The version in force; 0 before the first."""
    newest = current_guideline(view, ws)
    return newest.version if newest else 0


def current_guideline(view: Snapshot, ws: Workspace) -> Guideline | None:
    """The version in force, or None before the first."""
    newest = view.find(Guideline, project_id=ws.project.id, newest_first=True, limit=1)
    return newest[0] if newest else None


def guideline(view: Snapshot, ws: Workspace, version: int) -> Guideline:
    """One version; raises NotFound."""
    found = view.find(Guideline, project_id=ws.project.id, version=version)
    if not found:
        raise NotFound(f"no version {version} of the guidelines of {ws.project.name!r}")
    return found[0]


def history(view: Snapshot, ws: Workspace) -> list[Guideline]:
    """Every version, newest first."""
    return view.find(Guideline, project_id=ws.project.id, newest_first=True)


def publish_guideline(
    ws: Workspace, text: str, *, changes: str, after: int | None = None
) -> Guideline:
    """The next version; reviewers are told its `changes`. `after`: the version it was made from.

    Raises InputError for an empty text or summary or for what is in force already, Conflict when
    somebody published another version since.
    """
    text = text.replace("\r\n", "\n").strip() + "\n"
    changes = changes.strip()
    if not text.strip():
        raise InputError("guidelines without a word", do="write what reviewers must know")
    if not changes:
        raise InputError(
            "no word of what changed", do="sum it up in a sentence; reviewers are told"
        )
    for what, given, longest in (("guidelines", text, LONGEST), ("summary", changes, SUMMARY)):
        if len(given) > longest:
            raise InputError(f"{what} of {len(given):,} characters", wanted=f"at most {longest:,}")
    now = ws.now()
    with ws.store.transaction(actor=ws.actor, now=now) as tx:
        newest = current_guideline(tx, ws)
        version = newest.version if newest else 0
        if after is not None and after != version:
            raise Conflict(
                f"an edit of version {after} of the guidelines; version {version} is in force",
                do="look at what changed, and edit that",
            )
        if newest is not None and newest.text == text:
            raise InputError(f"the text of version {version} once more", wanted="a changed one")
        made = Guideline(
            id=ws.mint(),
            project_id=ws.project.id,
            version=version + 1,
            text=text,
            changes=changes,
            by=ws.actor,
            created_at=now,
        )
        tx.put(made)
        tx.record(
            Event(
                verb=Verb.GUIDELINES_CHANGED,
                object_id=made.id,
                figures={"version": made.version},
            )
        )
    return made


def first_guideline(ws: Workspace, text: str) -> Guideline | None:
    """The first version, from a file; None where there is a version already, or no text."""
    with ws.store.snapshot() as view:
        there = current_guideline(view, ws) is not None
    if there or not text.strip():
        return None
    return publish_guideline(ws, text, changes="The first version.", after=0)
