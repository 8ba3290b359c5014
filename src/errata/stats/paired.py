"""Paired tests: two classifiers on the same cases, told apart by where only one is right.

`gained` counts the cases that only the candidate gets right, `lost` those that only the champion
gets right; the cases where both agree carry no information about which is better.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln, ndtri

from errata.core.errors import InputError
from errata.stats.arrays import level
from errata.stats.binomial import lower_bound, lower_tail, upper_bound

Floats = NDArray[np.float64]

_EXACT_UP_TO = 5000  # cases; the normal limit of the power is within 1 % from there on


def mcnemar(gained: int, lost: int) -> float:
    """One-sided p-value of "the candidate is no better" (exact McNemar test).

    Formula: P(X >= gained), X ~ Binomial(gained + lost, 1/2).
    Raises InputError for negative counts. Source: doi:10.1007/BF02295996.

    >>> round(mcnemar(9, 1), 4)
    0.0107
    """
    _counts(gained, lost)
    return float(lower_tail(lost, gained + lost, 0.5))


def non_inferiority(gained: int, lost: int, n: int, *, margin: float) -> float:
    """One-sided p-value of "the candidate's accuracy is lower by `margin` or more".

    Formula: the largest chance, over every share of discordant cases in its 99.9 % interval, of a
    difference as good as the one seen when the true one is exactly -margin; plus .001 for the
    interval (Berger & Boos 1994). Exact up to the grid of 61 shares.
    Raises InputError for negative counts, more discordant cases than n, or a margin outside
    (0, 1). Source: doi:10.1080/01621459.1994.10476836.

    >>> round(non_inferiority(5, 5, 2000, margin=0.01), 4)
    0.001
    """
    _counts(gained, lost)
    level(margin, "margin")
    if gained + lost > n or n < 1:
        raise InputError(f"{gained + lost} discordant of {n} cases", wanted="at most n, n >= 1")
    spent = 0.001
    discordant = gained + lost
    low = max(float(lower_bound(discordant, n, confidence=1 - spent / 2)), margin)
    high = float(upper_bound(discordant, n, confidence=1 - spent / 2))
    if high < margin:
        return spent  # so few discordant cases that no loss of that size fits
    difference = gained - lost
    worst = 0.0
    for rate in np.linspace(low, high, 61):
        count, chance = _likely_counts(n, float(rate))
        gain_share = (1 - margin / rate) / 2  # of the discordant cases, at the boundary
        at_least = np.ceil((count + difference) / 2)
        worst = max(worst, float(chance @ _upper_tail(at_least, count, gain_share)))
    return min(worst + spent, 1.0)


def power(gained: int, lost: int, n: int, *, cases: int, alpha: float = 0.05) -> float:
    """The chance that the McNemar test on `cases` further-drawn cases finds the candidate better.

    The rates gained/n and lost/n are taken as true; exact over the number of discordant cases.
    Raises InputError for negative counts, or more discordant cases than n.

    >>> round(power(20, 10, 200, cases=400), 2)
    0.8
    """
    _counts(gained, lost)
    level(alpha, "alpha")
    discordant = gained + lost
    if discordant > n or n < 1:
        raise InputError(f"{discordant} discordant of {n} cases", wanted="at most n, n >= 1")
    if discordant == 0:
        return 0.0
    count, chance = _likely_counts(cases, discordant / n)
    return float(chance @ _upper_tail(_critical(count, alpha), count, gained / discordant))


def cases_needed(
    gained: int, lost: int, n: int, *, alpha: float = 0.05, wanted_power: float = 0.8
) -> int | None:
    """How many cases in all find the candidate better with `wanted_power`, at the rates seen.

    None where no number can: the candidate gained no more than it lost. By bisection on the exact
    power up to 5,000 cases, by its normal limit beyond. Raises InputError as `power` does.

    >>> cases_needed(20, 10, 200)
    398
    """
    power(gained, lost, n, cases=n, alpha=alpha)
    level(wanted_power, "wanted_power")
    if gained <= lost:
        return None
    rate, difference = (gained + lost) / n, (gained - lost) / n
    spread = np.sqrt(max(rate - difference**2, 0.0))
    roots = float(ndtri(1 - alpha)) * np.sqrt(rate) + float(ndtri(wanted_power)) * spread
    guess = int(np.ceil((roots / difference) ** 2))
    if guess > _EXACT_UP_TO:
        return guess
    # The normal guess is off by a few dozen cases where few are discordant.
    low, high = guess // 2, 2 * guess + 100
    while high - low > 1:
        middle = (low + high) // 2
        if power(gained, lost, n, cases=middle, alpha=alpha) < wanted_power:
            low = middle
        else:
            high = middle
    return high


def cases_needed_non_inferiority(
    gained: int,
    lost: int,
    n: int,
    *,
    margin: float,
    alpha: float = 0.05,
    wanted_power: float = 0.8,
) -> int | None:
    """How many cases in all show non-inferiority with `wanted_power`, at the rates seen.

    Formula: (z_{1-alpha} + z_power)^2 (d - D^2) / (D + margin)^2 with the discordant share d and
    the difference D (normal approximation). None where the candidate seems worse by the margin.

    >>> cases_needed_non_inferiority(20, 20, 400, margin=0.02)
    1546
    """
    difference, rate = (gained - lost) / n, max(gained + lost, 1) / n
    if difference + margin <= 0:
        return None
    z = float(ndtri(1 - alpha) + ndtri(wanted_power))
    return int(np.ceil(z * z * (rate - difference**2) / (difference + margin) ** 2))


def _upper_tail(k: Floats, n: Floats, rate: float) -> Floats:
    """P(Binomial(n, rate) >= k), element by element."""
    inside = (k > 0) & (k <= n)
    tail = betainc(np.where(inside, k, 1.0), np.where(inside, n - k + 1, 1.0), rate)
    return np.where(inside, tail, np.where(k <= 0, 1.0, 0.0))


def _critical(count: Floats, alpha: float) -> Floats:
    """The smallest gain of `count` discordant cases that the McNemar test calls better."""
    low, high = np.floor(count / 2), count + 1.0
    for _ in range(int(np.ceil(np.log2(count.max() + 2))) + 1):
        middle = np.floor((low + high) / 2)
        passes = lower_tail(count - middle, count, 0.5) <= alpha
        passes |= middle > count
        high, low = np.where(passes, middle, high), np.where(passes, low, middle)
    return high


def _likely_counts(n: int, rate: float) -> tuple[Floats, Floats]:
    """The counts of Binomial(n, rate) that matter, with their chances (all but 1e-12)."""
    spread = 8 * np.sqrt(n * rate * (1 - rate)) + 40
    count = np.arange(max(0, int(n * rate - spread)), min(n, int(n * rate + spread)) + 1.0)
    if rate >= 1.0:
        return count, (count == n).astype(float)
    log_chance = (
        gammaln(n + 1)
        - gammaln(count + 1)
        - gammaln(n - count + 1)
        + count * np.log(rate)
        + (n - count) * np.log1p(-rate)
    )
    return count, np.exp(log_chance)


def _counts(gained: int, lost: int) -> None:
    if gained < 0 or lost < 0:
        raise InputError(f"{gained} gained and {lost} lost", wanted="counts of 0 or more")
