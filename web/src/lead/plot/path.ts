/** SVG paths from points in pixels. */
export interface Point {
  x: number;
  y: number;
}

/** A stretch of a band: from `low` to `high` at `x`. */
export interface Span {
  x: number;
  low: number;
  high: number;
}

/** A line through the points; "" for none. */
export function line(points: readonly Point[]): string {
  return points.map((p, k) => `${k === 0 ? "M" : "L"}${round(p.x)} ${round(p.y)}`).join("");
}

/** The closed area between the lows and the highs; "" for fewer than two stretches. */
export function band(spans: readonly Span[]): string {
  if (spans.length < 2) return "";
  const there = spans.map((s) => ({ x: s.x, y: s.high }));
  const back = [...spans].reverse().map((s) => ({ x: s.x, y: s.low }));
  return `${line([...there, ...back])}Z`;
}

/** A staircase: the value holds until the next point. */
export function stairs(points: readonly Point[]): string {
  return points
    .map((p, k) => (k === 0 ? `M${round(p.x)} ${round(p.y)}` : `H${round(p.x)}V${round(p.y)}`))
    .join("");
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
