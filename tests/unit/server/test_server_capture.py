"""Capture over HTTP: every format gives the same decisions, and nothing is stored by halves."""

from __future__ import annotations

import base64
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from httpx import Response

from asking import Asked as Served
from asking import serve
from errata.core.ids import to_text, uuid7_batch
from errata.engine.images import encode_png

ARROW = "application/vnd.apache.arrow.stream"
NDJSON = "application/x-ndjson"
PATH = "/projects/tickets/predictions"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    served = serve(tmp_path, predictions_json=50, predictions_bulk=100, prediction_bytes=1 << 20)
    served.project()
    yield served
    served.close()


def idents(n: int) -> list[str]:
    """Fresh identifiers."""
    return to_text(uuid7_batch(n, at_ms=1_700_000_000_000, random=os.urandom(8 * n)))


def rows(n: int = 4, **more: Any) -> list[dict[str, Any]]:
    """Predictions as JSON has them."""
    shares = [[0.98, 0.01, 0.01], [0.4, 0.35, 0.25], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]]
    return [
        {
            "id": ident,
            "model": "v1",
            "text": f"where is my card {ident}",
            "probabilities": shares[row % 4],
            "attributes": {"channel": "mail", "length": row},
            **more,
        }
        for row, ident in enumerate(idents(n))
    ]


def arrow(table: pa.Table, **options: Any) -> bytes:
    """A table as an IPC stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema, **options) as writer:
        writer.write_table(table)
    return sink.getvalue()


def as_arrow(given: list[dict[str, Any]]) -> bytes:
    """The same predictions as an IPC stream."""
    return arrow(pa.Table.from_pylist(given))


def as_ndjson(given: list[dict[str, Any]]) -> bytes:
    """The same predictions, one a line."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in given)


def post(room: Served, body: bytes, kind: str, **options: Any) -> Response:
    headers = {"content-type": kind, **options.pop("headers", {})}
    return room.ask("POST", options.pop("path", PATH), content=body, headers=headers, **options)


def stored(room: Served) -> int:
    """How many predictions the project holds."""
    ws = room.app.state.room.workspace("tickets")
    with room.site.store.snapshot() as view:
        return int(view.log.count(ws.project.id))


class TestFormats:
    def test_one_prediction_is_decided_at_once(self, room: Served) -> None:
        (one,) = rows(1)
        answer = room.ask("POST", PATH, json=one)
        assert answer.status_code == 201
        told = answer.json()
        assert told["id"] == one["id"]
        assert told["decision"] == "accept"
        assert told["label"] == "refund"
        assert told["confidence"] == pytest.approx(0.98, abs=1e-6)
        assert told["replayed"] is False

    def test_what_is_doubtful_goes_to_people_with_its_reason(self, room: Served) -> None:
        doubtful = rows(2)[1]
        told = room.ask("POST", PATH, json=doubtful).json()
        assert told["decision"] == "review"
        assert "low_confidence" in told["reasons"]

    @pytest.mark.parametrize("wanted", ["application/json", NDJSON, ARROW])
    @pytest.mark.parametrize("kind", ["application/json", NDJSON, ARROW])
    def test_every_format_is_taken_and_answered(self, room: Served, kind: str, wanted: str) -> None:
        given = rows()
        body = {
            "application/json": msgspec.json.encode(given),
            NDJSON: as_ndjson(given),
            ARROW: as_arrow(given),
        }[kind]
        answer = post(room, body, kind, headers={"accept": wanted})
        assert answer.status_code == 201, answer.text
        assert answer.headers["content-type"].split(";")[0] == wanted
        if wanted == ARROW:
            told = pa.ipc.open_stream(answer.content).read_all().to_pylist()
        elif wanted == NDJSON:
            told = [json.loads(line) for line in answer.content.splitlines()]
        else:
            told = answer.json()["decisions"]
        assert [one["id"] for one in told] == [row["id"] for row in given]
        assert [one["decision"] for one in told] == ["accept", "review", "review", "review"]
        assert [one["label"] for one in told] == ["refund", "refund", "card", "other"]

    def test_the_formats_store_the_same(self, room: Served) -> None:
        given = rows()
        assert room.ask("POST", PATH, json=given).status_code == 201
        for body, kind in ((as_ndjson(given), NDJSON), (as_arrow(given), ARROW)):
            answer = post(room, body, kind)
            assert answer.status_code == 200, answer.text  # all of them were stored before
            assert all(one["replayed"] for one in answer.json()["decisions"])
        assert stored(room) == 4

    def test_probabilities_by_label_and_labels_alone(self, room: Served) -> None:
        named = {"model": "v1", "text": "a", "probabilities": {"card": 0.99, "refund": 0.01}}
        assert room.ask("POST", PATH, json=named).json()["label"] == "card"
        alone = {"model": "v2", "text": "b", "label": "other"}
        told = room.ask("POST", PATH, json=alone).json()
        assert (told["label"], told["decision"], told["confidence"]) == ("other", "review", None)

    def test_the_model_may_stand_in_the_query(self, room: Served) -> None:
        given = [{"text": "a", "label": "card"}]
        assert room.ask("POST", PATH + "?model=v7", json=given).status_code == 201
        assert room.ask("POST", PATH, json=given).status_code == 422

    def test_records_and_groups(self, room: Served) -> None:
        room.project("flows", kind="record", labels=("ok", "odd"))
        given = [
            {"model": "m", "record": {"amount": 3.5, "country": "CH", "new": True, "age": None},
             "probabilities": [0.5, 0.5], "group": "g1", "subject": "s1"}
        ]  # fmt: skip
        path = "/projects/flows/predictions"
        answer = room.ask("POST", path, json=given, by="flows/service")
        assert answer.status_code == 201, answer.text
        ident = answer.json()["decisions"][0]["id"]
        told = room.ask("GET", f"{path}/{ident}", by="flows/service").json()
        assert told["group"] == "g1"
        table = pa.Table.from_pylist([{**row, "group": "g2"} for row in given])
        answer = post(room, arrow(table), ARROW, path=path, by="flows/service")
        assert answer.status_code == 201, answer.text

    def test_images_in_base64_and_in_arrow(self, room: Served) -> None:
        room.project("scans", kind="image", labels=("0", "1"))
        png = encode_png(np.arange(64, dtype=np.uint8).reshape(8, 8))
        path = "/projects/scans/predictions"
        one = {"model": "m", "label": "1", "image": base64.b64encode(png).decode()}
        answer = room.ask("POST", path, json=one, by="scans/service")
        assert answer.status_code == 201, answer.text
        body = arrow(pa.table({"model": ["m"], "label": ["1"], "image": pa.array([png])}))
        answer = post(room, body, ARROW, path=path, by="scans/service")
        assert answer.status_code == 201, answer.text

    def test_a_category_column_is_read(self, room: Served) -> None:
        table = pa.table(
            {
                "model": pa.array(["v1"] * 3).dictionary_encode(),
                "label": pa.array(["card", "other", "card"]).dictionary_encode(),
                "text": ["a", "b", "c"],
            }
        )
        answer = post(room, arrow(table), ARROW)
        assert [one["label"] for one in answer.json()["decisions"]] == ["card", "other", "card"]

    def test_a_stored_prediction_can_be_read_again(self, room: Served) -> None:
        (one,) = rows(1)
        room.ask("POST", PATH, json=one)
        told = room.ask("GET", f"{PATH}/{one['id']}").json()
        assert told["model"] == "v1"
        assert told["probabilities"]["refund"] == pytest.approx(0.98, abs=1e-3)
        assert told["attributes"]["channel"] == "mail"
        assert room.ask("GET", f"{PATH}/{uuid4()}").status_code == 404


class TestIdentifiers:
    def test_the_same_again_answers_the_stored_decision(self, room: Served) -> None:
        (one,) = rows(1)
        first = room.ask("POST", PATH, json=one)
        again = room.ask("POST", PATH, json=one)
        assert (first.status_code, again.status_code) == (201, 200)
        assert {**first.json(), "replayed": True} == again.json()
        assert stored(room) == 1

    def test_the_same_identifier_for_something_else_is_a_conflict(self, room: Served) -> None:
        (one,) = rows(1)
        room.ask("POST", PATH, json=one)
        answer = room.ask("POST", PATH, json=[*rows(2), {**one, "text": "another"}])
        assert answer.status_code == 409
        assert "nothing was stored" in answer.json()["do"]
        assert stored(room) == 1


def broken(**changes: Any) -> list[dict[str, Any]]:
    """Four predictions, of which the third is wrong."""
    given = rows()
    for name, value in changes.items():
        if value is ...:
            given[2].pop(name)
        else:
            given[2][name] = value
    return given


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown label": ({"label": "refnd"}, "row 2, label"),
    "too few": ({"probabilities": [0.5, 0.5]}, "row 2, probabilities"),
    "sum": ({"probabilities": [0.5, 0.1, 0.1]}, "row 2, probabilities"),
    "over one": ({"probabilities": [1.5, -0.5, 0.0]}, "row 2, probabilities[0]"),
    "unknown in a mapping": ({"probabilities": {"x": 1.0}}, "row 2, probabilities"),
    "none": ({"probabilities": ...}, "row 2, probabilities"),
    "text as a number": ({"text": 7}, "row 2, text"),
    "no text": ({"text": ...}, "row 2, text"),
    "a record": ({"record": {"a": 1}}, "row 2, record"),
    "bad identifier": ({"id": "17"}, "row 2, id"),
    "unknown field": ({"labl": "card"}, "row 2, prediction"),
    "nested attribute": ({"attributes": {"a": {"b": 1}}}, "row 2, attributes"),
    "bad base64": ({"image": "%%%"}, "row 2, image"),
    "other model": ({"model": "v2"}, "row 2, model"),
}


class TestBadInput:
    @pytest.mark.parametrize("kind", ["application/json", NDJSON])
    @pytest.mark.parametrize("name", FAULTS)
    def test_a_fault_names_its_row_and_field_and_nothing_is_stored(
        self, room: Served, name: str, kind: str
    ) -> None:
        changes, where = FAULTS[name]
        given = broken(**changes)
        body = as_ndjson(given) if kind == NDJSON else msgspec.json.encode(given)
        answer = post(room, body, kind)
        assert answer.status_code == 422, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert any(fault.startswith(where) for fault in answer.json()["faults"]), answer.text
        assert stored(room) == 0

    def test_all_faults_are_told_at_once_up_to_fifty(self, room: Served) -> None:
        given = [{**row, "label": "nope"} for row in rows(8)]
        given[3]["probabilities"] = [1.0]
        faults = room.ask("POST", PATH, json=given).json()["faults"]
        assert len(faults) == 9
        many = as_ndjson([{**row, "label": "nope"} for row in rows(90)])
        assert len(post(room, many, NDJSON).json()["faults"]) == 50

    def test_the_same_identifier_twice_in_a_body(self, room: Served) -> None:
        given = rows(3)
        given[2]["id"] = given[0]["id"].upper()
        answer = room.ask("POST", PATH, json=given)
        assert answer.status_code == 422
        assert "row 2, id: the same as in row 0" in answer.json()["faults"]

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[1,]",
            b"[NaN]",
            b'{"text": "a"} {}',
            b'"\\ud800"',
            b"[" * 5_000,
            b"\xff\xfe",
        ],
    )
    def test_what_is_no_json_is_malformed(self, room: Served, body: bytes) -> None:
        answer = post(room, body, "application/json")
        assert answer.status_code == 400, answer.text
        assert answer.json()["type"].endswith("/malformed")

    @pytest.mark.parametrize("body", [b"[]", b"[1]", b"[null]", b'"x"', b"7", b"{}"])
    def test_json_that_is_no_prediction_cannot_be_used(self, room: Served, body: bytes) -> None:
        answer = post(room, body, "application/json")
        assert answer.status_code == 422, answer.text

    def test_nan_in_json_is_refused(self, room: Served) -> None:
        body = b'{"model": "m", "text": "a", "probabilities": [NaN, 0.5, 0.5]}'
        assert post(room, body, "application/json").status_code == 400

    def test_too_many_predictions(self, room: Served) -> None:
        answer = room.ask("POST", PATH, json=rows(51))
        assert answer.status_code == 422
        assert "50" in answer.json()["wanted"]
        assert post(room, as_ndjson(rows(101)), NDJSON).status_code == 422
        assert post(room, as_arrow(rows(101)), ARROW).status_code == 422
        assert stored(room) == 0

    def test_a_body_that_is_too_large(self, room: Served) -> None:
        answer = post(room, b" " * ((1 << 20) + 1), "application/json")
        assert answer.status_code == 413
        assert answer.json()["type"].endswith("/too-large")

    def test_a_body_of_unknown_length_is_counted(self, room: Served) -> None:
        def endless() -> Iterator[bytes]:
            for _ in range(40):
                yield b" " * (1 << 16)

        answer = room.ask(
            "POST", PATH, content=endless(), headers={"content-type": "application/json"}
        )
        assert answer.status_code == 413

    @pytest.mark.parametrize("kind", ["text/csv", "application/xml", "multipart/form-data", ""])
    def test_another_content_type(self, room: Served, kind: str) -> None:
        answer = post(room, b"a,b", kind)
        assert answer.status_code == 415
        assert "json" in answer.json()["wanted"]

    def test_a_bomb_of_an_image(self, room: Served) -> None:
        room.project("scans", kind="image", labels=("0", "1"))
        huge = png_of(50_000, 50_000)
        for data in (huge, b"PK\x03\x04" + bytes(100), b"GIF89a", b"\x89PNG\r\n\x1a\n"):
            one = {"model": "m", "label": "1", "image": base64.b64encode(data).decode()}
            answer = room.ask("POST", "/projects/scans/predictions", json=one, by="scans/service")
            assert answer.status_code == 422, answer.text
            assert answer.json()["faults"][0].startswith("row 0, image")


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and has next to nothing in it."""
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress(bytes(1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


class TestBadArrow:
    def test_every_cut_of_a_stream_is_refused_or_whole(self, room: Served) -> None:
        body = as_arrow(rows())
        for cut in range(0, len(body), 61):
            answer = post(room, body[:cut], ARROW)
            assert answer.status_code in (400, 422), (cut, answer.text)
        assert stored(room) == 0

    def test_flipped_bytes_never_fail_the_server(self, room: Served) -> None:
        body = as_arrow(rows())
        rng = np.random.default_rng(7)
        for _ in range(300):
            changed = bytearray(body)
            for at in rng.integers(0, len(body), size=3):
                changed[at] = rng.integers(0, 256)
            assert post(room, bytes(changed), ARROW).status_code < 500

    def test_nan_and_infinity(self, room: Served) -> None:
        for bad in (float("nan"), float("inf")):
            given = rows()
            given[1]["probabilities"] = [bad, 0.5, 0.5]
            answer = post(room, as_arrow(given), ARROW)
            assert answer.status_code == 422
            assert answer.json()["faults"][0].startswith("row 1, probabilities[0]")

    def test_unknown_columns_and_types(self, room: Served) -> None:
        table = pa.table({"text": [1, 2], "labl": ["a", "b"], "probabilities": ["x", "y"]})
        answer = post(room, arrow(table), ARROW)
        assert answer.status_code == 422
        told = " ".join(answer.json()["faults"])
        assert "'labl'" in told
        assert "'text'" in told
        assert "'probabilities'" in told

    def test_compressed_buffers_are_refused_before_they_unfold(self, room: Served) -> None:
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        body = arrow(pa.Table.from_pylist(rows(50)), options=options)
        answer = post(room, body, ARROW)
        assert answer.status_code == 422
        assert "compress" in answer.json()["detail"]

    def test_a_dictionary_that_unfolds_to_gigabytes(self, room: Served) -> None:
        long = pa.array(["x" * 200_000])
        texts = pa.DictionaryArray.from_arrays(pa.array([0] * 90, pa.int32()), long)
        table = pa.table({"text": texts, "label": ["card"] * 90, "model": ["m"] * 90})
        answer = post(room, arrow(table), ARROW)
        assert answer.status_code == 422
        assert "unfolds" in answer.json()["detail"]

    def test_rows_without_bytes_are_counted_before_they_are_made(self, room: Served) -> None:
        table = pa.table({"text": pa.nulls(1_000_000_000)})
        answer = post(room, arrow(table), ARROW)
        assert answer.status_code == 422
        assert answer.json()["detail"].startswith("More predictions")

    def test_uneven_rows(self, room: Served) -> None:
        given = rows()
        given[3]["probabilities"] = [0.5, 0.5]
        answer = post(room, as_arrow(given), ARROW)
        assert answer.status_code == 422
        assert answer.json()["faults"][0].startswith("row 3, probabilities")


class TestWhoMay:
    def test_only_those_who_serve_capture(self, room: Served) -> None:
        one = rows(1)[0]
        assert room.ask("POST", PATH, json=one, by="tickets/reviewer").status_code == 403
        answer = room.http.post("/api/v1" + PATH, json=one)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert stored(room) == 0

    def test_another_projects_key_opens_nothing(self, room: Served) -> None:
        room.project("other")
        answer = room.ask("POST", PATH, json=rows(1)[0], by="other/service")
        nowhere = room.ask("POST", "/projects/none/predictions", json={}, by="other/service")
        assert answer.status_code == nowhere.status_code == 404
