// Highlights in a text, as UTF-16 offsets: kept apart, whole characters, in order.
import type { Span } from "../api/types";

export interface Piece {
  text: string;
  start: number;
  mark: number | null; // the highlight's place in the list
  caret: boolean; // under the keyboard's selection
}

function whole(text: string, at: number, forward: boolean): number {
  const code = text.charCodeAt(at);
  const inside = at > 0 && at < text.length && code >= 0xdc00 && code <= 0xdfff;
  return inside ? at + (forward ? 1 : -1) : at;
}

/** The highlights with one more; those it touches become one. Blank ends are left out. */
export function addSpan(text: string, spans: Span[], from: number, to: number): Span[] {
  let start = whole(text, Math.max(0, Math.min(from, to)), false);
  let end = whole(text, Math.min(text.length, Math.max(from, to)), true);
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  if (start === end) return spans;
  const apart = spans.filter((one) => one.end <= start || one.start >= end);
  for (const one of spans) {
    if (apart.includes(one)) continue;
    start = Math.min(start, one.start);
    end = Math.max(end, one.end);
  }
  return [...apart, { kind: "span" as const, start, end, text: text.slice(start, end) }].sort(
    (a, b) => a.start - b.start,
  );
}

/** The text cut at every border of a highlight and of the keyboard's selection. */
export function pieces(text: string, spans: Span[], caret: [number, number] | null): Piece[] {
  const borders = new Set([0, text.length]);
  for (const one of spans) borders.add(one.start).add(one.end);
  if (caret) borders.add(caret[0]).add(caret[1]);
  const cuts = [...borders].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  const found: Piece[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const start = cuts[at]!;
    const mark = spans.findIndex((one) => one.start <= start && start < one.end);
    found.push({
      text: text.slice(start, cuts[at + 1]),
      start,
      mark: mark < 0 ? null : mark,
      caret: !!caret && caret[0] <= start && start < caret[1],
    });
  }
  return found;
}

/** Where the words of a text lie, in any script. */
export function wordsOf(text: string): [number, number][] {
  const found: [number, number][] = [];
  for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (part.isWordLike) found.push([part.index, part.index + part.segment.length]);
  }
  return found;
}
