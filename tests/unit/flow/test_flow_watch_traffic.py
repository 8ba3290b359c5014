"""What the watch reads of the traffic: bounded, keyed, the same whoever looks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from errata.core.errors import StoreDamaged
from errata.core.model import Look
from errata.core.ports import Passed
from errata.flow.watch import traffic
from errata.flow.watch.features import NUMBER, TEXT, content_columns, kinds_of, shaped
from errata.flow.watch.sampling import Draw, drawn_from, joined
from errata.flow.watch.state import state_of
from production import START, Production

KEY = bytes(range(16))


def passed(n: int, seed: int = 0, **attributes: object) -> Passed:
    rng = np.random.default_rng(seed)
    return Passed(
        ids=rng.integers(0, 256, (n, 16)).astype(np.uint8),
        at=np.full(n, np.datetime64("2026-01-05", "us")),
        predicted=np.zeros(n, np.int32),
        confidence=rng.random(n),
        decision=np.zeros(n, np.uint8),
        propensity=np.full(n, 0.1),
        sampled=np.zeros(n, bool),
        group=np.full(n, "", dtype=object),
        attributes={name: np.asarray(column) for name, column in attributes.items()},
    )


class TestDraw:
    def test_it_does_not_depend_on_how_the_traffic_is_cut(self) -> None:
        whole = passed(10_000)
        parts = [whole.take(rows) for rows in np.array_split(np.arange(10_000), 37)]
        once, cut = drawn_from(KEY, [whole], 50), drawn_from(KEY, parts[::-1], 50)
        assert once is not None
        assert cut is not None
        assert (once.ids == cut.ids).all()
        other = drawn_from(bytes(16), [whole], 50)
        assert other is not None
        assert (once.ids != other.ids).any()

    def test_it_is_a_fair_draw(self) -> None:
        whole = passed(20_000, 1, x=np.arange(20_000.0))
        found = drawn_from(KEY, [whole], 2_000)
        assert found is not None
        assert abs(found.attributes["x"].mean() - 10_000) < 4 * 20_000 / np.sqrt(12 * 2_000)

    def test_it_holds_no_more_than_it_must(self) -> None:
        draw = Draw(KEY, 10)
        for seed in range(200):
            draw.show(passed(100, seed))
            assert sum(len(part) for part, _ in draw._parts) < 200
        assert draw.seen == 20_000

    def test_nothing_shown_is_nothing_drawn(self) -> None:
        assert drawn_from(KEY, [], 10) is None

    def test_an_attribute_that_a_part_lacks_is_missing_there(self) -> None:
        both = joined(
            [passed(2, 1, x=[1.0, 2.0], site=np.array(["a", "b"], object)), passed(1, 2, y=[3.0])]
        )
        assert both.attributes["site"].tolist() == ["a", "b", None]
        assert both.attributes["x"][:2].tolist() == [1.0, 2.0]
        assert np.isnan(both.attributes["x"][2])
        assert np.isnan(both.attributes["y"][:2]).all()


class TestFeatures:
    def test_of_texts(self) -> None:
        found = content_columns("text", ["Ärger mit 12 Karten", ""])
        assert {name: column.tolist() for name, column in found.items()} == {
            "text: characters": [19.0, 0.0],
            "text: words": [4.0, 0.0],
            "text: share of digits": [2 / 19, 0.0],
            "text: share beyond ASCII": [1 / 19, 0.0],
        }

    def test_of_images_grey_and_coloured_and_one_pixel_high(self) -> None:
        grey = np.zeros((4, 6), np.uint8)
        grey[:, ::2] = 200
        found = content_columns("image", [grey, np.full((1, 3, 3), 90, np.uint8)])
        assert found["image: height"].tolist() == [4.0, 1.0]
        assert found["image: width"].tolist() == [6.0, 3.0]
        assert found["image: light"].tolist() == [100.0, 90.0]
        assert found["image: contrast"].tolist() == [100.0, 0.0]
        assert found["image: detail"].tolist() == [100.0, 0.0]

    def test_of_records_numbers_texts_and_what_is_missing(self) -> None:
        found = content_columns("record", [{"age": 3, "ok": True}, {"age": None, "shop": "web"}])
        assert found["field: age"].tolist()[0] == 3.0
        assert np.isnan(found["field: age"][1])
        assert found["field: ok"].tolist() == [True, None]
        assert found["field: shop"].tolist() == [None, "web"]

    def test_what_hardly_repeats_or_never_comes_cannot_be_watched(self) -> None:
        columns = {
            "id": np.array([f"n{i}" for i in range(10)], dtype=object),
            "site": np.array(["a", "b"] * 5, dtype=object),
            "empty": np.full(10, np.nan),
            "nobody": np.full(10, None, dtype=object),
            "age": np.arange(10.0),
        }
        assert kinds_of(columns) == {"site": TEXT, "age": NUMBER}
        assert kinds_of(columns, at_most=1) == {"site": TEXT}

    def test_what_does_not_fit_its_kind_is_missing(self) -> None:
        given = {
            "age": np.array([3, "old", None, True, np.inf], dtype=object),
            "size": np.array([1.0, np.inf, np.nan, 2.0, 3.0]),
            "site": np.array([1.0, 2.0, np.nan, 4.0, 5.0]),
        }
        kinds = {"age": NUMBER, "size": NUMBER, "site": TEXT, "gone": TEXT, "lost": NUMBER}
        found = shaped(given, kinds, 5)
        assert found["age"].tolist()[0] == 3.0
        assert np.isnan(found["age"][1:]).all()
        assert np.isnan(found["size"][1:3]).all()
        assert found["site"].tolist() == ["1.0", "2.0", None, "4.0", "5.0"]
        assert found["gone"].tolist() == [None] * 5
        assert np.isnan(found["lost"]).all()


def test_a_watch_that_catches_up_reads_windows_of_bounded_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three days without a look: as many rows of each window as of one hour, and the right time."""
    world = Production(tmp_path)
    world.certified()
    monkeypatch.setattr(traffic, "SAMPLE", 20)
    for hour in range(72):
        world.capture(30, mean=3.0 if hour >= 48 else 0.0)
        world.clock.pass_(hours=1)
    turned = world.clock.at - timedelta(hours=24)
    (alarm, *_) = [one for one in world.loop.look().raised if one.kind == "inputs"]
    assert alarm.figures["rows"] == 72 * 20
    assert (turned - timedelta(hours=2)).isoformat() <= alarm.figures["since"]
    assert alarm.figures["since"] <= (turned + timedelta(hours=2)).isoformat()
    world.loop.close()


def test_a_calibrator_that_changes_is_no_new_world(tmp_path: Path) -> None:
    """Confidence is compared as the model gave it, hot or compacted."""
    world = Production(tmp_path)
    world.certified()
    world.hours(3)
    world.loop.compact()
    world.loop.certify()
    assert world.hours(6) == []
    world.loop.close()


def test_a_state_whose_look_is_gone_is_said(tmp_path: Path) -> None:
    world = Production(tmp_path)
    look = Look(
        id="x", project_id="p", number=3, model_id=None, upto=START, figures={},
        state={"as_in": 2, "read": [START.isoformat()] * 2}, created_at=START,
    )  # fmt: skip
    with world.loop.store.snapshot() as view, pytest.raises(StoreDamaged, match="the look 2"):
        state_of(view, look)
    world.loop.close()
