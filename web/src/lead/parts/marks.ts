/** Text cut into marked and unmarked stretches, so that evidence shows in its place. */
import type { Evidence } from "../shapes";

export interface Stretch {
  text: string;
  marked: boolean;
}

/** The stretches of `text` in order; overlapping marks melt, marks outside the text are cut. */
export function stretches(text: string, evidence: readonly Evidence[]): Stretch[] {
  const spans = evidence
    .flatMap((each) => (each.kind === "span" ? [{ start: each.start, end: each.end }] : []))
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const made: Stretch[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    if (start > at) made.push({ text: text.slice(at, start), marked: false });
    const from = Math.max(start, at);
    const last = made.at(-1);
    if (last?.marked && from === at) last.text += text.slice(from, end);
    else made.push({ text: text.slice(from, end), marked: true });
    at = end;
  }
  if (at < text.length) made.push({ text: text.slice(at), marked: false });
  return made;
}
