/** What the tables of errors are made of. */
import type { Confusion } from "./shapes";

/** Up to so many labels a confusion map can be read; above, the pairs are listed. */
export const LARGEST_MAP = 30;

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
