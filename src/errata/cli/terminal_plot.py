"""Plots in the terminal, of plain characters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 60, 14


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Points drawn with one character; what comes later lies above."""

    mark: str
    name: str
    points: Sequence[tuple[float, float]]


def plot(
    series: Sequence[Marks],
    *,
    x_name: str,
    y_name: str,
    across: float | None = None,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> str:
    """Points on a grid with both axes from 0; `across`: a level drawn as a dotted line.

    Values below 0 or not finite are left out. Without a point there is nothing to draw: "".

    >>> print(plot([Marks(mark="*", name="seen", points=[(0, 0), (1, 5), (2, 10)])],
    ...            x_name="reviews", y_name="errors", width=9, height=3))
    errors
    10 |        *
       |    *
     0 |*
       +---------
        0       2  reviews
    * seen
    """
    kept = [
        [(x, y) for x, y in one.points if math.isfinite(x + y) and x >= 0 and y >= 0]
        for one in series
    ]
    everything = [point for points in kept for point in points]
    if not everything:
        return ""
    top_x = max(x for x, _ in everything) or 1.0
    top_y = max([y for _, y in everything] + ([across] if across else [])) or 1.0
    grid = [[" "] * width for _ in range(height)]

    def row(y: float) -> int:
        return height - 1 - round(y / top_y * (height - 1))

    if across is not None:
        grid[row(across)] = [". "[place % 2] for place in range(width)]
    for one, points in zip(series, kept, strict=True):
        for x, y in points:
            grid[row(y)][round(x / top_x * (width - 1))] = one.mark
    high, right = _short(top_y), _short(top_x)
    margin = max(len(high), 1)
    lines = [y_name]
    for place, cells in enumerate(grid):
        label = high if place == 0 else "0" if place == height - 1 else ""
        lines.append(f"{label:>{margin}} |{''.join(cells)}".rstrip())
    lines.append(f"{'':>{margin}} +{'-' * width}")
    lines.append(f"{'':>{margin}}  0{right:>{width - 1}}  {x_name}")
    lines.append("   ".join(f"{one.mark} {one.name}" for one in series))
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
