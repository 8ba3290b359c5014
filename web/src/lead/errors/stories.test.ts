import { expect, it } from "vitest";
import type { SliceRow } from "../shapes";
import { elsewhere, rateDomain, stories } from "./stories";

const estimate = { value: 0.4, low: 0.3, high: 0.5, n: 90, confidence: 0.95, method: "m" };
const row = (name: string, story: string, high = 0.5): SliceRow => ({
  name, story, predicate: {}, support: 90, error_rate: { ...estimate, high }, lift: { ...estimate, value: 4, low: 3, high: 5 },
  p_value: 0.001, examples: [], causes: {}, remedy: null, watch: null, aliases: [], says: "",
});
const web = row("web", "web");
const dim = row("dim", "dim");
const webDim = row("web & dim", "web");

it("what is finer stands under the slice that heads its story, wherever it was found", () => {
  const told = stories([webDim, web, dim, row("web & de", "web")]);
  expect(told.map((each) => [each.head.name, each.refinements.map((one) => one.name)])).toEqual([
    ["web", ["web & dim", "web & de"]],
    ["dim", []],
  ]);
});

it("no slice is lost or told twice, even where its story's head is not there", () => {
  const found = [webDim, row("web & de", "web"), dim];
  const names = stories(found).flatMap((each) => [each.head, ...each.refinements]).map((each) => each.name);
  expect(names.sort()).toEqual(found.map((each) => each.name).sort());
});

it("elsewhere is the rate inside divided by the lift", () => {
  expect(elsewhere(web)).toBeCloseTo(0.1);
});

it("the scale begins at nothing, holds every interval and ends at all", () => {
  expect(rateDomain([])).toEqual([0, 0.06]);
  for (const high of [0.02, 0.31, 0.97, 1]) {
    const [low, top] = rateDomain([row("a", "a", high)]);
    expect(low).toBe(0);
    expect(top).toBeGreaterThanOrEqual(high);
    expect(top).toBeLessThanOrEqual(1);
  }
});
