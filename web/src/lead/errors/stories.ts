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

/** Each slice under the one that heads its story, in the order found; a story without its head is headed by its first. */
export function stories(found: readonly SliceRow[]): Told[] {
  const told = new Map<string, SliceRow[]>();
  for (const row of found) {
    const rows = told.get(row.story);
    if (rows) rows.push(row);
    else told.set(row.story, [row]);
  }
  return [...told].map(([name, rows]) => {
    const head = rows.find((row) => row.name === name) ?? rows[0]!;
    return { head, refinements: rows.filter((row) => row !== head) };
  });
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
