/** How a certificate stands, in words. */
import type { Certified } from "./shapes";
import { inWords, percent } from "./words";

export type Standing = "none" | "hopeless" | "holds" | "soon" | "expired" | "lapsed";

const SOON = 7 * 86_400_000; // milliseconds before its end in which a certificate should be renewed

/** Whether it holds now; what is certified but lets nothing through is "hopeless". */
export function standing(held: Certified | null, now: number = Date.now()): Standing {
  if (held === null) return "none";
  if (held.lapse) return "lapsed";
  const end = held.expires_at === null ? Infinity : Date.parse(held.expires_at);
  if (end <= now) return "expired";
  if (held.threshold === null) return "hopeless";
  return end - now < SOON ? "soon" : "holds";
}

/** Whether predictions are accepted by it now. */
export function inForce(held: Certified | null, now: number = Date.now()): boolean {
  return ["holds", "soon"].includes(standing(held, now));
}

/** "Expires in 12 days", "Lapsed 2 hours ago". */
export function endWords(held: Certified, now: number = Date.now()): string {
  if (held.lapse) return `Lapsed ${inWords(held.lapse.created_at, now)}`;
  if (held.expires_at === null) return "Does not expire";
  const over = Date.parse(held.expires_at) <= now;
  return `${over ? "Expired" : "Expires"} ${inWords(held.expires_at, now)}`;
}

/** "at most 5.0 % errors among what is accepted, 95 % sure" */
export function promiseWords(held: Pick<Certified, "alpha" | "delta">): string {
  return `at most ${percent(held.alpha)} errors among what is accepted, ${percent(1 - held.delta, 0)} sure`;
}

/** What to do about labels that are too few; "" where nothing is needed. */
export function neededWords(needed: number | null | undefined): string {
  if (needed === undefined) return "";
  if (needed === null)
    return "More labels alone will not do: the model errs too often even where it is surest. Promise more errors, or improve the model.";
  if (needed === 0) return "";
  const count = new Intl.NumberFormat("en-GB").format(needed);
  return `At the error rates seen, about ${count} more ${needed === 1 ? "label" : "labels"} would make it possible: answer more random audits.`;
}
