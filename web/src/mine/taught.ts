// What the items with a known answer teach, in words.
import type { Taught } from "../api/types";
import { count } from "../lib/figures";

/** What was something else, the newest first; all of them when asked for. */
export function lessons(taught: readonly Taught[], all: boolean): Taught[] {
  return taught
    .filter((one) => all || !one.right || one.contest !== null)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** What is said above them; honest about why some items are known, and when they are shown. */
export function taughtSays(taught: readonly Taught[]): string {
  const how =
    "A few of the items you get have an answer that is known already. They look like all others, and are shown here when the session is over.";
  if (taught.length === 0) return `${how} There is none yet.`;
  const right = taught.filter((one) => one.right).length;
  if (right === taught.length) return `${how} You got all ${count(right)} right.`;
  return `${how} You got ${count(right)} of ${count(taught.length)} right; here is what the others were.`;
}

/** What became of saying that it is otherwise; "" where nobody did. */
export function contestSays(one: Taught): string {
  const why = one.contest_why ? `: ${one.contest_why}` : "";
  switch (one.contest) {
    case "open":
      return "You see it differently; a lead will look at it.";
    case "upheld":
      return `You were right, and it does not count against you${why}`;
    case "refused":
      return `A lead looked at it and it stays${why}`;
    default:
      return "";
  }
}
