import { describe, expect, it } from "vitest";
import { confusedPairs } from "./findings";

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
