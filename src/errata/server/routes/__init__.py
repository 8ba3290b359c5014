"""The routes of the API, one file a noun."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from fastapi import APIRouter

# In the order of the OpenAPI document.
NOUNS = (
    "session",
    "invitations",
    "users",
    "keys",
    "projects",
    "predictions",
    "decisions",
    "disputes",
    "outcomes",
    "webhooks",
    "tasks",
    "guidelines",
    "causes",
    "labels",
    "reviewers_me",
    "people",
    "credentials",
    "overview",
    "watch",
    "lead_tasks",
    "lead_findings",
    "agreement",
    "remedies",
    "lead_datasets",
    "lead_models",
    "lead_golden",
    "lead_gates",
    "lead_certificates",
    "lead_cycles",
    "lead_audit",
    "lead_exports",
)


def routers() -> Iterator[APIRouter]:
    """The router of each noun."""
    for noun in NOUNS:
        yield importlib.import_module(f"{__name__}.{noun}").router
