"""What leads look at: every figure is counted anew here and must agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from errata.core.dataset import DatasetVersion, Fold, HeldCase
from errata.core.error_record import ErrorRecord, ErrorStage
from errata.core.errors import InputError, NotFound
from errata.core.project import Remedy
from errata.core.task import Resolution, Review, Task
from errata.flow.base import examples_of
from errata.flow.lead.certificate_curve import certificate_curve, what_it_rests_on
from errata.flow.lead.confusion import confusion
from errata.flow.lead.dataset_diff import dataset_diff
from errata.flow.lead.datasets_page import datasets_page, one_dataset
from errata.flow.lead.gates_page import gate_detail, gates_page
from errata.flow.lead.golden_page import golden_page
from errata.flow.lead.heat_map import heat_map
from errata.flow.lead.models_page import models_page
from errata.flow.lead.overview import overview
from errata.flow.lead.queue_page import Filter, State, queue_page
from errata.flow.lead.records import (
    audit_page,
    certificates_page,
    cycles_page,
    resolutions_page,
)
from errata.flow.lead.reviewers_page import reviewers_page
from errata.flow.lead.slices_page import slices_page
from errata.flow.lead.task_story import task_story
from errata.flow.status import status
from errata.flow.watch.alarms import alarm_stories
from errata.loop.curate.diff import Change
from errata.wire import Site
from led import Calendar, Led, begin, turn


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Led]:
    """Two days of production with a cycle between them, and a queue that is half answered."""
    folder = tmp_path_factory.mktemp("led")
    calendar = Calendar()
    site = Site(f"sqlite:///{folder}/e.db", clock=calendar, entropy=np.random.default_rng(0).bytes)
    made = begin(site, calendar)
    turn(made)
    made.loop.certify()
    made.capture(40, seed=5)
    calendar.pass_(hours=2)
    made.review("r1", most=8)
    made.review("r2", most=3)
    yield made
    site.close()


@pytest.fixture
def untouched(led: Led) -> Iterator[None]:
    """Reads never write: the audit log has not grown."""
    with led.ws.store.snapshot() as view:
        before = view.audit_entries(limit=1)
    yield
    with led.ws.store.snapshot() as view:
        assert view.audit_entries(limit=1) == before


@pytest.mark.usefixtures("untouched")
class TestTheLoopAtAGlance:
    def test_the_counts_of_status_are_those_of_the_records(self, led: Led) -> None:
        found = status(led.ws)
        with led.ws.store.snapshot() as view:
            latest = {stage.error_id: stage.stage.value for stage in view.find(ErrorStage)}
            kinds = Counter(each.kind.value for each in view.find(Resolution))
            folds = Counter(case.fold.value for case in view.find(HeldCase))
        assert found.errors == Counter(latest.values())
        assert found.resolutions == kinds
        assert found.held == folds
        assert found.errors_found == len(latest) > 0

    def test_every_stage_tells_how_much_and_since_when(self, led: Led) -> None:
        found = overview(led.ws)
        stages = {stage.name: stage for stage in found.stages}
        assert stages["captured"].count == 100
        assert stages["waiting"].count == found.status.tasks_open > 0
        assert stages["waiting"].oldest == found.status.oldest_open
        assert stages["held"].count == stages["overdue"].count == 0
        with led.ws.store.snapshot() as view:
            newest = view.find(DatasetVersion, newest_first=True, limit=1)[0]
            since = [
                each
                for each in view.find(Resolution, hold=False)
                if each.created_at >= newest.created_at and each.label is not None
            ]
        assert stages["agreed"].count == len(since) > 0
        assert stages["agreed"].oldest == min(each.created_at for each in since)
        assert stages["champion"].oldest == found.promotions[0].promotion.created_at
        assert found.promotions[0].model == found.status.champion

    def test_accuracy_over_time_is_told_of_closed_windows_with_its_interval(self, led: Led) -> None:
        windows = overview(led.ws).accuracy_over_time
        assert windows
        for window in windows:
            assert window.end <= led.calendar()
            assert window.estimate.low <= window.estimate.value <= window.estimate.high
            assert window.estimate.n > 0
            assert "random audits" in window.estimate.method
        assert [window.start for window in windows] == sorted(w.start for w in windows)
        assert len({window.end - window.start for window in windows}) == 1
        first = windows[0]
        with led.ws.store.snapshot() as view:
            settled = [
                each
                for each in view.find(Resolution, sampled=True)
                if first.start <= view.get(Task, each.task_id).created_at < first.end
                and each.label is not None
                and view.get(Task, each.task_id).model == first.model
            ]
        assert first.estimate.n == len(settled)

    def test_what_waits_is_counted_by_skill(self, led: Led) -> None:
        found = overview(led.ws).waiting
        with led.ws.store.snapshot() as view:
            assert sum(found.by_skill.values()) == view.queue.open_slots(led.ws.project.id)


@pytest.mark.usefixtures("untouched")
class TestTheQueue:
    def test_open_tasks_come_in_the_order_of_claims(self, led: Led) -> None:
        rows = queue_page(led.ws, limit=200).items
        assert [row.priority for row in rows] == sorted((r.priority for r in rows), reverse=True)
        assert {row.state for row in rows} <= {State.OPEN, State.ANSWERED}

    @pytest.mark.parametrize("state", [State.OPEN, State.ANSWERED, State.RESOLVED])
    def test_pages_together_are_the_whole_list_once(self, led: Led, state: State) -> None:
        whole = [row.id for row in queue_page(led.ws, state=state, limit=200).items]
        assert len(whole) == len(set(whole)) > 1
        seen: list[str] = []
        cursor: str | None = None
        while True:
            page = queue_page(led.ws, state=state, limit=3, cursor=cursor)
            seen += [row.id for row in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert seen == whole

    def test_answered_tasks_are_open_and_have_an_answer(self, led: Led) -> None:
        rows = queue_page(led.ws, state="answered", limit=200).items
        with led.ws.store.snapshot() as view:
            wanted = {
                review.task_id for review in view.find(Review) if view.queue.is_open(review.task_id)
            }
        assert {row.id for row in rows} == wanted
        assert all(row.answers for row in rows)

    def test_resolved_tasks_are_those_with_a_resolution(self, led: Led) -> None:
        rows = queue_page(led.ws, state="resolved", limit=200).items
        with led.ws.store.snapshot() as view:
            assert {row.id for row in rows} == {each.task_id for each in view.find(Resolution)}
        assert {row.state for row in rows} == {State.RESOLVED}

    def test_filters_keep_exactly_what_they_name(self, led: Led) -> None:
        rows = queue_page(led.ws, limit=200).items
        label, flag = rows[0].predicted, rows[0].flags[0]
        asked = Filter(label=label, flag=flag)
        found = queue_page(led.ws, wanted=asked, limit=200).items
        assert [row.id for row in found] == [
            row.id for row in rows if row.predicted == label and flag in row.flags
        ]
        words = rows[-1].excerpt[:12].upper()
        found = queue_page(led.ws, wanted=Filter(words=words), limit=200).items
        assert rows[-1].id in {row.id for row in found}
        assert all(words.lower() in row.excerpt.lower() for row in found)
        by_id = queue_page(led.ws, wanted=Filter(words=rows[2].id)).items
        assert [row.id for row in by_id] == [rows[2].id]

    def test_a_cursor_state_or_limit_that_nobody_gave_is_refused(self, led: Led) -> None:
        with pytest.raises(InputError, match="nonsense"):
            queue_page(led.ws, state="nonsense")
        with pytest.raises(InputError, match="cursor"):
            queue_page(led.ws, cursor="nonsense")
        with pytest.raises(InputError, match="pages of 0"):
            queue_page(led.ws, limit=0)

    def test_a_story_tells_everything_of_a_task(self, led: Led) -> None:
        row = queue_page(led.ws, state="resolved", limit=1).items[0]
        story = task_story(led.ws, row.id)
        assert story.row == row
        assert story.content.decode()[:20] == row.excerpt[:20]
        assert len(story.reviews) == row.answers >= 2
        assert story.resolution is not None
        assert story.resolution.task_id == row.id
        assert any(review.reviewer in "\n".join(story.trace.lines()) for review in story.reviews)

    def test_no_task_is_found_of_another_project(self, led: Led) -> None:
        with pytest.raises(NotFound):
            task_story(led.ws, "01a1de25-5344-7000-8000-37b2e4137ec8")


class TestWhoIsAtIt:
    def test_a_held_task_names_its_holder_until_the_lease_ends(self, led: Led) -> None:
        task = led.loop.claim(reviewer="r9")
        assert task is not None
        rows = queue_page(led.ws, state="held").items
        assert [(row.id, row.held_by, row.state) for row in rows] == [(task.id, "r9", State.HELD)]
        assert overview(led.ws).waiting.held == 1
        led.loop.release(task)
        assert queue_page(led.ws, state="held").items == []

    def test_what_is_late_is_listed_the_longest_overdue_first(self, led: Led) -> None:
        before = led.calendar.at
        try:
            led.calendar.at += timedelta(days=2)
            found = overview(led.ws)
            rows = queue_page(led.ws, state="overdue", limit=200).items
            assert len(rows) == found.waiting.overdue == found.status.tasks_open > 0
            assert all(row.overdue for row in rows)
            dues = [row.due_at for row in rows if row.due_at is not None]
            assert dues == sorted(dues)
            assert found.waiting.overdue_since == dues[0]
            two = queue_page(led.ws, state="overdue", limit=2)
            rest = queue_page(led.ws, state="overdue", limit=200, cursor=two.next)
            assert [row.id for row in [*two.items, *rest.items]] == [row.id for row in rows]
        finally:
            led.calendar.at = before


@pytest.mark.usefixtures("untouched")
class TestFindings:
    def test_the_heat_map_counts_every_error_once(self, led: Led) -> None:
        found = heat_map(led.ws)
        with led.ws.store.snapshot() as view:
            errors = view.find(ErrorRecord)
        assert found.errors == len(errors) == sum(map(sum, found.counts))
        cells = Counter((error.predicted, error.cause or "none") for error in errors)
        for row, counts in zip(found.rows, found.counts, strict=True):
            for column, count in zip(found.columns, counts, strict=True):
                assert count == cells[row, column]

    def test_confusion_has_agreement_on_its_diagonal(self, led: Led) -> None:
        found = confusion(led.ws)
        counts = np.array(found.counts)
        with led.ws.store.snapshot() as view:
            settled = [each for each in view.find(Resolution) if each.label is not None]
            wrong = sum(view.get(Task, r.task_id).predicted != r.label for r in settled)
        assert found.n == counts.sum() == len(settled)
        assert counts.sum() - np.trace(counts) == wrong > 0
        sampled = confusion(led.ws, sampled=True)
        assert sampled.n == sum(each.sampled for each in settled)
        assert "random" in sampled.says

    def test_the_slice_that_errs_is_found_with_examples_causes_and_remedy(self, led: Led) -> None:
        found = slices_page(led.ws, min_support=10)
        assert found.found[0].slice.name == "channel=web"
        first = found.found[0]
        assert first.causes["underrepresented"] == sum(first.causes.values())
        assert first.remedy is Remedy.COLLECT_DATA
        assert 0 < len(first.examples) <= 5
        assert all(example.label != example.predicted for example in first.examples)
        assert first.slice.error_rate.n == first.slice.support

    def test_agreement_leaves_a_reviewers_own_answer_out(self, led: Led) -> None:
        rows = {row.name: row for row in reviewers_page(led.ws).items}
        assert set(rows) == {"r1", "r2"}  # they agree, and are known to be right
        with led.ws.store.snapshot() as view:
            mine = view.find(Review, reviewer="r1")
            compared = [review for review in mine if view.count(Review, task_id=review.task_id) > 1]
            corrected = [r for r in mine if r.label != view.get(Task, r.task_id).predicted]
        assert rows["r1"].reviews == len(mine)
        assert rows["r1"].agreement is not None
        assert rows["r1"].agreement.n == len(compared)
        assert rows["r1"].agreement.value == 1.0  # everybody here is right
        assert rows["r1"].agreement.low < 1.0
        assert rows["r1"].corrections == len(corrected)
        assert rows["r1"].seconds_median == 4.0

    def test_reviewers_come_by_name_a_page_at_a_time(self, led: Led) -> None:
        first = reviewers_page(led.ws, limit=1)
        assert [row.name for row in first.items] == ["r1"]
        rest = reviewers_page(led.ws, limit=1, cursor=first.next)
        assert ([row.name for row in rest.items], rest.next) == (["r2"], None)


@pytest.mark.usefixtures("untouched")
class TestWhatWasLearnt:
    def test_datasets_come_newest_first_with_their_models(self, led: Led) -> None:
        page = datasets_page(led.ws, limit=1)
        assert page.items[0].version.number == 2
        assert page.items[0].models == ["v2"]
        assert page.next is not None
        rest = datasets_page(led.ws, limit=1, cursor=page.next)
        assert (rest.items[0].version.number, rest.next) == (1, None)
        newest = page.items[0].version
        assert one_dataset(led.ws, "2").version == newest
        assert one_dataset(led.ws, newest.id[:10]).version == newest
        with pytest.raises(NotFound, match="'9'"):
            one_dataset(led.ws, "9")
        with pytest.raises(InputError, match="cursor"):
            datasets_page(led.ws, cursor="x")

    def test_a_diff_equals_one_of_whole_versions(self, led: Led) -> None:
        found = dataset_diff(led.ws, "1", "2")
        sides = []
        for name in ("1", "2"):
            examples = examples_of(led.ws, one_dataset(led.ws, name).version)
            sides.append(
                {
                    bytes(ident): (int(label), float(weight))
                    for ident, label, weight in zip(
                        examples.items.ids, examples.labels, examples.weights, strict=True
                    )
                }
            )
        before, after = sides
        both = before.keys() & after.keys()
        assert found.counts[Change.ADDED].n == len(after.keys() - before.keys()) > 0
        assert found.counts[Change.REMOVED].n == len(before.keys() - after.keys())
        assert found.counts[Change.RELABELLED].n == sum(before[i][0] != after[i][0] for i in both)
        assert found.counts[Change.ADDED].by_cause["underrepresented"] > 0
        example = next(each for each in found.examples if each.change is Change.ADDED and each.why)
        assert example.why == "they want their money"
        assert led.truth[example.excerpt] == (example.now or {})["label"]
        back = dataset_diff(led.ws, "2", "1")
        assert back.counts[Change.REMOVED].n == found.counts[Change.ADDED].n

    def test_the_champion_is_marked_and_each_model_has_its_verdict(self, led: Led) -> None:
        rows = {row.model.name: row for row in models_page(led.ws).items}
        assert [name for name, row in rows.items() if row.champion] == [status(led.ws).champion]
        assert rows["v1"].promotion is not None
        assert rows["v1"].promotion.why == "a first model"
        assert rows["v2"].gate is not None

    def test_a_gate_report_shows_the_cases_it_rests_on(self, led: Led) -> None:
        page = gates_page(led.ws)
        assert [(row.candidate, row.champion) for row in page.items] == [("v2", "v1")]
        detail = gate_detail(led.ws, page.items[0].report.id)
        checks = detail.row.report.verdict["checks"]
        assert len(detail.cases) == len(checks)
        for check, cases in zip(checks, detail.cases, strict=True):
            assert [case["item_id"] for case in cases] == check["rows"][:5]
            assert all(case["excerpt"] and case["label"] for case in cases)
        assert detail.golden is not None
        assert detail.uses == 1
        with pytest.raises(NotFound):
            gate_detail(led.ws, "x")

    def test_the_golden_set_is_counted_by_stratum_and_class(self, led: Led) -> None:
        found = golden_page(led.ws)
        with led.ws.store.snapshot() as view:
            cases = view.find(HeldCase, fold=Fold.GOLDEN)
            held = view.count(HeldCase)
        assert found.cases == len(cases) == sum(found.by_class.values())
        assert found.by_stratum == Counter(case.stratum.value for case in cases)
        assert sum(found.by_fold.values()) == held
        assert found.uses == 1

    def test_the_curve_ends_at_all_traffic_and_holds_the_certificate(self, led: Led) -> None:
        found = certificate_curve(led.ws)
        assert found.certificate is not None
        assert found.model == status(led.ws).champion
        assert found.n == found.certificate.n
        assert found.curve["coverage"][-1] == 1.0
        assert found.alpha == 0.2
        if found.certificate.threshold is not None:
            at = np.argmin(np.abs(np.array(found.curve["threshold"]) - found.certificate.threshold))
            assert found.curve["coverage"][at] == pytest.approx(found.certificate.coverage["value"])
        assert what_it_rests_on(led.ws) == what_it_rests_on(led.ws)

    def test_records_are_listed_newest_first(self, led: Led) -> None:
        settled = resolutions_page(led.ws, limit=200)
        ids = [each.id for each in settled.items]
        assert ids == sorted(ids, reverse=True)
        assert settled.next is None
        assert [cycle.number for cycle in cycles_page(led.ws).items] == [1]
        operating = certificates_page(led.ws).items
        assert [each.number for each, _ in operating] == sorted(
            (each.number for each, _ in operating), reverse=True
        )
        assert operating[0][1] == status(led.ws).champion
        assert alarm_stories(led.ws).items == []

    def test_the_audit_log_is_read_by_verb_and_actor(self, led: Led) -> None:
        lines = audit_page(led.ws, verb="model_promoted", limit=50).items
        assert lines
        assert {line.verb for line in lines} == {"model_promoted"}
        assert {line.actor for line in lines} == {"ann"}
        assert audit_page(led.ws, actor="nobody").items == []
        first = audit_page(led.ws, limit=2)
        rest = audit_page(led.ws, limit=2, cursor=first.next)
        ids = [line.id for line in [*first.items, *rest.items]]
        assert ids == sorted(ids, reverse=True)
        assert len(set(ids)) == 4


class TestNothingYet:
    def test_every_page_of_an_empty_project_is_empty(self, tmp_path: Path) -> None:
        site = Site(f"sqlite:///{tmp_path}/e.db", clock=Calendar())
        ws = site.create("empty", kind="text", labels=["a", "b"])
        found = overview(ws)
        assert not (found.accuracy_over_time)
        assert not (found.promotions)
        assert not (found.alarms)
        assert {stage.count for stage in found.stages} == {0}
        for state in State:
            assert queue_page(ws, state=state).items == []
        assert slices_page(ws).found == []
        assert heat_map(ws).errors == confusion(ws).n == 0
        assert reviewers_page(ws).items == []
        assert golden_page(ws).cases == 0
        assert certificate_curve(ws).n == 0
        assert not (models_page(ws).items)
        assert not (gates_page(ws).items)
        assert not (datasets_page(ws).items)
        site.close()
