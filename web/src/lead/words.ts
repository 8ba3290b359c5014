/** Figures and times in words: every share with its interval and n, every time with its age. */
import type { Estimate } from "../api/types";

export type { Estimate };


const NONE = "not measured";
const count = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** 12,345 */
export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : count.format(value);
}

/** 0.8214 is "82.1 %". The last step before 0 or 1 is never rounded away. */
export function percent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || Number.isNaN(share)) return "–";
  return `${digitsOf(share, digits)}\u00a0%`;
}

function digitsOf(share: number, digits: number): string {
  const said = (share * 100).toFixed(digits);
  if (share < 1 && said === (100).toFixed(digits)) return (100 - 10 ** -digits).toFixed(digits);
  return said;
}

/** "79.3–84.6 %, n = 1,204": what stands beside a share; a line never breaks before the sign. */
export function interval(of: Estimate, digits = 1): string {
  return `${digitsOf(of.low, digits)}–${digitsOf(of.high, digits)}\u00a0%, n\u00a0=\u00a0${number(of.n)}`;
}

/** "82.1 % (79.3–84.6 %, n = 1,204)" */
export function share(of: Estimate | null | undefined, digits = 1): string {
  return of ? `${percent(of.value, digits)} (${interval(of, digits)})` : NONE;
}

/** "3.1 times (1.8–4.9, n = 214)" */
export function times(of: Estimate | null | undefined): string {
  if (!of) return NONE;
  return `${of.value.toFixed(1)} times (${of.low.toFixed(1)}–${of.high.toFixed(1)}, n\u00a0=\u00a0${number(of.n)})`;
}

/** A count that is itself an estimate: "about 120 (80–170)". */
export function about(of: Estimate | null | undefined): string {
  return of ? `about ${number(of.value)} (${number(of.low)}–${number(of.high)})` : NONE;
}

const AGES: [number, string][] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
];

/** "3 h", "2 d": the time between, in its largest whole unit. */
export function span(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  // What is past is cut to whole units; what is to come is rounded: a week just begun ends in 7 d.
  const whole = milliseconds < 0 ? Math.round : Math.floor;
  for (const [unit, name] of AGES) if (size >= unit) return `${whole(size / unit)} ${name}`;
  return `${Math.floor(size / 1000)} s`;
}

/** "3 h ago", "in 2 d", "just now". */
export function age(at: string | null | undefined, now: number = Date.now()): string {
  if (!at) return "never";
  const gone = now - Date.parse(at);
  if (Math.abs(gone) < 10_000) return "just now";
  return gone >= 0 ? `${span(gone)} ago` : `in ${span(gone)}`;
}

const UNITS: [number, string][] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

/** "in 12 days", "2 hours ago": an age for a sentence. */
export function inWords(at: string, now: number = Date.now()): string {
  const gone = now - Date.parse(at);
  const found = UNITS.find(([unit]) => Math.abs(gone) >= unit);
  if (!found) return gone >= 0 ? "just now" : "within a minute";
  const whole = gone >= 0 ? Math.floor : Math.round; // as in `span`
  const said = several(whole(Math.abs(gone) / found[0]), found[1]);
  return gone >= 0 ? `${said} ago` : `in ${said}`;
}

/** "0.012", "< 0.001". */
export function chance(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** "210 (190–230)": a rate a day that is itself an estimate; small ones keep a digit. */
export function daily(of: Estimate): string {
  const digits = of.high < 10 ? 1 : 0;
  const said = (value: number): string => (digits ? value.toFixed(1) : number(value));
  return `${said(of.value)} (${said(of.low)}–${said(of.high)})`;
}

/** "2 Mar 2026, 06:15:00 UTC": the exact time, for a title. */
export function exact(at: string | null | undefined): string {
  if (!at) return "";
  const when = new Date(at);
  const day = when.toLocaleDateString("en-GB", {
    day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
  });
  return `${day}, ${when.toLocaleTimeString("en-GB", { timeZone: "UTC" })} UTC`;
}

const short = new Intl.DateTimeFormat("en-GB", {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC",
});

/** "2 Mar, 06:15", in UTC. */
export function moment(at: string): string {
  return short.format(new Date(at));
}

/** "1 review", "12 reviews". */
export function several(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** "past_errors" is "past errors". */
export function plain(name: string): string {
  return name.replaceAll("_", " ").toLowerCase();
}

/** The first letter large. */
export function sentence(text: string): string {
  return text === "" ? "" : text[0]!.toUpperCase() + text.slice(1);
}
