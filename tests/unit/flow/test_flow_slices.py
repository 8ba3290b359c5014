"""Slices from what was judged to what is watched: histories, audits, words and regions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import errata
from errata.core.errors import InputError, NotFound
from errata.core.events import Verb
from errata.core.item import Items
from errata.core.model import RegionMap, SliceFinding
from errata.flow import regions as cut
from errata.flow.error_slices import find_error_slices, look_for_slices
from errata.flow.lead.slices_page import slices_page
from errata.flow.loop import Loop
from errata.flow.reviewed import reviewed
from errata.flow.watch_slice import MOST, in_watched, watched_slices
from errata.flow.workspace import Workspace

LABELS = ["card", "refund"]


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with errata.open(str(tmp_path / "slices.db"), project="tickets", labels=LABELS) as opened:
        assert isinstance(opened, Loop)
        yield opened


def _texts(rng: np.random.Generator, n: int) -> tuple[list[str], list[str]]:
    """Texts about cards and refunds with a number of their own, and which they are about."""
    truth = rng.choice(LABELS, n).tolist()
    words = {"card": ["card", "chip", "pin"], "refund": ["refund", "money", "return"]}
    return [
        f"{' '.join(rng.choice(words[label], 3))} {rng.choice(['please', 'now'])} {row}"
        for row, label in enumerate(truth)
    ], truth


def _places(rng: np.random.Generator, n: int) -> tuple[list[str], list[str]]:
    """Texts about eight things that have no word in common, so that there are eight regions."""
    topic = rng.integers(8, size=n)
    spelt = "abcdefgh"
    texts = [f"{spelt[t] * 3} {spelt[t] * 5} {spelt[t] * 7}" for t in topic]
    return [f"{text} {row}" for row, text in enumerate(texts)], [LABELS[t % 2] for t in topic]


def _history(
    loop: Loop, n: int = 700, seed: int = 0, about: Any = _texts, **more: Any
) -> dict[str, Any]:
    """A model's past that errs on the web, and on texts that say now."""
    rng = np.random.default_rng(seed)
    texts, truth = about(rng, n)
    channel = rng.choice(["web", "app", "shop"], n)
    age = np.where(rng.random(n) < 0.1, np.nan, rng.integers(18, 80, n))
    now = np.array([" now " in text for text in texts])
    chance = np.where((channel == "web") | (now & (channel == "app")), 0.5, 0.03)
    wrong = rng.random(n) < chance
    said = [LABELS[1 - LABELS.index(t)] if bad else t for t, bad in zip(truth, wrong, strict=True)]
    loop.import_history(
        texts,
        model="old",
        predicted=said,
        confidence=np.full(n, 0.9),
        truth=truth,
        attributes={"channel": channel, "age": age, **more},
    )
    return {"texts": texts, "channel": channel, "age": age, "wrong": wrong, "now": now}


def _ws(loop: Loop) -> Workspace:
    return loop._ws()


def test_a_history_is_judged_whole_and_its_slices_are_kept(loop: Loop) -> None:
    past = _history(loop)
    found = loop.slices()
    names = [each.name for each in found]
    assert "channel=web" in names
    assert any("channel=app" in name and 'word "now' in name for name in names)
    web = next(each for each in found if each.name == "channel=web")
    assert web.error_rate.value == pytest.approx(past["wrong"][past["channel"] == "web"].mean())
    with loop.store.snapshot() as view:
        assert {each.name for each in view.find(SliceFinding)} == set(names)
        assert view.audit_entries(limit=1)[0].verb == Verb.SLICES_FOUND
        given = reviewed(view, _ws(loop))
    assert given.sampled
    assert "production's" in given.says
    assert len(given.rows) == 700
    assert given.rows[0].task_id is None


def test_the_page_keeps_nothing_and_tells_stories_with_examples(loop: Loop) -> None:
    _history(loop, site=np.array(["s"] * 700))
    page = slices_page(_ws(loop))
    with loop.store.snapshot() as view:
        assert view.find(SliceFinding) == []
    assert page.sampled
    assert page.n == 700
    assert page.errors > 50
    first = page.found[0]
    assert first.story == first.slice.name
    assert first.watch is None
    assert len(first.examples) == 5
    for shown in page.found:
        assert shown.story in {each.slice.name for each in page.found}
        for example in shown.examples:
            assert example.task_id is None
            assert example.predicted != example.label
            if "word:now" in shown.slice.predicate:
                assert " now " in example.excerpt


def test_little_that_was_drawn_is_joined_by_what_was_chosen(loop: Loop) -> None:
    rng = np.random.default_rng(1)
    texts, truth = _texts(rng, 60)
    sure = np.full((60, 2), 0.5)
    loop.capture(texts, sure, model="m", attributes={"channel": ["web"] * 60})
    known = dict(zip(texts, truth, strict=True))
    for reviewer in ("a", "b", "c"):
        while (task := loop.claim(reviewer=reviewer)) is not None:
            loop.submit(task, label=known[task.item])
    with loop.store.snapshot() as view:
        given = reviewed(view, _ws(loop))
    assert not given.sampled
    assert "doubt" in given.says
    assert given.rows
    assert all(row.task_id for row in given.rows)
    assert loop.slices() == []


def test_a_slice_that_was_found_is_watched_by_its_name(loop: Loop) -> None:
    _history(loop)
    found = {each.name: each for each in loop.slices()}
    made = loop.watch_slice("channel=web", why="new form", by="ann")
    assert (made.watched, made.by, made.why) == (True, "ann", "new form")
    assert made.weight == found["channel=web"].lift.value
    assert [each.name for each in loop.watched_slices()] == ["channel=web"]
    fresh = Items.of_texts(["pin 1", "pin 2"])
    ws = _ws(loop)
    with loop.store.snapshot() as view:
        entry = view.audit_entries(limit=1)[0]
        ((watch, inside),) = in_watched(view, ws, fresh, {"channel": np.array(["app", "web"])})
        assert watch == made
        assert inside.tolist() == [False, True]
        assert in_watched(view, ws, fresh.take([]), {}) == []
        page = slices_page(ws)
    assert entry.verb == Verb.SLICE_WATCHED
    assert [each.slice.name for each in page.found if each.watch] == ["channel=web"]
    loop.watch_slice("channel=web", watched=False, by="ann")
    with loop.store.snapshot() as view:
        assert watched_slices(view, ws) == []
        assert in_watched(view, ws, fresh, {"channel": np.array(["app", "web"])}) == []
    # It was watched before: its name is known, also where it was never found.
    assert loop.watch_slice("channel=web").watched


def test_a_slice_of_ones_own_is_watched_by_its_predicate(loop: Loop) -> None:
    _history(loop, n=50)
    made = loop.watch_slice(predicate={"age": "70 or more", "word:now": "present"})
    assert made.name == 'age=70 or more & word "now"'
    assert made.weight == 1.0
    fresh = Items.of_texts(["pin now", "pin now", "pin"])
    with loop.store.snapshot() as view:
        ((_, inside),) = in_watched(view, _ws(loop), fresh, {"age": np.array([71.0, 20, 90])})
        assert inside.tolist() == [True, False, False]
        records = Items.of_records([{"a": 1}])
        ((_, inside),) = in_watched(view, _ws(loop), records, {"age": np.array([71.0])})
        assert inside.tolist() == [False]


def test_what_cannot_be_watched_is_said(loop: Loop) -> None:
    _history(loop, n=50)
    with pytest.raises(NotFound, match="no slice 'channel=moon'"):
        loop.watch_slice("channel=moon")
    with pytest.raises(InputError, match="neither a slice's name"):
        loop.watch_slice()
    with pytest.raises(InputError, match="without a condition"):
        loop.watch_slice(predicate={})
    with pytest.raises(InputError, match="the name 'a' for the slice 'b=c'"):
        loop.watch_slice("a", predicate={"b": "c"})
    with pytest.raises(InputError, match="a reason of"):
        loop.watch_slice(predicate={"b": "c"}, why="x" * 2_001)
    for at in range(MOST):
        loop.watch_slice(predicate={"b": str(at)})
    with pytest.raises(InputError, match="past the 100"):
        loop.watch_slice(predicate={"b": "c"})
    assert loop.watch_slice(predicate={"b": "1"}).watched  # one of them once more


def test_regions_of_the_champion_last_and_can_be_watched(loop: Loop) -> None:
    rng = np.random.default_rng(5)
    texts, truth = _places(rng, 80)
    loop.add_base(texts, truth)
    loop.retrain()
    loop.promote(by="ann", why="a first model", override=True)
    _history(loop, about=_places)
    ws = _ws(loop)
    with loop.store.snapshot() as view:
        assert not any(name.startswith("region") for name in look_for_slices(view, ws).columns)
    find_error_slices(ws)
    find_error_slices(ws)  # the map serves: it is not fitted again
    with loop.store.snapshot() as view:
        (kept,) = view.find(RegionMap)
        found = look_for_slices(view, ws)
        column = found.columns["region of 8"]
        assert kept.n == 700
        assert len(set(column)) > 2
        name = str(column[0])
        assert name.partition(":")[0].isdigit()
        item = view.contents(ws.project.id, [found.given.rows[0].item_id])
    loop.watch_slice(predicate={"region of 8": name})
    loop.watch_slice(predicate={"region of 8": "99: nowhere"})
    with loop.store.snapshot() as view:
        held = {watch.name: inside for watch, inside in in_watched(view, ws, item, {})}
    assert held[f"region of 8={name}"].tolist() == [True]
    assert held["region of 8=99: nowhere"].tolist() == [False]
    # With twice the items it is fitted anew, and what is the same place has the same name.
    _history(loop, n=800, seed=9, about=_places)
    cut._MODELS.clear()
    find_error_slices(ws)
    with loop.store.snapshot() as view:
        first, second = view.find(RegionMap)
        assert second.n > 1400
        before, after = (set(cut._regions(ws, each.blob).names[8]) for each in (first, second))
    assert len(before & after) >= 3


def test_new_predictions_in_a_watched_slice_are_looked_at_by_people(loop: Loop) -> None:
    _history(loop)
    loop.slices()
    sure = np.array([[0.999, 0.001]] * 4)
    given = {"channel": ["web", "app", "app", "web"], "age": [30.0, 30.0, 71.0, 71.0]}
    texts = [f"pin please {at}" for at in range(4)]
    before = loop.capture(texts, sure, model="new", attributes=given)
    assert not any("weak_slice" in each.reasons for each in before)
    loop.watch_slice("channel=web")
    after = loop.capture([f"{text}!" for text in texts], sure, model="new", attributes=given)
    assert ["weak_slice" in each.reasons for each in after] == [True, False, False, True]
    assert not after.accepted[[0, 3]].any()
