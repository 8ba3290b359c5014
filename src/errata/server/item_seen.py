"""An item as a page draws it."""

from __future__ import annotations

import json
from urllib.parse import quote

from errata.core.item import ItemKind
from errata.core.project import Project
from errata.server.pictures import picture
from errata.server.shapes.tasks import ImageInfo, ImageItem, Item, RecordItem, TextItem


def item_seen(project: Project, task_id: str, content: bytes) -> Item:
    """The content of a task's item; an image by the address of its frames."""
    kind = ItemKind(project.kind)
    if kind is ItemKind.TEXT:
        return TextItem(text=content.decode())
    if kind is ItemKind.RECORD:
        return RecordItem(fields=json.loads(content))
    shown = picture(content)
    task = f"/api/v1/projects/{quote(project.name, safe='')}/tasks/{task_id}"
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
