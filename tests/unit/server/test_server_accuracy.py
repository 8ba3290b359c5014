"""Production accuracy by class and slice, through the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asking import Asked, serve
from errata.client.remote_loop import RemoteLoop
from errata.core.account import Role
from errata.core.errors import NotFound
from errata.engine.contents import decode_item, encode_items
from errata.engine.write_rows import write_rows
from led import LABELS, Calendar, Led, begin

P = "/projects/tickets/accuracy"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asked, Led]]:
    """A server on a project whose champion was audited."""
    served = serve(tmp_path_factory.mktemp("room"))
    calendar = Calendar()
    real, served.site.clock = served.site.clock, calendar
    made = begin(served.site, calendar)
    made.capture(60, seed=3)
    made.review("r1", "r2", "r3", most=80)
    served.site.clock = real
    served.keys["tickets/lead"] = served.key(made.ws.project, Role.LEAD)
    yield served, made
    served.close()


def test_every_class_and_slice_is_told_with_its_interval(room: tuple[Asked, Led]) -> None:
    served, made = room
    told = served.ask("GET", P, by="tickets/lead").json()
    assert told["model"] == made.loop.status().champion
    assert [row["name"] for row in told["by_class"]] == list(LABELS)
    assert {row["attribute"] for row in told["by_slice"]} == {"channel"}
    for row in [*told["by_class"], *told["by_slice"]]:
        assert row["estimate"].keys() == {"value", "low", "high", "n", "confidence", "method"}
        assert row["estimate"]["low"] <= row["estimate"]["value"] <= row["estimate"]["high"]
    one = served.ask("GET", f"{P}?by=channel&together=true", by="tickets/lead").json()
    assert one["by_class"] == []
    assert one["by_slice"][0]["estimate"]["confidence"] > 0.95


def test_an_attribute_that_nobody_captured_is_not_found(room: tuple[Asked, Led]) -> None:
    assert room[0].ask("GET", P + "?by=shoe", by="tickets/lead").status_code == 404


def test_the_remote_loop_tells_what_the_local_one_does(
    room: tuple[Asked, Led], tmp_path: Path
) -> None:
    served, made = room
    with RemoteLoop(
        "http://testserver",
        project="tickets",
        encode=encode_items,
        decode=decode_item,
        write_rows=write_rows,
        api_key=served.keys["tickets/lead"],
        spool=tmp_path / "lead.spool",
        transport=served.http._transport,
    ) as remote:
        assert remote.accuracy() == made.loop.accuracy()
        assert remote.accuracy("class", together=True) == made.loop.accuracy("class", together=True)
        with pytest.raises(NotFound):
            remote.accuracy("shoe")
