import { expect, test } from "vitest";
import { alpha, alphaDomain, worth } from "./scale";
import type { Agreement } from "./shapes";

const of = (value: number, low: number, high: number) => ({ value, low, high, n: 40, confidence: 0.95, method: "" });

test("alpha is told with its interval, a minus as a minus", () => {
  expect(alpha(of(0.434, 0.4, 0.461))).toBe("0.43 (0.40 to 0.46)");
  expect(alpha(of(-0.1, -0.2, 0))).toBe("−0.10 (−0.20 to 0.00)");
  expect(alpha(null)).toBe("not known yet");
});

test("what it is worth is said by the interval, not by the value alone", () => {
  expect(worth(of(0.9, 0.85, 0.95))).toBe("people mean the same");
  expect(worth(of(0.9, 0.7, 0.95))).toBe("good enough for tentative conclusions");
  expect(worth(of(0.5, 0.3, 0.7))).toBe("not sure to be good enough");
  expect(worth(of(0.3, 0.2, 0.4))).toBe("people do not mean the same");
});

test("the scale ends at 1 and holds every interval", () => {
  const none = { by_class: [], by_cause: [], by_slice: [], guidelines: [] } as unknown as Agreement;
  expect(alphaDomain(none)).toEqual([0, 1]);
  const rows = [{ name: "a", alpha: of(-0.1, -0.31, 0.1), units: 40 }];
  expect(alphaDomain({ ...none, by_class: rows })[0]).toBeCloseTo(-0.4);
});
