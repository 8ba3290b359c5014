import { describe, expect, it } from "vitest";
import { checkName, figureWords, verdictSays } from "./gate";

const check = (name: string, finding: string) => ({ name, finding });

describe("a verdict in words", () => {
  it("names the checks that failed", () => {
    const gate = { outcome: "FAIL", candidate: "v3", verdict: {}, checks: [check("overall", "passed"), check("slice:lighting=dim", "failed")] };
    expect(verdictSays(gate)).toBe("v3 stays out: slice lighting = dim failed.");
  });
  it("says how many cases are missing", () => {
    expect(verdictSays({ outcome: "INCONCLUSIVE", candidate: "v3", checks: [], verdict: { more_needed: 240 } })).toContain("240 more random cases");
  });
  it("that is a PASS allows promotion, nothing else does", () => {
    expect(verdictSays({ outcome: "PASS", candidate: "v3", checks: [], verdict: {} })).toBe("v3 may be promoted.");
    for (const outcome of ["FAIL", "INCONCLUSIVE"])
      expect(verdictSays({ outcome, candidate: "v3", checks: [], verdict: {} })).not.toContain("may be");
  });
});

it("checks have names for people", () => {
  expect(["past_errors", "class:7", "slice:a=b & c=d"].map(checkName)).toEqual([
    "past errors", "class 7", "slice a = b & c = d",
  ]);
});

it("figures are short, and lists are left to the words", () => {
  expect(figureWords({ n: 1200, p_value: 0.00016, rate: 0.91234, rows: [1, 2] })).toBe(
    "n = 1,200, p value = 1.6e-4, rate = 0.912",
  );
});
