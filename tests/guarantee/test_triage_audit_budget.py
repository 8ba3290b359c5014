"""The audits of a day meet the budget in expectation, and half of them are the hold."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest, norm

from errata.core.draws import digest16, uniform
from errata.loop.triage.audit_rate import audit_propensity

pytestmark = pytest.mark.guarantee
DAYS, TRAFFIC, BUDGET = 200, 1500, 300


def _day(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A day's identifiers, confidences and what is accepted of it."""
    ids = rng.integers(0, 256, (TRAFFIC, 16), dtype=np.uint8)
    sure = rng.beta(6, 0.6, TRAFFIC)
    return ids, sure, sure > 0.8


@pytest.mark.parametrize("lean", [0.0, 0.5, 0.9])
def test_the_tasks_of_a_day_meet_the_budget_in_expectation(lean: float) -> None:
    rng = np.random.default_rng(7)
    past = np.concatenate([_day(rng)[1] for _ in range(40)])
    accepted_a_day = float((past > 0.8).sum() / 40)
    tasks = expected = spread = 0.0
    for day in range(DAYS):
        key = digest16(f"project {day // 20}")
        ids, sure, accepted = _day(rng)
        chance = audit_propensity(
            sure,
            accepted,
            rate=0.05,
            budget_a_day=BUDGET,
            accepted_a_day=accepted_a_day,
            waiting_a_day=TRAFFIC - accepted_a_day,
            lean=lean,
            typical=past[past > 0.8],
        )
        assert (chance > 0).all()
        assert chance.min() >= 0.1 * chance[accepted].mean() * 0.9  # weights stay moderate
        drawn = uniform(key, "audit", ids) < chance
        tasks += int((drawn | ~accepted).sum())
        expected += float(np.where(accepted, chance, 1.0).sum())
        spread += float((chance * (1 - chance))[accepted].sum())
    far = float(norm.ppf(0.9995))
    assert abs(tasks - expected) < far * np.sqrt(spread)
    # What comes in on a day varies too; the mean of so many days is known to within a few tasks.
    assert tasks / DAYS == pytest.approx(BUDGET, rel=0.02)


def test_no_day_is_audited_more_or_less_often_than_its_chance() -> None:
    """The draws of a day are independent: their number has the variance that this implies."""
    rng = np.random.default_rng(11)
    counts = [
        int(
            (
                uniform(b"k" * 16, "audit", rng.integers(0, 256, (400, 16), dtype=np.uint8)) < 0.1
            ).sum()
        )
        for _ in range(500)
    ]
    assert np.mean(counts) == pytest.approx(40, abs=4 * 6 / np.sqrt(500))
    assert np.var(counts) == pytest.approx(36, rel=0.25)


def test_half_of_the_audits_are_the_hold_group_by_group() -> None:
    key, rng = b"0123456789abcdef", np.random.default_rng(5)
    groups = rng.integers(0, 4000, 40_000)
    drawn = uniform(key, "audit", rng.integers(0, 256, (40_000, 16), dtype=np.uint8)) < 0.05
    digests = np.frombuffer(
        b"".join(digest16(f"patient {group}") for group in groups), dtype=np.uint8
    ).reshape(-1, 16)
    held = uniform(key, "hold", digests) < 0.5
    by_group = {group: set(held[groups == group].tolist()) for group in np.unique(groups)[:200]}
    assert all(len(both) == 1 for both in by_group.values())  # a group is held whole or not at all
    audited = np.unique(groups[drawn])
    of_groups = np.array([held[np.argmax(groups == group)] for group in audited])
    assert binomtest(int(of_groups.sum()), len(of_groups), 0.5).pvalue > 0.001
