import { describe, expect, it } from "vitest";
import { evidenceScale, odds } from "./evidence";

describe("odds", () => {
  it("are told as so many to one, and nothing below even", () => {
    expect(odds(Math.log(100))).toBe("100 to 1");
    expect(odds(Math.log(3.46))).toBe("3.5 to 1");
    expect(odds(Math.log(123_456))).toBe("123,000 to 1");
    for (const log of [0, -3, -Infinity, NaN]) expect(odds(log)).toBe("no evidence");
  });
  it("that are huge are a power of ten", () => {
    expect(odds(21 * Math.LN10 + 0.5)).toBe("10²¹ to 1");
    expect(odds(5000)).toMatch(/^10[⁰¹²³⁴⁵⁶⁷⁸⁹]+ to 1$/);
  });
});

describe("the scale", () => {
  it("shows the alarm line and the highest evidence, from even on", () => {
    for (const peak of [-2, 0.3, 4, 60, 2300]) {
      const scale = evidenceScale([-1, peak, NaN], Math.log(100));
      expect(scale.domain[0]).toBe(0);
      expect(scale.domain[1]).toBeGreaterThan(Math.log(100));
      expect(scale.domain[1]).toBeGreaterThanOrEqual(peak);
      expect(scale.ticks.length).toBeGreaterThanOrEqual(2);
      expect(scale.ticks.length).toBeLessThanOrEqual(6);
      for (const tick of scale.ticks) expect(tick.at).toBeLessThanOrEqual(scale.domain[1]);
    }
  });
});
