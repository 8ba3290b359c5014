import { expect, it } from "vitest";
import { accuracyDomain, placesOf } from "./places";

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

it("the scale holds every interval and stays a share", () => {
  expect(accuracyDomain([])).toEqual([0, 1]);
  for (const one of [estimate(0.99, 0.005), estimate(0.2, 0.2), estimate(1, 0)]) {
    const [low, high] = accuracyDomain([one]);
    expect(low >= 0 && low <= one.low && high >= one.high && high <= 1 && low < high).toBe(true);
  }
});
