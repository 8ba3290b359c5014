import { describe, expect, it } from "vitest";
import { captureLine, verdictWords } from "./cycle";

const cycle = {
  number: 3, gate_id: null, candidate: "v3", verdict: "PASS", promoted: true, created_at: "2026-01-01T00:00:00Z",
  report: { fixed: 12, regressed: 0 },
}; // prettier-ignore

describe("a turn in words", () => {
  it("that was promoted says what it fixed", () => {
    expect(verdictWords(cycle)).toBe("v3 passed the gate and is champion now; 12 past errors fixed.");
  });
  it("that was not says that the champion stays", () => {
    for (const verdict of ["FAIL", "INCONCLUSIVE"])
      expect(verdictWords({ ...cycle, verdict, promoted: false })).toContain("The champion stays");
  });
});

describe("the capture line", () => {
  it("carries a body that is JSON, whatever the labels are called", () => {
    const line = captureLine("http://localhost:8000", "a b/c", "text", ["it's", 'say "no"']);
    expect(line).toContain("/api/v1/projects/a%20b%2Fc/predictions");
    const body = /-d '(.*)'$/s.exec(line)![1]!.replaceAll("'\\''", "'");
    expect(JSON.parse(body).probabilities).toEqual({ "it's": 0.7, 'say "no"': 0.3 });
  });
});
