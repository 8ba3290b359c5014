"""Long verbs: one thread a project, one run of a verb at a time, problems as problem documents."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from asking import Asked, serve
from errata.core.account import Role
from errata.core.errors import Conflict, NotFound, NotReady
from errata.server.jobs import REMEMBERED, Job, Jobs, JobState
from errata.server.long_verbs import jobs_of
from errata.server.remembered import Remembered
from led import Calendar, Led, begin

P = "/projects/tickets"
PATIENCE = 60.0


def ended(job: Job) -> Job:
    job.done.exception(timeout=PATIENCE)
    return job


@pytest.fixture
def jobs() -> Jobs:
    counter = iter(range(1, 10_000))
    return Jobs(
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
        entropy=lambda n: next(counter).to_bytes(n, "big"),
    )


class TestJobs:
    def test_jobs_of_a_project_run_one_after_another_in_the_order_asked(self, jobs: Jobs) -> None:
        running, seen, gate = [0], [], threading.Event()

        def work(name: str) -> dict[str, str]:
            running[0] += 1
            assert running[0] == 1
            gate.wait(PATIENCE)
            seen.append(name)
            running[0] -= 1
            return {"name": name}

        made = [
            jobs.start("p", verb, lambda verb=verb: work(verb), by="ann", instance="/x")  # type: ignore[misc]
            for verb in ("curate", "retrain", "prove")
        ]
        other = jobs.start("q", "curate", dict, by="ann", instance="/x")
        assert ended(other).state is JobState.DONE  # another project does not wait
        assert {job.state for job in made} == {JobState.RUNNING, JobState.WAITING}
        gate.set()
        assert [ended(job).result for job in made] == [{"name": name} for name in seen]
        assert seen == ["curate", "retrain", "prove"]

    def test_the_same_verb_twice_at_once_is_refused_and_later_is_not(self, jobs: Jobs) -> None:
        gate = threading.Event()

        def work() -> dict[str, str]:
            gate.wait(PATIENCE)
            return {}

        first = jobs.start("p", "prove", work, by="ann", instance="/x")
        with pytest.raises(Conflict, match="ann asked for prove") as refused:
            jobs.start("p", "prove", work, by="bo", instance="/x")
        assert first.id in refused.value.do
        gate.set()
        ended(first)
        ended(jobs.start("p", "prove", work, by="bo", instance="/x"))

    def test_a_failure_is_a_problem_document_and_hides_what_nobody_foresaw(
        self, jobs: Jobs
    ) -> None:
        def not_ready() -> dict[str, str]:
            raise NotReady("there is no candidate", do="run errata retrain first")

        def broken() -> dict[str, str]:
            raise ZeroDivisionError("secret")

        told = ended(jobs.start("p", "a", not_ready, by="ann", instance="/x")).problem
        assert told is not None
        assert (told["status"], told["instance"]) == (409, "/x")
        assert told["do"].startswith("Run errata retrain")
        told = ended(jobs.start("p", "b", broken, by="ann", instance="/x")).problem
        assert told is not None
        assert told["status"] == 500
        assert "secret" not in str(told)

    def test_a_job_is_found_in_its_own_project_alone(self, jobs: Jobs) -> None:
        job = ended(jobs.start("p", "a", dict, by="ann", instance="/x"))
        assert jobs.get("p", job.id) is job
        with pytest.raises(NotFound):
            jobs.get("q", job.id)
        assert jobs.listed("p") == [job]
        assert jobs.listed("q") == []

    def test_the_newest_are_remembered(self, jobs: Jobs) -> None:
        made = [
            ended(jobs.start("p", f"v{i}", dict, by="ann", instance="/x"))
            for i in range(REMEMBERED + 5)
        ]
        ended(jobs.start("p", "last", dict, by="ann", instance="/x"))
        assert len(jobs.listed("p")) <= REMEMBERED + 1
        with pytest.raises(NotFound):
            jobs.get("p", made[0].id)


class TestRemembered:
    def test_an_answer_is_made_once_while_it_is_fresh(self) -> None:
        at, made = [0.0], []
        memory = Remembered(clock=lambda: at[0])
        for now, expected in ((0.0, 1), (4.9, 1), (5.1, 2)):
            at[0] = now
            memory.get("k", lambda: made.append(1) or len(made), seconds=5)  # type: ignore[func-returns-value]
            assert len(made) == expected

    def test_of_many_who_ask_at_once_one_works(self) -> None:
        memory, made = Remembered(), []

        def slow() -> int:
            time.sleep(0.05)
            made.append(1)
            return 7

        answers: list[int] = []
        threads = [
            threading.Thread(target=lambda: answers.append(memory.get("k", slow, seconds=60)))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (answers, len(made)) == ([7] * 8, 1)

    def test_what_took_long_is_told_while_it_is_made_anew_aside(self) -> None:
        at, renewed = [0.0], threading.Event()
        memory = Remembered(clock=lambda: at[0])

        def slow() -> str:
            at[0] += 3.0
            return "old"

        def anew() -> str:
            renewed.set()
            return "new"

        assert memory.get("k", slow, seconds=5) == "old"
        at[0] = 20.0
        assert memory.get("k", anew, seconds=5) == "old"
        assert renewed.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while memory.get("k", slow, seconds=1e9) != "new":
            assert time.monotonic() < deadline
        at[0] = 200.0  # what is older than a minute is never told
        assert memory.get("k", lambda: "newest", seconds=5) == "newest"

    def test_an_error_is_not_kept(self) -> None:
        memory = Remembered()
        with pytest.raises(ZeroDivisionError):
            memory.get("k", lambda: 1 // 0, seconds=60)
        assert memory.get("k", lambda: 5, seconds=60) == 5


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Asked, Led]]:
    """A server on a project with a champion and a day of reviews."""
    served = serve(tmp_path_factory.mktemp("jobs"))
    calendar = Calendar()
    real, served.site.clock = served.site.clock, calendar
    made = begin(served.site, calendar)
    made.capture(60, seed=3)
    made.review("r1", "r2", "r3")
    served.site.clock = real
    for role in Role:
        served.keys[f"tickets/{role.value}"] = served.key(made.ws.project, role)
    yield served, made
    served.close()


class TestVerbs:
    def test_the_loop_turns_verb_by_verb_and_each_answers_what_it_made(
        self, room: tuple[Asked, Led]
    ) -> None:
        served, _ = room
        dataset = served.ask("POST", P + "/datasets", by="tickets/lead")
        assert (dataset.status_code, dataset.json()["number"]) == (200, 2)
        model = served.ask("POST", P + "/models", json={"seed": 5}, by="tickets/lead").json()
        assert (model["name"], model["seed"], model["champion"]) == ("v2", 5, False)
        assert model["dataset_id"] == dataset.json()["id"]
        early = served.ask("POST", P + "/models/v2/promote", by="tickets/lead")
        assert early.status_code == 409
        assert "prove" in early.json()["do"].lower()
        gate = served.ask("POST", P + "/gates", by="tickets/lead").json()
        assert gate["candidate"] == "v2"
        assert gate["champion"] == "v1"
        why = {"override": True}
        nameless = served.ask("POST", P + "/models/v2/promote", json=why, by="tickets/lead")
        assert nameless.status_code == 422
        promoted = served.ask(
            "POST",
            P + "/models/v2/promote",
            json={"override": True, "why": "we looked at it"},
            by="tickets/lead",
        ).json()
        assert (promoted["model"], promoted["previous"]) == ("v2", "v1")
        assert (promoted["reason"], promoted["by"]) == ("override", "key:lead")
        certificate = served.ask(
            "POST", P + "/certificates", json={"alpha": 0.3}, by="tickets/lead"
        )
        assert certificate.json()["model"] == "v2"
        assert certificate.json()["plan"]["reliability"]["bins"]
        shown = served.ask(
            "POST", P + "/certificates/preview", json={"alpha": 0.3}, by="tickets/lead"
        ).json()
        assert shown["threshold"] == certificate.json()["threshold"]
        assert set(shown["bands"]) == {"accept", "review", "expert"}
        simulated = served.ask(
            "POST", P + "/certificates/simulate", json={"alphas": [0.3, 0.1]}, by="tickets/lead"
        ).json()
        assert [row["alpha"] for row in simulated["rows"]] == [0.1, 0.3]
        wrong = served.ask(
            "POST", P + "/certificates/simulate", json={"alphas": [2]}, by="tickets/lead"
        )
        assert wrong.status_code == 422
        curve = served.ask("GET", P + "/certificates/curve", by="tickets/lead").json()
        assert curve["certificate"]["lapse"] is None
        assert curve["certificate"]["id"] == certificate.json()["id"]
        assert all(point["risk_low"] <= point["risk"] for point in curve["curve"])
        assert curve["reliability"]["bins"]
        back = served.ask("POST", P + "/models/rollback", json={"why": "no"}, by="tickets/lead")
        assert (back.json()["model"], back.json()["reason"]) == ("v1", "rollback")
        assert (
            served.ask("POST", P + "/models/rollback", json={}, by="tickets/lead").status_code
            == 422
        )

    def test_a_cycle_is_a_job_that_can_be_asked_for(self, room: tuple[Asked, Led]) -> None:
        served, _ = room
        accepted = served.ask("POST", P + "/cycles", by="tickets/lead")
        assert accepted.status_code == 202
        path = f"{P}/jobs/{accepted.json()['job']}"
        again = served.ask("POST", P + "/cycles", by="tickets/lead")
        assert again.status_code in (202, 409)  # 409 unless the first was faster than this
        deadline = time.monotonic() + PATIENCE
        while True:
            job = served.ask("GET", path, by="tickets/lead").json()
            if job["state"] in ("done", "failed") or time.monotonic() > deadline:
                break
            time.sleep(0.05)
        assert job["state"] == "done", job
        assert job["result"]["verdict"] in ("PASS", "FAIL", "INCONCLUSIVE")
        assert job["by"] == "key:lead"
        cycles = served.ask("GET", P + "/cycles", by="tickets/lead").json()["items"]
        assert job["result"]["id"] in {cycle["id"] for cycle in cycles}

    def test_a_verb_that_runs_already_is_refused_and_what_fails_says_why(
        self, room: tuple[Asked, Led]
    ) -> None:
        served, led = room
        gate = threading.Event()
        jobs = jobs_of(served.app.state.room)
        held = jobs.start(
            led.ws.project.id, "prove", lambda: {"ok": gate.wait(PATIENCE)}, by="ann", instance="/x"
        )
        refused = served.ask("POST", P + "/gates", by="tickets/lead")
        assert refused.status_code == 409
        assert "one at a time" in refused.json()["wanted"]
        queued = served.ask("POST", P + "/datasets?wait=0", by="tickets/lead")
        assert queued.status_code == 202
        gate.set()
        ended(held)
        ended(jobs.get(led.ws.project.id, queued.json()["job"]))
        failed = served.ask("POST", P + "/gates", json={"candidate": "v99"}, by="tickets/lead")
        assert failed.status_code == 409
        assert "v99" in failed.json()["detail"]

    def test_picks_move_the_most_telling_up(self, room: tuple[Asked, Led]) -> None:
        served, led = room
        led.capture(20, seed=9)
        told = served.ask("POST", P + "/picks", json={"n": 3}, by="tickets/lead").json()
        assert told["tasks"] == len(told["picked"]) == 3
        rows = served.ask("GET", P + "/tasks", by="tickets/lead").json()["items"]
        ranks = {row["id"]: row["priority"] for row in rows}
        chosen = [ranks[task["id"]] for task in told["picked"]]
        assert chosen == sorted(chosen, reverse=True)
        assert served.ask("POST", P + "/picks", json={"n": 0}, by="tickets/lead").status_code == 422

    @pytest.mark.parametrize(
        "path",
        [
            "/datasets",
            "/models",
            "/gates",
            "/certificates",
            "/cycles",
            "/picks",
            "/golden",
            "/base",
        ],
    )
    def test_reviewers_and_services_turn_nothing(self, room: tuple[Asked, Led], path: str) -> None:
        for role in ("reviewer", "service"):
            answer = room[0].ask("POST", P + path, json={}, by=f"tickets/{role}")
            assert answer.status_code == 403
