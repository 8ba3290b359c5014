"""The first question of the gate: is the candidate better on random golden cases?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from errata.core.gate_policy import GatePolicy
from errata.core.verdict import Check, Finding
from errata.stats import paired
from errata.stats.binomial import proportion

Bools = NDArray[np.bool_]


def overall(old: Bools, new: Bools, rules: GatePolicy) -> tuple[Check, int | None]:
    """The check, and how many more random cases could decide it (None: none, or none needed).

    `old`, `new` (n,): where champion and candidate are right on the random stratum.

    >>> right = np.ones(50, bool)
    >>> check, more = overall(right, right, GatePolicy())
    >>> check.finding.value, check.says, more
    ('failed', 'right on 50 of 50, the champion on 50: 0 gained, 0 lost, p = 1', None)
    """
    n = len(old)
    gained, lost = int((new & ~old).sum()), int((old & ~new).sum())
    p = _p_value(gained, lost, n, rules)
    needed = _cases_needed(gained, lost, n, rules) if p > rules.alpha else None
    says = (
        f"right on {int(new.sum())} of {n}, the champion on {int(old.sum())}: "
        f"{gained} gained, {lost} lost, p = {p:.2g}"
    )
    if p <= rules.alpha:
        finding, more = Finding.PASSED, None
    elif n < rules.min_cases:
        finding, more = Finding.TOO_FEW, max(rules.min_cases, needed or 0) - n
    elif needed is None:
        finding, more = Finding.FAILED, None
    else:
        # The power is that of a new sample; near the bar the number seen may already reach it.
        finding, more = Finding.TOO_FEW, max(needed - n, 1)
    if more is not None:
        says += f"; about {more} more random cases would tell"
    figures = {
        "n": n,
        "champion": proportion(int(old.sum()), n).as_dict() if n else None,
        "candidate": proportion(int(new.sum()), n).as_dict() if n else None,
        "gained": gained,
        "lost": lost,
        "p_value": p,
        "mode": rules.mode,
    }
    return Check(name="overall", finding=finding, says=says, figures=figures), more


def _p_value(gained: int, lost: int, n: int, rules: GatePolicy) -> float:
    if n == 0:
        return 1.0
    if rules.mode == "superiority":
        return paired.mcnemar(gained, lost)
    return paired.non_inferiority(gained, lost, n, margin=rules.margin)


def _cases_needed(gained: int, lost: int, n: int, rules: GatePolicy) -> int | None:
    """The number of cases in all that would decide, or None where no number would."""
    if n == 0:
        return None
    if rules.mode == "superiority":
        return paired.cases_needed(gained, lost, n, alpha=rules.alpha, wanted_power=rules.power)
    return paired.cases_needed_non_inferiority(
        gained, lost, n, margin=rules.margin, alpha=rules.alpha, wanted_power=rules.power
    )
