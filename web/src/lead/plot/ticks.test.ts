import { describe, expect, it } from "vitest";
import { nice, ticks, timeTicks } from "./ticks";

describe("ticks", () => {
  it("are round, inside the limits and free of floating-point dust", () => {
    expect(ticks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(0.87, 0.96, 5)).toEqual([0.88, 0.9, 0.92, 0.94, 0.96]);
  });
  it("are never more than asked for, and one", () => {
    for (const [low, high] of [[0, 7], [0.001, 0.0017], [-3, 1234567], [99, 100]] as const) {
      for (const wanted of [1, 3, 5, 8]) {
        const made = ticks(low, high, wanted);
        expect(made.length).toBeLessThanOrEqual(wanted + 1);
        for (const tick of made) expect(tick >= low - 1e-9 && tick <= high + 1e-9).toBe(true);
      }
    }
  });
  it("of a domain without width are its one value", () => {
    expect(ticks(4, 4)).toEqual([4]);
  });
});

it("nice widens to round ends and never cuts a value off", () => {
  expect(nice(0.873, 0.958)).toEqual([0.86, 0.96]);
  const [low, high] = nice(-2.3, 17.1);
  expect(low <= -2.3 && high >= 17.1).toBe(true);
});

describe("timeTicks", () => {
  const start = Date.UTC(2026, 2, 1, 6);
  it("of a week are days", () => {
    const marks = timeTicks(start, start + 7 * 86_400_000, 7);
    expect(marks[0]?.says).toBe("2 Mar");
    expect(marks).toHaveLength(7);
  });
  it("of an hour are minutes", () => {
    expect(timeTicks(start, start + 3_600_000, 4).map((each) => each.says)).toEqual([
      "06:00", "06:15", "06:30", "06:45", "07:00",
    ]);
  });
});
