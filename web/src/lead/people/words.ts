// What the pages of reviewers say: skills, what somebody is at, what has changed.
import type { Estimate } from "../../api/types";
import { exact, interval, number, percent, plain, several } from "../words";
import type { Contest, Credential, Now, SkillHeld, Week } from "./shapes";

/** Why somebody rests, as a lead reads it. */
const RESTS: Record<string, string> = {
  session: "the session was long enough",
  day: "the day was long enough",
  tired: "the answers got worse or slower",
  haste: "the answers came faster than the item can be read",
  lead: "a lead said so",
};

export function restSays(reason: string | null): string {
  return (reason && RESTS[reason]) || "";
}

/** "earned:refund" is "refund", "language=fr" is "language: fr". */
export function skillSays(skill: string): string {
  const bare = skill.replace(/^earned:/, "");
  const at = bare.indexOf("=");
  return at > 0 ? `${bare.slice(0, at).replaceAll("_", " ")}: ${bare.slice(at + 1)}` : bare.replaceAll("_", " ");
}

/** Where a skill was measured, as a row's name. */
export function domainSays(domain: string): string {
  if (domain === "") return "Everything";
  const at = domain.indexOf("=");
  if (at < 0) return domain.replaceAll("_", " ");
  const [name, value] = [domain.slice(0, at), domain.slice(at + 1)];
  if (name === "class") return `Items of class ${value.replaceAll("_", " ")}`;
  if (name === "kind") return `Items of kind ${value}`;
  return `${name.replaceAll("_", " ")} = ${value}`;
}

/** Whether a skill opens tasks now. */
export function opens(state: string): boolean {
  return state === "verified" || state === "granted" || state === "earned";
}

const DAY = 86_400_000;
export const SOON_DAYS = 30; // before its end a credential is worth a look

/** "verified until 2 Mar 2027", "declared, not verified", and whether somebody should look. */
export function stateSays(held: SkillHeld, now: number = Date.now()): { says: string; look: boolean } {
  const day = held.expires_at ? exact(held.expires_at).split(",")[0]! : "";
  switch (held.state) {
    case "declared":
      return { says: "declared, waits for a lead", look: true };
    case "verified": {
      if (!held.expires_at) return { says: "verified, without an end", look: false };
      const soon = Date.parse(held.expires_at) - now < SOON_DAYS * DAY;
      return { says: soon ? `verified, ends soon: ${day}` : `verified until ${day}`, look: soon };
    }
    case "expired":
      return { says: day ? `expired on ${day}` : "expired", look: true };
    case "withdrawn":
      return { says: "withdrawn", look: false };
    case "granted":
      return { says: "came with the role", look: false };
    case "earned":
      return { says: "earned by answers", look: false };
    default:
      return { says: plain(held.state), look: false };
  }
}

const TURN: Record<string, number> = { declared: 0, expired: 1, verified: 2, granted: 3, earned: 4, withdrawn: 5 };

/** What asks for a decision first, then what holds, then what is over; by name within. */
export function inTurn(held: readonly Credential[]): Credential[] {
  return [...held].sort((a, b) => (TURN[a.state] ?? 9) - (TURN[b.state] ?? 9) || a.skill.localeCompare(b.skill));
}

/** By name: people are never ranked. */
export function byName<T extends { name: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

/** "Resting for 8 min: the session was long enough". */
export function nowSays(now: Now | null, at: number = Date.now()): { word: string; says: string } {
  if (!now) return { word: "not told", says: "" };
  if (now.state === "working")
    return { word: "working", says: `${several(Math.round(now.minutes), "minute")}, ${several(now.items, "item")}` };
  if (now.state === "away") return { word: "away", says: "" };
  const left = now.until ? Math.ceil((Date.parse(now.until) - at) / 60_000) : 0;
  const until = left > 0 ? `${left > 90 ? several(Math.round(left / 60), "hour") : several(left, "minute")} more` : "";
  return { word: "resting", says: [until, restSays(now.reason)].filter(Boolean).join(": ") };
}

/** How accuracy changed: "down 4.1 points (−8.0 to −0.2, n = 120)", or that nothing shows. */
export function driftSays(drift: Estimate | null): { says: string; shows: "" | "up" | "down" } {
  if (!drift) return { says: "too few answers to tell", shows: "" };
  const points = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value * 100).toFixed(1)}`;
  const range = `(${points(drift.low)} to ${points(drift.high)}, n\u00a0=\u00a0${number(drift.n)})`;
  if (drift.low <= 0 && drift.high >= 0) return { says: `no change shows ${range}`, shows: "" };
  const shows = drift.value < 0 ? "down" : "up";
  return { says: `${shows} ${Math.abs(drift.value * 100).toFixed(1)} points ${range}`, shows };
}

export interface Stretch {
  from: string;
  to: string;
  model: string;
  estimate: Estimate;
}

/** The weeks with an accuracy as stretches of a plot; a week in which nothing was scored breaks the line. */
export function stretches(weeks: readonly Week[]): Stretch[] {
  const found: Stretch[] = [];
  let run = 0;
  for (const week of [...weeks].sort((a, b) => a.week.localeCompare(b.week))) {
    const from = Date.parse(`${week.week.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(from)) continue;
    if (!week.accuracy) {
      run += 1;
      continue;
    }
    const [start, end] = [new Date(from).toISOString(), new Date(from + 7 * DAY).toISOString()];
    found.push({ from: start, to: end, model: `stretch ${run}`, estimate: week.accuracy });
  }
  return found;
}

/** The range that all intervals lie in, for one axis over a table; a tenth wide at least. */
export function axis(of: readonly (Estimate | null)[]): [number, number] {
  const known = of.filter((one): one is Estimate => one !== null);
  if (known.length === 0) return [0, 1];
  const low = Math.max(0, Math.floor(Math.min(...known.map((one) => one.low)) * 10) / 10);
  const high = Math.min(1, Math.ceil(Math.max(...known.map((one) => one.high)) * 10) / 10);
  return high - low < 0.1 ? [Math.max(0, high - 0.1), Math.max(0.1, high)] : [low, high];
}

/** "82 % (79–85 %, n = 204)" in a cell: whole percents, since the intervals are wide. */
export function accuracySays(of: Estimate | null): string {
  return of ? `${percent(of.value, 0)} (${interval(of, 0)})` : "not measured yet";
}

/** Those that wait first, the oldest of them first; the settled after them, the newest first. */
export function toSettle(contests: readonly Contest[]): Contest[] {
  const age = (one: Contest): number => Date.parse(one.created_at);
  const open = contests.filter((one) => !one.settled).sort((a, b) => age(a) - age(b));
  const done = contests.filter((one) => one.settled).sort((a, b) => age(b) - age(a));
  return [...open, ...done];
}
