"""A dispute that the server tells is the one that Python's users see without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from errata.client.link import Link
from errata.client.remote_task import task_of
from errata.core.task import ClaimedTask
from errata.flow.review.in_hand import in_hand
from reviewing import reviewing


def test_a_claimed_dispute_is_the_same_over_http(tmp_path: Path) -> None:
    desk = reviewing(tmp_path, policy={"consensus": {"minimum": 2, "maximum": 2}})
    try:
        desk.capture(["money back to my card"])
        for who, label, why in (("kim", "card", "a card"), ("lou", "refund", "money back")):
            page = desk.desk(who)
            page.review(page.task(), label, why=why, cause="ambiguous")
        told = desk.skilled("eve", ["expert"]).task()
        remote = _task(told)
        assert remote.dispute is not None
        assert {(one.label, one.cause, one.why) for one in remote.dispute.answers} == {
            ("card", "ambiguous", "a card"),
            ("refund", "ambiguous", "money back"),
        }
        assert remote.dispute == in_hand(desk.ws, told["id"], reviewer="eve").dispute
        assert _task({**told, "dispute": None}).dispute is None
        assert _task({name: told[name] for name in told if name != "dispute"}).dispute is None
    finally:
        desk.close()


def _task(told: dict[str, Any]) -> ClaimedTask:
    def decode(kind: str, data: bytes) -> Any:
        pytest.fail("a text needs no decoding")

    return task_of(told, reviewer="eve", link=cast("Link", None), decode=decode)
