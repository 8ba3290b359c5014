import { describe, expect, it } from "vitest";
import { confusedPairs, liftDomain, most } from "./findings";

it("the commonest cause is named, and none when nothing was counted", () => {
  expect(most({ noisy_input: 2, bias: 5, ambiguous: 5 })).toBe("bias");
  expect(most({})).toBeNull();
  expect(most({ bias: 0 })).toBeNull();
});

describe("confused pairs", () => {
  const pairs = confusedPairs({
    labels: ["a", "b", "c"], n: 30, says: "",
    counts: [[10, 3, 0], [7, 5, 1], [0, 0, 4]],
  }); // prettier-ignore
  it("come most frequent first, with how often the model said so", () => {
    expect(pairs).toEqual([
      { said: "a", was: "b", count: 7, of: 17 },
      { said: "b", was: "a", count: 3, of: 8 },
      { said: "c", was: "b", count: 1, of: 5 },
    ]);
  });
});

describe("the lift axis", () => {
  const lift = (value: number, high: number) => ({
    lift: { value, low: 1, high, n: 50, confidence: 0.95, method: "" },
  });
  it("shows every dot, and 1", () => {
    const [low, high] = liftDomain([lift(1.4, 1.8), lift(6.2, 9)]);
    expect(low).toBe(0);
    expect(high).toBeGreaterThanOrEqual(9);
  });
  it("is not stretched by one endless interval", () => {
    expect(liftDomain([lift(2, Infinity), lift(3, 4)])[1]).toBeLessThan(10);
    expect(liftDomain([lift(2, 4000)])[1]).toBeLessThan(10);
  });
});
