"""Two shares of different cases, compared."""

from __future__ import annotations

import math

from errata.core.errors import InputError
from errata.core.estimate import Estimate
from errata.stats.binomial import wilson


def share_difference(
    first: int, n_first: int, second: int, n_second: int, *, confidence: float = 0.95
) -> Estimate:
    """How much larger the first of two independent shares is, with its interval.

    Formula: with p and the Wilson interval (l, u) of each share, the difference d = p1 - p2 lies
    from d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2)
    (Newcombe 1998, method 10). `n` counts the cases of both.
    Raises InputError unless 0 <= successes <= n and n >= 1 in both.
    Source: doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.

    >>> str(share_difference(56, 70, 48, 80))
    '0.200 [0.052, 0.334] n=150'
    """
    for k, n in ((first, n_first), (second, n_second)):
        if not (n >= 1 and 0 <= k <= n):
            raise InputError(f"{k} of {n} cases", wanted="0 <= successes <= n, n at least 1")
    p, q = first / n_first, second / n_second
    low, high = wilson(p, n_first, confidence=confidence)
    low_2, high_2 = wilson(q, n_second, confidence=confidence)
    return Estimate(
        value=p - q,
        low=p - q - math.hypot(p - low, high_2 - q),
        high=p - q + math.hypot(high - p, q - low_2),
        n=n_first + n_second,
        confidence=confidence,
        method="newcombe",
    )
