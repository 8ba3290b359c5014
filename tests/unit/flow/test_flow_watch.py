"""The watch: quiet in a quiet world, loud in another, and nothing lost between two looks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from errata.core.errors import Conflict, InputError, NotFound
from errata.core.model import Alarm, AlarmClosed, Lapse, Look, Operating
from errata.core.policy import parse_policy
from errata.core.webhook import Delivery
from errata.flow.calibrated import operating_of
from errata.flow.watch.alarms import alarm_stories
from errata.flow.watch.lapsed import lapsed
from errata.flow.watch.look import MONITORS, WATCH, look
from errata.flow.watch.retrain import asks_for_a_cycle
from errata.flow.watch.state import state_of
from errata.flow.webhooks.registered import ALARM, add_webhook
from errata.flow.workspace import champion_of
from production import Production, policy


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Production]:
    made = Production(tmp_path)
    yield made
    made.loop.close()


def kinds(raised: list[Alarm]) -> set[str]:
    return {alarm.kind for alarm in raised}


def looks(world: Production) -> list[Look]:
    with world.loop.store.snapshot() as view:
        return view.find(Look)


def certificate(world: Production) -> Operating:
    with world.loop.store.snapshot() as view:
        found = operating_of(view, champion_of(view, world.loop.project))
    assert found is not None
    return found


def lapse(world: Production) -> Lapse | None:
    with world.loop.store.snapshot() as view:
        return lapsed(view, certificate(world))


class TestAQuietWorld:
    def test_raises_nothing_and_the_monitors_have_read_everything(self, world: Production) -> None:
        world.certified()
        assert world.hours(12) == []
        monitors = looks(world)[-1].figures["monitors"]
        assert set(monitors) == set(MONITORS)
        assert monitors["inputs"]["rows"] == monitors["predictions"]["rows"] == 12 * 30
        assert lapse(world) is None
        assert world.capture(50).accepted.any()

    def test_the_newest_minute_waits_for_the_next_look(self, world: Production) -> None:
        world.certified()
        world.capture(40)
        world.clock.pass_(seconds=59)
        world.loop.look()
        assert looks(world)[-1].figures["monitors"]["inputs"]["rows"] == 0
        world.clock.pass_(seconds=2)
        world.loop.look()
        world.loop.look()
        assert looks(world)[-1].figures["monitors"]["inputs"]["rows"] == 40

    def test_a_look_that_reads_nothing_keeps_its_state_once(self, world: Production) -> None:
        world.certified()
        world.hours(2)
        full = len(json.dumps(looks(world)[-1].state))
        for _ in range(3):
            world.clock.pass_(minutes=5)
            world.loop.look()
        assert full > 1_000
        assert [set(each.state) for each in looks(world)][-2:] == [{"as_in", "read"}] * 2
        with world.loop.store.snapshot() as view:
            state, _ = state_of(view, looks(world)[-1])
        assert state is not None
        assert state.streams["inputs"].monitor is not None
        assert state.streams["inputs"].monitor.rows == 60
        assert state.traffic_upto == looks(world)[-1].upto

    def test_without_a_model_there_is_nothing_but_health(self, world: Production) -> None:
        looked = world.loop.look()
        assert looked.look.model_id is None
        assert looked.look.figures == {"health": looked.look.figures["health"]}
        assert looked.raised == ()

    def test_before_a_certificate_the_first_traffic_and_audits_are_the_reference(
        self, tmp_path: Path
    ) -> None:
        world = Production(tmp_path, triage={"audit_rate": 0.4})
        assert world.hours(18, each=40) == []
        monitors = looks(world)[-1].figures["monitors"]
        assert set(monitors) == {"accuracy", "inputs", "predictions"}
        assert all(one["watching"] for one in monitors.values())
        assert monitors["accuracy"]["basis"]["of"] == "the first audits"
        assert monitors["accuracy"]["basis"]["n"] >= 200
        assert 0 < monitors["inputs"]["rows"] <= 18 * 40 - 500
        assert monitors["accuracy"]["error"]["low"] < 0.1 < monitors["accuracy"]["error"]["high"]
        world.loop.close()


class TestAnotherWorld:
    def test_other_inputs_raise_one_alarm_that_says_which_where_and_since_when(
        self, world: Production
    ) -> None:
        world.certified()
        world.hours(6)
        turned = world.clock.at
        (alarm,) = world.hours(12, mean=2.0, north=0.95, stop=True)
        assert alarm.kind == "inputs"
        assert "field: x" in alarm.says
        assert "site=north" in alarm.says
        since = alarm.figures["since"]
        assert (turned - timedelta(hours=1)).isoformat() <= since
        assert since <= (turned + timedelta(hours=2)).isoformat()
        assert {one["feature"] for one in alarm.figures["features"] if one["alarm"]} <= {
            "field: x", "site",
        }  # fmt: skip
        grown = alarm.figures["slices"][0]
        assert grown["now"] > grown["before"]

    def test_the_certificate_ends_with_it_and_everything_is_reviewed(
        self, world: Production
    ) -> None:
        world.certified()
        assert world.capture(50).accepted.any()
        (alarm,) = world.hours(12, mean=2.0, stop=True)
        ended = lapse(world)
        assert ended is not None
        assert (ended.alarm_id, ended.why) == (alarm.id, alarm.says)
        assert not world.capture(50).accepted.any()
        world.loop.close_alarm(alarm.id, why="that is how it is now", by="ann")
        assert not world.capture(50).accepted.any()  # a certificate never comes back

    def test_more_errors_raise_an_alarm_about_the_certificate(self, tmp_path: Path) -> None:
        world = Production(tmp_path, triage={"audit_rate": 0.5})
        world.certified()
        raised = world.hours(30, error=0.6, stop=True)
        assert kinds(raised) & {"accuracy", "certificate"}
        assert kinds(raised) <= {"accuracy", "certificate", "predictions"}
        (first, *_) = (alarm for alarm in raised if alarm.kind in ("accuracy", "certificate"))
        assert first.figures["error"]["n"] > 0
        assert first.figures["error"]["low"] > 0.2
        assert lapse(world) is not None
        world.loop.close()

    def test_an_open_alarm_is_not_raised_again(self, world: Production) -> None:
        world.certified()
        assert len(world.hours(8, mean=3.0)) == 1
        assert [alarm.kind for alarm in world.loop.alarms()] == ["inputs"]

    def test_a_closed_alarm_starts_anew_and_takes_the_new_world_for_usual(
        self, world: Production
    ) -> None:
        world.certified()
        (alarm,) = world.hours(12, mean=2.0, stop=True)
        world.loop.close_alarm(alarm.id, why="a new scanner", by="ann")
        assert world.hours(8, each=100, mean=2.0) == []
        assert looks(world)[-1].figures["monitors"]["inputs"]["watching"]
        assert kinds(world.hours(8, each=60, mean=5.0, stop=True)) == {"inputs"}

    def test_a_new_certificate_is_watched_anew_and_ends_the_old_ones_alarms(
        self, world: Production
    ) -> None:
        world.certified()
        (alarm,) = world.hours(12, mean=2.0, stop=True)
        world.loop.certify()
        world.clock.pass_(minutes=5)
        assert world.loop.look().open == ()
        with world.loop.store.snapshot() as view:
            (end,) = view.find(AlarmClosed, alarm_id=alarm.id)
        assert end.by == WATCH
        assert "watched anew" in end.why
        assert lapse(world) is None


class TestAudits:
    def test_audits_without_an_answer_raise_no_alarm_about_the_model(self, tmp_path: Path) -> None:
        world = Production(
            tmp_path,
            triage={"audit_rate": 0.5},
            watch={"no_reviews_hours": 0.0, "oldest_hours": 0.0},
        )
        world.certified()
        raised = world.hours(60, reviewed=False, stop=True)
        assert kinds(raised) == {"audits_unanswered"}
        assert "have no answer" in raised[0].says
        assert lapse(world) is None
        world.loop.close_alarm(raised[0].id, why="they are back", by="ann")
        world.review()
        assert world.hours(3) == []
        world.loop.close()

    def test_what_is_settled_first_does_not_count_first(self, tmp_path: Path) -> None:
        """Errors are settled at once and the rest is left: the rate so far says nothing."""
        world = Production(tmp_path, triage={"audit_rate": 0.3})
        world.certified()
        for _ in range(5):
            world.capture(40, error=0.1)
            world.clock.pass_(minutes=30)
            held = []
            while (task := world.loop.claim(reviewer="r")) is not None:
                if "audit" not in task.reasons:
                    world.loop.release(task)
                    break
                assert task.prediction is not None
                right = world.truth[task.item["n"]]
                if right != next(iter(task.prediction)):
                    world.loop.submit(task, label=right)
                else:
                    held.append(task)
            for task in held:
                world.loop.release(task)
            world.clock.pass_(minutes=30)
            assert world.loop.look().raised == ()
        waiting = looks(world)[-1].figures["monitors"]["accuracy"]
        world.review()
        world.clock.pass_(minutes=5)
        world.loop.look()
        after = looks(world)[-1].figures["monitors"]["accuracy"]
        assert (waiting["error"] or {"n": 0})["n"] < 10 < after["error"]["n"]
        world.loop.close()


class TestHealth:
    def test_a_model_that_falls_silent_and_speaks_again(self, tmp_path: Path) -> None:
        world = Production(tmp_path, watch={"silent_hours": 3.0})
        world.hours(4)
        world.clock.pass_(hours=2)
        assert world.loop.look().raised == ()
        world.clock.pass_(hours=2)
        (alarm,) = world.loop.look().raised
        assert alarm.kind == "silent_model"
        assert alarm.says.startswith("No prediction for")
        world.clock.pass_(hours=1)
        assert world.loop.look().open == (alarm,)
        world.capture(5)
        world.clock.pass_(minutes=5)
        assert world.loop.look().open == ()
        world.loop.close()

    def test_reviews_that_stop_while_work_waits_and_come_again(self, tmp_path: Path) -> None:
        world = Production(tmp_path, watch={"no_reviews_hours": 5.0, "oldest_hours": 0.0})
        world.hours(3)
        raised = world.hours(8, reviewed=False)
        assert kinds(raised) == {"no_reviews"}
        assert "tasks wait" in raised[0].says
        world.review()
        world.clock.pass_(minutes=5)
        assert world.loop.look().open == ()
        world.loop.close()

    def test_work_that_grows_old_until_it_is_done(self, tmp_path: Path) -> None:
        world = Production(tmp_path, watch={"no_reviews_hours": 0.0, "oldest_hours": 10.0})
        raised = world.hours(14, each=5, reviewed=False)
        assert kinds(raised) == {"oldest_open"}
        world.settle()
        world.clock.pass_(minutes=5)
        assert world.loop.look().open == ()
        world.loop.close()

    def test_a_certificate_that_ends_soon_and_then_has_ended(self, tmp_path: Path) -> None:
        quiet = {"silent_hours": 0.0, "no_reviews_hours": 0.0, "oldest_hours": 0.0}
        world = Production(tmp_path, triage={"certificate_days": 10.0}, watch=quiet)
        world.certified()
        world.clock.pass_(days=8.5)
        assert world.loop.look().raised == ()
        world.clock.pass_(days=1)
        (soon,) = world.loop.look().raised
        assert soon.kind == "certificate_expiring"
        world.clock.pass_(days=1)
        looked = world.loop.look()
        assert [alarm.kind for alarm in looked.open] == ["certificate_expired"]
        world.loop.certify()
        assert world.loop.look().open == ()
        world.loop.close()


class TestAlarms:
    def test_a_person_and_a_reason_close_one_once(self, world: Production) -> None:
        world.certified()
        (alarm,) = world.hours(12, mean=2.0, stop=True)
        with pytest.raises(InputError, match="without a person and a reason"):
            world.loop.close_alarm(alarm.id, why=" ", by="ann")
        with pytest.raises(NotFound):
            world.loop.close_alarm("0" * 36, why="why not", by="ann")
        world.loop.close_alarm(alarm.id, why="repaired", by="ann")
        with pytest.raises(Conflict, match="ann closed the alarm"):
            world.loop.close_alarm(alarm.id, why="repaired", by="bob")
        assert world.loop.alarms() == []
        assert world.loop.alarms(only_open=False) == [alarm]
        (story,) = alarm_stories(world.loop._ws(), is_open=False).items
        assert story.lapsed
        assert story.closed is not None
        assert (story.closed.by, story.closed.why) == ("ann", "repaired")
        assert alarm_stories(world.loop._ws(), is_open=True).items == []

    def test_stories_come_in_pages(self, tmp_path: Path) -> None:
        world = Production(tmp_path, watch={"silent_hours": 1.0})
        for _ in range(3):
            world.capture(5)
            world.clock.pass_(hours=3)
            world.loop.look()
            world.capture(5)
            world.clock.pass_(minutes=5)
            world.loop.look()
        for is_open in (None, False):
            first = alarm_stories(world.loop._ws(), is_open=is_open, limit=2)
            rest = alarm_stories(world.loop._ws(), is_open=is_open, limit=2, cursor=first.next)
            found = [story.alarm.id for story in (*first.items, *rest.items)]
            assert rest.next is None
            assert len(set(found)) == 3
            assert found == sorted(found, reverse=True)
        world.loop.close()

    def test_everybody_is_told_who_asked_to_be(self, tmp_path: Path) -> None:
        world = Production(tmp_path, watch={"emails": ["ann@example.org", "bob@example.org"]})
        ws = world.loop._ws()
        told = add_webhook(ws, url="https://example.org/hook", events=[ALARM])
        add_webhook(ws, url="https://example.org/final", events=["decision.final"])
        world.certified()
        (alarm,) = world.hours(12, mean=2.0, stop=True)
        with world.loop.store.snapshot() as view:
            sent = view.find(Delivery, event=ALARM)
            assert len(view.outbox.waiting([one.id for one in sent])) == 3
        assert {one.webhook_id for one in sent} == {
            told.id, "mailto:ann@example.org", "mailto:bob@example.org",
        }  # fmt: skip
        body = json.loads(sent[0].body)
        assert (body["event"], body["project"]) == ("alarm", "p")
        assert body["alarm"]["says"] == alarm.says
        world.loop.close()

    def test_one_of_two_looks_at_once_is_kept(self, world: Production) -> None:
        world.certified()
        world.hours(1)
        world.capture(30, mean=9.0)
        world.clock.pass_(minutes=5)
        ws = world.loop._ws()
        real = ws.store.transaction
        done: list[bool] = []

        def late(**given: object) -> object:
            """Another server's look commits first."""
            if not done:
                done.append(True)
                look(ws)
            return real(**given)  # type: ignore[arg-type]

        ws.store.transaction = late  # type: ignore[method-assign,assignment]
        try:
            looked = look(ws)
        finally:
            ws.store.transaction = real  # type: ignore[method-assign]
        assert [each.number for each in looks(world)] == [1, 2]
        assert looked.look == looks(world)[-1]

    def test_an_alarm_asks_for_one_cycle_where_the_policy_says_so(self, world: Production) -> None:
        world.certified()
        (alarm,) = world.hours(12, mean=2.0, stop=True)
        ws = world.loop._ws()
        assert asks_for_a_cycle(ws) is None
        world.loop.change_policy(parse_policy(policy(watch={"retrain": True})), by="ann")
        assert asks_for_a_cycle(ws) == alarm
        world.loop.close_alarm(alarm.id, why="repaired", by="ann")
        assert asks_for_a_cycle(ws) is None


def test_a_crash_between_two_looks_loses_nothing(tmp_path: Path) -> None:
    """Whoever looks after a crash goes on from the last look that was kept, to the same figures."""
    figures = []
    for crash in (False, True):
        folder = tmp_path / str(crash)
        folder.mkdir()
        world = Production(folder, seed=3)
        world.certified()
        for hour in range(6):
            world.capture(30)
            world.clock.pass_(minutes=30)
            world.review()
            world.clock.pass_(minutes=30)
            if crash and hour in (2, 3):
                ws = world.loop._ws()
                real = ws.store.transaction

                def dies(**given: object) -> object:
                    raise KeyboardInterrupt

                ws.store.transaction = dies  # type: ignore[method-assign,assignment]
                with pytest.raises(KeyboardInterrupt):
                    world.loop.look()
                ws.store.transaction = real  # type: ignore[method-assign]
            else:
                world.loop.look()
        figures.append(looks(world)[-1].figures)
        world.loop.close()
    assert figures[0] == figures[1]
    assert figures[0]["monitors"]["inputs"]["rows"] == 6 * 30
