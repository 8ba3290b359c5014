"""The vetoes of the gate: a class, a slice or the calibration that the candidate makes worse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from errata.core.estimate import Estimate
from errata.core.gate_policy import GatePolicy
from errata.core.verdict import Check, Finding
from errata.loop.prove.answers import Answers
from errata.stats.multiple import holm
from errata.stats.paired import mcnemar

Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Veto:
    """One question of harm, before the multiplicity is paid for."""

    name: str
    p_value: float | None  # of "no harm"; None where it could not be asked
    silent: Finding  # what is found where it could not be asked
    says: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[int, ...] = ()


def harm(name: str, rows: Bools, old: Answers, new: Answers, rules: GatePolicy) -> Veto:
    """Is the candidate worse than the champion on these rows? Exact one-sided McNemar test."""
    n = int(rows.sum())
    gained = int((rows & new.right & ~old.right).sum())
    lost = np.flatnonzero(rows & old.right & ~new.right)
    return Veto(
        name=name,
        p_value=mcnemar(len(lost), gained) if n >= rules.min_cases else None,
        silent=Finding.TOO_FEW,
        says=f"{gained} gained, {len(lost)} lost of {n}",
        figures={"n": n, "gained": gained, "lost": len(lost)},
        rows=tuple(lost.tolist()),
    )


def calibration_harm(rows: Bools, old: Answers, new: Answers, rules: GatePolicy) -> Veto:
    """Does the candidate's confidence say less about its being right than the champion's?

    Formula: one-sided paired t-test on (c - y)^2, c the confidence of the predicted class and y
    whether it is right (the Brier score of the confidence: proper, and a gap in either direction
    costs). Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.
    """
    n = int(rows.sum())
    if old.confidence is None or new.confidence is None:
        return Veto(
            name="calibration",
            p_value=None,
            silent=Finding.NOT_APPLICABLE,
            says="one of the models gave labels without probabilities",
        )
    before = (old.confidence[rows] - old.right[rows]) ** 2
    after = (new.confidence[rows] - new.right[rows]) ** 2
    if n < max(rules.min_cases, 2):
        return Veto(
            name="calibration",
            p_value=None,
            silent=Finding.TOO_FEW,
            says=f"{n} random cases",
            figures={"n": n},
        )
    worse = after - before
    error = float(worse.std(ddof=1)) / np.sqrt(n)
    # Without any spread the models differ by a constant, and its sign is the answer.
    t = float(worse.mean()) / error if error > 0 else float(np.sign(worse.mean())) * np.inf
    order = np.argsort(-worse, kind="stable")[:20]
    return Veto(
        name="calibration",
        p_value=float(stdtr(n - 1, -t)) if not np.isnan(t) else 1.0,
        silent=Finding.TOO_FEW,
        says=f"squared gap between confidence and correctness {after.mean():.3f}, "
        f"the champion's {before.mean():.3f}",
        figures={"n": n, "champion": _mean(before), "candidate": _mean(after)},
        rows=tuple(np.flatnonzero(rows)[order].tolist()),
    )


def _mean(gaps: NDArray[np.float64]) -> dict[str, float | int]:
    """A mean squared gap with its 95 % interval by Student's t; gaps lie in [0, 1]."""
    n = len(gaps)
    value = float(gaps.mean())
    reach = float(stdtrit(n - 1, 0.975)) * float(gaps.std(ddof=1)) / np.sqrt(n)
    low, high = max(value - reach, 0.0), min(value + reach, 1.0)
    return Estimate(value=value, low=low, high=high, n=n, method="student").as_dict()


def judge(vetoes: Sequence[Veto], rules: GatePolicy) -> list[Check]:
    """The checks, with Holm's adjustment over every question that could be asked."""
    asked = [veto.p_value for veto in vetoes if veto.p_value is not None]
    adjusted = iter(holm(asked).tolist())
    checks = []
    for veto in vetoes:
        if veto.p_value is None:
            says = veto.says
            if veto.silent is Finding.TOO_FEW:
                says += f": fewer than {rules.min_cases}, not judged"
            checks.append(
                Check(name=veto.name, finding=veto.silent, says=says, figures=veto.figures)
            )
            continue
        p = next(adjusted)
        harmed = p <= rules.harm_alpha
        checks.append(
            Check(
                name=veto.name,
                finding=Finding.FAILED if harmed else Finding.PASSED,
                says=f"{veto.says}; harm adjusted p = {p:.2g}",
                figures={**veto.figures, "p_value": p},
                rows=veto.rows if harmed else (),
            )
        )
    return checks
