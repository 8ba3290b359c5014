/** A straight map from data to pixels. */
export type Scale = (value: number) => number;

/**
 * Maps `from` to `to`, both [start, end]; a domain of no width maps to the middle, so that a single
 * value is drawn in the plot and not at its edge.
 */
export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  const width = from[1] - from[0];
  if (width === 0) return () => (to[0] + to[1]) / 2;
  return (value) => to[0] + ((value - from[0]) / width) * (to[1] - to[0]);
}

/** The least and the greatest of the finite values; null when there is none. */
export function extent(values: Iterable<number | null | undefined>): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

/** Whether the value lies within the limits, both ends included. */
export function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** The value, moved into the limits. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
