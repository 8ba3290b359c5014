/** Error vectors told as stories: a place, and what is finer within it. */
import { nice } from "../plot/ticks";
import type { SliceRow } from "../shapes";

export interface Told {
  head: SliceRow;
  refinements: SliceRow[];
}

/** What a remedy asks for. */
export const REMEDIES: Record<string, string> = {
  collect_data: "Collect data: more examples of this would help.",
  change_model: "Change the model: it cannot see what matters.",
  refine_guidelines: "Refine the guidelines: people disagree, too.",
  fix_input: "Fix the input: what arrives is broken.",
};

/** Each slice under the first one that it refines; the others head a story, in the order found. */
export function stories(found: readonly SliceRow[]): Told[] {
  const heads = found.filter((row) => !found.some((other) => refines(row, other)));
  const told = heads.map((head): Told => ({ head, refinements: [] }));
  for (const row of found) {
    if (heads.includes(row)) continue;
    told.find((each) => refines(row, each.head))?.refinements.push(row);
  }
  return told;
}

/** Whether every condition of `other` is one of `row`'s, and `row` has more. */
function refines(row: SliceRow, other: SliceRow): boolean {
  const wanted = Object.entries(other.predicate);
  return (
    wanted.length < Object.keys(row.predicate).length &&
    wanted.every(([key, value]) => row.predicate[key] === value)
  );
}

/** The error rate outside: the rate inside divided by the lift. */
export function elsewhere(row: SliceRow): number {
  return row.lift.value > 0 ? row.error_rate.value / row.lift.value : 0;
}

/** From 0 to a round share that holds every interval. */
export function rateDomain(rows: readonly SliceRow[]): [number, number] {
  const highest = Math.max(0.05, ...rows.map((row) => row.error_rate.high).filter(Number.isFinite));
  return [0, Math.min(1, nice(0, highest, 4)[1])];
}
