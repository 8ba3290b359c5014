/** Round positions on an axis. */

const STEPS = [1, 2, 2.5, 5, 10];

/** The round step (1, 2, 2.5 or 5 times a power of ten) that makes at most `wanted` intervals. */
export function step(low: number, high: number, wanted: number): number {
  const rough = (high - low) / Math.max(1, wanted);
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = STEPS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The multiples of a round step that lie in [low, high], rising. */
export function ticks(low: number, high: number, wanted = 5): number[] {
  if (!(high > low)) return [low];
  const by = step(low, high, wanted);
  const first = Math.ceil(low / by - 1e-9);
  const last = Math.floor(high / by + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => tidy((first + k) * by));
}

/** [low, high] widened to the round steps around it. */
export function nice(low: number, high: number, wanted = 5): [number, number] {
  if (!(high > low)) return [low, high];
  const by = step(low, high, wanted);
  return [tidy(Math.floor(low / by + 1e-9) * by), tidy(Math.ceil(high / by - 1e-9) * by)];
}

/** 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIMES = [
  MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
  DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 91 * DAY, 365 * DAY,
];

/** A tick of a time axis. */
export interface TimeTick {
  at: number; // milliseconds
  says: string;
}

/** Ticks at whole minutes, hours or days in UTC, with words no longer than the step needs. */
export function timeTicks(low: number, high: number, wanted = 5): TimeTick[] {
  if (!(high > low)) return [{ at: low, says: dayOf(low) }];
  const rough = (high - low) / Math.max(1, wanted);
  const by = TIMES.find((each) => each >= rough) ?? 365 * DAY * Math.ceil(rough / (365 * DAY));
  const first = Math.ceil(low / by);
  const last = Math.floor(high / by);
  const marks = Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => (first + k) * by);
  return marks.map((at) => ({ at, says: by < DAY ? hourOf(at) : dayOf(at) }));
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const hour = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit", minute: "2-digit", timeZone: "UTC",
});

function dayOf(at: number): string {
  return day.format(at);
}

function hourOf(at: number): string {
  return at % DAY === 0 ? dayOf(at) : hour.format(at);
}
