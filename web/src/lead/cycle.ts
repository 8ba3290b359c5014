/** A turn of the loop in words. */
import type { CycleRow } from "./shapes";
import { several } from "./words";

/** What came of a turn, and what follows from it. */
export function verdictWords(cycle: CycleRow): string {
  const who = cycle.candidate ?? "The candidate";
  const fixed = Number(cycle.report.fixed ?? 0);
  const regressed = Number(cycle.report.regressed ?? 0);
  if (cycle.promoted) {
    const gained = fixed > 0 ? `; ${several(fixed, "past error")} fixed` : "";
    const lost = regressed > 0 ? `; ${regressed} came back` : "";
    return `${who} passed the gate and is champion now${gained}${lost}.`;
  }
  switch (cycle.verdict) {
    case "FAIL":
      return `${who} was refused: a check failed. The champion stays.`;
    case "INCONCLUSIVE":
      return `Too few golden cases to tell whether ${who} is better. The champion stays.`;
    case "PASS":
      return `${who} passed the gate and was not promoted.`;
    default:
      return `${who}: ${cycle.verdict ?? "no verdict"}.`;
  }
}

/** The shell line that captures a first prediction of this kind of item. */
export function captureLine(origin: string, project: string, kind: string, labels: string[]): string {
  const item: Record<string, unknown> =
    kind === "image"
      ? { image: "BASE64 OF A PNG" }
      : kind === "record"
        ? { record: { field: "value" } }
        : { text: "The text that was classified" };
  const [label = "a", ...rest] = labels;
  const share = rest.length > 0 ? 0.7 : 1;
  const probabilities = { [label]: share, ...(rest[0] ? { [rest[0]]: 1 - share } : {}) };
  const body = JSON.stringify({ model: "v1", ...item, probabilities: rounded(probabilities) });
  return (
    `curl ${origin}/api/v1/projects/${encodeURIComponent(project)}/predictions \\\n  -H "Authorization: Bearer $ERRATA_API_KEY" \\\n` +
    `  -H "Content-Type: application/json" \\\n  -d '${body.replaceAll("'", "'\\''")}'`
  );
}

function rounded(shares: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, Number(share.toFixed(2))]));
}
