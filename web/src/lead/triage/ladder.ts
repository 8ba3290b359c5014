/** The promises that are compared, and what a form asks for. */
export const LADDER: readonly number[] = [0.005, 0.01, 0.02, 0.03, 0.05, 0.1];

export interface Asked {
  alpha: number;
  delta: number;
}

/** Percents of a form as shares, free of floating-point dust; null where the server would refuse. */
export function settled(alpha: unknown, sure: unknown): Asked | null {
  if (typeof alpha !== "number" || typeof sure !== "number") return null;
  const asked = { alpha: tidy(alpha / 100), delta: tidy(1 - sure / 100) };
  const open = (value: number): boolean => value > 0 && value < 1;
  return open(asked.alpha) && open(asked.delta) ? asked : null;
}

function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
