import { expect, it } from "vitest";
import { lifeSays } from "./lives";

const life = (stage: string, reference = "") => ({ task_id: "t", excerpt: "", predicted: "a", label: "b", stage, reference, at: "" });

it("every stage of an error has its words, with what it is in", () => {
  const stages = ["found", "explained", "resolved", "in_training", "in_golden", "fixed", "regressed"];
  const said = stages.map((stage) => lifeSays(life(stage)));
  expect(new Set(said).size).toBe(stages.length);
  for (const each of said) expect(each).toMatch(/^[A-Z].*\.$/);
  expect(lifeSays(life("fixed", "v2"))).toBe("Fixed in v2.");
  expect(lifeSays(life("in_training", "dataset 3"))).toBe("In the training set, dataset 3.");
  expect(lifeSays(life("some_new_one"))).toBe("some new one");
});
