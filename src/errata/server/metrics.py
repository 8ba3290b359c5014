"""Metrics: what the server counts, in Prometheus' text format."""

from __future__ import annotations

import bisect
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)

Labels = tuple[tuple[str, str], ...]


class Requests:
    """How many requests were answered, with which status, and how long they took.

    The event loop alone counts here, so there is no lock.
    """

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, str, int]] = Counter()
        self._within: dict[str, list[int]] = defaultdict(lambda: [0] * (len(SECONDS) + 1))
        self._seconds: dict[str, float] = defaultdict(float)
        self.captured: Counter[str] = Counter()  # predictions answered, by media type

    def count(self, route: str, method: str, status: int, started: float) -> None:
        """One request has been answered; 0 is a caller who went away first."""
        took = time.perf_counter() - started
        self._answers[route, method, status] += 1
        self._within[route][bisect.bisect_left(SECONDS, took)] += 1
        self._seconds[route] += took

    def lines(self) -> Iterator[str]:
        """The counts as text."""
        yield from family(
            "errata_http_requests_total",
            "counter",
            "Requests answered.",
            (
                (_labels(route=route, method=method, status=str(status)), n)
                for (route, method, status), n in sorted(self._answers.items())
            ),
        )
        name = "errata_http_request_seconds"
        yield f"# HELP {name} Time from a request to the end of its answer."
        yield f"# TYPE {name} histogram"
        for route, counts in sorted(self._within.items()):
            total = 0
            for bound, n in zip((*SECONDS, float("inf")), counts, strict=True):
                total += n
                le = "+Inf" if bound == float("inf") else f"{bound:g}"
                yield _line(f"{name}_bucket", _labels(route=route, le=le), total)
            yield _line(f"{name}_sum", _labels(route=route), round(self._seconds[route], 6))
            yield _line(f"{name}_count", _labels(route=route), total)
        yield from family(
            "errata_predictions_captured_total",
            "counter",
            "Predictions stored and decided by this process.",
            ((_labels(format=name), n) for name, n in sorted(self.captured.items())),
        )


def family(
    name: str, kind: str, says: str, values: Iterable[tuple[Labels, float]]
) -> Iterator[str]:
    """One metric with its values.

    >>> list(family("errata_x", "gauge", "Something.", [((("a", 'q"'),), 2)]))[-1]
    'errata_x{a="q\\\\""} 2'
    """
    yield f"# HELP {name} {says}"
    yield f"# TYPE {name} {kind}"
    for labels, value in values:
        yield _line(name, labels, value)


def gauges(name: str, says: str, by_project: Mapping[str, float]) -> Iterator[str]:
    """A figure of each project."""
    values = ((_labels(project=project), value) for project, value in sorted(by_project.items()))
    return family(name, "gauge", says, values)


def _labels(**labels: str) -> Labels:
    return tuple(labels.items())


def _line(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
    return f"{name}{{{shown}}} {value}" if shown else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
