"""Plots as inline SVG: no script, no font, no colour of their own (the page's style has those)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from errata.core.estimate import Estimate

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 44


@dataclass(frozen=True, kw_only=True)
class Line:
    """A series: x, and an estimate with its interval at each."""

    name: str
    style: str  # a class of the page: "a" or "b"
    points: Sequence[tuple[float, Estimate]]
    hollow: Sequence[bool] = ()  # points drawn as rings


class _Axes:
    """Maps data to the drawing and draws the frame."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        self._x, self._y = x, y

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point, in units of the drawing."""
        (x0, x1), (y0, y1) = self._x, self._y
        across = (x - x0) / ((x1 - x0) or 1)
        up = (y - y0) / ((y1 - y0) or 1)
        return (
            LEFT + across * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM),
        )

    def frame(
        self,
        x_ticks: Sequence[tuple[float, str]],
        y_ticks: Sequence[tuple[float, str]],
        x_name: str,
        y_name: str,
    ) -> str:
        """Grid lines, tick labels and the axes' names."""
        out = []
        for value, label in y_ticks:
            x, y = self.at(self._x[0], value)
            out.append(
                f'<line class="grid" x1="{x:.1f}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" '
                f'y2="{y:.1f}"/><text class="tick" x="{x - 8:.1f}" y="{y + 4:.1f}" '
                f'text-anchor="end">{escape(label)}</text>'
            )
        for value, label in x_ticks:
            x, y = self.at(value, self._y[0])
            out.append(
                f'<text class="tick" x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">'
                f"{escape(label)}</text>"
            )
        out.append(
            f'<text class="axis" x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 6}" '
            f'text-anchor="middle">{escape(x_name)}</text>'
        )
        out.append(
            f'<text class="axis" transform="translate(13 {HEIGHT / 2:.0f}) rotate(-90)" '
            f'text-anchor="middle">{escape(y_name)}</text>'
        )
        return "".join(out)


def lines(series: Sequence[Line], *, x_name: str, y_name: str, title: str) -> str:
    """Series with 95 % intervals as bars, directly named at their ends."""
    every = [point for line in series for point in line.points]
    low, high = min(e.low for _, e in every), max(e.high for _, e in every)
    y = (max(0.0, low - 0.02), min(1.0, high + 0.02))
    x = (min(p for p, _ in every), max(p for p, _ in every))
    axes = _Axes(x, y)
    xs = sorted({p for p, _ in every})
    out = [axes.frame([(v, f"{v:g}") for v in xs], _percents(*y), x_name, y_name)]
    for place, line in enumerate(series):
        shift = 3 * (2 * place - len(series) + 1)  # so that bars at one x stay apart
        dots = [(*axes.at(p, e.value), e) for p, e in line.points]
        path = " ".join(f"{px + shift:.1f},{py:.1f}" for px, py, _ in dots)
        out.append(f'<polyline class="line {line.style}" points="{path}"/>')
        rings = list(line.hollow) or [False] * len(dots)
        for (px, py, e), ring in zip(dots, rings, strict=True):
            mark = "ring" if ring else "dot"
            top, bottom = axes.at(0, e.high)[1], axes.at(0, e.low)[1]
            out.append(
                f'<line class="bar {line.style}" x1="{px + shift:.1f}" y1="{top:.1f}" '
                f'x2="{px + shift:.1f}" y2="{bottom:.1f}"/>'
                f'<circle class="{mark} {line.style}" cx="{px + shift:.1f}" '
                f'cy="{py:.1f}" r="4">'
                f"<title>{escape(line.name)}: {e}</title></circle>"
            )
    out += _legend([(line.name, line.style) for line in series])
    return _svg(out, HEIGHT, title)


def curve(
    points: Sequence[tuple[float, float]],
    *,
    alpha: float,
    chosen: tuple[float, float] | None,
    title: str,
) -> str:
    """Error among the accepted against coverage, the promised error, and the certified point."""
    top = max([alpha * 1.5, *(risk for _, risk in points)], default=alpha) * 1.08
    axes = _Axes((0.0, 1.0), (0.0, top))
    ticks = [(v / 5, f"{20 * v} %") for v in range(6)]
    out = [
        axes.frame(ticks, _percents(0.0, top), "share accepted without a human", "error among them")
    ]
    x0, y0 = axes.at(0, alpha)
    out.append(
        f'<line class="limit" x1="{x0:.1f}" y1="{y0:.1f}" x2="{WIDTH - RIGHT}" '
        f'y2="{y0:.1f}"/><text class="tick limit-name" x="{LEFT + 6}" y="{y0 - 6:.1f}">'
        f"promised: at most {100 * alpha:g} %</text>"
    )
    path = " ".join("{:.1f},{:.1f}".format(*axes.at(*point)) for point in points)
    out.append(f'<polyline class="line a" points="{path}"/>')
    if chosen is not None:
        x, y = axes.at(*chosen)
        out.append(
            f'<circle class="dot a" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
            f'<text class="label" x="{x - 8:.1f}" y="{y - 12:.1f}" text-anchor="end">'
            f"certified: {100 * chosen[0]:.0f} %</text>"
        )
    return _svg(out, HEIGHT, title)


def dumbbells(
    rows: Sequence[tuple[str, Estimate, Estimate]], *, names: tuple[str, str], title: str
) -> str:
    """One line a row: from the first estimate to the second, worse ones in the colour of harm."""
    step, head = 34, 34
    height = head + step * len(rows) + 34
    low = min((min(a.low, b.low) for _, a, b in rows), default=0.0)
    x0, x1 = max(0.0, low - 0.02), 1.0
    label_width = 150

    def at(value: float) -> float:
        return label_width + (value - x0) / (x1 - x0) * (WIDTH - label_width - 70)

    out = []
    for value, label in _percents(x0, x1):
        out.append(
            f'<line class="grid" x1="{at(value):.1f}" y1="{head - 10}" x2="{at(value):.1f}" '
            f'y2="{height - 30}"/><text class="tick" x="{at(value):.1f}" y="{height - 12}" '
            f'text-anchor="middle">{label}</text>'
        )
    for place, (name, a, b) in enumerate(rows):
        y = head + step * place + 12
        style = "bad" if b.high < a.value else "good" if b.low > a.value else "even"
        out.append(
            f'<text class="label" x="{label_width - 12}" y="{y + 4}" text-anchor="end">'
            f"{escape(name)}</text>"
            f'<line class="span" x1="{at(b.low):.1f}" y1="{y}" x2="{at(b.high):.1f}" y2="{y}"/>'
            f'<line class="move {style}" x1="{at(a.value):.1f}" y1="{y}" x2="{at(b.value):.1f}" '
            f'y2="{y}"/><circle class="from" cx="{at(a.value):.1f}" cy="{y}" r="5">'
            f"<title>{escape(names[0])}: {a}</title></circle>"
            f'<circle class="to {style}" cx="{at(b.value):.1f}" cy="{y}" r="6">'
            f"<title>{escape(names[1])}: {b}</title></circle>"
            f'<text class="tick" x="{WIDTH - 8}" y="{y + 4}" text-anchor="end">'
            f"{100 * (b.value - a.value):+.1f}</text>"
        )
    out.append(
        f'<circle class="from" cx="{label_width}" cy="12" r="5"/><text class="tick" '
        f'x="{label_width + 10}" y="16">{escape(names[0])}</text>'
        f'<circle class="to even" cx="{label_width + 190}" cy="12" r="6"/><text class="tick" '
        f'x="{label_width + 200}" y="16">{escape(names[1])}, with interval</text>'
    )
    return _svg(out, height, title)


def _percents(low: float, high: float) -> list[tuple[float, str]]:
    """About five round percentages within."""
    span = 100 * (high - low)
    step = next((s for s in (1, 2, 5, 10, 20) if span / s <= 6), 25)
    first = -(-100 * low // step) * step
    count = int((100 * high - first) // step) + 1
    return [((first + i * step) / 100, f"{first + i * step:.0f} %") for i in range(count)]


def _legend(names: Sequence[tuple[str, str]]) -> list[str]:
    out, x = [], WIDTH - RIGHT - 190
    y = HEIGHT - BOTTOM - 14 - 20 * (len(names) - 1)
    for place, (name, style) in enumerate(names):
        at = y + 20 * place
        out.append(
            f'<circle class="dot {style}" cx="{x}" cy="{at}" r="5"/>'
            f'<text class="label" x="{x + 12}" y="{at + 4}">{escape(name)}</text>'
        )
    return out


def _svg(parts: Sequence[str], height: float, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
