/** The promises for classes and slices in one list. */
import type { GroupPromise, Plan } from "../shapes";

export interface Group extends GroupPromise {
  key: string;
  title: string;
  kind: "predicted class" | "slice";
}

function sliceTitle(each: { attribute: string; value: string; class?: string }): string {
  const where = `${each.attribute} = ${each.value}`;
  return each.class === undefined ? where : `${each.class}, where ${where}`;
}

/** Classes first, then slices; those certified before the others, most automated first. */
export function groupsOf(plan: Plan): Group[] {
  const classes = Object.entries(plan.classes ?? {}).map(
    ([name, each]): Group => ({ ...each, key: `class ${name}`, title: name, kind: "predicted class" }),
  );
  const slices = (plan.slices ?? []).map(
    (each): Group => ({ ...each, key: `slice ${each.class ?? ""}\n${each.attribute}\n${each.value}`, title: sliceTitle(each), kind: "slice" }),
  );
  const first = (a: Group, b: Group): number =>
    Number(a.threshold === null) - Number(b.threshold === null) ||
    b.coverage.value - a.coverage.value ||
    a.title.localeCompare(b.title);
  return [...classes.sort(first), ...slices.sort(first)];
}
