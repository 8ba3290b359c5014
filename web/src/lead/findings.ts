/** What the tables of errors are made of. */
import type { Confusion, SliceRow } from "./shapes";
import { nice } from "./plot/ticks";

/** Up to so many labels a confusion map can be read; above, the pairs are listed. */
export const LARGEST_MAP = 30;

/** The name counted most; the first of equals; null for none. */
export function most(counts: Record<string, number>): string | null {
  let found: string | null = null;
  for (const [name, count] of Object.entries(counts))
    if (count > 0 && (found === null || count > counts[found]!)) found = name;
  return found;
}

/** From 0 to a round number that shows every lift; a single huge interval is cut, not the rest flattened. */
export function liftDomain(rows: readonly Pick<SliceRow, "lift">[]): [number, number] {
  const values = rows.map((row) => row.lift.value);
  const highs = rows.map((row) => row.lift.high).filter(Number.isFinite);
  const largest = Math.max(2, ...values.map((value) => value * 1.2));
  return [0, nice(0, Math.max(largest, Math.min(2.5 * largest, ...[Math.max(0, ...highs)])), 4)[1]];
}

/** A pair of labels that the model confuses. */
export interface Pair {
  said: string;
  was: string;
  count: number;
  of: number; // how often it said so
}

/** The confused pairs, most frequent first. */
export function confusedPairs(confusion: Confusion): Pair[] {
  return confusion.labels
    .flatMap((said, column) => {
      const of = confusion.counts.reduce((sum, row) => sum + (row[column] ?? 0), 0);
      return confusion.labels.map((was, row) => ({
        said, was, of, count: row === column ? 0 : (confusion.counts[row]?.[column] ?? 0),
      }));
    })
    .filter((pair) => pair.count > 0)
    .sort((a, b) => b.count - a.count || a.said.localeCompare(b.said));
}
