"""Remote task: a claimed task as the server tells it, with what there is to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import numpy as np

from errata.client.link import Link
from errata.core.dispute import Dispute, Opinion
from errata.core.errors import Unsupported
from errata.core.task import ClaimedTask, Lease

Decode = Callable[[str, bytes], Any]


def task_of(told: Mapping[str, Any], *, reviewer: str, link: Link, decode: Decode) -> ClaimedTask:
    """The task; whether it is held is never told over HTTP, so `hold` is False."""
    expires = datetime.fromisoformat(told["lease_expires_at"])
    says = told.get("prediction")
    return ClaimedTask(
        id=told["id"],
        item=_item(told["item"], link, decode),
        prediction=None if says is None else {one["label"]: one["probability"] for one in says},
        labels=tuple(told["labels"]),
        reasons=tuple(one["flag"] for one in told.get("reasons") or ()),
        lease_expires_at=expires,
        hold=False,
        attributes=told.get("attributes") or {},
        lease=Lease(
            task_id=told["id"],
            slot=0,
            reviewer=reviewer,
            token=told["token"],
            expires_at=expires,
        ),
        dispute=_dispute(told.get("dispute")),
    )


def _dispute(told: Mapping[str, Any] | None) -> Dispute | None:
    if told is None:
        return None
    opinions = tuple(
        Opinion(
            label=one["label"],
            cause=one["cause"],
            why=one["why"],
            evidence=tuple(one["evidence"]),
        )
        for one in told["answers"]
    )
    return Dispute(answers=opinions, says=told["says"])


def _item(item: Mapping[str, Any], link: Link, decode: Decode) -> Any:
    if item["kind"] == "text":
        return item["text"]
    if item["kind"] == "record":
        return dict(item["fields"])
    image = item["image"]
    path = str(image["url"]).removeprefix("/api/v1/").replace("{k}", "0")
    data = link.call("GET", path, again=True).content
    shape = (image["height"], image["width"])
    if image["format"] == "png":
        return decode("image", data)
    if image["format"] == "grey16":
        return np.frombuffer(data, dtype="<i2").reshape(shape)
    if image["format"] == "rgb8":
        return np.frombuffer(data, dtype=np.uint8).reshape(*shape, 3)
    raise Unsupported(
        f"an image of format {image['format']!r}", do="bring the client to the server's version"
    )
