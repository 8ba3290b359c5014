"""Linear algebra on one thread, so that a model's bytes do not depend on the number of cores."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

P = ParamSpec("P")
T = TypeVar("T")


def on_one_thread(function: Callable[P, T]) -> Callable[P, T]:
    """The function with BLAS and OpenMP held to one thread while it runs.

    BLAS splits a sum by the number of threads, and sums in another order round differently; the
    boosted trees write the number of threads into their state.
    """

    @wraps(function)
    def held(*args: P.args, **kwargs: P.kwargs) -> T:
        with threadpool_limits(limits=1):
            return function(*args, **kwargs)

    return held
