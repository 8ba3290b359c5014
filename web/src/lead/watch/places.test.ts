import { expect, it } from "vitest";
import { accuracyDomain, leastOfEach, placesOf } from "./places";

const estimate = (value: number, wide = 0.05) => ({
  value, low: value - wide, high: Math.min(1, value + wide), n: 80, confidence: 0.95, method: "m",
});

it("classes stand before slices, the least right first", () => {
  const places = placesOf({
    overall: estimate(0.9), says: "",
    by_class: [{ name: "card", estimate: estimate(0.95), recall: estimate(0.9) }, { name: "refund", estimate: estimate(0.6), recall: estimate(0.8) }],
    by_slice: [{ attribute: "channel", value: "web", estimate: estimate(0.7) }],
  });
  expect(places.map((each) => each.title)).toEqual(["refund", "card", "channel = web"]);
});

it("of very many places the least right of each kind come first", () => {
  const by_class = Array.from({ length: 30 }, (_, k) => ({ name: `c${k}`, estimate: estimate(1 - k / 100), recall: estimate(0.5) }));
  const by_slice = [{ attribute: "channel", value: "web", estimate: estimate(0.9) }];
  const first = leastOfEach(placesOf({ overall: null, says: "", by_class, by_slice }));
  expect(first.map((each) => each.title)).toEqual(["c29", "c28", "c27", "c26", "c25", "c24", "c23", "c22", "channel = web"]);
});

it("the scale holds every interval and stays a share", () => {
  expect(accuracyDomain([])).toEqual([0, 1]);
  for (const one of [estimate(0.99, 0.005), estimate(0.2, 0.2), estimate(1, 0)]) {
    const [low, high] = accuracyDomain([one]);
    expect(low >= 0 && low <= one.low && high >= one.high && high <= 1 && low < high).toBe(true);
  }
});
