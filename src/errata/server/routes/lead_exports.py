"""Exports: what was learnt, as a file for other tools."""

from __future__ import annotations

import shutil
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from errata.server.depend import Here, may
from errata.server.permissions import Action
from errata.server.problems import problems
from errata.server.routing import Router

router = Router("exports")


class What(StrEnum):
    """What can be taken away."""

    CORRECTIONS = "corrections"
    DATASET = "dataset"
    GOLDEN = "golden"
    GATES = "gates"


class Format(StrEnum):
    """As which kind of file."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


MEDIA = {
    Format.CSV: "text/csv",
    Format.JSONL: "application/x-ndjson",
    Format.PARQUET: "application/vnd.apache.parquet",
}


@router.get(
    "/projects/{project}/exports",
    response_class=FileResponse,
    responses={
        200: {"description": "The file.", "content": {media: {} for media in MEDIA.values()}},
        **problems(404, 409),
    },
)
def export(
    here: Annotated[Here, may(Action.EXPORT)],
    what: What = What.CORRECTIONS,
    format: Format = Format.CSV,  # noqa: A002
) -> FileResponse:
    """A file of what was learnt. Formulas that a spreadsheet would run are defused."""
    from errata.engine.write_rows import write_batches
    from errata.flow.export import exported

    folder = tempfile.mkdtemp(prefix="errata-export-")  # nobody else may look into it
    path = Path(folder, f"export.{format.value}")
    try:
        exported(here.ws, what.value, lambda batches: write_batches(path, batches))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    called = quote(f"{here.project.name}-{what.value}.{format.value}", safe="")
    return FileResponse(
        path,
        media_type=MEDIA[format],
        headers={
            "Content-Disposition": f"attachment; filename*=utf-8''{called}",
            "Cache-Control": "private, no-store",
        },
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )
