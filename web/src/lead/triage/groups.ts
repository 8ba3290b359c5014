/** The promises for classes and slices in one list. */
import type { GroupPromise, Plan } from "../shapes";

export interface Group extends GroupPromise {
  key: string;
  title: string;
  kind: "predicted class" | "slice";
}

/** Classes first, then slices; those certified before the others, most automated first. */
export function groupsOf(plan: Plan): Group[] {
  const classes = Object.entries(plan.classes ?? {}).map(
    ([name, each]): Group => ({ ...each, key: `class ${name}`, title: name, kind: "predicted class" }),
  );
  const slices = (plan.slices ?? []).map(
    (each): Group => ({ ...each, key: `slice ${each.attribute}\n${each.value}`, title: `${each.attribute} = ${each.value}`, kind: "slice" }),
  );
  const first = (a: Group, b: Group): number =>
    Number(a.threshold === null) - Number(b.threshold === null) ||
    b.coverage.value - a.coverage.value ||
    a.title.localeCompare(b.title);
  return [...classes.sort(first), ...slices.sort(first)];
}
