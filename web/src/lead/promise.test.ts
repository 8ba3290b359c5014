import { describe, expect, it } from "vitest";
import { endWords, inForce, neededWords, standing } from "./promise";
import type { Certified } from "./shapes";

const now = Date.parse("2026-03-02T12:00:00Z");
const estimate = { value: 0.6, low: 0.57, high: 0.63, n: 900, confidence: 0.95, method: "m" };
const held: Certified = {
  id: "c1", threshold: 0.9, alpha: 0.05, delta: 0.05, coverage: estimate, risk_upper: 0.05, n: 900,
  expires_at: "2026-03-30T12:00:00Z", created_at: "2026-03-01T12:00:00Z", lapse: null, plan: {},
};
const lapse = { why: "inputs have changed", alarm_id: "a1", created_at: "2026-03-02T10:00:00Z" };

describe("a certificate", () => {
  it("holds until its end, is soon over in its last week, and then never again", () => {
    expect(standing(held, now)).toBe("holds");
    expect(standing({ ...held, expires_at: null }, now)).toBe("holds");
    expect(standing({ ...held, expires_at: "2026-03-08T12:00:00Z" }, now)).toBe("soon");
    expect(standing({ ...held, expires_at: "2026-03-02T12:00:00Z" }, now)).toBe("expired");
    expect(standing(null, now)).toBe("none");
  });
  it("that lapsed has lapsed, whatever else", () => {
    expect(standing({ ...held, lapse }, now)).toBe("lapsed");
    expect(standing({ ...held, lapse, threshold: null, expires_at: "2026-01-01T00:00:00Z" }, now)).toBe("lapsed");
  });
  it("accepts only while it holds", () => {
    expect(inForce(held, now)).toBe(true);
    for (const no of [null, { ...held, lapse }, { ...held, threshold: null }, { ...held, expires_at: "2026-03-01T12:00:00Z" }])
      expect(inForce(no, now)).toBe(false);
  });
  it("tells its end in words", () => {
    expect(endWords(held, now)).toBe("Expires in 28 days");
    expect(endWords({ ...held, expires_at: "2026-03-01T12:00:00Z" }, now)).toBe("Expired 1 day ago");
    expect(endWords({ ...held, lapse }, now)).toBe("Lapsed 2 hours ago");
    expect(endWords({ ...held, expires_at: null }, now)).toBe("Does not expire");
  });
});

it("labels that are needed are told, and when no number of them would do", () => {
  expect(neededWords(1200)).toContain("1,200 more labels");
  expect(neededWords(null)).toContain("will not do");
  expect(neededWords(0)).toBe("");
  expect(neededWords(undefined)).toBe("");
});
