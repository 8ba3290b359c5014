"""The lead's routes, asked as a lead would."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator

import numpy as np
import pyarrow.parquet as pq
import pytest

from asking import Asked, serve
from errata.core.account import Role
from errata.engine.images import encode_png
from led import Calendar, Led, begin, turn

P = "/projects/tickets"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asked, Led]]:
    """A server on a project with a history."""
    served = serve(tmp_path_factory.mktemp("room"))
    calendar = Calendar()
    real, served.site.clock = served.site.clock, calendar
    made = begin(served.site, calendar)
    turn(made)
    made.capture(30, seed=8)
    served.site.clock = real
    for role in Role:
        served.keys[f"tickets/{role.value}"] = served.key(made.ws.project, role)
    yield served, made
    served.close()


def get(room: tuple[Asked, Led], path: str, *, by: str = "tickets/lead") -> dict[str, object]:
    answer = room[0].ask("GET", P + path, by=by)
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


PAGES = (
    "/overview",
    "/status",
    "/accuracy",
    "/accuracy?by=class",
    "/tasks",
    "/resolutions",
    "/slices",
    "/causes/heatmap",
    "/confusion",
    "/reviewers",
    "/datasets",
    "/datasets/1",
    "/datasets/diff?a=1&b=2",
    "/models",
    "/gates",
    "/certificates",
    "/certificates/curve",
    "/golden",
    "/cycles",
    "/jobs",
    "/alarms",
    "/audit",
    "/audit/verify",
    "/exports",
)


@pytest.mark.parametrize("path", PAGES)
def test_leads_read_every_page_and_reviewers_none(room: tuple[Asked, Led], path: str) -> None:
    served, _ = room
    assert served.ask("GET", P + path, by="tickets/lead").status_code == 200
    refused = served.ask("GET", P + path, by="tickets/reviewer")
    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"
    service = served.ask("GET", P + path, by="tickets/service").status_code
    assert service == (200 if path == "/status" else 403)


def test_every_figure_carries_its_interval_and_how_it_was_found(room: tuple[Asked, Led]) -> None:
    told = get(room, "/overview")
    found: list[dict[str, object]] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if {"value", "low", "high"} <= value.keys():
                found.append(value)
            for part in value.values():
                look(part)
        elif isinstance(value, list):
            for part in value:
                look(part)

    look(told)
    assert found
    for figure in found:
        assert figure.keys() >= {"n", "confidence", "method"}
    windows = told["accuracy_over_time"]
    assert isinstance(windows, list)
    assert windows
    assert set(windows[0]) == {"from", "to", "model", "estimate"}


def test_the_queue_pages_by_cursor_and_refuses_what_it_does_not_know(
    room: tuple[Asked, Led],
) -> None:
    first = room[0].ask("GET", P + "/tasks?limit=2", by="tickets/lead").json()
    assert len(first["items"]) == 2
    rest = room[0].ask(
        "GET", P + "/tasks", params={"limit": 2, "cursor": first["next"]}, by="tickets/lead"
    )
    assert not {row["id"] for row in first["items"]} & {r["id"] for r in rest.json()["items"]}
    for query in ("state=lost", "limit=0", "limit=201", "cursor=x"):
        answer = room[0].ask("GET", f"{P}/tasks?{query}", by="tickets/lead")
        assert answer.status_code == 422, query


def test_a_story_shows_a_lead_what_no_reviewer_may_see(room: tuple[Asked, Led]) -> None:
    row = room[0].ask("GET", P + "/tasks?state=resolved&limit=1", by="tickets/lead").json()
    task = row["items"][0]["id"]
    story = get(room, f"/tasks/{task}/story")
    assert story["item"]["kind"] == "text"  # type: ignore[index]
    assert len(story["reviews"]) >= 2  # type: ignore[arg-type]
    assert any("answered" in line for line in story["trace"])  # type: ignore[attr-defined]
    assert room[0].ask("GET", f"{P}/tasks/{task}/story", by="tickets/reviewer").status_code == 403
    assert room[0].ask("GET", P + "/tasks/nobody/story", by="tickets/lead").status_code == 404


def test_a_trace_and_a_gate_are_told_whole(room: tuple[Asked, Led]) -> None:
    task = room[0].ask("GET", P + "/tasks?limit=1", by="tickets/lead").json()["items"][0]
    told = get(room, f"/trace/{task['prediction_id']}")
    assert told["kind"] == "prediction"
    assert told["lines"][0].startswith("prediction ")  # type: ignore[index]
    gates = room[0].ask("GET", P + "/gates", by="tickets/lead").json()["items"]
    gate = get(room, f"/gates/{gates[0]['id']}")
    assert {"checks", "golden", "verdict", "candidate"} <= gate.keys()
    assert room[0].ask("GET", P + "/gates/x", by="tickets/lead").status_code == 404


class TestExports:
    def test_a_csv_is_safe_to_open_and_the_taking_is_on_record(
        self, room: tuple[Asked, Led]
    ) -> None:
        served, _ = room
        answer = served.ask("GET", P + "/exports?what=corrections&format=csv", by="tickets/lead")
        assert answer.headers["content-type"].startswith("text/csv")
        assert "tickets-corrections.csv" in answer.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert rows
        assert {row["label"] for row in rows} <= {"card", "refund", "transfer"}
        lines = served.ask("GET", P + "/audit?verb=exported", by="tickets/lead").json()["items"]
        assert lines[0]["actor"] == "key:lead"

    def test_each_format_holds_the_same_rows(self, room: tuple[Asked, Led]) -> None:
        served, _ = room
        asked = {
            kind: served.ask("GET", f"{P}/exports?what=golden&format={kind}", by="tickets/lead")
            for kind in ("csv", "jsonl", "parquet")
        }
        rows = [json.loads(line) for line in asked["jsonl"].text.splitlines()]
        table = pq.read_table(io.BytesIO(asked["parquet"].content)).to_pylist()
        cells = list(csv.DictReader(io.StringIO(asked["csv"].text)))
        items = [row["item"] for row in rows]
        assert items == [row["item"] for row in table] == [row["item"] for row in cells]

    def test_nothing_to_export_and_another_format_are_refused(
        self, room: tuple[Asked, Led]
    ) -> None:
        served, _ = room
        bad = served.ask("GET", P + "/exports?format=xlsx", by="tickets/lead")
        assert bad.status_code == 422


class TestLabelledItems:
    def test_golden_items_are_held_and_counted(self, room: tuple[Asked, Led]) -> None:
        served, _ = room
        before = get(room, "/golden")
        body = {
            "items": [
                {"text": "my very own refund", "label": "refund", "attributes": {"channel": "web"}},
                {"text": "my very own card", "label": "card"},
            ],
            "must_pass": True,
        }
        for expected in (2, 0):  # those held already stay as they are
            answer = served.ask("POST", P + "/golden", json=body, by="tickets/lead")
            assert answer.json() == {"added": expected}
        after = get(room, "/golden")
        assert after["cases"] == before["cases"] + 2  # type: ignore[operator]
        assert after["by_stratum"]["must_pass"] == 2  # type: ignore[index]

    def test_every_fault_is_told_and_nothing_is_stored(self, room: tuple[Asked, Led]) -> None:
        served, _ = room
        before = get(room, "/golden")
        body = {
            "items": [
                {"text": "good", "label": "refund"},
                {"text": "x", "label": "nonsense"},
                {"label": "card"},
                {"record": {"a": 1}, "label": "card"},
            ]
        }
        answer = served.ask("POST", P + "/golden", json=body, by="tickets/lead")
        assert answer.status_code == 422
        faults = "\n".join(answer.json()["faults"])
        assert "row 1, label" in faults
        assert "row 2, text: missing" in faults
        assert "row 3, record" in faults
        assert get(room, "/golden")["cases"] == before["cases"]

    def test_a_second_base_is_refused(self, room: tuple[Asked, Led]) -> None:
        body = {"items": [{"text": "a", "label": "card"}, {"text": "b", "label": "refund"}]}
        answer = room[0].ask("POST", P + "/base", json=body, by="tickets/lead")
        assert answer.status_code == 409

    def test_images_come_as_base64(self, room: tuple[Asked, Led]) -> None:
        served, _ = room
        served.project("scans", kind="image", labels=("a", "b"))
        images = [encode_png(np.full((6, 5), 40 * i, dtype=np.uint8)) for i in range(4)]
        body = {
            "items": [
                {"image": base64.b64encode(png).decode(), "label": "ab"[i % 2]}
                for i, png in enumerate(images)
            ]
        }
        answer = served.ask("POST", "/projects/scans/base", json=body, by="scans/lead")
        assert answer.status_code == 200, answer.text
        assert answer.json()["rows"] == 4
        body["items"][0]["image"] = base64.b64encode(b"no image").decode()
        refused = served.ask("POST", "/projects/scans/golden", json=body, by="scans/lead")
        assert refused.status_code == 422


def test_the_audit_log_of_a_site_is_not_shown_to_the_lead_of_one_project(
    room: tuple[Asked, Led],
) -> None:
    served, _ = room
    served.project("other")
    for path in ("/audit", "/audit/verify"):
        refused = served.ask("GET", P + path, by="tickets/lead")
        assert refused.status_code == 403
        assert "admin" in refused.json()["do"]
        assert served.ask("GET", P + path, by="admin").status_code == 200
    assert get(room, "/audit/verify", by="admin")["intact"] is True
