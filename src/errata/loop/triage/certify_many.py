"""Certify many groups at once: a threshold a class or slice, all promises true together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from errata.core.certificate import Certificate
from errata.core.errors import InputError
from errata.loop.triage.certify_budget import shares_of_budget
from errata.loop.triage.threshold_tests import ThresholdTests, design_weights, threshold_tests
from errata.stats.arrays import level, truth_values, vector

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupCertificates:
    """With probability >= 1 - delta, every certificate here holds."""

    certificates: Mapping[str, Certificate]  # by group; threshold None where none was found
    alpha: Mapping[str, float]
    levels: Mapping[str, float]  # the part of delta at which each group was last tested
    delta: float
    method: str

    def accept_from(self, groups: ArrayLike) -> Floats:
        """Per case the least confidence its group accepts, (n,); inf where it accepts nothing."""
        names = np.asarray(groups).astype(str)
        known, which = np.unique(names, return_inverse=True)
        found = (self.certificates.get(str(each)) for each in known)
        lowest = [np.inf if c is None or c.threshold is None else c.threshold for c in found]
        return np.array(lowest, dtype=np.float64)[which]


def certify_groups(
    confidence: ArrayLike,
    correct: ArrayLike,
    groups: ArrayLike | Mapping[str, ArrayLike],
    *,
    alpha: float | Mapping[str, float],
    delta: float,
    propensity: ArrayLike | None = None,
    smallest_propensity: float | None = None,
    traffic: Mapping[str, float] | None = None,
) -> GroupCertificates:
    """A threshold for each group, so that all together hold with probability >= 1 - delta.

    Within a group: the fixed sequence of `certify_threshold`, at the group's part of delta. The
    parts add up to delta and are set by `shares_of_budget` from confidences and traffic alone:
    groups too small or too poor get nothing where labels are scarce. A group whose every test
    passed hands its part to the others, in proportion to theirs, and they go on where they had
    stopped (the graphical procedure of Bretz et al.: valid however groups overlap).

    Shapes: confidence, correct, propensity (n,) as in `certify_threshold`; groups (n,) names, or
    for groups that overlap a mapping name -> (n,) booleans; alpha one number or one for each
    group; traffic: how many unlabelled cases each group has, by default how many labelled.
    `levels` are no promises: each group alone would hold at its own level.
    Raises InputError for other shapes, numbers that are not finite, a group without alpha or
    traffic, or alpha or delta outside (0, 1).
    Source: Bretz et al. 2009, doi:10.1002/sim.3495; Angelopoulos et al. 2021, arXiv:2110.01052.

    >>> confidence = np.tile(np.linspace(0.5, 1.0, 400), 2)
    >>> groups = np.repeat(["cat", "dog"], 400)
    >>> correct = (groups == "cat") | (confidence > 0.7)  # of dogs it knows less
    >>> found = certify_groups(confidence, correct, groups, alpha=0.05, delta=0.05)
    >>> [round(each.coverage.value, 2) for each in found.certificates.values()]
    [1.0, 0.61]
    """
    score = vector(confidence, "confidences")
    n = len(score)
    right = truth_values(correct, "correct", n=n)
    level(delta, "delta")
    weight, largest = design_weights(propensity, smallest_propensity, n=n)
    members = _members(groups, n)
    names = list(members)
    targets = _for_each(alpha, names, "alpha")
    for name in names:
        level(targets[name], f"alpha of {name!r}")
    shares = np.zeros(0)
    if names:
        rates = {name: float(len(rows)) for name, rows in members.items()}
        passing = _for_each(rates if traffic is None else traffic, names, "traffic")
        if min(passing.values()) < 0:
            raise InputError("less than no traffic", wanted="counts of 0 or more for every group")
        shares = shares_of_budget(
            [score[members[name]] for name in names],
            [targets[name] for name in names],
            delta,
            vector([passing[name] for name in names], "traffic"),
        )
    tests = [
        threshold_tests(
            score[members[name]],
            right[members[name]],
            None if weight is None else weight[members[name]],
            alpha=targets[name],
            # A group that starts with nothing may be handed something; it looks where all would.
            level=delta * share if share > 0 else delta,
            largest=largest,
        )
        for name, share in zip(names, shares, strict=True)
    ]
    passed, spent = _handed_on(tests, shares * delta)
    return GroupCertificates(
        certificates={
            name: test.certificate(count, level=part, delta=delta)
            for name, test, count, part in zip(names, tests, passed, spent, strict=True)
        },
        alpha=targets,
        levels=dict(zip(names, spent, strict=True)),
        delta=delta,
        method="graphical_binomial.v1" if weight is None else "graphical_betting.v1",
    )


def _handed_on(tests: list[ThresholdTests], levels: Floats) -> tuple[list[int], list[float]]:
    """How many tests of each group pass, and at which level it was last tested."""
    level, keeps = levels.copy(), np.ones(len(tests), bool)
    first = np.where(levels > 0, levels, levels.sum() / max(len(tests), 1) ** 2)
    passed = np.zeros(len(tests), np.int64)
    while True:
        for at in np.flatnonzero(keeps & (level > 0)):
            passed[at] = tests[at].passed(float(level[at]), start=int(passed[at]))
        ends = np.array([len(each.thresholds) for each in tests], dtype=np.int64)
        done = np.flatnonzero(keeps & (level > 0) & (passed == ends) & (ends > 0))
        keeps[done] = False
        if len(done) == 0 or not keeps.any():
            return passed.tolist(), level.tolist()
        # What a finished group used, others may use again: its hypotheses are all rejected.
        free = level[done].sum()
        level[keeps] += free * first[keeps] / first[keeps].sum()


def _members(groups: ArrayLike | Mapping[str, ArrayLike], n: int) -> dict[str, Ints]:
    """The rows of each group, by name in order."""
    if isinstance(groups, Mapping):
        return {
            str(name): np.flatnonzero(truth_values(each, f"members of {name!r}", n=n))
            for name, each in groups.items()
        }
    names = np.asarray(groups)
    if names.shape != (n,):
        raise InputError(f"groups of shape {names.shape} for {n} rows", wanted="one name a row")
    known, which = np.unique(names.astype(str), return_inverse=True)
    order = np.argsort(which, kind="stable")
    ends = np.cumsum(np.bincount(which, minlength=len(known)))
    return dict(zip(known.tolist(), np.split(order, ends[:-1]), strict=True)) if n else {}


def _for_each(given: float | Mapping[str, float], names: list[str], what: str) -> dict[str, float]:
    if not isinstance(given, Mapping):
        return dict.fromkeys(names, float(given))
    for name in names:
        if name not in given:
            raise InputError(f"no {what} for group {name!r}", wanted=f"{what} for every group")
    return {name: float(given[name]) for name in names}
