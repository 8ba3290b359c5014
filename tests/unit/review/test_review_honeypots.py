"""Which known items measure a reviewer, and how one passes for any other task."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from errata.core.ids import time_of, to_bytes, to_text, uuid7_batch
from errata.core.task import Task, own_slot
from errata.loop.review.honeypots import Source, alike, choose, disguised

KEY = bytes(range(16))
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def source(item: str, **more: Any) -> Source:
    plain = Source(
        name=f"resolution:{item}", item_id=item, label="a", cause=None, why="", asks="",
        flags=("low_confidence",), score=0.5, strategy="margin.v1", overlap=1, model="v1",
        model_says={"a": 0.6, "b": 0.4}, group="", attributes={},
    )  # fmt: skip
    return replace(plain, **more)


def task(ident: str) -> Task:
    return Task(
        id=ident, project_id="p", prediction_id="x", item_id="y", flags=(), score=0.1,
        strategy="s", priority=3.0, skill="", overlap=1, sampled=False, hold=False, model="v2",
        model_says={"b": 1.0}, group="", attributes={}, due_at=None, created_at=NOW,
    )  # fmt: skip


def chosen(sources: list[Source], n: int, **more: Any) -> list[str]:
    given: dict[str, Any] = {"key": KEY, "reviewer": "ann", "skills": (), "seen": (), **more}
    return [one.item_id for one in choose(sources, n, **given)]


class TestChoose:
    def test_the_draw_is_each_reviewers_own_and_the_same_again(self) -> None:
        many = [source(str(n)) for n in range(50)]
        assert chosen(many, 10) == chosen(many[::-1], 10)
        assert chosen(many, 10) != chosen(many, 10, reviewer="bob")
        assert chosen(many, 10) != chosen(many, 10, key=bytes(16))

    def test_what_was_seen_or_cannot_be_known_is_left_out(self) -> None:
        some = [source("1"), source("2", asks="language=fr"), source("3"), source("3")]
        assert sorted(chosen(some, 9)) == ["1", "3"]
        assert sorted(chosen(some, 9, skills=["language=fr"], seen={"3"})) == ["1", "2"]
        assert chosen(some, 9, seen={"1", "3"}) == []
        assert chosen(some, 0) == []

    def test_what_the_models_of_today_said_comes_first(self) -> None:
        some = [source(str(n), model=f"v{n % 2}") for n in range(20)]
        assert {int(item) % 2 for item in chosen(some, 10, models={"v1"})} == {1}


def made(like: Task, given: Source, seed: int = 0) -> Task:
    return disguised(
        given, like, reviewer="ann", prediction_id="z", rng=np.random.default_rng(seed),
        due=timedelta(hours=72),
    )  # fmt: skip


def test_the_first_of_a_batch_lends_its_time_to_nobody() -> None:
    batch = to_text(uuid7_batch(3, at_ms=2, random=bytes(24)))
    (single,) = to_text(uuid7_batch(1, at_ms=1, random=bytes(8)))
    waiting = [task(ident) for ident in (*batch, single)]
    assert [one.id for one in alike(waiting)] == [*batch[1:], single]


class TestDisguised:
    at_ms = int(NOW.timestamp() * 1000)

    def test_one_of_a_batch_shares_its_moment_with_another_number(self) -> None:
        ids = to_text(uuid7_batch(5_000, at_ms=self.at_ms, random=bytes(8 * 5_000)))
        seen = set()
        for seed in range(50):
            pot = made(task(ids[4_000]), source("i"), seed)
            assert time_of(to_bytes(pot.id)) == NOW
            assert pot.created_at == NOW
            assert ids[0] <= pot.id[:29] < ids[-1] + "~" or pot.id > ids[-1]
            seen.add(pot.id[:29])
        assert len(seen) > 40

    def test_one_that_came_alone_is_up_to_a_minute_older(self) -> None:
        (ident,) = to_text(uuid7_batch(1, at_ms=self.at_ms, random=bytes(8)))
        pot = made(task(ident), source("i"))
        assert NOW - timedelta(minutes=1) < pot.created_at < NOW
        assert time_of(to_bytes(pot.id)) == pot.created_at
        assert pot.id[13:24] == ident[13:24]
        assert pot.due_at == pot.created_at + timedelta(hours=72)

    def test_it_says_what_its_source_said_and_is_for_one_alone(self) -> None:
        (ident,) = to_text(uuid7_batch(1, at_ms=self.at_ms, random=bytes(8)))
        given = source("i", attributes={"language": "fr"}, overlap=3)
        pot = made(task(ident), given)
        assert (pot.model_says, pot.flags, pot.attributes) == (
            given.model_says, given.flags, given.attributes,
        )  # fmt: skip
        assert (pot.skill, pot.overlap, pot.hold, pot.sampled) == (own_slot("ann"), 3, False, False)
        assert pot.item_id == "i"

    def test_an_audit_stays_blind_where_audits_are(self) -> None:
        (ident,) = to_text(uuid7_batch(1, at_ms=self.at_ms, random=bytes(8)))
        assert made(task(ident), source("i", flags=("audit",))).overlap == 2
