"""The loop over HTTP answers as the local one does, and waits for the server in order."""

from __future__ import annotations

import json
import logging
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

import errata
from errata.client.remote_loop import RemoteLoop
from errata.core.errors import (
    Conflict,
    InputError,
    LeaseLost,
    NotFound,
    SignInNeeded,
    StoreDamaged,
    Unavailable,
    Unsupported,
)
from errata.core.ids import time_of, to_bytes
from errata.core.prediction import Decision
from errata.engine.contents import decode_item, encode_items
from errata.engine.write_rows import write_rows
from errata.flow.loop import Loop
from small_server import SmallServer, problem

SURE, UNSURE = [0.97, 0.02, 0.01], [0.4, 0.35, 0.25]
LABELS = ["a", "b", "c"]
Connect = Callable[..., RemoteLoop]
NewStore = Callable[[str, Path, None], str]


@pytest.fixture
def local(tmp_path: Path, new_store: NewStore) -> Iterator[Loop]:
    policy = {"triage": {"audit_rate": 0.0}, "review": {"model_prior": False}}
    url = new_store("sqlite", tmp_path, None)
    files = str(tmp_path / "files")
    with errata.open(
        url, files=files, project="p", kind="text", labels=LABELS, policy=policy
    ) as loop:
        yield loop


@pytest.fixture
def server(local: Loop) -> SmallServer:
    return SmallServer(local)


@pytest.fixture
def connect(server: SmallServer, tmp_path: Path) -> Iterator[Connect]:
    opened: list[RemoteLoop] = []

    def make(**other: Any) -> RemoteLoop:
        given: dict[str, Any] = {"project": "p", "api_key": "errata_k"}
        given |= {"spool": tmp_path / "spool.db"} | other
        loop = RemoteLoop(
            "http://errata.test",
            encode=encode_items,
            decode=decode_item,
            write_rows=write_rows,
            transport=server.transport(),
            **given,
        )
        opened.append(loop)
        return loop

    yield make
    server.away, server.spoil, server.key = False, None, "errata_k"
    for loop in opened:
        loop.close()


def drained(loop: RemoteLoop, seconds: float = 15.0) -> bool:
    until = time.monotonic() + seconds
    while loop.spooled and time.monotonic() < until:
        time.sleep(0.02)
    return loop.spooled == 0


class TestCapture:
    def test_it_answers_what_the_local_loop_answers(self, connect: Connect) -> None:
        loop = connect()
        told = loop.capture(["sure", "unsure"], [SURE, UNSURE], model="v1")
        assert [one.decision for one in told] == [Decision.ACCEPT, Decision.REVIEW]
        assert [one.label for one in told] == ["a", "a"]
        assert told[1].reasons == ("low_confidence",)
        assert told.accepted.tolist() == [True, False]
        assert told.confidence == pytest.approx([0.97, 0.4], abs=1e-6)
        assert told.spooled == 0
        assert not told.replayed.any()

    def test_the_client_mints_identifiers_that_tell_the_time(self, connect: Connect) -> None:
        (ident,) = connect().capture(["x"], [SURE], model="v1").ids
        minted = time_of(to_bytes(ident))
        assert minted is not None
        assert abs(minted.timestamp() - time.time()) < 5

    @pytest.mark.parametrize("kind", ["text", "record"])
    def test_many_go_as_arrow_and_are_the_same_predictions_as_in_json(
        self, connect: Connect, server: SmallServer, tmp_path: Path, kind: str
    ) -> None:
        items: list[Any] = [f"text {i}" for i in range(250)]
        if kind == "record":
            items = [{"x": i / 4, "who": f"w{i}", "n": i} for i in range(250)]
            server.loop = errata.open(
                str(tmp_path / "r.db"), project="p", kind="record", labels=LABELS
            )
        loop = connect()
        rows = np.random.default_rng(0).dirichlet([1, 1, 1], size=250).astype(np.float32)
        attributes: dict[str, Any] = {"scanner": ["A", "B"] * 125, "age": np.arange(250.0)}
        groups = [f"g{i // 2}" for i in range(250)]
        given: dict[str, Any] = {"attributes": attributes, "groups": groups, "model": "v 1/é"}
        told = loop.capture(items, rows, **given)
        sent = server.of("predictions")[-1]
        assert sent.headers["content-type"] == "application/vnd.apache.arrow.stream"
        again: list[bool] = []
        for start in (0, 125):  # fewer go as JSON; the server would refuse another content
            part = slice(start, start + 125)
            few = {name: column[part] for name, column in attributes.items()}
            again += loop.capture(
                items[part],
                rows[part],
                model="v 1/é",
                ids=told.ids[part],
                attributes=few,
                groups=groups[part],
            ).replayed.tolist()
        assert server.of("predictions")[-1].headers["content-type"] == "application/json"
        assert all(again)
        if kind == "record":
            server.loop.close()

    def test_records_that_a_table_would_change_go_as_json(
        self, connect: Connect, server: SmallServer, tmp_path: Path
    ) -> None:
        server.loop = errata.open(str(tmp_path / "r.db"), project="p", kind="record", labels=LABELS)
        items = [{"a": 1}, {"a": 1.5}, {"a": None, "b": "x"}] * 80
        told = connect().capture(items, [SURE] * 240, model="v1")
        assert len(told) == 240
        assert server.of("predictions")[-1].headers["content-type"] == "application/json"
        found = server.loop.trace(told.ids[2])
        assert found.kind == "prediction"
        server.loop.close()

    def test_images_arrive_pixel_for_pixel(
        self, connect: Connect, server: SmallServer, tmp_path: Path
    ) -> None:
        server.loop = errata.open(str(tmp_path / "i.db"), project="p", kind="image", labels=LABELS)
        pixels = np.random.default_rng(1).integers(0, 255, (3, 5, 4), dtype=np.uint8)
        loop = connect()
        told = loop.capture(pixels, [UNSURE] * 3, model="v1")
        many = np.repeat(pixels, 100, axis=0)
        assert len(loop.capture(many, [UNSURE] * 300, model="v1")) == 300
        task = server.loop.claim(reviewer="r")
        assert task is not None
        assert any(np.array_equal(task.item, image) for image in pixels)
        assert told.ids
        server.loop.close()

    def test_a_label_alone_goes_to_review(self, connect: Connect) -> None:
        told = connect().capture(["x"], model="v1", predicted=["c"])
        assert (told[0].label, told[0].decision) == ("c", Decision.REVIEW)
        assert np.isnan(told[0].confidence)

    def test_columns_by_name_are_put_in_the_projects_order(self, connect: Connect) -> None:
        told = connect().capture(["x"], [[0.01, 0.97, 0.02]], model="v1", classes=["c", "b", "a"])
        assert told[0].label == "b"

    def test_what_does_not_fit_is_refused_before_it_is_sent(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        for wrong in ([[0.5, 0.5]], [[np.nan, 0.5, 0.5]], [[0.9, 0.9, 0.9]]):
            with pytest.raises(InputError):
                loop.capture(["x"], wrong, model="v1")
        with pytest.raises(InputError, match="label"):
            loop.capture(["x"], model="v1", predicted=["zebra"])
        with pytest.raises(InputError, match="same identifier twice"):
            loop.capture(["x", "y"], [SURE, SURE], model="v1", ids=[_ID, _ID])
        assert not server.of("predictions")

    def test_what_the_server_refuses_is_the_same_error_as_here(self, connect: Connect) -> None:
        loop = connect()
        with pytest.raises(NotFound):
            loop.correct(_ID, label="a", by="agent")
        with pytest.raises(InputError, match="cause"):
            loop.submit(_claimed(loop), label="a", cause="gremlins")

    def test_what_the_model_answered_is_captured_when_it_is_watched(
        self, connect: Connect, server: SmallServer
    ) -> None:
        class Classifier:
            classes_ = ("a", "b", "c")

            def predict_proba(self, items: list[str]) -> Any:
                return np.array([SURE] * len(items))

        model = connect().watch(Classifier(), name="v9")
        assert list(model.predict(["x", "y"])) == ["a", "a"]
        assert server.loop.status().predictions == 2

    def test_answers_about_other_predictions_are_not_believed(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.spoil = lambda request: (
            httpx.Response(200, json={"decisions": []})
            if request.url.path.endswith("predictions")
            else None
        )
        with pytest.raises(StoreDamaged):
            loop.capture(["x"], [SURE], model="v1")


_ID = "018f0000-0000-7000-8000-000000000001"


def _claimed(loop: RemoteLoop) -> Any:
    loop.capture(["look at me"], [UNSURE], model="v1")
    task = loop.claim(reviewer="r7")
    assert task is not None
    return task


class TestReview:
    def test_a_task_is_claimed_held_answered_and_resolved(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        task = _claimed(loop)
        assert (task.item, task.labels, task.reviewer) == ("look at me", tuple(LABELS), "key:r7")
        assert task.prediction == pytest.approx({"a": 0.4, "b": 0.35, "c": 0.25}, abs=1e-6)
        assert loop.heartbeat(task).lease_expires_at >= task.lease_expires_at
        loop.submit(task, label="b", cause="ambiguous", why="both", seconds_spent=2.5)
        assert server.loop.status().reviews == 1
        assert loop.claim(reviewer="r7") is None

    def test_a_released_task_comes_back(self, connect: Connect) -> None:
        loop = connect()
        task = _claimed(loop)
        loop.release(task)
        again = loop.claim(reviewer="key:r7")
        assert again is not None
        assert again.id == task.id

    def test_nobody_reviews_with_anothers_key(self, connect: Connect) -> None:
        with pytest.raises(InputError, match="key of their own"):
            connect().claim(reviewer="somebody else")

    def test_an_answer_given_while_the_server_is_away_arrives_once(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        task = _claimed(loop)
        server.away = True
        assert loop.submit(task, label="b") is None
        assert loop.spooled == 1
        server.away = False
        assert drained(loop)
        assert server.loop.status().reviews == 1

    def test_anothers_answers_are_never_sent_under_this_key(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        task = _claimed(loop)
        server.away = True
        loop.submit(task, label="b")
        loop.close()
        server.away, server.key = False, "errata_other"
        other = connect(api_key="errata_other")
        assert other.flush() == 0
        assert server.loop.status().reviews == 0
        server.key = "errata_k"
        assert connect().flush() == 0
        assert server.loop.status().reviews == 1


class TestServerAway:
    def test_what_nobody_stored_is_never_accepted(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.away = True
        told = loop.capture(["sure"], [SURE], model="v1")
        assert told.spooled == 1
        assert not told.accepted.any()
        assert (told[0].decision, told[0].reasons) == (Decision.REVIEW, ("spooled",))
        assert told[0].label == "a"
        assert loop.spooled == 1

    def test_what_waited_arrives_in_order_and_once(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.away = True
        ids = [loop.capture([f"t{i}"], [UNSURE], model="v1").ids[0] for i in range(30)]
        loop.correct(ids[3], label="c", by="agent")
        ids += [loop.capture([f"t{i}"], [UNSURE], model="v2").ids[0] for i in range(30, 40)]
        server.away = False
        assert drained(loop)
        assert server.loop.status().predictions == 40
        assert len(server.outcomes) == 1
        arrived = [
            row["id"] for call in server.of("predictions") for row in json.loads(call.content)
        ]
        assert arrived == ids
        posts = [call.url.path for call in server.calls if call.method == "POST"]
        assert [path.rpartition("/")[2] for path in posts] == [
            "predictions",
            "outcomes",
            "predictions",
        ]

    def test_an_answer_that_was_lost_on_the_way_doubles_nothing(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.lose_answers = True
        told = loop.capture(["x"], [SURE], model="v1")
        loop.correct(told.ids[0], label="b", by="agent")
        assert loop.spooled == 2
        assert server.loop.status().predictions == 1
        server.lose_answers = False
        assert drained(loop)
        assert server.loop.status().predictions == 1
        assert len(server.outcomes) == 1

    def test_what_comes_later_goes_behind(self, connect: Connect, server: SmallServer) -> None:
        loop = connect()
        server.away = True
        first = loop.capture(["first"], [SURE], model="v1")
        server.away = False
        loop._courier._not_before = time.monotonic() + 60  # it is not time for the next try
        second = loop.capture(["second"], [SURE], model="v1")
        assert second.spooled == 1
        loop._courier._not_before = 0.0
        third = loop.capture(["third"], [SURE], model="v1")
        assert third.spooled == 0
        assert third.accepted.all()
        (call, last) = server.of("predictions")
        assert [row["id"] for row in json.loads(call.content)] == [first.ids[0], second.ids[0]]
        assert json.loads(last.content)[0]["id"] == third.ids[0]

    def test_other_calls_say_that_the_server_is_away(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.away = True
        calls: list[Callable[[], Any]] = [loop.status, loop.slices]
        calls.append(lambda: loop.claim(reviewer="r7"))
        for call in calls:
            with pytest.raises(Unavailable, match="errata serve"):
                call()

    def test_a_program_that_starts_while_the_server_is_away_captures(
        self, connect: Connect, server: SmallServer
    ) -> None:
        connect().close()
        server.away = True
        loop = connect()
        told = loop.capture(["x"], [SURE], model="v1")
        assert told.labels == tuple(LABELS)  # remembered from the last time
        assert told.spooled == 1
        loop.close()
        server.away = False
        again = connect()
        assert drained(again)
        assert server.loop.status().predictions == 1

    def test_one_that_never_met_the_server_captures_too(
        self, connect: Connect, server: SmallServer
    ) -> None:
        server.away = True
        loop = connect()
        told = loop.capture(["x"], [[0.2, 0.7, 0.1]], model="v1", classes=["c", "b", "a"])
        assert (told[0].label, told.spooled) == ("b", 1)
        body = loop._spool.next(loop._data)[0].parcel.body
        assert json.loads(body)[0]["probabilities"] == pytest.approx(
            {"c": 0.2, "b": 0.7, "a": 0.1}, abs=1e-6
        )

    def test_closing_says_what_is_left(
        self, connect: Connect, server: SmallServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        import errata.client.remote_loop as module

        loop = connect()
        server.away = True
        loop.capture(["x"], [SURE], model="v1")
        with caplog.at_level(logging.WARNING, "errata.client"), pytest.MonkeyPatch.context() as m:
            m.setattr(module, "PARTING", 0.1)
            loop.close()
        assert "1 wait in" in caplog.text

    @pytest.mark.parametrize("status", [502, 503, 504])
    def test_a_server_that_cannot_serve_is_away(
        self, connect: Connect, server: SmallServer, status: int
    ) -> None:
        loop = connect()
        server.spoil = lambda _: httpx.Response(status, text="<html>")
        assert loop.capture(["x"], [SURE], model="v1").spooled == 1
        server.spoil = None
        assert drained(loop)
        assert server.loop.status().predictions == 1

    def test_a_proxys_page_is_no_acknowledgement(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.spoil = lambda _: httpx.Response(200, html="<html>Sign in to the wifi</html>")
        assert loop.capture(["x"], [SURE], model="v1").spooled == 1
        server.spoil = None
        assert drained(loop)
        assert server.loop.status().predictions == 1

    def test_threads_that_capture_through_an_outage_lose_and_double_nothing(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        ids: list[str] = []

        def work(name: int) -> None:
            for i in range(15):
                ids.extend(loop.capture([f"{name}/{i}"], [UNSURE], model="v1").ids)

        threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        server.away = True
        time.sleep(0.4)
        server.away = False
        for thread in threads:
            thread.join()
        assert drained(loop)
        assert server.loop.status().predictions == len(set(ids)) == 60
        for ident in ids:
            assert server.loop.trace(ident).kind == "prediction"


class TestRefused:
    def test_what_the_server_refuses_is_set_aside_and_holds_nothing_up(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.away = True
        ids = [loop.capture([f"t{i}"], [UNSURE], model="v1").ids[0] for i in range(5)]
        loop.correct(_ID, label="a", by="agent")  # of a prediction that nobody captured
        loop.capture(["poison"], [UNSURE], model="v1")
        last = loop.capture(["last"], [UNSURE], model="v1").ids[0]

        def refuse(request: httpx.Request) -> httpx.Response | None:
            if b"poison" in request.content:
                return problem(422, "input", "A text that nobody likes.")
            return None

        server.spoil, server.away = refuse, False
        assert drained(loop)
        assert [one.parcel.noun for one in loop.set_aside] == ["outcome", "prediction"]
        assert "A text that nobody likes." in loop.set_aside[1].problem
        assert server.loop.status().predictions == 6
        assert server.loop.trace(last).kind == "prediction"
        assert server.loop.trace(ids[4]).kind == "prediction"
        server.spoil = None
        loop.give_up(loop.set_aside[0])
        loop.send_again()
        assert drained(loop)
        assert not loop.set_aside
        assert server.loop.status().predictions == 7

    def test_what_a_healthy_server_fails_over_again_and_again_is_set_aside(
        self, connect: Connect, server: SmallServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("errata.client.courier.LONGEST_PAUSE", 0.05)
        monkeypatch.setattr("errata.client.link.PAUSES", ())
        loop = connect()
        server.away = True
        loop.capture(["poison"], [UNSURE], model="v1")
        loop.capture(["fine"], [UNSURE], model="v1")

        def fail(request: httpx.Request) -> httpx.Response | None:
            return problem(500, "internal", "x") if b"poison" in request.content else None

        server.spoil, server.away = fail, False
        assert drained(loop)
        assert len(loop.set_aside) == 1
        assert server.loop.status().predictions == 1

    def test_a_key_that_opens_nothing_is_told_and_nothing_is_dropped(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        server.away = True
        loop.capture(["x"], [UNSURE], model="v1")
        server.away, server.key = False, "errata_new"
        loop._courier._not_before = 0.0
        with pytest.raises(SignInNeeded, match="ERRATA_API_KEY"):
            loop.capture(["y"], [UNSURE], model="v1")
        assert loop.spooled == 1
        assert not loop.set_aside
        server.key = "errata_k"
        assert drained(loop)

    def test_a_full_spool_says_so_and_keeps_nothing_of_the_call(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect(spool_bytes=2_000)
        server.away = True
        loop.capture(["x"], [UNSURE], model="v1")
        with pytest.raises(Unavailable, match="full"):
            loop.capture(["y" * 5_000], [UNSURE], model="v1")
        assert loop.spooled == 1
        server.away = False
        assert drained(loop)
        server.away = True
        assert loop.capture(["z" * 1_500], [UNSURE], model="v1").spooled == 1  # room again

    def test_a_spool_that_cannot_be_written_is_an_error_not_an_acknowledgement(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect(spool="/dev/null/spool.db")
        assert loop.capture(["x"], [UNSURE], model="v1").spooled == 0
        server.away = True
        with pytest.raises(Unavailable, match="spool"):
            loop.capture(["x"], [UNSURE], model="v1")

    def test_a_late_answer_is_set_aside_with_its_reason(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        task = _claimed(loop)
        lost = problem(409, "lease-lost", "The task is another's now.")
        server.spoil = lambda request: lost if request.url.path.endswith("review") else None
        with pytest.raises(LeaseLost):
            loop.submit(task, label="a")

    def test_the_same_identifier_for_something_else_is_a_conflict(
        self, connect: Connect, server: SmallServer
    ) -> None:
        loop = connect()
        there = problem(409, "conflict", "The identifier is another prediction's.")
        server.spoil = lambda request: there if request.url.path.endswith("predictions") else None
        with pytest.raises(Conflict):
            loop.capture(["x"], [SURE], model="v1")


class TestOverHttpOnly:
    def test_what_makes_no_sense_over_http_says_why(self, connect: Connect) -> None:
        loop = connect()
        calls: list[Callable[[], Any]] = [
            loop.compact,
            loop.seal,
            loop.model,
            loop.import_history,
            lambda: loop.store,
            lambda: loop.capture(["x"], [SURE], model="v1", at=_now()),
        ]
        for call in calls:
            with pytest.raises(Unsupported, match="over HTTP"):
                call()

    def test_every_method_of_the_local_loop_is_there_with_its_arguments(self) -> None:
        import inspect

        for name, member in vars(Loop).items():
            if name.startswith("_") or not callable(member):
                continue
            there = inspect.signature(getattr(RemoteLoop, name)).parameters
            here = inspect.signature(member).parameters
            if name in ("import_history", "model", "compact", "seal"):
                continue
            assert list(here) == list(there), name

    def test_open_makes_a_remote_loop_of_an_address(self, tmp_path: Path) -> None:
        spool = str(tmp_path / "s.db")
        loop: Any = errata.open("http://127.0.0.1:8449", project="p", spool=spool, api_key="k")
        assert type(loop) is RemoteLoop
        loop.close()

    def test_other_addresses_are_refused(self) -> None:
        from errata.client.link import Link

        for url in ("ftp://x", "http://", "x"):
            with pytest.raises(InputError, match="http"):
                Link(url)


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


VICTIM = """
import sys
from errata.client.parcel import JSON, Parcel
from errata.client.spool import Spool
from pathlib import Path

spool = Spool(Path(sys.argv[1]))
for i in range(100_000):
    body = b'[{"id":"%s-%06d"}]' % (sys.argv[2].encode(), i)
    path = "projects/p/predictions"
    spool.append("lane", [Parcel(noun="prediction", path=path, content_type=JSON, body=body, n=1)])
    print(body.decode(), flush=True)
"""


class TestSpoolFile:
    def test_what_was_acknowledged_survives_a_kill_and_processes_share_the_file(
        self, tmp_path: Path
    ) -> None:
        from errata.client.spool import Spool

        path = tmp_path / "new" / "spool.db"
        acknowledged: list[str] = []
        for life in range(3):
            victims = [
                subprocess.Popen(
                    [sys.executable, "-c", VICTIM, str(path), f"{life}{name}"],
                    stdout=subprocess.PIPE,
                    text=True,
                )
                for name in "ab"
            ]
            for victim in victims:
                assert victim.stdout is not None
                acknowledged.append(victim.stdout.readline().strip())
            time.sleep(0.15)
            for victim in victims:
                victim.send_signal(signal.SIGKILL)
                said, _ = victim.communicate()
                acknowledged += [line for line in said.split("\n")[:-1] if line]
        spool = Spool(path)
        kept: list[str] = []
        while line := spool.next("lane"):
            kept += [one.parcel.body.decode() for one in line]
            spool.done(line)
        spool.close()
        assert len(acknowledged) > 12
        assert not set(acknowledged) - set(kept)
        assert len(kept) == len(set(kept))
        for name in ("0a", "0b", "1a"):
            mine = [body for body in kept if f'"{name}-' in body]
            assert mine == sorted(mine)

    def test_only_its_owner_may_read_it(self, connect: Connect, server: SmallServer) -> None:
        loop = connect()
        server.away = True
        loop.capture(["private"], [SURE], model="v1")
        assert stat.S_IMODE(loop._spool.path.stat().st_mode) == 0o600

    def test_the_key_is_not_in_it(self, connect: Connect, server: SmallServer) -> None:
        loop = connect()
        task = _claimed(loop)
        server.away = True
        loop.submit(task, label="a")
        loop.capture(["x"], [SURE], model="v1")
        files = list(loop._spool.path.parent.glob("spool.db*"))
        assert len(files) >= 2
        assert not any(b"errata_k" in file.read_bytes() for file in files)

    def test_two_programs_on_one_spool_send_each_parcel_once(
        self, connect: Connect, server: SmallServer
    ) -> None:
        one, two = connect(), connect()
        server.away = True
        for i in range(20):
            (one if i % 2 else two).capture([f"t{i}"], [UNSURE], model="v1")
        server.away = False
        assert drained(one)
        rows = [row for call in server.of("predictions") for row in json.loads(call.content)]
        assert len(rows) == len({row["id"] for row in rows}) == 20


FORKED = """
import os, sys
from pathlib import Path
import errata

loop = errata.open("http://127.0.0.1:9", project="p", spool=sys.argv[1])
loop.capture(["before"], [[0.5, 0.5]], model="v1")
child = os.fork()
for i in range(5):
    loop.capture([f"{child > 0} {i}"], [[0.5, 0.5]], model="v1")
if child == 0:
    os._exit(0 if loop.spooled >= 6 else 1)
assert os.waitpid(child, 0)[1] == 0, "the child failed"
print(loop.spooled)
loop._courier.close(seconds=0)
"""


def test_parent_and_child_of_a_fork_share_the_spool(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKED, str(tmp_path / "spool.db")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "11", done.stderr
