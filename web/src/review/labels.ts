// Which labels are offered in which order, and what a few typed letters find.
import type { Scored } from "../api/types";

/** Up to ten keep their places, so that fingers learn them; of more, the likeliest come first. */
export function ordered(labels: string[], prediction: Scored[] | null): string[] {
  if (labels.length <= 10 || !prediction) return labels;
  const first = ranked(prediction)
    .map((one) => one.label)
    .filter((label) => labels.includes(label));
  const head = first.slice(0, 10);
  return [...head, ...labels.filter((label) => !head.includes(label))];
}

/** The model's answers, likeliest first; one without a number keeps its place. */
export function ranked(prediction: Scored[] | null): Scored[] {
  return [...(prediction ?? [])].sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[_\-/.]+/g, " ");
}

function fits(word: string, label: string): number {
  if (label.startsWith(word)) return 0;
  if (label.includes(` ${word}`)) return 1;
  if (label.includes(word)) return 2;
  return -1;
}

/** Every word typed must be in the label; beginnings of the label and of its words come first. */
export function filtered(labels: string[], typed: string): string[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (!words.length) return labels;
  const found: { label: string; rank: number; at: number }[] = [];
  for (const [at, label] of labels.entries()) {
    const ranks = words.map((word) => fits(word, plain(label)));
    if (ranks.every((rank) => rank >= 0)) found.push({ label, rank: ranks.reduce((a, b) => a + b, 0), at });
  }
  return found.sort((a, b) => a.rank - b.rank || a.at - b.at).map((one) => one.label);
}

/** The keys of the labels in their order: 1 to 9, then 0; a label that is a digit is its own key. */
export function keysOf(labels: string[]): (string | null)[] {
  if (labels.length && labels.every((label) => /^[0-9]$/.test(label))) return labels;
  return labels.map((_, place) => (place < 9 ? String(place + 1) : place === 9 ? "0" : null));
}

/** Whether the labels are few and short enough to stand side by side, so that all is on one screen. */
export function sideBySide(labels: string[]): boolean {
  return labels.length > 4 && labels.length <= 10 && labels.every((label) => label.length <= 12);
}
