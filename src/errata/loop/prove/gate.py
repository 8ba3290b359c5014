"""The gate: whether a candidate may replace the champion, with the evidence."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.errors import InputError
from errata.core.gate_policy import GatePolicy
from errata.core.verdict import Check, Finding, Outcome, Verdict
from errata.loop.prove.answers import Answers, answers_of
from errata.loop.prove.overall import overall
from errata.loop.prove.vetoes import Veto, calibration_harm, harm, judge
from errata.stats.arrays import truth_values
from errata.stats.paired import mcnemar

Bools = NDArray[np.bool_]


def prove(
    truth: ArrayLike,
    champion: ArrayLike,
    candidate: ArrayLike,
    *,
    past_errors: ArrayLike | None = None,
    must_pass: ArrayLike | None = None,
    slices: Mapping[str, ArrayLike] | None = None,
    policy: GatePolicy | None = None,
) -> Verdict:
    """Compare candidate and champion on the golden set and decide, failing closed.

    The random stratum is what is neither a past error nor a must-pass case: rows chosen because
    the champion erred favour any candidate, so those count only in their own checks.

    - overall: exact one-sided McNemar test (or non-inferiority by `policy.margin`).
    - class:*, slice:*=*: the same test for harm; calibration: the paired difference of the
      squared gap between confidence and correctness. Holm over all of them at `harm_alpha`.
    - past_errors: how many are fixed; one that the champion now gets right and the candidate
      gets wrong has come back, and fails the candidate (or, with `regressions` "harm", fails it
      when significantly more come back than are newly fixed).
    - must_pass: every one is right.

    A check that failed makes FAIL; else a candidate proved better makes PASS; else INCONCLUSIVE
    with the random cases still needed (power `policy.power` at the rates seen), or FAIL where it
    is not better and no number of cases would say otherwise.

    Shapes: truth (n,); champion, candidate (n, C) probabilities or (n,) labels; past_errors,
    must_pass (n,) booleans; slices each (n,). Raises InputError for other shapes.
    Source: McNemar 1947, doi:10.1007/BF02295996; Holm 1979.

    >>> truth = np.zeros(200, int)
    >>> champion, candidate = truth.copy(), truth.copy()
    >>> champion[:30], candidate[25:35] = 1, 1
    >>> verdict = prove(truth, champion, candidate)
    >>> verdict.outcome.value, verdict.check("overall").says
    ('PASS', 'right on 190 of 200, the champion on 170: 25 gained, 5 lost, p = 0.00016')
    """
    rules = policy or GatePolicy()
    labels = np.asarray(truth)
    if labels.ndim != 1:
        raise InputError(f"truth of shape {labels.shape}", wanted="one label a golden case")
    n = len(labels)
    old = answers_of(labels, champion, "champion")
    new = answers_of(labels, candidate, "candidate")
    past = _rows(past_errors, "past_errors", n)
    must = _rows(must_pass, "must_pass", n)
    stratum = ~(past | must)
    first, more_needed = overall(old.right[stratum], new.right[stratum], rules)
    vetoes = _vetoes(labels, old, new, stratum, slices or {}, rules)
    checks = (
        first,
        _past_errors(old, new, past, rules),
        _must_pass(new, must),
        *judge(vetoes, rules),
    )
    if any(check.finding is Finding.FAILED for check in checks):
        outcome = Outcome.FAIL
    elif first.finding is Finding.PASSED:
        outcome = Outcome.PASS
    else:
        outcome = Outcome.INCONCLUSIVE
    return Verdict(
        outcome=outcome,
        checks=checks,
        n=int(stratum.sum()),
        more_needed=more_needed if outcome is Outcome.INCONCLUSIVE else None,
    )


def _rows(given: ArrayLike | None, name: str, n: int) -> Bools:
    return np.zeros(n, bool) if given is None else truth_values(given, name, n=n)


def _past_errors(old: Answers, new: Answers, past: Bools, rules: GatePolicy) -> Check:
    count = int(past.sum())
    if count == 0:
        return Check(
            name="past_errors",
            finding=Finding.NOT_APPLICABLE,
            says="the golden set holds no past error",
            figures={"n": 0, "fixed": 0, "regressed": 0},
        )
    fixed = int((past & new.right).sum())
    newly = int((past & new.right & ~old.right).sum())
    back = np.flatnonzero(past & old.right & ~new.right)
    p_value = mcnemar(len(back), newly)  # of "no more come back than are newly fixed"
    failed = len(back) > 0 if rules.regressions == "none" else p_value <= rules.harm_alpha
    return Check(
        name="past_errors",
        finding=Finding.FAILED if failed else Finding.PASSED,
        says=f"{fixed} of {count} past errors are fixed, {newly} newly; {len(back)} came back",
        figures={
            "n": count, "fixed": fixed, "newly": newly, "regressed": len(back), "p_value": p_value,
        },
        rows=tuple(back.tolist()),
    )  # fmt: skip


def _must_pass(new: Answers, must: Bools) -> Check:
    count = int(must.sum())
    if count == 0:
        return Check(
            name="must_pass",
            finding=Finding.NOT_APPLICABLE,
            says="the golden set holds no must-pass case",
            figures={"n": 0, "wrong": 0},
        )
    wrong = np.flatnonzero(must & ~new.right)
    return Check(
        name="must_pass",
        finding=Finding.FAILED if len(wrong) else Finding.PASSED,
        says=f"{count - len(wrong)} of {count} must-pass cases are right",
        figures={"n": count, "wrong": len(wrong)},
        rows=tuple(wrong.tolist()),
    )


def _vetoes(
    labels: NDArray[np.generic],
    old: Answers,
    new: Answers,
    stratum: Bools,
    slices: Mapping[str, ArrayLike],
    rules: GatePolicy,
) -> list[Veto]:
    """Every question of harm, in a stable order: classes, slices, calibration."""
    n = len(labels)
    vetoes = [
        harm(f"class:{value}", stratum & np.asarray(labels == value), old, new, rules)
        for value in np.unique(labels)
    ]
    for name, values in slices.items():
        column = np.asarray(values)
        if column.shape != (n,):
            raise InputError(
                f"slice {name!r} of shape {column.shape} for {n} golden cases",
                wanted="one value a case",
            )
        text = np.array([str(value) for value in column.tolist()], dtype=str)
        vetoes.extend(
            harm(f"slice:{name}={value}", stratum & (text == value), old, new, rules)
            for value in np.unique(text)
        )
    vetoes.append(calibration_harm(stratum, old, new, rules))
    return vetoes
