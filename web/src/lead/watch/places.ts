/** Where accuracy is told: all together, by class, by slice. */
import { nice } from "../plot/ticks";
import { clamp } from "../plot/scale";
import type { Accuracy, Estimate } from "../shapes";

export interface Place {
  key: string;
  title: string;
  kind: string;
  estimate: Estimate;
}

/** Classes, then slices; the least right first in each. */
export function placesOf(accuracy: Accuracy): Place[] {
  const least = (a: Place, b: Place): number =>
    a.estimate.value - b.estimate.value || a.title.localeCompare(b.title);
  const classes = accuracy.by_class.map(
    (each): Place => ({ key: `class ${each.name}`, title: each.name, kind: "predicted class", estimate: each.estimate }),
  );
  const slices = accuracy.by_slice.map(
    (each): Place => ({
      key: `slice ${each.attribute}\n${each.value}`,
      title: `${each.attribute} = ${each.value}`,
      kind: "slice",
      estimate: each.estimate,
    }),
  );
  return [...classes.sort(least), ...slices.sort(least)];
}

const MOST = 8;

/** The least right places of each kind, in their order: with very many, the others wait behind a press. */
export function leastOfEach(places: readonly Place[]): Place[] {
  const seen = new Map<string, number>();
  return places.filter((each) => {
    const before = seen.get(each.kind) ?? 0;
    seen.set(each.kind, before + 1);
    return before < MOST;
  });
}

/** A round domain within [0, 1] that holds every interval. */
export function accuracyDomain(estimates: readonly Estimate[]): [number, number] {
  if (estimates.length === 0) return [0, 1];
  const low = Math.min(...estimates.map((each) => each.low));
  const [from, to] = nice(Math.min(low, 0.98), Math.max(...estimates.map((each) => each.high)), 4);
  return [clamp(from, 0, 1), clamp(to, 0, 1)];
}
