import { describe, expect, it } from "vitest";
import { band, line, stairs } from "./path";

describe("line", () => {
  it("starts with a move and goes on with lines", () => {
    expect(line([{ x: 0, y: 1 }, { x: 2.005, y: 3 }])).toBe("M0 1L2.01 3");
  });
  it("of nothing is nothing", () => {
    expect(line([])).toBe("");
  });
});

describe("band", () => {
  it("goes there along the highs and back along the lows", () => {
    expect(band([{ x: 0, low: 9, high: 1 }, { x: 4, low: 8, high: 2 }])).toBe("M0 1L4 2L4 8L0 9Z");
  });
  it("of a single stretch has no area", () => {
    expect(band([{ x: 0, low: 9, high: 1 }])).toBe("");
  });
});

it("stairs hold a value until the next one", () => {
  expect(stairs([{ x: 0, y: 5 }, { x: 3, y: 1 }])).toBe("M0 5H3V1");
});
