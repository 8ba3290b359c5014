/** Alpha as people read it: how it is written, and what scale holds all of them. */
import type { Estimate } from "../../api/types";
import type { Agreement } from "./shapes";

/** "0.43 (0.40–0.46)" */
export function alpha(of: Estimate | null): string {
  if (of === null) return "not known yet";
  return `${fixed(of.value)} (${fixed(of.low)} to ${fixed(of.high)})`;
}

/** What a value is worth, after Krippendorff: from .8 on one may lean on it, below .667 not at all. */
export function worth(of: Estimate): string {
  if (of.low >= 0.8) return "people mean the same";
  if (of.high < 0.667) return "people do not mean the same";
  return of.value >= 0.667 ? "good enough for tentative conclusions" : "not sure to be good enough";
}

/** From a round value below all intervals to 1. */
export function alphaDomain(found: Agreement): [number, number] {
  const rows = [...found.by_class, ...found.by_cause, ...found.by_slice].map((row) => row.alpha.low);
  const effects = found.guidelines.flatMap((row) => [row.before, row.after]).flatMap((each) => (each ? [each.low] : []));
  const lowest = Math.min(0, ...rows, ...effects);
  return [Math.max(-1, Math.floor(lowest * 5) / 5), 1];
}

function fixed(value: number): string {
  return value.toFixed(2).replace("-", "−");
}
