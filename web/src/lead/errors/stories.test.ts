import { expect, it } from "vitest";
import type { SliceRow } from "../shapes";
import { elsewhere, rateDomain, stories } from "./stories";

const estimate = { value: 0.4, low: 0.3, high: 0.5, n: 90, confidence: 0.95, method: "m" };
const row = (predicate: Record<string, string>, high = 0.5): SliceRow => ({
  name: Object.entries(predicate).map(([key, value]) => `${key}=${value}`).join(" & "),
  predicate, support: 90, error_rate: { ...estimate, high }, lift: { ...estimate, value: 4, low: 3, high: 5 },
  p_value: 0.001, examples: [], causes: {}, remedy: null, watch: null,
});
const web = row({ channel: "web" });
const dim = row({ light: "dim" });
const webDim = row({ channel: "web", light: "dim" });
const webDe = row({ channel: "web", language: "de" });
const app = row({ channel: "app", language: "de" });

it("what is finer stands under the first place that it refines, wherever it was found", () => {
  const told = stories([webDim, web, dim, app, webDe]);
  expect(told.map((each) => [each.head.name, each.refinements.map((one) => one.name)])).toEqual([
    [web.name, [webDim.name, webDe.name]],
    [dim.name, []],
    [app.name, []],
  ]);
});

it("no slice is lost or told twice", () => {
  const found = [web, webDim, row({ channel: "web", light: "dim", language: "de" }), dim];
  const names = stories(found).flatMap((each) => [each.head, ...each.refinements]).map((each) => each.name);
  expect(names.sort()).toEqual(found.map((each) => each.name).sort());
});

it("elsewhere is the rate inside divided by the lift", () => {
  expect(elsewhere(web)).toBeCloseTo(0.1);
});

it("the scale begins at nothing, holds every interval and ends at all", () => {
  expect(rateDomain([])).toEqual([0, 0.06]);
  for (const high of [0.02, 0.31, 0.97, 1]) {
    const [low, top] = rateDomain([row({ a: "b" }, high)]);
    expect(low).toBe(0);
    expect(top).toBeGreaterThanOrEqual(high);
    expect(top).toBeLessThanOrEqual(1);
  }
});
