// A rest in words: why, how long still, what was done before it.
import type { DaySoFar, Rest } from "../api/types";
import { count } from "../lib/figures";

const TITLES: Record<string, string> = {
  session: "Well done. Time for a break.",
  day: "That is enough for today. Thank you.",
  tired: "A short rest will do you good.",
  haste: "Let us take it more slowly.",
  lead: "A lead asks you to pause.",
};

export function restTitle(rest: Rest): string {
  return TITLES[rest.reason] ?? "Time for a break.";
}

/** Seconds until the rest is over; 0 when it is. */
export function secondsLeft(rest: Rest, now: number): number {
  const left = Math.ceil((Date.parse(rest.until) - now) / 1000);
  return Number.isFinite(left) ? Math.max(0, left) : 0;
}

/** "9:05", "1 h 05 min": how long still, as a clock counts it down. */
export function countdown(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** The same for a screen reader, in whole minutes, so that it is not read out every second. */
export function aboutLeft(seconds: number): string {
  if (seconds === 0) return "You can go on now.";
  if (seconds < 60) return "Less than a minute still.";
  const minutes = Math.ceil(seconds / 60);
  const [hours, over] = [Math.floor(minutes / 60), minutes % 60];
  const said = [hours ? `${hours} ${hours === 1 ? "hour" : "hours"}` : "", over ? `${over} ${over === 1 ? "minute" : "minutes"}` : ""];
  return `${said.filter(Boolean).join(" ")} still.`;
}

/** "until 14:30", or with its day when that is not today. */
export function untilSays(rest: Rest, now: number, language?: string): string {
  const until = new Date(rest.until);
  const time = until.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
  if (until.toDateString() === new Date(now).toDateString()) return `until ${time}`;
  return `until ${until.toLocaleDateString(language, { weekday: "long" })}, ${time}`;
}

/** "32 of 45 minutes": what was done against what one sitting or day should hold; 0 is no limit. */
export function against(done: number, limit: number, one: string): string {
  const whole = Math.floor(done);
  if (limit) return `${count(whole)} of ${count(limit)} ${one}s`;
  return `${count(whole)} ${one}${whole === 1 ? "" : "s"}`;
}

/** How near the nearer of the two limits is, 0 to 1; null without any. */
export function filled(so: DaySoFar): number | null {
  const shares = [
    so.minutes_limit ? so.minutes / so.minutes_limit : null,
    so.items_limit ? so.items / so.items_limit : null,
  ].filter((share): share is number => share !== null);
  return shares.length ? Math.min(1, Math.max(...shares)) : null;
}
