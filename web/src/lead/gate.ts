/** A gate's report in words. */
import type { GateCheck, GateReport } from "./shapes";
import { plain, several } from "./words";

/** "slice:lighting=dim" is "slice lighting = dim". */
export function checkName(name: string): string {
  const [kind, ...rest] = name.split(":");
  if (rest.length === 0) return plain(name);
  return `${kind} ${rest.join(":").replace(/\s*=\s*/g, " = ")}`;
}

/** What the verdict means for production. */
export function verdictSays(gate: Pick<GateReport, "outcome" | "candidate" | "verdict"> & { checks: Pick<GateCheck, "name" | "finding">[] }): string {
  const failed = gate.checks.filter((check) => check.finding === "failed").map((check) => checkName(check.name));
  switch (gate.outcome) {
    case "PASS":
      return `${gate.candidate} may be promoted.`;
    case "FAIL":
      return failed.length > 0
        ? `${gate.candidate} stays out: ${failed.slice(0, 3).join(", ")}${failed.length > 3 ? " and more" : ""} failed.`
        : `${gate.candidate} stays out: it is not better than the champion.`;
    default:
      return gate.verdict.more_needed
        ? `Too few cases to tell: about ${several(gate.verdict.more_needed, "more random case")} would decide it.`
        : "Too few cases to tell.";
  }
}

/** "n = 200, fixed = 12, p value = 0.0002": the plain figures of a check. */
export function figureWords(figures: Record<string, unknown>): string {
  return Object.entries(figures)
    .filter(([, value]) => typeof value === "number" || typeof value === "string")
    .map(([name, value]) => `${plain(name)} = ${typeof value === "number" ? short(value) : String(value)}`)
    .join(", ");
}

function short(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-GB");
  return Math.abs(value) < 0.001 ? value.toExponential(1) : value.toPrecision(3);
}
