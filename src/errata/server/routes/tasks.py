"""Tasks in a reviewer's hands: claimed, looked at, answered, given back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import Path
from starlette.responses import Response

from errata.core.account import Role
from errata.core.errors import InputError
from errata.core.item import ItemKind
from errata.core.task import Answer, Draft
from errata.flow.people.credentials import skills_of
from errata.flow.people.rest import Rest
from errata.flow.review.blind import reveal
from errata.flow.review.claim import take
from errata.flow.review.draft import save_draft
from errata.flow.review.in_hand import InHand, content_shown, in_hand
from errata.flow.review.lease import heartbeat_under, release_under
from errata.flow.review.submit import Given, submit_under
from errata.flow.review.ticket import ticket
from errata.flow.review.waiting import waiting_says, why_nothing
from errata.loop.review.reasons import reason_says
from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.pictures import frame, frames_of, picture
from errata.server.problems import problems
from errata.server.routing import Router
from errata.server.shapes.disputes import dispute_seen
from errata.server.shapes.people import rest_seen
from errata.server.shapes.reviews import (
    DraftGiven,
    DraftSaved,
    Held,
    LeaseSeen,
    ReleaseAll,
    ResolutionSeen,
    Revealed,
    RevealGiven,
    ReviewAnswer,
    ReviewGiven,
    SkipGiven,
)
from errata.server.shapes.tasks import (
    ClaimAnswer,
    ClaimGiven,
    DraftSeen,
    ImageInfo,
    ImageItem,
    Item,
    Reason,
    RecordItem,
    Said,
    TaskSeen,
    TextItem,
    WaitingSeen,
)

router = Router("tasks")

Reviewing = Annotated[Here, may(Action.REVIEW)]
TaskId = Annotated[str, Path(min_length=1, max_length=100)]
TASK = "/projects/{project}/tasks/{task}"


@router.post("/projects/{project}/tasks/claim", responses=problems(404))
def claim(here: Reviewing, given: ClaimGiven | None = None) -> ClaimAnswer:
    """The task most worth the caller's time, held for them; why there is none; or a rest."""
    name = here.caller.name
    with here.ws.store.snapshot() as view:
        granted = here.caller.skills(here.project.id)
        skills = skills_of(view, here.ws, name, granted, here.ws.now())
    ahead = given is not None and given.ahead
    hand = take(here.ws, reviewer=here.caller.name, skills=skills, ahead=ahead, served=True)
    if isinstance(hand, Rest):
        return ClaimAnswer(task=None, waiting=None, rest=None if ahead else rest_seen(hand))
    if hand is not None:
        return ClaimAnswer(task=_seen(here, hand), waiting=None)
    if ahead:
        return ClaimAnswer(task=None, waiting=None)
    waiting = why_nothing(here.ws, reviewer=here.caller.name, skills=skills)
    return ClaimAnswer(
        task=None,
        waiting=WaitingSeen(
            held_by_others=waiting.held_by_others,
            held_by_you=waiting.held_by_you,
            next_expiry=waiting.next_expiry,
            other_skill=dict(waiting.other_skill),
            says=waiting_says(waiting),
        ),
    )


@router.post("/projects/{project}/tasks/release-all", status_code=204, responses=problems(404))
def release_all(here: Reviewing, given: ReleaseAll) -> None:
    """Give back what a closing page holds; what it does not hold any more is left alone."""
    held = [(one.id, one.token) for one in given.tasks]
    release_under(here.ws, held, reviewer=here.caller.name)


@router.get(TASK, responses=problems(404))
def show(here: Reviewing, task: TaskId) -> TaskSeen:
    """The task again, while the caller holds it."""
    return _seen(here, in_hand(here.ws, task, reviewer=here.caller.name))


@router.get(
    TASK + "/frames/{k}",
    response_class=Response,
    responses={
        200: {
            "description": "A PNG, or a frame's raw values; the task's `format` says which.",
            "content": {"image/png": {}, "application/octet-stream": {}},
        },
        **problems(404),
    },
)
def one_frame(here: Reviewing, task: TaskId, k: Annotated[int, Path(ge=0, lt=1 << 31)]) -> Response:
    """One frame of the task's image, for who holds the task, and for leads."""
    leads = here.role in (Role.ADMIN, Role.LEAD)
    content = content_shown(here.ws, task, reviewer=None if leads else here.caller.name)
    data, media = frame(content, k)
    return Response(data, media_type=media, headers={"Cache-Control": "private, no-store"})


@router.post(TASK + "/reveal", responses=problems(404, 409))
def show_answer(here: Reviewing, task: TaskId, given: RevealGiven) -> Revealed:
    """Commit to a label, then see what the model says; the review carries that label."""
    found = reveal(here.ws, task, reviewer=here.caller.name, ticket=given.token, label=given.label)
    return Revealed(
        prediction=_said(found.model_says),
        reasons=_reasons(found.flags, found.model_says),
        model=found.model,
    )


@router.post(TASK + "/review", responses=problems(404, 409))
def review(here: Reviewing, task: TaskId, given: ReviewGiven) -> ReviewAnswer:
    """Answer the task. The same answer again is answered the same."""
    if given.unsure == (given.label is not None):
        got = "unsure and a label at once" if given.unsure else "neither a label nor unsure"
        raise InputError(got, do="give one of them")
    return _answered(
        here,
        task,
        given.token,
        Given(
            answer=Answer.UNSURE if given.unsure else Answer.LABEL,
            label=given.label,
            cause=given.cause,
            why=given.why,
            evidence=[piece.model_dump() for piece in given.evidence],
            seconds_spent=given.seconds_spent,
            guideline_version=given.guideline_version,
        ),
    )


@router.post(TASK + "/skip", responses=problems(404, 409))
def skip(here: Reviewing, task: TaskId, given: SkipGiven) -> ReviewAnswer:
    """Leave the task to others, for a reason."""
    return _answered(here, task, given.token, Given(answer=Answer.SKIP, why=given.why))


@router.post(TASK + "/release", status_code=204, responses=problems(404))
def release(here: Reviewing, task: TaskId, given: Held) -> None:
    """Give the task back, unanswered."""
    release_under(here.ws, [(task, given.token)], reviewer=here.caller.name)


@router.post(TASK + "/heartbeat", responses=problems(404, 409))
def heartbeat(here: Reviewing, task: TaskId, given: Held) -> LeaseSeen:
    """Hold the task longer; one that ran out is held again if nobody took it."""
    lease = heartbeat_under(here.ws, task, reviewer=here.caller.name, ticket=given.token)
    return LeaseSeen(lease_expires_at=lease.expires_at)


@router.post(TASK + "/draft", responses=problems(404, 409))
@router.put(TASK + "/draft", responses=problems(404, 409), operation_id="put_draft")
def draft(here: Reviewing, task: TaskId, given: DraftGiven) -> DraftSaved:
    """Keep what is begun; it comes back with the task."""
    saved = save_draft(
        here.ws,
        task,
        reviewer=here.caller.name,
        ticket=given.token,
        label=given.label,
        cause=given.cause,
        why=given.why,
        evidence=[piece.model_dump() for piece in given.evidence],
        frames_of=frames_of,
    )
    return DraftSaved(saved_at=saved.created_at)


def _answered(here: Here, task: str, token: int, given: Given) -> ReviewAnswer:
    done = submit_under(
        here.ws,
        task,
        reviewer=here.caller.name,
        ticket=token,
        given=given,
        frames_of=frames_of,
    )
    resolution = done.resolution
    if resolution is not None:
        here.room.news.tell(resolution.prediction_id)
    label, told = done.review.label, done.told
    return ReviewAnswer(
        review_id=done.review.id,
        resolution=None if told is None else ResolutionSeen(kind=told[0], label=told[1]),
        prediction=_said(done.task.model_says),
        model=done.task.model,
        correction=label is not None and label != done.task.predicted,
    )


def _seen(here: Here, hand: InHand) -> TaskSeen:
    task = hand.task
    return TaskSeen(
        id=task.id,
        token=ticket(here.project, hand.lease),
        item=_item(here, task.id, hand.content),
        prediction=None if hand.prediction is None else _said(hand.prediction),
        model=None if hand.hidden else task.model,
        blind=hand.blind,
        committed=hand.committed,
        labels=list(here.ws.labels.in_use),
        reasons=_reasons(hand.reasons, task.model_says),
        attributes=dict(task.attributes),
        lease_expires_at=hand.lease.expires_at,
        guideline_version=hand.guideline_version,
        draft=None if hand.draft is None else _draft(hand.draft),
        due_at=task.due_at,
        dispute=None if hand.dispute is None else dispute_seen(hand.dispute),
    )


def _item(here: Here, task_id: str, content: bytes) -> Item:
    kind = ItemKind(here.project.kind)
    if kind is ItemKind.TEXT:
        return TextItem(text=content.decode())
    if kind is ItemKind.RECORD:
        return RecordItem(fields=json.loads(content))
    shown = picture(content)
    task = f"/api/v1/projects/{quote(here.project.name, safe='')}/tasks/{task_id}"
    return ImageItem(
        image=ImageInfo(
            format=shown.format,
            width=shown.width,
            height=shown.height,
            frames=shown.frames,
            url=task + "/frames/{k}",
            window=shown.window,
            level=shown.level,
            invert=shown.invert,
            spacing=shown.spacing,
            notes=list(shown.notes),
        )
    )


def _said(says: Mapping[str, float | None]) -> list[Said]:
    return [Said(label=label, probability=share) for label, share in says.items()]


def _reasons(flags: tuple[str, ...], says: Mapping[str, float | None]) -> list[Reason]:
    return [Reason(flag=flag, says=reason_says(flag, says)) for flag in flags]


def _draft(draft: Draft) -> DraftSeen:
    return DraftSeen.model_validate(
        {
            "label": draft.label,
            "cause": draft.cause,
            "why": draft.why,
            "evidence": draft.evidence,
            "saved_at": draft.created_at,
        }
    )
