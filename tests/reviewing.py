"""A served project with a queue, and reviewers who claim and answer over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from errata.core.account import Role
from errata.core.policy import parse_policy
from errata.flow.accounts.grant_role import grant_role
from errata.flow.accounts.make_key import make_key
from errata.flow.loop import Loop
from errata.flow.workspace import Workspace
from peopled import API, Peopled, people

if TYPE_CHECKING:
    from starlette.testclient import TestClient

LABELS = ("card", "refund", "transfer")
NEVER: Mapping[str, Any] = {
    "triage": {"threshold": 1.0, "audit_rate": 0.0},
    "review": {"model_prior": False},
    "consensus": {"bar": 0.85},  # one answer is enough
}


@dataclass
class Desk:
    """One reviewer at their page."""

    client: TestClient
    name: str  # as the server knows them
    path: str  # of the project

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The response."""
        return self.client.request(method, f"{self.path}/{path}", json=body)

    def claim(self, **asked: Any) -> dict[str, Any]:
        """{task, waiting}."""
        answer = self.call("POST", "tasks/claim", asked)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def task(self) -> dict[str, Any]:
        """A task, which must be there."""
        task = self.claim()["task"]
        assert task is not None
        return dict(task)

    def on(self, task: Mapping[str, Any], what: str, **body: Any) -> Any:
        """The response to something done to a task in hand."""
        return self.call("POST", f"tasks/{task['id']}/{what}", {"token": task["token"], **body})

    def review(self, task: Mapping[str, Any], label: str, **more: Any) -> dict[str, Any]:
        """The answer to a review that counts."""
        answer = self.on(task, "review", label=label, **more)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told


@dataclass
class Reviewing:
    """The server, one project of it, and who works there."""

    served: Peopled
    ws: Workspace
    loop: Loop

    def desk(self, name: str, role: Role = Role.REVIEWER) -> Desk:
        """Somebody with a key of their own."""
        made = make_key(
            self.served.site.accounts, name, project_id=self.ws.project.id, role=role,
            days=1.0, by="test",
        )  # fmt: skip
        client = self.served.client(Authorization=f"Bearer {made.secret}")
        return Desk(client, f"key:{name}", f"{API}/projects/{self.ws.project.name}")

    def skilled(self, name: str, skills: Sequence[str]) -> Desk:
        """Somebody who signed in, and has skills."""
        office = self.served.site.accounts
        self.served.user(name, Role.REVIEWER, project=self.ws.project.id)
        grant_role(
            office, name, project_id=self.ws.project.id, role=Role.REVIEWER,
            skills=list(skills), by="test",
        )  # fmt: skip
        return Desk(self.served.browser(name), name, f"{API}/projects/{self.ws.project.name}")

    def capture(self, items: Any, says: Sequence[float] = (0.5, 0.3, 0.2), **more: Any) -> None:
        """Predictions that are all doubtful."""
        self.loop.capture(items, np.array([says] * len(items)), model="v1", **more)

    def close(self) -> None:
        """Let go of the server."""
        self.served.close()


def reviewing(
    folder: Path,
    *,
    url: str | None = None,
    kind: str = "text",
    labels: Sequence[str] = LABELS,
    policy: Mapping[str, Any] | None = None,
) -> Reviewing:
    """A server with one more project, named "desk"."""
    served = people(folder, url=url)
    ws = served.site.create(
        "desk", kind=kind, labels=labels, policy=parse_policy({**NEVER, **(policy or {})})
    )
    return Reviewing(served=served, ws=ws, loop=served.site.loop(ws))
