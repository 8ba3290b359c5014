// How numbers are said: one place, so that every page says them alike.
import type { Estimate } from "../api/types";

const language = undefined; // the reader's own

export function count(n: number): string {
  return new Intl.NumberFormat(language).format(n);
}

/** 0.9234 -> "92.3 %"; whole percents where the interval is wide. */
export function percent(value: number, digits = 1): string {
  return `${(value * 100).toFixed(digits)} %`;
}

function fitting(estimate: Estimate): number {
  return estimate.high - estimate.low > 0.1 ? 0 : 1;
}

export function interval(estimate: Estimate, as: "percent" | "number" = "percent"): string {
  if (as === "number") return `${estimate.low.toFixed(2)} to ${estimate.high.toFixed(2)}`;
  const digits = fitting(estimate);
  return `${(estimate.low * 100).toFixed(digits)} to ${(estimate.high * 100).toFixed(digits)} %`;
}

export function estimated(estimate: Estimate, as: "percent" | "number" = "percent"): string {
  return as === "number" ? estimate.value.toFixed(2) : percent(estimate.value, fitting(estimate));
}

/** A calibrated probability: never "100 %", since no model is certain. */
export function probability(value: number): string {
  if (value >= 0.995 && value < 1) return "> 99 %";
  if (value > 0 && value < 0.005) return "< 1 %";
  return `${Math.round(value * 100)} %`;
}

export function minutes(seconds: number): string {
  const whole = Math.round(seconds / 60);
  return seconds < 60 ? "under a minute" : whole === 1 ? "1 minute" : `${whole} minutes`;
}

/** "3 h ago", "in 2 days". */
export function ago(iso: string, now = Date.now()): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [[60, "second"], [3600, "minute"], [86400, "hour"], [Infinity, "day"]];
  const [, unit] = steps.find(([limit]) => Math.abs(seconds) < limit)!;
  const size = { second: 1, minute: 60, hour: 3600, day: 86400 }[unit as "second"] ?? 1;
  return new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "short" }).format(Math.round(seconds / size), unit);
}

export function moment(iso: string): string {
  return new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

/** "low_confidence" as people say it. */
export function words(name: string): string {
  return name.replaceAll("_", " ");
}
