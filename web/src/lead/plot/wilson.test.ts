import { expect, it } from "vitest";
import { wilson } from "./wilson";

it("is Wilson's interval", () => {
  // scipy.stats.binomtest(k, n).proportion_ci(method="wilson")
  for (const [k, n, low, high] of [[15, 20, 0.5313, 0.8881], [0, 10, 0, 0.2775], [10, 10, 0.7225, 1], [683, 1200, 0.5410, 0.5969]] as const) {
    const found = wilson(k / n, n);
    expect(found[0]).toBeCloseTo(low, 3);
    expect(found[1]).toBeCloseTo(high, 3);
  }
});

it("of nothing is everything, and always holds the share", () => {
  expect(wilson(0.3, 0)).toEqual([0, 1]);
  for (const share of [0, 0.001, 0.5, 1]) {
    const [low, high] = wilson(share, 7);
    expect(low <= share && share <= high).toBe(true);
  }
});
