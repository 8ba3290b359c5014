"""The watch over HTTP: what it shows, who may look and close, and the look that nobody asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from asking import Asked, serve
from errata.client.remote_loop import RemoteLoop
from errata.core.errors import NotFound, Unavailable
from errata.core.model import Alarm, Look
from errata.engine.contents import decode_item, encode_items
from errata.engine.write_rows import write_rows
from errata.flow.watch.look import MONITORS, WATCH, look
from errata.server import watching
from errata.server.long_verbs import jobs_of
from errata.server.watching import watch
from production import Hours

P = "/projects/tickets"
LEAD = {"by": "tickets/lead"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Asked]:
    served = serve(tmp_path)
    served.site.clock = Hours(datetime(2026, 1, 5, tzinfo=UTC))
    served.project(policy={"watch": {"silent_hours": 2.0, "every_minutes": 30.0}})
    yield served
    served.close()


def later(room: Asked, **span: float) -> None:
    clock = room.site.clock
    assert isinstance(clock, Hours)
    clock.pass_(**span)


def capture(room: Asked, n: int, *, dear: float = 0.1, project: str = "tickets") -> None:
    rng = np.random.default_rng(n)
    rows = [
        {
            "model": "v1",
            "text": f"message {rng.integers(1 << 60)}",
            "probabilities": [0.97, 0.02, 0.01],
            "attributes": {"plan": "dear" if rng.random() < dear else "cheap"},
        }
        for _ in range(n)
    ]
    answer = room.ask("POST", f"/projects/{project}/predictions", json=rows, by=f"{project}/lead")
    assert answer.status_code == 201, answer.text[:300]
    assert answer.status_code == 201, answer.text[:300]


def looked(room: Asked) -> dict[str, Any]:
    answer = room.ask("POST", f"{P}/watch/look?wait=30", **LEAD)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def shifted(room: Asked) -> dict[str, Any]:
    """A look that finds other inputs."""
    capture(room, 600)
    later(room, hours=1)
    looked(room)
    capture(room, 200, dear=0.9)
    later(room, hours=1)
    return looked(room)


class TestPage:
    def test_before_the_first_look_it_says_so(self, room: Asked) -> None:
        told = room.ask("GET", f"{P}/watch", **LEAD).json()
        assert (told["monitors"], told["alarms"], told["looked_at"]) == ([], [], None)
        assert "Nobody has looked yet" in told["says"]

    def test_it_shows_monitors_evidence_over_time_and_health(self, room: Asked) -> None:
        told = shifted(room)
        (alarm,) = told["raised"]
        page = room.ask("GET", f"{P}/watch", **LEAD).json()
        by_name = {one["name"]: one for one in page["monitors"]}
        assert list(by_name) == [name for name in MONITORS if name in by_name]
        inputs = by_name["inputs"]
        assert inputs["alarm"]
        assert inputs["log_evidence"] >= inputs["threshold"]
        assert inputs["features"][0]["feature"] == "plan"
        assert inputs["since"]["now"] > inputs["since"]["before"]
        assert [one["log_evidence"] for one in inputs["history"]][-1] == inputs["log_evidence"]
        assert not by_name["accuracy"]["watching"]
        assert [one["id"] for one in page["alarms"]] == [alarm["id"]]
        assert page["health"]["waiting"] > 0
        assert page["health"]["last_prediction"]
        assert (page["model"], page["every_minutes"]) == ("v1", 30.0)
        assert page["next_look"] > page["looked_at"]
        assert room.ask("GET", f"{P}/watch?looks=1", **LEAD).json()["monitors"]
        assert room.ask("GET", f"{P}/watch?looks=0", **LEAD).status_code == 422

    def test_status_and_overview_tell_what_is_open(self, room: Asked) -> None:
        (alarm,) = shifted(room)["raised"]
        status = room.ask("GET", f"{P}/status", **LEAD).json()
        assert status["alarms"] == [alarm["says"]]
        overview = room.ask("GET", f"{P}/overview", **LEAD).json()
        assert [one["id"] for one in overview["alarms"]] == [alarm["id"]]


class TestAlarms:
    def test_one_is_closed_with_a_reason_by_whoever_asks(self, room: Asked) -> None:
        (alarm,) = shifted(room)["raised"]
        path = f"{P}/alarms/{alarm['id']}/close"
        assert room.ask("POST", path, json={"why": ""}, **LEAD).status_code == 422
        assert room.ask("POST", path, json={"why": "x"}, by="tickets/reviewer").status_code == 403
        closed = room.ask("POST", path, json={"why": "a campaign"}, **LEAD)
        assert closed.status_code == 200
        assert (closed.json()["by"], closed.json()["why"]) == ("key:lead", "a campaign")
        assert room.ask("POST", path, json={"why": "again"}, **LEAD).status_code == 409
        missing = f"{P}/alarms/{'0' * 36}/close"
        assert room.ask("POST", missing, json={"why": "x"}, **LEAD).status_code == 404
        assert room.ask("GET", f"{P}/alarms?open=true", **LEAD).json()["items"] == []
        (told,) = room.ask("GET", f"{P}/alarms?open=false", **LEAD).json()["items"]
        assert told["closed"]["why"] == "a campaign"
        assert room.ask("GET", f"{P}/alarms", **LEAD).json()["items"] == [told]

    def test_another_projects_alarm_is_not_there(self, room: Asked) -> None:
        (alarm,) = shifted(room)["raised"]
        room.project("other")
        path = f"/projects/other/alarms/{alarm['id']}/close"
        assert room.ask("POST", path, json={"why": "x"}, by="other/lead").status_code == 404


class TestByItself:
    def test_it_looks_when_the_time_has_come_and_not_before(self, room: Asked) -> None:
        watch(room.app.state.room)
        assert looks(room) == []  # nothing has been captured yet
        capture(room, 5)
        for _ in range(3):
            watch(room.app.state.room)
        assert len(looks(room)) == 1
        later(room, minutes=29)
        watch(room.app.state.room)
        assert len(looks(room)) == 1
        later(room, minutes=1)
        watch(room.app.state.room)
        assert len(looks(room)) == 2

    def test_a_project_that_fails_holds_up_no_other(
        self, room: Asked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room.project("another")
        capture(room, 5)
        capture(room, 5, project="another")
        real = look

        def breaks(ws: Any) -> Any:
            if ws.project.name == "tickets":
                raise Unavailable("no disk")
            return real(ws)

        monkeypatch.setattr(watching, "look", breaks)
        with pytest.raises(Unavailable, match="no disk"):
            watch(room.app.state.room)
        assert len(looks(room)) == 1

    def test_an_alarm_starts_one_cycle_where_the_policy_says_so(
        self, room: Asked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rules = {"silent_hours": 0.0, "every_minutes": 30.0, "retrain": True}
        given = {"policy": {"watch": rules}}
        assert room.ask("PUT", f"{P}/policy", json=given, **LEAD).status_code == 200
        started: list[str] = []
        done = threading.Event()

        def cycle(ws: Any, *, by: str) -> Any:
            started.append(by)
            done.set()
            raise Unavailable("a test")

        monkeypatch.setattr("errata.flow.run_cycle.run_cycle", cycle)
        capture(room, 600)
        later(room, hours=1)
        watch(room.app.state.room)
        assert started == []
        capture(room, 200, dear=0.9)
        later(room, hours=1)
        watch(room.app.state.room)
        assert done.wait(30)
        for _ in range(3):
            later(room, hours=1)
            watch(room.app.state.room)
        for job in jobs_of(room.app.state.room).listed(room_project(room)):
            job.done.exception(timeout=30)
        assert started == [WATCH]


def looks(room: Asked) -> list[Look]:
    with room.site.store.snapshot() as view:
        return view.find(Look)


def room_project(room: Asked) -> str:
    ws = room.app.state.room.workspace("tickets")
    return str(ws.project.id)


def test_the_remote_loop_looks_and_closes_like_the_local_one(room: Asked, tmp_path: Path) -> None:
    loop = RemoteLoop(
        "http://testserver",
        project="tickets",
        encode=encode_items,
        decode=decode_item,
        write_rows=write_rows,
        api_key=room.keys["tickets/lead"],
        spool=tmp_path / "lead.spool",
        transport=room.http._transport,
    )
    shifted(room)
    (alarm,) = loop.alarms()
    assert isinstance(alarm, Alarm)
    later(room, minutes=5)
    found = loop.look()
    assert found.open == (alarm,)
    assert found.raised == ()
    assert found.look.figures["monitors"]["inputs"]["alarm"]
    assert loop.close_alarm(alarm.id, why="a campaign").by == "key:lead"
    assert loop.alarms() == []
    assert loop.alarms(only_open=False) == [alarm]
    with pytest.raises(NotFound):
        loop.close_alarm("0" * 36, why="x")
    assert loop.status().alarms == ()
    loop.close()
