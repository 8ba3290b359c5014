"""A server small enough for unit tests: the contract's capture and review on a local loop."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import httpx
import numpy as np
import pyarrow as pa

from errata.core.errors import ErrataError, LeaseLost, NotFound, NotReady, TooMany
from errata.core.ids import to_bytes
from errata.core.item import Items
from errata.core.task import ClaimedTask
from errata.engine.contents import encode_items
from errata.flow.loop import Loop

STATUS = {NotFound: (404, "not-found"), NotReady: (409, "not-ready"), TooMany: (429, "too-many")}
Spoiler = Callable[[httpx.Request], httpx.Response | None]


class SmallServer:
    """Answers httpx requests from a loop. It can be `away`, and lose answers it has given.

    `calls`: every request that arrived. `spoil`: may answer in its place (a fault).
    """

    def __init__(self, loop: Loop, *, key: str = "errata_k") -> None:
        self.loop, self.key = loop, key
        self.away = False
        self.lose_answers = False  # the work is done, but the answer never arrives
        self.spoil: Spoiler | None = None
        self.calls: list[httpx.Request] = []
        self.held: dict[str, ClaimedTask] = {}
        self.reviews: dict[str, bytes] = {}
        self.outcomes: dict[str, bytes] = {}

    def transport(self) -> httpx.MockTransport:
        """What a client is given to reach it."""
        return httpx.MockTransport(self._answer)

    def of(self, noun: str) -> list[httpx.Request]:
        """The POSTs to addresses that end so."""
        return [
            call
            for call in self.calls
            if call.method == "POST" and call.url.path.rpartition("/")[2] == noun
        ]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.away:
            raise httpx.ConnectError("refused", request=request)
        self.calls.append(request)
        if request.headers.get("authorization") != f"Bearer {self.key}":
            return problem(401, "sign-in", "Nobody is signed in.")
        spoilt = self.spoil(request) if self.spoil else None
        if spoilt is not None:
            return spoilt
        try:
            answer = self._route(request)
        except LeaseLost as error:
            return problem(409, "lease-lost", error.got)
        except ErrataError as error:
            status, slug = STATUS.get(type(error), (422, "input"))
            return problem(status, slug, error.got, wanted=error.wanted, do=error.do)
        if self.lose_answers:
            raise httpx.ReadTimeout("no answer", request=request)
        return answer

    def _route(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1/")
        if request.url.path == "/readyz" or path == "session":
            return httpx.Response(200, json={"name": "key:r7"})
        _, _, path = path.removeprefix("projects/").partition("/")
        if path == "":
            project = self.loop.project
            told: dict[str, Any] = {"id": project.id, "name": project.name, "kind": project.kind}
            told |= {"labels": project.labels, "created_at": project.created_at.isoformat()}
            return httpx.Response(200, json={**told, "policy": self.loop.policy.as_dict()})
        if path == "predictions":
            return self._capture(request)
        if path == "outcomes":
            return self._correct(request)
        if path == "status":
            return httpx.Response(200, content=plain(self.loop.status().as_dict()), headers=JSON)
        if path == "slices":
            return httpx.Response(200, json={"found": [], "n": 0})
        if path == "tasks/claim":
            task = self.loop.claim(reviewer="key:r7")
            if task is None:
                return httpx.Response(200, json={"task": None, "waiting": {}})
            self.held[task.id] = task
            return httpx.Response(200, json={"task": told_task(task), "waiting": None})
        _, ident, verb = path.split("/")[:3]
        return self._task(self.held[ident], verb, request)

    def _capture(self, request: httpx.Request) -> httpx.Response:
        rows = read_rows(request)
        model = request.url.params.get("model") or rows[0]["model"]
        kind = next(kind for kind in ("text", "record", "image") if kind in rows[0])
        content = [row[kind] for row in rows]
        if kind == "image" and isinstance(content[0], str):
            content = [base64.b64decode(data) for data in content]
        items = Items.of_images(content) if kind == "image" else encode_items(content, kind)
        names = sorted({name for row in rows for name in row.get("attributes") or ()})
        decided = self.loop.capture(
            items,
            [row["probabilities"] for row in rows] if rows[0].get("probabilities") else None,
            predicted=[row["label"] for row in rows] if rows[0].get("label") else None,
            model=model,
            ids=[row["id"] for row in rows],
            groups=[row.get("group") for row in rows],
            subjects=[row.get("subject") for row in rows],
            attributes={name: [row["attributes"][name] for row in rows] for name in names},
        )
        told = [
            {
                "id": one.id,
                "decision": one.decision,
                "reasons": one.reasons,
                "label": one.label,
                "confidence": None if np.isnan(one.confidence) else one.confidence,
                "replayed": bool(decided.replayed[row]),
            }
            for row, one in enumerate(decided)
        ]
        return httpx.Response(201, json={"decisions": told})

    def _correct(self, request: httpx.Request) -> httpx.Response:
        given = json.loads(request.content)
        to_bytes(given["id"])
        if given["id"] not in self.outcomes:
            self.loop.correct(given.pop("prediction_id"), by=given["by"], label=given.get("label"))
            self.outcomes[given["id"]] = request.content
        return httpx.Response(200, json={"id": given["id"], "trusted": True, "task_created": False})

    def _task(self, task: ClaimedTask, verb: str, request: httpx.Request) -> httpx.Response:
        given = json.loads(request.content)
        assert given["token"] == task.lease.token
        if verb == "heartbeat":
            task = self.loop.heartbeat(task)
            return httpx.Response(200, json={"lease_expires_at": task.lease_expires_at.isoformat()})
        if verb == "release":
            self.loop.release(task)
            return httpx.Response(204)
        if self.reviews.get(task.id) == request.content:  # the same again: the stored answer
            return httpx.Response(200, json={"review_id": "r", "resolution": None})
        done = (
            self.loop.skip(task, why=given["why"])
            if verb == "skip"
            else self.loop.submit(
                task, label=given.get("label"), unsure=given["unsure"], cause=given.get("cause")
            )
        )
        self.reviews[task.id] = request.content
        settled = {"kind": done.kind.value, "label": done.label} if done else None
        return httpx.Response(200, json={"review_id": "r", "resolution": settled})


JSON = {"content-type": "application/json"}


def problem(status: int, slug: str, detail: str, **more: Any) -> httpx.Response:
    """A problem document."""
    told = {"type": f"/docs/problems/{slug}", "status": status, "detail": detail, **more}
    return httpx.Response(
        status,
        content=json.dumps(told).encode(),
        headers={"content-type": "application/problem+json"},
    )


def plain(value: Any) -> bytes:
    """As JSON, times as text."""
    return json.dumps(value, default=str).encode()


def read_rows(request: httpx.Request) -> list[dict[str, Any]]:
    """The predictions of a body."""
    if request.headers["content-type"] == "application/json":
        return list(json.loads(request.content))
    return list(pa.ipc.open_stream(request.content).read_all().to_pylist())


def told_task(task: ClaimedTask) -> dict[str, Any]:
    """A task as the contract tells it."""
    item: dict[str, Any] = {"kind": "text", "text": task.item}
    if isinstance(task.item, dict):
        item = {"kind": "record", "fields": task.item}
    says = task.prediction
    told = None if says is None else [{"label": k, "probability": v} for k, v in says.items()]
    return {
        "id": task.id,
        "token": task.lease.token,
        "item": item,
        "prediction": told,
        "labels": task.labels,
        "reasons": [{"flag": flag, "says": flag} for flag in task.reasons],
        "attributes": dict(task.attributes),
        "lease_expires_at": task.lease_expires_at.isoformat(),
    }
