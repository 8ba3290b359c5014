from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from errata.core.errors import InputError, PolicyError
from errata.core.gate_policy import GatePolicy
from errata.core.verdict import Finding, Outcome
from errata.loop.prove.gate import prove

Ints = NDArray[np.int64]
LIVE = GatePolicy(mode="non_inferiority", margin=0.05)


def _models(n: int, gained: int, lost: int) -> tuple[Ints, Ints, Ints]:
    """Truth 0/1 in turn; the first `gained` rows are won, the next `lost` rows are lost."""
    truth = np.arange(n) % 2
    champion, candidate = truth.copy(), truth.copy()
    champion[:gained] ^= 1
    candidate[gained : gained + lost] ^= 1
    return truth, champion, candidate


def _probabilities(labels: Ints, confidence: float) -> NDArray[np.float64]:
    p = np.full((len(labels), 2), 1 - confidence)
    p[np.arange(len(labels)), labels] = confidence
    return p


def test_a_better_candidate_passes() -> None:
    verdict = prove(*_models(200, 20, 2))
    assert verdict.outcome is Outcome.PASS
    assert verdict.more_needed is None
    assert verdict.n == 200
    assert verdict.check("overall").figures["gained"] == 20


def test_a_small_gain_is_inconclusive_and_says_how_many_more() -> None:
    verdict = prove(*_models(200, 6, 2))
    assert verdict.outcome is Outcome.INCONCLUSIVE
    assert verdict.check("overall").finding is Finding.TOO_FEW
    assert verdict.more_needed is not None
    assert 300 < verdict.more_needed < 600
    assert str(verdict.more_needed) in verdict.check("overall").says


def test_a_candidate_that_is_no_better_on_enough_cases_fails() -> None:
    assert prove(*_models(200, 5, 5)).outcome is Outcome.FAIL
    truth, champion, _ = _models(200, 0, 0)
    assert prove(truth, champion, champion).outcome is Outcome.FAIL


def test_few_cases_are_inconclusive_and_none_too() -> None:
    verdict = prove(*_models(10, 1, 1))
    assert (verdict.outcome, verdict.more_needed) == (Outcome.INCONCLUSIVE, 20)
    empty = prove([], [], [])
    assert (empty.outcome, empty.more_needed, empty.n) == (Outcome.INCONCLUSIVE, 30, 0)


def test_a_past_error_that_comes_back_fails_whatever_was_gained() -> None:
    truth, champion, candidate = _models(300, 60, 0)
    past = np.zeros(300, bool)
    past[[50, 250]] = True
    candidate[250] ^= 1
    verdict = prove(truth, champion, candidate, past_errors=past)
    check = verdict.check("past_errors")
    assert verdict.outcome is Outcome.FAIL
    assert check.rows == (250,)
    assert check.figures == {"n": 2, "fixed": 1, "newly": 1, "regressed": 1, "p_value": 0.75}
    assert verdict.n == 298


def test_where_net_harm_counts_one_past_error_may_come_back_for_another_but_not_five() -> None:
    truth, champion, candidate = _models(300, 60, 0)
    rules = GatePolicy(regressions="harm")
    past = np.zeros(300, bool)
    past[[50, 250]] = True
    candidate[250] ^= 1
    assert prove(truth, champion, candidate, past_errors=past, policy=rules).outcome is Outcome.PASS
    past[251:255] = True
    candidate[251:255] ^= 1
    past[50] = False
    verdict = prove(truth, champion, candidate, past_errors=past, policy=rules)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.check("past_errors").figures["p_value"] == 0.5**5


def test_a_past_error_still_wrong_is_counted_and_does_not_fail() -> None:
    truth, champion, candidate = _models(300, 60, 0)
    champion[299] ^= 1
    candidate[299] ^= 1
    past = np.arange(300) == 299
    verdict = prove(truth, champion, candidate, past_errors=past)
    assert verdict.outcome is Outcome.PASS
    assert verdict.check("past_errors").figures["fixed"] == 0


def test_every_must_pass_case_must_pass() -> None:
    truth, champion, candidate = _models(300, 60, 0)
    must = np.isin(np.arange(300), [100, 101])
    assert prove(truth, champion, candidate, must_pass=must).outcome is Outcome.PASS
    candidate[101] ^= 1
    verdict = prove(truth, champion, candidate, must_pass=must)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.check("must_pass").rows == (101,)


def test_past_errors_and_must_pass_rows_count_in_no_other_check() -> None:
    truth, champion, candidate = _models(300, 60, 0)
    past = np.arange(300) < 60
    verdict = prove(truth, champion, candidate, past_errors=past)
    assert verdict.check("overall").figures["gained"] == 0
    assert verdict.check("class:0").figures["n"] == 120
    assert verdict.outcome is Outcome.FAIL


def test_what_was_not_looked_at_says_so() -> None:
    verdict = prove(*_models(200, 20, 2))
    assert verdict.check("past_errors").finding is Finding.NOT_APPLICABLE
    assert verdict.check("must_pass").finding is Finding.NOT_APPLICABLE
    assert verdict.check("calibration").finding is Finding.NOT_APPLICABLE


def test_a_class_that_gets_worse_vetoes_and_lists_its_rows() -> None:
    truth = np.arange(400) % 2
    champion, candidate = truth.copy(), truth.copy()
    champion[truth == 0] = np.where(np.arange(200) < 100, 1, 0)
    lost = np.flatnonzero(truth == 1)[:20]
    candidate[lost] = 0
    verdict = prove(truth, champion, candidate)
    assert verdict.outcome is Outcome.FAIL
    assert verdict.check("overall").finding is Finding.PASSED
    assert verdict.check("class:1").rows == tuple(lost)
    assert verdict.check("class:0").finding is Finding.PASSED


def test_a_slice_that_gets_worse_vetoes_and_a_small_one_is_not_judged() -> None:
    truth, champion, candidate = _models(1000, 100, 0)
    light = np.where(np.arange(1000) >= 950, "dim", "bright")
    light[:3] = "dark"
    candidate[960:980] ^= 1
    verdict = prove(truth, champion, candidate, slices={"lighting": light})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.check("slice:lighting=dim").finding is Finding.FAILED
    assert verdict.check("slice:lighting=bright").finding is Finding.PASSED
    small = verdict.check("slice:lighting=dark")
    assert small.finding is Finding.TOO_FEW
    assert "not judged" in small.says


def test_many_slices_pay_for_their_number() -> None:
    truth, champion, candidate = _models(2000, 200, 0)
    cell = np.arange(2000) // 50
    candidate[1950:1956] ^= 1
    alone = prove(truth, champion, candidate, slices={"last": cell == 39})
    among = prove(truth, champion, candidate, slices={"cell": cell})
    # Two classes and two or forty slices; calibration cannot be asked.
    assert alone.check("slice:last=True").figures["p_value"] == pytest.approx(0.5**6 * 4)
    assert among.check("slice:cell=39").figures["p_value"] == pytest.approx(0.5**6 * 42)
    assert among.outcome is Outcome.PASS


def test_a_candidate_that_lies_about_its_confidence_is_vetoed() -> None:
    truth, champion, candidate = _models(400, 60, 20)
    honest = prove(truth, _probabilities(champion, 0.85), _probabilities(candidate, 0.95))
    assert honest.outcome is Outcome.PASS
    assert honest.check("calibration").finding is Finding.PASSED
    timid = prove(truth, _probabilities(champion, 0.85), _probabilities(candidate, 0.51))
    assert timid.outcome is Outcome.FAIL
    assert timid.check("calibration").finding is Finding.FAILED
    assert len(timid.check("calibration").rows) == 20


def test_equal_confidence_is_no_calibration_harm_and_a_constant_loss_is() -> None:
    truth = np.arange(100) % 2
    same = prove(truth, _probabilities(truth, 0.9), _probabilities(truth, 0.9))
    assert same.check("calibration").finding is Finding.PASSED
    worse = prove(truth, _probabilities(truth, 0.75), _probabilities(truth, 0.625))
    assert worse.check("calibration").finding is Finding.FAILED
    few = prove(truth[:5], _probabilities(truth[:5], 0.9), _probabilities(truth[:5], 0.9))
    assert few.check("calibration").finding is Finding.TOO_FEW


def test_the_live_path_accepts_a_candidate_that_is_not_inferior() -> None:
    assert prove(*_models(1000, 5, 5), policy=LIVE).outcome is Outcome.PASS
    few = prove(*_models(60, 2, 2), policy=LIVE)
    assert few.outcome is Outcome.INCONCLUSIVE
    assert few.more_needed is not None
    assert prove(*_models(200, 0, 15), policy=LIVE).outcome is Outcome.FAIL


def test_text_labels_are_compared_as_text() -> None:
    truth = np.array(["spam", "ham"] * 50)
    champion = np.array(["spam"] * 100)
    assert prove(truth, champion, truth).outcome is Outcome.PASS
    assert prove(truth.astype(object), champion, truth.tolist()).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"truth": [[0, 1]]}, "truth of shape"),
        ({"champion": [0]}, "1 champion labels"),
        ({"candidate": ["a", "b"]}, "as text beside a truth of numbers"),
        ({"truth": ["a", "b"]}, "as numbers beside a truth of text"),
        ({"candidate": [np.nan, 1.0]}, "a candidate label of NaN"),
        ({"candidate": [[0.5, 0.5]]}, "1 rows of candidate"),
        ({"candidate": [[0.5, 0.9], [0.5, 0.5]]}, "candidate probabilities that sum"),
        ({"truth": [0.0, 1.0], "candidate": [[0.5, 0.5]] * 2}, "labels of type float64"),
        ({"truth": [0, 2], "candidate": [[0.5, 0.5]] * 2}, "from 0 to 2"),
        ({"past_errors": [True]}, "past_errors"),
        ({"slices": {"s": ["a"]}}, "slice 's'"),
    ],
)
def test_unusable_input_is_named(changes: dict[str, Any], says: str) -> None:
    usable: dict[str, Any] = {"truth": [0, 1], "champion": [0, 1], "candidate": [0, 1]}
    with pytest.raises(InputError, match=says):
        prove(**(usable | changes))


def test_a_wrong_policy_names_every_fault() -> None:
    with pytest.raises(PolicyError) as caught:
        GatePolicy(mode="hope", alpha=0.0, min_cases=0, regressions="some")
    assert len(caught.value.faults) == 4
